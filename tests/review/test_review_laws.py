# SPDX-License-Identifier: MIT
"""Laws of comparing: no order matters, equal layers agree, and what one sees of the other is what the other sees."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.coding import ArticleCoding
from curator.review.alignment import Alignment, align
from curator.review.coefficients import Figure, alpha, cohen, fleiss, gwet, percent
from curator.review.comparison import compare
from curator.review.distances import interval, masi, ordinal, ratio
from curator.review.likeness import likeness
from curator.review.measuring import Agreement, measured
from curator.review.profile import Profiles
from tests.codings_strategy import CODERS, codings
from tests.review.making import Maker
from tests.review.shaping import CODEBOOK

pytestmark = pytest.mark.slow  # many random tables

NUMBERS = st.one_of(st.none(), st.integers(0, 5))
TABLES = st.integers(2, 4).flatmap(lambda width: st.lists(st.tuples(*[NUMBERS] * width), max_size=12))
PROFILES = Profiles(CODEBOOK)
NAMES = tuple(coder.id for coder in CODERS)


def by_ranks(table: Any) -> Figure:
    return alpha(table, weighing=lambda marginals: ordinal(range(6), marginals))


FIGURES = (
    percent, fleiss, gwet, alpha, by_ranks, lambda table: alpha(table, interval), lambda table: alpha(table, ratio),
)  # fmt: skip


def same(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return one == other
    return abs(one.value - other.value) < 1e-9 and replace(one, value=0.0) == replace(other, value=0.0)


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_units_and_coders_changes_no_figure(table: list[tuple[Any, ...]], chance: random.Random) -> None:
    width = len(table[0]) if table else 2
    columns = chance.sample(range(width), width)
    other = [tuple(unit[column] for column in columns) for unit in chance.sample(table, len(table))]
    for figure in (*FIGURES, cohen):
        assert same(figure(table), figure(other))


@given(TABLES)
def test_a_unit_that_only_one_coder_rated_changes_nothing_but_what_was_given(table: list[tuple[Any, ...]]) -> None:
    width = len(table[0]) if table else 2
    more = [*table, (3, *[None] * (width - 1))]
    for figure in (percent, fleiss, alpha, by_ranks):
        before, after = figure(table), figure(more)
        assert after.given == before.given + 1
        assert same(before, replace(after, given=before.given))


@given(st.lists(NUMBERS, max_size=12), st.integers(2, 4))
def test_coders_who_say_the_same_agree_wholly_or_nothing_varies(values: list[int | None], width: int) -> None:
    table = [(value,) * width for value in values]
    for figure in FIGURES:
        found = figure(table)
        assert found.value in (1.0, None)
        assert (found.value is None) == bool(found.reason)


@given(st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
def test_masi_is_a_distance(one: set[str], other: set[str]) -> None:
    assert masi(one, other) == masi(other, one)
    assert (masi(one, other) == 0) == (one == other)
    assert 0 <= masi(one, other) <= 1


def identities(found: Alignment) -> list[frozenset[str]]:
    return [frozenset(incident.id for incident in aligned.there) for aligned in found.aligned]


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_aligning_depends_on_no_order(seed: int, chance: random.Random) -> None:
    coding = Maker(CODEBOOK, str(seed), rows=2).article(0, NAMES, 3, 0.4)
    mixed = replace(coding, incidents=tuple(chance.sample(coding.incidents, len(coding.incidents))))
    one = align(coding, NAMES, PROFILES)
    assert align(mixed, chance.sample(NAMES, len(NAMES)), PROFILES) == one
    assert sum(map(len, identities(one))) == len(coding.incidents)


@given(st.integers(0, 10**6))
def test_each_two_incidents_are_as_alike_either_way_round(seed: int) -> None:
    coding = Maker(CODEBOOK, str(seed)).article(0, NAMES, 2, 0.5)
    profiles = [PROFILES.of(incident) for incident in coding.incidents]
    for one in profiles:
        for other in profiles:
            assert likeness(one, other) == likeness(other, one)
            assert 0 <= likeness(one, other).score <= 1 + 1e-12
        # but a country that both tell, and nothing finer, is not much of a place
        assert {part for name, part in likeness(one, one).parts.items() if name != "place"} <= {1.0, None}


@given(st.integers(0, 10**6))
def test_layers_that_say_the_same_agree_in_everything(seed: int) -> None:
    maker = Maker(CODEBOOK, str(seed))
    articles = [maker.article(number, NAMES, 2, 0.0) for number in range(3)]
    found = measured(compare(articles, CODEBOOK), rounds=0)
    assert found.detection.found.f1 == 1.0
    assert not any(found.detection.alone.values())
    for field in found.fields:
        if field.field.kind != "link":  # a made link leads nowhere, to another place each time
            assert field.figures.percent.value in (1.0, None)
            assert field.figures.alpha.value in (1.0, None)
            assert not list(field.disagreements())
    assert all(words.exact.f1 == words.overlap.f1 == 1.0 for words in found.words)


def renamed_coders(coding: ArticleCoding, names: dict[str, str]) -> ArticleCoding:
    return replace(
        coding,
        incidents=tuple(replace(incident, coder=names[incident.coder]) for incident in coding.incidents),
        reading={names[coder]: state for coder, state in coding.reading.items()},
    )


def symmetric(found: Agreement) -> list[Any]:
    """What must not depend on which coder is called the first."""
    fields = [(each.figures.percent, each.figures.alpha.value, each.figures.ac1.value, each.n) for each in found.fields]
    words = [(each.exact.f1, each.overlap.f1) for each in found.words]
    return [found.detection.found.f1, fields, words]


@given(st.integers(0, 10**6))
def test_two_coders_may_change_places(seed: int) -> None:
    """Incidents stand apart here, so that no equal likeness leaves a choice."""
    maker = Maker(CODEBOOK, str(seed))
    articles = [maker.article(number, ("a", "b"), 3, 0.2) for number in range(3)]
    turned = [renamed_coders(coding, {"a": "b", "b": "a"}) for coding in articles]
    one, other = (symmetric(measured(compare(each, CODEBOOK), rounds=0)) for each in (articles, turned))
    assert one[0] == other[0]
    for first, second in zip(one[1], other[1], strict=True):
        assert same(first[0], second[0])
        assert all((a is None and b is None) or abs(a - b) < 1e-9 for a, b in zip(first[1:3], second[1:3], strict=True))
        assert first[3] == second[3]
    assert one[2] == other[2]


@given(codings(CODEBOOK, CODERS, most_incidents=4))
def test_whatever_was_coded_can_be_compared_and_nothing_is_dropped_silently(coding: ArticleCoding) -> None:
    coding = replace(coding, reading=dict.fromkeys(NAMES, "finished"))
    found = measured(
        compare([coding, replace(coding, article=replace(coding.article, id="other"))], CODEBOOK), rounds=5
    )
    counting = [incident for incident in coding.incidents if incident.status != "withdrawn"]
    alone = sum(map(len, found.detection.alone.values()))
    there = sum(sum(map(bool, place.incidents)) for place in found.detection.aligned)
    assert alone + there == 2 * len(counting)
    for field in found.fields:
        cases = len(list(field.cases()))
        assert field.n == cases
        whole = len(found.rows[field.group].aligned if field.group else found.detection.aligned)
        missing = sum(len(places) for places in field.left_out.values())
        apart = found.rows[field.group].alone if field.group else found.detection.alone
        assert cases + missing == whole + sum(map(len, apart.values()))
