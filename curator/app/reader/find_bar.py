# SPDX-License-Identifier: MIT
"""The bar below the article that finds words in it.

What lives here: its widgets and keys. What does not: the search (find.py) and showing the hits (finding.py).
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from curator.app.guard import guarded


@guarded
class FindBar(QWidget):
    """Asks for words; says which hit of how many is shown."""

    words_changed = Signal(str, bool)  # words, exactly as typed
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.setAccessibleName(self.tr("Find in the article"))
        self.setAutoFillBackground(True)
        self._words = QLineEdit(self)
        self._words.setObjectName("find_words")
        self._words.setAccessibleName(self.tr("Words to find"))
        self._words.setToolTip(self.tr("Words to find; case, accents and vowel marks do not count"))
        self._words.setPlaceholderText(self.tr("Find in the article"))
        self._words.setClearButtonEnabled(True)
        self._exact = QCheckBox(self.tr("Exact"), self)
        self._exact.setObjectName("find_exact")
        self._exact.setAccessibleName(self.tr("Exactly as typed"))
        self._exact.setToolTip(self.tr("Only exactly these characters: case, accents and vowel marks count"))
        self._count = QLabel(self)
        self._count.setObjectName("find_count")
        self._count.setAccessibleName(self.tr("Number of hits"))
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setMinimumWidth(110)
        previous = self._button("find_previous", "↑", self.tr("Previous hit (Shift+Enter)"))
        following = self._button("find_next", "↓", self.tr("Next hit (Enter)"))
        close = self._button("find_close", "✕", self.tr("Close (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        for widget in (self._words, self._count, previous, following, self._exact, close):
            row.addWidget(widget, 1 if widget is self._words else 0)
        self._in_order = (self._words, previous, following, self._exact, close)
        self._words.textChanged.connect(self._ask)
        self._exact.toggled.connect(self._ask)
        previous.clicked.connect(self.previous_wanted)
        following.clicked.connect(self.next_wanted)
        close.clicked.connect(self.closed)

    def _button(self, name: str, sign: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(sign)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        return button

    def follow(self, before: QWidget) -> None:
        """Come next after `before` for the Tab key, however late the bar was made."""
        for one, other in pairwise((before, *self._in_order)):
            QWidget.setTabOrder(one, other)

    def _ask(self) -> None:
        self.words_changed.emit(self._words.text(), self._exact.isChecked())

    def words(self) -> str:
        return self._words.text()

    def start(self, words: str) -> None:
        """Show the bar for typing; `words` (of a selection) take the place of the last ones."""
        if words and words != self._words.text():
            self._words.setText(words)
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self._ask()

    def show_count(self, current: int, count: int, more: bool) -> None:
        """`current` from 1; `more` when the search stopped at its limit."""
        if not self._words.text():
            said = ""
        elif count:
            said = self.tr("{0} of {1}").format(f"{current:,}", f"{count:,}" + ("+" if more else ""))
        else:
            said = self.tr("nothing found")
        self._count.setText(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_wanted if backwards else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
