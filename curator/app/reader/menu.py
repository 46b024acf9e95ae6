# SPDX-License-Identifier: MIT
"""The reader's context menu.

What lives here: its own actions. What does not: those that the window adds through `context_menu_opening`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from curator.app.reader.view import ReaderView


def reader_menu(view: ReaderView) -> QMenu:
    """Copy, select all, sentence, paragraph, find; deletes itself when closed."""
    menu = QMenu(view)
    menu.setObjectName("reader_menu")
    menu.setAccessibleName(_say("Article menu"))
    start, end = view.selected_span()
    _add(menu, "reader_copy", _say("Copy"), view.copy, QKeySequence.StandardKey.Copy).setEnabled(start < end)
    _add(menu, "reader_select_all", _say("Select all"), view.select_all, QKeySequence.StandardKey.SelectAll)
    _add(menu, "reader_select_sentence", _say("Select sentence"), view.select_sentence)
    _add(menu, "reader_select_paragraph", _say("Select paragraph"), view.select_paragraph)
    _add(menu, "reader_grow", _say("Grow the selection"), view.grow_selection)
    _add(menu, "reader_shrink", _say("Shrink the selection"), view.shrink_selection).setEnabled(start < end)
    menu.addSeparator()
    _add(menu, "reader_find", _say("Find in the article"), view.open_find, QKeySequence.StandardKey.Find)
    return menu


def _say(text: str) -> str:
    return QCoreApplication.translate("ReaderMenu", text)


def _add(
    menu: QMenu, name: str, text: str, slot: Callable[[], None], key: QKeySequence.StandardKey | None = None
) -> QAction:
    action = QAction(text, menu)
    action.setObjectName(name)
    action.setToolTip(text)
    if key is not None:
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _checked=False: slot())
    menu.addAction(action)
    return action
