# SPDX-License-Identifier: MIT
"""The single-letter keys: what a key means while the article has the focus, and only then.

What lives here: from a pressed key to an action, or to a key of the codebook. What does not: which action has which key
(key_map.py), what the codebook's keys do (`on_book_key`, given by who fills the fields). An action goes before a key of
the codebook. A text field inside the reader (find) has the focus itself, so its letters come to it alone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from curator.app.action_set import ActionSet
from curator.app.guard import guarded
from curator.app.key_names import key_of, stands_alone
from curator.app.reader.view import ReaderView


def _no_book_key(_key: str) -> bool:
    return False


@guarded
class ArticleKeys(QObject):
    """`on_book_key(key)` gets a letter or digit no action has ("K", "Shift+K", "3") and says whether it did something;
    it may be set later. A key that is held down acts once."""

    def __init__(
        self, reader: ReaderView, actions: ActionSet, on_book_key: Callable[[str], bool] = _no_book_key
    ) -> None:
        super().__init__(reader)
        self._reader = reader
        self._actions = actions
        self.on_book_key = on_book_key
        reader.set_cycle_keys("", "")  # they are actions of the table
        reader.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if not self._reader.hasFocus() or not self._reader.has_article():
            return False  # the key went to a widget inside the reader and only comes past
        key = key_of(event)
        action = self._actions.in_article(key) if key else None
        if kind == QEvent.Type.ShortcutOverride:
            if action is not None:
                event.accept()  # else a shortcut of the window with the same key would take it
            return action is not None
        if action is not None:
            # Where it is not possible now the key is not the codebook's for that: it is said why.
            if not event.isAutoRepeat() and not self._actions.press_in_vain(key):
                action.trigger()
            return True
        return stands_alone(key) and (event.isAutoRepeat() or self.on_book_key(key))
