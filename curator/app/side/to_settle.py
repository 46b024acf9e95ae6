# SPDX-License-Identifier: MIT
"""What is to be settled in the incidents of an article: what the rules found, and versions of one incident.

What lives here: what was found, where it is marked beside the article, going to the place of it. What does not: finding
it (domain/rules), the foot of the form (problems_bar.py), the next place in the form (values/stepping.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.side.tabs_below import VALUES
from curator.app.values.found import found
from curator.app.values.line import Target
from curator.domain.rules.problems import Problem

if TYPE_CHECKING:
    from curator.app.incidents.shown import ArticleShown
    from curator.app.side_panel import SidePanel

VERSIONS = "versions"  # in place of a rule: an incident of which there are several versions


class ToSettle(QObject):
    """That of one panel."""

    def __init__(self, side: SidePanel) -> None:
        super().__init__(side)
        self._side = side
        self._problems: Mapping[str, Sequence[Problem]] = {}  # by incident, as far as the rules have looked
        self._several: frozenset[str] = frozenset()  # incidents of which there are several versions

    def begin(self, shown: ArticleShown | None) -> Mapping[str, Sequence[Problem]]:
        """Another article, or the same one anew, is about to be shown: what was found in it so far."""
        self._problems = self._with_versions(shown.problems()) if shown else {}
        return self._problems

    def judge(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """Show what the rules found: beside the incidents, at the foot, and at each value."""
        self._problems = problems = self._with_versions(problems)
        self._side.incidents.model.judge(problems)
        self.mark()

    def tell_versions(self, incidents: frozenset[str]) -> None:
        """Of which incidents there are several versions: one stands, another was received and set aside."""
        if incidents != self._several:
            self._several = incidents
            if self._side.form.shown is not None:
                self.judge(self._side.form.shown.problems())

    def _with_versions(self, problems: Mapping[str, Sequence[Problem]]) -> Mapping[str, Sequence[Problem]]:
        shown = self._side.form.shown
        several = self._several & shown.position_of.keys() if shown is not None else frozenset()
        if not several:
            return problems
        told = self.tr("A version of this incident that was made elsewhere is set aside: choose which one stands")
        own = {each: (*problems.get(each, ()), Problem(VERSIONS, "warning", told, each)) for each in several}
        return {**problems, **own}

    def of(self, incident: str) -> Sequence[Problem]:
        """What the rules found in an incident, as far as they have looked."""
        return self._problems.get(incident, ())

    def mark(self) -> None:
        """Show what the rules found in the chosen incident, at the foot and at each value."""
        problems = self.of(self._side.form.incident)
        self._side.problems.show_problems(problems)
        self._side.values.show_problems(found(problems))

    def go_to(self, problem: Problem) -> None:
        """Go to the place of a problem: its value in what is opened for it, its row or words, the group in which a row
        is missing, or the beginning of the form where the incident as a whole is meant."""
        if problem.rule == VERSIONS:
            self._side.versions_wanted.emit(problem.incident)
            return
        self._side.tabs.setCurrentIndex(VALUES)
        target = Target(problem.incident, problem.row, problem.field)
        span = problem.spans[0] if problem.spans else ""
        self._side.values.setFocus()
        if problem.group and not problem.row:
            self._side.values.stepping.choose_first(lambda line: line.key == ("group", problem.group))
            return
        whole = not (problem.field or problem.row)
        line = None if whole else self._side.reveal([target, Target(target.incident, target.row)], inside=True)
        line = line or (self._side.mark([target], span) if span or not whole else None)
        if line is not None:
            self._side.words_chosen.emit(line.words, True)
        else:
            self._side.values.scrollToTop()

    def step(self, by: int) -> bool:
        """Choose the next (or previous) place of the form at which something is to be settled, opening what holds it;
        the foot says what it is. False where there is nothing to settle in the incident."""
        self._side.tabs.setCurrentIndex(VALUES)
        stop = self._side.values.stepping.to_settle(by)
        if stop is not None and stop.inside is not None:
            line = self._side.reveal([stop.inside, Target(stop.inside.incident, stop.inside.row)], inside=True)
            if line is not None:
                self._side.words_chosen.emit(line.words, bool(line.words))
        if stop is not None:
            there, line = self._side.values.drawn.found, self._side.values.current_line()
            value = self._side.values.current_value() or line
            self._side.problems.show_one_of((there.of(value) if value else ()) or (there.of(line) if line else ()))
        return stop is not None
