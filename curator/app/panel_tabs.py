# SPDX-License-Identifier: MIT
"""A row of tabs some of which have a picture for a name.

What lives here: that a picture takes no more room than it needs, so that the words beside it are not cut. What does
not: the tabs of a panel (side_panel.py).
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabBar

from curator.app.guard import guarded

_AROUND_PICTURE = 14  # pixels: its padding and the gap to the next tab, as the style sheet has them


@guarded
class PanelTabs(QTabBar):
    """Qt reserves room for words beside a picture even where there are none."""

    def tabSizeHint(self, index: int) -> QSize:
        hint = super().tabSizeHint(index)
        if self.tabText(index):
            return hint
        return QSize(min(hint.width(), self.iconSize().width() + _AROUND_PICTURE), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return super().minimumTabSizeHint(index) if self.tabText(index) else self.tabSizeHint(index)
