# SPDX-License-Identifier: MIT
"""What coders said to each other is found, as long as it stands there, and says who said it of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.domain.coding import Coder
from curator.operations import (
    AddCoder,
    AddComment,
    AddRow,
    ChangeComment,
    MergeIncidents,
    RemoveArticle,
    RemoveComment,
    RemoveIncident,
    ResolveComment,
)  # fmt: skip
from curator.store.search_index_file import open_index
from curator.tasks.search import PlaceHit, Scope, update_index
from curator.workspace import Workspace
from tests.searching import article_id, ask, incident_with, index_of, ns, searched_project


def places(workspace: Workspace, said: str, scope: Scope | None = None) -> list[PlaceHit]:
    return [place for hit in ask(workspace, said, scope) for place in hit.places]


def comment(workspace: Workspace, n: int, text: str, incident: str = "", row: str = "", field: str = "") -> str:
    made: str = workspace.run(AddComment(article_id(workspace, n), text, incident, row, field))
    return made


@pytest.fixture
def ben(project: Workspace) -> Coder:
    made: Coder = project.run(AddCoder("Ben"))
    return made


def test_a_comment_is_found_with_who_said_it_of_what(project: Workspace) -> None:
    incident = incident_with(project, 3, headline="Strike")
    row = project.run(AddRow(incident, "people"))
    project.run(AddRow(incident, "people"))
    of = {
        comment(project, 3, "Is this one zebra?"): ("", "", "", ""),
        comment(project, 3, "Another zebra", field="title"): ("", "", "", "title"),
        comment(project, 3, "A zebra again", incident): (incident, "", "", ""),
        comment(project, 3, "zebra?", incident, field="headline"): (incident, "", "", "headline"),
        comment(project, 3, "Whose zebra", incident, row): (incident, "people", row, ""),
        comment(project, 3, "This zebra", incident, row, "called"): (incident, "people", row, "called"),
    }
    found = places(project, "zebra")
    assert {place.id: (place.incident, place.group, place.row, place.field) for place in found} == of
    book = project.codebook
    nodes = book.node("headline"), book.node("called", "people"), book.group_by_key["people"]
    assert {place.label for place in found} == {"", "Title", *(node.label for node in nodes if node)}
    assert {(place.what, place.kind, place.private) for place in found} == {("comment", "comment", False)}
    assert project.coder
    assert {place.writer for place in found} == {project.coder.id}
    with project.read() as reads:
        number = reads.find_incident(incident).number
    assert {place.number for place in found} == {0, number}
    (hit,) = ask(project, "zebra")
    assert hit.hits == (), "the text of the article is no answer"


def test_a_comment_shows_what_stands_around_the_words_as_it_was_typed(project: Workspace) -> None:
    comment(project, 1, "First line.\nDoes Qayyara lie in Nineveh? 🔥 " + "x " * 300)
    (place,) = places(project, "qayyara")
    start, end = place.text.hits[0]
    assert place.text.text[start:end] == "Qayyara"
    assert place.text.text.startswith("First line.\nDoes")
    assert place.text.more_behind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask the café owner", "cafe"), ("Łódź, not Lodz?", "lodz"), ("هل الشُّرْطَةُ هنا؟", "شرطه"), ("في ٤٥ قرية", "45"),
        ("see the street: Straße", "strasse"), ("مدينة الموصل", '"مدينه الموصل"'), ("reporters doubted it", "doubt*"),
    ],
)  # fmt: skip
def test_spelling_makes_no_difference_in_comments_either(project: Workspace, text: str, said: str) -> None:
    before = ns(project, said)
    said_of = comment(project, 3, text)
    assert [place.id for place in places(project, said) if place.kind == "comment"] == [said_of]
    project.run(RemoveComment(said_of))
    assert ns(project, said) == before


def test_all_words_must_stand_in_one_comment(project: Workspace) -> None:
    first = comment(project, 3, "a zebra")
    project.run(AddComment(article_id(project, 3), "and a giraffe", thread=first))
    assert ns(project, "zebra giraffe") == []
    assert ns(project, "zebra OR giraffe") == [3]
    assert ns(project, "zebra NOT giraffe") == [3]


def test_what_becomes_of_a_comment_becomes_of_its_hit(project: Workspace) -> None:
    said = comment(project, 3, "A zebra")
    assert ns(project, "zebra") == [3]
    project.undo()
    assert ns(project, "zebra") == []
    project.redo()
    assert ns(project, "zebra") == [3]
    project.run(ChangeComment(said, "A giraffe"))
    assert (ns(project, "zebra"), ns(project, "giraffe")) == ([], [3])
    project.undo()
    assert (ns(project, "zebra"), ns(project, "giraffe")) == ([3], [])
    project.run(ResolveComment(said))
    assert ns(project, "zebra") == [3], "what is settled can still be looked for"
    answer = project.run(AddComment(article_id(project, 3), "No, an okapi", thread=said))
    assert [place.id for place in places(project, "okapi")] == [answer]
    project.run(RemoveComment(answer))
    assert ns(project, "okapi") == []
    project.run(RemoveArticle(article_id(project, 3)))
    assert ns(project, "zebra") == []
    project.undo()
    assert ns(project, "zebra") == [3]
    assert update_index(project).outcome == "fitting"


def test_comments_go_and_move_with_their_incident(project: Workspace) -> None:
    first, second = incident_with(project, 3, headline="One"), incident_with(project, 3, headline="Two")
    comment(project, 3, "A zebra", second)
    update_index(project)
    project.run(RemoveIncident(second))
    assert ns(project, "zebra") == []
    project.undo()
    assert [place.incident for place in places(project, "zebra")] == [second]
    project.run(MergeIncidents(first, (second,)))
    assert [place.incident for place in places(project, "zebra")] == [first]
    project.undo()
    assert [place.incident for place in places(project, "zebra")] == [second]


def test_after_a_restart_comments_are_found_and_undone(tmp_path: Path) -> None:
    path = tmp_path / "p.curator"
    with searched_project(path) as workspace:
        coder = workspace.coder
        comment(workspace, 3, "A zebra")
        assert ns(workspace, "zebra") == [3]
    with Workspace.open(path) as workspace:
        workspace.act_as(coder)
        assert update_index(workspace).outcome == "fitting", "the index is kept"
        assert ns(workspace, "zebra") == [3]
        workspace.undo()
        assert ns(workspace, "zebra") == []
        with open_index(index_of(workspace)) as index:
            assert "comment" not in {kind for kind, _ in index.coded_keys()}


# ---- whose


def test_a_comment_belongs_to_the_layer_it_is_about_and_to_who_wrote_it(project: Workspace, ben: Coder) -> None:
    ann = project.coder
    assert ann
    anns = incident_with(project, 3, headline="Ann's")
    comment(project, 3, "ann of ann, zebra", anns)
    project.act_as(ben)
    bens = incident_with(project, 3, headline="Ben's")
    comment(project, 3, "ben of ann, zebra", anns)
    comment(project, 3, "ben of ben, zebra", bens)
    comment(project, 3, "ben of all, zebra")
    clara = project.run(AddCoder("Clara"))

    def said(scope: Scope) -> set[str]:
        return {place.text.text.split(",")[0] for place in places(project, "zebra", scope)}

    everything = {"ann of ann", "ben of ann", "ben of ben", "ben of all"}
    assert said(Scope()) == everything
    assert said(Scope(coders=(ann.id,))) == everything - {"ben of ben"}
    assert said(Scope(coders=(ben.id,))) == everything - {"ann of ann"}
    assert said(Scope(coders=(clara.id,))) == {"ben of all"}, "of the article: everybody's, as what stands in its text"
    assert said(Scope(reader=clara.id)) == said(Scope(reader="")) == {"ben of all"}
    assert said(Scope(reader=ben.id)) == everything - {"ann of ann"}
