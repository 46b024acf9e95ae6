# SPDX-License-Identifier: MIT
"""A history as a Qt list.

What lives here: what a line says, and what a screen reader hears. What does not: rows and pages (listed/), SQL
(store/log_list.py), painting (delegate.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt

from curator.app.guard import guarded
from curator.app.history.line import HistoryLine
from curator.app.history.wording import when, whole_time
from curator.app.listed.model import Index, PagedModel
from curator.app.tips import plain_tip

Fetch = Callable[[Sequence[int]], Sequence[HistoryLine]]
HistoryRole = int(Qt.ItemDataRole.UserRole) + 1


@guarded
class HistoryModel(PagedModel[HistoryLine]):
    """Rows are entries of the log, newest first."""

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(fetch, lambda line: line.log.seq)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == HistoryRole:
            return self.line(index.row())
        if role not in (_DISPLAY, _SPOKEN, _TIP):
            return None
        line = self.line(index.row())
        if line is None:
            return None
        told = self.spoken(line)
        return plain_tip(f"{told}\n{whole_time(line.log.at)}") if role == _TIP else told

    def spoken(self, line: HistoryLine) -> str:
        """The whole line as one text."""
        log = line.log
        undone = self.tr("undone") if log.undone else ""
        change = changed_words(line)
        told = (when(log.at, datetime.now().astimezone()), log.coder, log.said, change, line.title, undone)
        return ", ".join(part for part in told if part)


def changed_words(line: HistoryLine) -> str:
    """What a value was and became; only the latter where it was not there or did not change."""
    if line.step is None:
        return ""
    return f"{line.was} → {line.now}" if line.was != line.now else line.now


_DISPLAY, _SPOKEN, _TIP = (
    int(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
)
