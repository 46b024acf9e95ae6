# SPDX-License-Identifier: MIT
"""The list of words of an older version that wait for their place, gone through by keys.

What lives here: the list and its keys. What does not: what the keys do (dialog.py tells, jobs/article_versions.py
does).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.domain.kept import Waiting

_DATA = Qt.ItemDataRole.UserRole
_KEYS = {
    Qt.Key.Key_Return: "place", Qt.Key.Key_Enter: "place", Qt.Key.Key_Space: "next_place", Qt.Key.Key_Delete: "drop",
    Qt.Key.Key_N: "next_article",
}  # fmt: skip


@guarded
class WaitingList(QListWidget):
    """`key_wanted(name)`: the key of the button with this name was pressed."""

    key_wanted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.ShiftModifier:
            self.key_wanted.emit("drop_all")
            return
        name = _KEYS.get(Qt.Key(event.key()))
        if name is not None and not held:
            self.key_wanted.emit(name)
        else:
            super().keyPressEvent(event)

    @property
    def chosen(self) -> str:
        """The id of the words that are chosen; "" where none are."""
        item = self.currentItem()
        return str(item.data(_DATA)) if item is not None else ""

    def show_words(self, waiting: Sequence[Waiting], told: Sequence[str]) -> None:
        """Show these; what was chosen stays so, else what came after it."""
        chosen, row = self.chosen, self.currentRow()
        ids = [words.id for words in waiting]
        self.blockSignals(True)
        self.clear()
        for row_id, text in zip(ids, told, strict=True):
            item = QListWidgetItem(text)
            item.setData(_DATA, row_id)
            item.setToolTip(plain_tip(text))  # words of an article: never markup
            self.addItem(item)
        if ids:
            self.setCurrentRow(ids.index(chosen) if chosen in ids else max(0, min(row, len(ids) - 1)))
        self.blockSignals(False)
        if self.chosen != chosen:
            self.currentRowChanged.emit(self.currentRow())
