# SPDX-License-Identifier: MIT
"""What was set aside is told with its owner, its article and all its versions; and how each is chosen."""

from __future__ import annotations

from pathlib import Path

from curator.operations import ChooseVersion
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
