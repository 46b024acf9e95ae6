# SPDX-License-Identifier: MIT
"""A table of texts that does not change while it is shown: lines of a release's list or of what differs.

What lives here: the model. What does not: the words in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from curator.app.guard import guarded
from curator.app.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@guarded
class TextRows(QAbstractTableModel):
    """`heads` over the columns; the first `len(heads)` texts of each row are shown."""

    def __init__(self, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self.rows: tuple[Sequence[str], ...] = ()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these in place of those that were there."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        return self._heads[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(words.split())
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole and words else None
