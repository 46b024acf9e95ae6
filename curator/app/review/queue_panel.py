# SPDX-License-Identifier: MIT
"""The left of the review: the figures of agreement, which articles are listed, the list in order of need.

What lives here: these widgets. What does not: reading the list (queue_source.py), the figures (agreement/).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.flow_layout import FlowLayout
from curator.app.guard import guarded
from curator.app.listed.model import Index
from curator.app.listed.table import ListTable
from curator.app.review.queue_model import QueueDelegate, QueueModel
from curator.app.review.queue_source import BLIND, LISTS, List, Queue, QueueLine
from curator.app.widgets import hair_line, named, plain_label

_FIGURES = 310  # pixels that the figures of agreement like to have
_MOST_FIGURES = 64  # percent of the height that they get where the list is short
_LISTED_AT_LEAST = 2  # articles that are always in sight


@guarded
class QueueTable(ListTable):
    """`entered`: Enter was pressed: on to the article's incidents."""

    entered = Signal()

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        named(self, "review.queue", self.tr("Articles to review"), role="library")
        self.setModel(model)
        self._delegate = QueueDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


@guarded
class QueuePanel(QWidget):
    """`article_chosen(QueueLine)`: it is to be shown. `entered`: on to its incidents. `list_chosen`: another list."""

    article_chosen = Signal(object)
    entered = Signal()
    list_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.left", self.tr("Articles to review"), role="side")
        self._queue = Queue()
        self._given: Sequence[QueueLine] = ()
        self._blind: Sequence[QueueLine] = ()
        self._quiet = False
        self.list_name: List = "to_settle"
        self.fitted = False  # figures and list share the height as somebody wished, or as they did before
        self.model = QueueModel(self._fetch)
        self.table = QueueTable(self.model)
        self.figures = QWidget()  # the figures of agreement stand here
        named(self.figures, "review.figures", self.tr("Agreement so far"), role="side")
        room = QVBoxLayout(self.figures)
        room.setContentsMargins(0, 0, 0, 0)
        self.figures.hide()
        self.progress = plain_label("", role="quiet", font=measures.font(measures.SMALL), wrap=True)
        named(self.progress, "review.progress", self.tr("How far the review is"))
        self.empty = plain_label("", role="quiet", wrap=True)
        named(self.empty, "review.queue.empty", self.tr("Nothing is listed"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(measures.INSET, 20, measures.INSET, 20)
        self._make_chips()
        self._lay_out()
        self.setMinimumWidth(measures.LEAST_LIBRARY)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.entered.connect(self.entered)

    def _make_chips(self) -> None:
        self._texts = {
            "to_settle": self.tr("To settle"), "settled": self.tr("Settled"), "comments": self.tr("Comments"),
            "given_back": self.tr("Given back"), "blind": self.tr("Blind"),
        }  # fmt: skip
        tips = {
            "to_settle": self.tr("Articles in which something is to be settled, those that need it most first"),
            "settled": self.tr("Articles in which everything is settled"),
            "comments": self.tr("Articles with open conversations, those that wait for you first"),
            "given_back": self.tr("Articles in which something was settled otherwise than you coded it"),
            "blind": self.tr("Articles whose layers are hidden until all who are assigned have finished"),
        }
        self._group = QButtonGroup(self)
        self.chips: dict[List, QToolButton] = {}
        for name in LISTS:
            chip = named(QToolButton(), f"review.chip.{name}", self._texts[name], tip=tips[name], role="chip")
            chip.setText(self._texts[name])
            chip.setCheckable(True)
            chip.setFont(measures.font(measures.SMALL))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _on=False, name=name: self._chip_clicked(name))
            self._group.addButton(chip)
            self.chips[name] = chip
        self.chips["to_settle"].setChecked(True)
        self.chips["blind"].hide()

    def _lay_out(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips, spacing=4)
        for chip in self.chips.values():
            flow.addWidget(chip)
        top = QVBoxLayout()
        top.setContentsMargins(measures.INSET, measures.INSET, measures.INSET, 8)
        top.setSpacing(6)
        top.addWidget(chips)
        top.addWidget(self.progress)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        self._listed = QWidget()
        below = QVBoxLayout(self._listed)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(top)
        below.addWidget(hair_line())
        below.addWidget(self.pages, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        named(self.split, "review.left.split", self.tr("Figures, articles"))
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for at, widget in enumerate((self.figures, self._listed)):
            self.split.addWidget(widget)
            self.split.setStretchFactor(at, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    def sizeHint(self) -> QSize:
        return QSize(measures.LIBRARY_WIDTH, 400)

    def put_figures(self, panel: QWidget) -> None:
        """Put the panel with the figures of agreement over the list, in the room that a short list leaves; until
        somebody moves the line between them, which is remembered."""
        layout = self.figures.layout()
        assert layout is not None
        layout.addWidget(panel)
        self.figures.show()
        if self.fitted:
            return
        self.fitted = True
        room = max(self.split.height(), 500)
        listed = max(_LISTED_AT_LEAST, self.model.rowCount() + 1)
        around = self._listed.sizeHint().height() - self.pages.sizeHint().height()
        spare = room - around - listed * self.table.verticalHeader().defaultSectionSize()
        usual = min(max(measures.grown(_FIGURES), panel.sizeHint().height()), room * 45 // 100)
        wanted = max(usual, min(spare, room * _MOST_FIGURES // 100))
        self.split.setSizes([wanted, room - wanted])

    # Showing

    def show_queue(self, queue: Queue, given: Sequence[QueueLine], blind: Sequence[QueueLine]) -> None:
        """Show this list, what was given back and what is hidden; the chosen article stays chosen where it is still
        listed."""
        self._queue, self._given, self._blind = queue, tuple(given), tuple(blind)
        self._show()

    def choose_list(self, name: List) -> None:
        """List these articles, and show the first of them."""
        self.list_name = name
        self.chips[name].setChecked(True)
        self._show()
        self.list_chosen.emit()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _chip_clicked(self, name: List) -> None:
        """By the mouse the keyboard goes to the list, so that the keys of the review act at once; by Space it stays."""
        self.choose_list(name)
        if not self.chips[name].hasFocus():
            self.take_keyboard()

    def numbers(self) -> array[int]:
        """The articles of the list on show, in order."""
        own = self._own_lines()
        if own is not None:
            return array("q", [line.n for line in own])
        return self._queue.numbers(self.list_name)

    def _own_lines(self) -> Sequence[QueueLine] | None:
        """The lines of a list that says other things of its articles than the queue does."""
        return {"given_back": self._given, BLIND: self._blind}.get(self.list_name)

    def _show(self) -> None:
        numbers, chosen = self.numbers(), self.chosen()
        self._quiet = True
        if self.model.shows(numbers):
            self.model.renew()
        else:
            bar = self.table.verticalScrollBar()
            at = bar.value()
            self.model.show(numbers)
            row = self.model.row_of(chosen) if chosen else None
            if row is not None:
                self.table.setCurrentIndex(self.model.index(row, 0))
            bar.setValue(at)  # the list is read again while articles are compared: it does not run away
        self._quiet = False
        self.pages.setCurrentIndex(0 if numbers else 1)
        self.empty.setText(self._why_empty())
        counts = {str(name): len(self._queue.numbers(name)) for name in LISTS}
        counts["given_back"] = self.gives_back
        counts[BLIND] = len(self._blind)
        for name, chip in self.chips.items():
            told = f"{self._texts[name]} {counts[name]:,}"
            chip.setText(told)
            chip.setAccessibleName(told)
        self.chips["blind"].setVisible(bool(counts[BLIND]) or self.list_name == BLIND)
        done, whole = counts["settled"], self._queue.articles
        told = (
            self.tr("{left} to settle · {done} of {whole} articles settled") if self._queue.known
            else self.tr("{left} to settle so far · {done} of {whole} articles settled")
        )  # fmt: skip
        self.progress.setText(told.format(left=f"{self._queue.to_settle:,}", done=f"{done:,}", whole=f"{whole:,}"))
        self.progress.setVisible(whole > 0)

    @property
    def gives_back(self) -> int:
        """In how many articles something goes back to whoever looks, and is not taken over or answered yet."""
        return sum(line.count > 0 or line.waits for line in self._given)

    def _why_empty(self) -> str:
        if self.list_name == "settled":
            return self.tr("No article is settled yet.")
        if self.list_name == "comments":
            return self.tr("There is no open conversation.")
        if self.list_name == "given_back":
            return self.tr("Nothing was settled otherwise than you coded it.")
        if self.list_name == "blind":
            return self.tr("No layers are hidden.")
        if self._queue.articles:
            return self.tr("Everything is settled.")
        return self.tr(
            "No finished coding to review yet. An article comes here when a coder has finished it; a colleague's work "
            "comes in as a hand-over file: drop it on this window."
        )

    def _fetch(self, numbers: Sequence[int]) -> list[QueueLine]:
        own = self._own_lines()
        if own is not None:
            wanted = set(numbers)
            return [line for line in own if line.n in wanted]
        return [line for n in numbers if (line := self._queue.line(n)) is not None]

    # The chosen article

    def chosen(self) -> int:
        """The local number of the chosen article, 0 for none."""
        line = self.chosen_line()
        return line.n if line is not None else 0

    def chosen_line(self) -> QueueLine | None:
        return self.model.line(self.table.currentIndex().row())

    def mark(self, n: int) -> None:
        """Show this article as the chosen one; nothing is sent out."""
        row = self.model.row_of(n)
        self._quiet = True
        self.table.setCurrentIndex(self.model.index(row, 0) if row is not None else QModelIndex())
        self._quiet = False

    def step(self, by: int) -> bool:
        """Choose the article beside the chosen one; False where there is none."""
        row = self.table.currentIndex().row() + by
        if not 0 <= row < self.model.rowCount():
            return False
        self.table.setCurrentIndex(self.model.index(row, 0))
        return True

    def step_round(self, by: int) -> bool:
        """Choose the article at the other end; False where it is the chosen one already."""
        row = 0 if by > 0 else self.model.rowCount() - 1
        if row < 0 or row == self.table.currentIndex().row():
            return False
        self.table.setCurrentIndex(self.model.index(row, 0))
        return True

    def _row_changed(self, now: Index, _before: Index) -> None:
        line = self.model.line(now.row()) if now.isValid() else None
        if line is not None and not self._quiet:
            self.article_chosen.emit(line)

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to its chips where it is empty."""
        there = self.table if self.model.rowCount() else self.chips[self.list_name]
        there.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wear_theme(self) -> None:
        self.table.viewport().update()
