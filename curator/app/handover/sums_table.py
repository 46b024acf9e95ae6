# SPDX-License-Identifier: MIT
"""How much is in a hand-over, kind by kind, and what comes of it.

What lives here: the table. What does not: counting (shown.py), the window around it (receive_dialog.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from curator.app.handover.shown import FileShown
from curator.app.handover.wording import KIND_HEADS, STATES, say
from curator.app.listed.dressing import dress_table
from curator.app.widgets import named
from curator.domain.handover import KINDS

_COLUMNS = ("new", "newer", "same", "older", "conflicting", "waiting", "refused")


class SumsTable(QTableWidget):
    """One row for each kind of work that is in the file."""

    def __init__(self) -> None:
        super().__init__(0, 2 + len(STATES))
        named(self, "receive.sums", self.tr("How much is in it, and what comes of it"), role="incidents")
        heads = [self.tr("Kind"), self.tr("in the file"), *(say(STATES[each][0]) for each in _COLUMNS)]
        self.setHorizontalHeaderLabels(heads)
        for at in range(len(heads)):
            if (head := self.horizontalHeaderItem(at)) is not None:
                side = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                head.setToolTip(say(STATES[_COLUMNS[at - 2]][1]) if at > 1 else "")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        dress_table(self)
        for at in range(1, len(heads)):
            self.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)

    def fill(self, file: FileShown) -> None:
        """Show the sums of this file, or nothing where it holds nothing."""
        kinds = [kind for kind in KINDS if sum(file.sums.get(kind, {}).values())]
        self.setRowCount(len(kinds))
        for row, kind in enumerate(kinds):
            states = file.sums[kind]
            self.setItem(row, 0, QTableWidgetItem(say(KIND_HEADS[kind])))
            for at, count in enumerate([sum(states.values()), *(states.get(state, 0) for state in _COLUMNS)], start=1):
                cell = QTableWidgetItem(f"{count:,}" if count else "·")
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, at, cell)
        self.setVisible(bool(kinds))
        height = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(height + self.verticalHeader().defaultSectionSize() * len(kinds) + 4)
