# SPDX-License-Identifier: MIT
"""The end of an article's coding: reading state and incidents in one step, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import NotNow
from curator.operations import (
    AddArticles,
    AddCoder,
    AddIncident,
    FinishArticle,
    NewArticle,
    NothingToCode,
    ReopenArticle,
    SetIncidentStatus,
    SetValue,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles((NewArticle("Two were killed.", {"title": "Two dead"}),)))
        yield workspace


def article_of(project: Workspace) -> str:
    with project.read() as reads:
        return reads.article_ids()[0]


def states(project: Workspace) -> tuple[list[str], list[str]]:
    """Reading states and the incidents' statuses, by coder and position."""
    with project.read() as reads:
        coding = reads.coding(article_of(project))
    return [state for _, state in sorted(coding.reading.items())], [each.status for each in coding.incidents]


def test_finish_takes_the_drafts_along_and_is_one_step(project: Workspace) -> None:
    article = article_of(project)
    project.run(AddIncident(article))
    project.run(SetIncidentStatus(project.run(AddIncident(article)), "withdrawn"))
    before = all_rows(project)
    assert project.run(FinishArticle(article)) == 1
    assert states(project) == (["finished"], ["finished", "withdrawn"])
    target = project.undo_target()
    assert target
    assert target.label == "Finish the article “Two dead”"
    project.undo()
    assert all_rows(project) == before


def test_a_proposed_value_stands_in_the_way_and_is_counted(project: Workspace) -> None:
    article = article_of(project)
    incident = project.run(AddIncident(article, None, {"when_first": "2019-11-08", "when_last": "2019-11-08"}))
    project.run(SetValue(incident, "number", 2, proposed=True))
    before = all_rows(project)
    with pytest.raises(NotNow, match=r"^1 value is only proposed\. Accept or change it first"):
        project.run(FinishArticle(article))
    project.run(SetValue(incident, "when", None, proposed=True))
    with pytest.raises(NotNow, match=r"^2 values are only proposed"):
        project.run(FinishArticle(article))
    project.undo()
    assert all_rows(project) == before
    project.run(SetIncidentStatus(incident, "withdrawn"))
    project.run(FinishArticle(article))


def test_another_coders_proposals_and_drafts_are_their_own(project: Workspace) -> None:
    article = article_of(project)
    project.run(SetValue(project.run(AddIncident(article)), "number", 2, proposed=True))
    project.act_as(project.run(AddCoder("Coder 2")))
    project.run(AddIncident(article))
    assert project.run(FinishArticle(article)) == 1
    assert states(project)[1] == ["draft", "finished"]


def test_a_finished_article_is_reopened_with_its_incidents(project: Workspace) -> None:
    article = article_of(project)
    project.run(AddIncident(article))
    with pytest.raises(NotNow, match="not finished"):
        project.run(ReopenArticle(article))
    project.run(FinishArticle(article))
    assert project.run(ReopenArticle(article)) == 1
    assert states(project) == (["started"], ["draft"])


def test_nothing_to_code_is_refused_where_something_was_coded(project: Workspace) -> None:
    article = article_of(project)
    incident = project.run(AddIncident(article))
    with pytest.raises(NotNow, match="coded an incident in this article"):
        project.run(NothingToCode(article))
    assert states(project)[0] == ["started"]
    project.run(SetIncidentStatus(incident, "withdrawn"))
    project.run(NothingToCode(article))
    assert states(project)[0] == ["nothing_to_code"]
