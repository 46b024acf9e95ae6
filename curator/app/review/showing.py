# SPDX-License-Identifier: MIT
"""Showing the incident of a review: its head, its fields coder by coder, what is left in it.

What lives here: what each part of the page is given of it, and what stands there while none is on show. What does not:
which incident it is (page.py, going.py), the lines (lines.py), the parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.review.shown import ReviewShown
from curator.app.review.wording import foot_words, given_lines, notice_words
from curator.app.tips import plain_tip

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


class Showing(QObject):
    """One for each page of the review. `scrolls`: the words of a line that is chosen are to come into view; not while
    what is on show is only read again."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self.scrolls = True
        self._blank = False  # fields that nobody filled are listed too

    def needs(self, shown: ReviewShown, at: int) -> bool:
        """Whether the incident at this place is what the list on show is about."""
        if self._page.queue.list_name == "comments":
            return shown.is_talked_of(at)
        return bool(shown.given_at(at) if self._page.gives_back else shown.review.incidents[at].to_settle)

    def show_incident(self, key: tuple[str, ...], anew: bool) -> None:
        """Show the incident that the page is at, the line of this key chosen; `anew`: another one was on show."""
        page, shown = self._page, self._page.shown
        if shown is None or page.found is None:
            told = notice_words(shown, page.workspace, page.reading.article)
            page.right.show_notice(told, shown is not None and shown.review.hidden)
            page.words.mark()
            return
        count = len(shown.review.incidents)
        page.right.show_grid()
        page.head.show_incident(
            shown.place_words(page.at), shown.title(page.at), shown.state_words(page.at),
            plain_tip(shown.score_words(page.at)), count > 1, shown.one_sided(page.at),
        )  # fmt: skip
        lines = shown.lines(page.at, self._blank, page.settling and not page.gives_back)
        if page.gives_back:
            lines = given_lines(lines, shown)
        if anew and not key and page.queue.list_name == "comments":
            key = next((line.key for line in lines if line.comments is not None and line.comments.open), ())
        page.grid.cells.may_settle = page.settling
        page.reason.set_writable(page.writable)
        self.scrolls = anew
        page.grid.show_lines(lines, shown.marks, key)
        self.scrolls = True
        page.words.mark()
        page.said.show(page.grid.chosen_line())
        left, buttons = foot_words(shown, page.at, lines, page.gives_back)
        page.foot.show_left(left, buttons)
        if anew:
            page.words.go()

    def turn_blank(self) -> None:
        """Show the fields that nobody filled, or hide them."""
        self._blank = not self._blank
        line = self._page.grid.chosen_line()
        self.show_incident(line.key if line is not None else (), False)

    def show_nothing(self, told: str = "", instead: str = "") -> None:
        """Nothing is on show: `told` says why, `instead` stands where the article would."""
        self._page.shown = None
        self._page.middle.clear(instead or self.tr("Choose an article in the list to compare what was coded in it."))
        self._page.right.show_notice(told or notice_words(None, self._page.workspace, ""))
        self._page.situation_changed.emit()
