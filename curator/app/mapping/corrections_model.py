# SPDX-License-Identifier: MIT
"""What was corrected in a spreadsheet as rows with a box each: what, where, what the project holds, what the file says.

What lives here: the model. What does not: finding the changes (tasks/corrections.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from curator.app.guard import guarded
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.tasks.correction_list import ADDED, CHANGED, REMOVED, Correction

WHAT, WHERE, FIELD, HERE, FILE, REMARK = range(6)
_MOST_SHOWN = 200  # code points of a text
Index = QModelIndex | QPersistentModelIndex


@guarded
class CorrectionsModel(QAbstractTableModel):
    """`ticked_changed`: another choice of changes."""

    ticked_changed = Signal()

    def __init__(self, corrections: Sequence[Correction], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._corrections = tuple(corrections)
        self._ticked = [one.usual for one in self._corrections]
        self._headings = (
            self.tr("What"), self.tr("Where"), self.tr("Field"), self.tr("In the project"), self.tr("In the file"),
            self.tr("Remark"),
        )  # fmt: skip
        self._kinds = {CHANGED: self.tr("changed"), ADDED: self.tr("added"), REMOVED: self.tr("missing")}

    @property
    def ticked(self) -> list[Correction]:
        """The changes that are to be taken over, in their order."""
        return [one for one, on in zip(self._corrections, self._ticked, strict=True) if on]

    def tick(self, row: int, on: bool) -> None:
        """Tick a change, or take the tick away; one that cannot be taken is never ticked."""
        if not self._corrections[row].refused and self._ticked[row] != on:
            self._ticked[row] = on
            cell = self.index(row, WHAT)
            self.dataChanged.emit(cell, cell)
            self.ticked_changed.emit()

    def turn(self, row: int) -> None:
        self.tick(row, not self._ticked[row])

    def tick_all(self, on: bool) -> None:
        """All that is usual, or nothing."""
        self._ticked = [on and one.usual for one in self._corrections]
        if self._corrections:
            self.dataChanged.emit(self.index(0, WHAT), self.index(len(self._corrections) - 1, WHAT))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._corrections)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._corrections[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == WHAT:
            return Qt.CheckState.Checked if self._ticked[index.row()] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and one.refused:
            return QColor(current().quiet)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(self._text(one, index.column()).split())[:_MOST_SHOWN]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(one, index.column())[:5_000])
        return None

    def _text(self, one: Correction, column: int) -> str:
        if column == WHAT:
            return self._kinds[one.kind]
        if column == REMARK:
            if one.conflict:
                told = self.tr("changed in the project too since the export (it was “{text}”)")
                return told.format(text=one.exported)
            return one.refused
        return {WHERE: one.where, FIELD: one.label, HERE: one.old, FILE: one.new}[column]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != WHAT:
            return False
        self.tick(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._corrections[index.row()].refused:
            return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WHAT else base
