# SPDX-License-Identifier: MIT
"""The lists below the incidents of an article, one behind each tab.

What lives here: making each when it is first wanted, and filling those that were made. What does not: which of them is
on show and what is chosen in it (side_panel.py), the values of the incident (form.py), what each list shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QStackedWidget

from curator.app.incidents.shown import ArticleShown
from curator.app.shown_now import ShownNow
from curator.app.side.tabs_below import ARTICLE, NOT_CODABLE
from curator.app.theme import current
from curator.app.values.line import CommentCount, Target
from curator.app.values.view import ValuesView

if TYPE_CHECKING:
    from curator.app.comments.panel import CommentsPanel
    from curator.app.history.side import HistorySide
    from curator.app.incidents.highlight_entries import Entries
    from curator.app.incidents.highlight_list import HighlightList


class ListsBelow(QStackedWidget):
    """`values_made(ValuesView)`, `highlights_made(HighlightList)`, `comments_made(CommentsPanel)`: this list is there.
    Nothing is made before it is wanted but the values of the incident."""

    values_made = Signal(object)
    highlights_made = Signal(object)
    comments_made = Signal(object)

    def __init__(self, values: ValuesView, now: Callable[[bool], ShownNow]) -> None:
        """`now` tells what the history is to be about, given whether something was changed in the article."""
        super().__init__()
        self.values = values
        self.make_history: Callable[[], HistorySide] | None = None
        self.coder = ""  # who is coding, and whether anything can be written
        self.writable = False
        self.blank = True  # fields without a value are listed too
        self._now = now
        self._shown: ArticleShown | None = None
        self.addWidget(values)

    # Made when they are first wanted

    @cached_property
    def article(self) -> ValuesView:
        """What is known of the article itself."""
        return self._made_behind(ValuesView("article_facts.list", self.tr("Values of the article")), self._fill_article)

    @cached_property
    def not_codable(self) -> ValuesView:
        """The passages that hold no incident."""
        view = ValuesView("not_codable.list", self.tr("Passages not codable"))
        return self._made_behind(view, self._fill_not_codable)

    @cached_property
    def highlights(self) -> HighlightList:
        """Every highlight of the article in words."""
        from curator.app.incidents.highlight_list import HighlightList

        made = HighlightList()
        self.highlights_made.emit(made)
        self.addWidget(made)
        return made

    @cached_property
    def _entries(self) -> Entries:
        from curator.app.incidents.highlight_entries import Entries

        return Entries()

    def _made_behind(self, view: ValuesView, fill: Callable[[ValuesView], None]) -> ValuesView:
        self.values_made.emit(view)
        self.addWidget(view)
        fill(view)
        return view

    @cached_property
    def comments(self) -> CommentsPanel:
        """What was said about the article."""
        from curator.app.comments.panel import CommentsPanel

        made = CommentsPanel()
        self.addWidget(made)
        self.comments_made.emit(made)
        self._fill_comments(made)
        return made

    @cached_property
    def history(self) -> HistorySide:
        """What was done in the article."""
        assert self.make_history is not None
        made = self.make_history()
        self.addWidget(made)
        made.show_now(self._now(True))
        return made

    def values_below(self, tab: int) -> ValuesView:
        """The list of values behind this tab."""
        return self.article if tab == ARTICLE else self.not_codable if tab == NOT_CODABLE else self.values

    # Filling those that were made

    def show_article(self, shown: ArticleShown | None) -> None:
        """The article that the lists are about from now on; they are filled by the functions below."""
        self._shown = shown

    def fill_values(self) -> None:
        """List anew what is known of the article, and its passages not codable."""
        if "article" in vars(self):
            self._fill_article(self.article)
        if "not_codable" in vars(self):
            self._fill_not_codable(self.not_codable)

    def _fill_article(self, view: ValuesView) -> None:
        from curator.app.values.article_lines import article_lines

        lines = article_lines(self._shown.coding, self.blank) if self._shown else []
        view.show_comments(self.values.drawn.comments)
        view.show_lines(lines, QColor(current().quiet))

    def _fill_not_codable(self, view: ValuesView) -> None:
        from curator.app.values.article_lines import not_codable_lines

        shown = self._shown
        lines = not_codable_lines(shown.coding.not_codable, shown.codebook) if shown else []
        view.show_lines(lines, QColor(current().quiet))

    def fill_highlights(self) -> None:
        """Made anew while it is on show: nobody waits for a list that is not seen."""
        self.highlights.show_entries(self._entries.of(self._shown) if self._shown else ())

    def mark_comments(self, counts: Mapping[Target, CommentCount]) -> None:
        """Mark the values that have comments, and list these anew."""
        self.values.show_comments(counts)
        if "article" in vars(self):
            self.article.show_comments(counts)
        if "comments" in vars(self):
            self._fill_comments(self.comments)

    def _fill_comments(self, panel: CommentsPanel) -> None:
        from curator.app.comments.lines import comment_lines

        lines = comment_lines(self._shown, self.coder) if self._shown is not None else []
        panel.show_lines(lines, self.writable and self._shown is not None)

    def tell_history(self, changed: bool) -> None:
        """Something else is chosen, or, with `changed`, something in the article was changed."""
        if "history" in vars(self):
            self.history.show_now(self._now(changed))
