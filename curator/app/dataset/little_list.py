# SPDX-License-Identifier: MIT
"""The little list of the incidents at a mark of the map.

What lives here: the list with its heading. What does not: which incidents these are (map_side.py), how one of them is
known (how_known.py), the table (view.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.widgets import ElidedLabel, hair_line, named

MOST = 200  # incidents that are listed
_ROWS = 5  # that are seen


@guarded
class _List(QListWidget):
    opened = Signal(int)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        row = self.sizeHintForRow(0) if self.count() else measures.grown(24)
        return QSize(300, row * min(_ROWS, max(2, self.count())) + 8)


@guarded
class LittleList(QWidget):
    """`chosen(number)`: the incident with this local number was chosen. `opened(number)`: it is to be shown in its
    article. `left`: the list is to go."""

    chosen = Signal(int)
    opened = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "map.here", self.tr("Incidents at the chosen mark"), role="side")
        self._numbers: tuple[int, ...] = ()
        self.title = named(ElidedLabel(), "map.here.title", self.tr("What is listed"))
        self.title.setProperty("role", "quiet")
        self.list = named(_List(), "map.here.list", self.tr("Incidents at the chosen mark"),
                          tip=self.tr("Arrows choose one and show how it is known; Enter opens its article; Esc goes "
                                      "back to the map"))  # fmt: skip
        self.list.setToolTip("")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.close_button = named(QToolButton(), "map.here.close", self.tr("Close the list"),
                                  tip=self.tr("Close the list (Esc)"), role="quiet")  # fmt: skip
        self.close_button.setText("✕")
        top = QHBoxLayout()
        top.setContentsMargins(measures.INSET, 4, measures.GAP, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(hair_line())
        column.addLayout(top)
        column.addWidget(self.list)
        self.list.currentRowChanged.connect(self._choose)
        self.list.opened.connect(lambda row: self.opened.emit(self._numbers[row]))
        self.list.itemDoubleClicked.connect(lambda item: self.opened.emit(self._numbers[self.list.row(item)]))
        self.list.escaped.connect(self.left)
        self.close_button.clicked.connect(self.left)

    def show_incidents(self, title: str, rows: Sequence[tuple[int, str]]) -> None:
        """Show these, each with its number and what is said of it; the first one is chosen."""
        self.title.show_text(title)
        self._numbers = ()
        self.list.clear()
        for _, text in rows:
            item = QListWidgetItem(text)
            item.setToolTip(plain_tip(text))
            self.list.addItem(item)
        self._numbers = tuple(number for number, _ in rows)
        self.list.setFixedHeight(self.list.sizeHint().height())
        self.show()
        if rows:
            self.list.setCurrentRow(0)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._numbers):
            self.chosen.emit(self._numbers[row])
