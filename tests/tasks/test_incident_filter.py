# SPDX-License-Identifier: MIT
"""What a filter has to find out before SQLite is asked: problems are those that the codebook's rules find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.coding import Incident
from curator.domain.filtering import Condition, IncidentFilter
from curator.domain.rules.judging import problems_of
from curator.tasks.incident_filter import find_out, fitting
from curator.tasks.open_problems import OpenProblems
from curator.workspace import Workspace
from tests.sound_case import ROWS, SPANS, TEXT, VALUES, incidents_codebook

SOME, NONE = (IncidentFilter((Condition("problems", op=op),)) for op in ("some", "none"))
FIELDS = {"title": "A", "published": "2019-11-09T16:20:00Z"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Four articles with an incident each: one is sound, one has its days in the wrong order, one that has them so
    too is withdrawn, and one lacks nearly everything."""
    with Workspace.create(tmp_path / "a.curator", incidents_codebook()) as made:
        made.act_as(made.run(verbs.AddCoder("Ann")))
        texts = (*(TEXT + " " * at for at in range(3)), "Guards slept.")
        articles = made.run(verbs.AddArticles(tuple(verbs.NewArticle(text, FIELDS) for text in texts)))
        for article, title in zip(articles, ("sound", "wrong", "withdrawn"), strict=False):
            incident = code(made, article, title)
            if title != "sound":
                made.run(verbs.SetValue(incident, "date_end", "2019-11-01"))
        made.run(verbs.SetIncidentStatus(incident, "withdrawn"))
        made.run(verbs.AddIncident(articles[-1], (0, 6), {"title": "lacking"}))
        yield made


def code(workspace: Workspace, article: str, title: str) -> str:
    """The sound case under a title of its own."""
    incident = str(workspace.run(verbs.AddIncident(article, None, {**VALUES, "title": title})))
    rows = {name: str(workspace.run(verbs.AddRow(incident, group, values))) for name, group, values in ROWS}
    for words, field, row, role in SPANS:
        start = TEXT.index(words)
        workspace.run(
            verbs.AddEvidence(article, start, start + len(words), incident, rows.get(row, ""), field, role)
        )  # fmt: skip
    return incident


def incidents(workspace: Workspace) -> dict[str, Incident]:
    with workspace.read() as reads:
        codings = [reads.coding(article) for article in reads.article_ids()]
    return {str(each.values["title"]): each for coding in codings for each in coding.incidents}


def found(workspace: Workspace, wanted: IncidentFilter, before: OpenProblems | None = None) -> set[str]:
    """The titles of those that fit."""
    viewer = workspace.coder.id if workspace.coder is not None else ""
    known, _ = find_out(workspace, wanted, viewer, problems=before)
    with workspace.read() as reads:
        sql, values = fitting(workspace, reads, wanted, viewer, known)
        ids = {str(row[0]) for row in reads.connection.execute(f"SELECT i.id FROM incidents i WHERE {sql}", values)}
    return {title for title, each in incidents(workspace).items() if each.id in ids}


def judged(workspace: Workspace) -> set[str]:
    """The titles of those in which the rules find errors or warnings, told by the rules themselves."""
    with workspace.read() as reads:
        codings = [reads.coding(article) for article in reads.article_ids()]
    faulty = {
        problem.incident for coding in codings for problem in problems_of(coding, workspace.codebook)
        if problem.level in ("error", "warning")
    }  # fmt: skip
    return {title for title, each in incidents(workspace).items() if each.id in faulty}


def test_those_with_problems_and_those_without_are_told_by_the_rules(workspace: Workspace) -> None:
    assert found(workspace, SOME) == judged(workspace) == {"wrong", "lacking"}
    assert found(workspace, NONE) == {"sound", "withdrawn"}


def test_what_was_changed_since_is_judged_again(workspace: Workspace) -> None:
    viewer = workspace.coder.id if workspace.coder is not None else ""
    _, before = find_out(workspace, SOME, viewer)
    assert before is not None
    wrong, sound = (incidents(workspace)[title].id for title in ("wrong", "sound"))
    workspace.run(verbs.SetValue(wrong, "date_end", "2019-11-08"))
    workspace.run(verbs.SetValue(sound, "date_end", "2019-11-01"))
    assert found(workspace, SOME, before) == judged(workspace) == {"sound", "lacking"}


@pytest.mark.parametrize(
    ("words", "titles"),
    [("slept", {"lacking"}), ("rebels", {"sound", "wrong", "withdrawn"}), ('"army post" OR slept', None), ("x", set())],
)
def test_words_in_articles_are_those_of_the_search(workspace: Workspace, words: str, titles: set[str] | None) -> None:
    for op in ("contains", "contains_not"):
        wanted = IncidentFilter((Condition("text", "article", op, (words,)),))
        every = set(incidents(workspace))
        fitting_ones = every if titles is None else titles
        assert found(workspace, wanted) == (fitting_ones if op == "contains" else every - fitting_ones)
