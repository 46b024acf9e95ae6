# SPDX-License-Identifier: MIT
"""Where things of the review are on the screen, for what is asked beside them.

What lives here: rectangles in the window's coordinates. What does not: what is asked there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


def line_rect(page: ReviewPage) -> QRect:
    """Where the chosen line is."""
    grid = page.grid
    index = grid.lines.index(max(0, grid.currentIndex().row()), 0)
    return _in_window(grid.viewport(), grid.visualRect(index))


def consensus_rect(page: ReviewPage) -> QRect:
    """Where the chosen line's value of the consensus is; it is brought into view."""
    grid = page.grid
    index = grid.lines.index(max(0, grid.currentIndex().row()), grid.lines.consensus)
    grid.scrollTo(index)
    return _in_window(grid.viewport(), grid.visualRect(index))


def head_rect(page: ReviewPage) -> QRect:
    """Where the incident's head is."""
    return _in_window(page.head, page.head.rect())


def _in_window(widget: QWidget, rect: QRect) -> QRect:
    return QRect(widget.mapTo(widget.window(), rect.topLeft()), rect.size())
