# SPDX-License-Identifier: MIT
"""How the parts of the windows for hand-overs look.

What lives here: tables, the height of a line, labels that are there only when they say something. What does not: what
they say.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from curator.app import measures


def tell(label: QWidget, text: str) -> None:
    """Show a text, or nothing in its place."""
    label.setProperty("text", text)
    label.setAccessibleName(text)
    label.setVisible(bool(text))


def line_height(widget: QWidget) -> int:
    """Of a list, in pixels."""
    return round(measures.line_height(widget.font())) + 12


def dress_table(table: QTableView) -> None:
    """Rows without a grid, as wide as the table."""
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(measures.line_height(table.font())) + 12)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
