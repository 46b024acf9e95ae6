# SPDX-License-Identifier: MIT
"""The tabs beside an article: whole at every width, and with a full name for a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.side.tabs_below import ARTICLE, NOT_CODABLE, VALUES


@pytest.mark.parametrize("width", [1000, 1280, 1920])
def test_no_name_of_a_tab_is_cut(opened: MainWindow, width: int) -> None:
    opened.resize(width, 800)
    settle(opened)
    assert opened.width() == width
    assert opened.page is not None
    opened.page.fit_columns()
    settle(opened)
    tabs = opened.page.side.tabs
    letters = QFontMetrics(tabs.font())
    for tab in range(tabs.count()):
        room = tabs.tabRect(tab)
        picture = 0 if tabs.tabIcon(tab).isNull() else tabs.iconSize().width()
        assert room.width() >= letters.horizontalAdvance(tabs.tabText(tab)) + picture, (tab, tabs.tabText(tab))
        assert room.right() <= tabs.width(), tab
        assert tabs.tabText(tab) or picture, tab
        assert tabs.tabToolTip(tab)
    told = [tabs.accessibleTabName(tab) for tab in (VALUES, ARTICLE, NOT_CODABLE)]
    assert told == ["Incident A", "Article", "Not codable 9"]
    if width > 1000:
        assert [tabs.tabText(tab) for tab in (VALUES, ARTICLE, NOT_CODABLE)] == told
