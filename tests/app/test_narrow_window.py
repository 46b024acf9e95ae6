# SPDX-License-Identifier: MIT
"""A window as narrow as half of a large screen, or a large one at 200 %: what matters is still to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.app.layout_faults import layout_faults
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.side.tabs_below import COMMENTS, HIGHLIGHTS, HISTORY


@pytest.fixture
def narrow(opened: MainWindow) -> MainWindow:
    opened.resize(960, 540)
    settle(opened)
    return opened


def test_the_projects_name_is_read_and_its_codebook_gives_way(narrow: MainWindow) -> None:
    header = narrow.header
    assert header.project.text() == header.project.whole() == "Sample"
    assert not header.codebook.isVisible()
    narrow.resize(1280, 800)
    settle(narrow)
    assert header.codebook.isVisible()


def test_the_names_of_tabs_are_not_cut_for_pictures(narrow: MainWindow) -> None:
    assert narrow.page is not None
    tabs = narrow.page.side.tabs
    for tab in (HIGHLIGHTS, COMMENTS, HISTORY):
        assert tabs.iconSize().width() < tabs.tabRect(tab).width() < 2 * tabs.iconSize().width()
    assert tabs.sizeHint().width() <= tabs.width()


def test_the_values_have_room_below_many_incidents(window: MainWindow, sample: Path) -> None:
    window.resize(960, 540)
    settle(window)
    assert window.open_project(sample)
    settle(window)
    assert window.page is not None
    side = window.page.side
    assert side.values.height() >= 180
    assert side.incidents.list.height() >= 2 * side.incidents.list.sizeHintForRow(0), "and some incidents are seen"


def test_map_and_time_line_have_room_and_nothing_is_cut(narrow: MainWindow) -> None:
    for way in ("map", "time"):
        narrow.actions_by_id[f"view.{way}"].trigger()
        settle(narrow)
        assert (narrow.width(), narrow.height() <= 600) == (960, True), "the window is not pushed apart"
        assert layout_faults(narrow) == []
    assert narrow.page is not None
    assert narrow.page.views.table is not None
    ways = narrow.page.views.table.ways
    assert ways.time.panel.chart.height() >= 72
    narrow.actions_by_id["view.map"].trigger()
    settle(narrow)
    assert ways.map.panel.canvas.height() >= 120
