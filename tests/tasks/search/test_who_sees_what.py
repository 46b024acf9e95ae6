# SPDX-License-Identifier: MIT
"""Whoever looks finds their own work with its memos, and a colleague's only where everybody finished the article."""

from __future__ import annotations

import pytest

from curator.domain.coding import Coder
from curator.operations import AddCoder, AddNotCodable, SetReading
from curator.tasks.search import Scope
from curator.workspace import Workspace
from tests.searching import SORTS, article_id, ask, incident_with, ns


@pytest.fixture
def ann(project: Workspace) -> Coder:
    assert project.coder
    return project.coder


@pytest.fixture
def ben(project: Workspace, ann: Coder) -> Coder:
    """Another coder, who has coded in the third article, as Ann has; Ann codes on."""
    made: Coder = project.run(AddCoder("Ben"))
    incident_with(project, 3, headline="Ann saw a zebra", memo="Ann doubts it")
    project.act_as(made)
    incident_with(project, 3, headline="Ben saw a giraffe", memo="Ben doubts it")
    project.run(AddNotCodable(article_id(project, 3), 0, 3, "past", note="an okapi"))
    project.act_as(ann)
    return made


def finish(project: Workspace, *coders: Coder, state: str = "finished") -> None:
    for coder in coders:
        project.act_as(coder)
        project.run(SetReading(article_id(project, 3), state))


@pytest.mark.parametrize("said", ["giraffe", "okapi", "saw giraffe"])
def test_a_colleagues_layer_opens_when_everybody_has_finished(
    project: Workspace, ann: Coder, ben: Coder, said: str
) -> None:
    as_ann = Scope(reader=ann.id)
    assert ns(project, said) == ns(project, said, Scope(reader=ben.id)) == [3]
    assert ns(project, said, as_ann) == []
    finish(project, ben)
    assert ns(project, said, as_ann) == [], "Ann codes on"
    finish(project, ann)
    assert ns(project, said, as_ann) == [3]
    assert [hit.n for hit in ask(project, said, as_ann, "best")] == [3]
    stranger = project.run(AddCoder("Clara"))
    for nobody in (stranger.id, ""):
        assert ns(project, said, Scope(reader=nobody)) == []
    finish(project, ben, state="started")
    assert ns(project, said, as_ann) == []


def test_ones_own_memo_is_found_and_a_colleagues_never(project: Workspace, ann: Coder, ben: Coder) -> None:
    finish(project, ann, ben)
    for coder, other in ((ann, "Ben"), (ben, "Ann")):
        scope = Scope(reader=coder.id)
        (hit,) = ask(project, "doubts", scope)
        (place,) = hit.places
        assert (place.coder, place.private, place.text.text) == (coder.id, True, f"{coder.name} doubts it")
        assert ask(project, "doubts", scope, "best") != ()
        assert ns(project, f"{other} doubts", scope) == []
        assert ns(project, f"{other} saw", scope) == [3], "what is no memo is open"
        assert ns(project, f'saw "{other}" NOT doubts', scope) == [3], "what is hidden says nothing of what is left out"
        assert ns(project, f'saw "{coder.name}" NOT doubts', scope) == []
    assert ns(project, "doubts", Scope(reader="")) == ns(project, "doubts") == []
    assert ns(project, "doubts", Scope(memos=True)) == [3]
    assert len(ask(project, "doubts", Scope(memos=True))[0].places) == 2


def test_several_that_are_not_seen_hide_none_that_is(project: Workspace, ann: Coder, ben: Coder) -> None:
    project.act_as(ben)
    for n in (1, 2):
        incident_with(project, n, headline="zebra")
    for sort in SORTS:
        assert [hit.n for hit in ask(project, "zebra", Scope(reader=ann.id), sort)] == [3]
        assert sorted(hit.n for hit in ask(project, "zebra", Scope(coders=(ben.id,)), sort)) == [1, 2]
