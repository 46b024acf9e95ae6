# SPDX-License-Identifier: MIT
"""An incident of the consensus beside those of the coders, and what settling does to its places.

What lives here: what the operations of settling.py and settling_rows.py share. What does not: the parts that returning,
rejecting and taking over use too (consensus.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curator.domain.faults import InputRefused, NotNow
from curator.domain.reviewing import consensus_row_id
from curator.operations.consensus import (
    Ruling,
    as_it_stands,
    clear_place,
    consensus_incident,
    copy_sides,
    copy_words,
    find_place,
    need_reason,
    rule,
    settler_of,
    top_named,
)
from curator.operations.evidence import add_words, node_for_words, refuse_role, words_there
from curator.operations.operation import find_row, incident_title, next_position
from curator.operations.value_writing import Place, ValueSet, write_value
from curator.operations.values import in_writing_order
from curator.operations.words import MoreWords
from curator.review.reviewed import OPEN, SETTLED, PlaceReview, RowReview, Side
from curator.review.sides import Top
from curator.store.columns import group_table
from curator.store.writer import Writer

SETTLED_ALREADY = "This was settled already."
ALL_AGREE = "All coders say the same here."


class Desk:
    """An incident of the consensus beside those of the coders, for somebody who may settle."""

    def __init__(self, writer: Writer, consensus: str) -> None:
        self._writer = writer
        self.consensus = consensus
        self.article = str(consensus_incident(writer, consensus)["article"])
        settler_of(writer, self.article)
        self.again()

    def again(self) -> Desk:
        """Read it anew."""
        self.now = as_it_stands(self._writer, self.article)
        self.review = self.now.together_with(self.consensus)
        return self

    def place(self, field: str, row: str) -> tuple[Top, PlaceReview]:
        """A topmost field, and its place. Raises InputRefused for none, NotNow where the row is gone."""
        top = top_named(self.now, field, self._group(row))
        return top, self.find(row, field)

    def find(self, row: str, field: str) -> PlaceReview:
        found = find_place(self.review, row, field)
        if found is None:
            raise NotNow("This row is not in the consensus any more; nothing was changed.")
        return found

    def where(self, group: str, row: str) -> Place:
        """The place whose columns are written."""
        return Place(self._writer.row("incidents", self.consensus), group, row)

    def title(self) -> str:
        return incident_title(self._writer, self._writer.row("incidents", self.consensus))

    def side(self, top: Top, incident: str, row: str) -> Side:
        """What a coder says there. Raises InputRefused where the incident is not settled by this one."""
        theirs = next((each for each in self.review.there if each.id == incident), None)
        if theirs is None:
            raise InputRefused("This incident is not accepted into the one of the consensus.")
        line = next((each for each in theirs.rows if each.id == row), None) if row else None
        if (line.group if line is not None else "") != top.group or (row and line is None):
            raise InputRefused("The row belongs to another incident or group.")
        return self.now.reader(theirs).side(top, line)

    def need_reason_again(self, top: Top, reason: str) -> None:
        """Raise InputRefused where what is settled is to be settled anew without a reason; a title may be bettered."""
        if not top.names:
            need_reason(reason, SETTLED_ALREADY)

    def overrides(self, top: Top, place: PlaceReview, new: Side) -> bool:
        """Whether all coders say the same, and this says something else."""
        sides = [side for side in place.sides if side is not None]
        if not place.agrees or not sides or all(side.blank for side in sides):
            return False
        told = self.now.shared.sides.told
        return told(top, sides[0], self.now.same) != told(top, new, self.now.same)

    def refuse_open_ends(self, top: Top, side: Side) -> None:
        """Raise NotNow where a link leads to an incident that is not settled."""
        ends = [side.values[leaf.key].value for leaf in top.leaves if leaf.kind == "link"]
        if any(end in self.now.open_ends for end in ends):
            raise NotNow("The incident this leads to is not accepted yet. Settle that first; nothing was changed.")

    def _group(self, row: str) -> str:
        if not row:
            return ""
        group, found = find_row(self._writer, row)
        if found["incident"] != self.consensus:
            raise InputRefused("The row belongs to another incident.")
        return group


def begin_settled_row(writer: Writer, desk: Desk, found: RowReview) -> str:
    """Write an empty row of the consensus for aligned rows, with their words as a whole. Returns its id."""
    table = group_table(found.group)
    made = consensus_row_id(desk.consensus, min(row_ids(found)))
    if writer.query(f'SELECT 1 FROM "{table}" WHERE id = ?', (made,)):
        made = writer.ids.new()
    position = next_position(writer, table, "incident = ?", (desk.consensus,))
    writer.add(table, {"id": made, "incident": desk.consensus, "position": position})
    where = desk.where(found.group, made)
    for incident, line in zip(desk.review.incidents, found.rows, strict=True):
        if incident is not None and line is not None:
            copy_words(writer, where, desk.now.reader(incident).whole_row_words(line.id))
    return made


def adopt_agreed(
    writer: Writer, article: str, consensus: str, *, again: bool = True, links: bool = False, row: str = ""
) -> int:
    """Settle what is open in an incident of the consensus and in which all coders say the same. Returns how many.

    `again`: also where something was settled before. `links`: only fields that lead to incidents. `row`: only this row
    of the consensus.
    """
    desk = Desk(writer, consensus)
    rulings: list[Ruling] = []
    if not links and not row:
        rulings = _agreed_rows(writer, desk, again)
        rule(writer, article, consensus, rulings)
        desk.again()
    settled: list[Ruling] = []
    for place in _agreed_places(desk, again, row):
        top = desk.now.shared.sides.top(place.field, place.group)
        if top is None or place.consensus is None or (links and not top.links):
            continue
        sides = [side for side in place.sides if side is not None]
        where = desk.where(place.group, place.consensus.row)
        copy_sides(writer, where, top, sides, desk.now.theirs, desk.now.same)
        settled.append(Ruling("agreed", place.consensus.row, place.field))
    rule(writer, article, consensus, settled)
    return len(rulings) + len(settled)


def _agreed_rows(writer: Writer, desk: Desk, again: bool) -> list[Ruling]:
    """Make the rows that all coders have."""
    rulings = []
    for found in desk.review.rows:
        if found.one_sided or not row_ids(found) or found.state != OPEN:
            continue
        if found.judgement is not None and not again:
            continue
        row = found.consensus.id if found.consensus is not None else begin_settled_row(writer, desk, found)
        rulings.append(Ruling("agreed", row))
    return rulings


def _agreed_places(desk: Desk, again: bool, row: str) -> list[PlaceReview]:
    rows = [each for each in desk.review.rows if each.state == SETTLED]
    places = [place for each in rows for place in each.places if row in ("", settled_row(each))]
    return [
        place
        for place in (*(() if row else desk.review.places), *places)
        if place.state == OPEN
        and place.agrees
        and (again or place.judgement is None)
        and any(side is not None and not side.blank for side in place.sides)
    ]


def write_settled(
    writer: Writer, place: Place, top: Top, values: Sequence[ValueSet], words: Sequence[MoreWords] | None
) -> None:
    """Write a topmost field of the consensus anew from these values and words (None: those that are there stay)."""
    if any(given.field not in top.keys for given in values):
        raise InputRefused(f"Only {top.field.label} and its parts are settled here.")
    if len({given.field for given in values}) < len(values):
        raise InputRefused("One field is to be set twice at once.")
    clear_place(writer, place, top, words=words is not None)
    own = [replace(given, row=place.row, proposed=False) for given in values]
    for given in in_writing_order(writer, {place.row: place}, own):
        write_value(writer, place, given)
    for one in words or ():
        refuse_role(one.role)
        if one.field not in top.keys:
            raise InputRefused(f"Only {top.field.label} and its parts are settled here.")
        node = node_for_words(writer, one.field, place.group)
        target = {"incident": place.incident_id, "row": place.row, "field": node.key}
        if not words_there(writer, place.article, one.start, one.end, one.role, **target):
            add_words(writer, place.article, one.start, one.end, role=one.role, **target)


def row_ids(found: RowReview) -> list[str]:
    return [line.id for line in found.rows if line is not None]


def settled_row(found: RowReview) -> str:
    return found.consensus.id if found.consensus is not None else ""
