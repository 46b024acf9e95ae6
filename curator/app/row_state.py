# SPDX-License-Identifier: MIT
"""Whether a row of a list is chosen, has the keyboard, lies under the mouse: what its delegate paints by.

What lives here: asking the list. What does not: painting. `option.state` tells the same, but the first look at it makes
PySide build the eleven enumerations of QStyle, which takes longer than painting the list: so only where the mouse is.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex


def is_chosen(view: QAbstractItemView, index: Index) -> bool:
    """Whether the row is selected."""
    chosen = view.selectionModel()
    return chosen is not None and chosen.isSelected(_plain(index))


def has_keyboard(view: QAbstractItemView, index: Index) -> bool:
    """Whether the row is the current one of a list that has the focus."""
    return view.hasFocus() and view.currentIndex() == index


def lies_under_mouse(view: QAbstractItemView, option: QStyleOptionViewItem) -> bool:
    """Whether the mouse rests on the row."""
    if not view.underMouse():
        return False
    from PySide6.QtWidgets import QStyle

    return bool(option.state & QStyle.StateFlag.State_MouseOver)


def _plain(index: Index) -> QModelIndex:
    return index if isinstance(index, QModelIndex) else index.model().index(index.row(), index.column())
