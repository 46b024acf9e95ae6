# SPDX-License-Identifier: MIT
"""Lists of incidents and articles: orders, filters, layers, and indexes that change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.coding import Coder
from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle, SetReading, SetValue
from curator.store import incident_list
from curator.store.digest import digest
from curator.store.incident_list import NUMBER, IncidentWish, Source
from curator.tasks.check import check_project
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

BOOK = small_codebook()
TEXT = next(leaf for leaf in BOOK.leaves() if leaf.kind == "text")
BY_TEXT: Source = ("leaf", TEXT.key)
TITLES = ("b", "", "A", "a", "", "C")  # of six incidents, in the order in which they were made


class Project:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.ann, self.bob = (workspace.run(AddCoder(name)) for name in ("Ann", "Bob"))
        self.articles = workspace.run(
            AddArticles(tuple(NewArticle(f"Text {title}", {"title": title}) for title in ("Zebra", "ant", "Bee")))
        )
        self.act_as(self.ann)
        self.incidents = [self.add(at % 3, title) for at, title in enumerate(TITLES)]
        self.act_as(self.bob)
        self.foreign = [self.add(0, "aa"), self.add(1, "")]

    def act_as(self, coder: Coder) -> None:
        self.workspace.act_as(coder)

    def add(self, article: int, title: str) -> str:
        incident: str = self.workspace.run(AddIncident(self.articles[article], (0, 4)))
        if title:
            self.workspace.run(SetValue(incident, TEXT.key, title))
        return incident

    def listed(self, wish: IncidentWish, first: int = 0) -> list[str]:
        with self.workspace.read() as reads:
            numbers = reads.incident_ns(wish, first)
            found = reads.incident_lines(numbers, [TEXT.key], ["title"])
            assert [line.n for line in found] == list(numbers)
            return [line.id for line in found]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        yield Project(workspace)


def titles(project: Project, ids: list[str]) -> list[str]:
    with project.workspace.read() as reads:
        return [str(reads.find_incident(each).values.get(TEXT.key, "")) for each in ids]


def test_own_layer_is_listed_and_no_other(project: Project) -> None:
    assert project.listed(IncidentWish((project.ann.id,))) == project.incidents
    assert project.listed(IncidentWish((project.bob.id,))) == project.foreign
    assert project.listed(IncidentWish(())) == []
    everything = project.listed(IncidentWish(None))
    assert everything == [*project.incidents, *project.foreign]
    with project.workspace.read() as reads:
        assert reads.incident_count((project.ann.id,)) == 6
        assert reads.incident_count() == 8


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize("coders", ["one", "all"])
def test_a_field_sorts_without_regard_to_case_and_blanks_stand_last(
    project: Project, indexed: bool, coders: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if indexed:
        with_index(project, BY_TEXT, monkeypatch)
    layer = (project.ann.id,) if coders == "one" else None
    up = titles(project, project.listed(IncidentWish(layer, BY_TEXT)))
    down = titles(project, project.listed(IncidentWish(layer, BY_TEXT, True)))
    filled = ["A", "a", "b", "C"] if coders == "one" else ["A", "a", "aa", "b", "C"]
    assert up == [*filled, *([""] * (2 if coders == "one" else 3))]
    assert [each.lower() for each in down] == [*(each.lower() for each in reversed(filled)), *up[len(filled) :]]


@pytest.mark.parametrize(
    "order",
    [NUMBER, BY_TEXT, ("article", "title"), ("article", "published"), ("incident", "status"), ("coder", "name")],
)
@pytest.mark.parametrize("descending", [False, True])
def test_the_first_rows_are_the_beginning_of_the_whole_list(project: Project, order: Source, descending: bool) -> None:
    for layer in ((project.ann.id,), None):
        wish = IncidentWish(layer, order, descending)
        whole = project.listed(wish)
        assert len(set(whole)) == len(whole) == (6 if layer else 8)
        for first in (1, 3, 5, 100):
            assert project.listed(wish, first) == whole[:first]


def test_articles_sort_incidents_by_their_title(project: Project) -> None:
    found = project.listed(IncidentWish((project.ann.id,), ("article", "title")))
    with project.workspace.read() as reads:
        by_id = {line.id: line for line in reads.incident_lines(range(1, 9), [], ["title"])}
    assert [by_id[each].article_fields["title"] for each in found] == ["ant", "ant", "Bee", "Bee", "Zebra", "Zebra"]


def test_a_filter_narrows_the_list_in_every_order(project: Project) -> None:
    for layer in ((project.ann.id,), (project.ann.id, project.bob.id), None):
        for order in (NUMBER, BY_TEXT, ("article", "title"), ("coder", "name")):
            whole = project.listed(IncidentWish(layer, order))
            few = project.listed(IncidentWish(layer, order, fits=("i.n > ? AND i.n <> ?", (2, 5))))
            assert few == [each for each in whole if each not in (*project.incidents[:2], project.incidents[4])]


def with_index(project: Project, order: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sort as in a large project, and let the pause come in which the index is made."""
    monkeypatch.setattr(incident_list, "INDEX_FROM", 5)
    workspace = project.workspace
    workspace.sorts_by(order)
    thread, session = workspace._thread, workspace._session
    assert thread is not None
    assert session is not None
    thread.call(lambda: workspace._when_idle(session))
    with workspace.read() as reads:
        assert not incident_list.index_wanted(reads.connection, order)


def test_an_index_for_sorting_is_no_data(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with project.workspace.read() as reads:
        before, changes = digest(reads.connection), reads.connection.execute("SELECT count(*) FROM changes").fetchone()
        assert not incident_list.index_wanted(reads.connection, BY_TEXT), "a small project needs none"
    with_index(project, BY_TEXT, monkeypatch)
    with project.workspace.read() as reads:
        plan = str(
            reads.connection.execute(
                f'EXPLAIN QUERY PLAN SELECT i.n FROM incidents i WHERE i.coder = ? AND "{TEXT.key}" IS NOT NULL '
                f'ORDER BY "{TEXT.key}" COLLATE NOCASE, i.n',
                (project.ann.id,),
            ).fetchall()
        )
        assert f"x_{TEXT.key}" in plan
        assert "TEMP B-TREE" not in plan
        assert digest(reads.connection) == before
        assert reads.connection.execute("SELECT count(*) FROM changes").fetchone() == changes
    assert check_project(project.workspace).sound
    path = project.workspace.path
    project.workspace.close()
    with Workspace.open(path) as again:
        assert again.writable, again.notices
        assert check_project(again, deep=True).sound


def test_articles_are_listed_and_counted_by_reading_state(project: Project) -> None:
    project.act_as(project.ann)
    project.workspace.run(SetReading(project.articles[0], "finished"))
    project.workspace.run(SetReading(project.articles[1], "nothing_to_code"))
    project.workspace.run(SetReading(project.articles[2], "started"))
    project.workspace.run(SetReading(project.articles[2], "unread"))
    with project.workspace.read() as reads:
        ann = reads.reading_counts(project.ann.id)
        assert sum(ann.values()) == 3
        assert (ann["unread"], ann["finished"], ann["nothing_to_code"]) == (1, 1, 1)
        states = {state: list(reads.article_ns(states=(state,), coder=project.ann.id)) for state in ann}
        assert {state: len(found) for state, found in states.items()} == ann
        assert states["unread"] == [3]
        both = reads.article_ns("title", states=("unread", "finished"), coder=project.ann.id)
        assert list(both) == [3, 1]
        assert list(reads.article_ns(words="bee", states=("unread",), coder=project.ann.id)) == [3]
        assert list(reads.article_ns(words="bee", states=("finished",), coder=project.ann.id)) == []
