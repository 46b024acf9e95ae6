# SPDX-License-Identifier: MIT
"""The grid of an incident as a Qt table: fields x coders, the consensus last.

What lives here: rows, columns, what a screen reader hears. What does not: which lines there are (lines.py), painting
(grid_delegate.py), keys and mouse (grid.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from curator.app.comments.mark import told as told_comments
from curator.app.guard import guarded
from curator.app.review.shapes import Cell, GridLine, Mark
from curator.app.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
GridLineRole = int(Qt.ItemDataRole.UserRole) + 1
_NO_INDEX = QModelIndex()
FIELD = 0  # the column of the names


@guarded
class GridModel(QAbstractTableModel):
    """Lines are replaced whole; the columns are the names, the coders, the consensus."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[GridLine] = ()
        self.marks: Sequence[Mark] = ()

    def show(self, lines: Sequence[GridLine], marks: Sequence[Mark]) -> None:
        """Show these lines for these coders (without the consensus)."""
        self.beginResetModel()
        self.lines, self.marks = tuple(lines), tuple(marks)
        self.endResetModel()

    def show_again(self, lines: Sequence[GridLine]) -> bool:
        """Show what the same lines say now; False where they are other lines."""
        if [line.key for line in lines] != [line.key for line in self.lines]:
            return False
        before, self.lines = self.lines, tuple(lines)
        for row, (old, new) in enumerate(zip(before, self.lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        return True

    @property
    def consensus(self) -> int:
        """The column of the consensus."""
        return len(self.marks) + 1

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands in a cell; None in the column of names and in headings."""
        line = self.lines[row]
        if not line.choosable or column == FIELD:
            return None
        if column == self.consensus:
            return line.consensus
        return line.cells[column - 1] if column - 1 < len(line.cells) else None

    def row_of(self, key: tuple[str, ...]) -> int | None:
        return next((row for row, line in enumerate(self.lines) if line.key == key), None)

    # Qt asks

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.marks) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].choosable:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return self.heading(section)
        if role == int(Qt.ItemDataRole.ToolTipRole) and FIELD < section < self.consensus:
            mark = self.marks[section - 1]
            told = self.tr("{name}: key {number} adopts the value of the chosen field")
            return plain_tip(told.format(name=mark.name, number=mark.number) if mark.number <= 9 else mark.name)
        return None

    def heading(self, section: int) -> str:
        if section == FIELD:
            return self.tr("Field")
        return self.tr("Consensus") if section == self.consensus else self.marks[section - 1].name

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line, cell = self.lines[index.row()], self.cell(index.row(), index.column())
        if role == GridLineRole:
            return line
        if role == int(Qt.ItemDataRole.DisplayRole):
            return line.label if cell is None else cell.text
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(line, cell, index.column())
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return self._tip(line, cell)
        return None

    def _spoken(self, line: GridLine, cell: Cell | None, column: int) -> str:
        if cell is not None:
            said = cell.said or (self.tr("nothing") if cell.there else self.tr("has no such incident"))
            ticked = self.tr("checked") if cell.ticked else ""
            return ", ".join(part for part in (line.label, self.heading(column), said, ticked) if part)
        state = "" if not line.choosable else self.tr("to settle") if line.to_settle else self.tr("settled")
        differs = self.tr("differs") if line.differs else ""
        unclear = self.tr("the guideline is unclear") if line.unclear else ""
        parts = (line.label, differs, state, unclear, told_comments(line.comments))
        return ", ".join(part for part in parts if part)

    def _tip(self, line: GridLine, cell: Cell | None) -> str:
        if line.kind == "add":
            return plain_tip(self.tr("Add a row that no coder has to the consensus; it needs a reason (key +)"))
        if cell is None:
            parts = (line.label, line.help, told_comments(line.comments))
            return plain_tip("\n".join(part for part in parts if part))
        quotes = (f"“{quote}”" for quote in cell.quotes)
        return plain_tip("\n".join(part for part in (cell.text, cell.told, *quotes, cell.why) if part))
