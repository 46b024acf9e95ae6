# SPDX-License-Identifier: MIT
"""What of the page is shown anew when something was committed.

What lives here: which parts a change touches. What does not: hearing of changes (change_feed.py), reading and showing
(listing.py, showing.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.workspace import ChangeSet

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage


class Following(QObject):
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page = page

    def follow(self, change: ChangeSet) -> None:
        """A change was committed, by whomever: show what it touched again."""
        if self._page.has_desks:
            self._page.desk.proposing.forget()
        self._follow_views(change)
        self._follow_list(change)
        self._follow_article(change)
        self._page.situation_changed.emit()

    def _follow_views(self, change: ChangeSet) -> None:
        views = self._page.views
        if views.review is not None:
            views.review.follow_change(change)
        if views.history is not None:
            views.history.follow_change(change)
        if views.table is not None:
            views.table.follow_change(change)
            if change.codebook_changed:
                self._page.later.table_look = views.table.look
                views.forget_table()

    def _follow_list(self, change: ChangeSet) -> None:
        if "articles" in change.tables:
            self._page.listing.read_soon()
            return
        if change.articles:
            self._page.library.model.renew_some(lambda line: line.id in change.articles)
        else:
            self._page.library.model.renew()
        if {"reading", "assignments", "waiting_evidence"} & set(change.tables):
            self._page.listing.count_states()

    def _follow_article(self, change: ChangeSet) -> None:
        shown = self._page.shown
        if shown is None:
            return
        article = shown.coding.article
        with self._page.workspace.read() as reads:
            there = reads.article(article.n) is not None
        if not there:
            self._page.showing.leave()
            self._page.listing.read(self._page.listing.neighbour(article.n))
        elif article.id in change.articles or not change.articles or change.codebook_changed:
            self._page.showing.show_again(change)

    def read_again(self) -> None:
        """Read everything that is shown once more: the file could not be read for a while."""
        self.follow_coder()
        if self._page.views.table is not None:
            self._page.views.table.read()

    def follow_coder(self) -> None:
        """Somebody else codes here now: states in the list are theirs, and so is what can be edited."""
        self._page.showing.show_again()
        self._page.listing.read_again()
        if self._page.views.review is not None:
            self._page.views.review.follow_coder()
