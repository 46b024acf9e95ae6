# SPDX-License-Identifier: MIT
"""How tables in dialogs look.

What lives here: grid, heads and rows. What does not: colours (style_sheet.py), what is in them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from curator.app import measures


def dress_table(table: QTableView, stretch: bool = True) -> None:
    """Rows without a grid; `stretch`: with columns of one width, together as wide as the table."""
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(measures.line_height(table.font())) + 12)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if stretch:
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
