# SPDX-License-Identifier: MIT
"""What was set aside is told with its owner, its article and all its versions; and how each is chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

from curator.operations import AddIncident, ChooseVersion, MergeIncidents, SetValue
from curator.tasks.handover import receive
from curator.tasks.handover_files import open_handover
from curator.tasks.versions_aside import VersionsAside, versions_aside
from curator.workspace import Workspace
from tests.handing import Team


def test_nothing_is_set_aside_in_a_project_that_received_nothing(tmp_path: Path) -> None:
    team = Team(tmp_path)
    with Workspace.open(team.lead) as workspace:
        assert versions_aside(workspace) == VersionsAside()


def test_the_one_that_stands_comes_first_and_each_can_be_chosen(tmp_path: Path) -> None:
    team = Team(tmp_path)
    elsewhere = open_handover(team.changed_apart())
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        receive(workspace, elsewhere)
        (conflict,) = versions_aside(workspace).conflicts
        assert (conflict.kind, conflict.unit, conflict.owner) == ("incident", team.incident, "Ada")
        assert conflict.title == "Bomb wounds pilgrims"
        assert versions_aside(workspace).of_article(team.articles[2]) == (conflict,)

        def title() -> object:
            with workspace.read() as reads:
                return reads.coding(team.articles[2]).incidents[0].values[team.title]

        titles = [(head.content or {})["values"][team.title] for head in conflict.versions]
        assert titles[0] == title()
        assert set(titles) == {"Bomb wounds five", "Bomb on the road"}
        assert conflict.asides[0] == ""
        workspace.run(ChooseVersion(conflict.unit, conflict.asides[1]))
        assert title() == titles[1]
        assert versions_aside(workspace).conflicts == ()
        workspace.undo()
        (again,) = versions_aside(workspace).conflicts
        assert [head.content for head in again.versions] == [head.content for head in conflict.versions]


def test_an_incident_that_went_because_its_parts_are_elsewhere_is_shown_and_can_be_had_back(tmp_path: Path) -> None:
    """Merged into another one in one copy, changed in the other: neither what was said of the one nor of the other
    goes without a word."""
    team = Team(tmp_path)
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        other = workspace.run(AddIncident(team.articles[2], (3, 9), {team.title: "Another"}))
    shutil.copy(team.lead, team.ben_file)
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        workspace.run(MergeIncidents(other, (team.incident,)))
    with Workspace.open(team.ben_file) as workspace:
        workspace.act_as(team.ada)
        workspace.run(SetValue(team.incident, team.title, "Bomb on the road"))
    handed = open_handover(team.hand_over_of(team.ada, "changed"))
    with Workspace.open(team.lead) as workspace:
        workspace.act_as(team.ada)
        receive(workspace, handed)

        def there() -> set[str]:
            with workspace.read() as reads:
                return {incident.id for incident in reads.coding(team.articles[2]).incidents}

        for unit in (team.incident, other, team.incident):
            gone = {team.incident, other} - there()
            shown = {each.unit: each for each in versions_aside(workspace).conflicts}
            assert gone <= shown.keys()
            if unit in gone:
                workspace.run(ChooseVersion(unit, shown[unit].asides[-1]))
            assert unit in there()
