# SPDX-License-Identifier: MIT
"""The lines of a panel as a Qt list model.

What lives here: rows, roles and what a screen reader hears. What does not: making lines (lines.py) or painting them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from curator.app.comments.mark import told
from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.values.found import Found
from curator.app.values.line import CommentCount, Line, LineKind, Target

Index = QModelIndex | QPersistentModelIndex
LineRole = int(Qt.ItemDataRole.UserRole) + 1
_NO_INDEX = QModelIndex()
_MANY = 24  # lines: to tell of more of them one by one costs more than to lay all of them out anew


@guarded
class LinesModel(QAbstractListModel):
    """Holds the lines; of new ones it tells what differs, and where that is much, that all is new."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self.comments: Mapping[Target, CommentCount] = {}
        self.found = Found()

    def show(self, lines: Sequence[Line]) -> bool:
        """Hold these lines; those with the same key as before at both ends stay, with what has changed in them. False
        where so much differs that all of it is new."""
        old, new = self._lines, list(lines)
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        kept = [
            *zip(range(head), new[:head], strict=True),
            *zip(range(len(old) - tail, len(old)), new[len(new) - tail :], strict=True),
        ]
        other = [(row, line) for row, line in kept if old[row] != line]
        if len(other) > _MANY or len(old) + len(new) - 2 * (head + tail) > _MANY:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
            return False
        for row, line in other:
            self._lines[row] = line
            self.dataChanged.emit(self.index(row), self.index(row))
        self._put_between(head, len(old) - tail, new[head : len(new) - tail])
        return True

    def _put_between(self, first: int, end: int, lines: Sequence[Line]) -> None:
        """Have these lines in the place of those from `first` up to `end`."""
        if end > first:
            self.beginRemoveRows(_NO_INDEX, first, end - 1)
            del self._lines[first:end]
            self.endRemoveRows()
        if lines:
            self.beginInsertRows(_NO_INDEX, first, first + len(lines) - 1)
            self._lines[first:first] = lines
            self.endInsertRows()

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
            commented = self._commented(line)
            return f"{spoken(line)}, {commented}" if commented else spoken(line)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return _tip(line, self.wrong_at(line), self._commented(line))
        return None

    def wrong_at(self, line: Line) -> str:
        """What the rules find wrong at a line (and in the cells of a row), a sentence on each text line."""
        problems = [each for value in (line, *line.cells) for each in self.found.of(value)]
        return "\n".join(dict.fromkeys(f"• {each.message}" for each in problems))

    def _commented(self, line: Line) -> str:
        """How many comments a line has, in words."""
        return told(self.comments.get(line.target)) if line.kind in (LineKind.VALUE, LineKind.ROW) else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()]
        if not line.choosable:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _alike(one: Sequence[Line], other: Sequence[Line]) -> int:
    """How many lines from the beginning have the same keys."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a.key != b.key), min(len(one), len(other)))


def spoken(line: Line) -> str:
    """The whole line as one text: what a screen reader says and what a copy of the line is."""
    if line.kind is LineKind.WORDS:
        return f"“{line.text}”" + (f" ({line.role})" if line.role else "")
    parts = [part for part in (line.text, line.state, line.basis) if part]
    said = ", ".join(parts)
    return f"{line.label}: {said}" if line.label and said else line.label or said


def _tip(line: Line, wrong: str, comments: str) -> str:
    said = f"“{line.text}”" if line.kind is LineKind.WORDS else line.text
    return plain_tip("\n".join(part for part in (said if len(line.text) > 24 else "", wrong, line.tip, comments)
                               if part))  # fmt: skip
