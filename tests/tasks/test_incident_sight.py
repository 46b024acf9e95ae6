# SPDX-License-Identifier: MIT
"""What a filter lets one see is, article by article, what the window and the exports let one see."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from curator.domain.coding import Coder
from curator.domain.faults import UserFault
from curator.domain.filtering import Condition, IncidentFilter
from curator.operations import (
    AcceptIncident,
    AddArticles,
    AddCoder,
    AddIncident,
    Assign,
    NewArticle,
    OpenLayers,
    RejectIncident,
    SetReading,
)
from curator.store.incident_filter import where
from curator.store.reads import Reads
from curator.tasks.layer_choice import choice_in
from curator.workspace import Workspace
from tests.blind_project import make_blind_project
from tests.sound_case import incidents_codebook

LAYERS = ("auto", "consensus", "all", "mine")


def seen(reads: Reads, workspace: Workspace, viewer: str, layer: str = "", commands: bool = False) -> set[str]:
    conditions = (Condition("layer", value=(layer,)),) if layer else ()
    sql, values = where(
        reads.connection, IncidentFilter(conditions), workspace.codebook, viewer, commands=commands
    )  # fmt: skip
    return {row[0] for row in reads.connection.execute(f"SELECT i.id FROM incidents i WHERE {sql}", values)}


def as_window_shows(reads: Reads, viewer: str) -> set[str]:
    return {
        incident.id for article in reads.article_ids() for incident in reads.coding_seen_by(article, viewer).incidents
    }


def as_exported(reads: Reads, viewer: str, layer: str) -> set[str]:
    choice = choice_in(reads, layer, viewer, dict.fromkeys(reads.blind_articles(viewer), ()))
    leaving: set[str] = set()
    for article in reads.article_ids():
        coders = choice.of(article)
        if coders:
            leaving |= {incident.id for incident in reads.coding(article, coders).incidents}
    return leaving


def compare(workspace: Workspace) -> None:
    with workspace.read() as reads:
        for viewer in ("", *(coder.id for coder in reads.coders() if coder.kind == "person")):
            shown = as_window_shows(reads, viewer)
            assert seen(reads, workspace, viewer) == shown, f"window of {viewer}"
            for layer in ("auto", "consensus"):
                leaving = as_exported(reads, viewer, layer)
                assert seen(reads, workspace, viewer, layer, commands=True) == leaving, f"{layer} of {viewer}"
                assert seen(reads, workspace, viewer, layer) <= leaving & shown
            assert seen(reads, workspace, viewer, "all") == shown
            assert seen(reads, workspace, viewer, "mine") == {
                row[0] for row in reads.connection.execute("SELECT id FROM incidents WHERE coder = ?", (viewer,))
            }


def test_in_the_blind_project(tmp_path: Path) -> None:
    made = make_blind_project(tmp_path / "a.curator")
    with Workspace.open(made.path) as workspace:
        compare(workspace)
        with workspace.read() as reads:
            assert made.theirs not in seen(reads, workspace, made.ann.id)
            assert made.theirs in seen(reads, workspace, made.ben.id)


@pytest.mark.parametrize("assigned", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_in_random_teams(tmp_path: Path, seed: int, assigned: bool) -> None:
    print(f"seed {seed}")
    chance = random.Random(seed)
    with Workspace.create(tmp_path / "a.curator", incidents_codebook()) as workspace:
        team = [workspace.run(AddCoder(name)) for name in ("Ann", "Ben", "Cleo")]
        workspace.act_as(team[2])
        articles = workspace.run(AddArticles(tuple(NewArticle(f"Text {at} of guards", {}) for at in range(12))))
        if assigned:
            for article in articles[:8]:
                chosen = chance.sample(team[:2], chance.randint(1, 2))
                workspace.run(Assign(tuple((article, coder.id) for coder in chosen)))
        for article in articles:
            code(workspace, chance, article, team, assigned)
        compare(workspace)


def code(workspace: Workspace, chance: random.Random, article: str, team: list[Coder], assigned: bool) -> None:
    """Some of the team code, some finish, somebody reviews or opens the layers."""
    made = []
    for coder in team:
        workspace.act_as(coder)
        for _ in range(chance.choice((0, 0, 1, 2))):
            made.append(workspace.run(AddIncident(article, (0, 4))))
        workspace.run(SetReading(article, chance.choice(("unread", "started", "finished", "nothing_to_code"))))
    workspace.act_as(team[2])
    if assigned and chance.random() < 0.3:
        workspace.run(OpenLayers((article,), "to look"))
    if made and chance.random() < 0.5:
        with suppress(UserFault):  # what is hidden cannot be judged
            if chance.random() < 0.5:
                workspace.run(AcceptIncident((made[0],)))
            else:
                workspace.run(RejectIncident(tuple(made), "no"))
