# SPDX-License-Identifier: MIT
"""Comments: on anything of an article, answered, resolved, and never lost with what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.coding import Coder, Comment
from curator.domain.faults import InputRefused, NotNow
from curator.operations import (
    AddArticles,
    AddCoder,
    AddComment,
    AddIncident,
    AddRow,
    ChangeComment,
    MergeIncidents,
    NewArticle,
    RemoveArticle,
    RemoveComment,
    RemoveIncident,
    RemoveRow,
    ResolveComment,
)
from curator.tasks.check import digest
from curator.tasks.codings import import_codings
from curator.tasks.export import ExportOptions, export_set
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        workspace.run(AddArticles((NewArticle("Two were killed.", {"title": "Two dead"}),)))
        yield workspace


def article_of(project: Workspace) -> str:
    with project.read() as reads:
        return reads.article_ids()[0]


def comments(project: Workspace) -> tuple[Comment, ...]:
    with project.read() as reads:
        return reads.comments(article_of(project))


def other(project: Workspace) -> Coder:
    coder: Coder = project.run(AddCoder("Bo"))
    project.act_as(coder)
    return coder


def test_a_conversation_stays_together_and_is_about_one_thing(project: Workspace) -> None:
    article = article_of(project)
    incident = project.run(AddIncident(article, None, {"headline": "Dead men"}))
    row = project.run(AddRow(incident, "people"))
    first = project.run(AddComment(article, " Who?\r\nAnd why? ", incident, row, "called"))
    project.run(AddComment(article, "The date is right.", field="published"))
    bo = other(project)
    answer = project.run(AddComment(article, "The police.", thread=first))
    again = project.run(AddComment(article, "Are you sure?", thread=answer))
    found = comments(project)
    assert [said.id for said in found][:3] == [first, answer, again]
    assert [said.text for said in found] == ["Who?\nAnd why?", "The police.", "Are you sure?", "The date is right."]
    assert {(said.incident, said.row, said.field, said.thread) for said in found[:3]} == {
        (incident, row, "called", first)
    }
    assert (found[1].coder, found[3].field, found[3].incident) == (bo.id, "published", "")
    target = project.undo_target()
    assert target
    assert target.label == "Answer a comment"


def test_the_log_names_what_a_comment_is_about_and_not_what_it_says(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project), None, {"headline": "Dead men"}))
    for more, label in (
        ({}, "Comment on “Two dead”"),
        ({"field": "title"}, "Comment on title of the article"),
        ({"incident": incident}, "Comment on “Dead men”"),
        ({"incident": incident, "field": "when"}, "Comment on When of “Dead men”"),
    ):
        project.run(AddComment(article_of(project), "secret", **more))
        target = project.undo_target()
        assert target
        assert target.label == label


def test_only_who_wrote_a_comment_changes_or_removes_it(project: Workspace) -> None:
    article = article_of(project)
    first = project.run(AddComment(article, "Who?"))
    ann = project.coder
    other(project)
    for operation in (ChangeComment(first, "x"), RemoveComment(first)):
        with pytest.raises(NotNow, match="another coder"):
            project.run(operation)
    answer = project.run(AddComment(article, "Bo.", thread=first))
    project.act_as(ann)
    with pytest.raises(NotNow, match="was answered"):
        project.run(RemoveComment(first))
    project.run(ChangeComment(first, "Whom?"))
    assert [said.text for said in comments(project)] == ["Whom?", "Bo."]
    with pytest.raises(InputRefused, match="needs words"):
        project.run(ChangeComment(first, " "))
    project.run(RemoveComment(project.run(AddComment(article, "Never mind.", thread=answer))))
    assert len(comments(project)) == 2


def test_anybody_resolves_a_conversation_by_any_of_its_comments(project: Workspace) -> None:
    first = project.run(AddComment(article_of(project), "Who?"))
    other(project)
    answer = project.run(AddComment(article_of(project), "Bo.", thread=first))
    project.run(ResolveComment(answer))
    assert [said.resolved for said in comments(project)] == [True, False]
    project.run(ResolveComment(first, resolved=False))
    assert [said.resolved for said in comments(project)] == [False, False]


def test_a_comment_has_a_place_that_is_there(project: Workspace) -> None:
    article = article_of(project)
    elsewhere = project.run(AddArticles((NewArticle("Other."),)))[0]
    incident, foreign = project.run(AddIncident(article)), project.run(AddIncident(elsewhere))
    first = project.run(AddComment(elsewhere, "There."))
    before = all_rows(project)
    for more in (
        {"field": "nothing"},
        {"row": "x"},
        {"incident": foreign},
        {"incident": incident, "field": "called"},
        {"incident": incident, "row": project.run(AddRow(foreign, "people"))},
        {"thread": first},
        {"thread": first, "field": "title"},
    ):
        with pytest.raises(InputRefused):
            project.run(AddComment(article, "Here.", **more))
    project.undo()
    assert all_rows(project) == before


def test_comments_go_with_what_they_are_about_and_come_back(project: Workspace) -> None:
    article = article_of(project)
    incident = project.run(AddIncident(article))
    row = project.run(AddRow(incident, "people"))
    ann = project.coder
    other(project)
    for more in ({}, {"incident": incident}, {"incident": incident, "row": row}):
        project.run(AddComment(article, "Hm.", thread=project.run(AddComment(article, "So?", **more))))
    project.act_as(ann)
    before = all_rows(project)
    for operation, left in ((RemoveRow(row), 4), (RemoveIncident(incident), 2), (RemoveArticle(article), 0)):
        project.run(operation)
        with project.read() as reads:
            assert len(reads.comments(article)) == left
            assert reads.connection.execute("SELECT count(*) FROM comments").fetchone()[0] == left
        project.undo()
        assert all_rows(project) == before


def test_comments_follow_a_merged_incident(project: Workspace) -> None:
    article = article_of(project)
    first, second = project.run(AddIncident(article)), project.run(AddIncident(article))
    rows = [project.run(AddRow(each, "people", {"called": "A"})) for each in (first, second)]
    project.run(AddComment(article, "This one?", second, rows[1]))
    project.run(MergeIncidents(first, (second,)))
    assert [(said.incident, said.row) for said in comments(project)] == [(first, rows[0])]


def test_what_hangs_on_a_comment_stands_in_the_way_of_undo(project: Workspace) -> None:
    first = project.run(AddComment(article_of(project), "Who?"))
    with project.read() as reads:
        added = reads.connection.execute("SELECT id FROM changes ORDER BY seq DESC LIMIT 1").fetchone()[0]
    project.run(AddComment(article_of(project), "Bo.", thread=first))
    with pytest.raises(NotNow, match="came later"):
        project.undo(added)


def test_comments_leave_with_memos_only_and_come_back_equal(project: Workspace, tmp_path: Path) -> None:
    article = article_of(project)
    incident = project.run(AddIncident(article))
    first = project.run(AddComment(article, "Who?", incident, field="when"))
    other(project)
    project.run(AddComment(article, "=Bo, said “Ann”\nand more", thread=first))
    project.run(ResolveComment(first))
    export_set(project, tmp_path / "plain", ExportOptions(layer="all"))
    assert not (tmp_path / "plain" / "comments.csv").exists()
    assert "Who?" not in (tmp_path / "plain" / "changes.csv").read_text("utf-8")
    export_set(project, tmp_path / "whole", ExportOptions(layer="all", memos=True))
    with Workspace.create(tmp_path / "b.curator", small_codebook()) as twin:
        twin.act_as(twin.run(AddCoder("Cy")))
        assert import_codings(twin, [tmp_path / "whole"]).complete
        with twin.read() as reads:
            assert reads.comments(article) == comments(project)
        before = all_rows(twin)
        report = import_codings(twin, [tmp_path / "whole"])
        assert (report.added, report.conflicting) == (0, [])
        assert all_rows(twin) == before
        twin.undo()
        twin.redo()
        assert all_rows(twin) == before


def test_a_comment_is_part_of_the_digest(project: Workspace) -> None:
    with project.read() as reads:
        before = digest(reads)
    project.run(AddComment(article_of(project), "Who?"))
    with project.read() as reads:
        assert digest(reads) != before
