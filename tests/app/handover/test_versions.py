# SPDX-License-Identifier: MIT
"""Versions in conflict in the window: where they are told of, what is shown, what a choice does."""

from __future__ import annotations

from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from curator.app.handover.versions_dialog import VersionsDialog
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.side.to_settle import VERSIONS
from curator.operations import AddComment, AddIncident, RemoveIncident, SetValue
from curator.tasks.handover import receive
from curator.tasks.handover_files import open_handover
from curator.tasks.versions_aside import versions_aside
from curator.workspace import Workspace
from tests.handing import Team


def taken_in(team: Team, *names: str) -> None:
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        for name in names:
            receive(workspace, open_handover(team.folder / f"{name}.curator-handover"))


def opened(window: MainWindow, team: Team, qtbot: QtBot) -> VersionsDialog:
    window.settings.remember_coder(team.project_id, team.ada.id, team.ada.name)
    assert window.open_project(team.lead)
    settle(window, 0.2)
    window.jobs.versions.show()
    qtbot.waitUntil(lambda: bool(window.findChildren(VersionsDialog)), timeout=10_000)
    settle(window, 0.2)
    return window.findChildren(VersionsDialog)[0]


def cell(dialog: VersionsDialog, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    assert isinstance(item, QTableWidgetItem)
    return item.text()


def test_a_project_opened_with_a_conflict_says_so_at_the_foot_and_at_the_incident(
    window: MainWindow, team: Team, qtbot: QtBot
) -> None:
    team.changed_apart()
    taken_in(team, "ada-elsewhere")
    window.settings.remember_coder(team.project_id, team.ada.id, team.ada.name)
    assert window.open_project(team.lead)
    qtbot.waitUntil(lambda: window.status.versions.text() == "⚠ 1 in conflict", timeout=10_000)
    assert window.actions_by_id["tools.versions"].isEnabled()
    assert window.page is not None
    window.page.choose_article(3)
    settle(window, 0.2)
    problems = window.page.side.to_settle.of(team.incident)
    assert [each.level for each in problems if each.rule == VERSIONS] == ["warning"], "it does not block Finish"
    assert any(each.rule != VERSIONS for each in problems), "what the rules find is there too"
    window.page.choose_article(1)
    settle(window, 0.2)
    assert not any(each.rule == VERSIONS for each in window.page.side.to_settle.of(team.incident))
    window.close_project()
    assert not window.status.versions.isVisible()
    assert not window.actions_by_id["tools.versions"].isEnabled()


def test_a_version_that_was_removed_elsewhere_is_a_version_too(window: MainWindow, team: Team, qtbot: QtBot) -> None:
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        workspace.run(SetValue(team.incident, team.title, "Kept"))
    with Workspace.open(team.ben_file) as workspace:
        workspace.act_as(team.ada)
        workspace.run(RemoveIncident(team.incident))
    team.hand_over_of(team.ada, "removed")
    taken_in(team, "removed")
    dialog = opened(window, team, qtbot)
    rows = [(cell(dialog, row, 1), cell(dialog, row, 2)) for row in range(dialog.table.rowCount())]
    said = next(row for row in rows if "Kept" in row)
    assert set(said) == {"Kept", "taken away"}
    kept = said.index("Kept")
    dialog.choices[kept].click()
    qtbot.waitUntil(lambda: dialog.list.count() == 0, timeout=10_000)
    assert dialog.nothing.isVisibleTo(dialog)
    with Workspace.open(team.lead, write=False) as workspace:
        assert versions_aside(workspace).conflicts == ()
        with workspace.read() as reads:
            assert reads.coding(team.articles[2]).incidents[0].values[team.title] == "Kept"


def test_three_versions_stand_beside_each_other(window: MainWindow, team: Team, qtbot: QtBot) -> None:
    import shutil

    third = team.folder / "third.curator"
    shutil.copy(team.ben_file, third)
    team.changed_apart()
    with Workspace.open(third) as workspace:
        workspace.act_as(team.ada)
        workspace.run(SetValue(team.incident, team.title, "A third title"))
    team.hand_over_of(team.ada, "third", at=third)
    taken_in(team, "ada-elsewhere", "third")
    dialog = opened(window, team, qtbot)
    assert dialog.table.columnCount() == 4
    assert {cell(dialog, 0, column) for column in (1, 2, 3)} == {
        "Bomb wounds five", "Bomb on the road", "A third title"
    }  # fmt: skip
    assert len(dialog.choices) == 3
    chosen = cell(dialog, 0, 3)
    dialog.choices[2].click()
    qtbot.waitUntil(lambda: dialog.list.count() == 0, timeout=10_000)
    assert window.page is not None
    with window.page.workspace.read() as reads:
        assert reads.coding(team.articles[2]).incidents[0].values[team.title] == chosen


def test_a_colleagues_contents_stay_hidden_while_coding_is_blind(window: MainWindow, team: Team, qtbot: QtBot) -> None:
    """Ben has not finished: what he coded is not to be seen, and not to be chosen between."""
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ben)
        incident = workspace.run(AddIncident(team.articles[0], (0, 30), {team.title: "First"}))
    import shutil

    shutil.copy(team.lead, team.ben_file)
    for file, title in ((team.lead, "Seen by nobody"), (team.ben_file, "Hidden too")):
        with Workspace.open(file) as workspace:
            workspace.act_as(team.ben)
            workspace.run(SetValue(incident, team.title, title))
    team.hand_over_of(team.ben, "ben")
    taken_in(team, "ben")
    dialog = opened(window, team, qtbot)
    everything = " ".join(
        [dialog.about.text(), *(dialog.list.item(row).text() for row in range(dialog.list.count()))]
    )  # fmt: skip
    assert dialog.list.count() == 1
    assert "hidden until" in dialog.about.text()
    assert "Seen by nobody" not in everything
    assert "Hidden too" not in everything
    assert dialog.table.rowCount() == 0
    assert not any(button.isEnabled() for button in dialog.choices)


def test_what_waits_is_told_of(window: MainWindow, team: Team, qtbot: QtBot) -> None:
    """A comment on an incident that did not come along waits for it."""
    with team.at_ben() as workspace:
        workspace.act_as(team.ada)
        incident = workspace.run(AddIncident(team.articles[1], (0, 10), {team.title: "Not handed over"}))
        workspace.act_as(team.ben)
        workspace.run(AddComment(team.articles[1], "Is this one?", incident))
    team.hand_over_of(team.ben, "comment")
    taken_in(team, "comment")
    window.settings.remember_coder(team.project_id, team.ada.id, team.ada.name)
    assert window.open_project(team.lead)
    qtbot.waitUntil(lambda: window.status.versions.text() == "1 waiting", timeout=10_000)
    window.status.versions.click()
    settle(window, 0.2)
    dialog = window.findChildren(VersionsDialog)[0]
    assert dialog.waiting.text().startswith("Waiting: 1 comment")
    dialog.close()
