# SPDX-License-Identifier: MIT
"""The keys of the review: what a key means while its grid, its list or its article has the focus, and only then.

What lives here: from a pressed key to an action. What does not: which action has which key (key_map.py), doing it
(desk.py). Where somebody types, letters are letters: those fields are not listened to.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from curator.app.action_set import ActionSet
from curator.app.guard import guarded
from curator.app.key_names import key_of
from curator.app.reader.view import ReaderView

_OF_LISTS = frozenset(("Return", "Enter", "Space"))


@guarded
class ReviewKeys(QObject):
    """Listens to these widgets; in `lists` Enter and Space are the list's own, in the article Space turns a page."""

    def __init__(
        self, parent: QObject, actions: ActionSet, widgets: Iterable[QWidget], lists: Iterable[QWidget]
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._lists = tuple(lists)
        self._widgets = (*widgets, *self._lists)
        for widget in self._widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or not watched.hasFocus():
            return False  # the key went to a widget inside and only comes past
        key = key_of(event)
        key = "Return" if key == "Enter" else key
        if (watched in self._lists and key in _OF_LISTS) or (key == "Space" and isinstance(watched, ReaderView)):
            return False
        action = self._actions.in_review(key) if key else None
        if action is None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # else a shortcut of the window with the same key would take it
            return True
        if event.isAutoRepeat() and not action.objectName().endswith((".next", ".previous")):
            return True
        if not self._actions.press_in_vain(key, in_review=True):
            action.trigger()
        return True
