# SPDX-License-Identifier: MIT
"""The largest figures of a project: those of other incidents that one may see, and what asks about one far above."""

from __future__ import annotations

from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.rules.context import Peak
from curator.tasks.check import check_project
from curator.tasks.rule_context import project_context
from curator.workspace import Workspace
from tests.sound_case import incidents_codebook
from tests.team import Team

KEY = ("casualties", "best", ("kind",))


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path, "Ann", "Ben", codebook=incidents_codebook())


def killed(team: Team, name: str, count: int, kind: str = "killed", article: str = "") -> str:
    row = {"kind": kind, "low": count, "best": count, "high": count, "qualifier": "exact"}
    return team.code(name, {"title": "x"}, rows=(("casualties", row),), article=article)


def known(team: Team, viewer: str, kind: str = "killed") -> Peak | None:
    with team.workspace.read() as reads:
        context = project_context(reads, team.workspace.codebook, team.coders[viewer].id)
    return context.peaks[KEY].get((kind,))


def test_the_largest_figure_of_each_kind_and_that_of_another_incident(team: Team) -> None:
    small, large = killed(team, "Ann", 2), killed(team, "Ann", 7)
    killed(team, "Ann", 40, "injured")
    found = known(team, "Ann")
    assert found == Peak(2, ((large, 7), (small, 2)))
    assert (found.beside(large), found.beside(small)) == (2, 7)
    assert known(team, "Ann", "missing") is None


def test_what_is_withdrawn_or_only_proposed_does_not_count(team: Team) -> None:
    kept, gone, proposed = (killed(team, "Ann", count) for count in (2, 9, 8))
    team.acts("Ann")
    team.run(verbs.SetIncidentStatus(gone, "withdrawn"))
    row = team.row_of(proposed, "casualties")
    team.run(verbs.SetValue(proposed, "best", 8, row=row, proposed=True))
    found = known(team, "Ann")
    assert found is not None
    assert found.largest == ((kept, 2),)


def test_what_is_hidden_from_a_coder_tells_nothing(team: Team) -> None:
    team.acts("Lead")
    team.run(verbs.Assign(tuple((team.article, team.coders[name].id) for name in ("Ann", "Ben"))))
    theirs = killed(team, "Ben", 50)
    assert known(team, "Ann") is None
    found = known(team, "Ben")
    assert found is not None
    assert found.largest == ((theirs, 50),)


def test_the_check_asks_about_three_times_the_largest_figure(team: Team) -> None:
    for _ in range(19):
        killed(team, "Ann", 3)
    assert not asked(team.workspace)
    killed(team, "Ann", 8)
    assert not asked(team.workspace)
    killed(team, "Ann", 24)
    assert asked(team.workspace) == ["24 is far above 8, the largest so far in this project. Is it right?"]


def asked(workspace: Workspace) -> list[str]:
    report = check_project(workspace)
    return [problem.message for problem in report.problems or () if problem.rule == "V11"]
