# SPDX-License-Identifier: MIT
"""What one key press does with marked words: evidence, the row it belongs to, and the values read from it, in one step.

What lives here: GiveWords and how it finds its row. What does not: single pieces of evidence (evidence.py), reading
values from words (suggest).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from curator.domain.codebook.model import Field
from curator.domain.coding import Scalar
from curator.domain.faults import InputRefused
from curator.operations.evidence import add_words, node_for_words, refuse_role, target_label, words_there
from curator.operations.operation import incident_title, known_node, own_incident, rows_table
from curator.operations.rows import begin_row
from curator.operations.value_writing import (
    Place,
    ValueSet,
    checked_value,
    is_settled,
    own_place,
    value_at,
    write_value,
)
from curator.operations.values import in_writing_order, top_of
from curator.store.images import Cell
from curator.store.writer import Writer


class Given(NamedTuple):
    """What came of it: the row ("" for the incident itself), the evidence, whether each was made now, and the keys of
    the values that were written."""

    row: str
    evidence: str
    new_row: bool = False
    new_evidence: bool = False
    values: tuple[str, ...] = ()


class MoreWords(NamedTuple):
    """Further words of the article for a node of the same target: a part of the compound, or an anchor elsewhere."""

    field: str
    start: int
    end: int
    role: str = "direct"


@dataclass(frozen=True)
class GiveWords:
    """Give words to a field of an incident or of a row, with the values that were read from them. Returns a Given.

    `field` is a leaf's or a compound's key (a compound's words speak for all its parts); with "" the words belong to
    the row, or to the incident (a mention), as a whole. With `row` they go there. With `group` and no `row`:

    1. a row of the group that holds all `presets` (leaf key, value) and has these very words for `field` already;
    2. else, with presets, the first row that holds them and has neither words nor an answer for `field`;
    3. else, with presets, the only row that holds them, whatever it has;
    4. else a new row with the presets.

    `more` words go to other nodes of the same target (the parts of a date, the anchor of a relative one). `values` are
    set on that target; their `row` is filled in. A proposed one never overwrites an accepted answer, nor
    is a compound proposed over an accepted part. Words the target has in this role already are not added twice: the
    Given names the evidence that is there, and where nothing else is new nothing is logged.

    `further` (a role, "" for none): where the field has an accepted answer with other words already, these words get
    that role, no `more` words go along and no value is written: the answer was read elsewhere, and stays.
    `new_row`: only rule 1 and 4 hold, so that other words make one more row.
    """

    kind: ClassVar[str] = "give_words"
    article: str
    incident: str
    start: int
    end: int
    field: str
    group: str = ""
    row: str = ""
    presets: tuple[tuple[str, Scalar], ...] = ()
    values: tuple[ValueSet, ...] = ()
    role: str = "direct"
    more: tuple[MoreWords, ...] = ()
    further: str = ""
    new_row: bool = False

    def apply(self, writer: Writer) -> Given:
        for role in (self.role, *(words.role for words in self.more), *filter(None, (self.further,))):
            refuse_role(role)
        incident = own_incident(writer, self.incident)
        if self.presets and not self.group:
            raise InputRefused("Presets belong to a row, but no group of rows was named.")
        place, new_row = self._place(writer)
        return (self._as_further(writer, place) or self)._give(writer, place, new_row, incident)

    def _as_further(self, writer: Writer, place: Place) -> GiveWords | None:
        """What is given where the field has its answer and words of it already; None where it has not."""
        node = known_node(writer, self.field, place.group) if self.field and self.further else None
        if node is None or not is_settled(writer, place, node) or self._words_at(writer, place.row):
            return None
        if not self._has_words(writer, place, node):
            return None
        return replace(self, role=self.further, more=(), values=())

    def _give(self, writer: Writer, place: Place, new_row: bool, incident: dict[str, Cell]) -> Given:
        label = target_label(writer, self.article, self.incident, place.row, self.field)
        evidence = self._words_at(writer, place.row)
        new_evidence = not evidence
        if new_evidence:
            evidence = add_words(
                writer, self.article, self.start, self.end,
                incident=self.incident, row=place.row, field=self.field, role=self.role,
            )  # fmt: skip
        new_evidence = self._add_more(writer, place) or new_evidence
        written = self._set_values(writer, place)
        title = incident_title(writer, incident)
        whole = not self.field and not place.row
        named = top_of(writer.codebook, self.field, place.group).label if self.field else label
        writer.describe(f"Give words to {title if whole else f'{named} of {title}'}", self.article)
        return Given(place.row, evidence, new_row, new_evidence, written)

    def _add_more(self, writer: Writer, place: Place) -> bool:
        """Give the further words, those that are not there yet. Returns whether any was new."""
        new = False
        for words in self.more:
            node_for_words(writer, words.field, place.group)
            target = {"incident": self.incident, "row": place.row, "field": words.field}
            if not words_there(writer, self.article, words.start, words.end, words.role, **target):
                add_words(writer, self.article, words.start, words.end, role=words.role, **target)
                new = True
        return new

    def _words_at(self, writer: Writer, row: str) -> str:
        return words_there(
            writer, self.article, self.start, self.end, self.role,
            incident=self.incident, row=row, field=self.field,
        )  # fmt: skip

    # -- the row ----------------------------------------------------------------------------------------------------
    def _place(self, writer: Writer) -> tuple[Place, bool]:
        if self.row or not self.group:
            place = own_place(writer, self.incident, self.row)
            if self.group and place.group != self.group:
                raise InputRefused("The row belongs to another group.")
            return place, False
        presets = {key: checked_value(writer, key, value, self.group) for key, value in self.presets}
        there = self._row_there(writer, presets)
        if there:
            return own_place(writer, self.incident, there), False
        return own_place(writer, self.incident, begin_row(writer, self.incident, self.group, presets)), True

    def _row_there(self, writer: Writer, presets: dict[str, Scalar]) -> str:
        """The row that the words belong to, by the order of the class's text; "" for a new one."""
        table = rows_table(writer, self.group)
        wanted = "".join(f' AND "{known_node(writer, key, self.group).key}" = ?' for key in presets)
        found = writer.query(
            f'SELECT id FROM "{table}" WHERE incident = ?{wanted} ORDER BY position, id',
            (self.incident, *presets.values()),
        )
        rows = [str(row[0]) for row in found]
        with_words = next((row for row in rows if self._words_at(writer, row)), "")
        if with_words or not presets or self.new_row:
            return with_words
        free = next((row for row in rows if self._is_free(writer, row)), "")
        return free or (rows[0] if len(rows) == 1 else "")

    def _is_free(self, writer: Writer, row: str) -> bool:
        """Whether nothing is said yet of the field: no words on it or its parts, no answer."""
        place = Place({"id": self.incident}, self.group, row)
        node = known_node(writer, self.field, self.group) if self.field else None
        answered = (value_at(writer, place, leaf).state != "blank" for leaf in (node.leaves() if node else ()))
        return not self._has_words(writer, place, node) and not any(answered)

    def _has_words(self, writer: Writer, place: Place, node: Field | None) -> bool:
        """Whether the field or one of its parts has words; without a field: the row as a whole."""
        keys = [each.key for each in node.nodes()] if node is not None else [None]
        marks = " OR ".join("field IS ?" for _ in keys)
        return bool(writer.query(
            f'SELECT 1 FROM evidence WHERE incident = ? AND "row" IS ? AND ({marks}) LIMIT 1',
            (self.incident, place.row or None, *keys),
        ))  # fmt: skip

    # -- the values -------------------------------------------------------------------------------------------------
    def _set_values(self, writer: Writer, place: Place) -> tuple[str, ...]:
        values = [replace(given, row=place.row) for given in self.values]
        written = []
        for given in in_writing_order(writer, {place.row: place}, values):
            node = known_node(writer, given.field, place.group)
            if given.proposed and is_settled(writer, place, node):
                continue
            write_value(writer, place, given)
            written.append(given.field)
        return tuple(written)
