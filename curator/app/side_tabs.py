# SPDX-License-Identifier: MIT
"""The tabs beside an article: names where there is room for them, a picture or a letter in their place where not.

What lives here: how the tabs are named. What does not: what they lead to (side_panel.py).
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.icons import icon
from curator.app.theme import current
from curator.app.widgets import named
from curator.shape import Frozen

_ICON = 16
_AROUND_PICTURE = 14  # pixels: its padding and the gap to the next tab, as the style sheet has them


class TabName(Frozen):
    """`text` in full; `short` with the picture `icon` says the same where there is no room. Without a short form, and
    with a picture: the picture is the name, and `text` stands beside it. `told` is what a screen reader says."""

    text: str = ""
    short: str | None = None
    icon: str = ""
    told: str = ""


@guarded
class SideTabs(QTabBar):
    """Nothing is cut: as many names as must be are said shortly, those named in `give_way` first."""

    def __init__(self, name: str, title: str, names: list[TabName], give_way: tuple[int, ...], parent: QWidget) -> None:
        super().__init__(parent)
        named(self, name, title)
        self._names = names
        self._give_way = give_way
        self._drawn = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFont(measures.font(measures.SMALL))
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)  # with letters so large that not even the short names fit
        self.setIconSize(QSize(_ICON, _ICON))
        for each in names:
            self.addTab(each.text)
        self._fit()

    def rename(self, tab: int, name: TabName) -> None:
        """Name a tab anew; nothing where it is named so."""
        if self._names[tab] != name:
            self._names[tab] = name
            self._fit()

    def draw_icons(self) -> None:
        """Draw the pictures in the colours of the theme; not before the first paint."""
        self._drawn = True
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def tabSizeHint(self, index: int) -> QSize:
        """Qt reserves room for words beside a picture even where there are none."""
        hint = super().tabSizeHint(index)
        if self.tabText(index):
            return hint
        return QSize(min(hint.width(), _ICON + _AROUND_PICTURE), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return super().minimumTabSizeHint(index) if self.tabText(index) else self.tabSizeHint(index)

    def _fit(self) -> None:
        """In full, or with the first of the names that give way said shortly, and so on."""
        for shortened in range(len(self._give_way) + 1):
            self._say(set(self._give_way[:shortened]))
            if sum(self.tabSizeHint(tab).width() for tab in range(self.count())) <= self.width():
                return

    def _say(self, shortened: set[int]) -> None:
        for tab, name in enumerate(self._names):
            short = tab in shortened
            self.setTabText(tab, name.short if short and name.short is not None else name.text)
            if self._drawn:  # before the first paint there are none to take away either
                self._draw(tab, name.icon if short or name.short is None else "")
            self.setAccessibleTabName(tab, name.told or name.text)

    def _draw(self, tab: int, picture: str) -> None:
        from PySide6.QtGui import QIcon  # its enumerations are not for the first paint

        self.setTabIcon(tab, icon(picture, current().text, _ICON) if picture else QIcon())
