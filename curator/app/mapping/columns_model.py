# SPDX-License-Identifier: MIT
"""The columns of a table as rows of a list: heading, what it is for, and what stands in the first rows.

What lives here: the model. What does not: choosing what a column is for (target_delegate.py).
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from curator.app.guard import guarded
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.domain.codebook.model import Codebook
from curator.domain.table_mapping import ColumnUse, TableMapping, label_of, target_of
from curator.formats.table_shape import Table
from curator.shape import replace

HEADING, TARGET, FIRST = range(3)
SHOWN_ROWS = 5
_MOST_SHOWN = 80  # code points of a cell
Index = QModelIndex | QPersistentModelIndex


@guarded
class ColumnsModel(QAbstractTableModel):
    """`changed`: what a column is for has changed."""

    changed = Signal()

    def __init__(self, codebook: Codebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codebook = codebook
        self._table = Table("", (), (), ())
        self._mapping = TableMapping("", ())

    @property
    def mapping(self) -> TableMapping:
        return self._mapping

    def show(self, table: Table, mapping: TableMapping) -> None:
        """Show another table, or the same one with another mapping."""
        self.beginResetModel()
        self._table, self._mapping = table, mapping
        self.endResetModel()
        self.changed.emit()

    def use(self, row: int) -> ColumnUse:
        return self._mapping.uses[row]

    def add_use(self, row: int) -> int:
        """Use the column of this row once more. Returns the new row."""
        uses = list(self._mapping.uses)
        self.beginInsertRows(QModelIndex(), row + 1, row + 1)
        uses.insert(row + 1, ColumnUse(uses[row].heading, ""))
        self._mapping = replace(self._mapping, uses=tuple(uses))
        self.endInsertRows()
        return row + 1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._mapping.uses)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST + min(SHOWN_ROWS, len(self._table.rows))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section == HEADING:
            return self.tr("Column")
        if section == TARGET:
            return self.tr("What it is")
        return self.tr("Row {number}").format(number=self._table.lines[section - FIRST])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        use = self._mapping.uses[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and not use.target:
            return QColor(current().quiet)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._text(use, index.column())
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            return text
        if role == Qt.ItemDataRole.EditRole and index.column() == TARGET:
            return use.target
        return None

    def _text(self, use: ColumnUse, column: int) -> str:
        if column == HEADING:
            return use.heading
        if column == TARGET:
            target = target_of(use.target, self._codebook)
            told = label_of(target, self._codebook) if target is not None else use.target
            if always := self._always(use.target):
                told = f"{told} ({always})"
            return f"{told} *" if use.codes or use.only else told
        row = self._table.rows[column - FIRST]
        cell = " ".join(row[self._table.headings.index(use.heading)].split())
        return cell if len(cell) <= _MOST_SHOWN else f"{cell[: _MOST_SHOWN - 1]}…"

    def _always(self, written: str) -> str:
        """What the row of a group that this column fills always has besides: “Killed, All”."""
        row = written.rpartition(".")[0]
        said = []
        for each in self._mapping.constants if row.startswith("rows.") else ():
            target = target_of(each.target, self._codebook)
            if target is not None and each.target.rpartition(".")[0] == row:
                node = self._codebook.node(target.key, target.group)
                choices = self._codebook.choices_of(node) if node is not None else None
                choice = choices.by_code.get(each.value) if choices is not None else None
                said.append(choice.label if choice is not None else each.value)
        return ", ".join(said)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        target = str(value)
        if index.column() != TARGET or target_of(target, self._codebook) is None:
            return False
        uses = list(self._mapping.uses)
        if uses[index.row()].target == target:
            return True
        uses[index.row()] = ColumnUse(uses[index.row()].heading, target)
        self._mapping = replace(self._mapping, uses=tuple(uses))
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if index.column() == TARGET else base
