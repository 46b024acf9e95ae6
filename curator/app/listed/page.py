# SPDX-License-Identifier: MIT
"""A page with a long list: a line to filter by, how many there are, the list or why it is empty, the chosen one below.

What lives here: these widgets, waiting until the typing or the changing pauses, reading a long list in two steps. What
does not: what is listed (history/, dataset/).
A long list is read off the window's thread: its first rows, then the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.background import Background
from curator.app.filter_line import FilterLine
from curator.app.guard import guarded
from curator.app.widgets import hair_line, named, plain_label
from curator.workspace import Workspace

AT_ONCE = 20_000  # up to so many lines a list is read at once; more of them in a thread
_FILTER_WAIT = 180  # ms after the last letter typed
_PAINT_FIRST = 20  # ms that the first rows have to be painted before the rest is read
_LIST, _EMPTY = range(2)
First = TypeVar("First")
Whole = TypeVar("Whole")


@guarded
class ListPage(QWidget):
    """The part that all such pages share. One of them says what is `outdated` and how it is `read`."""

    def __init__(
        self, name: str, title: str, workspace: Workspace, background: Background, *, change_wait: int,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`name` begins the names of its widgets; `change_wait`: ms after the last change of what is listed."""
        super().__init__(parent)
        named(self, name, title, role="page")
        self._workspace, self._background = workspace, background
        self._stale = True
        self._left = False
        self._reading = 0  # which of the readings is the newest
        self.filter_line = FilterLine(clearButtonEnabled=True)
        self.count = named(plain_label("", role="quiet"), f"{name}.count", self.tr("How many there are"))
        self.empty = named(plain_label("", role="quiet", wrap=True), f"{name}.empty", self.tr("Nothing to show"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(40, 60, 40, 40)
        self._typing = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._typing.timeout.connect(self.read)
        self._changing = QTimer(self, singleShot=True, interval=change_wait)
        self._changing.timeout.connect(self._changes_paused)
        self.filter_line.textChanged.connect(lambda _text: self._typing.start())

    def name_filter(self, text: str, title: str, tip: str) -> None:
        """What one can type to filter: the hint in the line, its name, its tool tip."""
        self.filter_line.setPlaceholderText(text)
        named(self.filter_line, f"{self.objectName()}.filter", title, tip=tip)

    def lay_out(self, top: QBoxLayout, listed: QAbstractItemView, below: QBoxLayout, told: str) -> None:
        """The line above, the list, and what is shown below of the chosen one (`told` names that)."""
        self.list_shown = listed
        top.setContentsMargins(measures.WIDE_INSET, measures.INSET, measures.WIDE_INSET, measures.GAP)
        self.pages = QStackedWidget()
        self.pages.addWidget(listed)
        self.pages.addWidget(self.empty)
        foot = named(QWidget(), f"{self.objectName()}.below", told, role="side")
        below.setContentsMargins(measures.WIDE_INSET, measures.INSET, measures.WIDE_INSET, measures.INSET)
        foot.setLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hair_line())
        column.addWidget(self.pages, 1)
        column.addWidget(hair_line())
        column.addWidget(foot)

    # Reading

    def read(self) -> None:
        """Read what is listed, and show it."""
        raise NotImplementedError

    @property
    def outdated(self) -> bool:
        """Whether something else is to be shown now than what was read."""
        raise NotImplementedError

    def begin_reading(self) -> None:
        """What waits to be read is read now."""
        self._typing.stop()
        self._changing.stop()
        self._stale = False
        self._reading += 1

    def read_in_two_steps(
        self, beginning: Callable[[], First], begin: Callable[[First], None],
        whole: Callable[[], Whole], end: Callable[[Whole], None],
    ) -> None:  # fmt: skip
        """Read the first rows in a thread and show them, then all of them; a newer reading takes the place of it."""
        self._reading += 1
        lane, reading = self.objectName(), self._reading

        def current() -> bool:
            return not self._left and self._reading == reading

        def shown_first(found: First) -> None:
            if current():
                begin(found)
                QTimer.singleShot(_PAINT_FIRST, self, read_rest)

        def read_rest() -> None:
            if current():
                self._background.run(whole, shown_all, lane=lane)

        def shown_all(found: Whole) -> None:
            if current():
                end(found)

        self._background.run(beginning, shown_first, lane=lane)

    def show_list(self, rows: Sequence[int], told_empty: str) -> None:
        """Show the list, or why there is none."""
        self.pages.setCurrentIndex(_LIST if rows else _EMPTY)
        self.empty.setText(told_empty)

    @property
    def shows_nothing(self) -> bool:
        return self.pages.currentIndex() == _EMPTY

    # Changes

    def changed(self) -> None:
        """What is listed has changed: show it, now or when the page is next seen."""
        self._stale = True
        if self.isVisible():
            self._changing.start()

    def read_changes(self) -> None:
        """Show what has changed, while the page is seen."""
        self.read()

    def _changes_paused(self) -> None:
        if self.isVisible():
            self.read_changes()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self.outdated:
            self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typing.stop()
        self._changing.stop()

    def leave(self) -> None:
        """The page is about to go: answers that are still on their way are dropped."""
        self._left = True

    # What the user does

    def to_list(self) -> None:
        """From the filter to the list; what was typed is looked for at once."""
        if self._typing.isActive():
            self.read()
        self.list_shown.setFocus()

    def next_part(self) -> None:
        """Move the keyboard between the filter and the list."""
        target = self.filter_line if self.list_shown.hasFocus() else self.list_shown
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.list_shown.viewport().update()


def line_of_widgets(*widgets: QWidget, spacing: int = measures.GAP) -> QHBoxLayout:
    """These widgets beside each other."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    return row
