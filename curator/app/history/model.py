# SPDX-License-Identifier: MIT
"""A history as a Qt list: an array of sequence numbers and the pages of lines seen last.

What lives here: rows, pages, what a screen reader hears. What does not: SQL (store/log_list.py), painting. The model
asks `fetch` for a page when a row of it is first painted; a million lines are eight megabytes.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from curator.app.guard import guarded
from curator.app.history.line import HistoryLine
from curator.app.history.wording import when, whole_time
from curator.app.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[HistoryLine]]
HistoryRole = int(Qt.ItemDataRole.UserRole) + 1
PAGE = 128
_PAGES_KEPT = 24
_NO_INDEX = QModelIndex()


@guarded
class HistoryModel(QAbstractListModel):
    """Rows are entries of the log, newest first."""

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch
        self._seqs: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, HistoryLine]] = OrderedDict()

    @property
    def newest(self) -> int:
        """The sequence number of the first row, 0 for none."""
        return self._seqs[0] if self._seqs else 0

    def show(self, seqs: array[int]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._seqs = seqs
        self._pages.clear()
        self.endResetModel()

    def follow(self, seqs: array[int]) -> None:
        """The same list to its end: rows that are shown stay, the rest follows."""
        have = len(self._seqs)
        if not have or seqs[:have] != self._seqs:
            self.show(seqs)
        elif len(seqs) > have:
            self.beginInsertRows(QModelIndex(), have, len(seqs) - 1)
            self._seqs = seqs
            self._pages.pop(have // PAGE, None)
            self.endInsertRows()

    def put_before(self, seqs: array[int]) -> None:
        """Newer entries have come; what older lines say of being undone may have changed too."""
        self._pages.clear()
        if seqs:
            self.beginInsertRows(QModelIndex(), 0, len(seqs) - 1)
            self._seqs = seqs + self._seqs
            self.endInsertRows()
        self.renew()

    def renew(self) -> None:
        """Read the lines again that are on show."""
        self._pages.clear()
        if self._seqs:
            self.dataChanged.emit(self.index(0), self.index(len(self._seqs) - 1))

    def row_of(self, seq: int) -> int | None:
        try:
            return self._seqs.index(seq)
        except ValueError:
            return None

    def line(self, row: int) -> HistoryLine | None:
        """The entry at a row; None where the log lacks it."""
        if not 0 <= row < len(self._seqs):
            return None
        at = row // PAGE
        page = self._pages.get(at)
        if page is None:
            page = {line.log.seq: line for line in self._fetch(self._seqs[at * PAGE : (at + 1) * PAGE])}
            self._pages[at] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        return page.get(self._seqs[row])

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._seqs)

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
        told = (when(log.at, datetime.now().astimezone()), log.coder, log.label, change, line.title, undone)
        return ", ".join(part for part in told if part)


def changed_words(line: HistoryLine) -> str:
    """What a value was and became; only the latter where it was not there or did not change."""
    if line.step is None:
        return ""
    return f"{line.was} → {line.now}" if line.was != line.now else line.now


_DISPLAY, _SPOKEN, _TIP = (
    int(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
)
