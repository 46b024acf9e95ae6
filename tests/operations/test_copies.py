# SPDX-License-Identifier: MIT
"""Incidents made from incidents: a second like the first, two of one, one of two, values of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curator.domain.coding import Incident
from curator.domain.faults import InputRefused, NotNow
from curator.domain.values import Value, incident_value
from curator.operations import (
    AddArticles,
    AddCoder,
    AddEvidence,
    AddIncident,
    AddRow,
    CopyValues,
    DuplicateIncident,
    MergeIncidents,
    NewArticle,
    SetIncidentStatus,
    SetValue,
    SplitIncident,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

BOOK = small_codebook()
TEXT = "Two men were hurt on Friday in Qayyara and three were lost on Sunday."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles((NewArticle(TEXT), NewArticle(f"{TEXT} Again."))))
        yield workspace


def articles(project: Workspace) -> list[str]:
    with project.read() as reads:
        return reads.article_ids()


def incident(project: Workspace, name: str) -> Incident:
    with project.read() as reads:
        return reads.find_incident(name)


def words(project: Workspace, of: str, quote: str, row: str = "", field: str = "") -> str:
    start = TEXT.index(quote)
    added = project.run(AddEvidence(incident(project, of).article, start, start + len(quote), of, row, field))
    return str(added)


def value(found: Incident, key: str, row: int | None = None) -> Value:
    of_row = found.rows[row] if row is not None else None
    leaf = BOOK.node(key, of_row.group if of_row else "")
    assert leaf
    return incident_value(BOOK, found, leaf, of_row)


def told(found: Incident) -> Any:
    """All that an incident says, without ids and places."""
    groups = {row.id: (row.group, row.position) for row in found.rows}
    return (
        found.values,
        [(row.group, row.values) for row in found.rows],
        sorted((groups.get(n.row, ()), n.field, n.state, n.basis, n.proposed, n.note) for n in found.notes),
        sorted((groups.get(e.row, ()), e.field, e.start, e.end, e.quote, e.role) for e in found.evidence),
    )


def full_incident(project: Workspace) -> str:
    """An incident with values, notes, a row, a mention and words."""
    made = project.run(AddIncident(articles(project)[0], (0, 17), {"headline": "Hurt men", "number": 2}))
    project.run(SetValue(made, "when_first", "2019-11-08", basis="normalised"))
    project.run(SetValue(made, "where", None, state="not_stated"))
    row = project.run(AddRow(made, "harm", {"what": "hurt", "tally_mid": 2}))
    project.run(SetValue(made, "tally_mid", 2, row, basis="inferred", note="two men"))
    words(project, made, "Friday", field="when")
    words(project, made, "Two", row, "tally")
    words(project, made, "Two men", row)
    return str(made)


def test_a_duplicate_says_the_same_as_a_draft_after_it(project: Workspace) -> None:
    first = full_incident(project)
    last = project.run(AddIncident(articles(project)[0]))
    project.run(SetIncidentStatus(first, "finished"))
    before = all_rows(project)
    second = project.run(DuplicateIncident(first))
    assert told(incident(project, second)) == told(incident(project, first))
    assert incident(project, second).status == "draft"
    with project.read() as reads:
        assert [each.id for each in reads.coding(articles(project)[0]).incidents] == [first, second, last]
    target = project.undo_target()
    assert target
    assert target.label == "Duplicate “Hurt men”"
    project.undo()
    assert all_rows(project) == before


def test_a_split_takes_words_along_and_proposes_what_nobody_has_said(project: Workspace) -> None:
    first = full_incident(project)
    mention = words(project, first, "three were lost")
    day = next(span.id for span in incident(project, first).evidence if span.field == "when")
    before = all_rows(project)
    second = incident(project, project.run(SplitIncident(first, (mention, day))))
    assert {span.quote for span in second.evidence} == {"Friday", "three were lost"}
    assert second.values == incident(project, first).values
    assert not value(second, "when_first").proposed, "its words came along"
    assert value(second, "when_first").basis == "normalised"
    assert value(second, "number").proposed
    assert (value(second, "where_name").state, value(second, "where_name").proposed) == ("not_stated", True)
    assert value(second, "tally_mid", 0) == Value("value", 2, "inferred", "two men", True, "tally_mid")
    assert value(second, "what", 0).proposed
    old = incident(project, first)
    assert value(old, "when_first").proposed, "it has lost its words"
    assert not value(old, "number").proposed
    assert [span.quote for span in old.mentions()] == [TEXT[:17]]
    project.undo()
    assert all_rows(project) == before


def test_a_split_leaves_a_mention_behind_and_takes_own_words_only(project: Workspace) -> None:
    first = full_incident(project)
    (mention,) = incident(project, first).mentions()
    other = project.run(AddIncident(articles(project)[0], (0, 3)))
    before = all_rows(project)
    for chosen in ((mention.id,), (), (incident(project, other).evidence[0].id,)):
        with pytest.raises(InputRefused):
            project.run(SplitIncident(first, chosen))
    assert all_rows(project) == before


def test_merging_keeps_what_is_there_fills_what_is_blank_and_loses_nothing(project: Workspace) -> None:
    first = full_incident(project)
    second = project.run(
        AddIncident(articles(project)[0], (43, 58), {"headline": "Lost men", "number": 3, "weight": 1.5, "sure": "yes"})
    )
    project.run(SetValue(second, "weight", 1.5, basis="inferred", note="from a scale"))
    project.run(SetValue(second, "when_first", "2019-11-10"))
    lost = project.run(AddRow(second, "harm", {"what": "lost", "tally_mid": 3}))
    words(project, second, "Sunday", field="when")
    words(project, second, "three", lost, "tally")
    linked = project.run(AddIncident(articles(project)[1], None, {"follows": second}))
    before = all_rows(project)
    project.run(MergeIncidents(first, (second,)))
    found = incident(project, first)
    assert (found.values["headline"], found.values["number"], found.values["weight"]) == ("Hurt men", 2, 1.5)
    assert (found.values["sure"], found.values["when_first"]) == ("yes", "2019-11-08")
    assert (value(found, "weight").basis, value(found, "weight").note) == ("inferred", "from a scale")
    notes = {note.field: note.note for note in found.notes if not note.row}
    assert notes["number"] == "Merged from “Lost men”: 3"
    assert notes["when"] == "Merged from “Lost men”: First: 2019-11-10"
    assert value(found, "number") == Value("value", 2, "stated", notes["number"], said_by="number")
    assert value(found, "when_first").basis == "normalised"
    assert [(row.group, row.values["what"], row.position) for row in found.rows] == [
        ("harm", "hurt", 0),
        ("harm", "lost", 1),
    ]
    roles = {span.quote: span.role for span in found.evidence if span.field == "when"}
    assert roles == {"Friday": "direct", "Sunday": "contradicts"}
    assert [span.quote for span in found.evidence_of("tally", lost)] == ["three"]
    assert [span.quote for span in found.mentions()] == [TEXT[:17], TEXT[43:58]]
    assert incident(project, linked).values["follows"] == first
    target = project.undo_target()
    assert target
    assert target.label == "Merge “Lost men” into “Hurt men”"
    project.undo()
    assert all_rows(project) == before
    project.redo()
    assert told(incident(project, first)) == told(found)


def test_a_merge_notes_no_proposal_and_keeps_what_is_private_with_its_field(tmp_path: Path) -> None:
    parts = tuple(replace(part, private=part.key == "when_words") for part in BOOK.fields[4].parts)
    fields = (*BOOK.fields[:4], replace(BOOK.fields[4], parts=parts), *BOOK.fields[5:])
    with Workspace.create(tmp_path / "b.curator", replace(BOOK, fields=fields)) as project:
        project.act_as(project.run(AddCoder("Coder 1")))
        article = project.run(AddArticles((NewArticle(TEXT),)))[0]
        first = project.run(AddIncident(article, None, {"headline": "A", "when_words": "one", "number": 1}))
        second = project.run(AddIncident(article, None, {"headline": "A", "when_words": "two", "number": 2}))
        project.run(SetValue(second, "number", 2, proposed=True))
        project.run(MergeIncidents(first, (second,)))
        notes = {note.field: note.note for note in incident(project, first).notes}
        assert notes == {"when_words": "Merged from “A”: two"}


def test_a_duplicate_merged_back_adds_nothing(project: Workspace) -> None:
    first = full_incident(project)
    before = told(incident(project, first))
    project.run(MergeIncidents(first, (project.run(DuplicateIncident(first)),)))
    assert told(incident(project, first)) == before
    with project.read() as reads:
        assert reads.incident_count() == 1


def test_only_incidents_of_one_article_and_one_coder_are_merged(project: Workspace) -> None:
    first = full_incident(project)
    elsewhere = project.run(AddIncident(articles(project)[1]))
    mine = project.coder
    project.act_as(project.run(AddCoder("Coder 2")))
    others = project.run(AddIncident(articles(project)[0]))
    project.act_as(mine)
    before = all_rows(project)
    for merged in ((elsewhere,), (), (first,)):
        with pytest.raises(InputRefused):
            project.run(MergeIncidents(first, merged))
    for operation in (
        MergeIncidents(first, (others,)),
        CopyValues(others, first, ("number",)),
        CopyValues(first, others, ("number",)),
        DuplicateIncident(others),
        SplitIncident(others, ("x",)),
    ):
        with pytest.raises(NotNow, match="another coder"):
            project.run(operation)
    assert all_rows(project) == before


def test_a_date_and_rows_come_from_the_incident_before_with_their_words(project: Workspace) -> None:
    first = full_incident(project)
    second = project.run(AddIncident(articles(project)[0], None, {"when_words": "some day"}))
    project.run(CopyValues(first, second, ("when", "where", "hour"), ("harm",)))
    found = incident(project, second)
    assert found.values == {"when_first": "2019-11-08"}
    assert value(found, "when_first").basis == "normalised"
    assert value(found, "where_name").state == "not_stated"
    assert [span.quote for span in found.evidence if not span.row] == ["Friday"]
    assert [row.values for row in found.rows] == [{"what": "hurt", "tally_mid": 2}]
    assert [span.quote for span in found.evidence if span.row] == ["Two", "Two men"]
    target = project.undo_target()
    assert target
    assert target.label == f"Copy When and Where, Harm from “Hurt men” to incident {found.number}"


def test_words_do_not_follow_into_another_article(project: Workspace) -> None:
    first = full_incident(project)
    second = project.run(AddIncident(articles(project)[1]))
    project.run(CopyValues(first, second, ("when",), ("harm",)))
    found = incident(project, second)
    assert (found.values, found.evidence) == ({"when_first": "2019-11-08"}, ())
    assert {note.article for note in found.notes} == {articles(project)[1]}
    with pytest.raises(NotNow, match="nothing to copy"):
        project.run(CopyValues(first, second, ("hour",), ("people",)))


def test_a_part_keeps_what_its_compound_says_of_it(project: Workspace) -> None:
    first, second = (project.run(AddIncident(articles(project)[0])) for _ in range(2))
    project.run(SetValue(first, "when_first", "2019-11-08"))
    project.run(SetValue(first, "when", None, basis="inferred"))
    project.run(CopyValues(first, second, ("when_first",)))
    assert value(incident(project, second), "when_first").basis == "inferred"
