# SPDX-License-Identifier: MIT
"""One reading of which incidents the data set lists: the first page, then all of them.

What lives here: the order of the questions, away from the window's thread. What does not: when to read, and showing it
(page.py), SQL (store).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from curator.app.listed.model import PAGE
from curator.domain.faults import UserFault
from curator.domain.filtering import IncidentFilter
from curator.shape import Frozen
from curator.store.incident_filter import Known
from curator.store.incident_list import IncidentWish, Source
from curator.store.incident_totals import Fits, how_many
from curator.store.reads import Reads
from curator.store.stopping import GivenUp, giving_up
from curator.tasks.incident_filter import find_out, fitting
from curator.tasks.job import Stopped
from curator.tasks.open_problems import OpenProblems
from curator.workspace import ChangeSet, Workspace

if TYPE_CHECKING:
    from curator.tasks.standing_counts import StandingCounts

_NONE: Fits = ("0", ())


class Listed(Frozen):
    """`numbers`: of the incidents in their order. `total`: how many there are without conditions, in the same layer.
    `fits`: the condition in SQL. `refused`: why nothing can be listed, "" where it can."""

    numbers: array[int]
    total: int
    fits: Fits
    refused: str = ""


class Reading:
    """`problems`: those found before; afterwards those known now. `given_up` is asked while SQLite works. `standing`:
    the sets that map and time line share, in a large project."""

    def __init__(
        self, workspace: Workspace, wanted: IncidentFilter, viewer: str, order: Source, descending: bool,
        problems: OpenProblems | None, given_up: Callable[[], bool], standing: StandingCounts | None = None,
    ) -> None:  # fmt: skip
        self._workspace, self._wanted, self._viewer = workspace, wanted, viewer
        self._order, self._descending = order, descending
        self._given_up, self._standing = given_up, standing
        self._first: array[int] | None = None
        self.problems = problems

    def first(self) -> Listed | None:
        """The first page; None where it was given up."""
        return self._told(PAGE)

    def whole(self) -> Listed | None:
        """All of them; None where it was given up."""
        return self._told(0)

    def _told(self, most: int) -> Listed | None:
        try:
            return self._read(most)
        except (GivenUp, Stopped):
            return None
        except UserFault as fault:
            return Listed(array("q"), 0, _NONE, fault.sentence)

    def _read(self, most: int) -> Listed:
        known, self.problems = find_out(self._workspace, self._wanted, self._viewer, problems=self.problems)
        with self._workspace.read() as reads, giving_up(reads.connection, self._given_up):
            fits = fitting(self._workspace, reads, self._wanted, self._viewer, known)
            wish = IncidentWish(None, self._order, self._descending, fits)
            if most:
                self._first = reads.incident_ns(wish, most)
                return Listed(self._first, 0, fits)
            layer = IncidentFilter(tuple(each for each in self._wanted.conditions if each.kind == "layer"))
            every_one = fitting(self._workspace, reads, layer, self._viewer, known) if layer != self._wanted else fits
            numbers = self._whole(reads, wish, every_one, known)
            if layer == self._wanted:
                return Listed(numbers, len(numbers), fits)
            count = how_many if self._standing is None else self._standing.how_many
            return Listed(numbers, count(reads.connection, every_one), fits)

    def _whole(self, reads: Reads, wish: IncidentWish, every_one: Fits, known: Known) -> array[int]:
        if self._first is not None and len(self._first) < PAGE:
            return self._first  # fewer than a page are all of them
        if self._standing is None:
            return reads.incident_ns(wish)
        self._standing.divide(reads, self._wanted, self._viewer, known, wish.fits)
        return self._standing.ordered(reads, wish, every_one)


def touches_list(change: ChangeSet) -> bool:
    """Whether other incidents may be listed after a change, or other things of them."""
    touched = change.tables.keys() & {"incidents", "articles", "value_notes", "evidence"}
    rows = any(table.startswith("incident_") for table in change.tables)  # derived columns are made of them
    seen = change.tables.keys() & {"reading", "assignments", "openings", "judgements", "coders"}
    return bool(change.codebook_changed or touched or rows or seen)


def seen_coders(workspace: Workspace) -> tuple[str, ...] | None:
    """The layers that are shown: one's own. Where nobody has said who is coding, the only one there is."""
    coder = workspace.coder
    if coder is not None:
        return (coder.id,)
    with workspace.read() as reads:
        everybody = tuple(each.id for each in reads.coders())
    return everybody if len(everybody) == 1 else ()
