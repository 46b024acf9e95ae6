# SPDX-License-Identifier: MIT
"""The list of articles of a page: read from the project, filtered and searched.

What lives here: which articles are listed, how many there are in which state, the hits of a search. What does not: how
the list looks (library/), what a search finds (store/search_index.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from curator.app.library.chips import NEAR, WAITING
from curator.app.library.finder import Finder, FoundWords
from curator.shape import replace
from curator.store.articles import ArticleLine

if TYPE_CHECKING:
    from curator.app.versions.near_marks import NearMarks
    from curator.app.workspace_page import WorkspacePage
    from curator.store.reads import Reads

_PACE = 100  # ms between two readings of the list while a long import goes on
_AT_ONCE = 20_000  # up to so many articles the list is read at once; more of them in a thread


class _Counts(NamedTuple):
    """How many articles there are in each reading state, how many are whose, and in which how many words wait."""

    reading: Mapping[str, int]
    assigned: Mapping[str, int]
    waiting: Mapping[str, int]


def _counted(reads: Reads, coder: str) -> _Counts:
    return _Counts(reads.reading_counts(coder), reads.assigned_counts(coder), reads.waiting_in(coder))


class Listing(QObject):
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page = page
        self.article_count = 0  # of the project, whatever is listed
        self._finder: Finder | None = None
        self.near: NearMarks | None = None  # there when the project was looked through
        self._later = QTimer(self, singleShot=True, interval=_PACE)
        self._later.timeout.connect(self.read_again)

    def connect_library(self) -> None:
        """Follow what is wanted in the library."""
        library = self._page.library
        library.wanted.connect(self.read)
        library.search_wanted.connect(self._search)
        library.hit_chosen.connect(self._show_hit)

    def lines(self, numbers: Sequence[int]) -> list[ArticleLine]:
        """What the list shows of the articles with these local numbers."""
        coder = self._page.workspace.coder
        with self._page.workspace.read() as reads:
            lines = reads.article_lines(numbers, coder.id if coder else "")
        near = self.near
        return [replace(line, near=near.count(line.n)) for line in lines] if near is not None else lines

    def read(self, choose: int = 0) -> None:
        """Read which articles are listed, in which order; `choose` one of them (-1: the first)."""
        order, descending = self._page.library.sorting
        words, chips = self._page.library.words, self._page.library.chips
        states, assigned, marked = chips.states, chips.assigned, chips.marked
        near = self.near.numbers if self.near is not None else ()
        coder = self._page.workspace.coder.id if self._page.workspace.coder else ""

        def read() -> tuple[array[int], _Counts]:
            with self._page.workspace.read() as reads:
                counts = _counted(reads, coder)
                among = near if marked == NEAR else reads.article_numbers(counts.waiting).values() if marked else None
                return reads.article_ns(order, descending, words, states, coder, assigned, among), counts

        def show(found: tuple[array[int], _Counts]) -> None:
            self._show_counts(found[1])
            self._show_numbers(found[0], sum(found[1].reading.values()), choose)

        with self._page.workspace.read() as reads:
            few = reads.article_count() <= _AT_ONCE
        if few:
            show(read())
        else:
            self._page.background.run(read, show, lane="numbers")

    def count_states(self) -> None:
        """Count anew how far the coder is. What is listed stays: what was finished just now does not run away."""
        coder = self._page.workspace.coder.id if self._page.workspace.coder else ""

        def count() -> _Counts:
            with self._page.workspace.read() as reads:
                return _counted(reads, coder)

        def show(counts: _Counts) -> None:
            self._show_counts(counts)
            self._page.situation_changed.emit()

        self._page.background.run(count, show, lane="states")

    def _show_counts(self, counts: _Counts) -> None:
        chips = self._page.library.chips
        chips.show_counts(counts.reading, counts.assigned)
        if chips.show_marked(WAITING, len(counts.waiting)):
            self.read_soon()

    def _show_numbers(self, numbers: array[int], total: int, choose: int) -> None:
        self.article_count = total
        self._page.library.show_numbers(numbers, total)
        if self._page.shown is not None and not self._page.library.chosen:
            self._page.library.mark(self._page.shown.coding.article.n)  # a search or a filter had it out of the list
        self._page.library.arrive()
        wanted = choose if choose > 0 else numbers[0] if choose < 0 and numbers else 0
        if wanted and not self._page.choose_article(wanted) and numbers:
            self._page.choose_article(numbers[0])
        if self._page.shown is None:
            self._page.showing.clear()
        self._page.numbers_shown.emit()
        self._page.situation_changed.emit()

    def search_with(self, finder: Finder) -> None:
        """Offer a search in texts, values and comments."""
        self._finder = finder
        self._page.library.offer_search()

    def _search(self, words: str) -> None:
        finder = self._finder
        if finder is not None:
            self._page.background.run(
                lambda: finder(words), self._page.library.show_hits,
                lambda fault: self._page.library.show_hits((), fault.sentence), lane="search",
            )  # fmt: skip

    def _show_hit(self, hit: FoundWords) -> None:
        """Show the words that were found, in their article."""
        here = self._page.shown is not None and self._page.shown.coding.article.n == hit.article
        if not here and not self._page.choose_article(hit.article):
            return
        if hit.incident:
            self._page.choose_incident(hit.incident, go=hit.start < 0)
        if hit.start >= 0:
            self._page.article.reader.light([(hit.start, hit.end)])
            self._page.article.reader.scroll_to(hit.start, hit.end)
        if hit.comment:
            self._page.side.talk.show_comment(hit.comment)
            self._page.places.light_commented(hit.comment)
        elif hit.incident:
            self._page.panels.show_values()

    def read_again(self) -> None:
        """Read the list anew and keep what is shown; the first article is shown where none is."""
        self.read(0 if self._page.shown else -1)

    def read_soon(self) -> None:
        """Read the list anew, with others that change it at the same time."""
        if not self._later.isActive():
            self._later.start()

    def stop(self) -> None:
        """Nothing is read any more: the project is about to be closed."""
        self._later.stop()

    def neighbour(self, number: int) -> int:
        """What to show in place of an article that is gone: the next of the list that is still there; -1: the first."""
        model = self._page.library.model
        row = model.row_of(number)
        if row is None:
            return -1
        near = [*range(row + 1, min(row + 50, model.rowCount())), *range(row - 1, max(-1, row - 50), -1)]
        with self._page.workspace.read() as reads:
            return next((n for n in map(model.number, near) if reads.article(n) is not None), -1)
