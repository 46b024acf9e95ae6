# SPDX-License-Identifier: MIT
"""Receiving a coding: incidents, passages and words that come with ids from a coding file or a set read back.

What lives here: the union by id with what is there. What does not: reading files (formats), finding the article it is
about (tasks). What is there already is left as it is: the same counts as the same, anything else as conflicting, and
is reported, not taken. Absence is never a deletion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from curator.domain.coding import ArticleCoding, Coder, Comment, Evidence, Incident, NotCodable, ValueNote
from curator.domain.ids import derived_id
from curator.domain.reviewing import Judgement
from curator.store import codings, judgements
from curator.store.columns import group_table
from curator.store.images import Cell
from curator.store.undo import group_tables
from curator.store.writer import Writer

Rows = dict[str, list[dict[str, Cell]]]  # by table
_AT_ONCE = 500  # ids in one question
_ELSEWHERE = object()  # stands for something of another kind or article that has the id: it differs from everything


@dataclass
class Received:
    """How many incidents, passages, words and notes were added, were the same, or differ from what is there."""

    added: int = 0
    same: int = 0
    conflicting: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReceiveCoding:
    """Take in the coding of one article that is in the project. Returns a Received.

    `coding.article.id` and the incidents' codebook ids are this project's. `coders`: who the coding names; unknown
    ones become coders of the project. `reading_ids`: ids for reading states, by coder, where they are known.
    """

    kind: ClassVar[str] = "receive_coding"
    coding: ArticleCoding
    coders: tuple[Coder, ...]
    label: str = ""
    reading_ids: Mapping[str, str] = field(default_factory=dict)

    def apply(self, writer: Writer) -> Received:
        article = self.coding.article.id
        groups = [name.removeprefix("incident_") for name in group_tables(writer.connection)]
        there = codings.coding(writer.connection, article, groups)
        received = Received()
        known = {coder.id for coder in codings.coders(writer.connection)}
        for coder in self.coders:
            if coder.id not in known:
                writer.add("coders", {"id": coder.id, "name": _free_name(writer, coder.name), "kind": coder.kind})
        rows: Rows = {}
        taken = _ids_taken(writer, self.coding)
        self._take_incidents(there, taken, received, rows)
        self._take_passages(there, taken, received, rows)
        self._take_article(writer, there, received)
        self._take_article_words(there, taken, received, rows)
        self._take_article_notes(writer, there, taken, received, rows)
        self._take_reading(there, received, rows)
        self._take_comments(there, taken, received, rows)
        self._take_judgements(writer, taken, received, rows)
        for table, some in rows.items():
            writer.add_many(table, some)
        title = there.article.fields.get("title") or there.article.fields.get("source_file") or there.article.id
        writer.describe(self.label or f"Receive the coding of “{title}”", article)
        return received

    def _take_incidents(self, there: ArticleCoding, taken: set[str], received: Received, rows: Rows) -> None:
        known = {incident.id: incident for incident in there.incidents}
        for incident in self.coding.incidents:
            found = known.get(incident.id)
            foreign = next((part for part in _ids_of_parts(incident) if part in taken), "")
            if found is not None and _comparable(found) == _comparable(incident):
                received.same += 1
            elif found is not None or incident.id in taken:
                received.conflicting.append(f"incident {incident.id}")
            elif foreign:
                received.conflicting.append(f"{foreign}, a part of incident {incident.id},")
            else:
                received.added += 1
                incident_rows(incident, rows)

    def _take_passages(self, there: ArticleCoding, taken: set[str], received: Received, rows: Rows) -> None:
        known = {passage.id: passage for passage in there.not_codable}
        for passage in self.coding.not_codable:
            elsewhere = passage.id not in known and passage.id in taken
            found = _ELSEWHERE if elsewhere else known.get(passage.id)
            _judge(received, found, passage, f"passage {passage.id}")
            if found is None:
                rows.setdefault("not_codable", []).append(_passage_row(passage))

    def _take_article(self, writer: Writer, there: ArticleCoding, received: Received) -> None:
        """Metadata: blank fields are filled, what differs is reported."""
        blank = {name: value for name, value in self.coding.article.fields.items() if name not in there.article.fields}
        if blank:
            writer.put("articles", there.article.id, dict(blank))
        for name, value in self.coding.article.fields.items():
            here = there.article.fields.get(name, value)
            if here != value and name != "source_file":  # where a file lay is not part of a coding
                received.conflicting.append(f"{name} of the article (here “{_short(here)}”, there “{_short(value)}”)")

    def _take_article_words(self, there: ArticleCoding, taken: set[str], received: Received, rows: Rows) -> None:
        """The same words for the same field are the same, whatever their ids."""
        words = {_words(span) for span in there.article_evidence}
        for span in self.coding.article_evidence:
            found = span if _words(span) in words else _ELSEWHERE if span.id in taken else None
            _judge(received, found, span, f"evidence {span.id} of the article")
            if found is None:
                rows.setdefault("evidence", []).append(_evidence_row(span))

    def _take_article_notes(
        self, writer: Writer, there: ArticleCoding, taken: set[str], received: Received, rows: Rows
    ) -> None:
        notes = {note.field: note for note in there.article_notes}
        for note in self.coding.article_notes:
            found = notes.get(note.field)
            same = found is not None and replace(found, id=note.id) == note
            if found is not None and not same and replace(found, id=note.id, note=note.note) == note and not found.note:
                # a blank remark is filled, as blank fields are
                writer.put("value_notes", found.id, {"note": note.note})
                received.added += 1
                continue
            there_already = note if same else found or (_ELSEWHERE if note.id in taken else None)
            _judge(received, there_already, note, f"what is said of {note.field} of the article")
            if there_already is None:
                rows.setdefault("value_notes", []).append(_note_row(note))

    def _take_comments(self, there: ArticleCoding, taken: set[str], received: Received, rows: Rows) -> None:
        known = {comment.id: comment for comment in there.comments}
        places = {("", "")} | {(one.id, row) for one in there.incidents for row in ("", *(row.id for row in one.rows))}
        places |= {(str(one["id"]), "") for one in rows.get("incidents", ())}
        places |= {
            (str(row["incident"]), str(row["id"]))
            for table, some in rows.items() if table.startswith("incident_") for row in some
        }  # fmt: skip
        for comment in self.coding.comments:
            found = known.get(comment.id, _ELSEWHERE if comment.id in taken else None)
            if found is None and (comment.incident, comment.row) not in places:
                found = _ELSEWHERE
            _judge(received, found, comment, f"comment {comment.id}")
            if found is None:
                rows.setdefault("comments", []).append(_comment_row(comment))

    def _take_judgements(self, writer: Writer, taken: set[str], received: Received, rows: Rows) -> None:
        known = {said.id: said for said in judgements.judgements(writer.connection, self.coding.article.id)}
        for said in self.coding.judgements:
            found = known.get(said.id, _ELSEWHERE if said.id in taken else None)
            _judge(received, found, said, f"judgement {said.id}")
            if found is None:
                rows.setdefault("judgements", []).append(_judgement_row(said))

    def _take_reading(self, there: ArticleCoding, received: Received, rows: Rows) -> None:
        for coder, state in self.coding.reading.items():
            found = there.reading.get(coder)
            _judge(received, found, state, f"reading state of coder {coder}")
            if found is None:
                row_id = self.reading_ids.get(coder) or derived_id("reading", there.article.id, coder)
                rows.setdefault("reading", []).append(
                    {"id": row_id, "article": there.article.id, "coder": coder, "state": state}
                )


def _judge(received: Received, found: object, given: object, name: str) -> None:
    if found is None:
        received.added += 1
    elif found == given:
        received.same += 1
    else:
        received.conflicting.append(name)


def _comparable(incident: Incident) -> Incident:
    """The incident without what is local to a project, its parts in a fixed order."""
    return replace(
        incident,
        number=0,
        codebook="",
        created="",
        rows=tuple(sorted(incident.rows, key=lambda row: row.id)),
        notes=tuple(sorted(incident.notes, key=lambda note: (note.row, note.field))),
        evidence=tuple(sorted(incident.evidence, key=lambda span: span.id)),
    )


def _words(span: Evidence) -> tuple[str, int, int, str]:
    return span.field, span.start, span.end, span.role


def _ids_of_parts(incident: Incident) -> Iterator[str]:
    yield from (row.id for row in incident.rows)
    yield from (note.id for note in incident.notes)
    yield from (span.id for span in incident.evidence)


def _ids_taken(writer: Writer, coding: ArticleCoding) -> set[str]:
    """The ids in the coding that a row of the project has already, of whatever article, and those that stand twice."""
    groups = group_tables(writer.connection)
    given: list[tuple[Sequence[str], Sequence[str]]] = [
        (["incidents"], [one.id for one in coding.incidents]),
        (groups, [row.id for one in coding.incidents for row in one.rows]),
        (["value_notes"], [*(note.id for one in coding.incidents for note in one.notes),
                           *(note.id for note in coding.article_notes)]),
        (["evidence"], [span.id for span in coding.all_evidence()]),
        (["not_codable"], [passage.id for passage in coding.not_codable]),
        (["comments"], [comment.id for comment in coding.comments]),
        (["judgements"], [said.id for said in coding.judgements]),
    ]  # fmt: skip
    taken = {row_id for row_id, times in Counter(one for _, ids in given for one in ids).items() if times > 1}
    for tables, ids in given:
        for first in range(0, len(ids), _AT_ONCE):
            some = ids[first : first + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            for table in tables:
                taken.update(row[0] for row in writer.query(f'SELECT id FROM "{table}" WHERE id IN ({marks})', some))
    return taken


def _free_name(writer: Writer, name: str) -> str:
    """Two people of one name stay two people: the second is told apart by a number."""
    free, number = name, 2
    while writer.query("SELECT 1 FROM coders WHERE name = ?", (free,)):
        free, number = f"{name} ({number})", number + 1
    return free


def incident_rows(incident: Incident, rows: Rows) -> None:
    """The rows of an incident with all that is in it, gathered by table."""
    rows.setdefault("incidents", []).append(
        {
            "id": incident.id, "article": incident.article, "coder": incident.coder, "codebook": incident.codebook,
            "status": incident.status, "position": incident.position, "created": incident.created, **incident.values,
        }
    )  # fmt: skip
    for row in incident.rows:
        rows.setdefault(group_table(row.group), []).append(
            {"id": row.id, "incident": incident.id, "position": row.position, **row.values}
        )
    for note in incident.notes:
        rows.setdefault("value_notes", []).append(_note_row(note))
    for span in incident.evidence:
        rows.setdefault("evidence", []).append(_evidence_row(span))


def _evidence_row(span: Evidence) -> dict[str, Cell]:
    return {
        "id": span.id, "article": span.article, "incident": span.incident or None, "row": span.row or None,
        "field": span.field or None, "start": span.start, "end": span.end, "quote": span.quote, "role": span.role,
        "position": span.position,
    }  # fmt: skip


def _note_row(note: ValueNote) -> dict[str, Cell]:
    return {
        "id": note.id, "article": note.article, "incident": note.incident, "row": note.row, "field": note.field,
        "state": note.state, "basis": note.basis, "proposed": int(note.proposed), "note": note.note,
    }  # fmt: skip


def _comment_row(comment: Comment) -> dict[str, Cell]:
    return {
        "id": comment.id, "article": comment.article, "incident": comment.incident or None,
        "row": comment.row or None, "field": comment.field or None, "coder": comment.coder, "thread": comment.thread,
        "text": comment.text, "created": comment.created, "resolved": int(comment.resolved),
    }  # fmt: skip


def _judgement_row(said: Judgement) -> dict[str, Cell]:
    return {
        "id": said.id, "article": said.article, "coder": said.coder, "incident": said.incident or None,
        "consensus": said.consensus or None, "row": said.row or None, "field": said.field or None,
        "verdict": said.verdict, "reason": said.reason, "unclear": int(said.unclear), "seen": said.seen,
        "created": said.created,
    }  # fmt: skip


def _passage_row(passage: NotCodable) -> dict[str, Cell]:
    return {
        "id": passage.id, "article": passage.article, "coder": passage.coder, "start": passage.start,
        "end": passage.end, "quote": passage.quote, "reason": passage.reason, "note": passage.note,
    }  # fmt: skip


def _short(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:39]}…"
