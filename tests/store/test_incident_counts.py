# SPDX-License-Identifier: MIT
"""Counts by place, time and answer in SQL equal those made in plain Python, over random codings and filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from curator.domain.codebook.kinds import meaning
from curator.domain.coding import Incident, Row
from curator.domain.filtering import Condition, IncidentFilter, target
from curator.domain.rules.facts import Facts
from curator.store.incident_counts import answer_counts, better_answered, incidents_at, place_counts, time_counts
from curator.store.incident_filter import Known, where
from curator.store.incident_sight import Sight
from curator.workspace import Workspace
from tests.store.plain_filter import Plain
from tests.store.test_incident_filter import BOOK, Coded

FILTERS = [IncidentFilter(), IncidentFilter((Condition("state", "status", "is", ("draft",)),))]


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coded]:
    path: Path = tmp_path_factory.mktemp("counts") / "a.curator"
    with Workspace.create(path, BOOK, name="A") as workspace:
        yield Coded(workspace, 11)


def fitting(coded: Coded, wanted: IncidentFilter) -> Iterator[tuple[Facts, Incident]]:
    for coding in coded.codings:
        for incident in coding.incidents:
            if Plain(coding, incident, BOOK, coded.coders).fits(wanted):
                yield Facts(coding, incident, BOOK), incident


def places_of(coded: Coded, wanted: IncidentFilter) -> Iterator[tuple[Incident, float | None, float | None, str, str]]:
    """Each fitting incident with its point, the code of its precision, its country where nothing nearer is known."""
    node = BOOK.node("where")
    assert node is not None
    for facts, incident in fitting(coded, wanted):
        latitude, longitude, precision, country = (
            facts.part(node, name, None) for name in ("latitude", "longitude", "precision", "country")
        )
        leaf = node.part_named("precision")
        wide = leaf is not None and meaning(BOOK, leaf, precision) == "country"
        if latitude is None or longitude is None:
            yield incident, None, None, str(precision or ""), str(country or "")
        else:
            told = str(country or "") if wide else ""
            yield incident, float(latitude), float(longitude), str(precision or ""), told


@pytest.mark.parametrize("wanted", FILTERS)
def test_places_are_counted_with_their_precision_and_those_without_a_point_by_country(
    coded: Coded, wanted: IncidentFilter
) -> None:
    expected = Counter(place[1:] for place in places_of(coded, wanted))
    with coded.workspace.read() as reads:
        found = where(reads.connection, wanted, BOOK, "", Known(sight=Sight("")))
        counts = place_counts(reads.connection, BOOK, found)
    assert {(one.latitude, one.longitude, one.precision, one.country): one.count for one in counts} == expected
    assert [one.count for one in counts] == sorted((one.count for one in counts), reverse=True)
    assert any(one.latitude is not None for one in counts)


@pytest.mark.parametrize("cell", [0.0, 0.7, 25.0])
def test_every_incident_is_in_one_cell_and_is_found_there_again(coded: Coded, cell: float) -> None:
    wanted = FILTERS[0]
    whole = list(places_of(coded, wanted))
    with coded.workspace.read() as reads:
        found = where(reads.connection, wanted, BOOK, "", Known(sight=Sight("")))
        counts = place_counts(reads.connection, BOOK, found, cell=cell)
        at = [list(incidents_at(reads.connection, BOOK, found, [one], cell=cell)) for one in counts]
        together = list(incidents_at(reads.connection, BOOK, found, counts, cell=cell))
    assert sorted(together) == sorted(incident.number for incident, *_ in whole)
    for one, numbers in zip(counts, at, strict=True):
        assert len(numbers) == one.count
        mine = [place for place in whole if place[0].number in numbers]
        assert {place[3:] for place in mine} == {(one.precision, one.country)}
        if one.latitude is None:
            assert all(place[1] is None for place in mine)
        for place in mine if one.latitude is not None else ():
            assert place[1] == pytest.approx(one.latitude, abs=max(cell, 1e-9))
            assert place[2] == pytest.approx(one.longitude, abs=max(cell, 1e-9))


def test_only_points_in_a_box_are_counted_and_only_so_many_at_first(coded: Coded) -> None:
    whole = [place for place in places_of(coded, FILTERS[0]) if place[1] is not None]
    xs, ys = sorted(place[2] or 0 for place in whole), sorted(place[1] or 0 for place in whole)
    box = (xs[0] - 1, ys[0] - 1, xs[-1] + 1, ys[-1] + 1)
    if xs[0] < xs[-1]:  # all but the easternmost; where the random points stand above each other, the northernmost
        box = (box[0], box[1], max(x for x in xs if x < xs[-1]), box[3])
    elif ys[0] < ys[-1]:
        box = (box[0], box[1], box[2], max(y for y in ys if y < ys[-1]))
    else:  # all in one point: nothing is in a box beside it
        box = (xs[0] + 1, box[1], xs[0] + 2, box[3])
    inside = [place for place in whole if box[0] <= (place[2] or 0) <= box[2] and box[1] <= (place[1] or 0) <= box[3]]
    assert len(inside) < len(whole)
    with coded.workspace.read() as reads:
        found = where(reads.connection, FILTERS[0], BOOK, "", Known(sight=Sight("")))
        counts = place_counts(reads.connection, BOOK, found, box=box)
        first = place_counts(reads.connection, BOOK, found, first=3)
        times = time_counts(reads.connection, BOOK, found, first=3)
    assert sum(one.count for one in counts) == len(inside)
    assert sum(one.count for one in first) == sum(one.count for one in times) == 3


@pytest.mark.parametrize("unit", ["day", "month", "year"])
@pytest.mark.parametrize("by", ["", "type"])
def test_times_are_counted_by_the_first_day_and_the_choice_asked_for(coded: Coded, unit: str, by: str) -> None:
    length = {"day": 10, "month": 7, "year": 4}[unit]
    node = BOOK.node("when")
    assert node is not None
    known_by = target(BOOK, by)
    expected: Counter[tuple[str, str, str]] = Counter()
    for facts, _ in fitting(coded, IncidentFilter()):
        start, end = facts.part(node, "start", None), facts.part(node, "end", None)
        first = str((start if start is not None else end) or "")
        answer = facts.held(known_by.node, None) if known_by is not None and known_by.node is not None else None
        expected[(first[:length], str(facts.part(node, "precision", None) or ""), str(answer or ""))] += 1
    with coded.workspace.read() as reads:
        counts = time_counts(
            reads.connection, BOOK, where(reads.connection, IncidentFilter(), BOOK, "", Known(sight=Sight(""))),
            unit=unit, by=by,
        )  # fmt: skip
    assert {(one.start, one.precision, one.answer): one.count for one in counts} == expected
    assert [one.start for one in counts] == sorted(one.start for one in counts)


def test_an_incident_counts_once_for_each_answer_its_rows_give(coded: Coded) -> None:
    group = BOOK.groups[0]
    leaf = next(node for node in group.fields if not node.parts and node.kind in ("text", "choice", "choices"))
    expected: Counter[str] = Counter()
    for facts, incident in fitting(coded, IncidentFilter()):
        rows: list[Row] = list(incident.rows_of(group.key))
        held = [str(facts.held(leaf, row) or "") for row in rows]
        answers = {each for text in held for each in (text.split("; ") if leaf.kind == "choices" else [text])}
        for answer in answers or {""}:
            expected[answer] += 1
    with coded.workspace.read() as reads:
        found = where(reads.connection, IncidentFilter(), BOOK, "", Known(sight=Sight("")))
        counts = answer_counts(reads.connection, BOOK, found, f"{group.key}.{leaf.key}")
        few = answer_counts(reads.connection, BOOK, found, f"{group.key}.{leaf.key}", most=1)
    assert {one.answer: one.count for one in counts} == expected
    assert few == counts[:1]


def test_what_the_codebook_does_not_have_has_no_counts(coded: Coded) -> None:
    with coded.workspace.read() as reads:
        assert place_counts(reads.connection, BOOK, ("1", ()), "nowhere") == []
        assert answer_counts(reads.connection, BOOK, ("1", ()), "nothing") == []


def test_where_most_left_the_first_field_blank_that_is_counted_which_the_fewest_did(coded: Coded) -> None:
    found = ("1", ())
    with coded.workspace.read() as reads:
        keys = [f"{group.key}.{leaf.key}" for group in BOOK.groups for leaf in group.fields if not leaf.parts]
        blank = {key: sum(each.count for each in answer_counts(reads.connection, BOOK, found, key) if not each.answer)
                 for key in keys}  # fmt: skip
        few, many = min(keys, key=lambda key: blank[key]), max(keys, key=lambda key: blank[key])
        assert blank[few] < blank[many], blank
        every = sum(each.count for each in answer_counts(reads.connection, BOOK, found, many))
        counts_of = partial(answer_counts, reads.connection, BOOK, found)
        told = better_answered((many, few), counts_of)[0]
        assert told == (few if 2 * blank[many] > every else many)
        assert better_answered((few, many), counts_of)[1] == counts_of(few)
