# SPDX-License-Identifier: MIT
"""The log as a list: of the project, an article, an incident; page by page, with what was undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.operations import (
    AddArticles,
    AddCoder,
    AddComment,
    AddEvidence,
    AddIncident,
    AddRow,
    MoveEvidence,
    NewArticle,
    RemoveIncident,
    SetValue,
)
from curator.store.log_lines import LogLine
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        for text in ("Two were killed.", "Three were hurt."):
            workspace.run(AddArticles((NewArticle(text),)))
        yield workspace


def lines(
    project: Workspace, article: str = "", incident: str = "", before: int = 0, limit: int = 100
) -> list[LogLine]:
    with project.read() as reads:
        return reads.log_lines(article=article, incident=incident, before=before, limit=limit)


def articles(project: Workspace) -> list[str]:
    with project.read() as reads:
        return reads.article_ids()


def test_pages_are_newest_first_and_leave_nothing_out(project: Workspace) -> None:
    for n in range(10):
        project.run(SetValue(project.run(AddIncident(articles(project)[n % 2])), "number", n))
    whole = lines(project)
    assert [line.seq for line in whole] == list(range(len(whole), 0, -1))
    found: list[LogLine] = []
    while some := lines(project, before=found[-1].seq if found else 0, limit=7):
        assert len(some) <= 7
        found += some
    assert found == whole
    assert {line.coder for line in whole} == {"Ann", ""}
    of_one = lines(project, article=articles(project)[0])
    assert {line.article for line in of_one} == {articles(project)[0]}
    assert lines(project, article=articles(project)[0], before=of_one[2].seq) == of_one[3:]


def test_an_incident_has_the_entries_of_all_that_hangs_or_hung_on_it(project: Workspace) -> None:
    article = articles(project)[0]
    other = project.run(AddIncident(article))
    incident = project.run(AddIncident(article))
    row = project.run(AddRow(incident, "people"))
    words = project.run(AddEvidence(article, 0, 3, incident, row, "called"))
    project.run(MoveEvidence(words, 0, 5))
    project.run(SetValue(incident, "called", None, row, state="not_stated"))
    project.run(AddComment(article, "Who?", incident))
    project.run(SetValue(other, "follows", incident))
    project.run(SetValue(other, "number", 1))
    expected = [
        "add_comment", "set_value", "move_evidence", "add_evidence", "add_row", "add_incident"
    ]  # fmt: skip
    assert [line.kind for line in lines(project, incident=incident)] == expected
    project.run(RemoveIncident(incident))
    assert [line.kind for line in lines(project, incident=incident)] == ["remove_incident", *expected]
    second = lines(project, incident=incident)[1].seq
    assert [line.kind for line in lines(project, incident=incident, before=second, limit=2)] == expected[1:3]


def test_what_was_undone_says_so_until_a_redo(project: Workspace) -> None:
    incident = project.run(AddIncident(articles(project)[0]))
    project.run(SetValue(incident, "number", 2))
    for times in range(3):
        project.undo()
        newest, *older = lines(project, incident=incident)
        assert (newest.kind, newest.undone) == ("undo", False)
        assert [line.undone for line in older if line.kind == "set_value"] == [True], times
        project.redo()
        newest, *older = lines(project, incident=incident)
        assert (newest.kind, newest.undoes, newest.undone) == ("redo", older[0].id, False)
        assert [line.undone for line in older if line.kind == "set_value"] == [False], times
