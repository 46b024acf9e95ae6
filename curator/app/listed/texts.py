# SPDX-License-Identifier: MIT
"""A table of texts that does not change while it is shown: releases, what differs, what came of an import.

What lives here: the model and the look. What does not: the words in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.listed.table import ListTable
from curator.app.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def text_table(rows: TextRows, widths: Sequence[int], wide: int) -> ListTable:
    """A table of these rows, with such widths of columns at the usual size of letters; `wide`: the column that takes
    the rest."""
    table = ListTable()
    table.setModel(rows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(_BESIDE)
    for at, width in enumerate(widths):
        table.setColumnWidth(at, measures.grown(width))
    head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return table


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
