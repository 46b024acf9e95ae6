# SPDX-License-Identifier: MIT
"""Operations on articles: bring in, take out, reading state.

What lives here: the article as a whole. What does not: reading files (formats, tasks), metadata values (values.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from curator.domain.canonical import sha256_of
from curator.domain.coding import ARTICLE_FIELDS, READING_STATES
from curator.domain.faults import InputRefused
from curator.domain.ids import derived_id
from curator.operations.operation import article_title
from curator.operations.origins import add_origins
from curator.store.ddl import ARTICLE_TABLES, REVIEW_TABLES
from curator.store.images import Cell
from curator.store.undo import group_tables
from curator.store.writer import Writer

_FIELDS = frozenset(ARTICLE_FIELDS)
_ARTICLE_COLUMNS = ("id", "text_sha256", "original_sha256", "settled_by", "length", "added", *ARTICLE_FIELDS)
_WORDS_COLUMNS = ("id", "article", "field", "start", "end", "quote", "role", "position")
_NOTE_COLUMNS = ("id", "article", "incident", "row", "field", "state", "basis", "proposed", "note")


class FieldWords(NamedTuple):
    """The words of the text that gave a metadata field its value. `basis`: stated, or normalised (a date)."""

    field: str
    start: int
    end: int
    basis: str = "stated"


@dataclass(frozen=True)
class NewArticle:
    """An article to bring in. `text` is settled already; `id` is made where it is empty.

    `text_sha256`: for whoever has hashed the text already (as UTF-8, lower-case hexadecimal); made where it is empty.
    `reader`, `reader_version`, `media`: how it was read, by what, of which media type. `original`: the bytes it was
    read from; kept, compressed, where the project keeps them and they are not too many. `follows`: the id of the
    article in the project of which this is a newer version.
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    words: tuple[FieldWords, ...] = ()
    original_sha256: str = ""
    settled_by: str = "text/1"
    id: str = ""
    added: str = ""
    text_sha256: str = ""
    reader: str = ""
    reader_version: str = ""
    media: str = ""
    original: bytes | None = None
    follows: str = ""


@dataclass(frozen=True)
class AddArticles:
    """Bring in articles, in one compact log entry. Returns their ids in the order given.

    Whether an article is there already is asked before (tasks); this adds what it is given.
    """

    kind: ClassVar[str] = "add_articles"
    articles: tuple[NewArticle, ...]
    label: str = ""

    def apply(self, writer: Writer) -> list[str]:
        now = writer.clock.stamp()
        new_ids = iter(writer.ids.several(sum(not article.id for article in self.articles)))
        ids = [article.id or next(new_ids) for article in self.articles]
        numbers = writer.add_lines("articles", *article_lines(self.articles, ids, now))
        writer.add_lines(
            "article_texts", ("n", "text"), list(zip(numbers, (one.text for one in self.articles), strict=True))
        )  # fmt: skip
        for table, names, lines_of in (
            ("evidence", _WORDS_COLUMNS, _words_lines), ("value_notes", _NOTE_COLUMNS, _note_lines),
        ):  # fmt: skip
            parts = [part for row_id, one in zip(ids, self.articles, strict=True) for part in lines_of(row_id, one)]
            row_ids = writer.ids.several(len(parts))
            writer.add_lines(table, names, [(row_id, *part) for row_id, part in zip(row_ids, parts, strict=True)])
        add_origins(writer, self.articles, ids, now)
        one = len(ids) == 1
        writer.describe(
            self.label or ("Add an article" if one else f"Add {len(ids)} articles"), ids[0] if one else None
        )
        writer.change.articles.update(ids)
        return ids


def article_lines(
    articles: Sequence[NewArticle], ids: Sequence[str], now: str
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Columns and lines of `articles`. Raises InputRefused for metadata that articles do not have."""
    return _ARTICLE_COLUMNS, [_article_line(each, row_id, now) for each, row_id in zip(articles, ids, strict=True)]


def _article_line(article: NewArticle, row_id: str, now: str) -> tuple[Cell, ...]:
    fields = article.fields
    if unknown := fields.keys() - _FIELDS:
        raise InputRefused(f"An article has no field “{sorted(unknown)[0]}”.")
    return (
        row_id, article.text_sha256 or sha256_of(article.text), article.original_sha256 or None, article.settled_by,
        len(article.text), article.added or now, *[fields.get(name) or None for name in ARTICLE_FIELDS],
    )  # fmt: skip


def _words_lines(article_id: str, article: NewArticle) -> list[tuple[Cell, ...]]:
    """The lines of `evidence` without their ids."""
    positions: dict[str, int] = {}
    lines: list[tuple[Cell, ...]] = []
    for key, start, end, _ in article.words:
        position = positions[key] = positions.get(key, -1) + 1
        lines.append((article_id, key, start, end, article.text[start:end], "direct", position))
    return lines


def _note_lines(article_id: str, article: NewArticle) -> list[tuple[Cell, ...]]:
    """The lines of `value_notes` without their ids."""
    bases = {words.field: words.basis for words in article.words if words.basis != "stated"}
    return [(article_id, "", "", key, "value", basis, 0, "") for key, basis in bases.items()]


@dataclass(frozen=True)
class RemoveArticle:
    """Take an article out, with everything coded in it, by every coder. It can be undone."""

    kind: ClassVar[str] = "remove_article"
    article: str

    def apply(self, writer: Writer) -> None:
        row, title = writer.row("articles", self.article), article_title(writer, self.article)
        numbers: dict[str, list[int]] = {}
        for table in group_tables(writer.connection):
            numbers[table] = _numbers(
                writer,
                f'SELECT n FROM "{table}" WHERE incident IN (SELECT id FROM incidents WHERE article = ?)',
                self.article,
            )
        for table in ("value_notes", "evidence", "not_codable", "reading", "comments", "incidents", *REVIEW_TABLES):
            numbers[table] = _numbers(writer, f"SELECT n FROM {table} WHERE article = ?", self.article)
        beside: dict[str, set[int]] = {}
        for table, column in ARTICLE_TABLES:
            found = _numbers(writer, f'SELECT n FROM {table} WHERE "{column}" = ?', self.article)
            beside.setdefault(table, set()).update(found)
        numbers |= {table: sorted(found) for table, found in beside.items()}
        originals = "SELECT b.n FROM article_originals b JOIN article_origins o ON o.n = b.n WHERE o.article = ?"
        numbers["article_originals"] = _numbers(writer, originals, self.article)
        numbers["article_texts"] = numbers["articles"] = [int(str(row["n"]))]
        writer.drop_many(numbers)
        writer.describe(f"Remove the article {title}", self.article)


def _numbers(writer: Writer, sql: str, article: str) -> list[int]:
    return [int(line[0]) for line in writer.query(sql, (article,))]


@dataclass(frozen=True)
class SetReading:
    """Say how far the acting coder is with an article: unread, started, finished, nothing to code."""

    kind: ClassVar[str] = "set_reading"
    article: str
    state: str

    def apply(self, writer: Writer) -> None:
        if self.state not in READING_STATES:
            raise InputRefused(f"“{self.state}” is no reading state: {', '.join(READING_STATES)}.")
        writer.row("articles", self.article)
        write_reading(writer, self.article, self.state)
        writer.describe(f"Set the article to {self.state.replace('_', ' ')}", self.article)


def begin_reading(writer: Writer, article: str) -> None:
    """Who codes something in an article has started it, also where nothing to code was found before."""
    found = writer.query(
        "SELECT state FROM reading WHERE article = ? AND coder = ?", (article, writer.acting_coder().id)
    )
    if not found or found[0][0] in ("unread", "nothing_to_code"):
        write_reading(writer, article, "started")


def write_reading(writer: Writer, article: str, state: str) -> str:
    """Write how far the acting coder is with an article. Returns the state before."""
    coder = writer.acting_coder().id
    found = writer.query("SELECT id, state FROM reading WHERE article = ? AND coder = ?", (article, coder))
    if found:
        writer.put("reading", str(found[0][0]), {"state": state})
        return str(found[0][1])
    # The same id wherever this coder reads this article: what two copies say of it is one row.
    made = derived_id("reading", article, coder)
    writer.add("reading", {"id": made, "article": article, "coder": coder, "state": state})
    return READING_STATES[0]
