# SPDX-License-Identifier: MIT
"""The tab "History" beside an article: what was done in the article, in the chosen incident, to the chosen value.

What lives here: the list with its three scopes, and what can be done with an entry. What does not: doing it
(coding/history_desk.py, turning_round.py), the project's own history (panel.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.history.line import HistoryLine
from curator.app.history.model import HistoryModel
from curator.app.history.view import HistoryView
from curator.app.shown_now import ShownNow
from curator.app.values.line import Target
from curator.app.widgets import hair_line, named, plain_label

ARTICLE, INCIDENT, VALUE = "article", "incident", "value"
_LIST, _EMPTY = range(2)
if TYPE_CHECKING:
    Seqs = Callable[[str, str], array[int]]
    Lines = Callable[[Sequence[int]], Sequence[HistoryLine]]
    Steps = Callable[[Target], Sequence[HistoryLine]]


@guarded
class HistorySide(QWidget):
    """`place_wanted(LogLine)`, `undo_wanted(LogLine)`: of the chosen entry. `back_wanted(target, values)`: a value is
    to be again what it was after a step. `escaped`: back to the article."""

    place_wanted = Signal(object)
    undo_wanted = Signal(object)
    back_wanted = Signal(object, object)
    escaped = Signal()

    def __init__(self, seqs: Seqs, lines: Lines, steps: Steps, parent: QWidget | None = None) -> None:
        """`seqs(article, incident)`, `lines(seqs)` and `steps(target)` read the log."""
        super().__init__(parent)
        named(self, "side_history", self.tr("History of what is chosen"))
        self._seqs, self._lines, self._steps = seqs, lines, steps
        self._now = ShownNow()
        self._known: dict[int, HistoryLine] = {}
        self._stale = True
        self.model = HistoryModel(self._fetch)
        self.list = HistoryView("side_history.list", self.tr("What was done, newest first"), self.model, values=True)
        self._make_rest()
        self._lay_out()
        self._connect()

    def _make_rest(self) -> None:
        tip = self.tr("Whose history: of the article, of the chosen incident, of the chosen value")
        self.scope = named(QComboBox(), "side_history.scope", self.tr("History of"), tip=tip)
        for name in (ARTICLE, INCIDENT, VALUE):
            self.scope.addItem(name, name)
        self.scope.setCurrentIndex(self.scope.findData(INCIDENT))
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope.setMinimumContentsLength(12)
        self.empty = plain_label("", role="quiet", wrap=True)
        named(self.empty, "side_history.empty", self.tr("Nothing to show"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(measures.INSET, 30, measures.INSET, 20)
        self.show_place = QPushButton(self.tr("Show"))
        tip = self.tr("Choose what this step was about (Enter)")
        named(self.show_place, "side_history.show", self.tr("Show the place"), role="quiet", tip=tip)
        self.undo = QPushButton(self.tr("Undo this step"))
        tip = self.tr("Take back what this step did (U); that is a step too")
        named(self.undo, "side_history.undo", self.tr("Undo this step"), role="quiet", tip=tip)
        self.back = QPushButton(self.tr("Back to this value"))
        tip = self.tr("Let the value be again what it was after this step (B)")
        named(self.back, "side_history.back", self.tr("Back to this value"), tip=tip)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(measures.INSET, measures.GAP, measures.INSET, measures.GAP)
        top.addWidget(self.scope, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        row = QHBoxLayout()
        row.setContentsMargins(measures.GAP, 6, measures.INSET, 6)
        row.setSpacing(2)
        row.addWidget(self.show_place)
        row.addWidget(self.undo)
        row.addStretch(1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hair_line())
        column.addWidget(self.pages, 1)
        column.addWidget(hair_line())
        column.addLayout(row)

    def _connect(self) -> None:
        self.scope.activated.connect(lambda _at: self.read())
        self.list.chosen.connect(self._follow_chosen)
        self.list.escaped.connect(self.escaped)
        self.list.place_wanted.connect(lambda line: self.place_wanted.emit(line.log))
        self.list.undo_wanted.connect(lambda line: self.undo_wanted.emit(line.log))
        self.list.back_wanted.connect(self._go_back)
        self.show_place.clicked.connect(lambda: self._send(self.list.place_wanted))
        self.undo.clicked.connect(lambda: self._send(self.list.undo_wanted))
        self.back.clicked.connect(lambda: self._send(self.list.back_wanted))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list has the keyboard for the panel. As its focus proxy, Tab would pass over the rest of the panel, and
        where the list is empty and not seen, Tab would end here."""
        super().focusInEvent(event)
        if self.list.isVisible():
            self.list.setFocus(event.reason())

    # Showing

    def show_now(self, now: ShownNow) -> None:
        """Something else is chosen, or something was changed: show its history, now or when this is next seen."""
        value_matters = self.scope.currentData() == VALUE
        same = now.article == self._now.article and now.incident == self._now.incident and not now.changed
        self._stale = self._stale or not same or (value_matters and now.target != self._now.target)
        self._now = now
        self._name_scopes()
        if self._stale and self.isVisible():
            self.read()

    def _name_scopes(self) -> None:
        names = {
            ARTICLE: self.tr("Of the article"),
            INCIDENT: self.tr("Of incident {name}").format(name=self._now.incident_name) if self._now.incident
            else self.tr("Of the incident: none is chosen"),
            VALUE: self.tr("Of the value “{name}”").format(name=self._now.label) if self._now.target is not None
            else self.tr("Of the value: none is chosen"),
        }  # fmt: skip
        for at in range(self.scope.count()):
            self.scope.setItemText(at, names[self.scope.itemData(at)])

    def choose_scope(self, scope: str) -> None:
        """Show the history of this."""
        self.scope.setCurrentIndex(self.scope.findData(scope))
        self.read()

    def read(self) -> None:
        """Read the history of what is chosen."""
        self._stale = False
        scope, now = self.scope.currentData(), self._now
        self._known = {}
        if scope == VALUE and now.target is not None:
            self._known = {line.log.seq: line for line in self._steps(now.target)}
            seqs = array("q", self._known)
        elif scope == ARTICLE and now.article:
            seqs = self._seqs(now.article, "")
        elif scope == INCIDENT and now.incident:
            seqs = self._seqs(now.article, now.incident)
        else:
            seqs = array("q")
        chosen = self.list.current_line()
        self.model.show(seqs)
        self.pages.setCurrentIndex(_LIST if seqs else _EMPTY)
        self.empty.setText(self._told_empty(scope))
        row = self.model.row_of(chosen.log.seq) if chosen is not None else None
        if seqs:
            self.list.choose(row or 0)
        self._follow_chosen(self.list.current_line())

    def _told_empty(self, scope: str) -> str:
        if scope == VALUE and self._now.target is None:
            return self.tr("Choose a value to see what it was before.")
        if scope == INCIDENT and not self._now.incident:
            return self.tr("Choose an incident to see what was done to it.")
        return self.tr("Nothing was done here yet.")

    def _fetch(self, seqs: Sequence[int]) -> Sequence[HistoryLine]:
        return [self._known[seq] for seq in seqs] if self._known else self._lines(seqs)

    def _follow_chosen(self, line: HistoryLine | None) -> None:
        self.show_place.setEnabled(line is not None)
        self.undo.setEnabled(line is not None and not line.log.undone and self._now.writable)
        self.back.setVisible(self.scope.currentData() == VALUE)
        known = line is not None and line.step is not None and bool(line.step.after)
        self.back.setEnabled(known and self._now.writable)

    # What the user does

    def _send(self, signal: object) -> None:
        line = self.list.current_line()
        if line is not None:
            signal.emit(line)  # type: ignore[attr-defined]  # a bound signal, for which PySide has no name

    def _go_back(self, line: HistoryLine) -> None:
        if line.step is not None and line.step.after and self._now.target is not None:
            self.back_wanted.emit(self._now.target, line.step.after)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()
