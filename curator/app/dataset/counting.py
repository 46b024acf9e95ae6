# SPDX-License-Identifier: MIT
"""Counting the incidents of the data set away from the window's thread: what map, time line and counts ask.

What lives here: one question in each lane, given up where a newer one takes its place. What does not: the questions
(store/incident_counts.py), what becomes of the answers (the panels).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from curator.app.background import Background
from curator.app.listed.page import AT_ONCE
from curator.domain.codebook.model import Codebook
from curator.domain.faults import UserFault
from curator.domain.filtering import IncidentFilter
from curator.store.incident_counts import Found
from curator.store.incident_list import about_how_many
from curator.store.stopping import GivenUp, giving_up
from curator.tasks.incident_filter import find_out, fitting
from curator.tasks.job import Stopped
from curator.tasks.open_problems import OpenProblems
from curator.workspace import Workspace

Line = TypeVar("Line")
Made = TypeVar("Made")
Question = Callable[[sqlite3.Connection, Codebook, Found], list[Line]]


class Counting:
    """One for each page. `viewer`: who looks, asked with each question. `nothing`: why nothing fits, in words."""

    def __init__(
        self, workspace: Workspace, background: Background, viewer: Callable[[], str], nothing: Callable[[], str]
    ) -> None:
        self.workspace, self._background, self._viewer, self.nothing = workspace, background, viewer, nothing
        self._asked: dict[str, int] = {}
        self._problems: OpenProblems | None = None
        self._left = False

    @property
    def many(self) -> bool:
        """Whether there are so many incidents that a first look comes before all of them are counted."""
        with self.workspace.read() as reads:
            return about_how_many(reads.connection) > AT_ONCE

    def ask(
        self, lane: str, wanted: IncidentFilter, question: Question[Line], then: Callable[[list[Line]], None]
    ) -> None:
        """Ask a question about the incidents that fit, and go on with the answer here. Another question in this lane
        takes its place. A filter that cannot be answered fits nothing here; the list says why."""
        self.give_up(lane)
        serial, viewer = self._asked[lane], self._viewer()

        def given_up() -> bool:
            return self._left or self._asked[lane] != serial

        def work() -> list[Line] | None:
            try:
                known, self._problems = find_out(
                    self.workspace, wanted, viewer, problems=self._problems, cancelled=given_up
                )
                with self.workspace.read() as reads, giving_up(reads.connection, given_up):
                    found = fitting(self.workspace, reads, wanted, viewer, known)
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
