# SPDX-License-Identifier: MIT
"""Operations that take an incident, or some of its values, from another one of the same coder.

What lives here: duplicate, split, copying values. What does not: making one incident of several (merging.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from curator.domain.codebook.model import Field
from curator.domain.faults import InputRefused, NotNow
from curator.operations.evidence import target_position
from curator.operations.operation import (
    incident_title,
    known_node,
    next_position,
    own_incident,
    reorder,
    rows_table,
    rows_where,
)
from curator.operations.value_writing import Place, notes_at, own_place, propose_again, value_at, write_note
from curator.operations.values import named_fields
from curator.store.columns import ROW_FIXED
from curator.store.images import Cell
from curator.store.undo import group_tables
from curator.store.writer import Writer

Row = dict[str, Cell]


@dataclass(frozen=True)
class DuplicateIncident:
    """Make a second incident like this one, after it: values, rows, notes and words with new ids, status draft.

    Returns the id of the new one.
    """

    kind: ClassVar[str] = "duplicate_incident"
    incident: str

    def apply(self, writer: Writer) -> str:
        source = own_incident(writer, self.incident)
        new, rows = _copy_incident(writer, source)
        for words in rows_where(writer, "evidence", "incident", self.incident):
            _add_copy(writer, "evidence", words, {"incident": new, "row": rows.get(str(words.get("row") or ""))})
        writer.describe(f"Duplicate {incident_title(writer, source)}", str(source["article"]))
        return new


@dataclass(frozen=True)
class SplitIncident:
    """Take mentions and words of an incident out into a new one after it. Returns the id of the new one.

    The new incident, a draft, gets a copy of all values and rows. What came with its words (a value whose words were
    taken along) is kept as it was; all else is proposed there, because nobody has said it of this incident. In the old
    one a value that has lost its last words is proposed again. Raises InputRefused where the words are not the
    incident's, where there are none, or where no mention would be left behind.
    """

    kind: ClassVar[str] = "split_incident"
    incident: str
    evidence: tuple[str, ...]

    def apply(self, writer: Writer) -> str:
        source = own_incident(writer, self.incident)
        moved = self._moved(writer)
        new, rows = _copy_incident(writer, source)
        for words in moved:
            row = rows.get(str(words.get("row") or ""))
            target: Row = {"article": words["article"], "incident": new, "row": row, "field": words.get("field")}
            writer.put("evidence", str(words["id"]), {**target, "position": target_position(writer, target)})
        with_words = {(str(words.get("row") or ""), str(words.get("field") or "")) for words in moved}
        self._propose_the_rest(writer, new, rows, with_words)
        self._propose_without_words(writer, with_words)
        writer.describe(f"Split {incident_title(writer, source)}", str(source["article"]))
        return new

    def _moved(self, writer: Writer) -> list[Row]:
        there = {str(words["id"]): words for words in rows_where(writer, "evidence", "incident", self.incident)}
        if not self.evidence or any(words not in there for words in self.evidence):
            raise InputRefused("Choose mentions or words of this incident that the new one is to have.")
        mentions = {key for key, words in there.items() if not words.get("field") and not words.get("row")}
        if mentions and mentions <= set(self.evidence):
            raise InputRefused("Leave the incident one of its mentions; nothing was changed.")
        return [words for key, words in there.items() if key in self.evidence]

    @staticmethod
    def _propose_the_rest(writer: Writer, new: str, rows: Mapping[str, str], with_words: set[tuple[str, str]]) -> None:
        for old_row, new_row in (("", ""), *rows.items()):
            place = own_place(writer, new, new_row)
            if place.group not in ("", *writer.codebook.group_by_key) or (old_row and (old_row, "") in with_words):
                continue
            tops = writer.codebook.group_by_key[place.group].fields if place.group else writer.codebook.fields
            nodes = [node for top in tops for node in top.nodes()]
            came = [node for node in nodes if (old_row, node.key) in with_words]
            _propose_all_but(writer, place, nodes, {leaf.key for node in came for leaf in node.leaves()})

    def _propose_without_words(self, writer: Writer, with_words: set[tuple[str, str]]) -> None:
        for row, field in sorted(with_words):
            left = writer.query(
                'SELECT 1 FROM evidence WHERE incident = ? AND "row" IS ? AND field = ? LIMIT 1',
                (self.incident, row or None, field),
            )
            place = own_place(writer, self.incident, row)
            node = writer.codebook.node(field, place.group)
            for leaf in node.leaves() if node is not None and not left else ():
                propose_again(writer, place, leaf.key)


def _propose_all_but(writer: Writer, place: Place, nodes: Iterable[Field], kept: set[str]) -> None:
    """Propose every answer of a place except those of the leaves kept, which get a note of their own where needed."""
    nodes, notes = list(nodes), notes_at(writer, place)
    leaves = [node for node in nodes if not node.parts]
    for leaf in leaves:
        if leaf.key in kept and leaf.key not in notes:
            value = value_at(writer, place, leaf)
            _say(writer, place, leaf.key, value.state, value.basis, value.proposed, value.note)
    for node in nodes:
        note = notes.get(node.key)
        if node.parts and note is not None and not {leaf.key for leaf in node.leaves()} <= kept:
            _say(writer, place, node.key, note.state, note.basis, True, note.note)
    for leaf in leaves:
        if leaf.key not in kept:
            propose_again(writer, place, leaf.key)


def _say(writer: Writer, place: Place, key: str, state: str, basis: str, proposed: bool, note: str) -> None:
    write_note(
        writer, place.article, place.incident_id, place.row, key,
        state=state, basis=basis or "stated", proposed=proposed, note=note,
    )  # fmt: skip


# -- copying rows -----------------------------------------------------------------------------------------------------
def _add_copy(writer: Writer, table: str, row: Mapping[str, Cell], changed: Mapping[str, Cell]) -> str:
    return writer.add(table, {**{key: value for key, value in row.items() if key not in ("n", "id")}, **changed})


def _copy_incident(writer: Writer, source: Row) -> tuple[str, dict[str, str]]:
    """A draft like this incident, after it, without words. Returns its id and, for each old row's id, the new one's."""
    article, coder, old = str(source["article"]), str(source["coder"]), str(source["id"])
    position = next_position(writer, "incidents", "article = ? AND coder = ?", (article, coder))
    new = _add_copy(
        writer, "incidents", source, {"status": "draft", "position": position, "created": writer.clock.stamp()}
    )
    rows: dict[str, str] = {}
    for table in group_tables(writer.connection):
        for row in rows_where(writer, table, "incident", old):
            rows[str(row["id"])] = _add_copy(writer, table, row, {"incident": new})
    for note in rows_where(writer, "value_notes", "incident", old):
        row_id = str(note["row"])
        _add_copy(writer, "value_notes", note, {"incident": new, "row": rows[row_id] if row_id else ""})
    found = writer.query(
        "SELECT id FROM incidents WHERE article = ? AND coder = ? ORDER BY position, id", (article, coder)
    )
    siblings = [str(line[0]) for line in found]
    reorder(writer, "incidents", siblings, new, siblings.index(old) + 1)
    return new, rows


@dataclass(frozen=True)
class CopyValues:
    """Copy fields (keys of the incident's nodes) and rows of groups from one own incident to another.

    A field that the first leaves blank is passed over. Of any other, value, state, basis, note and proposed mark
    replace what the second has, and its words go; words are copied where both are of one article. Rows are added,
    except where one with the same values is there. Raises NotNow where there is nothing to copy.
    """

    kind: ClassVar[str] = "copy_values"
    from_incident: str
    to_incident: str
    fields: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def apply(self, writer: Writer) -> None:
        if self.from_incident == self.to_incident:
            raise InputRefused("The values are to be copied to another incident.")
        source, target = own_place(writer, self.from_incident), own_place(writer, self.to_incident)
        nodes = [known_node(writer, key) for key in self.fields]
        copied = [node.key for node in nodes if _copy_node(writer, source, target, node)]
        labels = [named_fields(writer.codebook, [(target, key) for key in copied])] if copied else []
        for group in self.groups:
            if _copy_rows(writer, source, target, rows_table(writer, group)):
                labels.append(writer.codebook.group_by_key[group].label)
        if not labels:
            raise NotNow("There is nothing to copy; nothing was changed.")
        titles = incident_title(writer, source.incident), incident_title(writer, target.incident)
        writer.describe(f"Copy {', '.join(labels)} from {titles[0]} to {titles[1]}", target.article)


def _copy_node(writer: Writer, source: Place, target: Place, node: Field) -> bool:
    """Copy a field with its parts. Returns whether there was anything."""
    values = {leaf.key: value_at(writer, source, leaf) for leaf in node.leaves()}
    if all(value.state == "blank" for value in values.values()):
        return False
    keys = {each.key for each in node.nodes()}
    for table in ("value_notes", "evidence"):
        for row in rows_where(writer, table, "incident", target.incident_id):
            if row.get("field") in keys and not row.get("row"):
                writer.drop(table, str(row["id"]))
    writer.put(target.table, target.row_id, {key: value.value for key, value in values.items()})
    for note in rows_where(writer, "value_notes", "incident", source.incident_id):
        if note["field"] in keys and not note["row"]:
            _add_copy(writer, "value_notes", note, {"article": target.article, "incident": target.incident_id})
    for leaf in node.leaves():  # what a compound above the field says, here or there, is not the field's own
        said, now = values[leaf.key], value_at(writer, target, leaf)
        if (said.state, said.basis, said.proposed) != (now.state, now.basis, now.proposed):
            _say(writer, target, leaf.key, said.state, said.basis, said.proposed, said.note)
    if source.article == target.article:
        for words in rows_where(writer, "evidence", "incident", source.incident_id):
            if words.get("field") in keys and not words.get("row"):
                _add_copy(writer, "evidence", words, {"incident": target.incident_id})
    return True


def _copy_rows(writer: Writer, source: Place, target: Place, table: str) -> int:
    there = [row_content(row) for row in rows_where(writer, table, "incident", target.incident_id)]
    copied = 0
    for row in rows_where(writer, table, "incident", source.incident_id):
        if row_content(row) in there:
            continue
        position = next_position(writer, table, "incident = ?", (target.incident_id,))
        new = _add_copy(writer, table, row, {"incident": target.incident_id, "position": position})
        for hanging in ("value_notes", "evidence") if source.article == target.article else ("value_notes",):
            for each in rows_where(writer, hanging, "row", str(row["id"])):
                _add_copy(
                    writer, hanging, each,
                    {"article": target.article, "incident": target.incident_id, "row": new},
                )  # fmt: skip
        copied += 1
    return copied


def row_content(row: Mapping[str, Cell]) -> Row:
    """The values of a group's row without what places it."""
    return {key: value for key, value in row.items() if key not in ROW_FIXED and value is not None}
