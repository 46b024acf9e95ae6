# SPDX-License-Identifier: MIT
"""Taking what was settled into the own layer: the coder's own act, after the work was given back.

What lives here: TakeOver. What does not: building the consensus (settling.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.domain.reviewing import taken_over_id
from curator.operations.articles import begin_reading, write_reading
from curator.operations.consensus import (
    as_it_stands,
    consensus_incident,
    copy_sides,
    copy_words,
    drop_row,
    reviewer_of,
    top_named,
)
from curator.operations.operation import incident_title, next_position, own_incident, rows_table
from curator.operations.value_writing import Place
from curator.review.comparison import FINISHED
from curator.review.reviewed import REJECTED, SETTLED, IncidentReview, PlaceReview, RowReview
from curator.review.together import ArticleTogether
from curator.store.writer import Writer


@dataclass(frozen=True)
class TakeOver:
    """Take a field, a row or all of a consensus incident into the acting coder's own incident, with its words.

    `incident`: the own incident; "" where the coder has none that was accepted into this one: it is made. `field` ""
    and `row` "": everything, so that own rows which were rejected go; `row` (of the consensus) alone: that row, made
    where the coder lacks it; or an own row that was rejected: it goes. Private fields and comments stay as they are.
    Returns the id of the own incident. Raises NotNow where the incident is another coder's, or nothing is to be taken.
    """

    kind: ClassVar[str] = "take_over"
    consensus: str
    incident: str = ""
    field: str = ""
    row: str = ""

    def apply(self, writer: Writer) -> str:
        settled = consensus_incident(writer, self.consensus)
        article = str(settled["article"])
        coder = reviewer_of(writer, article)
        now = as_it_stands(writer, article)
        review = now.together_with(self.consensus)
        own = self._own(writer, now, review, coder.id)
        taking = _Taking(writer, now, review, own, coder.id)
        if self.row:
            taking.row(self.row, self.field)
        elif self.field:
            taking.field(self.field)
        else:
            taking.everything()
        if not taking.taken:
            raise NotNow("There is nothing settled here that you have not coded so; nothing was changed.")
        title = incident_title(writer, writer.row("incidents", own))
        writer.describe(f"Take over {taking.told(self.field)}{title} from the consensus", article)
        return own

    def _own(self, writer: Writer, now: ArticleTogether, review: IncidentReview, coder: str) -> str:
        """The own incident: the one that is named or was accepted into this one; else a new one."""
        accepted = next((each.id for each in review.there if each.coder == coder), "")
        if self.incident:
            own_incident(writer, self.incident)
            if self.incident != accepted:
                raise InputRefused("Your incident is not accepted into this one of the consensus.")
        if accepted:
            return accepted
        if self.field or self.row:
            raise InputRefused("You have no incident that this could be taken into; take over all of it.")
        return _begin(writer, now, self.consensus, coder)


class _Taking:
    """Takes what is settled into one incident of the acting coder."""

    def __init__(self, writer: Writer, now: ArticleTogether, review: IncidentReview, own: str, coder: str) -> None:
        self._writer, self._now, self._review, self._own = writer, now, review, own
        self._at = now.coders.index(coder) if coder in now.coders else -1
        self._there = any(each.id == own for each in review.there)
        self._ends = {into: each for each, into in now.same.items() if now.theirs[each].coder == coder}
        self._ends[str(review.consensus.id) if review.consensus is not None else ""] = own
        self.taken = 0

    def everything(self) -> None:
        for place in self._review.places:
            self._place(place, "", whole=True)
        for row in self._review.rows:
            self._row(row)

    def field(self, field: str) -> None:
        top_named(self._now, field)
        self._place(next(place for place in self._review.places if place.field == field), "")

    def row(self, row: str, field: str) -> None:
        """A row of the consensus, or an own one that was rejected; with `field` that field of it alone."""
        found = next((each for each in self._review.rows if row in (_settled(each), self._own_row(each))), None)
        if found is None:
            raise InputRefused("The row belongs to another incident.")
        if not field:
            self._row(found)
            return
        top_named(self._now, field, found.group)
        own = self._own_row(found)
        if not own:
            raise InputRefused("You have no such row; take over all of it.")
        self._place(next(place for place in found.places if place.field == field), own)

    def told(self, field: str) -> str:
        """How the log names what was taken."""
        if not field:
            return "" if self.taken > 1 else "part of "
        nodes = (self._writer.codebook.node(field, group) for group in ("", *self._writer.codebook.group_by_key))
        return f"{next(node.label for node in nodes if node is not None)} of "

    def _row(self, row: RowReview) -> None:
        own = self._own_row(row)
        if row.state == REJECTED and own:
            drop_row(self._writer, row.group, own)
            self.taken += 1
        elif row.state == SETTLED and row.consensus is not None:
            if not own:
                own = self._begin_row(row)
            for place in row.places:
                self._place(place, own, whole=True)

    def _place(self, place: PlaceReview, row: str, *, whole: bool = False) -> None:
        """Write what is settled at a place of the own incident. `whole`: pass over what cannot be taken."""
        settled, top = place.consensus, self._now.shared.sides.top(place.field, place.group)
        if settled is None or top is None or place.state != SETTLED:
            return
        own = next((side for side in place.sides if side is not None and side.incident == self._own), None)
        if own is not None and own.seen == settled.seen:
            return
        ends = [settled.values[leaf.key].value for leaf in top.leaves if leaf.kind == "link"]
        if any(end in self._now.settled and end not in self._ends for end in ends):
            if whole:
                return
            raise NotNow("You have no incident of those this leads to. Take that over first; nothing was changed.")
        where = Place(self._writer.row("incidents", self._own), place.group, row)
        copy_sides(self._writer, where, top, [settled], self._now.settled, self._ends)
        self.taken += 1

    def _begin_row(self, row: RowReview) -> str:
        table = rows_table(self._writer, row.group)
        position = next_position(self._writer, table, "incident = ?", (self._own,))
        made = self._writer.add(table, {"incident": self._own, "position": position})
        where = Place(self._writer.row("incidents", self._own), row.group, made)
        if row.consensus is not None and self._review.consensus is not None:
            reader = self._now.reader(self._review.consensus)
            copy_words(self._writer, where, reader.whole_row_words(row.consensus.id))
        self.taken += 1
        return made

    def _own_row(self, row: RowReview) -> str:
        line = row.rows[self._at] if self._there else None
        return line.id if line is not None else ""


def _settled(row: RowReview) -> str:
    return row.consensus.id if row.consensus is not None else ""


def _begin(writer: Writer, now: ArticleTogether, consensus: str, coder: str) -> str:
    """Write an own incident that has nothing but the mentions of the consensus's. Returns its id.

    Who has finished the article has finished this too: otherwise it would hide everybody's coding again.
    """
    article = now.coding.article.id
    finished = now.coding.reading.get(coder) in FINISHED
    made = taken_over_id(consensus, coder)
    if writer.query("SELECT 1 FROM incidents WHERE id = ?", (made,)):
        raise NotNow("You have taken this over already; nothing was changed.")
    own = writer.add(
        "incidents",
        {
            "id": made, "article": article, "coder": coder, "codebook": writer.codebook_id,
            "status": "finished" if finished else "draft",
            "position": next_position(writer, "incidents", "article = ? AND coder = ?", (article, coder)),
            "created": writer.clock.stamp(),
        },
    )  # fmt: skip
    copy_words(writer, Place(writer.row("incidents", own)), now.reader(now.settled[consensus]).mentions())
    if finished:
        write_reading(writer, article, "finished")
    else:
        begin_reading(writer, article)
    return own
