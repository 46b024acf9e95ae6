# SPDX-License-Identifier: MIT
"""The line of commands: at the top of the window, with the list of what it finds below it.

What lives here: the widget, its keys, and where the focus goes. What does not: what is offered (offers.py and whoever
registers a provider), painting a line (offer_delegate.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from curator.app import measures
from curator.app.commands.offer_delegate import OfferDelegate, OfferRole
from curator.app.commands.offers import Offer, Provider
from curator.app.guard import guarded
from curator.app.reader.accessible import announce
from curator.app.widgets import OVERLAY, named, plain_label

_WIDTH, _ROWS, _TOP = 660, 12, 6
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@guarded
class CommandLine(QLineEdit):
    """Its Up, Down and Enter are the list's."""

    def __init__(self, box: CommandBox) -> None:
        super().__init__(box)
        self._box = box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            self._box.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._box.run_chosen()
        elif key == Qt.Key.Key_Escape:
            self._box.leave()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Tab goes nowhere: there is nothing else to reach, and going on would leave the line.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._box.hide()


@guarded
class CommandBox(QWidget):
    """A child of the window, over its pages; `add_provider` lets others offer something."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        named(self, "commands", self.tr("Search or run a command"), role="commands")
        self.setProperty(OVERLAY, True)
        self._window = window
        self._providers: list[Provider] = []
        self._last: Provider | None = None
        self._found: list[Sequence[Offer]] = []
        self._round = 0
        self._seeking = False
        self._before: QWidget | None = None
        self.line = CommandLine(self)
        named(self.line, "commands.line", self.tr("Search or run a command"))
        self.line.setPlaceholderText(self.tr("An action, an article, an incident …"))
        self.model = QStandardItemModel(self)
        self.list = QListView()
        named(self.list, "commands.list", self.tr("What is found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.none = plain_label(self.tr("Nothing is found."), role="quiet")
        named(self.none, "commands.none", self.none.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.GAP, measures.GAP, measures.GAP, measures.GAP)
        column.setSpacing(measures.STEP)
        column.addWidget(self.line)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self.line.textChanged.connect(lambda _text: self._seek())
        self.list.clicked.connect(self._run)
        window.installEventFilter(self)
        self.hide()

    def add_provider(self, provider: Provider) -> Callable[[], None]:
        """Let somebody offer something, below those who came before; what comes back takes it out again."""
        self._providers.append(provider)
        return partial(self._providers.remove, provider)

    def set_last(self, provider: Provider) -> None:
        """Let somebody offer a way on, at once, below all others that are possible. Where all that is found is
        impossible now, that is the answer, and there is no way on."""
        self._last = provider

    def open(self) -> None:
        """Show the line, empty, and remember where the focus was."""
        focus = QApplication.focusWidget()
        if focus is not self.line:
            self._before = focus
        self.line.clear()
        self._seek()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close, and put the focus back where it was."""
        before, self._before = self._before, None
        self._round += 1  # what is still being looked for comes too late
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    # Finding

    def _seek(self) -> None:
        self._round += 1
        self._found = [() for _ in self._providers]
        self._seeking = True
        for at, provider in enumerate(tuple(self._providers)):
            provider.seek(self.line.text(), partial(self._take, self._round, at))
        self._seeking = False
        self._show(0)

    def _take(self, asked: int, at: int, offers: Sequence[Offer]) -> None:
        if asked != self._round:
            return
        self._found[at] = offers
        if not self._seeking:  # it came late: what the user has chosen meanwhile stays
            self._show(max(0, self.list.currentIndex().row()))

    def _show(self, chosen: int) -> None:
        self.model.clear()
        found = [each for offers in self._found for each in offers]
        if self._last is not None and (not found or any(each.possible for each in found)):
            self._last.seek(self.line.text(), found.extend)
        found.sort(key=lambda each: not each.possible)  # what can be done stands first
        for offer in found:
            item = QStandardItem(offer.text)
            item.setData(offer, OfferRole)
            item.setEnabled(offer.possible)
            item.setAccessibleText(" ".join(part for part in (offer.text, offer.told, offer.key) if part))
            self.model.appendRow(item)
        self.none.setVisible(not self.model.rowCount())
        self.list.setVisible(bool(self.model.rowCount()))
        self._choose(chosen, 1)
        self._place()

    # Choosing

    def step(self, by: int) -> None:
        """Choose another line, passing over what is not possible."""
        self._choose(self.list.currentIndex().row() + by, 1 if by > 0 else -1)

    def _choose(self, row: int, way: int) -> None:
        rows = range(self.model.rowCount())
        row = max(0, min(row, len(rows) - 1))
        onward = rows[row:] if way > 0 else rows[row::-1]
        at = next((each for each in onward if self.model.item(each).isEnabled()), None)
        if at is not None:
            self.list.setCurrentIndex(self.model.index(at, 0))
            self.list.scrollTo(self.list.currentIndex())
            if self.isVisible():  # the focus stays in the line: say what is chosen in the list
                announce(self.line, self.model.item(at).accessibleText())

    def run_chosen(self) -> None:
        """Do what the chosen line offers."""
        self._run(self.list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        offer = index.data(OfferRole) if index.isValid() else None
        if isinstance(offer, Offer) and offer.possible:
            self.leave()
            offer.act()

    # Its place

    def _place(self) -> None:
        width = min(_WIDTH, self._window.width() - 2 * measures.WIDE_INSET)
        rows = min(_ROWS, self.model.rowCount())
        self.list.setFixedHeight(max(1, self.list.sizeHintForRow(0) * rows))
        column = self.layout()
        height = column.sizeHint().height() if column is not None else 0
        self.setGeometry((self._window.width() - width) // 2, _TOP, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
