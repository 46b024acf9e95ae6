# SPDX-License-Identifier: MIT
"""Intervals: the sums give the very figures of the tables, and the draws are those of articles."""

from __future__ import annotations

import random
from typing import Any

import pytest

from curator.review.bootstrap import Interval, intervals, summed
from curator.review.coefficients import alpha, percent
from curator.review.metrics import Metric
from curator.review.sums import MOST_VALUES, Recipe, alpha_recipe, found_recipe, percent_recipe

SEED = 1993
METRICS = (
    (Metric("nominal"), ("a", "b", "c")),
    (Metric("ordinal", (1, 2, 3, 4, 5)), (1, 2, 4, 5)),
    (Metric("interval"), (737000, 737001, 737030, 737365)),
    (Metric("interval"), (36.25, 36.5, -12.125)),
    (Metric("ratio"), (0, 1, 3, 40)),
    (Metric("masi"), tuple(map(frozenset, ("a", "ab", "bc", "c")))),
    (Metric("jaccard"), tuple(map(frozenset, ("a", "ab", "bc", "c")))),
)
Units = list[tuple[Any, ...]]


def units_by_chance(values: tuple[Any, ...], chance: random.Random) -> Units:
    """Units of two to four values, of which half are followed by the others."""
    units = []
    for _ in range(chance.randint(2, 30)):
        true = chance.choice(values)
        size = chance.randint(2, 4)
        units.append(tuple(true if chance.random() < 0.5 else chance.choice(values) for _ in range(size)))
    return units


def added(recipe: Recipe, units: Units) -> float | None:
    return recipe.value([sum(column) for column in zip(*map(recipe.numbers, units), strict=True)])


@pytest.mark.parametrize(("metric", "values"), METRICS)
def test_the_sums_of_all_articles_give_the_figure_of_the_table(metric: Metric, values: tuple[Any, ...]) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    for _ in range(200):
        units = units_by_chance(values, chance)
        weighing = metric.distance if metric.name == "ordinal" else None
        expected = alpha(units, None if weighing else metric.distance({}), weighing)
        recipe = alpha_recipe(units, metric)
        assert recipe is not None
        found = added(recipe, units)
        assert found == (None if expected.value is None else pytest.approx(expected.value, abs=1e-4))
        assert added(percent_recipe(units), units) == pytest.approx(percent(units).value)


def interval_of(units: Units, places: list[int], articles: int, **named: int) -> Interval | None:
    figure = summed(percent_recipe(units), places, units, {unit: unit for unit in units}, articles)
    assert figure is not None
    return intervals([figure], **named)[0]


def test_the_same_seed_gives_the_same_interval_around_the_figure() -> None:
    chance = random.Random(SEED)
    units = [(1, 1) if chance.random() < 0.8 else (1, 2) for _ in range(200)]
    places = [at // 2 for at in range(200)]
    one = interval_of(units, places, 100, rounds=400, seed=7)
    assert one == interval_of(units, places, 100, rounds=400, seed=7)
    assert one is not None
    other = interval_of(units, places, 100, rounds=400, seed=8)
    assert other is not None
    assert (one.low, one.high) != (other.low, other.high)
    share = percent(units).value
    assert share is not None
    # the normal interval of a share of 200: 1.96 times the root of p (1 - p) / 200
    half = 1.96 * (share * (1 - share) / 200) ** 0.5
    assert one.low == pytest.approx(share - half, abs=0.02)
    assert one.high == pytest.approx(share + half, abs=0.02)
    assert (one.rounds, one.defined, one.seed, one.share) == (400, 400, 7, 0.95)


def test_units_of_one_article_come_and_go_together() -> None:
    """Ten articles whose units all agree or all differ tell as little as ten units."""
    units = [(1, 1)] * 50 + [(1, 2)] * 50
    together = interval_of(units, [at // 10 for at in range(100)], 10)
    apart = interval_of(units, list(range(100)), 100)
    assert together is not None
    assert apart is not None
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_one_article_has_no_interval() -> None:
    assert interval_of([(1, 1), (1, 2)], [0, 0], 1) is None
    assert interval_of([(1, 1), (1, 2)], [0, 1], 2, rounds=0) is None


def test_numbers_that_do_not_fit_four_bytes_take_eight_and_larger_ones_are_refused() -> None:
    sizes = []
    for largest in (1, 2**31, 2**62):
        recipe = Recipe(1, lambda unit: [unit[0]], lambda sums: float(sums[0]))
        figure = summed(recipe, [0, 1], ["a", "b"], {"a": (largest,), "b": (0,)}, 2)
        sizes.append(figure and (figure.size, intervals([figure], rounds=50)[0]))
    assert sizes[0] == (4, Interval(0.0, 2.0, 50, 50, 1))
    assert sizes[1] == (8, Interval(0.0, float(2**32), 50, 50, 1))
    assert sizes[2] == (8, Interval(0.0, float(2**63), 50, 50, 1))
    assert summed(recipe, [0, 1], ["a", "b"], {"a": (2**63,), "b": (0,)}, 2) is None


def test_too_many_different_values_have_no_interval() -> None:
    units = [(str(at), str(at)) for at in range(MOST_VALUES + 1)]
    assert alpha_recipe(units, Metric("nominal")) is None
    assert alpha_recipe([(at, at + 1) for at in range(1000)], Metric("interval")) is not None
    assert alpha_recipe([(-1, 1)], Metric("ratio")) is None
    assert alpha_recipe([(1e300, 0.0)], Metric("interval")) is None


def test_f1_from_sums() -> None:
    assert added(found_recipe(), [(1, 2, 1), (0, 0, 1)]) == 2 * 1 / 4
    assert added(found_recipe(), [(0, 0, 0)]) is None
