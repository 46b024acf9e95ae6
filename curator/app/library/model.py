# SPDX-License-Identifier: MIT
"""The articles of a project as a Qt table of one column.

What lives here: an array of local numbers (8 bytes each) and the pages of lines seen last. What does not: SQL
(store/articles.py), painting (delegate.py). The model holds values, never a connection: it asks `fetch` for a page when
a row of it is first painted.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.values.phrases import day, word
from curator.store.articles import ArticleLine

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], list[ArticleLine]]
ArticleLineRole = int(Qt.ItemDataRole.UserRole) + 1
PAGE = 128
_PAGES_KEPT = 24
_NO_INDEX = QModelIndex()


@guarded
class LibraryModel(QAbstractTableModel):
    """Rows are articles in the order they were asked for."""

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch
        self._numbers: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, ArticleLine]] = OrderedDict()

    def show(self, numbers: array[int]) -> None:
        """Show the articles with these local numbers, in this order."""
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        self.endResetModel()

    def renew(self, articles: Collection[str] = ()) -> None:
        """Read the lines again that are on show, or of them those of these articles; the articles are the same ones."""
        if articles:
            self._renew_some(articles)
            return
        self._pages.clear()
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._numbers) - 1, 0))

    def _renew_some(self, articles: Collection[str]) -> None:
        """Of the pages that were read; another one is read when it is first painted."""
        for at, page in self._pages.items():
            old = [line.n for line in page.values() if line.id in articles]
            for line in self._fetch(old) if old else ():
                if line != page[line.n]:
                    page[line.n] = line
                    row = self._numbers.index(line.n, at * PAGE, (at + 1) * PAGE)
                    self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def number(self, row: int) -> int:
        return self._numbers[row]

    def row_of(self, number: int) -> int | None:
        """The row of the article with this local number, or None."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def line(self, row: int) -> ArticleLine | None:
        """The article at a row; None where it was taken out since the list was read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            page = self._page(row // PAGE)
        return page.get(self._numbers[row])

    def _page(self, at: int) -> dict[int, ArticleLine]:
        numbers = self._numbers[at * PAGE : (at + 1) * PAGE]
        page = {line.n: line for line in self._fetch(numbers)}
        self._pages[at] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.line(index.row())
        if role == ArticleLineRole:
            return line
        if line is None:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return shown_title(line)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (shown_title(line), *about(line), word(line.reading)) if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            told = "\n".join((shown_title(line), " · ".join((*about(line), word(line.reading)))))
            return plain_tip(told)
        return None


def shown_title(line: ArticleLine) -> str:
    """The title on one line; an article without one is told by its first words."""
    return " ".join(line.title.split()) or " ".join(line.opening.split()) or f"№ {line.n}"


def about(line: ArticleLine) -> tuple[str, ...]:
    """Outlet and day as far as they are known, else the file; the number where the article has no title."""
    known = (line.outlet, day(line.published))
    number = "" if line.title.strip() else f"№ {line.n}"
    file = "" if any(known) else line.source_file.rsplit("/", 1)[-1]
    return tuple(part for part in (number, *known, file) if part)
