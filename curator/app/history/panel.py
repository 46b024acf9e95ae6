# SPDX-License-Identifier: MIT
"""The view "History": everything that was done in the project, newest first, narrowed by words, kind, coder, article.

What lives here: its widgets, and reading what they show. What does not: undoing (turning_round.py), going to a place
(page/places.py), the list itself (view.py), what all long lists share (listed/).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.background import Background
from curator.app.guard import guarded
from curator.app.history.line import HistoryLine
from curator.app.history.model import HistoryModel
from curator.app.history.source import log_of
from curator.app.history.view import HistoryView
from curator.app.history.wording import KINDS, whole_time
from curator.app.listed.model import PAGE
from curator.app.listed.page import AT_ONCE, ListPage, line_of_widgets
from curator.app.values.phrases import say
from curator.app.widgets import ElidedLabel, named
from curator.store.log_list import LogWish
from curator.workspace import ChangeSet, Workspace

_CHANGE_WAIT = 250  # ms after the last change


@guarded
class HistoryPanel(ListPage):
    """`place_wanted(LogLine)`: show where an entry was at work. `undo_wanted(LogLine)`: take it back."""

    place_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, article: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        """`article` tells the id of the article on show, "" for none."""
        super().__init__(
            "history", self.tr("History of the project"), workspace, background, change_wait=_CHANGE_WAIT, parent=parent
        )
        self._article = article
        self._read_for: LogWish | None = None
        self.model = HistoryModel(lambda seqs: log_of(workspace, seqs))
        self.list = HistoryView("history.list", self.tr("What was done, newest first"), self.model, values=False)
        self._make_rest()
        self._lay_out()
        self._connect()

    # Making

    def _make_rest(self) -> None:
        tip = self.tr("Show the steps with all these words in what was done, the article's title or the coder")
        self.name_filter(self.tr("Find steps …"), self.tr("Find steps"), tip)
        self.kind = named(QComboBox(), "history.kind", self.tr("Kind of steps"), tip=self.tr("Which steps are shown"))
        self.kind.addItem(self.tr("All steps"), ())
        for _, label, kinds in KINDS:
            self.kind.addItem(say(label), kinds)
        self.coder = named(QComboBox(), "history.coder", self.tr("Whose steps"), tip=self.tr("Whose steps are shown"))
        self.where = named(QComboBox(), "history.where", self.tr("Where"), tip=self.tr("Where the steps were done"))
        self.where.addItem(self.tr("In all articles"), False)
        self.where.addItem(self.tr("In the article on show"), True)
        self.what = ElidedLabel()
        self.what.setObjectName("history.what")
        self.about = ElidedLabel()
        self.about.setObjectName("history.about")
        self.about.setProperty("role", "quiet")
        self.show_place = named(QPushButton(self.tr("Show the place")), "history.show", self.tr("Show the place"),
                                tip=self.tr("Open the article, incident and value of this step (Enter)"))  # fmt: skip
        self.undo = named(QPushButton(self.tr("Undo this step")), "history.undo", self.tr("Undo this step"),
                          tip=self.tr("Take back what this step did (U); that is a step too"))  # fmt: skip

    def _lay_out(self) -> None:
        self.filter_line.setFixedWidth(280)
        top = line_of_widgets(self.filter_line, self.kind, self.coder, self.where)
        top.addStretch(1)
        top.addWidget(self.count)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.what)
        told.addWidget(self.about)
        below = QHBoxLayout()
        below.setSpacing(measures.GAP)
        below.addLayout(told, 1)
        below.addWidget(self.undo)
        below.addWidget(self.show_place)
        self.lay_out(top, self.list, below, self.tr("The chosen step"))

    def _connect(self) -> None:
        self.filter_line.returnPressed.connect(self.to_list)
        self.filter_line.went_down.connect(self.to_list)
        self.filter_line.escaped.connect(self.list.setFocus)
        for box in (self.kind, self.coder, self.where):
            box.activated.connect(lambda _at: self.read())
        self.list.chosen.connect(self._show_chosen)
        self.list.escaped.connect(self.filter_line.setFocus)
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
            self.filter_line.text(), str(self.coder.currentData() or ""), tuple(self.kind.currentData()),
            self._article() if self.where.currentData() else "", reader=self._reader(),
        )  # fmt: skip

    def _reader(self) -> str | None:
        """From whom colleagues' steps are hidden: whoever is coding, or somebody unknown where there are several."""
        coder = self._workspace.coder
        return coder.id if coder is not None else "" if self.coder.count() > 2 else None

    def read(self) -> None:
        """Read which entries are listed, and show them from the newest on."""
        self.begin_reading()
        self._follow_coders()
        before, wish = self._read_for, self.wish
        if before is None or before.reader != wish.reader:
            self.model.show(array("q"))  # what may be hidden now is not to be seen until the rest is read
        self._read_for = wish

        def whole() -> array[int]:
            with self._workspace.read() as reads:
                return reads.log_seqs(wish)

        def beginning() -> array[int]:
            with self._workspace.read() as reads:
                return reads.log_seqs(wish, limit=PAGE)

        with self._workspace.read() as reads:
            few = reads.newest_seq() <= AT_ONCE
        if few:
            self._show(whole())
            self._tell_count()
            return

        def begin(found: array[int]) -> None:
            self._show(found)
            self.count.setText("…")

        def end(found: array[int]) -> None:
            self.model.follow(found)
            self._tell_count()

        self.read_in_two_steps(beginning, begin, whole, end)

    def _show(self, seqs: array[int]) -> None:
        self.model.show(seqs)
        asked = self.wish.asks or self.wish.article
        self.show_list(seqs, self.tr("No step is like that.") if asked else self.tr("Nothing was done yet."))
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
        """A change was committed: show it, now or when the view is next seen. Where it may open or close layers, other
        steps than the newest come and go too."""
        if change.tables.keys() & {"reading", "assignments", "openings"}:
            self._read_for = None
        self.changed()

    @property
    def outdated(self) -> bool:
        """Other steps are wanted now: another article is on show, or somebody else codes."""
        return self._read_for != self.wish

    def read_changes(self) -> None:
        """Put the newer steps in front."""
        if self.outdated or self.shows_nothing:
            self.read()
            return
        self._stale = False
        with self._workspace.read() as reads:
            newer = reads.log_seqs(self.wish, above=self.model.first)
        self.model.put_before(newer)
        self._tell_count()
        self._show_chosen(self.list.current_line())

    # What the user does

    def _with_chosen(self, signal: object) -> None:
        line = self.list.current_line()
        if line is not None:
            signal.emit(line.log)  # type: ignore[attr-defined]  # a bound signal, for which PySide has no name

    def _show_chosen(self, line: HistoryLine | None) -> None:
        self.show_place.setEnabled(line is not None and bool(line.log.article))
        self.undo.setEnabled(line is not None and not line.log.undone and self._workspace.writable)
        undone = self.tr("undone") if line is not None and line.log.undone else ""
        self.what.show_text(line.log.said if line is not None else "")
        parts = (whole_time(line.log.at), line.log.coder, line.title, undone) if line is not None else ()
        self.about.show_text(" · ".join(part for part in parts if part))
