# SPDX-License-Identifier: MIT
"""Explaining a value: what it is, how sure, which words are behind it, who said so and when.

What lives here: finding the field a person names, its value and its words. What does not: its history
(value_history.py), showing it (the faces).
A field is named by its key ("article.published" or "published" for the article's metadata); a group's key means all its
rows, "group.field" that field of each row, "group.2.field" that of the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, ArticleCoding, Evidence, Incident, Row, Scalar
from curator.domain.faults import InputRefused, NotNow, UserFault
from curator.domain.values import incident_value, notes_of
from curator.review.standing import Standing
from curator.store.reads import Reads
from curator.tasks.layer_choice import blind_sentence
from curator.tasks.value_history import Place, Step, history_of

CONTEXT = 40  # code points shown before and after the words
_ARTICLE = "article"


class Hidden(NotNow):
    """What is asked for is hidden from who looks, until all who are assigned have finished the article."""


@dataclass(frozen=True)
class Words:
    """Words behind a value. `of`: the key of the field, part or compound they were given to; "" for the whole row."""

    start: int
    end: int
    quote: str
    role: str
    before: str
    after: str
    of: str


@dataclass(frozen=True)
class Settled:
    """How a value of the consensus was settled: the verdict (agreed, adopted, neither, changed), from whose coding
    ("" for nobody's), by whom, why and when. `unclear`: the coding rule was found unclear."""

    verdict: str
    source: str
    reviewer: str
    reason: str
    unclear: bool
    created: str


@dataclass(frozen=True)
class ExplainedValue:
    """One value. `row`: the id of its group's row; `row_place` counts that group's rows from 1 (0: no row). `settled`:
    for a value of the consensus."""

    field: str
    label: str
    value: Scalar | None
    state: str
    basis: str = ""
    note: str = ""
    proposed: bool = False
    group: str = ""
    row: str = ""
    row_place: int = 0
    words: tuple[Words, ...] = ()
    settled: Settled | None = None


@dataclass(frozen=True)
class Explanation:
    """What is known of an incident, or of one field of it. `mentions` are the words that report the incident."""

    incident: str
    number: int
    status: str
    coder: str
    article: str
    article_title: str
    field: str
    values: tuple[ExplainedValue, ...]
    mentions: tuple[Words, ...]
    history: tuple[Step, ...]


def explain(reads: Reads, codebook: Codebook, incident: str, field: str = "", viewer: str = "") -> Explanation:
    """Explain an incident (number, id or beginning of an id), or one field of it.

    `codebook` knows the incident's fields. `viewer`: who looks, an id or "" for somebody nobody knows. Raises
    InputRefused for an incident or field there is none of, Hidden for an incident that assignments hide from them.
    """
    try:
        found = reads.find_incident(incident)
    except UserFault as fault:
        raise InputRefused(fault.sentence) from fault
    if found.coder != viewer and reads.is_blind(found.article, viewer):
        waited = blind_sentence(reads.waited_for(found.article))
        raise Hidden(f"This incident belongs to somebody else, and its article is hidden. {waited}")
    coding = reads.coding(found.article)
    sheet = _Sheet(codebook, coding, found)
    names = {coder.id: coder.name for coder in reads.coders()}
    values = _with_settling(reads, codebook, coding, found, sheet.named(field) if field else sheet.everything(), names)
    places = {Place(value.group, value.row, value.field) for value in values} if field else set()
    history = tuple(history_of(reads, codebook, found, places))
    return Explanation(
        incident=found.id, number=found.number, status=found.status, coder=names.get(found.coder, found.coder),
        article=found.article, article_title=coding.article.fields.get("title", ""), field=field, values=values,
        mentions=tuple(sheet.shown(found.mentions())), history=history,
    )  # fmt: skip


def _with_settling(
    reads: Reads, codebook: Codebook, coding: ArticleCoding, incident: Incident, values: Iterable[ExplainedValue],
    names: Mapping[str, str],
) -> tuple[ExplainedValue, ...]:  # fmt: skip
    """The values, those of the consensus with what was last decided of them."""
    standing = Standing(reads.judgements(incident.article))
    coder_of = {each.id: each.coder for each in coding.incidents}

    def settled(value: ExplainedValue) -> Settled | None:
        group = "" if value.group == _ARTICLE else value.group
        above = codebook.above(value.field, group)
        said = standing.of_place(incident.id, value.row, above[-1].key if above else value.field)
        if said is None or value.group == _ARTICLE:
            return None
        source = coder_of.get(said.incident, "")
        reviewer = names.get(said.coder, said.coder)
        return Settled(
            said.verdict, names.get(source, source), reviewer, said.reason, said.unclear, said.created
        )  # fmt: skip

    return tuple(replace(value, settled=settled(value)) for value in values)


class _Sheet:
    """The coding of one incident, asked field by field."""

    def __init__(self, codebook: Codebook, coding: ArticleCoding, incident: Incident) -> None:
        self.codebook = codebook
        self.coding = coding
        self.incident = incident

    # -- which fields -----------------------------------------------------------------------------------------------
    def everything(self) -> Iterator[ExplainedValue]:
        """Every value that is not blank: the article's metadata, the incident, its rows."""
        for key in ARTICLE_FIELDS:
            value = self._metadata(key)
            if value.state != "blank":
                yield value
        for group in ("", *self.codebook.group_by_key):
            for row in self.incident.rows_of(group) if group else (None,):
                yield from (value for value in self._leaves(self.codebook.leaves(group), row) if value.state != "blank")

    def named(self, said: str) -> Iterator[ExplainedValue]:
        """The values of what a person named. Raises InputRefused where there is no such field."""
        head, _, tail = said.partition(".")
        if head == _ARTICLE and tail in ARTICLE_FIELDS:
            yield self._metadata(tail)
        elif head in self.codebook.group_by_key:
            yield from self._rows(head, tail)
        elif not tail and (node := self.codebook.node(said)) is not None:
            yield from self._leaves(node.leaves(), None)
        elif said in ARTICLE_FIELDS:
            yield self._metadata(said)
        elif not tail and (groups := [g for g in self.codebook.group_by_key if self.codebook.node(said, g)]):
            for group in groups:
                yield from self._rows(group, said)
        else:
            raise InputRefused(f"There is no field “{said}” in the codebook {self.codebook.title}.")

    def _rows(self, group: str, said: str) -> Iterator[ExplainedValue]:
        place, _, key = said.partition(".") if said.split(".")[0].isdecimal() else ("", "", said)
        node = self.codebook.node(key, group) if key else None
        if key and node is None:
            raise InputRefused(f"There is no field “{key}” in the group “{group}”.")
        rows = self.incident.rows_of(group)
        if place and not 1 <= int(place) <= len(rows):
            raise InputRefused(f"The incident has {len(rows)} row(s) of the group “{group}”; there is no row {place}.")
        for row in rows[int(place) - 1 : int(place)] if place else rows:
            yield from self._leaves(node.leaves() if node else self.codebook.leaves(group), row)

    # -- one value --------------------------------------------------------------------------------------------------
    def _leaves(self, leaves: Iterable[Field], row: Row | None) -> Iterator[ExplainedValue]:
        group = row.group if row else ""
        place = self.incident.rows_of(group).index(row) + 1 if row else 0
        for leaf in leaves:
            value = incident_value(self.codebook, self.incident, leaf, row)
            said_by = notes_of(self.incident.notes, row.id if row else "").get(value.said_by)
            yield ExplainedValue(
                leaf.key, leaf.label, value.value, value.state, value.basis, said_by.note if said_by else "",
                value.proposed, group, row.id if row else "", place, tuple(self._words(leaf, row)),
            )  # fmt: skip

    def _words(self, leaf: Field, row: Row | None) -> Iterator[Words]:
        """The leaf's own words, then those of the compounds that hold it, then those of the whole row."""
        group, row_id = (row.group, row.id) if row else ("", "")
        for key in (leaf.key, *(node.key for node in self.codebook.above(leaf.key, group)), *([""] if row else [])):
            yield from self.shown(self.incident.evidence_of(key, row_id))

    def _metadata(self, key: str) -> ExplainedValue:
        value = self.coding.article.fields.get(key)
        note = notes_of(self.coding.article_notes).get(key)
        state = "value" if value is not None else note.state if note and note.state != "value" else "blank"
        basis = (note.basis if note else "stated") if value is not None else ""
        spans = [span for span in self.coding.article_evidence if span.field == key]
        return ExplainedValue(
            key, f"{key.replace('_', ' ').capitalize()} of the article", value, state, basis, note.note if note else "",
            group=_ARTICLE, words=tuple(self.shown(spans)),
        )  # fmt: skip

    def shown(self, spans: Iterable[Evidence]) -> Iterator[Words]:
        """Spans with what stands around them."""
        text = self.coding.text
        for span in spans:
            before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
            yield Words(span.start, span.end, span.quote, span.role, before, after, span.field)
