# SPDX-License-Identifier: MIT
"""The top row of the window: menus, the project's name, what Undo would take back, who is coding.

What lives here: the row. What does not: what the menus hold (actions/), the line of commands (commands/).
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QToolButton, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.icons import icon
from curator.app.search_button import SearchButton
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import ElidedLabel, named, plain_label

_UNDO_WIDTH = 310  # at most, with its icon
_UNDO_LEAST = 150
_NAME_USUAL, _NAME_WISHED = 80, 220  # what beyond the usual a long name needs, Undo gives up
_CODEBOOK_FROM = 1100  # where it is narrower, the room is the project's name's
_UNDO_EDGES = 50  # icon and padding


@guarded
class Header(QWidget):
    """On platforms with a menu bar of their own the row holds the rest only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "header", self.tr("Menus and project"), role="header")
        self.menus = QMenuBar()
        named(self.menus, "menus", self.tr("Menus"))
        self.menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.project = ElidedLabel()
        self.project.setObjectName("header.project")
        self.project.setFont(measures.font(half_bold=True))
        self.project.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.codebook = plain_label("", role="quiet")
        named(self.codebook, "header.codebook", self.tr("Codebook and its version"))
        self.search = SearchButton()
        self._undo: QAction | None = None
        self._name_width = 0
        self.undo = QToolButton()
        named(self.undo, "header.undo", self.tr("Undo"), role="quiet")
        self.undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.coder = plain_label("", role="quiet")
        named(self.coder, "header.coder", self.tr("Who is coding"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, measures.WIDE_INSET, 4)
        row.setSpacing(measures.INSET)
        row.addWidget(self.menus)
        row.addWidget(self.project, 1)
        row.addWidget(self.codebook)
        row.addWidget(self.search)
        row.addWidget(self.undo)
        row.addWidget(self.coder)
        self.show_project("", "", "", "")

    def serve(self, undo: QAction, command: QAction) -> None:
        """What the buttons do; until it is known there is nothing to take back."""
        self._undo = undo
        self.undo.clicked.connect(undo.trigger)
        undo.changed.connect(self._follow_undo)
        self.search.serve(command)
        self._follow_undo()

    def show_project(self, name: str, codebook: str, codebook_title: str, coder: str) -> None:
        """Name the project, its codebook and who is coding; all empty on the start page."""
        self.project.show_text(name)
        self._name_width = self.project.fontMetrics().horizontalAdvance(name) + 2
        self.project.setMinimumWidth(min(self._name_width, measures.grown(_NAME_WISHED)))
        self.codebook.setText(codebook)
        self.codebook.setToolTip(plain_tip(codebook_title))
        self.coder.setText(coder)
        self.coder.setVisible(bool(coder))
        self._follow_undo()

    def _follow_undo(self) -> None:
        if self._undo is None or not self._undo.isEnabled():
            self.undo.hide()
            return
        self.undo.show()
        if self.undo.icon().isNull():
            self.wear_theme()
        self._fit_undo()
        self.undo.setToolTip(self._undo.toolTip())

    def _undo_says(self) -> str:
        text = self._undo.text() if self._undo is not None else ""
        return text.partition("\t")[0].replace("&&", "\x00").replace("&", "").replace("\x00", "&")

    def _fit_undo(self) -> None:
        """The button is as wide whatever it says, so that what stands before it does not move with every action."""
        name = max(0, min(self._name_width, _NAME_WISHED) - _NAME_USUAL)
        width = max(_UNDO_LEAST, min(_UNDO_WIDTH, self.width() * 24 // 100) - name)
        self.undo.setFixedWidth(width)
        side = Qt.TextElideMode.ElideRight
        self.undo.setText(self.undo.fontMetrics().elidedText(self._undo_says(), side, width - _UNDO_EDGES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.codebook.setVisible(self.width() >= measures.grown(_CODEBOOK_FROM))
        self._fit_undo()

    def wear_theme(self) -> None:
        self.undo.setIcon(icon("undo", current().quiet, 16))
        self.undo.setIconSize(QSize(16, 16))
