# SPDX-License-Identifier: MIT
"""The list of articles as a widget: how it looks, and what Delete and Enter do in it.

What lives here: what a table has to be told to be this list. What does not: what its lines say (model.py, delegate.py),
what is above it (panel.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from curator.app.guard import guarded
from curator.app.library.delegate import LibraryDelegate
from curator.app.library.model import LibraryModel
from curator.app.listed.table import ListTable
from curator.app.widgets import named

_NONE, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


@guarded
class ArticleTable(ListTable):
    """`removal_wanted`: Delete was pressed."""

    removal_wanted = Signal()

    def __init__(self, model: LibraryModel) -> None:
        super().__init__()
        named(self, "library.list", self.tr("Articles"), role="library")
        self.setModel(model)
        delegate = LibraryDelegate(self)
        self.setItemDelegate(delegate)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(delegate.row_height())
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)  # the window says which actions

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and event.modifiers() in (_NONE, _KEYPAD):
            self.removal_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.currentIndex().isValid():
            self.selectRow(0)  # what is on show is not in the list: the first of it is gone to
        else:
            super().keyPressEvent(event)
