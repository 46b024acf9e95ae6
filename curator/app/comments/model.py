# SPDX-License-Identifier: MIT
"""The comments of an article as a Qt list.

What lives here: rows, roles, what a screen reader hears. What does not: which lines, painting (lines.py, delegate.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from curator.app.comments.lines import CommentLine
from curator.app.guard import guarded
from curator.app.history.wording import when, whole_time
from curator.app.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
CommentRole = int(Qt.ItemDataRole.UserRole) + 1
_NO_INDEX = QModelIndex()


@guarded
class CommentsModel(QAbstractListModel):
    """Rows are comments; they are replaced whole."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[CommentLine] = []

    def show(self, lines: Sequence[CommentLine]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> CommentLine:
        return self._lines[row]

    def row_of(self, comment: str) -> int | None:
        return next((row for row, line in enumerate(self._lines) if line.comment.id == comment), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self._lines[index.row()]
        if role == CommentRole:
            return line
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return self.spoken(line)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip(f"{line.who}, {whole_time(line.comment.created)}")
        return None

    def spoken(self, line: CommentLine) -> str:
        """The whole line as one text."""
        kind = self.tr("Answer") if line.answer else line.place
        state = self.tr("resolved") if line.resolved and not line.answer else ""
        said = f"{line.who}: {line.comment.text}"
        told = (kind, state, said, when(line.comment.created, datetime.now().astimezone()))
        return ", ".join(part for part in told if part)
