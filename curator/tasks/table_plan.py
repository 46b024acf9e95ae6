# SPDX-License-Identifier: MIT
"""What a table's rows become in a project: articles that are found again or made, incidents, words, warnings.

What lives here: the plan; nothing is written. What does not: cells (domain/mapped_rows.py), the incident that a row
makes (row_incidents.py), writing (table_in.py).

An article is found again by its id, its address, its title with its day of publication (and outlet, where both have
one), or its text. A row that brings a text makes an article of it. A row that brings none and finds none makes an
article of what it tells: headline, outlet, day, and each of its texts as a paragraph "column: cell". An incident needs
an article, for that is what it reports and where its words are; rows of one article share it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from curator.domain.cell_values import folded
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ARTICLE_FIELDS, ArticleCoding, Incident
from curator.domain.coding import Article as CodedArticle
from curator.domain.faults import NotNow
from curator.domain.ids import derived_id, is_id
from curator.domain.kept import Waiting
from curator.domain.mapped_rows import CellWarning, MappedRow, RowReader
from curator.domain.rules.judging import incident_problems, rules_in_force
from curator.domain.settling import settle, text_sha256
from curator.domain.table_mapping import TableMapping
from curator.formats.table_shape import Table
from curator.operations import NewArticle
from curator.shape import Frozen, Mutable, fresh
from curator.store.layers import blind_articles, for_others
from curator.store.reads import Reads
from curator.tasks.job import Cancelled, Pace, Progress, never, silent, stopping
from curator.tasks.row_incidents import Text, incident_of_row
from curator.workspace import Workspace

# Kinds of rules that look at figures, days and codes; those about words and what is missing come later, in the form.
_LOOKED_AT = frozenset((
    "child_of", "in_order", "in_range", "date_fits_precision", "count_fits", "total_matches", "distinct_rows", "limits",
    "never", "not_after_published",
))  # fmt: skip
_MOST_PARAGRAPHS = 1_000  # rows in an article that is made of them


class PlannedArticle(Mutable):
    """An article and what comes into it. `new` is None for one that is in the project."""

    id: str
    new: NewArticle | None = None
    made: bool = False
    incidents: list[Incident] = fresh(default_factory=list)
    waiting: list[Waiting] = fresh(default_factory=list)
    rows: list[MappedRow] = fresh(default_factory=list)


class TablePlan(Frozen):
    """`refused`: (line, why) of rows that do not come in. `there`: incidents of the table that are in the project.
    `found`: articles of the project that rows are about; `words`: how many spans were found in texts."""

    name: str
    articles: tuple[PlannedArticle, ...]
    warnings: tuple[CellWarning, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()
    there: int = 0
    found: int = 0
    words: int = 0

    @property
    def new_articles(self) -> int:
        return sum(article.new is not None for article in self.articles)

    @property
    def incidents(self) -> int:
        return sum(len(article.incidents) for article in self.articles)

    @property
    def waiting(self) -> int:
        return sum(len(article.waiting) for article in self.articles)


def plan_table(
    workspace: Workspace, table: Table, mapping: TableMapping, *, progress: Progress = silent,
    cancelled: Cancelled = never, first: int = 0,
) -> TablePlan:  # fmt: skip
    """Read all rows by the mapping, or only the `first` ones (0: all), as what is to be seen at once. Raises NotNow
    where nobody has said who is coding, Stopped."""
    if workspace.coder is None:
        raise NotNow("Say first who is coding: what is brought in belongs to somebody.")
    planning = _Planning(workspace, table, mapping)
    pace = Pace(progress)
    go_on = stopping(cancelled, "Stopped; nothing was changed.")
    many = min(first or len(table.rows), len(table.rows))
    for at, (line, cells) in enumerate(islice(zip(table.lines, table.rows, strict=True), many)):
        if at % 64 == 0:
            go_on()
        pace.tell(at, 2 * many, "Reading rows")
        planning.take(line, cells)

    def coded(rows: int) -> None:
        go_on()
        pace.tell(many + rows, 2 * many, "Reading rows")

    plan = planning.finished(coded)
    pace.end(2 * many, "Reading rows")
    return plan


class _Planning:
    def __init__(self, workspace: Workspace, table: Table, mapping: TableMapping) -> None:
        self._workspace, self._table = workspace, table
        self._codebook: Codebook = workspace.codebook
        self._coder = workspace.coder.id if workspace.coder else ""
        self._reader = RowReader(mapping, table.headings, self._codebook)
        self._reader.look(table.rows)
        self._articles: dict[str, PlannedArticle] = {}
        self._warnings: list[CellWarning] = []
        self._refused: list[tuple[int, str]] = []
        self._rules = tuple(rule for rule in rules_in_force(self._codebook) if rule.kind in _LOOKED_AT)
        self._said: Counter[tuple[str, str]] = Counter()
        self._words = self._there = self._coded = 0
        with workspace.read() as reads:
            self._known = _Known(reads)
            self._closed = _closed(reads, self._coder)

    def take(self, line: int, cells: Sequence[str]) -> None:
        row = self._reader.read(line, cells)
        self._warnings += row.warnings
        if not row.codes and not row.article:
            self._refused.append((line, "nothing of it is mapped"))
            return
        text = settle(row.article.get("text", "")).text
        article = self._known.find(row, text) or self._new_id(row, text)
        if article in self._closed:
            self._refused.append((line, self._closed[article]))
            return
        if article not in self._articles:
            new = None if self._known.has(article) else self._new_article(article, row, text)
            self._articles[article] = PlannedArticle(article, new, made=new is not None and not text.strip())
            if new is not None:
                self._known.add(article, row.article, text)
        self._articles[article].rows.append(row)

    def _new_id(self, row: MappedRow, text: str) -> str:
        """The id of the article that a row makes: the same one whenever the same is told of it."""
        wanted, said = row.article.get("id", ""), row.article
        if is_id(wanted):
            return wanted
        if text.strip():
            return derived_id("table article", "text", text_sha256(text))
        if said.get("url") or said.get("title"):
            names = (folded(said.get(name, "")) for name in ("title", "outlet"))
            return derived_id("table article", "told", said.get("url", ""), *names, said.get("published", "")[:10])
        return derived_id("table article", "row", self._table.name, self._identity(row))

    def _new_article(self, article: str, row: MappedRow, text: str) -> NewArticle:
        """An article with the row's text, or one whose text is made once all its rows are known."""
        fields = {key: value for key, value in row.article.items() if key in ARTICLE_FIELDS}
        fields.setdefault("source_file", self._table.name)
        return NewArticle(text, fields, id=article, reader="table")

    def finished(self, between: Callable[[int], None]) -> TablePlan:
        """The plan; `between` is told how many rows are coded, often, and what it raises passes."""
        there = self._known.incidents()
        for planned in self._articles.values():
            self._code(planned, there, between)
        articles = tuple(each for each in self._articles.values() if each.new is not None or each.incidents)
        return TablePlan(
            self._table.name, articles, tuple(self._warnings), tuple(self._refused), self._there,
            sum(each.new is None for each in self._articles.values()), self._words,
        )  # fmt: skip

    def _code(self, planned: PlannedArticle, there: set[str], between: Callable[[int], None]) -> None:
        paragraphs: list[tuple[int, int]] = []
        if planned.new is not None and planned.made:
            written, paragraphs = _made_text(planned.new, planned.rows)
            planned.new = _with_text(planned.new, written)
        if not any(row.codes for row in planned.rows):
            return
        text = Text(planned.new.text if planned.new is not None else self._text(planned.id))
        for at, row in enumerate(planned.rows):
            if not row.codes:
                continue
            self._coded += 1
            if self._coded % 16 == 0:
                between(self._coded)
            identity = self._identity(row)
            self._said[planned.id, identity] += 1
            if not row.key and self._said[planned.id, identity] > 1:
                identity += f" ({self._said[planned.id, identity]})"
            incident_id = derived_id("table incident", self._coder, planned.id, identity)
            if incident_id in there:
                self._there += 1
                continue
            there.add(incident_id)
            paragraph = paragraphs[at] if at < len(paragraphs) else None
            made = incident_of_row(
                row, incident_id, planned.id, self._codebook, text, paragraph=paragraph, foreign=planned.made
            )
            planned.incidents.append(made.incident)
            planned.waiting += made.waiting
            self._warnings += made.warnings
            self._words += len(made.incident.evidence)
            self._judge(planned, made.incident, row, text)

    def _judge(self, planned: PlannedArticle, incident: Incident, row: MappedRow, text: Text) -> None:
        fields = planned.new.fields if planned.new is not None else {}
        article = CodedArticle(planned.id, "", len(text.whole), fields)
        coding = ArticleCoding(article, text.whole, (incident,))
        groups = {each.id: each.group for each in incident.rows}
        for problem in incident_problems(coding, incident, self._codebook, self._rules):
            node = self._codebook.node(problem.field, groups.get(problem.row, "")) if problem.field else None
            self._warnings.append(CellWarning(row.line, node.label if node else "", "", problem.message.rstrip(".")))

    def _identity(self, row: MappedRow) -> str:
        """What tells the row from the others: its key, else all that it says."""
        rows = [(place, sorted(values.items())) for place, values in sorted(row.rows.items())]
        return row.key or repr((sorted(row.article.items()), sorted(row.values.items()), rows, row.told))

    def _text(self, article: str) -> str:
        with self._workspace.read() as reads:
            return reads.article_text(article)


def _with_text(article: NewArticle, text: str) -> NewArticle:
    return NewArticle(text, article.fields, id=article.id, reader=article.reader, media=article.media)


def _made_text(article: NewArticle, rows: Sequence[MappedRow]) -> tuple[str, list[tuple[int, int]]]:
    """The text of an article that is made of rows, and where the paragraph of each row stands in it."""
    fields = article.fields
    head = [fields.get("title", ""), ", ".join(filter(None, (fields.get("outlet"), fields.get("published", "")[:10])))]
    text = "\n".join(filter(None, head)) or f"Row {rows[0].line} of {fields.get('source_file', 'a table')}"
    places = []
    for row in rows[:_MOST_PARAGRAPHS]:
        told = settle("\n".join(f"{heading}: {cell}" for heading, cell in row.told)).text.strip()
        told = told or f"Row {row.line} of {fields.get('source_file', 'a table')}"
        places.append((len(text) + 2, len(text) + 2 + len(told)))
        text += f"\n\n{told}"
    return text + "\n", places


def _closed(reads: Reads, coder: str) -> dict[str, str]:
    """Articles in which this coder may code nothing now, and why."""
    ended = reads.connection.execute(
        "SELECT article FROM reading WHERE coder = ? AND state IN ('finished', 'nothing_to_code')", (coder,)
    ).fetchall()
    closed = {str(row[0]): "you have finished its article; reopen that first" for row in ended}
    hidden = "colleagues' work in its article is hidden from you until all have finished"
    blind = blind_articles(reads.connection, coder)
    return closed | dict.fromkeys(for_others(reads.connection, blind, coder), hidden)


class _Known:
    """The articles of the project, and those that this table brings, by what tells them apart."""

    def __init__(self, reads: Reads) -> None:
        self._connection = reads.connection
        self._by: dict[tuple[str, ...], str] = {}
        self._incidents = {str(row[0]) for row in reads.connection.execute("SELECT id FROM incidents").fetchall()}
        found = reads.connection.execute(
            "SELECT id, text_sha256, url, title, published, outlet FROM articles ORDER BY n"
        )
        for article, sha, url, title, published, outlet in found.fetchall():
            fields = {"url": url or "", "title": title or "", "published": published or "", "outlet": outlet or ""}
            self.add(article, fields, "", sha)

    def incidents(self) -> set[str]:
        return set(self._incidents)

    def has(self, article: str) -> bool:
        """Whether it is in the project, or comes in with this table."""
        return ("id", article) in self._by

    def find(self, row: MappedRow, text: str) -> str:
        """The article that a row is about; "" where there is none yet."""
        said = row.article
        if self.has(said.get("id", "")):
            return self._by["id", said["id"]]
        sha = said.get("text_sha256", "") or (text_sha256(text) if text.strip() else "")
        looked = [("url", said.get("url", "")), *_title_keys(said, looking=True), ("text", sha)]
        return next((self._by[key] for key in looked if key[1] and key in self._by), "")

    def add(self, article: str, fields: Mapping[str, str], text: str, sha: str = "") -> None:
        """An article of the project, or one that comes in with this table. The first one of several is found again."""
        self._by["id", article] = article
        sha = sha or (text_sha256(text) if text.strip() else "")
        for key in (("url", fields.get("url", "")), *_title_keys(fields), ("text", sha)):
            if key[1]:
                self._by.setdefault(key, article)


def _title_keys(fields: Mapping[str, str], *, looking: bool = False) -> list[tuple[str, ...]]:
    """Title and day, and the outlet where both have one: two outlets print one agency's headline on one day."""
    title, day, outlet = (
        folded(fields.get("title", "")),
        fields.get("published", "")[:10],
        folded(fields.get("outlet", "")),
    )
    if not title or not day:
        return []
    with_outlet, without, any_outlet = ("of", title, day, outlet), ("of nobody", title, day), ("title", title, day)
    if looking:
        return [with_outlet, without] if outlet else [any_outlet]
    return [with_outlet if outlet else without, any_outlet]
