# SPDX-License-Identifier: MIT
"""A field that takes a key by being pressed.

What lives here: the field. What does not: whether an action can have the key (key_map.py).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from curator.app.guard import guarded
from curator.app.key_names import key_of, shown

_REMOVING = ("Backspace", "Del")


@guarded
class KeyField(QLineEdit):
    """`pressed(key)`: this key was pressed, "" for Backspace (no key at all). `left`: Esc was pressed."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._keys = ""

    def show_keys(self, keys: str) -> None:
        """The keys in force, as the platform writes them."""
        self._keys = keys
        self._tell()

    def _tell(self) -> None:
        self.setText("" if self.hasFocus() else self._keys)
        self.setPlaceholderText(self.tr("Press the new key") if self.hasFocus() else self.tr("No key"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # here a shortcut is a key like any other
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if not key or event.isAutoRepeat():
            return
        if key == "Esc":
            self.left.emit()
        elif key in _REMOVING:
            self.pressed.emit("")
        else:
            self.setText(shown(key))
            self.pressed.emit(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()
