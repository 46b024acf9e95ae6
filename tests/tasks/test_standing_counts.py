# SPDX-License-Identifier: MIT
"""Counts that stand in memory are those of SQLite: at first, after every kind of change, for old snapshots."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from curator.domain.coding import INCIDENT_STATUSES
from curator.domain.faults import UserFault
from curator.domain.filtering import Condition, IncidentFilter
from curator.operations import (
    AcceptProposals,
    AddIncident,
    AddRow,
    Operation,
    RemoveArticle,
    RemoveIncident,
    RemoveRow,
    SetIncidentStatus,
    SetValue,
)
from curator.store.incident_counts import answer_counts, place_counts, places_key, time_counts
from curator.store.incident_filter import Known, where
from curator.store.incident_list import IncidentWish, Source
from curator.store.incident_sight import Sight
from curator.store.incident_totals import count_totals, how_many, how_many_articles
from curator.store.reads import Reads
from curator.tasks.standing_counts import StandingCounts
from curator.workspace import Workspace
from tests.store.test_incident_filter import BOOK, Coded

FILTERS = (
    IncidentFilter(),
    IncidentFilter((Condition("state", "status", "is", ("draft",)),)),
    IncidentFilter((Condition("date", "", "overlaps", ("2019-01-01", "")),)),
    IncidentFilter((Condition("no_words", "", "some"),)),
    IncidentFilter((Condition("no_words", "", "none"), Condition("state", "status", "is", ("draft",)))),
    IncidentFilter((Condition("no_words", "", "none"),)),
    IncidentFilter((Condition("no_words", "", "none"), Condition("date", "", "overlaps", ("2019-01-01", "")))),
    IncidentFilter((Condition("coder", "", "is", ("nobody",)),)),
)
ORDERS: tuple[Source, ...] = (("leaf", "sort"), ("incident", "n"), ("article", "title"))
SEES_ALL = Known(sight=Sight(""))
_EVERY = [node.key for node in BOOK.fields]
_EVERY += [f"{group.key}.{node.key}" for group in BOOK.groups for node in group.fields]
KEYS = tuple(_EVERY[::3])  # of the incident and of rows


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Coded]:
    with Workspace.create(tmp_path / "a.curator", BOOK, name="A") as workspace:
        yield Coded(workspace, 7)


@pytest.fixture
def standing(coded: Coded) -> Iterator[StandingCounts]:
    made = StandingCounts(coded.workspace, lambda: False)
    yield made
    made.leave()


def agree(standing: StandingCounts, reads: Reads) -> None:
    """Every question, to memory and to SQLite."""
    connection = reads.connection
    every_one = where(connection, FILTERS[0], BOOK, "", SEES_ALL)
    for order in ORDERS:
        standing.ordered(reads, IncidentWish(None, order, True, every_one), every_one)
    for wanted in FILTERS:
        found = where(connection, wanted, BOOK, "", SEES_ALL)
        standing.divide(reads, wanted, "", SEES_ALL, found)
        assert standing.numbers(connection, found) == reads.incident_ns(IncidentWish(fits=found))
        for order in ORDERS:
            for descending in (False, True):
                wish = IncidentWish(None, order, descending, found)
                assert standing.ordered(reads, wish, every_one) == reads.incident_ns(wish)
        assert standing.how_many(connection, found) == how_many(connection, found)
        assert standing.articles(connection, found) == how_many_articles(connection, found)
        assert standing.totals(connection, BOOK, found) == count_totals(connection, BOOK, found)
        for cell in (25.0, 0.0):
            places = standing.places(connection, BOOK, found, cell=cell)
            asked = place_counts(connection, BOOK, found, cell=cell)
            assert [(p.at, p.precision, p.country, p.count, p.meaning) for p in places] == [
                (p.at, p.precision, p.country, p.count, p.meaning) for p in asked
            ]
            for mine, its in zip(places, asked, strict=True):
                assert (mine.latitude, mine.longitude) == pytest.approx((its.latitude, its.longitude))
        for unit, by in (("day", ""), ("month", "type")):
            times = standing.times(connection, BOOK, found, unit=unit, by=by)
            assert times == time_counts(connection, BOOK, found, unit=unit, by=by)
        for key in KEYS:
            answers = standing.answers(connection, BOOK, found, key=key, most=3)
            assert answers == answer_counts(connection, BOOK, found, key, most=3)


def sorted_by_sqlite(standing: StandingCounts, reads: Reads, wanted: IncidentFilter) -> list[str]:
    """The statements that count or sort, while every question is answered."""
    found = where(reads.connection, wanted, BOOK, "", SEES_ALL)
    said: list[str] = []
    reads.connection.set_trace_callback(said.append)
    standing.places(reads.connection, BOOK, found, cell=25.0)
    standing.times(reads.connection, BOOK, found, unit="month", by="type")
    standing.answers(reads.connection, BOOK, found, key=KEYS[0], most=3)
    standing.totals(reads.connection, BOOK, found)
    standing.articles(reads.connection, found)
    reads.connection.set_trace_callback(None)
    return [each for each in said if "GROUP BY" in each or "ORDER BY i.n" in each]


def some_change(draw: random.Random, reads: Reads) -> Callable[[Workspace], object]:
    """A change of any kind to a random incident; some of them are refused."""
    incident, coder, article = draw.choice(
        reads.connection.execute("SELECT id, coder, article FROM incidents").fetchall()
    )
    group = draw.choice(BOOK.groups)
    rows = [str(row[0]) for row in reads.connection.execute(f'SELECT id FROM "incident_{group.key}"').fetchall()]
    leaf = draw.choice(list(BOOK.leaves()))
    held = reads.connection.execute(
        f'SELECT "{leaf.key}" FROM incidents WHERE "{leaf.key}" IS NOT NULL ORDER BY n'
    ).fetchall()
    value: Any = draw.choice(held)[0] if held and draw.random() < 0.8 else None
    operations: tuple[Operation, ...] = (
        SetValue(incident, leaf.key, value, proposed=draw.random() < 0.5),
        SetValue(incident, leaf.key, value),
        SetIncidentStatus(incident, draw.choice(INCIDENT_STATUSES)),
        RemoveIncident(incident),
        AddIncident(article),
        AddRow(incident, group.key),
        RemoveRow(draw.choice(rows)) if rows else AcceptProposals(incident),
        AcceptProposals(incident),
    )
    whose = next(each for each in reads.coders() if each.id == coder)
    if draw.random() < 0.25:
        return lambda workspace: workspace.undo() if draw.random() < 0.7 else workspace.redo()
    chosen = draw.choice(operations)

    def run(workspace: Workspace) -> object:
        workspace.act_as(whose)
        return workspace.run(chosen)

    return run


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_memory_says_what_sqlite_says_after_every_change(coded: Coded, standing: StandingCounts, seed: int) -> None:
    draw, workspace = random.Random(seed), coded.workspace
    print(f"seed {seed}")
    with workspace.read() as reads:
        agree(standing, reads)
    for _ in range(6):
        for _ in range(draw.randint(1, 5)):
            with workspace.read() as reads:
                change = some_change(draw, reads)
            with suppress(UserFault):
                change(workspace)
        with workspace.read() as reads:
            agree(standing, reads)


def test_what_stands_is_not_counted_again_and_of_a_change_only_what_it_touched(
    coded: Coded, standing: StandingCounts
) -> None:
    with coded.workspace.read() as reads:
        assert sorted_by_sqlite(standing, reads, FILTERS[0])
        assert standing.ready(places_key(25.0))
        assert not sorted_by_sqlite(standing, reads, FILTERS[1])
        incident, coder = reads.connection.execute("SELECT id, coder FROM incidents").fetchone()
        coded.workspace.act_as(next(each for each in reads.coders() if each.id == coder))
    coded.workspace.run(RemoveIncident(incident))
    coded.workspace.undo()
    with coded.workspace.read() as reads:
        said = sorted_by_sqlite(standing, reads, FILTERS[1])
        assert said
        assert all("json_each" in each for each in said)
        agree(standing, reads)


def test_a_change_of_many_makes_it_anew(coded: Coded, standing: StandingCounts) -> None:
    with coded.workspace.read() as reads:
        agree(standing, reads)
        article = str(reads.connection.execute("SELECT article FROM incidents").fetchone()[0])
    coded.workspace.run(RemoveArticle(article))
    assert not standing.ready(places_key(25.0))
    with coded.workspace.read() as reads:
        agree(standing, reads)
    coded.workspace.undo()
    with coded.workspace.read() as reads:
        agree(standing, reads)


def test_an_old_snapshot_is_answered_as_it_was(coded: Coded, standing: StandingCounts) -> None:
    with coded.workspace.read() as old:
        before = how_many(old.connection, ("1", ()))
        incident, coder = old.connection.execute("SELECT id, coder FROM incidents").fetchone()
        coded.workspace.act_as(next(each for each in old.coders() if each.id == coder))
        coded.workspace.run(RemoveIncident(incident))
        with coded.workspace.read() as new:
            agree(standing, new)
            assert how_many(new.connection, ("1", ())) == before - 1
        agree(standing, old)


def test_a_change_that_was_not_heard_of_yet_is_asked_of_sqlite(coded: Coded) -> None:
    deaf = StandingCounts(coded.workspace, lambda: False)
    with coded.workspace.read() as reads:
        agree(deaf, reads)
        incident, coder = reads.connection.execute("SELECT id, coder FROM incidents").fetchone()
        coded.workspace.act_as(next(each for each in reads.coders() if each.id == coder))
    deaf.leave()
    coded.workspace.run(SetIncidentStatus(incident, "withdrawn"))
    coded.workspace.run(SetValue(incident, next(iter(BOOK.leaves())).key, None))
    with coded.workspace.read() as reads:
        agree(deaf, reads)


def test_values_without_words_are_looked_for_once(coded: Coded, standing: StandingCounts) -> None:
    asked = Condition("no_words", "", "some")
    said: list[str] = []
    with coded.workspace.read() as reads:
        agree(standing, reads)
        wanted = IncidentFilter((asked, Condition("state", "status", "is", ("finished",))))
        found = where(reads.connection, wanted, BOOK, "", SEES_ALL)
        standing.divide(reads, wanted, "", SEES_ALL, found)
        reads.connection.set_trace_callback(said.append)
        numbers = standing.numbers(reads.connection, found)
        reads.connection.set_trace_callback(None)
        assert numbers == reads.incident_ns(IncidentWish(fits=found))
    assert standing.ready(asked)
    assert any("'finished'" in each for each in said)
    assert not any("evidence" in each for each in said)


def test_a_filter_of_a_sorted_list_sorts_nothing(coded: Coded, standing: StandingCounts) -> None:
    said: list[str] = []
    with coded.workspace.read() as reads:
        every_one = where(reads.connection, FILTERS[0], BOOK, "", SEES_ALL)
        found = where(reads.connection, FILTERS[1], BOOK, "", SEES_ALL)
        sorted_ones = standing.ordered(reads, IncidentWish(None, ORDERS[0], True, every_one), every_one)
        reads.connection.set_trace_callback(said.append)
        some = standing.ordered(reads, IncidentWish(None, ORDERS[0], True, found), every_one)
        reads.connection.set_trace_callback(None)
        assert 0 < len(some) < len(sorted_ones)
        assert some == reads.incident_ns(IncidentWish(None, ORDERS[0], True, found))
    assert said
    assert not any("ORDER BY" in each for each in said)
