# SPDX-License-Identifier: MIT
"""The views of a project beside each other: coding, review, all incidents, history.

What lives here: the rail, the stack, going over to another view and back. What does not: what the views show. Review,
table and history are made when they are first wanted: a window that opens never needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from curator.app.rail import Rail
from curator.app.widgets import named

if TYPE_CHECKING:
    from curator.app.dataset.page import DatasetPage
    from curator.app.history.panel import HistoryPanel
    from curator.app.review.page import ReviewPage

CODE, REVIEW, INCIDENTS, HISTORY = "code", "review", "incidents", "history"


class PageViews(QWidget):
    """`switched`: another view is on show."""

    switched = Signal()

    def __init__(
        self, code: QWidget, make_table: Callable[[], DatasetPage], make_history: Callable[[], HistoryPanel],
        make_review: Callable[[], ReviewPage],
    ) -> None:  # fmt: skip
        super().__init__()
        self._code, self._make_table, self._make_history = code, make_table, make_history
        self._make_review = make_review
        self.table: DatasetPage | None = None
        self.history: HistoryPanel | None = None
        self.review: ReviewPage | None = None
        self.may_go_back = False  # the article on show was opened from the table
        self.rail = Rail()
        self.rail.add(CODE, self.tr("Code"), self.tr("Read the articles and code them"))
        self.rail.add(REVIEW, self.tr("Review"), self.tr("Compare what coders coded, and settle it"))
        self.rail.add(INCIDENTS, self.tr("Data set"), self.tr("All incidents: table, map and time line"))
        self.rail.add(HISTORY, self.tr("History"), self.tr("Everything that was done in this project"))
        self.rail.wanted.connect(self.show_view)
        self.stack = QStackedWidget()
        named(self.stack, "views", self.tr("Views of the project"))
        self.stack.addWidget(code)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        self.rail.mark(CODE)

    @property
    def table_shown(self) -> bool:
        return self.table is not None and self.stack.currentWidget() is self.table

    @property
    def history_shown(self) -> bool:
        return self.history is not None and self.stack.currentWidget() is self.history

    @property
    def review_shown(self) -> bool:
        return self.review is not None and self.stack.currentWidget() is self.review

    @property
    def code_shown(self) -> bool:
        return self.stack.currentWidget() is self._code

    def show_view(self, name: str) -> None:
        """Show the view of this name, and give the keyboard to what is in it."""
        if name == CODE:
            self.stack.setCurrentWidget(self._code)
        elif name == REVIEW:
            if self.review is None:
                self.review = self._make_review()
                self.stack.addWidget(self.review)
            self.stack.setCurrentWidget(self.review)
            self.review.take_keyboard()
            self.may_go_back = False
        elif name == HISTORY:
            if self.history is None:
                self.history = self._make_history()
                self.stack.addWidget(self.history)
            self.stack.setCurrentWidget(self.history)
            self.history.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.may_go_back = False
        else:
            if self.table is None:
                self.table = self._make_table()
                self.stack.addWidget(self.table)
            self.stack.setCurrentWidget(self.table)
            self.table.ways.take_keyboard()
            self.may_go_back = False
        self.rail.mark(name)
        self.switched.emit()

    def show_code(self, may_go_back: bool = False) -> None:
        """Show the articles; `may_go_back`: the table is left for one of them."""
        self.show_view(CODE)
        self.may_go_back = may_go_back
        self.switched.emit()

    def turn_history(self) -> None:
        """From the articles to the history, or the other way."""
        self.show_view(CODE if self.history_shown else HISTORY)

    def turn_review(self) -> None:
        """From the articles to the review, or the other way."""
        self.show_view(CODE if self.review_shown else REVIEW)

    def show_way(self, way: str) -> None:
        """Show all incidents this way: as a table, on the map or on the time line."""
        if not self.table_shown:
            self.show_view(INCIDENTS)
        if self.table is not None:
            self.table.ways.show(way)

    def turn(self) -> None:
        """From the articles to the table, or the other way."""
        self.show_view(CODE if self.table_shown else INCIDENTS)

    def back(self) -> None:
        """Back to the table, where the article was opened from it."""
        if self.may_go_back:
            self.show_view(INCIDENTS)

    def forget_table(self) -> None:
        """Let the table be made anew: the codebook has changed, and with it the columns."""
        if self.table is None:
            return
        shown, old = self.table_shown, self.table
        old.leave()
        self.stack.removeWidget(old)
        old.deleteLater()
        self.table = None
        if shown:
            self.show_view(INCIDENTS)

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.rail.wear_theme()
        if self.table is not None:
            self.table.wear_theme()
        if self.history is not None:
            self.history.wear_theme()
        if self.review is not None:
            self.review.wear_theme()
