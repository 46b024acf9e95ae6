# SPDX-License-Identifier: MIT
"""The foot of the values: what is left to settle in the chosen incident, with one click to the place, and Finish.

What lives here: showing problems one at a time, and the button that ends the article. What does not: finding problems
(domain/rules), finishing (coding/incidents_desk.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.text_block import TextBlock
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import named, plain_label, polish_again

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem


_LINES = 2
_EDGE = 0


@guarded
class ProblemButton(QAbstractButton):
    """The problem on up to two lines; a click goes to its place. What is cut is whole in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = measures.font(measures.SMALL)
        self.setFont(self._font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, message: str, rule: str) -> None:
        """Show a problem."""
        self.setText(message)
        self.setAccessibleName(message)
        self.setToolTip(plain_tip("\n".join(part for part in (message, rule) if part)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, round(measures.line_height(self._font) * _LINES) + 2)  # never higher: the form stays in place

    def block(self) -> TextBlock:
        """The sentence as it is painted."""
        return TextBlock(f"{self.text()} →" if self.text() else "", self._font, self.width() - 2 * _EDGE, _LINES)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QColor(theme.accent if self.hasFocus() else theme.warn))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), measures.RADIUS, measures.RADIUS)
        block = self.block()
        painter.setPen(QColor(theme.warn))
        block.draw(painter, _EDGE, 1)


class ProblemsBar(QWidget):
    """`place_wanted(Problem)`: go to where the problem is. `end_wanted(action id)`: the button at the right."""

    place_wanted = Signal(object)
    end_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "problems", self.tr("What is left to settle"), role="footer")
        self._end_action = ""
        self._problems: list[Problem] = []
        self._at = 0
        self.count = plain_label("", role="warn", font=measures.font(measures.SMALL, half_bold=True))
        named(self.count, "problems.count", self.tr("Which problem of how many"))
        self.message = ProblemButton()
        tip = self.tr("Go to the value that the problem is about")
        named(self.message, "problems.show", self.tr("The problem"), tip=tip)
        self.message.clicked.connect(self._go)
        self.next = QToolButton()
        self.next.setText("›")
        named(self.next, "problems.next", self.tr("Next problem"), role="quiet", tip=self.tr("Next problem"))
        self.next.clicked.connect(self._next)
        self.end = QPushButton()
        named(self.end, "problems.end", self.tr("Finish the article"), role="main")
        self.end.clicked.connect(lambda: self.end_wanted.emit(self._end_action))
        self.end.hide()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        """Which problem above what it is, so that a sentence has the whole width beside the button."""
        which = QHBoxLayout()
        which.setSpacing(measures.STEP)
        which.addWidget(self.count)
        which.addWidget(self.next)
        which.addStretch()
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addLayout(which)
        told.addWidget(self.message)
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.INSET, 5, measures.GAP, 5)
        row.setSpacing(measures.STEP)
        row.addLayout(told, 1)
        row.addWidget(self.end)

    def offer_end(self, action: str, text: str, tip: str) -> None:
        """Offer the action that ends the article (or takes it up again); "" for none."""
        if (action, text, tip) == (self._end_action, self.end.text(), self.end.toolTip()):
            return
        self._end_action = action
        self.end.setText(text)
        self.end.setToolTip(tip)
        self.end.setAccessibleName(text)
        self.end.setVisible(bool(action))
        role = "main" if action == "article.finish" else ""  # what one does seldom does not shout
        if self.end.property("role") != role:
            self.end.setProperty("role", role)
            polish_again(self.end)
        self._tell()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what the rules found in the chosen incident, first what blocks Finish; the same ones stay."""
        ordered = sorted(problems, key=lambda problem: problem.level != "error")
        if ordered != self._problems:
            shown = self._problems[self._at] if self._problems else None
            self._problems, self._at = ordered, ordered.index(shown) if shown in ordered else 0
            self._tell()

    def show_one_of(self, problems: Sequence[Problem]) -> None:
        """Show one of these: somebody has gone to where they are. None of them: what is shown stays."""
        there = next((at for at, each in enumerate(self._problems) if each in problems), self._at)
        if there != self._at:
            self._at = there
            self._tell()

    def _tell(self) -> None:
        there = bool(self._problems)
        self.setVisible(there or bool(self._end_action))
        if not self.isHidden() and bool(self.property("settled")) is there:
            self.setProperty("settled", not there)
            polish_again(self)
        self.next.setVisible(len(self._problems) > 1)
        for widget in (self.count, self.message):
            widget.setVisible(there)
        if not there:
            return
        problem = self._problems[self._at]
        self.count.setText(self._counted())
        self.message.say(problem.message, self.tr("Rule {id}").format(id=problem.rule))

    def _counted(self) -> str:
        """Which of how many: those that block Finish are counted by themselves, as in the list of incidents."""
        errors = sum(problem.level == "error" for problem in self._problems)
        if self._at < errors:
            return self.tr("{at}/{count} to settle").format(at=self._at + 1, count=errors)
        rest = len(self._problems) - errors
        return self.tr("{at}/{count} to look at").format(at=self._at - errors + 1, count=rest)

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._problems)
        self._tell()

    def _go(self) -> None:
        self.place_wanted.emit(self._problems[self._at])
