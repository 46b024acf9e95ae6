# SPDX-License-Identifier: MIT
"""The library: the list of articles with its filter and order.

What lives here: the widget and what it tells others (`article_chosen`). What does not: how the list looks
(article_table.py), what stands in its place (no_list.py), reading the file
(workspace_page.py gives `ask_numbers` and `fetch`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.filter_line import FilterLine
from curator.app.library.article_table import ArticleTable
from curator.app.library.chips import StateChips
from curator.app.library.finder import FoundWords
from curator.app.library.model import Fetch, LibraryModel
from curator.app.widgets import named, plain_label

if TYPE_CHECKING:
    from curator.app.library.hits import HitsList
    from curator.app.library.near_line import NearLine
    from curator.app.library.no_list import NoArticles, NothingFound

_FILTER_WAIT = 180  # ms after the last letter typed
ORDERS = (
    ("added", False),
    ("added", True),
    ("published", True),
    ("published", False),
    ("title", False),
    ("outlet", False),
)


class LibraryPanel(QWidget):
    """`article_chosen(n)`: the article with this local number is to be shown. `wanted`: the order or the filter
    changed, the numbers are to be read again. `import_wanted`: the empty list's button was pressed.
    `search_wanted(words)`: look them up in texts, values and comments, then `show_hits`. `hit_chosen(FoundWords)`.
    `removal_wanted`: Delete was pressed in the list. `made(QWidget)`: a part that was not wanted until now is there.
    `near_wanted`, `near_stop_wanted`: the search for near-duplicates is to go on, or to stop."""

    made = Signal(QWidget)
    near_wanted = Signal()
    near_stop_wanted = Signal()
    article_chosen = Signal(int)
    wanted = Signal()
    import_wanted = Signal()
    search_wanted = Signal(str)
    hit_chosen = Signal(object)
    removal_wanted = Signal()

    def __init__(self, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "library", self.tr("Library"), role="side")
        self.model = LibraryModel(fetch)
        self.table = ArticleTable(self.model)
        self.filter = FilterLine(clearButtonEnabled=True)
        named(self.filter, "library.filter", self.tr("Find articles"))
        self.in_texts = self._made_switch()
        self.chips = StateChips()
        self.order = self._made_order()
        self.count = plain_label("", role="quiet")
        named(self.count, "library.count", self.tr("Number of articles"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self._lay_out()
        self._waiting = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._quiet = False
        self._go_to_hits = False
        self._going = False  # to the list, once it is read
        self._connect()
        self._tell_mode()

    def _connect(self) -> None:
        self._waiting.timeout.connect(self._look)
        self.filter.textChanged.connect(lambda _text: self._waiting.start())
        self.filter.returnPressed.connect(self._filter_entered)
        self.filter.escaped.connect(self._filter_left)
        self.filter.went_down.connect(lambda: self.list_shown.setFocus(Qt.FocusReason.OtherFocusReason))
        self.order.activated.connect(lambda _at: self.wanted.emit())
        self.chips.changed.connect(self.wanted)
        self.chips.entered.connect(self._go_to_list)
        self.in_texts.toggled.connect(lambda _on: self._mode_changed())
        self.table.removal_wanted.connect(self.removal_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)

    # Making

    @cached_property
    def near_line(self) -> NearLine:
        """Says how far the search for near-duplicates is, made when there is something to say."""
        from curator.app.library.near_line import NearLine

        line = NearLine()
        line.stop_wanted.connect(self.near_stop_wanted)
        line.look_wanted.connect(self.near_wanted)
        self._rows.addWidget(line)
        self.made.emit(line)
        return line

    @cached_property
    def hits(self) -> HitsList:
        """The list of hits, made when something is looked for in texts, values and comments for the first time."""
        from curator.app.library.hits import HitsList

        hits = HitsList()
        hits.chosen.connect(self.hit_chosen)
        hits.left.connect(lambda: self.filter.setFocus(Qt.FocusReason.OtherFocusReason))
        self.pages.addWidget(hits)
        return hits

    def _made_switch(self) -> QToolButton:
        """Between titles and texts; offered where there is a search (`offer_search`)."""
        switch = QToolButton()
        tip = self.tr("Search in the texts, the coded values and the comments")
        named(switch, "library.in_texts", self.tr("Search in texts, values and comments"), tip=tip, role="chip")
        switch.setText(self.tr("Texts"))
        switch.setFont(measures.font(measures.SMALL))
        switch.setCheckable(True)
        switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        switch.hide()
        return switch

    def _made_order(self) -> QComboBox:
        order = QComboBox()
        texts = (
            self.tr("First added"), self.tr("Last added"), self.tr("Newest"), self.tr("Oldest"), self.tr("Title"),
            self.tr("Outlet"),
        )  # fmt: skip
        order.addItems(list(texts))
        return named(
            order, "library.order", self.tr("Order of the articles"), tip=self.tr("Order of the articles"), role="quiet"
        )  # fmt: skip

    @cached_property
    def _empty(self) -> NoArticles:
        """What stands in place of a list without articles, made with the first such list."""
        from curator.app.library.no_list import NoArticles

        page = NoArticles()
        page.import_wanted.connect(self.import_wanted)
        self.pages.addWidget(page)
        self.made.emit(page)
        return page

    @cached_property
    def _nothing(self) -> NothingFound:
        """Says in place of the list why it lists nothing."""
        from curator.app.library.no_list import NothingFound

        page = NothingFound()
        self.pages.addWidget(page)
        return page

    def _lay_out(self) -> None:
        top = QWidget()
        rows = self._rows = QVBoxLayout(top)
        rows.setContentsMargins(measures.INSET, measures.INSET, measures.INSET, measures.GAP)
        rows.setSpacing(measures.GAP)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.filter, 1)
        line.addWidget(self.in_texts)
        rows.addLayout(line)
        rows.addWidget(self.chips)
        below = QHBoxLayout()
        below.setSpacing(measures.GAP)
        below.addWidget(self.count, 1)
        below.addWidget(self.order)
        rows.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.pages, 1)
        self.setMinimumWidth(measures.LEAST_LIBRARY)

    # Showing

    @property
    def sorting(self) -> tuple[str, bool]:
        """The order asked for, and whether it is descending."""
        return ORDERS[self.order.currentIndex()]

    @property
    def look(self) -> str:
        """What the list is sorted by, to be kept."""
        order, descending = self.sorting
        return f"{order} {'down' if descending else 'up'}"

    def wear_look(self, look: str) -> None:
        """Be sorted as it was; nothing is sent out."""
        known = [f"{order} {'down' if descending else 'up'}" for order, descending in ORDERS]
        if look in known:
            self.order.setCurrentIndex(known.index(look))

    @property
    def words(self) -> str:
        return self.filter.text().strip()

    def show_numbers(self, numbers: array[int], total: int) -> None:
        """Show these articles of `total`; the article that was chosen stays so, nothing is sent out."""
        chosen, bar = self.chosen, self.table.verticalScrollBar()
        stood = bar.value()
        self._quiet = True
        self.model.show(numbers)
        self.count.setText(
            self.tr("{found} of {total}").format(found=f"{len(numbers):,}", total=f"{total:,}")
            if self.words or self.chips.narrow
            else self.tr("1 article")
            if total == 1
            else self.tr("{total} articles").format(total=f"{total:,}")
        )
        was_empty = "_empty" in vars(self) and self.pages.currentWidget() is self._empty
        if not self.searching:
            self._show_page(len(numbers) > 0, total > 0)
        if was_empty and len(numbers) and self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.table.setFocus()  # the first articles came: they are what the keys are for now
        row = self.model.row_of(chosen) if chosen else None
        if row is not None:
            self._choose_row(row, scroll=False)
        bar.setValue(stood)
        self._quiet = False

    def arrive(self) -> None:
        """The list was read: go to it where that was asked for."""
        if self._going:
            self._going = False
            if not self.chosen and self.model.rowCount():
                self._choose_row(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, listed: bool, there: bool) -> None:
        """Show the list, or why it is empty: nothing is `listed` of what is `there`, or nothing is there yet."""
        if not listed and there:
            self._nothing.tell_why(self.words, self.chips)
        self.pages.setCurrentWidget(self.table if listed else self._nothing if there else self._empty)

    @property
    def chosen(self) -> int:
        """The local number of the chosen article; 0 for none."""
        index = self.table.currentIndex()
        return self.model.number(index.row()) if index.isValid() else 0

    def mark(self, number: int) -> bool:
        """Choose an article in the list and scroll to it, without sending anything out; False if it is not listed."""
        row = self.model.row_of(number) if number else None
        if row is None:
            return False
        before, self._quiet = self._quiet, True
        self._choose_row(row)
        self._quiet = before
        return True

    def step(self, by: int) -> bool:
        """Choose the article so many rows further on; False where there is none."""
        row = self.table.currentIndex().row() + by
        there = 0 <= row < self.model.rowCount()
        if there:
            self._choose_row(row)
        return there

    def _choose_row(self, row: int, scroll: bool = True) -> None:
        index = self.model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.table.scrollTo(index)

    def _row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.article_chosen.emit(self.model.number(index.row()))

    @property
    def chosen_numbers(self) -> list[int]:
        """The local numbers of all selected articles, in the order of the list."""
        return [self.model.number(row) for row in sorted(index.row() for index in self.table.selectedIndexes())]

    def _filter_entered(self) -> None:
        self._waiting.stop()
        if self.words and not self.in_texts.isHidden():
            self._go_to_hits = True
            if self.searching:
                self._look()
            else:
                self.in_texts.setChecked(True)
            return
        self._go_to_list()

    def _go_to_list(self) -> None:
        """Read the list anew, then go to it: to its first article where the one on show is not in it."""
        self._going = True
        self.wanted.emit()

    def _filter_left(self) -> None:
        """Escape: back to titles, then to the whole list."""
        if self.searching:
            self.in_texts.setChecked(False)
        elif self.filter.text():
            self.filter.clear()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Searching in texts, values and comments

    def offer_search(self) -> None:
        """There is a search in texts, values and comments."""
        self.in_texts.show()
        self._tell_mode()

    @property
    def searching(self) -> bool:
        """Whether the words are looked for in texts, values and comments, not in titles."""
        return self.in_texts.isChecked()

    @property
    def list_shown(self) -> QAbstractItemView:
        """The list the keyboard goes to: articles, or hits."""
        return self.hits if self.searching else self.table

    def begin_search(self, words: str = "") -> None:
        """Type words to look for in texts, values and comments (in titles where there is no such search)."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if words:
            self.filter.setText(words)
        self.filter.selectAll()
        if not self.in_texts.isHidden():
            self.in_texts.setChecked(True)

    def begin_filter(self) -> None:
        """Type words to look for in titles."""
        self.in_texts.setChecked(False)
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _mode_changed(self) -> None:
        self._tell_mode()
        self._look()

    def _tell_mode(self) -> None:
        texts = self.searching
        self.filter.setPlaceholderText(
            self.tr("Find in texts, values, comments …") if texts else self.tr("Find in titles …")
        )
        tip = (
            self.tr("Show where these words stand in texts, values and comments (Enter); Escape: titles") if texts
            else self.tr("Show the articles with these words in title, outlet or file name")
        )  # fmt: skip
        self.filter.setToolTip(tip)
        self.filter.setAccessibleDescription(tip)
        self.chips.setVisible(not texts)
        self.order.setVisible(not texts)

    def _look(self) -> None:
        """Look for the words again: in titles, or in texts, values and comments."""
        if not self.searching:
            self.wanted.emit()
        elif self.words:
            self.count.setText(self.tr("Searching …"))
            self.search_wanted.emit(self.words)
        else:
            self.show_hits((), self.tr("Type words to find them in texts, values and comments."))

    def show_hits(self, hits: Sequence[FoundWords], told: str = "") -> None:
        """Show what was found; `told` is said where that is nothing."""
        if not self.searching:
            return
        self.hits.hits.show(hits)
        self.count.setText(
            self.tr("1 hit") if len(hits) == 1 else self.tr("{count} hits").format(count=f"{len(hits):,}")
        )
        if hits:
            self.pages.setCurrentWidget(self.hits)
        else:
            self._nothing.tell(told or self.tr("Nothing was found in texts, values and comments."))
            self.pages.setCurrentWidget(self._nothing)
        if hits and self._go_to_hits:
            self.hits.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hits.setCurrentIndex(self.hits.hits.index(0))
        self._go_to_hits = False
