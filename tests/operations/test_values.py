# SPDX-License-Identifier: MIT
"""Values that are not written: another coder's row, texts that no file can hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused, NotNow
from curator.domain.values import Value, incident_value
from curator.operations import (
    AcceptProposals,
    AddArticles,
    AddCoder,
    AddIncident,
    AddRow,
    NewArticle,
    RenameProject,
    SetArticleValue,
    SetValue,
    SetValues,
    ValueSet,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows
from tests.sound_case import incidents_codebook

BOOK = small_codebook()
GROUP = BOOK.groups[0]
IN_ROW = next(leaf.key for leaf in BOOK.leaves(GROUP.key))
FIELD = next(leaf.key for leaf in BOOK.leaves() if not BOOK.above(leaf.key))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles((NewArticle("Two were killed.", {"outlet": "Gazette"}),)))
        yield workspace


def article_of(project: Workspace) -> str:
    with project.read() as reads:
        return reads.article_ids()[0]


def test_a_row_is_written_in_its_own_incident_only(project: Workspace) -> None:
    article = article_of(project)
    row = project.run(AddRow(project.run(AddIncident(article)), GROUP.key))
    project.act_as(project.run(AddCoder("Coder 2")))
    own = project.run(AddIncident(article))
    before = all_rows(project)
    with pytest.raises(InputRefused, match="another incident"):
        project.run(SetValue(own, IN_ROW, None, row=row, state="not_stated"))
    assert all_rows(project) == before


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_a_text_that_no_file_can_hold_is_refused_in_one_sentence(project: Workspace, text: str) -> None:
    incident = project.run(AddIncident(article_of(project)))
    before = all_rows(project)
    for operation in (
        SetValue(incident, FIELD, None, state="not_stated", note=text),
        SetArticleValue(article_of(project), "outlet", text),
        AddCoder(text),
        RenameProject(text),
    ):
        with pytest.raises(InputRefused, match=r"U\+(0000|D800)"):
            project.run(operation)
    assert all_rows(project) == before


def test_an_empty_metadata_value_is_none(project: Workspace) -> None:
    project.run(SetArticleValue(article_of(project), "outlet", ""))
    with project.read() as reads:
        article = reads.article(article_of(project))
    assert article is not None
    assert "outlet" not in article.fields


def value_of(project: Workspace, key: str) -> Value:
    with project.read() as reads:
        incident = reads.find_incident("1")
    leaf = BOOK.node(key)
    assert leaf
    return incident_value(BOOK, incident, leaf)


def label(project: Workspace) -> str:
    target = project.undo_target()
    assert target
    return target.label


def test_a_compound_is_set_in_one_step_and_named_once(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project), None, {"headline": "Two killed"}))
    before = all_rows(project)
    day = (
        ValueSet("when_first", "2019-11-08", basis="normalised"),
        ValueSet("when_last", "2019-11-08", basis="normalised"),
        ValueSet("when", None, basis="normalised", proposed=True),
    )
    project.run(SetValues(incident, day))
    assert label(project) == "Set When of “Two killed” to “2019-11-08”"
    assert (value_of(project, "when_first").value, value_of(project, "when_last").basis) == ("2019-11-08", "normalised")
    assert not value_of(project, "when_first").proposed, "a part's own word wins over its compound's"
    project.undo()
    assert all_rows(project) == before


def test_many_values_are_named_in_few_words(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project), None, {"headline": "Two killed"}))
    row = project.run(AddRow(incident, "people"))
    project.run(SetValues(incident, (ValueSet("called", "A", row), ValueSet("armed", "yes", row))))
    assert label(project) == "Set a row of People of “Two killed” to “A · yes”"
    project.run(SetValues(incident, (ValueSet("number", 1), ValueSet("when_first", "2019-11-08"))))
    assert label(project) == "Set Number and When of “Two killed” to “1 · 2019-11-08”"
    project.run(SetValues(incident, (ValueSet("number", 1, basis="inferred"), ValueSet("when_first", "2019-11-08"))))
    assert label(project) == "Set Number and When of “Two killed”", "only the basis became another one"
    project.run(SetValues(incident, (ValueSet("number", None, state="not_stated"),)))
    assert label(project) == "Set Number of “Two killed” to not stated"
    project.run(SetValues(incident, (ValueSet("number", None), ValueSet("when_first", "2019-11-07"))))
    assert label(project) == "Set Number and When of “Two killed” to “2019-11-07”"
    project.run(SetValues(incident, (ValueSet("number", None), ValueSet("when_first", None))))
    assert label(project) == "Set Number and When of “Two killed” to blank"


def test_that_a_place_has_no_coordinates_is_not_said_as_none(tmp_path: Path) -> None:
    """“None · Mosull” told nobody what was done."""
    book = incidents_codebook()
    (place,) = (field for field in book.fields if field.kind == "place")
    source, latitude, name = (
        leaf for part in ("coordinate_source", "latitude", "name") if (leaf := place.part_named(part))
    )
    none = next(choice.code for choice in book.list_by_key[source.choices].choices if choice.means == "none")
    listed = next(choice.code for choice in book.list_by_key[source.choices].choices if choice.means == "gazetteer")
    with Workspace.create(tmp_path / "a.curator", book) as project:
        project.act_as(project.run(AddCoder("Coder 1")))
        project.run(AddArticles((NewArticle("Two were killed."),)))
        incident = project.run(AddIncident(article_of(project), None, {book.title_field: "Two killed"}))
        project.run(SetValues(incident, (ValueSet(latitude.key, 36.3), ValueSet(source.key, listed))))
        assert label(project).endswith("to “36.3 · Gazetteer”")
        project.run(SetValues(incident, (
            ValueSet(source.key, none), ValueSet(name.key, "Mosull"), ValueSet(latitude.key, None))))  # fmt: skip
        assert label(project).endswith("of “Two killed” to “Mosull”")
        project.run(SetValues(incident, (ValueSet(source.key, listed),)))
        project.run(SetValues(incident, (ValueSet(source.key, none),)))
        assert label(project).endswith("of “Two killed” to no coordinates")


def test_the_label_of_values_is_short_and_says_choices_by_their_names(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project)))
    long = "Rebels  attacked an army post " * 9
    project.run(SetValues(incident, (ValueSet("headline", long), ValueSet("number", 3))))
    told = label(project).partition(" to ")[2]
    assert told.startswith("“Rebels attacked an army post")
    assert told.endswith("… · 3”")
    assert len(told) <= 63


def test_values_are_set_all_or_none(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project)))
    before = all_rows(project)
    for values in (
        (ValueSet("number", 1), ValueSet("weight", "heavy")),
        (ValueSet("number", 1), ValueSet("number", 2)),
        (ValueSet("number", 1), ValueSet("nothing", 2)),
        (ValueSet("when", "today"),),
        (),
    ):
        with pytest.raises(InputRefused):
            project.run(SetValues(incident, values))
    assert all_rows(project) == before


def test_what_is_accepted_keeps_its_basis(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project)))
    project.run(SetValue(incident, "number", 2, basis="normalised", proposed=True))
    assert project.run(AcceptProposals(incident)) == 1
    assert value_of(project, "number") == Value("value", 2, "normalised", said_by="number")
    with pytest.raises(NotNow, match="Nothing is proposed"):
        project.run(AcceptProposals(incident))


def test_a_compound_is_accepted_with_its_parts_and_a_part_alone(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project)))
    day = (
        ValueSet("when", None, basis="inferred", proposed=True),
        ValueSet("when_first", "2019-11-08", basis="inferred", proposed=True),
    )
    project.run(SetValues(incident, day))
    project.run(SetValue(incident, "number", 2, proposed=True))
    project.run(AcceptProposals(incident, (("", "when"),)))
    assert not value_of(project, "when_first").proposed
    assert value_of(project, "number").proposed


def test_a_part_is_accepted_alone_where_its_compound_proposes_it(project: Workspace) -> None:
    incident = project.run(
        AddIncident(article_of(project), None, {"when_first": "2019-11-08", "when_last": "2019-11-08"})
    )
    project.run(SetValue(incident, "when", None, basis="inferred", proposed=True))
    project.run(AcceptProposals(incident, (("", "when_first"),)))
    assert (value_of(project, "when_first").proposed, value_of(project, "when_first").basis) == (False, "inferred")
    assert value_of(project, "when_last").proposed


def test_no_plain_note_of_a_part_outlives_its_compounds(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project)))
    before = all_rows(project)
    project.run(SetValue(incident, "when", None, basis="inferred"))
    project.run(SetValue(incident, "when_words", None))
    project.run(SetValue(incident, "when", None))
    assert all_rows(project) == before


def test_what_is_blank_is_not_proposed(project: Workspace) -> None:
    incident = project.run(AddIncident(article_of(project)))
    project.run(SetValue(incident, "number", None, proposed=True))
    assert value_of(project, "number") == Value("blank")


@pytest.mark.parametrize(("how", "again"), [("h2", True), ("h1", True), ("h4", True), ("h0", False), ("h3", False)])
def test_another_day_of_publication_proposes_own_dates_again_that_were_counted_from_it(
    project: Workspace, how: str, again: bool
) -> None:
    article = article_of(project)
    day = {"when_first": "2019-11-08", "when_last": "2019-11-08", "when_how": how}
    own = project.run(AddIncident(article, None, day))
    mine = project.coder
    project.act_as(project.run(AddCoder("Coder 2")))
    project.run(AddIncident(article, None, day))
    project.act_as(mine)
    before = all_rows(project)
    assert project.run(SetArticleValue(article, "published", "2019-11-12T08:00:00+03:00")) == ((own,) if again else ())
    first = value_of(project, "when_first")
    assert (first.value, first.proposed, "none to 2019-11-12" in first.note) == ("2019-11-08", again, again)
    with project.read() as reads:
        assert reads.find_incident("2").notes == (), "another coder's layer was written"
    assert project.run(SetArticleValue(article, "published", "2019-11-12")) == ()
    project.undo()
    project.undo()
    assert all_rows(project) == before
