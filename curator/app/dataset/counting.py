# SPDX-License-Identifier: MIT
"""Counting the incidents of the data set away from the window's thread: what map, time line and counts ask.

What lives here: one question in each lane, given up where a newer one takes its place. What does not: the questions
(store/incident_counts.py), what stands ready to answer them in a large project (tasks/standing_counts.py), what becomes
of the answers (the panels).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from curator.app.background import Background
from curator.app.listed.page import AT_ONCE
from curator.domain.codebook.model import Codebook
from curator.domain.faults import UserFault
from curator.domain.filtering import IncidentFilter
from curator.store.incident_counts import (
    AnswerCount,
    Found,
    PlaceCount,
    TimeCount,
    answer_counts,
    place_counts,
    time_counts,
)
from curator.store.incident_list import about_how_many
from curator.store.stopping import GivenUp, giving_up
from curator.tasks.incident_filter import find_out, fitting
from curator.tasks.job import Stopped
from curator.tasks.open_problems import OpenProblems
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.tasks.standing_counts import StandingCounts

Line = TypeVar("Line")
Made = TypeVar("Made")
Question = Callable[[sqlite3.Connection, Codebook, Found], list[Line]]
_SLOW = ("text", "no_words", "problems")  # conditions for which SQLite reads much of every incident


class Counting:
    """One for each page. `viewer`: who looks, asked with each question. `nothing`: why nothing fits, in words."""

    def __init__(
        self, workspace: Workspace, background: Background, viewer: Callable[[], str], nothing: Callable[[], str]
    ) -> None:
        self.workspace, self._background, self._viewer, self.nothing = workspace, background, viewer, nothing
        self._asked: dict[str, int] = {}
        self._problems: OpenProblems | None = None
        self._left = False
        self._standing: StandingCounts | None = None

    @property
    def standing(self) -> StandingCounts | None:
        """What stands ready where there are many incidents; None where there are few. To be asked for on the window's
        thread."""
        if self._standing is None and self.many:
            from curator.tasks.standing_counts import StandingCounts  # not while a window opens

            self._standing = StandingCounts(self.workspace, lambda: self._left)
        return self._standing

    @property
    def many(self) -> bool:
        """Whether there are so many incidents that a first look comes before all of them are counted."""
        with self.workspace.read() as reads:
            return about_how_many(reads.connection) > AT_ONCE

    # What stands ready where there are many, else is asked of SQLite

    def places(self, cell: float) -> Question[PlaceCount]:
        """Where all that fit are, in cells of so many degrees."""
        standing = self.standing
        return partial(place_counts, cell=cell) if standing is None else partial(standing.places, cell=cell)

    def times(self, unit: str, by: str) -> Question[TimeCount]:
        """When all that fit begin."""
        standing = self.standing
        if standing is None:
            return partial(time_counts, unit=unit, by=by)
        return partial(standing.times, unit=unit, by=by)

    def answers(self, key: str, most: int) -> Question[AnswerCount]:
        """How often each answer is given by all that fit."""
        standing = self.standing
        if standing is None:
            return partial(answer_counts, key=key, most=most)
        return partial(standing.answers, key=key, most=most)

    def at_once(self, key: Hashable, wanted: IncidentFilter) -> bool:
        """Whether all that fit are counted before a first look at some of them would be."""
        standing = self.standing
        if standing is None or not standing.ready(key):
            return False
        return not any(each.kind in _SLOW and not standing.ready(each) for each in wanted.conditions)

    # Asking

    def ask(
        self, lane: str, wanted: IncidentFilter, question: Question[Line], then: Callable[[list[Line]], None]
    ) -> None:
        """Ask a question about the incidents that fit, and go on with the answer here. Another question in this lane
        takes its place. A filter that cannot be answered fits nothing here; the list says why."""
        self.give_up(lane)
        serial, viewer, standing = self._asked[lane], self._viewer(), self.standing

        def given_up() -> bool:
            return self._left or self._asked[lane] != serial

        def work() -> list[Line] | None:
            try:
                known, self._problems = find_out(
                    self.workspace, wanted, viewer, problems=self._problems, cancelled=given_up
                )
                with self.workspace.read() as reads, giving_up(reads.connection, given_up):
                    found = fitting(self.workspace, reads, wanted, viewer, known)
                    if standing is not None:
                        standing.divide(reads, wanted, viewer, known, found)
                    return question(reads.connection, self.workspace.codebook, found)
            except (GivenUp, Stopped):
                return None
            except UserFault:
                return []

        def told(answer: list[Line] | None) -> None:
            if answer is not None and not given_up():
                then(answer)

        self._background.run(work, told, lane=f"dataset.{lane}")

    def aside(self, lane: str, work: Callable[[], Made], then: Callable[[Made], None]) -> None:
        """Do what takes long without the project."""
        self._background.run(work, lambda made: None if self._left else then(made), lane=f"dataset.{lane}")

    def give_up(self, lane: str) -> None:
        """What was asked in this lane is not wanted any more."""
        self._asked[lane] = self._asked.get(lane, 0) + 1

    def leave(self) -> None:
        """The page is about to go."""
        self._left = True
        if self._standing is not None:
            self._standing.leave()
