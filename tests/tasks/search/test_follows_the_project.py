# SPDX-License-Identifier: MIT
"""The project changes, by doing and undoing: what is found is what is in it now."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from curator.domain.coding import Article, ArticleCoding, Coder, Incident, NotCodable, Row, ValueNote
from curator.domain.settling import text_sha256
from curator.operations import (
    AddArticles,
    AddRow,
    AdoptCodebook,
    NewArticle,
    ReceiveCoding,
    RemoveArticle,
    RemoveIncident,
    RemoveRow,
    SetArticleValue,
    SetValue,
)  # fmt: skip
from curator.store.search_index_file import open_index
from curator.tasks.search import (
    read_query,
    search,
    update_index,
)  # fmt: skip
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.searching import SORTS, TEXTS, article_id, ask, incident_with, index_of, ns


def test_articles_that_come_and_go_with_undo_and_redo(project: Workspace) -> None:
    assert ns(project, "police") == [1]
    project.run(AddArticles((NewArticle("Riot police came"),)))
    assert ns(project, "police") == [4, 1]
    project.undo()
    assert ns(project, "police") == [1]
    assert ns(project, "riot") == []
    project.redo()
    assert ns(project, "police") == [4, 1]
    project.run(RemoveArticle(article_id(project, 1)))
    assert ns(project, "police") == [4]
    project.undo()
    assert ns(project, "police") == [4, 1]
    assert [hit.n for hit in ask(project, "police", sort="best")] in ([4, 1], [1, 4])
    assert update_index(project).outcome == "fitting"


def test_a_changed_head_and_changed_values_are_found_as_they_are_now(project: Workspace) -> None:
    incident = incident_with(project, 3, headline="Strike")
    assert ns(project, "attack") == [1]
    project.run(SetArticleValue(article_id(project, 1), "title", "Ambush"))
    assert (ns(project, "attack"), ns(project, "ambush"), ns(project, "police")) == ([], [1], [1])
    project.run(SetValue(incident, "headline", "Walk-out"))
    assert (ns(project, "strike"), ns(project, "walkout"), ns(project, '"walk out"')) == ([], [], [3])
    row = project.run(AddRow(incident, "people"))
    project.run(SetValue(incident, "called", "Karim", row=row))
    assert ns(project, "karim") == [3]
    project.run(RemoveRow(row))
    assert ns(project, "karim") == []
    project.undo()
    assert ns(project, "karim") == [3]
    project.run(RemoveIncident(incident))
    assert (ns(project, "karim"), ns(project, "walk")) == ([], [])
    project.undo()
    assert (ns(project, "karim"), ns(project, "walk")) == ([3], [3])
    project.run(RemoveArticle(article_id(project, 3)))
    assert ns(project, "karim") == []
    project.undo()
    assert ns(project, "karim") == [3]


def test_a_row_changed_after_the_index_was_made_is_found_as_it_is_now(project: Workspace) -> None:
    incident = incident_with(project, 3)
    row = project.run(AddRow(incident, "people"))
    project.run(SetValue(incident, "called", "Karim", row=row, note="heard"))
    assert (ns(project, "karim"), ns(project, "heard")) == ([3], [3])
    project.run(SetValue(incident, "called", "Salim", row=row, note="heard"))
    assert (ns(project, "karim"), ns(project, "salim")) == ([], [3])
    project.run(SetValue(incident, "called", "Salim", row=row, note="seen"))
    assert (ns(project, "heard"), ns(project, "seen")) == ([], [3])


def test_a_coding_received_and_taken_back_is_found_and_not_any_more(project: Workspace) -> None:
    update_index(project)
    article = article_id(project, 3)
    ben = Coder("0192f0c1-2345-7abc-8def-0123456789ab", "Ben")
    ids = [f"0192f0c1-2345-7abc-8def-00000000000{number}" for number in range(4)]
    incident = Incident(
        ids[0], article, ben.id, project.codebook_id, values={"headline": "Hospital strike"},
        rows=(Row(ids[1], "people", 0, {"called": "Karim"}),),
        notes=(ValueNote(ids[2], article, ids[0], "", "headline", note="hearsay"),),
    )  # fmt: skip
    passage = NotCodable(ids[3], article, ben.id, 0, 3, TEXTS[2][:3], "past", "anniversary")
    coding = ArticleCoding(
        Article(article, text_sha256(TEXTS[2]), len(TEXTS[2])), TEXTS[2], (incident,), (passage,),
        reading={ben.id: "finished"},
    )  # fmt: skip
    project.run(ReceiveCoding(coding, (ben,)))
    for expected in ([3], [], [3]):
        for said in ("hospital", "karim", "hearsay", "anniversary"):
            assert ns(project, said) == expected, said
        with open_index(index_of(project)) as index:
            assert bool(index.coded_keys()) == bool(expected)
        if expected and not project.redo_target():
            project.undo()
        elif not expected:
            project.redo()


def test_articles_that_are_gone_take_no_place_of_those_that_are_there(project: Workspace) -> None:
    project.run(AddArticles(tuple(NewArticle(f"police {n}") for n in range(5))))
    assert len(ns(project, "police")) == 6
    project.undo()
    for sort in SORTS:
        found = search(project, read_query("police"), sort=sort, limit=1)
        assert ([hit.n for hit in found.articles], found.more) == ([1], False)


def test_where_only_a_value_answers_the_text_shows_no_hits(project: Workspace) -> None:
    incident_with(project, 1, headline="Police meeting")
    (hit,) = ask(project, "police NOT killed")
    assert (hit.n, hit.hits, hit.snippet.hits) == (1, (), ())
    assert [place.field for place in hit.places] == ["headline"]


def test_another_codebook_brings_other_labels(project: Workspace) -> None:
    incident_with(project, 3, sort="done_to")
    assert ns(project, "affected") == []
    book = small_codebook("2.0")
    lists = tuple(
        replace(one, choices=tuple(replace(c, label=f"Affected {c.code}") for c in one.choices)) for one in book.lists
    )
    project.run(AdoptCodebook(replace(book, lists=lists)))
    assert ns(project, "affected") == [3]
    assert ns(project, "done_to") == [3], "the code, as the data set has it"


def test_brought_up_to_date_is_as_good_as_made_anew(project: Workspace) -> None:
    update_index(project)
    incident = incident_with(project, 1, headline="One")
    project.run(SetArticleValue(article_id(project, 2), "outlet", "Somewhere"))
    project.run(AddArticles((NewArticle("more words"),)))
    project.run(SetValue(incident, "headline", "Two", note="three"))
    assert update_index(project).outcome == "updated"
    updated = dump(project)
    index_of(project).unlink()
    assert update_index(project).outcome == "made"
    assert dump(project) == updated


def dump(workspace: Workspace) -> list[object]:
    """All words of both tables with their places, and what the index knows of articles and codings."""
    connection = sqlite3.connect(index_of(workspace))
    found: list[object] = []
    for table in ("words", "coded"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, {table}, instance)")
        found += connection.execute("SELECT * FROM v ORDER BY 1, 2, 3, 4").fetchall()
        connection.execute("DROP TABLE temp.v")
    for sql in (
        "SELECT * FROM articles ORDER BY 1",
        "SELECT * FROM places ORDER BY 1",
        "SELECT * FROM about ORDER BY 1",
    ):
        found += connection.execute(sql).fetchall()
    connection.close()
    return found


def test_many_removed_articles_make_the_index_anew(project: Workspace) -> None:
    project.run(AddArticles(tuple(NewArticle(f"secret {n}") for n in range(300))))
    assert update_index(project).outcome == "made"
    project.undo()
    assert update_index(project).outcome == "updated"
    project.run(SetArticleValue(article_id(project, 1), "outlet", "x"))
    assert update_index(project).outcome == "made"
    assert b"secret" not in index_of(project).read_bytes()
