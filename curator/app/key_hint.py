# SPDX-License-Identifier: MIT
"""The key of an action behind the tool tip of a widget that does the same: always the key that is in force.

What lives here: the hint. What does not: tool tips of actions (action_set.py), which have theirs by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from curator.app.guard import guarded
from curator.app.key_map import KeyMap
from curator.app.key_names import shown

# Widgets of a project's page, and the actions that do the same. Their tips name no key themselves.
HINTS: tuple[tuple[str, str], ...] = (
    ("library.filter", "edit.filter"), ("library.in_texts", "edit.search"), ("library.import", "file.import_articles"),
    ("rail.incidents", "go.incidents"), ("rail.history", "go.history"),
    ("rail.review", "go.review"),
)  # fmt: skip
# The same of the review, which is made when it is first wanted.
REVIEW_HINTS: tuple[tuple[str, str], ...] = (
    ("review.previous_incident", "review.previous_incident"), ("review.next_incident", "review.next_incident"),
    ("review.reason", "review.reason"), ("review.unclear", "review.unclear"),
    ("review.threads.write", "review.comment"), ("review.open", "review.open_layers"),
    ("review.threads.resolve", "review.resolve"),
)  # fmt: skip


@guarded
class KeyHint(QObject):
    """Shows the widget's own tip with the key behind it."""

    def __init__(self, widget: QWidget, keys: KeyMap, action_id: str) -> None:
        super().__init__(widget)
        self._widget, self._keys, self._action = widget, keys, action_id
        widget.installEventFilter(self)

    def text(self) -> str:
        """The tip as it is shown now."""
        keys = self._keys.keys(self._action)
        return f"{self._widget.toolTip()} ({shown(keys[0])})" if keys else self._widget.toolTip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent) or not self._widget.toolTip():
            return False
        QToolTip.showText(event.globalPos(), self.text(), self._widget)
        return True


def hint_keys(page: QWidget, keys: KeyMap, hints: Sequence[tuple[str, str]] = HINTS) -> None:
    """Give the widgets of a page their hints."""
    for name, action_id in hints:
        widget = page.findChild(QWidget, name)
        if widget is not None:
            KeyHint(widget, keys, action_id)
