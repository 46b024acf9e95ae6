# SPDX-License-Identifier: MIT
"""The foot of the values: what is left to settle in the chosen incident, with one click to the place, and Finish.

What lives here: showing problems one at a time, and the button that ends the article. What does not: finding problems
(domain/rules), finishing (coding/incidents_desk.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from curator.app import measures
from curator.app.values.line import Target
from curator.app.widgets import named, plain_label

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem


class ProblemsBar(QWidget):
    """`place_wanted(target, span id)`: go to where the problem is. `end_wanted(action id)`: the button at the right."""

    place_wanted = Signal(object, str)
    end_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "problems", self.tr("What is left to settle"), role="footer")
        self._end_action = ""
        self._by_incident: Mapping[str, Sequence[Problem]] = {}
        self._problems: Sequence[Problem] = ()
        self._at = 0
        self.count = plain_label("", role="warn", font=measures.font(measures.SMALL, half_bold=True))
        named(self.count, "problems.count", self.tr("Which problem of how many"))
        self.message = plain_label("", font=measures.font(measures.SMALL), wrap=True)
        named(self.message, "problems.message", self.tr("The problem"))
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.go = QPushButton(self.tr("Show"))
        named(
            self.go,
            "problems.show",
            self.tr("Show the place of the problem"),
            role="quiet",
            tip=self.tr("Go to the value that the problem is about"),
        )
        self.go.clicked.connect(self._go)
        self.next = QToolButton()
        self.next.setText("›")
        named(self.next, "problems.next", self.tr("Next problem"), role="quiet", tip=self.tr("Next problem"))
        self.next.clicked.connect(self._next)
        self.end = QPushButton()
        named(self.end, "problems.end", self.tr("Finish the article"), role="main")
        self.end.clicked.connect(lambda: self.end_wanted.emit(self._end_action))
        self.end.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.INSET, 7, measures.GAP, 7)
        row.setSpacing(measures.GAP)
        row.addWidget(self.count)
        row.addWidget(self.message, 1)
        row.addWidget(self.go)
        row.addWidget(self.next)
        row.addWidget(self.end)
        self.hide()

    def offer_end(self, action: str, text: str, tip: str) -> None:
        """Offer the action that ends the article (or takes it up again); "" for none."""
        self._end_action = action
        self.end.setText(text)
        self.end.setToolTip(tip)
        self.end.setAccessibleName(text)
        self.end.setVisible(bool(action))
        self._tell()

    def clear(self) -> None:
        self._by_incident = {}
        self._show([])

    def judge(self, by_incident: Mapping[str, Sequence[Problem]], incident: str) -> None:
        """Take what the rules found and show this incident's part of it."""
        self._by_incident = by_incident
        self.follow(incident)

    def follow(self, incident: str) -> None:
        """Show the problems of this incident."""
        self._show(self._by_incident.get(incident, ()))

    def _show(self, problems: Sequence[Problem]) -> None:
        self._problems, self._at = problems, 0
        self._tell()

    def _tell(self) -> None:
        there = bool(self._problems)
        self.setVisible(there or bool(self._end_action))
        if not self.isHidden() and bool(self.property("settled")) is there:
            self.setProperty("settled", not there)
            self.style().polish(self)
        self.next.setVisible(len(self._problems) > 1)
        for widget in (self.count, self.go):
            widget.setVisible(there)
        if not there:
            self.message.setText("")
            return
        problem = self._problems[self._at]
        self.count.setText(f"{self._at + 1}/{len(self._problems)}")
        self.message.setText(problem.message)
        self.message.setToolTip(self.tr("Rule {id}").format(id=problem.rule))
        self.go.setEnabled(bool(problem.field or problem.row or problem.spans))

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._problems)
        self._tell()

    def _go(self) -> None:
        problem = self._problems[self._at]
        target = Target(problem.incident, problem.row, problem.field)
        self.place_wanted.emit(target, problem.spans[0] if problem.spans else "")
