# SPDX-License-Identifier: MIT
"""The ground of a row in a list of articles: chosen, with the keyboard, under the mouse; a line below it.

What lives here: painting it, in the way that costs least at start (filling.py). What does not: what stands on it (each
list's own delegate), whether a row is chosen (row_state.py).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from curator.app.filling import fill
from curator.app.row_state import has_keyboard, is_chosen, lies_under_mouse
from curator.app.theme import current

Index = QModelIndex | QPersistentModelIndex
_BAR = 3


def paint_ground(painter: QPainter, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> None:
    """Paint the ground of a row. The painter has no pen afterwards, and another brush."""
    theme, room = current(), QRect(option.rect)
    if is_chosen(view, index):
        fill(painter, room, QColor(theme.accent_soft))
        if has_keyboard(view, index):
            fill(painter, QRect(room.left(), room.top(), _BAR, room.height()), QColor(theme.accent))
    elif lies_under_mouse(view, option):
        fill(painter, room, QColor(theme.field))
    fill(painter, QRect(room.left(), room.bottom(), room.width(), 1), QColor(theme.line))
