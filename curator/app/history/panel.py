# SPDX-License-Identifier: MIT
"""The view "History": everything that was done in the project, newest first, narrowed by words, kind, coder, article.

What lives here: the widgets, and reading what they show. What does not: undoing and going to a place (main_window.py,
workspace_page.py), the list itself. A long log is read in two steps off the window's thread: its newest entries, then
the numbers of the rest; lines are read when they are painted.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.background import Background
from curator.app.filter_line import FilterLine
from curator.app.guard import guarded
from curator.app.history.line import HistoryLine
from curator.app.history.model import PAGE, HistoryModel
from curator.app.history.source import log_of
from curator.app.history.view import HistoryView
from curator.app.history.wording import KINDS, whole_time
from curator.app.values.phrases import say
from curator.app.widgets import ElidedLabel, hair_line, named, plain_label
from curator.store.log_list import LogWish
from curator.workspace import ChangeSet, Workspace

_FILTER_WAIT = 180  # ms after the last letter typed
_CHANGE_WAIT = 250  # ms after the last change
_AT_ONCE = 20_000  # up to so many entries the log is read at once; more of them in a thread
_LANE = "history"
_LIST, _EMPTY = range(2)


@guarded
class HistoryPanel(QWidget):
    """`place_wanted(LogLine)`: show where an entry was at work. `undo_wanted(LogLine)`: take it back."""

    place_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, article: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        """`article` tells the id of the article on show, "" for none."""
        super().__init__(parent)
        named(self, "history", self.tr("History of the project"), role="page")
        self._workspace, self._background, self._article = workspace, background, article
        self._left = False
        self._stale = True
        self._read_for: LogWish | None = None
        self.model = HistoryModel(lambda seqs: log_of(workspace, seqs))
        self.list = HistoryView("history.list", self.tr("What was done, newest first"), self.model, values=False)
        self._make_rest()
        self._lay_out()
        self._connect()

    # Making

    def _make_rest(self) -> None:
        self.filter = FilterLine(placeholderText=self.tr("Find steps …"), clearButtonEnabled=True)
        tip = self.tr("Show the steps with all these words in what was done, the article's title or the coder")
        named(self.filter, "history.filter", self.tr("Find steps"), tip=tip)
        self.kind = named(QComboBox(), "history.kind", self.tr("Kind of steps"), tip=self.tr("Which steps are shown"))
        self.kind.addItem(self.tr("All steps"), ())
        for _, label, kinds in KINDS:
            self.kind.addItem(say(label), kinds)
        self.coder = named(QComboBox(), "history.coder", self.tr("Whose steps"), tip=self.tr("Whose steps are shown"))
        self.where = named(QComboBox(), "history.where", self.tr("Where"), tip=self.tr("Where the steps were done"))
        self.where.addItem(self.tr("In all articles"), False)
        self.where.addItem(self.tr("In the article on show"), True)
        self.count = plain_label("", role="quiet")
        named(self.count, "history.count", self.tr("Number of steps"))
        self.empty = plain_label("", role="quiet", wrap=True)
        named(self.empty, "history.empty", self.tr("Nothing to show"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(40, 60, 40, 40)
        self.what = ElidedLabel()
        self.what.setObjectName("history.what")
        self.about = ElidedLabel()
        self.about.setObjectName("history.about")
        self.about.setProperty("role", "quiet")
        self.show_place = named(QPushButton(self.tr("Show the place")), "history.show", self.tr("Show the place"),
                                tip=self.tr("Open the article, incident and value of this step (Enter)"))  # fmt: skip
        self.undo = named(QPushButton(self.tr("Undo this step")), "history.undo", self.tr("Undo this step"),
                          tip=self.tr("Take back what this step did (U); that is a step too"))  # fmt: skip
        self._typing = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._changing = QTimer(self, singleShot=True, interval=_CHANGE_WAIT)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(measures.WIDE_INSET, measures.INSET, measures.WIDE_INSET, measures.GAP)
        top.setSpacing(measures.GAP)
        self.filter.setFixedWidth(280)
        for widget in (self.filter, self.kind, self.coder, self.where):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.count)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        below = QWidget()
        named(below, "history.below", self.tr("The chosen step"), role="side")
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.what)
        told.addWidget(self.about)
        row = QHBoxLayout(below)
        row.setContentsMargins(measures.WIDE_INSET, measures.INSET, measures.WIDE_INSET, measures.INSET)
        row.setSpacing(measures.GAP)
        row.addLayout(told, 1)
        row.addWidget(self.undo)
        row.addWidget(self.show_place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hair_line())
        column.addWidget(self.pages, 1)
        column.addWidget(hair_line())
        column.addWidget(below)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self.filter.returnPressed.connect(self._to_list)
        self.filter.went_down.connect(self._to_list)
        self.filter.escaped.connect(self.list.setFocus)
        for box in (self.kind, self.coder, self.where):
            box.activated.connect(lambda _at: self.read())
        self._typing.timeout.connect(self.read)
        self._changing.timeout.connect(self._read_newer)
        self.list.chosen.connect(self._show_chosen)
        self.list.escaped.connect(self.filter.setFocus)
        self.list.place_wanted.connect(lambda line: self.place_wanted.emit(line.log))
        self.list.undo_wanted.connect(lambda line: self.undo_wanted.emit(line.log))
        self.show_place.clicked.connect(lambda: self._with_chosen(self.place_wanted))
        self.undo.clicked.connect(lambda: self._with_chosen(self.undo_wanted))
        self._show_chosen(None)

    # Reading

    @property
    def wish(self) -> LogWish:
        """What is shown."""
        return LogWish(
            self.filter.text(), str(self.coder.currentData() or ""), tuple(self.kind.currentData()),
            self._article() if self.where.currentData() else "", reader=self._reader(),
        )  # fmt: skip

    def _reader(self) -> str | None:
        """From whom colleagues' steps are hidden: whoever is coding, or somebody unknown where there are several."""
        coder = self._workspace.coder
        return coder.id if coder is not None else "" if self.coder.count() > 2 else None

    def read(self) -> None:
        """Read which entries are listed, and show them from the newest on."""
        self._typing.stop()
        self._changing.stop()
        self._stale = False
        self._follow_coders()
        wish = self._read_for = self.wish

        def whole() -> array[int]:
            with self._workspace.read() as reads:
                return reads.log_seqs(wish)

        def beginning() -> array[int]:
            with self._workspace.read() as reads:
                return reads.log_seqs(wish, limit=PAGE)

        with self._workspace.read() as reads:
            few = reads.newest_seq() <= _AT_ONCE
        if few:
            self._show(whole())
            self._tell_count()
            return

        def begin(found: array[int]) -> None:
            if not self._left and self._read_for is wish:
                self._show(found)
                self.count.setText("…")
                self._background.run(whole, end, lane=_LANE)

        def end(found: array[int]) -> None:
            if not self._left and self._read_for is wish:
                self.model.follow(found)
                self._tell_count()

        self._background.run(beginning, begin, lane=_LANE)

    def _show(self, seqs: array[int]) -> None:
        self.model.show(seqs)
        self.pages.setCurrentIndex(_LIST if seqs else _EMPTY)
        self.empty.setText(self.tr("No step is like that.") if self.wish.asks or self.wish.article
                           else self.tr("Nothing was done yet."))  # fmt: skip
        if seqs:
            self.list.choose(0)
        else:
            self._show_chosen(None)

    def _tell_count(self) -> None:
        rows = self.model.rowCount()
        self.count.setText(self.tr("1 step") if rows == 1 else self.tr("{count} steps").format(count=f"{rows:,}"))

    def _follow_coders(self) -> None:
        """Who can be chosen: everybody who is known to the project."""
        with self._workspace.read() as reads:
            wanted = [(self.tr("By everybody"), ""), *((coder.name, coder.id) for coder in reads.coders())]
        there = [(self.coder.itemText(at), self.coder.itemData(at)) for at in range(self.coder.count())]
        if there != wanted:
            chosen = self.coder.currentData()
            self.coder.clear()
            for name, coder in wanted:
                self.coder.addItem(name, coder)
            self.coder.setCurrentIndex(max(0, self.coder.findData(chosen)))

    # Changes

    def follow_change(self, change: ChangeSet) -> None:
        """A change was committed: show it, now or when the view is next seen."""
        self._stale = True
        if self.isVisible():
            self._changing.start()

    def _read_newer(self) -> None:
        if not self.isVisible():
            return
        if self._read_for != self.wish or self.pages.currentIndex() == _EMPTY:
            self.read()
            return
        self._stale = False
        with self._workspace.read() as reads:
            newer = reads.log_seqs(self.wish, above=self.model.newest)
        self.model.put_before(newer)
        self._tell_count()
        self._show_chosen(self.list.current_line())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self._read_for != self.wish:
            self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typing.stop()
        self._changing.stop()

    # What the user does

    def _to_list(self) -> None:
        if self._typing.isActive():
            self.read()
        self.list.setFocus()

    def _with_chosen(self, signal: object) -> None:
        line = self.list.current_line()
        if line is not None:
            signal.emit(line.log)  # type: ignore[attr-defined]  # a bound signal, for which PySide has no name

    def _show_chosen(self, line: HistoryLine | None) -> None:
        self.show_place.setEnabled(line is not None and bool(line.log.article))
        self.undo.setEnabled(line is not None and not line.log.undone and self._workspace.writable)
        undone = self.tr("undone") if line is not None and line.log.undone else ""
        self.what.show_text(line.log.label if line is not None else "")
        parts = (whole_time(line.log.at), line.log.coder, line.title, undone) if line is not None else ()
        self.about.show_text(" · ".join(part for part in parts if part))

    def next_part(self) -> None:
        """Move the keyboard between the filter and the list."""
        target = self.filter if self.list.hasFocus() else self.list
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """The view is about to go: answers that are still on their way are dropped."""
        self._left = True

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.list.viewport().update()
