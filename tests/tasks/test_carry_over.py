# SPDX-License-Identifier: MIT
"""A coder's work in older versions of several articles goes to the newer ones as one step; one Undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle
from curator.store.reads import Reads
from curator.tasks.carry_over import Carried, carry_over, with_own_work
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

TEXT = "In {} two people were killed on Friday, the police said. The market of the town was shut for a week after it."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "carry.curator", small_codebook(), name="Carry") as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def versions(workspace: Workspace, *towns: str) -> list[tuple[str, str]]:
    """Articles with an incident each, and a newer version of each, in which the town has another name."""
    pairs = []
    for town in towns:
        (old,) = workspace.run(AddArticles((NewArticle(TEXT.format(town)),)))
        market = TEXT.format(town).index("The market")
        workspace.run(AddIncident(old, (market, market + 10), {}))
        workspace.run(AddIncident(old, (0, 2 + 1 + len(town)), {}))
        (new,) = workspace.run(AddArticles((NewArticle(TEXT.format(town + "a"), follows=old),)))
        pairs.append((old, new))
    return pairs


def test_several_articles_are_one_step(workspace: Workspace) -> None:
    pairs = versions(workspace, "Mosul", "Basra", "Kut")
    (alone,) = workspace.run(AddArticles((NewArticle("Nothing."),)))
    (newer,) = workspace.run(AddArticles((NewArticle("Nothing at all.", follows=alone),)))
    assert with_own_work(workspace, [*pairs, (alone, newer)]) == pairs
    before = all_rows(workspace)
    told: list[tuple[int, int]] = []
    carried = carry_over(
        workspace, [*pairs, (alone, newer)], progress=lambda done, total, _: told.append((done, total))
    )
    assert carried == Carried(6, 3, 3, pairs[0][1])
    assert "6 incidents and 3 quotes" in carried.sentence
    assert "3 quotes wait" in carried.sentence
    assert told[-1] == (4, 4)
    assert with_own_work(workspace, pairs) == [], "what was carried over is withdrawn in the older version"
    coder = workspace.coder
    assert coder is not None
    with workspace.read() as reads:
        assert reads.waiting_in(coder.id) == {newer: 1 for _, newer in pairs}
        assert {line.n: line.waiting for line in reads.article_lines([1, 2], coder.id)} == {1: 0, 2: 1}
    workspace.undo()
    assert all_rows(workspace) == before


def test_stopped_what_was_carried_over_stays(workspace: Workspace) -> None:
    pairs = versions(workspace, "Mosul", "Basra")
    stops = iter((False, True))
    assert carry_over(workspace, pairs, cancelled=lambda: next(stops)).incidents == 2
    assert with_own_work(workspace, pairs) == pairs[1:]


def test_nobodys_work_is_looked_for_without_a_coder(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "none.curator", small_codebook(), name="None") as workspace:
        assert with_own_work(workspace, [("a", "b")]) == []


def test_of_many_newer_versions_all_is_told_by_one_look(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = versions(workspace, "Mosul", "Basra")

    def whole(*_asked: object) -> None:
        raise AssertionError("an article's coding was read for it")

    monkeypatch.setattr(Reads, "coding_seen_by", whole)
    monkeypatch.setattr(Reads, "coding", whole)
    assert with_own_work(workspace, pairs) == pairs
