# SPDX-License-Identifier: MIT
"""Map, time line and counts of a real page: blind stays blind, very many are counted in cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QListWidget

from curator.app.dataset import counting
from curator.app.dataset.page import DatasetPage
from curator.app.main_window import MainWindow
from curator.app.map import panel as map_panel
from curator.app.picture import settle
from curator.domain.filtering import Condition, IncidentFilter
from curator.operations import SetValue
from curator.workspace import Workspace
from tests.blind_project import TITLE, VALUE, make_blind_project
from tests.placed import own_incidents, place

EVERYBODY = IncidentFilter((Condition("layer", value=("all",)),))


def page_of(window: MainWindow, way: str) -> DatasetPage:
    assert window.page is not None
    window.page.views.show_way(way)
    settle(window)
    page = window.page.views.table
    assert page is not None
    return page


def workspace_of(window: MainWindow) -> Workspace:
    assert window.page is not None
    return window.page.workspace


@pytest.fixture
def placed(opened: MainWindow) -> MainWindow:
    with workspace_of(opened).read() as reads:
        workspace_of(opened).act_as(reads.coders()[0])
    place(workspace_of(opened))
    settle(opened)
    return opened


def test_a_colleagues_incidents_are_on_no_map_and_in_no_count_while_one_codes(
    window: MainWindow, tmp_path: Path
) -> None:
    made = make_blind_project(tmp_path / "blind.curator")
    assert window.open_project(made.path)
    workspace = workspace_of(window)
    for coder in (made.ann, made.ben):
        workspace.act_as(coder)
        for incident in own_incidents(workspace):
            workspace.run(SetValue(incident.id, "latitude", 36.0))
            workspace.run(SetValue(incident.id, "longitude", 43.0))
    workspace.act_as(made.ann)
    assert window.page is not None
    window.page.following.follow_coder()
    page = page_of(window, "map")
    page.set_filter(EVERYBODY)
    settle(window)
    own = len(own_incidents(workspace))
    with workspace.read() as reads:
        assert reads.incident_count() > own
    assert page.ways.map.panel.placed.pointed == own
    for each in page.ways.counts.panel.lists:
        for row in range(each.by.count()):
            each.by.setCurrentIndex(row)
            each.wanted.emit()
            settle(window)
            assert sum(count for _, count in each.rows()) <= own
            assert not any(canary in text for text, _ in each.rows() for canary in (TITLE, VALUE))
    page_of(window, "time")
    bars = page.ways.time.panel.bars
    assert bars.total + bars.undated == own


def test_very_many_are_counted_in_cells_and_nearer_in_smaller_ones(
    placed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(placed, "map")
    few = page.ways.map.panel.words()
    monkeypatch.setattr(counting, "AT_ONCE", -1)
    monkeypatch.setattr(map_panel, "FIRST", 2)
    page.read()
    settle(placed)
    panel = page.ways.map.panel
    canvas = panel.canvas
    assert panel.words() == few, "however they are counted"
    wide = panel.cell
    assert wide > 0
    for _ in range(14):
        canvas.about_middle(1)
    panel._moving.timeout.emit()
    settle(placed)
    assert 0 < panel.cell < wide / 4
    canvas.show_all()
    panel._moving.timeout.emit()
    settle(placed)
    assert panel.placed.pointed == 3
    listed = set()
    for _ in range(len(canvas.marks_item.seen_marks(canvas.seen))):
        canvas.step(1)
        chosen = canvas.marks_item.chosen
        assert chosen is not None
        canvas.mark_chosen.emit(chosen)
        settle(placed)
        here = placed.findChild(QListWidget, "map.here.list")
        assert here is not None
        texts = {here.item(row).text() for row in range(here.count())}
        assert len(texts) == chosen.count
        listed |= texts
    assert len(listed) == 4, "three with a point, one by its country"


def test_words_that_are_no_query_leave_the_map_empty_and_are_said_where_the_list_is(placed: MainWindow) -> None:
    page = page_of(placed, "map")
    assert page.ways.map.panel.placed.total == 5
    page.set_filter(IncidentFilter((*page.filter.conditions, Condition("text", "article", "contains", ('"open',)))))
    settle(placed)
    assert page.ways.map.panel.placed.total == 0
    page.ways.show("table")
    settle(placed)
    assert page.shows_nothing
    page.ways.show("map")
    settle(placed)
    assert page.ways.map.panel.said.text() == page.empty.text() != ""
    page.set_filter(IncidentFilter(page.filter.conditions[:1]))
    page.ways.show("map")
    settle(placed)
    assert page.ways.map.panel.placed.total == 5


def test_what_is_coded_meanwhile_moves_on_the_map(placed: MainWindow) -> None:
    page = page_of(placed, "map")
    workspace = workspace_of(placed)
    first = own_incidents(workspace)[0]
    workspace.run(SetValue(first.id, "latitude", -10.0))
    placed_at = page.ways.map.panel
    page._changing.timeout.emit()  # the pause after a change is over
    settle(placed)
    assert any(one.latitude == -10.0 for one in placed_at.placed.points)


def test_a_view_that_was_kept_comes_back_as_it_was_seen(placed: MainWindow) -> None:
    page = page_of(placed, "time")
    page.kept.save("By time")
    settle(placed)
    page.ways.show("table")
    page.kept.show("By time")
    settle(placed)
    assert page.ways.way == "time"
    assert page.ways.time.panel.isVisible()
    page.wear_look('{"way": "globe"}')
    assert page.ways.way == "table", "what nobody knows is the table"
