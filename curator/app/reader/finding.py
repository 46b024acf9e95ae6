# SPDX-License-Identifier: MIT
"""The surface with find: words looked for in the article, the hits shown, the bar below the text.

What lives here: where a search starts, going from hit to hit, when the bar is there. What does not: the search itself
(find.py, searching.py), the bar (find_bar.py), painting the hits (painting.py).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from curator.app.reader.edging import EdgingSurface
from curator.app.reader.painting import Scene
from curator.app.reader.searching import Search
from curator.shape import replace

if TYPE_CHECKING:
    from curator.app.reader.find_bar import FindBar

Span = tuple[int, int]
Pin = tuple[int, int]  # a position and the y of its line


class FindingSurface(EdgingSurface):
    """`find_changed(current, number)`: the current hit from 1 (0: none), and how many there are."""

    find_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = Search("")
        self._sought_from: tuple[int, Pin] | None = None

    def _begin_search(self, text: str) -> None:
        """Another text is on show: nothing is found in it yet."""
        self._search = Search(text)
        self._sought_from = None

    def _find_again(self) -> None:
        """Look in the text on show for the words in the bar, where that is open."""
        if self._finding():
            self.find(self._find_bar.words())

    def find(self, words: str, case_sensitive: bool = False) -> int:  # type: ignore[override]  # Qt's is for window ids
        """Show all hits and go to the first behind what was being read; where there is none, back to that place.

        The number of hits (at most 100,000)."""
        at, pin = self._sought_from or (self._reading_at(), None)
        count = self._search.look_for(words, case_sensitive, at)
        if not count and pin is not None:
            self._scroll.hold(*pin)
            self._sync_bar()
        self._show_hit()
        return count

    def find_next(self) -> None:
        self._step_hit(1)

    def find_previous(self) -> None:
        self._step_hit(-1)

    def _step_hit(self, by: int) -> None:
        hit = self._search.step(by)
        self._show_hit()
        if hit is not None and self._sought_from is not None:
            self._sought_from = hit[0], self._scroll.pin()

    def _reading_at(self) -> int:
        """Where the caret is; where it is out of sight, the top of the window."""
        first, last = self.visible_span()
        at = self._caret.span[0]
        return at if first <= at <= last else first

    def find_count(self) -> int:
        return len(self._search.hits)

    def find_hits(self) -> list[Span]:
        return list(self._search.hits)

    def current_hit(self) -> Span | None:
        return self._search.current_hit

    def clear_find(self) -> None:
        """Show no hits any more."""
        self._search.clear()
        self._show_hit()

    def _show_hit(self) -> None:
        hit, search = self._search.current_hit, self._search
        if hit is not None:
            self.scroll_to(*hit)
        if "_find_bar" in vars(self):
            self._find_bar.show_count(search.current + 1, len(search.hits), search.more)
        self._map.refresh_later()
        self.find_changed.emit(search.current + 1, len(search.hits))
        self.viewport().update()

    def open_find(self) -> None:
        """Show the find bar with the selected words, if they are one line."""
        words = self.text()[slice(*self._caret.span)]
        self._sought_from = self._reading_at(), self._scroll.pin()
        self._keep_free(self._find_bar.sizeHint().height())
        self._place_find_bar()
        self._find_bar.start(words if len(words) <= 200 and "\n" not in words else "")

    def close_find(self) -> None:
        """Hide the find bar; the current hit is selected, so that it can be coded at once."""
        hit = self._search.current_hit
        if self._finding():
            self._find_bar.hide()
        self._keep_free(0)
        self._sought_from = None
        self.clear_find()
        if hit is not None:
            self.select(*hit)
        self.setFocus()

    @cached_property
    def _find_bar(self) -> FindBar:
        """The bar, made when it is first wanted."""
        from curator.app.reader.find_bar import FindBar

        bar = FindBar(self)
        bar.hide()
        bar.words_changed.connect(self.find)
        bar.next_wanted.connect(self.find_next)
        bar.previous_wanted.connect(self.find_previous)
        bar.closed.connect(self.close_find)
        bar.follow(self)
        return bar

    def _finding(self) -> bool:
        """Whether the find bar is there to be seen."""
        return "_find_bar" in vars(self) and self._find_bar.isVisible()

    def _place_find_bar(self) -> None:
        height = self._find_bar.sizeHint().height()
        self._find_bar.setGeometry(0, self.height() - height, self.width(), height)

    def _scene(self) -> Scene:
        return replace(super()._scene(), hits=self._search.hits, current_hit=self._search.current_hit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._finding():
            self._place_find_bar()
