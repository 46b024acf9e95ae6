# SPDX-License-Identifier: MIT
"""The lines of a panel as a Qt list model.

What lives here: rows, roles and what a screen reader hears. What does not: making lines (lines.py) or painting them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.values.found import Found
from curator.app.values.line import CommentCount, Line, LineKind, Target

Index = QModelIndex | QPersistentModelIndex
LineRole = int(Qt.ItemDataRole.UserRole) + 1
_NO_INDEX = QModelIndex()


@guarded
class LinesModel(QAbstractListModel):
    """Holds the lines; they are replaced whole, which for a few hundred costs less than finding what changed."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self.comments: Mapping[Target, CommentCount] = {}
        self.found = Found()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> Line:
        return self._lines[row]

    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines)

    def row_of(self, key: tuple[str, ...]) -> int | None:
        """The row of the line with this key, or None."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), None)

    def row_for(self, targets: Sequence[Target], span_id: str = "") -> int | None:
        """The row that stands for the first of `targets` (innermost first) that has one; else the words' own line."""
        tables = ((row, line) for row, line in enumerate(self._lines) if line.kind is LineKind.ROW)
        rows = {cell.target: row for row, line in tables for cell in line.cells}
        rows |= {
            line.target: row for row, line in enumerate(self._lines) if line.kind in (LineKind.VALUE, LineKind.ROW)
        }  # fmt: skip
        for target in targets:
            if target in rows:
                return rows[target]
        words = (row for row, line in enumerate(self._lines) if line.kind is LineKind.WORDS)
        return next((row for row in words if self._lines[row].words[0].id == span_id), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self._lines[index.row()]
        if role == LineRole:
            return line
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            told = self._commented(line)
            return f"{spoken(line)}, {told}" if told else spoken(line)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return _tip(line, self.wrong_at(line), self._commented(line))
        return None

    def wrong_at(self, line: Line) -> str:
        """What the rules find wrong at a line (and in the cells of a row), a sentence on each text line."""
        problems = [each for value in (line, *line.cells) for each in self.found.of(value)]
        return "\n".join(dict.fromkeys(f"• {each.message}" for each in problems))

    def _commented(self, line: Line) -> str:
        """How many comments a line has, in words."""
        count = self.comments.get(line.target) if line.kind in (LineKind.VALUE, LineKind.ROW) else None
        if count is None:
            return ""
        told = self.tr("1 comment") if count.comments == 1 else self.tr("{n} comments").format(n=count.comments)
        return f"{told}, {self.tr('resolved') if not count.open else self.tr('open')}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()]
        if not line.choosable:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def spoken(line: Line) -> str:
    """The whole line as one text: what a screen reader says and what a copy of the line is."""
    if line.kind is LineKind.WORDS:
        return f"“{line.text}”" + (f" ({line.role})" if line.role else "")
    parts = [part for part in (line.text, line.state, line.basis) if part]
    told = ", ".join(parts)
    return f"{line.label}: {told}" if line.label and told else line.label or told


def _tip(line: Line, wrong: str, comments: str) -> str:
    told = f"“{line.text}”" if line.kind is LineKind.WORDS else line.text
    return plain_tip("\n".join(part for part in (told if len(line.text) > 24 else "", wrong, line.tip, comments)
                               if part))  # fmt: skip
