# SPDX-License-Identifier: MIT
"""The history of a value: each step with what was known before and after, as it was known at the time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from curator.domain.coding import ArticleCoding
from curator.domain.faults import NotNow
from curator.domain.values import Value, incident_value
from curator.operations import (
    AcceptProposals,
    AddArticles,
    AddCoder,
    AddEvidence,
    AddIncident,
    AddRow,
    DuplicateIncident,
    FieldWords,
    MergeIncidents,
    NewArticle,
    ReceiveCoding,
    RemoveArticle,
    RemoveEvidence,
    RemoveIncident,
    SetArticleValue,
    SetValue,
    SetValues,
    ValueSet,
)
from curator.store.value_history import ValueStep
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

BOOK = small_codebook()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        words = (FieldWords("title", 0, 3),)
        workspace.run(AddArticles((NewArticle("Two were killed on Friday.", {"title": "Two"}, words),)))
        yield workspace


def coding_of(project: Workspace) -> ArticleCoding:
    with project.read() as reads:
        return reads.coding(reads.article_ids()[0])


def steps(project: Workspace, incident: str, row: str, field: str, **more: Any) -> list[ValueStep]:
    with project.read() as reads:
        return reads.value_history(incident, row, field, **more)


def test_each_step_tells_who_when_what_and_the_value_before_and_after(project: Workspace) -> None:
    article = coding_of(project).article.id
    incident = project.run(AddIncident(article, None, {"headline": "Two"}))
    project.run(SetValue(incident, "number", 2, basis="normalised", note="two", proposed=True))
    project.run(SetValue(incident, "weight", 1.0))
    project.act_as(project.run(AddCoder("Bo")))
    with project.read() as reads:
        ann = next(coder for coder in reads.coders() if coder.name == "Ann")
    project.act_as(ann)
    project.run(AcceptProposals(incident))
    words = project.run(AddEvidence(article, 0, 3, incident, field="number"))
    project.run(RemoveEvidence(words))
    project.run(SetValue(incident, "number", None, state="not_stated"))
    found = steps(project, incident, "", "number")
    assert [step.label for step in found] == [
        "Set Number of “Two” to not stated", "Take words away", "Give words to Number", "Accept Number of “Two”",
        "Set Number of “Two” to “2”", "Add “Two”",
    ]  # fmt: skip
    assert {step.coder for step in found} == {"Ann"}
    two = Value("value", 2, "normalised", "two", said_by="number")
    assert found[0].after["number"].state == "not_stated"
    assert [step.after["number"] for step in found[1:4]] == [two] * 3
    assert found[3].before["number"].proposed
    assert (dict(found[5].before), found[5].after["number"]) == ({}, Value("blank"))
    assert found[0].at >= found[-1].at


def test_back_to_a_value_of_the_past(project: Workspace) -> None:
    incident = project.run(AddIncident(coding_of(project).article.id))
    project.run(SetValue(incident, "number", 2, basis="inferred", note="from the count"))
    project.run(SetValue(incident, "number", 3))
    was = steps(project, incident, "", "number")[0].before["number"]
    project.run(SetValue(incident, "number", was.value, "", was.state, was.basis, was.note, was.proposed))
    (now,) = coding_of(project).incidents
    leaf = BOOK.node("number")
    assert leaf
    assert incident_value(BOOK, now, leaf) == was


def test_what_was_undone_is_told_until_it_is_done_again(project: Workspace) -> None:
    incident = project.run(AddIncident(coding_of(project).article.id))
    project.run(SetValue(incident, "number", 2))
    project.undo()
    assert [(step.kind, step.undone) for step in steps(project, incident, "", "number")] == [
        ("undo", False), ("set_value", True), ("add_incident", False)
    ]  # fmt: skip
    project.redo()
    assert [(step.kind, step.undone) for step in steps(project, incident, "", "number")] == [
        ("redo", False), ("undo", True), ("set_value", False), ("add_incident", False)
    ]  # fmt: skip


def test_a_compound_has_the_steps_of_its_parts(project: Workspace) -> None:
    incident = project.run(AddIncident(coding_of(project).article.id))
    project.run(SetValues(incident, (ValueSet("when_first", "2019-11-08"), ValueSet("when_last", "2019-11-08"))))
    project.run(SetValue(incident, "when", None, basis="inferred"))
    found = steps(project, incident, "", "when")
    assert [step.kind for step in found] == ["set_value", "set_values", "add_incident"]
    assert found[0].before["when_first"].basis == "stated"
    assert found[0].after["when_first"].basis == "inferred"
    part = steps(project, incident, "", "when_first")
    assert [step.seq for step in part] == [step.seq for step in found], "what its compound says is said of the part"


def test_metadata_and_received_work_begin_with_what_brought_them(project: Workspace) -> None:
    coding = coding_of(project)
    article = coding.article.id
    project.run(SetArticleValue(article, "title", "Two dead"))
    found = steps(project, "", "", "title", article=article)
    assert [step.kind for step in found] == ["set_article_value", "add_articles"]
    assert (found[1].after["title"].value, found[0].after["title"].value) == ("Two", "Two dead")
    first = project.run(AddIncident(article, None, {"number": 2}))
    given = coding_of(project)
    project.run(RemoveIncident(first))
    project.run(ReceiveCoding(given, ()))
    project.run(SetValue(first, "number", 3))
    kinds = [step.kind for step in steps(project, first, "", "number")]
    assert kinds == ["set_value", "receive_coding", "remove_incident", "add_incident"]
    before = steps(project, first, "", "number")
    project.run(RemoveArticle(article))
    project.undo()
    assert [step.seq for step in steps(project, first, "", "number")] == [step.seq for step in before]


def test_the_value_of_a_row_that_is_gone_can_still_be_told(project: Workspace) -> None:
    incident = project.run(AddIncident(coding_of(project).article.id))
    row = project.run(AddRow(incident, "people", {"called": "A"}))
    project.run(RemoveIncident(incident))
    found = steps(project, incident, row, "called")
    assert [step.kind for step in found] == ["remove_incident", "add_row"]
    assert (found[0].before["called"].value, dict(found[0].after)) == ("A", {})


def test_of_any_work_the_history_tells_what_was_known_at_the_time(project: Workspace) -> None:
    """Random steps; what was known is looked up after each, and must be what the history tells afterwards."""
    seed = 20191108
    chance = random.Random(seed)
    article = coding_of(project).article.id
    incident = project.run(AddIncident(article))
    leaf = BOOK.node("when_first")
    assert leaf
    known: dict[int, Value] = {}
    for _ in range(150):
        work(project, chance, article, incident)
        with project.read() as reads:
            newest = int(reads.connection.execute("SELECT max(seq) FROM changes").fetchone()[0])
            known[newest] = incident_value(BOOK, reads.find_incident(incident), leaf)
    found = steps(project, incident, "", "when_first")
    assert len(found) > 30, f"seed {seed}"
    assert found[0].after["when_first"] == known[max(known)], f"seed {seed}"
    for later, earlier in pairwise(found):
        assert later.before == earlier.after, f"seed {seed}, step {later}"
    for step in found:
        if step.seq in known:
            assert step.after["when_first"] == known[step.seq], f"seed {seed}, step {step}"


def work(project: Workspace, chance: random.Random, article: str, incident: str) -> None:
    day = f"2019-11-{chance.randrange(1, 29):02d}"
    basis, proposed = chance.choice(["stated", "inferred"]), chance.random() < 0.3
    pick = chance.random()
    try:
        if pick < 0.3:
            project.run(SetValue(incident, "when_first", day, basis=basis, proposed=proposed))
        elif pick < 0.4:
            project.run(SetValue(incident, "when_first", None, state=chance.choice(["value", "not_stated"])))
        elif pick < 0.55:
            project.run(SetValue(incident, "when", None, basis=basis, proposed=proposed, note=chance.choice(["", "?"])))
        elif pick < 0.65:
            project.run(AcceptProposals(incident))
        elif pick < 0.7:
            project.run(MergeIncidents(incident, (project.run(DuplicateIncident(incident)),)))
        elif pick < 0.75:
            other = project.run(AddIncident(article, None, {"when_first": day}))
            project.run(MergeIncidents(incident, (other,)))
        elif pick < 0.85:
            project.run(AddEvidence(article, 0, 3, incident, field=chance.choice(["when", "when_first", "number"])))
        else:
            chance.choice([project.undo, project.redo])()
    except NotNow:
        pass
