# SPDX-License-Identifier: MIT
"""What of an incident is other than when it was judged: the log against the rows as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.store.changed_since import ChangedPlace
from tests.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path, "Ann")
    yield made
    made.close()


def returned(team: Team, incident: str) -> str:
    """Return it. The id of the judgement."""
    team.run(verbs.ReturnIncident(incident, "look again"))
    judgement = team.together(incident).judgements[0]
    assert judgement is not None
    team.acts("Ann")
    return judgement.id


def changed(team: Team, incident: str, judgement: str) -> list[ChangedPlace]:
    with team.workspace.read() as reads:
        return reads.changed_since(incident, judgement)


def test_what_is_changed_given_and_taken_is_told_once(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer", "number": 2}, rows=[("people", {"called": "police"})])
    row = team.row_of(ann, "people")
    team.acts("Ann")
    team.run(verbs.SetValue(ann, "sort", "other"))  # before it was judged
    team.acts("Lead")
    judgement = returned(team, ann)
    assert changed(team, ann, judgement) == []
    team.run(verbs.SetValue(ann, "number", 3))
    team.run(verbs.SetValue(ann, "number", 4))
    team.run(verbs.SetValue(ann, "called", "the police", row))
    team.run(verbs.AddEvidence(team.article, *team.span("A third one"), ann, "", "number"))
    new = team.run(verbs.AddRow(ann, "people", {"called": "guards"}))
    assert changed(team, ann, judgement) == [
        ChangedPlace("", "", "number"), ChangedPlace("people", row, "called"), ChangedPlace("people", new, ""),
    ]  # fmt: skip


def test_what_is_as_it_was_is_not_told(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer", "number": 2})
    judgement = returned(team, ann)
    team.run(verbs.SetValue(ann, "number", 3))
    team.run(verbs.SetValue(ann, "number", 2))
    team.run(verbs.AddEvidence(team.article, *team.span("A third one"), ann, "", "sort"))
    team.workspace.undo()
    assert changed(team, ann, judgement) == []


def test_of_a_judgement_that_is_not_known_nothing_is_told(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"})
    assert changed(team, ann, "nothing") == []
