# SPDX-License-Identifier: MIT
"""The rail at the left of a project: which view of it is on show.

What lives here: the buttons. What does not: the views (page_views.py).
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.icons import icon
from curator.app.theme import current
from curator.app.widgets import named

_WIDTH = 72
_ICON = 20


class Rail(QWidget):
    """`wanted(name)`: this view is to be shown. The drawings come with `wear_theme`, after the first paint."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "rail", self.tr("Views of the project"), role="rail")
        self.setFixedWidth(_WIDTH)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._dressed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, measures.GAP, 4, measures.GAP)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def add(self, name: str, text: str, tip: str) -> None:
        """Put a view on the rail; `name` is its icon's too."""
        button = QToolButton()
        named(button, f"rail.{name}", text, tip=tip, role="rail")
        button.setText(text)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFont(measures.font(measures.SMALL - 0.5))
        letters = button.fontMetrics()
        width, height = letters.horizontalAdvance(text) + 16, letters.height() + _ICON + 14
        button.setFixedSize(max(_WIDTH - 8, width), max(50, height))
        self.setFixedWidth(max(self.width(), width + 8))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        self._column.insertWidget(self._column.count() - 1, button)

    def mark(self, name: str) -> None:
        """Show which view is on show; nothing is sent out."""
        self._buttons[name].setChecked(True)
        for own, button in self._buttons.items():
            # Tab comes to the one that is on; from there arrows go to the others.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if own == name else Qt.FocusPolicy.NoFocus)
        if self._dressed:
            self.wear_theme()

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self._dressed = True
        theme = current()
        for name, button in self._buttons.items():
            button.setIcon(icon(name, theme.accent if button.isChecked() else theme.quiet, _ICON))
