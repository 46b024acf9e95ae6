# SPDX-License-Identifier: MIT
"""What a coder has yet to read, in the order of the list; places coded before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.coding import READING_STATES, Coder
from curator.operations import (
    AddArticles,
    AddCoder,
    AddIncident,
    NewArticle,
    SetIncidentStatus,
    SetReading,
    SetValue,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

TITLES = ("delta", "Bravo", "alpha", "Charlie", "echo")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """Five articles; Ann has begun the second, finished the third, found nothing in the fourth."""
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        made = workspace.run(AddArticles(tuple(NewArticle(f"Text {title}.", {"title": title}) for title in TITLES)))
        for article, state in zip(made[1:4], READING_STATES[1:], strict=True):
            workspace.run(SetReading(article, state))
        yield workspace


def coder(project: Workspace, name: str = "Ann") -> Coder:
    with project.read() as reads:
        return next(each for each in reads.coders() if each.name == name)


def test_articles_are_listed_by_how_far_a_coder_is(project: Workspace) -> None:
    ann, bo = coder(project).id, project.run(AddCoder("Bo")).id
    with project.read() as reads:
        assert list(reads.article_ns(states=("unread",), coder=ann)) == [1, 5]
        assert list(reads.article_ns(states=("started", "unread"), coder=ann)) == [1, 2, 5]
        assert list(reads.article_ns(states=("finished", "nothing_to_code"), coder=ann)) == [3, 4]
        assert list(reads.article_ns("title", True, "a", states=READING_STATES, coder=ann)) == [1, 4, 2, 3]
        assert list(reads.article_ns(states=("unread",), coder=bo)) == [1, 2, 3, 4, 5]
        assert list(reads.article_ns(states=("finished",))) == [3]
        assert dict(reads.reading_counts(ann)) == {"unread": 2, "started": 1, "finished": 1, "nothing_to_code": 1}
        assert dict(reads.reading_counts(bo)) == {"unread": 5, "started": 0, "finished": 0, "nothing_to_code": 0}


def test_an_article_set_to_unread_is_unread(project: Workspace) -> None:
    with project.read() as reads:
        article = reads.article(3)
    assert article
    project.run(SetReading(article.id, "unread"))
    with project.read() as reads:
        assert list(reads.article_ns(states=("unread",), coder=coder(project).id)) == [1, 3, 5]
        assert reads.reading_counts(coder(project).id)["unread"] == 3


@pytest.mark.parametrize(
    ("order", "descending", "after", "expected"),
    [
        ("added", False, 0, 1), ("added", False, 1, 2), ("added", False, 2, 5), ("added", False, 3, 5),
        ("added", False, 5, 1), ("added", True, 5, 2), ("added", True, 1, 5),
        ("title", False, 3, 2), ("title", False, 2, 1), ("title", False, 4, 1), ("title", False, 5, 2),
        ("title", True, 1, 2), ("title", False, 99, 2),
    ],
)  # fmt: skip
def test_the_next_article_to_code_follows_the_list(
    project: Workspace, order: str, descending: bool, after: int, expected: int
) -> None:
    with project.read() as reads:
        assert reads.next_to_code(coder(project).id, after, order=order, descending=descending) == expected


def test_the_next_article_is_the_next_unfinished_one_of_the_list(project: Workspace) -> None:
    more = [{}, {"title": "Bravo", "outlet": "B"}, {"outlet": "b"}, {"published": "2019-11-08"}, {"title": "bravo"}]
    project.run(AddArticles(tuple(NewArticle(f"More {n}.", fields) for n, fields in enumerate(more))))
    ann = coder(project).id
    with project.read() as reads:
        for order in ("added", "published", "title", "outlet"):
            for descending in (False, True):
                every = list(reads.article_ns(order, descending))
                waiting = set(reads.article_ns(states=("unread", "started"), coder=ann))
                for place, n in enumerate(every):
                    round_ = [*every[place + 1 :], *every[:place]]
                    expected = next(each for each in round_ if each in waiting)
                    assert reads.next_to_code(ann, n, order=order, descending=descending) == expected, (order, n)


def test_there_is_no_next_article_where_all_others_are_done(project: Workspace) -> None:
    with project.read() as reads:
        ids = reads.article_ids()
    for article in ids[:4]:
        project.run(SetReading(article, "finished"))
    with project.read() as reads:
        assert reads.next_to_code(coder(project).id, 5) is None
        assert reads.next_to_code(coder(project).id, 3) == 5
        assert reads.next_to_code(coder(project).id, 5, words="nothing of the kind") is None


def test_places_coded_before_come_most_frequent_first(project: Workspace) -> None:
    with project.read() as reads:
        article = reads.article_ids()[0]
    mosul = {"where_words": "in Mosul", "where_name": "Mosul", "where_lat": 36.34}
    for values in (mosul, {"where_words": "Basra"}, mosul, {"headline": "nowhere"}):
        project.run(AddIncident(article, None, values))
    proposed = project.run(AddIncident(article, None, {"where_name": "Kirkuk"}))
    project.run(SetValue(proposed, "where_name", "Kirkuk", proposed=True))
    project.run(SetIncidentStatus(project.run(AddIncident(article, None, {"where_name": "Erbil"})), "withdrawn"))
    project.act_as(project.run(AddCoder("Bo")))
    project.run(AddIncident(article, None, {"where_words": "Basra"}))
    project.run(AddIncident(article, None, {"where_words": "Basra"}))
    with project.read() as reads:
        everybody = reads.places_coded_before()
        own = reads.places_coded_before(coder=coder(project).id)
        first = reads.places_coded_before(limit=1)
    assert set(everybody) == {("", "where")}
    assert [(place.words, place.count) for place in everybody["", "where"]] == [("Basra", 3), ("in Mosul", 2)]
    assert [(place.words, place.count) for place in own["", "where"]] == [("in Mosul", 2), ("Basra", 1)]
    assert own["", "where"][0].values == mosul
    assert len(first["", "where"]) == 1
