# SPDX-License-Identifier: MIT
"""Explaining: a value with its words and its history, for incidents, rows and the article's metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.operations import AddEvidence, MoveEvidence, RemoveEvidence, SetArticleValue, SetValue
from curator.tasks.explain import Explanation, explain
from curator.tasks.sample import build_sample
from curator.workspace import Workspace


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Workspace]:
    made = build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(made.project) as workspace:
        workspace.act_as(made.coder)
        yield workspace


def explained(workspace: Workspace, incident: str, field: str = "") -> Explanation:
    with workspace.read() as reads:
        return explain(reads, workspace.codebook, incident, field)


def test_a_value_has_its_state_basis_words_and_who_brought_it(sample: Workspace) -> None:
    found = explained(sample, "1", "date_start")
    (value,) = found.values
    assert (value.value, value.state, value.basis) == ("2019-11-08", "value", "normalised")
    direct = value.words[0]
    assert (direct.quote, direct.role) == ("Friday November 8th", "direct")
    assert direct.before.endswith("on ")
    assert [step.label.split(" ")[0] for step in found.history] == ["Receive"]
    assert found.history[0].coder == "Coder 1"


def test_the_words_are_those_of_the_text(sample: Workspace) -> None:
    with sample.read() as reads:
        text = reads.article_text(reads.article_ids()[0])
    found = explained(sample, "2")
    words = [one for value in found.values for one in value.words] + list(found.mentions)
    assert len(words) > 20
    for one in words:
        assert text[one.start : one.end] == one.quote
        assert text[: one.start].endswith(one.before)
        assert text[one.end :].startswith(one.after)


def test_a_compound_a_group_a_row_and_metadata(sample: Workspace) -> None:
    assert {value.field for value in explained(sample, "1", "date").values} >= {"date_start", "date_end", "date_text"}
    rows = explained(sample, "1", "casualties").values
    assert {value.row_place for value in rows} == {1, 2}
    second = explained(sample, "1", "casualties.2.best").values
    assert [(value.row_place, value.field) for value in second] == [(2, "best")]
    assert len(explained(sample, "1", "casualties.best").values) == 2
    assert len(explained(sample, "1", "best").values) == 2, "a field that only a group has"
    for said in ("article.published", "published"):
        (value,) = explained(sample, "1", said).values
        assert value.words[0].quote == "Sat, 09 Nov 2019 16:20 GMT"
        assert value.basis == "normalised"


@pytest.mark.parametrize("field", ["nothing", "casualties.9.best", "casualties.nothing", "article.nothing", "title.x"])
def test_what_there_is_not_is_refused(sample: Workspace, field: str) -> None:
    with pytest.raises(InputRefused):
        explained(sample, "1", field)


def test_an_incident_there_is_not_is_refused(sample: Workspace) -> None:
    with pytest.raises(InputRefused, match="no incident 77"):
        explained(sample, "77")


def test_history_tells_of_this_field_only_and_what_was_undone(sample: Workspace) -> None:
    with sample.read() as reads:
        incident = reads.find_incident("1")
    sample.run(SetValue(incident.id, "title", "Another title"))
    sample.run(SetValue(incident.id, "date_start", "2019-11-07"))
    span = sample.run(AddEvidence(incident.article, 10, 20, incident.id, field="date_start"))
    sample.run(MoveEvidence(span, 10, 18))
    sample.run(RemoveEvidence(span))
    sample.undo()
    sample.run(AddEvidence(incident.article, 10, 20, incident.id, field="date"))
    labels = [(step.label.split(" ")[0], step.undone) for step in explained(sample, "1", "date_start").history]
    assert labels[0] == ("Receive", False)
    assert [undone for _, undone in labels] == [False, False, False, False, True, False, False]
    assert len(explained(sample, "1", "title").history) == 2
    assert len(explained(sample, "1").history) == 8, "everything about the incident"
    assert len(explained(sample, "2").history) == 1


def test_history_of_metadata(sample: Workspace) -> None:
    with sample.read() as reads:
        article = reads.article_ids()[0]
    sample.run(SetArticleValue(article, "outlet", "Another outlet"))
    labels = [step.label.split(" ")[0] for step in explained(sample, "1", "article.outlet").history]
    assert labels == ["Import", "Set"]
    noted = [step.label.split(" ")[0] for step in explained(sample, "1", "article.published").history]
    assert noted == ["Import", "Receive"], "the coding file brought a note on it"
