# SPDX-License-Identifier: MIT
"""curator search: results on stdout, messages on stderr, JSON for programs, faults of the query as wrong use."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.operations import AddArticles, AddCoder, AddComment, AddIncident, NewArticle, SetValue
from curator.workspace import Workspace
from tests.cli.conftest import Curator


@pytest.fixture
def filled(project: Path) -> Path:
    with Workspace.open(project) as workspace:
        workspace.run(
            AddArticles(
                tuple(
                    NewArticle(text, {"title": title, "outlet": "Star", "published": "2019-11-08"})
                    for title, text in (
                        ("One", "Riot police\ncame to Mosul."), ("Two", "The police left \u202eMosul."),
                        ("Three", "Nothing."),
                    )
                )
            )
        )  # fmt: skip
    return project


def test_articles_are_listed_with_the_words_in_brackets(curator: Curator, filled: Path) -> None:
    answer = curator("search", filled, "police")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "2  Two  (Star, 2019-11-08)", "  4-10: The [police] left <U+202E>Mosul.", "",
        "1  One  (Star, 2019-11-08)", "  5-11: Riot [police] came to Mosul.", "",
    ]  # fmt: skip
    assert answer.err == "2 articles.\n"


def test_values_are_shown_with_incident_and_field(curator: Curator, sample: Path) -> None:
    answer = curator("search", sample, "Hashd")
    assert answer.code == 0
    lines = [line for line in answer.out.splitlines() if line.startswith("  incident")]
    assert lines
    assert any("[title]" in line and "[Hashd]" in line for line in lines)


@pytest.fixture
def two_coders(filled: Path) -> Path:
    """Ann and Ben have coded the first article, and said something of it."""
    with Workspace.open(filled) as workspace:
        with workspace.read() as reads:
            article, ann = reads.article_ids()[0], reads.coders()[0]
        title = workspace.codebook.title_field
        for coder in (ann, workspace.run(AddCoder("Ben"))):
            workspace.act_as(coder)
            incident = workspace.run(AddIncident(article, (0, 4)))
            workspace.run(SetValue(incident, title, f"{coder.name} saw a zebra"))
            workspace.run(AddComment(article, f"A zebra, {coder.name}?", incident, "", title))
        workspace.run(AddComment(article, "Which zebra?"))
    return filled


def test_comments_are_shown_with_who_said_them_and_of_what(curator: Curator, two_coders: Path) -> None:
    answer = curator("search", two_coders, "zebra")
    assert answer.code == 0
    lines = [line for line in answer.out.splitlines() if line.startswith("  comment")]
    assert lines == [
        "  comment by Ann on incident 1, Title [title]: A [zebra], Ann?",
        "  comment by Ben on incident 2, Title [title]: A [zebra], Ben?",
        "  comment by Ben on the article: Which [zebra]?",
    ]
    found = curator("search", two_coders, "zebra", "--json").json["articles"][0]["places"]
    said = [place for place in found if place["kind"] == "comment"]
    assert [place["number"] for place in said] == [1, 2, 0]
    assert all(place["writer"] for place in said)
    assert said[2]["incident"] == said[2]["coder"] == ""


def test_coder_keeps_to_the_work_of_one(curator: Curator, two_coders: Path) -> None:
    assert "Ben saw" in curator("search", two_coders, "zebra").out, "everybody's, where nobody is named"
    for said in ("Ann", "ann"):
        answer = curator("search", two_coders, "zebra", "--coder", said)
        assert answer.code == 0
        assert "Ann saw" in answer.out
        assert "Ben saw" not in answer.out
        assert "comment by Ben on incident" not in answer.out
        assert "comment by Ben on the article" in answer.out
    assert curator("search", two_coders, '"Ben saw"', "--coder", "Ann").err == "Nothing was found.\n"
    assert curator("search", two_coders, '"Ben saw"', "--coder", "Ann", "--json").json["total"] == 0
    assert curator("search", two_coders, "police", "--coder", "Ann").err == "2 articles.\n", "texts are everybody's"


def test_a_coder_nobody_knows_is_wrong_use_and_the_choices_are_named(curator: Curator, two_coders: Path) -> None:
    answer = curator("search", two_coders, "zebra", "--coder", "Clara")
    assert (answer.code, answer.out) == (2, "")
    assert "There is no coder “Clara” here. Coders: Ann" in answer.err


def test_json_has_everything_with_positions_in_code_points(curator: Curator, filled: Path) -> None:
    found = curator("search", filled, "police", "--json", "--sort", "best").json
    assert (found["total"], found["more"], found["query"], found["sort"]) == (2, False, "police", "best")
    one = next(article for article in found["articles"] if article["n"] == 1)
    assert one["hits"] == [[5, 11, 0]]
    assert one["snippet"] == {
        "text": "Riot police\ncame to Mosul.", "start": 0, "hits": [[5, 11]], "more_before": False, "more_behind": False
    }  # fmt: skip
    assert one["score"] > 0
    assert one["places"] == []


def test_the_limit_holds_and_the_rest_is_counted(curator: Curator, filled: Path) -> None:
    answer = curator("search", filled, "police", "--limit", "1")
    assert answer.out.startswith("2  Two")
    assert answer.err == "2 articles; the first 1 are shown.\n"
    assert curator("search", filled, "police", "--limit", "0").code == 2


def test_several_arguments_are_one_query(curator: Curator, filled: Path) -> None:
    assert curator("search", filled, "mosul", "riot", "--json").json["total"] == 1
    assert curator("search", filled, "riot police", "mosul", "--json").json["total"] == 1
    assert curator("search", filled, "police riot", "mosul", "--json").json["total"] == 0, "what was quoted is a phrase"
    assert curator("search", filled, "police mosul", "--json").json["total"] == 2, "one argument is a whole query"
    assert curator("search", filled, "police -riot", "--json").json["total"] == 1
    assert curator("search", filled, "--json", "--", "police", "-riot").json["total"] == 1


def test_nothing_found_is_no_fault(curator: Curator, filled: Path) -> None:
    answer = curator("search", filled, "nowhere")
    assert (answer.code, answer.out, answer.err) == (0, "", "Nothing was found.\n")


@pytest.mark.parametrize("said", ["(police", "police AND", "🔥", '"police'])
def test_a_query_that_is_not_understood_is_wrong_use(curator: Curator, filled: Path, said: str) -> None:
    answer = curator("search", filled, said)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1


def test_searching_works_beside_an_open_window_and_sees_what_it_did(curator: Curator, filled: Path) -> None:
    with Workspace.open(filled) as window:
        assert curator("search", filled, "police", "--json").json["total"] == 2
        window.run(AddArticles((NewArticle("More police"),)))
        assert curator("search", filled, "police", "--json").json["total"] == 3


def test_a_missing_project_is_a_fault(curator: Curator, tmp_path: Path) -> None:
    assert curator("search", tmp_path / "none", "police").code == 3
