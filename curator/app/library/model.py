# SPDX-License-Identifier: MIT
"""The articles of a project as a Qt table of one column.

What lives here: what the list and a screen reader say of an article. What does not: rows and pages (listed/), SQL
(store/articles.py), painting (delegate.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from curator.app.guard import guarded
from curator.app.listed.model import Index, PagedModel
from curator.app.tips import plain_tip
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, day, say, word
from curator.store.articles import ArticleLine

Fetch = Callable[[Sequence[int]], list[ArticleLine]]
ONE_WAITS = T(CONTEXT, "Words wait for their place")
SOME_WAIT = T(CONTEXT, "{count} words wait for their place")
ArticleLineRole = int(Qt.ItemDataRole.UserRole) + 1


@guarded
class LibraryModel(PagedModel[ArticleLine]):
    """Rows are articles in the order they were asked for."""

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(fetch, lambda line: line.n)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.line(index.row())
        if role == ArticleLineRole:
            return line
        if line is None:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return shown_title(line)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            parts = (shown_title(line), *about(line), word(line.reading), self._assigned(line), *self._marks(line))
            return ", ".join(part for part in parts if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            told = (shown_title(line), " · ".join((*about(line), word(line.reading))), self._assigned(line))
            return plain_tip("\n".join(part for part in (*told, *self._marks(line)) if part))
        return None

    def _assigned(self, line: ArticleLine) -> str:
        """Who is to code the article, and how far they are; "" where nobody is."""
        told = ", ".join(f"{name} ({word(state)})" for _, name, state in line.assigned)
        return self.tr("Assigned to {names}").format(names=told) if told else ""

    def _marks(self, line: ArticleLine) -> tuple[str, ...]:
        """What the marks of an article mean."""
        near = self.tr("Nearly the same as another article") if line.near == 1 else ""
        near = self.tr("Nearly the same as {count} other articles").format(count=line.near) if line.near > 1 else near
        return tuple(part for part in (near, waiting_told(line.waiting)) if part)


def waiting_told(count: int) -> str:
    """How many words wait for their place; "" for none."""
    return say(ONE_WAITS) if count == 1 else say(SOME_WAIT, count=count) if count else ""


def shown_title(line: ArticleLine) -> str:
    """The title on one line; an article without one is told by its first words."""
    return " ".join(line.title.split()) or " ".join(line.opening.split()) or f"№ {line.n}"


def about(line: ArticleLine) -> tuple[str, ...]:
    """Outlet and day as far as they are known, else the file; the number where the article has no title."""
    known = (line.outlet, day(line.published))
    number = "" if line.title.strip() else f"№ {line.n}"
    file = "" if any(known) else line.source_file.rsplit("/", 1)[-1]
    return tuple(part for part in (number, *known, file) if part)
