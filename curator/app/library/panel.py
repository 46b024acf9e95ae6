# SPDX-License-Identifier: MIT
"""The library: the list of articles with its filter and order.

What lives here: the widget and what it tells others (`article_chosen`). What does not: reading the file
(workspace_page.py gives `ask_numbers` and `fetch`).
"""

from __future__ import annotations

from array import array
from functools import cached_property

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.library.delegate import LibraryDelegate
from curator.app.library.model import Fetch, LibraryModel
from curator.app.widgets import named, plain_label

_FILTER_WAIT = 180  # ms after the last letter typed
ORDERS = (
    ("added", False),
    ("added", True),
    ("published", True),
    ("published", False),
    ("title", False),
    ("outlet", False),
)


class ArticleTable(QTableView):
    """One column: Home and End go to the first and the last article, not along the row."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        rows = self.model().rowCount()
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: rows - 1}
        if action in ends and rows:
            return self.model().index(ends[action], 0)
        return super().moveCursor(action, modifiers)


class FilterLine(QLineEdit):
    """Words to filter by. Undo and redo go to the project where nothing typed here is to be taken back; other keys of
    the window stay the window's (some platforms have Ctrl+E for the end of a line)."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._gives_way(event):
            event.ignore()
            return True
        return super().event(event)

    def _gives_way(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return undo or redo or (control and event.key() == Qt.Key.Key_E)


class LibraryPanel(QWidget):
    """`article_chosen(n)`: the article with this local number is to be shown. `wanted`: the order or the filter
    changed, the numbers are to be read again. `import_wanted`: the empty list's button was pressed."""

    article_chosen = Signal(int)
    wanted = Signal()
    import_wanted = Signal()

    def __init__(self, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "library", self.tr("Library"), role="side")
        self.model = LibraryModel(fetch)
        self.table = self._made_table()
        self.filter = FilterLine(placeholderText=self.tr("Find in titles …"), clearButtonEnabled=True)
        named(
            self.filter,
            "library.filter",
            self.tr("Find in titles"),
            tip=self.tr("Show the articles with these words in title, outlet or file name (Ctrl+Shift+F)"),
        )
        self.order = self._made_order()
        self.count = plain_label("", role="quiet")
        named(self.count, "library.count", self.tr("Number of articles"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self._lay_out()
        self._waiting = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._waiting.timeout.connect(self.wanted)
        self.filter.textChanged.connect(lambda _text: self._waiting.start())
        self.filter.returnPressed.connect(self._filter_entered)
        self.order.activated.connect(lambda _at: self.wanted.emit())
        self._quiet = False

    # Making

    def _made_table(self) -> QTableView:
        table = ArticleTable()
        named(table, "library.list", self.tr("Articles"), role="library")
        table.setModel(self.model)
        delegate = LibraryDelegate(table)
        table.setItemDelegate(delegate)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(delegate.row_height())
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(False)
        table.selectionModel().currentRowChanged.connect(self._row_changed)
        return table

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

    def _show_page(self, page: QWidget) -> None:
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    @cached_property
    def _empty(self) -> QWidget:
        """The page of a project without articles, made when it is first shown."""
        page = QWidget()
        named(page, "library.empty", self.tr("No articles yet"))
        column = QVBoxLayout(page)
        column.setContentsMargins(measures.WIDE_INSET, 40, measures.WIDE_INSET, measures.WIDE_INSET)
        title = plain_label(self.tr("No articles yet"), font=measures.font(measures.LARGE, half_bold=True), wrap=True)
        told = plain_label(self.tr("Bring in text files or whole folders, or drop them here."), role="quiet", wrap=True)
        button = QPushButton(self.tr("Import articles …"))
        named(
            button,
            "library.import",
            self.tr("Import articles"),
            role="main",
            tip=self.tr("Bring in articles from text files or folders (Ctrl+I)"),
        )
        button.clicked.connect(self.import_wanted)
        for widget in (title, told, button):
            column.addWidget(widget)
        column.addStretch(1)
        return page

    @cached_property
    def _nothing_found(self) -> QWidget:
        page = QWidget()
        named(page, "library.nothing_found", self.tr("No article found"))
        column = QVBoxLayout(page)
        column.setContentsMargins(measures.WIDE_INSET, 40, measures.WIDE_INSET, measures.WIDE_INSET)
        column.addWidget(plain_label(self.tr("No article has these words in its title."), role="quiet", wrap=True))
        column.addStretch(1)
        return page

    def _lay_out(self) -> None:
        top = QWidget()
        rows = QVBoxLayout(top)
        rows.setContentsMargins(measures.INSET, measures.INSET, measures.INSET, measures.GAP)
        rows.setSpacing(measures.GAP)
        rows.addWidget(self.filter)
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
            if self.words
            else self.tr("1 article")
            if total == 1
            else self.tr("{total} articles").format(total=f"{total:,}")
        )
        was_empty = self.pages.currentIndex() > 0 and self.pages.currentWidget() is self._empty
        self._show_page(self.table if len(numbers) else self._nothing_found if total else self._empty)
        if was_empty and len(numbers) and self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.table.setFocus()  # the first articles came: they are what the keys are for now
        row = self.model.row_of(chosen) if chosen else None
        if row is not None:
            self._choose_row(row, scroll=False)
        bar.setValue(stood)
        self._quiet = False

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

    def step(self, by: int) -> None:
        """Choose the article so many rows further on, as far as there is one."""
        row = self.table.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self._choose_row(row)

    def _choose_row(self, row: int, scroll: bool = True) -> None:
        index = self.model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.table.scrollTo(index)

    def _row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.article_chosen.emit(self.model.number(index.row()))

    def _filter_entered(self) -> None:
        self._waiting.stop()
        self.wanted.emit()
        self.table.setFocus()
