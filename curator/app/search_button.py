# SPDX-License-Identifier: MIT
"""The quiet button of the top row that opens the line of commands.

What lives here: the button. What does not: the line of commands (commands/).
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.widgets import ElidedLabel, named, plain_label

_WIDEST, _NARROWEST = 320, 130


@guarded
class SearchButton(QPushButton):
    """Says what it does and with which key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "header.search", self.tr("Search or run a command"), role="search")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where the command is to act
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.text_ = ElidedLabel()
        self.text_.setObjectName("header.search.text")
        self.text_.setProperty("role", "quiet")
        self.text_.show_text(self.tr("Search or run a command"))
        self.key = plain_label("", role="key", font=measures.font(measures.SMALL))
        self.key.setObjectName("header.search.key")
        for label in (self.text_, self.key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 5, 2)
        row.setSpacing(measures.GAP)
        row.addWidget(self.text_, 1)
        row.addWidget(self.key)
        self.key.hide()

    def serve(self, action: QAction) -> None:
        """What a click does; its key is shown in the button."""
        self.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._follow(action))
        self._follow(action)

    def _follow(self, action: QAction) -> None:
        """The key may be another one now."""
        keys = action.shortcut().toString()
        self.key.setText(action.shortcut().toString(action.shortcut().SequenceFormat.NativeText))
        self.key.setVisible(bool(keys))
        self.setToolTip(action.toolTip())
        self.setAccessibleDescription(action.toolTip())

    def sizeHint(self) -> QSize:
        return QSize(_WIDEST, self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())
