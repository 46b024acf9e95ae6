# SPDX-License-Identifier: MIT
"""What menus and keys ask of the panels of a page: which of them has the keyboard, what is listed beside the article.

What lives here: from the one thing that is asked to the panel that is on show. What does not: the panels, going to a
place in them (places.py), what is asked of one article or value (coding/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from curator.app.side.tabs_below import ARTICLE, HIGHLIGHTS, VALUES

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage


class Panels:
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        self._page = page

    def step(self, by: int) -> None:
        """Move the keyboard's focus to the next panel: library, article, values, incidents."""
        page, views = self._page, self._page.views
        if views.table is not None and views.table_shown:
            views.table.next_part(by)
            return
        if views.history is not None and views.history_shown:
            views.history.next_part()
            return
        if views.review is not None and views.review_shown:
            views.review.next_part(by)
            return
        pane = page.page_pictures.pane if page.has_page_pictures else None
        panels = (
            page.library.list_shown, page.article.reader, pane.stack.currentWidget() if pane is not None else None,
            page.side.pages.currentWidget(), page.side.incidents.list,
        )  # fmt: skip
        there = [panel for panel in panels if panel is not None and panel.isVisible()]
        focus = self._page.focusWidget()
        held = [panel is focus or (focus is not None and panel.isAncestorOf(focus)) for panel in there]
        at = held.index(True) + by if True in held else 0
        there[at % len(there)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_highlights(self) -> None:
        """Show the list of highlights, with the keyboard in it."""
        self._page.side.tabs.setCurrentIndex(HIGHLIGHTS)
        self._page.side.pages.highlights.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_values(self) -> None:
        """Show the values of the chosen incident."""
        self._page.side.tabs.setCurrentIndex(VALUES)

    def show_facts(self) -> None:
        """Show what is known of the article itself."""
        self._page.side.tabs.setCurrentIndex(ARTICLE)

    def begin_filter(self) -> None:
        """Type words to find what is listed: incidents in their table, articles in the library."""
        views = self._page.views
        if views.table is not None and views.table_shown:
            views.table.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif views.history is not None and views.history_shown:
            views.history.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif views.review is not None and views.review_shown:
            views.review.queue.take_keyboard()
        else:
            self._page.library.begin_filter()

    def begin_search(self, words: str = "") -> None:
        """Find these words in texts, values and comments, or type some."""
        if not self._page.views.code_shown:
            self._page.views.show_code()
        self._page.library.begin_search(words)

    def copy(self) -> None:
        """Copy what is selected: words of the article, or rows of the table."""
        views = self._page.views
        if views.table is not None and views.table_shown:
            views.table.copy()
        elif views.review is not None and views.review_shown:
            views.review.reader.copy()
        else:
            self._page.article.reader.copy()

    def show_comments(self) -> None:
        """Show the comments, those about the chosen value first; from the comments to what the chosen one is about."""
        said = self._page.side.talk.chosen_comment()
        if said is not None:
            self._page.places.show_commented(said)
            return
        self._page.side.talk.show_comments()

    def show_history(self) -> None:
        """Show the history of the chosen value, or of the incident or article where none is chosen."""
        self._page.side.talk.show_history()
