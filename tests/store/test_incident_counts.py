# SPDX-License-Identifier: MIT
"""Counts by place, time and answer in SQL equal those made in plain Python, over random codings and filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.coding import Incident, Row
from curator.domain.filtering import Condition, IncidentFilter, target
from curator.domain.rules.facts import Facts
from curator.store.incident_counts import answer_counts, place_counts, time_counts
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


@pytest.mark.parametrize("wanted", FILTERS)
def test_places_are_counted_with_their_precision_and_those_without_a_point_by_country(
    coded: Coded, wanted: IncidentFilter
) -> None:
    node = BOOK.node("where")
    assert node is not None
    expected: Counter[tuple[object, ...]] = Counter()
    for facts, _ in fitting(coded, wanted):
        latitude, longitude, precision, country = (
            facts.part(node, name, None) for name in ("latitude", "longitude", "precision", "country")
        )
        whole = latitude is not None and longitude is not None
        point = (round(float(latitude), 6), round(float(longitude), 6)) if whole else (None, None)
        expected[(*point, precision or "", country or "")] += 1
    with coded.workspace.read() as reads:
        found = where(reads.connection, wanted, BOOK, "", Known(sight=Sight("")))
        counts = place_counts(reads.connection, BOOK, found)
    assert {(one.latitude, one.longitude, one.precision, one.country): one.count for one in counts} == expected
    assert [one.count for one in counts] == sorted((one.count for one in counts), reverse=True)
    assert any(one.latitude is not None for one in counts)


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
