# SPDX-License-Identifier: MIT
"""A long list as a Qt model: an array of numbers (8 bytes each) and the pages of lines seen last.

What lives here: rows, pages, what comes in front of a list or at its end. What does not: SQL (store), what lines
say. A model holds values, never a connection: it asks `fetch` for a page when a row of it is first painted.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex

from curator.app.guard import guarded

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line")
PAGE = 128
NO_INDEX = QModelIndex()
_PAGES_KEPT = 24


@guarded
class PagedModel(QAbstractTableModel, Generic[Line]):
    """Rows are what the numbers stand for, in the order they were asked for."""

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[Line]], number_of: Callable[[Line], int]) -> None:
        """`fetch` reads the lines of some numbers, leaving out those that are gone."""
        super().__init__()
        self._fetch, self._number_of = fetch, number_of
        self._numbers: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Line]] = OrderedDict()

    def show(self, numbers: array[int]) -> None:
        """Show what has these numbers, in this order."""
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        self.endResetModel()

    def follow(self, numbers: array[int]) -> None:
        """The same list to its end: the rows that are shown stay, the rest follows. Where they differ all is anew."""
        have = len(self._numbers)
        if not have or numbers[:have] != self._numbers:
            self.show(numbers)
        elif len(numbers) > have:
            self.beginInsertRows(QModelIndex(), have, len(numbers) - 1)
            self._numbers = numbers
            self._pages.pop(have // PAGE, None)
            self.endInsertRows()

    def put_before(self, numbers: array[int]) -> None:
        """These have come in front; what older lines say may have changed too."""
        self._pages.clear()
        if numbers:
            self.beginInsertRows(QModelIndex(), 0, len(numbers) - 1)
            self._numbers = numbers + self._numbers
            self.endInsertRows()
        self.renew()

    def renew(self) -> None:
        """Read the lines again that are on show; the numbers are the same ones."""
        self._pages.clear()
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._numbers) - 1, self.columnCount() - 1))

    def renew_some(self, wanted: Callable[[Line], bool]) -> None:
        """Read those of the lines again that are `wanted`, and tell of those that say something else now. A page that
        was not read yet is read when it is first painted."""
        for at, page in self._pages.items():
            numbers = [number for number, line in page.items() if wanted(line)]
            for line in self._fetch(numbers) if numbers else ():
                number = self._number_of(line)
                if line != page[number]:
                    page[number] = line
                    row = self._numbers.index(number, at * PAGE, (at + 1) * PAGE)
                    self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    @property
    def first(self) -> int:
        """The number of the first row, 0 for none."""
        return self._numbers[0] if self._numbers else 0

    def number(self, row: int) -> int:
        return self._numbers[row]

    def row_of(self, number: int) -> int | None:
        """The row of what has this number, or None."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def line(self, row: int) -> Line | None:
        """The line of a row; None where there is none, or where it was taken out since the list was read."""
        if not 0 <= row < len(self._numbers):
            return None
        page = self._pages.get(row // PAGE)
        if page is None:
            page = self._page(row // PAGE)
        return page.get(self._numbers[row])

    def _page(self, at: int) -> dict[int, Line]:
        page = {self._number_of(line): line for line in self._fetch(self._numbers[at * PAGE : (at + 1) * PAGE])}
        self._pages[at] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    # Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else 1
