# SPDX-License-Identifier: MIT
"""Who codes an article looks at the own incidents; colleagues' ones, once they are open, are a click away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.workspace_page import WorkspacePage
from curator.tasks.sample import build_sample
from curator.workspace import Workspace


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> WorkspacePage:
    """The window on the sample as it comes: two coders have finished its article; the first looks."""
    made = build_sample(tmp_path / "sample.curator")
    assert window.open_project(made.project)
    assert window.page is not None
    window.page.workspace.act_as(made.coder)
    window.page.showing.show_again()
    settle(window)
    return window.page


def coders_shown(page: WorkspacePage) -> set[str]:
    assert page.shown is not None
    return {entry.incident.coder for entry in page.shown.incidents}


def own(page: WorkspacePage) -> str:
    assert page.workspace.coder is not None
    return page.workspace.coder.id


def test_own_incidents_come_alone_and_the_others_are_told_of(page: WorkspacePage, qtbot: QtBot) -> None:
    assert page.shown is not None
    assert coders_shown(page) == {own(page)}
    assert len(page.shown.incidents) == 5
    assert {passage.coder for passage in page.shown.coding.not_codable} == {own(page)}
    incidents = page.side.incidents
    assert incidents.hidden.text() == "5 incidents of colleagues"
    button = incidents.findChild(QPushButton, "incidents.show_aside")
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(page.shown.incidents) == 10
    assert not button.isVisible()


def test_a_wish_is_remembered(page: WorkspacePage, window: MainWindow) -> None:
    action = window.actions_by_id["view.colleagues"]
    action.trigger()
    assert len(coders_shown(page)) == 2
    assert window.settings.flag("colleagues_shown")
    action.trigger()
    assert coders_shown(page) == {own(page)}


def test_a_way_to_a_colleagues_incident_brings_them(page: WorkspacePage) -> None:
    assert page.shown is not None
    with page.workspace.read() as reads:
        theirs = reads.incident_ids_in(page.shown.coding.article.id) - set(page.shown.position_of)
    wanted = min(theirs)
    page.choose_incident(wanted)
    assert page.beside.incident == wanted


def test_who_has_nothing_in_it_sees_everybodys(page: WorkspacePage, window: MainWindow) -> None:
    from curator.operations import AddCoder

    page.workspace.act_as(page.workspace.run(AddCoder("Lea")))
    page.showing.show_again()
    assert len(coders_shown(page)) == 2


def test_who_only_reads_sees_the_own_layer_too(window: MainWindow, tmp_path: Path) -> None:
    made = build_sample(tmp_path / "sample.curator")
    window.settings.remember_coder(made.project_id, made.coder.id, made.coder.name)
    window.show_workspace(Workspace.open(made.project, write=False), 0)
    settle(window)
    assert window.page is not None
    assert coders_shown(window.page) == {made.coder.id}
    assert not window.who_codes.bar.isVisible()
