# SPDX-License-Identifier: MIT
"""One key press: words, the row they belong to, the values read from them, in one step that Undo takes back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curator.domain.coding import Incident
from curator.domain.faults import InputRefused, NotNow
from curator.domain.values import incident_value
from curator.operations import (
    AcceptProposals,
    AddArticles,
    AddCoder,
    AddEvidence,
    AddIncident,
    AddRow,
    Given,
    GiveWords,
    MoreWords,
    NewArticle,
    RetargetEvidence,
    SetValue,
    SetValues,
    ValueSet,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

BOOK = small_codebook()
TEXT = "Two men were hurt on Friday in Qayyara and three were lost."
HURT, LOST = (("what", "hurt"),), (("what", "lost"),)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        article = workspace.run(AddArticles((NewArticle(TEXT, {"published": "2019-11-10"}),)))[0]
        workspace.run(AddIncident(article, (0, 12), {"headline": "Hurt men"}))
        yield workspace


def incident_of(project: Workspace) -> Incident:
    with project.read() as reads:
        return reads.find_incident("1")


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def give(project: Workspace, words: str, field: str, **more: Any) -> Given:
    incident = incident_of(project)
    result = project.run(GiveWords(incident.article, incident.id, *span(words), field, **more))
    assert isinstance(result, Given)
    return result


def label(project: Workspace) -> str:
    target = project.undo_target()
    assert target
    return target.label


def test_a_key_makes_its_row_and_gives_words_and_a_proposed_value_in_one_step(project: Workspace) -> None:
    before = all_rows(project)
    two = ValueSet("tally_mid", 2, basis="normalised", proposed=True)
    given = give(project, "Two", "tally", group="harm", presets=HURT, values=(two,))
    incident = incident_of(project)
    (row,) = incident.rows
    assert (given.row, given.new_row, given.new_evidence, given.values) == (row.id, True, True, ("tally_mid",))
    assert row.values == {"what": "hurt", "tally_mid": 2}
    assert [(words.quote, words.id) for words in incident.evidence_of("tally", row.id)] == [("Two", given.evidence)]
    best = BOOK.node("tally_mid", "harm")
    assert best
    value = incident_value(BOOK, incident, best, row)
    assert (value.proposed, value.basis, value.counts) == (True, "normalised", False)
    assert label(project) == "Give words to Tally of “Hurt men”"
    project.undo()
    assert all_rows(project) == before


def test_the_row_that_holds_the_presets_and_is_free_is_used(project: Workspace) -> None:
    lost = project.run(AddRow(incident_of(project).id, "harm", {"what": "lost"}))
    hurt = project.run(AddRow(incident_of(project).id, "harm", {"what": "hurt", "who": "some"}))
    assert give(project, "three", "tally", group="harm", presets=LOST).row == lost
    assert give(project, "Two", "tally", group="harm", presets=HURT).row == hurt


def test_the_only_row_with_the_presets_is_used_though_it_has_words(project: Workspace) -> None:
    first = give(project, "Two", "tally", group="harm", presets=HURT)
    second = give(project, "Two men", "tally", group="harm", presets=HURT)
    assert (second.row, second.new_row, second.new_evidence) == (first.row, False, True)


def test_with_several_rows_that_are_answered_a_new_one_is_made(project: Workspace) -> None:
    incident = incident_of(project).id
    rows = {project.run(AddRow(incident, "harm", {"what": "hurt", "tally_mid": n})) for n in (1, 2)}
    given = give(project, "Two", "tally", group="harm", presets=HURT)
    assert given.new_row
    assert given.row not in rows


def test_of_several_rows_the_one_that_has_these_words_is_meant(project: Workspace) -> None:
    incident = incident_of(project).id
    for n in (1, 2):
        project.run(AddRow(incident, "harm", {"what": "hurt", "tally_mid": n}))
    given = give(project, "Two", "tally", group="harm", presets=HURT)
    assert give(project, "Two", "tally", group="harm", presets=HURT)[:4] == (*given[:2], False, False)


def test_without_presets_each_words_make_a_row_of_their_own(project: Workspace) -> None:
    rows = [give(project, words, "called", group="people").row for words in ("Two men", "three")]
    assert [row.id for row in incident_of(project).rows] == rows


@pytest.mark.parametrize("more", [{}, {"group": "harm", "presets": HURT}, {"group": "harm"}])
def test_the_same_words_twice_add_nothing(project: Workspace, more: dict[str, Any]) -> None:
    field = "tally" if more else "when"
    leaf = ValueSet("tally_mid", 2, proposed=True) if more else ValueSet("when_words", "Friday", proposed=True)
    first = give(project, "Friday", field, values=(leaf,), **more)
    before, newest = all_rows(project), project.undo_target()
    again = give(project, "Friday", field, values=(leaf,), **more)
    assert again[:4] == (first.row, first.evidence, False, False)
    assert all_rows(project) == before
    assert project.undo_target() == newest


def test_words_in_another_role_are_other_words(project: Workspace) -> None:
    first = give(project, "Friday", "when")
    assert give(project, "Friday", "when", role="anchor").evidence != first.evidence


def test_a_proposed_value_does_not_replace_an_accepted_answer(project: Workspace) -> None:
    incident = incident_of(project).id
    project.run(SetValue(incident, "when_first", "2019-11-07"))
    project.run(SetValue(incident, "when_last", None, state="not_stated"))
    proposals = (
        ValueSet("when", None, basis="normalised", proposed=True),
        ValueSet("when_first", "2019-11-08", proposed=True),
        ValueSet("when_last", "2019-11-08", proposed=True),
        ValueSet("when_words", "Friday", proposed=True),
    )
    assert give(project, "Friday", "when", values=proposals).values == ("when_words",)
    found = incident_of(project)
    assert (found.values["when_first"], "when_last" in found.values) == ("2019-11-07", False)
    first = BOOK.node("when_first")
    assert first
    assert incident_value(BOOK, found, first).counts


def test_a_proposed_value_replaces_a_proposed_one_and_a_default(project: Workspace) -> None:
    incident = incident_of(project).id
    project.run(SetValue(incident, "number", 2, proposed=True))
    project.run(SetValue(incident, "weight", 1.0, basis="default"))
    values = (ValueSet("number", 3, proposed=True), ValueSet("weight", 4.0, proposed=True))
    give(project, "three", "number", values=values)
    assert incident_of(project).values["number"] == 3
    assert incident_of(project).values["weight"] == 4.0


def test_a_value_that_is_not_proposed_is_set(project: Workspace) -> None:
    project.run(SetValue(incident_of(project).id, "number", 2))
    give(project, "three", "number", values=(ValueSet("number", 3),))
    assert incident_of(project).values["number"] == 3


def test_further_words_support_an_answer_that_has_words_and_leave_it_as_it_is(project: Workspace) -> None:
    first = give(project, "Two", "number", values=(ValueSet("number", 2),), further="support")
    given = give(project, "three", "number", values=(ValueSet("number", 3),), further="support")
    assert given.values == ()
    assert incident_of(project).values["number"] == 2
    assert [(each.quote, each.role) for each in incident_of(project).evidence_of("number")] == [
        ("Two", "direct"), ("three", "support"),
    ]  # fmt: skip
    assert give(project, "Two", "number", further="support").evidence == first.evidence
    assert give(project, "three", "number", further="support").evidence == given.evidence


def test_words_are_no_further_ones_where_nothing_is_answered_or_no_words_are_there(project: Workspace) -> None:
    give(project, "Two", "number", values=(ValueSet("number", 2, proposed=True),))
    give(project, "three", "number", values=(ValueSet("number", 3, proposed=True),), further="support")
    assert {each.role for each in incident_of(project).evidence_of("number")} == {"direct"}
    project.run(SetValue(incident_of(project).id, "weight", 1.0))
    assert give(project, "three", "weight", values=(ValueSet("weight", 3.0),), further="support").values == ("weight",)


def test_one_more_row_is_made_where_it_is_asked_for(project: Workspace) -> None:
    first = give(project, "Two", "tally", group="harm", presets=HURT)
    second = give(project, "three", "tally", group="harm", presets=HURT, new_row=True)
    assert second.new_row
    assert second.row != first.row
    assert give(project, "three", "tally", group="harm", presets=HURT, new_row=True).row == second.row


def test_what_cannot_be_given_is_refused_whole(project: Workspace) -> None:
    before = all_rows(project)
    for field, more in (
        ("nothing", {}),
        ("when", {"presets": HURT}),
        ("tally", {"group": "nowhere"}),
        ("tally", {"group": "harm", "presets": (("what", "no such code"),)}),
        ("tally", {"group": "harm", "presets": HURT, "values": (ValueSet("tally_mid", "many"),)}),
        ("when", {"role": "rumour"}),
    ):
        with pytest.raises(InputRefused):
            give(project, "Two", field, **more)
    assert all_rows(project) == before


def test_another_coders_incident_gets_no_words(project: Workspace) -> None:
    project.act_as(project.run(AddCoder("Coder 2")))
    before = all_rows(project)
    incident = incident_of(project)
    for operation in (
        GiveWords(incident.article, incident.id, 0, 3, "when"),
        SetValues(incident.id, (ValueSet("number", 1),)),
        AcceptProposals(incident.id),
        RetargetEvidence(incident.evidence[0].id, incident.id, field="when"),
    ):
        with pytest.raises(NotNow, match="another coder"):
            project.run(operation)
    assert all_rows(project) == before


def test_words_are_given_to_another_target(project: Workspace) -> None:
    incident = incident_of(project)
    words = project.run(AddEvidence(incident.article, *span("Friday"), incident.id, field="where"))
    project.run(RetargetEvidence(words, incident.id, field="when"))
    assert [each.id for each in incident_of(project).evidence_of("when")] == [words]
    assert label(project) == "Give the words to When instead"
    other = project.run(AddEvidence(incident.article, *span("Friday"), incident.id, field="where"))
    with pytest.raises(NotNow, match="already"):
        project.run(RetargetEvidence(other, incident.id, field="when"))


def test_words_that_go_to_another_incident_or_the_article_are_new_ones_there(project: Workspace) -> None:
    """Two copies of a project may each change one of both: then neither holds a part of the other (hand-overs)."""
    incident = incident_of(project)
    words = project.run(AddEvidence(incident.article, *span("Friday"), incident.id, field="where"))
    before = all_rows(project)
    project.run(RetargetEvidence(words, field="title"))
    with project.read() as reads:
        [there] = reads.coding(incident.article).article_evidence
    assert (there.field, there.quote, there.role, there.id != words) == ("title", "Friday", "direct", True)
    assert incident_of(project).evidence_of("where") == ()
    project.undo()
    assert all_rows(project) == before


def test_what_takes_no_words_by_the_codebook_gets_none_by_any_operation(project: Workspace) -> None:
    incident = incident_of(project)
    words = project.run(AddEvidence(incident.article, *span("Friday"), incident.id))
    before = all_rows(project)
    for operation in (
        GiveWords(incident.article, incident.id, *span("Friday"), "headline"),
        GiveWords(incident.article, incident.id, *span("Friday"), "", more=(MoreWords("headline", *span("Friday")),)),
        AddEvidence(incident.article, *span("Friday"), incident.id, field="headline"),
        RetargetEvidence(words, incident.id, field="headline"),
    ):
        with pytest.raises(InputRefused, match="“Headline” takes no words"):
            project.run(operation)
    assert all_rows(project) == before
