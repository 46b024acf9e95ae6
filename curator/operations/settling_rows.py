# SPDX-License-Identifier: MIT
"""Rows of groups in the consensus: those that not all coders have, and those that none has.

What lives here: whether a row belongs to the incident. What does not: the fields of a row (settling.py, where stands
what all settling shares).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.operations.consensus import Ruling, drop_row, judge, need_reason, rule
from curator.operations.evidence import add_words, refuse_role
from curator.operations.operation import next_position, rows_table
from curator.operations.settling_desk import (
    SETTLED_ALREADY,
    Desk,
    adopt_agreed,
    begin_settled_row,
    row_ids,
    settled_row,
    write_settled,
)
from curator.operations.value_writing import ValueSet
from curator.operations.words import MoreWords
from curator.review.reviewed import REJECTED, SETTLED, RowReview
from curator.store.writer import Writer


@dataclass(frozen=True)
class AdoptRow:
    """Take a row that not all coders have into the consensus. Returns the id of the consensus's row.

    Its fields are settled where all coders who have the row say the same. `row`: a row of the consensus that is to stay
    though no coder has it any more; then there is no source.
    """

    kind: ClassVar[str] = "adopt_row"
    consensus: str
    source_incident: str = ""
    source_row: str = ""
    reason: str = ""
    unclear: bool = False
    row: str = ""

    def apply(self, writer: Writer) -> str:
        desk = Desk(writer, self.consensus)
        found = self._found(desk)
        if found.consensus is not None and found.state == SETTLED:
            raise NotNow("This row is in the consensus already; nothing was changed.")
        if found.state == REJECTED:
            need_reason(self.reason, "This row was rejected.")
        row = found.consensus.id if found.consensus is not None else begin_settled_row(writer, desk, found)
        verdict = "changed" if found.state == REJECTED else "adopted" if self.source_row else "neither"
        rule(writer, desk.article, self.consensus, [
            Ruling(verdict, row, "", self.source_incident, self.reason, self.unclear),
        ])  # fmt: skip
        adopt_agreed(writer, desk.article, self.consensus, again=False, row=row)
        writer.describe(f"Adopt {_row_named(writer, found.group)} of {desk.title()}", desk.article)
        return row

    def _found(self, desk: Desk) -> RowReview:
        if self.source_row:
            sources = {each.id for each in desk.review.there}
            there = (each for each in desk.review.rows if self.source_row in row_ids(each))
            found = next(there, None) if self.source_incident in sources else None
        else:
            found = next((each for each in desk.review.rows if self.row and self.row == settled_row(each)), None)
        if found is None:
            raise InputRefused("The row belongs to another incident.")
        return found


@dataclass(frozen=True)
class SettleRow:
    """Add a row that no coder has to the consensus. Returns its id.

    `values` and `words` as in SettleNeither; words without a field are those of the row as a whole. A reason is
    required: all coders agree that there is no such row.
    """

    kind: ClassVar[str] = "settle_row"
    consensus: str
    group: str
    values: tuple[ValueSet, ...]
    words: tuple[MoreWords, ...] = ()
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> str:
        desk = Desk(writer, self.consensus)
        table = rows_table(writer, self.group)
        position = next_position(writer, table, "incident = ?", (self.consensus,))
        row = writer.add(table, {"incident": self.consensus, "position": position})
        where = desk.where(self.group, row)
        tops = desk.now.shared.sides.tops[self.group]
        known = {key for top in tops for key in top.keys}
        if not self.values or any(given.field not in known for given in self.values):
            raise InputRefused(f"A row of {writer.codebook.group_by_key[self.group].label} needs values of its fields.")
        need_reason(self.reason, "No coder has this row.")
        for top in tops:
            values = tuple(given for given in self.values if given.field in top.keys)
            write_settled(writer, where, top, values, tuple(words for words in self.words if words.field in top.keys))
        for words in (words for words in self.words if not words.field):
            refuse_role(words.role)
            add_words(writer, desk.article, words.start, words.end, incident=self.consensus, row=row, role=words.role)
        told = [top.key for top in tops if any(given.field in top.keys for given in self.values)]
        rule(
            writer, desk.article, self.consensus,
            [Ruling("neither", row, key, "", self.reason, self.unclear) for key in ("", *told)],
        )  # fmt: skip
        writer.describe(f"Add {_row_named(writer, self.group)} to {desk.title()}", desk.article)
        return row


@dataclass(frozen=True)
class RejectRow:
    """Say that a row does not belong to the incident.

    `source_rows`: the ids of the coders' rows that are meant, aligned with each other; `row`: the consensus's, where it
    has the row; it goes, with its words.
    """

    kind: ClassVar[str] = "reject_row"
    consensus: str
    row: str = ""
    source_rows: tuple[str, ...] = ()
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> None:
        desk = Desk(writer, self.consensus)
        named = {*self.source_rows, *filter(None, (self.row,))}
        rows = desk.review.rows if named else ()
        found = next((each for each in rows if named <= {*row_ids(each), settled_row(each)}), None)
        if found is None:
            raise InputRefused("Choose rows of this incident that are aligned with each other.")
        if found.state == REJECTED:
            raise NotNow("This row is rejected already; nothing was changed.")
        if found.state == SETTLED:
            need_reason(self.reason, SETTLED_ALREADY)
        elif not found.one_sided:
            need_reason(self.reason, "All coders have this row.")
        told: dict[str, Any] = {"reason": self.reason, "unclear": self.unclear}
        for incident, line in zip(desk.review.incidents, found.rows, strict=True):
            if incident is not None and line is not None:
                seen = desk.now.reader(incident).row_seen(line)
                judge(writer, desk.article, "rejected", incident=incident.id, row=line.id, seen=seen, **told)
        if found.consensus is not None:
            if not row_ids(found):  # before the row goes, so that taking it back and again finds what it names
                judge(writer, desk.article, "rejected", consensus=self.consensus, row=found.consensus.id, **told)
            drop_row(writer, found.group, found.consensus.id)
        writer.describe(f"Reject {_row_named(writer, found.group)} of {desk.title()}", desk.article)


def _row_named(writer: Writer, group: str) -> str:
    known = writer.codebook.group_by_key.get(group)
    return f"a row of {known.label}" if known is not None else "a row"
