# SPDX-License-Identifier: MIT
"""What a search finds: texts, heads, values, notes, and where the words stand in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.operations import (
    AddArticles,
    AddCoder,
    AddNotCodable,
    AddRow,
    NewArticle,
    SetArticleValue,
    SetValue,
)  # fmt: skip
from curator.tasks.codebooks import codebook_named
from curator.tasks.search import (
    Scope,
    read_query,
    search,
)  # fmt: skip
from curator.workspace import Workspace
from tests.searching import TEXTS, article_id, ask, incident_with, ns


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("police", [1]), ("cafe", [1]), ("CAFÉ", [1]), ("شرطة", [2]), ("والشرطه", [2]), ("الموصل", [2]),
        ("mosul OR الموصل", [2, 1]), ('"officers were killed"', [1]), ('"killed were"', []), ("nurse*", [3]),
        ("-police mosul", []), ("in -mosul", [3]), ("star", [1]), ("nowhere", []),
    ],
)  # fmt: skip
def test_articles_are_found_by_text_and_head(project: Workspace, said: str, found: list[int]) -> None:
    assert ns(project, said) == found


def test_a_hit_says_where_in_the_original_text(project: Workspace) -> None:
    (hit,) = ask(project, "شرطة الجمعه")
    assert [TEXTS[1][start:end] for start, end, _ in hit.hits] == ["الشُّرْطَةُ", "الجمعة"]
    assert TEXTS[1][hit.snippet.start :].startswith(hit.snippet.text)
    (hit,) = ask(project, "quietly")
    assert [TEXTS[2][start:end] for start, end, _ in hit.hits] == ["quietly"]
    (hit,) = ask(project, "attack")
    assert hit.hits == ()
    assert [(place.field, place.text.text, place.text.hits) for place in hit.places] == [
        ("title", "Attack in Mosul", ((0, 6),))
    ]


def test_values_choices_rows_and_notes_are_found_with_incident_and_field(project: Workspace) -> None:
    incident = incident_with(project, 3, headline="Strike at the hospital", sort="done_to", where_name="Hawler")
    row = project.run(AddRow(incident, "people"))
    project.run(SetValue(incident, "called", "Dr. Šefik", row=row))
    project.run(SetValue(incident, "weight", 2.5, note="guessed from the photograph"))
    places = [
        (place.what, place.kind, place.id, place.group, place.row, place.field)
        for said in ("hospital", "done", "hawler", "sefik", "photograph")
        for hit in ask(project, said)
        for place in hit.places
    ]
    assert places == [
        ("value", "incident", incident, "", "", "headline"), ("value", "incident", incident, "", "", "sort"),
        ("value", "incident", incident, "", "", "where_name"), ("value", "incident", incident, "people", row, "called"),
        ("note", "incident", incident, "", "", "weight"),
    ]  # fmt: skip
    (hit,) = ask(project, "hospital sefik")
    assert hit.n == 3
    assert hit.hits == (), "its text is no answer"
    assert len(hit.places) == 2


def test_notes_on_metadata_and_on_passages_are_found(project: Workspace) -> None:
    article = article_id(project, 1)
    project.run(SetArticleValue(article, "title", "Attack in Mosul", basis="inferred", note="from the homepage"))
    passage = project.run(AddNotCodable(article, 0, 3, "past", note="an anniversary"))
    assert [place.kind for place in ask(project, "homepage")[0].places] == ["article"]
    assert [place.id for place in ask(project, "anniversary")[0].places] == [passage]


def test_private_memos_are_found_only_where_asked_for(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "m.curator", codebook_named("incidents")) as workspace:
        private = [leaf.key for leaf in workspace.codebook.leaves() if leaf.private and "text" in leaf.kind]
        workspace.act_as(workspace.run(AddCoder("Ann")))
        workspace.run(AddArticles((NewArticle(TEXTS[0]),)))
        incident_with(workspace, 1, **{private[0]: "I doubt this source"})
        assert ns(workspace, "doubt") == []
        assert ns(workspace, "killed NOT doubt") == [1]
        (hit,) = ask(workspace, "doubt", Scope(memos=True))
        assert hit.places[0].private


def test_only_the_values_of_the_coders_asked_for_are_searched(project: Workspace) -> None:
    incident_with(project, 3, headline="Ann saw a hospital")
    ann = project.coder
    assert ann is not None
    ben = project.run(AddCoder("Ben"))
    project.act_as(ben)
    incident_with(project, 3, headline="Ben saw a hospital and nothing else")
    assert len(ask(project, "hospital")[0].places) == 2
    for coder in (ann, ben):
        (hit,) = ask(project, "hospital", Scope(coders=(coder.id,)))
        assert [place.coder for place in hit.places] == [coder.id]
    assert ns(project, "hospital", Scope(coders=())) == []
    assert ns(project, "else", Scope(coders=(ann.id,))) == []
    assert ns(project, "nurses", Scope(coders=())) == [3], "the text is everybody's"


def test_articles_are_limited_to_those_within(project: Workspace) -> None:
    assert ns(project, "mosul OR الموصل OR erbil", Scope(within={2, 3})) == [3, 2]
    assert [hit.n for hit in ask(project, "mosul", Scope(within=()), "best")] == []


def test_the_best_come_first_and_the_limit_holds(project: Workspace) -> None:
    project.run(AddArticles((NewArticle("Mosul Mosul police " * 3), NewArticle("x " * 300 + "mosul"))))
    ranked = [hit.n for hit in ask(project, "mosul", sort="best")]
    assert ranked.index(4) < ranked.index(5)
    scores = [hit.score for hit in ask(project, "mosul", sort="best")]
    assert scores == sorted(scores, reverse=True)
    found = search(project, read_query("mosul"), limit=2)
    assert ([hit.n for hit in found.articles], found.more) == ([5, 4], True)
    assert search(project, read_query("mosul"), sort="best") == search(project, read_query("mosul"), sort="best")
