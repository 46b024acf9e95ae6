# SPDX-License-Identifier: MIT
"""Making one incident of several: the same occurrence was coded twice in one article.

What lives here: MergeIncidents and what becomes of values, rows and words. What does not: settling what two coders say
(review); both incidents are of one layer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from curator.domain.codebook.model import Field
from curator.domain.faults import InputRefused
from curator.domain.values import Value
from curator.operations.copies import row_content
from curator.operations.evidence import target_position, words_there
from curator.operations.operation import drop_rows, incident_title, next_position, rows_where
from curator.operations.value_writing import Place, notes_at, own_place, value_at, write_note
from curator.store.columns import INCIDENT_FIXED, group_table, quoted
from curator.store.images import Cell
from curator.store.undo import group_tables
from curator.store.writer import Writer

Conflicts = set[tuple[str, str]]  # (row, key of a leaf) of the words' target whose value was not taken


@dataclass(frozen=True)
class MergeIncidents:
    """Make one incident of several of the acting coder in one article; the merged ones are dropped.

    The values of `into` win, field by field; a field it leaves blank is filled from the merged ones, in the order
    given. What a merged one says otherwise (proposals aside) stays as a note on the field, and its words stay as words
    that contradict.
    Mentions, words and rows move; a row that says the same as one that is there (values and notes) gives it its words.
    Links of the coder's incidents and everybody's comments follow.
    """

    kind: ClassVar[str] = "merge_incidents"
    into: str
    merged: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        into = own_place(writer, self.into)
        if not self.merged or self.into in self.merged or len(set(self.merged)) < len(self.merged):
            raise InputRefused("Choose other incidents to be merged into this one.")
        others = [own_place(writer, merged) for merged in self.merged]
        if any(other.article != into.article for other in others):
            raise InputRefused("Only incidents of one article can be merged.")
        titles = [incident_title(writer, other.incident) for other in others]
        for other, title in zip(others, titles, strict=True):
            conflicts = _merge_values(writer, into, other, title)
            folded = _merge_rows(writer, into, other)
            _merge_words(writer, into, other, folded, conflicts)
            _merge_comments(writer, into, other, folded)
            _merge_waiting(writer, into, other, folded)
            _follow_links(writer, into, other)
            for note in rows_where(writer, "value_notes", "incident", other.incident_id):
                writer.drop("value_notes", str(note["id"]))
            drop_rows(writer, other.incident_id)
            writer.drop("incidents", other.incident_id)
        writer.describe(f"Merge {', '.join(titles)} into {incident_title(writer, into.incident)}", into.article)


# -- values -----------------------------------------------------------------------------------------------------------
def _merge_values(writer: Writer, into: Place, other: Place, title: str) -> Conflicts:
    conflicts: Conflicts = set()
    for top in writer.codebook.fields:
        mine = {leaf.key: value_at(writer, into, leaf) for leaf in top.leaves()}
        theirs = {leaf.key: value_at(writer, other, leaf) for leaf in top.leaves()}
        if all(value.state == "blank" for value in mine.values()):
            _fill(writer, into, other, top, theirs)
            continue
        differing = [
            leaf
            for leaf in top.leaves()
            if theirs[leaf.key].state != "blank" and _said(theirs[leaf.key]) != _said(mine[leaf.key])
        ]
        accepted = [leaf for leaf in differing if not theirs[leaf.key].proposed]
        for node, below in _noted_apart(top):
            said = _in_words(node, [leaf for leaf in accepted if leaf in below], theirs)
            _keep_as_note(writer, into, other, node, below, said, title)
        conflicts |= {("", leaf.key) for leaf in differing if leaf.part != "words"}
    _fill_retired(writer, into, other)
    return conflicts


def _said(value: Value) -> tuple[object, ...]:
    return value.state, value.value


def _noted_apart(top: Field) -> list[tuple[Field, list[Field]]]:
    """The nodes whose notes take up what is said otherwise, each with the nodes it speaks for: the topmost field, and
    its private parts, whose values must not leave in another's note."""
    nodes = list(top.nodes())
    private = [] if top.private else [node for node in nodes if node.private]
    inside = [part for node in private for part in node.nodes()]
    return [(top, [node for node in nodes if node not in inside]), *((node, list(node.nodes())) for node in private)]


def _in_words(top: Field, differing: list[Field], values: Mapping[str, Value]) -> list[str]:
    said = []
    for leaf in differing:
        value = values[leaf.key]
        shown = str(value.value) if value.value is not None else value.state.replace("_", " ")
        said.append(shown if leaf is top else f"{leaf.label}: {shown}")
    return said


def _fill(writer: Writer, into: Place, other: Place, top: Field, values: Mapping[str, Value]) -> None:
    """Take over a whole field, with what is noted of it there; a note of `into` itself keeps its text."""
    mine, theirs = notes_at(writer, into), notes_at(writer, other)
    writer.put(into.table, into.row_id, {key: value.value for key, value in values.items()})
    for node in top.nodes():
        own, given = mine.get(node.key), theirs.get(node.key)
        if own is None and given is None:
            continue
        if given is not None:
            state, basis, proposed = given.state, given.basis, given.proposed
        else:
            value = values.get(node.key, Value("value"))
            state, basis, proposed = value.state, value.basis or "stated", value.proposed
        text = "\n".join(dict.fromkeys(note.note for note in (own, given) if note is not None and note.note))
        _note(writer, into, node.key, state, basis, proposed, text)


def _keep_as_note(
    writer: Writer, into: Place, other: Place, top: Field, nodes: list[Field], differing: list[str], title: str
) -> None:
    """Add to the note of a field what the merged incident says otherwise, and what was noted there."""
    mine, theirs = notes_at(writer, into), notes_at(writer, other)
    own = mine.get(top.key)
    texts = [note.note for key in (node.key for node in nodes) if (note := theirs.get(key)) and note.note]
    known = "\n".join(note.note for note in mine.values())
    kept = [*(["; ".join(differing)] if differing else []), *(text for text in texts if text not in known)]
    if not kept:
        return
    value = Value("value") if top.parts else value_at(writer, into, top)
    state, basis, proposed = (
        (own.state, own.basis, own.proposed) if own else (value.state, value.basis or "stated", value.proposed)
    )
    text = f"{own.note}\n" if own and own.note else ""
    _note(writer, into, top.key, state, basis, proposed, f"{text}Merged from {title}: {'; '.join(kept)}")


def _note(writer: Writer, into: Place, key: str, state: str, basis: str, proposed: bool, text: str) -> None:
    write_note(
        writer, into.article, into.incident_id, into.row, key,
        state=state, basis=basis, proposed=proposed, note=text,
    )  # fmt: skip


def _fill_retired(writer: Writer, into: Place, other: Place) -> None:
    """Columns that the codebook in force does not name: what is blank is filled."""
    known = {leaf.key for leaf in writer.codebook.leaves()} | set(INCIDENT_FIXED)
    mine, theirs = (writer.row("incidents", place.incident_id) for place in (into, other))
    filled = {
        key: value for key, value in theirs.items() if key not in known and value is not None and mine.get(key) is None
    }
    writer.put("incidents", into.incident_id, filled)


# -- rows and words ---------------------------------------------------------------------------------------------------
def _merge_rows(writer: Writer, into: Place, other: Place) -> dict[str, str]:
    """Move the rows. Returns, for each row that stays behind because one that is there says the same, that one's id."""
    folded: dict[str, str] = {}
    for table in group_tables(writer.connection):
        there = {
            str(row["id"]): _content(writer, row) for row in rows_where(writer, table, "incident", into.incident_id)
        }
        for row in rows_where(writer, table, "incident", other.incident_id):
            row_id, content = str(row["id"]), _content(writer, row)
            same = next((each for each, held in there.items() if held == content), "") if row_content(row) else ""
            if same:
                folded[row_id] = same
                continue
            position = next_position(writer, table, "incident = ?", (into.incident_id,))
            writer.put(table, row_id, {"incident": into.incident_id, "position": position})
            for note in rows_where(writer, "value_notes", "row", row_id):
                writer.put("value_notes", str(note["id"]), {"incident": into.incident_id})
    return folded


def _content(writer: Writer, row: Mapping[str, Cell]) -> tuple[object, ...]:
    notes = rows_where(writer, "value_notes", "row", str(row["id"]))
    said = sorted(tuple(str(note[key]) for key in ("field", "state", "basis", "proposed", "note")) for note in notes)
    return row_content(row), said


def _merge_words(writer: Writer, into: Place, other: Place, folded: Mapping[str, str], conflicts: Conflicts) -> None:
    """Move mentions and words; those that a target has already go, those of values not taken contradict."""
    for words in rows_where(writer, "evidence", "incident", other.incident_id):
        words_id, field = str(words["id"]), str(words.get("field") or "")
        row = str(words.get("row") or "")
        row = folded.get(row, row)
        node = writer.codebook.node(field) if field and not row else None
        role = str(words["role"])
        if node is not None and any(("", leaf.key) in conflicts for leaf in node.leaves()):
            role = "contradicts"
        if words_there(
            writer, into.article, int(str(words["start"])), int(str(words["end"])), role,
            incident=into.incident_id, row=row, field=field,
        ):  # fmt: skip
            writer.drop("evidence", words_id)
            continue
        target: dict[str, Cell] = {
            "article": into.article, "incident": into.incident_id, "row": row or None, "field": field or None,
        }  # fmt: skip
        writer.put("evidence", words_id, {**target, "role": role, "position": target_position(writer, target)})


def _merge_waiting(writer: Writer, into: Place, other: Place, folded: Mapping[str, str]) -> None:
    """Words of an older version that wait for their place belong to the incident that is left."""
    for words in rows_where(writer, "waiting_evidence", "incident", other.incident_id):
        row = str(words.get("row") or "")
        moved: dict[str, Cell] = {"incident": into.incident_id, "row": folded.get(row, row) or None}
        writer.put("waiting_evidence", str(words["id"]), moved)


def _merge_comments(writer: Writer, into: Place, other: Place, folded: Mapping[str, str]) -> None:
    """Move what anybody said of the merged incident."""
    for comment in rows_where(writer, "comments", "incident", other.incident_id):
        row = str(comment.get("row") or "")
        moved: dict[str, Cell] = {"incident": into.incident_id, "row": folded.get(row, row) or None}
        writer.put("comments", str(comment["id"]), moved)


def _follow_links(writer: Writer, into: Place, other: Place) -> None:
    """Links of the coder's incidents to the merged one go to `into`; its own link to itself goes."""
    coder = into.incident["coder"]
    for group in ("", *writer.codebook.group_by_key):
        for leaf in (leaf for leaf in writer.codebook.leaves(group) if leaf.kind == "link"):
            table, owner = (group_table(group), "incident") if group else ("incidents", "id")
            for row_id, incident in writer.query(
                f'SELECT t.id, i.id FROM "{table}" t JOIN incidents i ON i.id = t."{owner}" '
                f"WHERE i.coder = ? AND t.{quoted(leaf.key)} = ?",
                (coder, other.incident_id),
            ):
                to_itself = incident in (into.incident_id, other.incident_id)
                writer.put(table, str(row_id), {leaf.key: None if to_itself else into.incident_id})
