# SPDX-License-Identifier: MIT
"""On a thousand random tables the coefficients equal those of an independent library, or of fractions counted by hand.

NLTK knows percent, Cohen's kappa (plain and weighted), multi-pi (which is Fleiss' kappa) and alpha; what it does not
know (missing values in kappa, ranks, AC1) is counted here from the definition, with every pair looked at and fractions
that do not round. (NLTK 3.10 divides only one of the two disagreements of weighted kappa by a `max_distance`, so none
is given.)
"""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import jaccard_distance, masi_distance

from curator.review import distances
from curator.review.coefficients import alpha, cohen, fleiss, gwet, linear, percent, quadratic
from curator.review.distances import ordinal

pytestmark = pytest.mark.slow  # many random tables

SEED = 20261124
TABLES = 1000
SETS = tuple(frozenset(each) for each in ("a", "b", "ab", "abc", "bc", "cd", "d"))
Row = tuple[Any, ...]


def tables(values: tuple[Any, ...], coders: tuple[int, int], missing: float) -> list[list[Row]]:
    """Random tables in which coders mostly follow each other."""
    print(f"seed {SEED}")
    chance = random.Random(f"{SEED} {coders} {missing} {len(values)}")
    made = []
    for _ in range(TABLES):
        width = chance.randint(*coders)
        rows = []
        for _ in range(chance.randint(2, 12)):
            true = chance.choice(values)
            row = [true if chance.random() < 0.6 else chance.choice(values) for _ in range(width)]
            rows.append(tuple(None if chance.random() < missing else value for value in row))
        made.append(rows)
    return made


def task(table: list[Row], distance: Any) -> AnnotationTask:
    data = [
        (f"c{coder}", f"u{unit}", value)
        for unit, row in enumerate(table)
        for coder, value in enumerate(row)
        if value is not None
    ]
    return AnnotationTask(data=data, distance=distance)


def varied(table: list[Row]) -> bool:
    return len({value for row in table for value in row}) > 1


def test_complete_tables_equal_nltk() -> None:
    compared = 0
    for table in filter(varied, tables((1, 2, 3, 4), (2, 5), 0)):
        theirs = task(table, lambda one, other: float(one != other))
        assert percent(table).value == pytest.approx(theirs.avg_Ao())
        assert fleiss(table).value == pytest.approx(theirs.pi())
        assert alpha(table).value == pytest.approx(theirs.alpha())
        compared += 1
    assert compared > 0.95 * TABLES


def test_two_coders_equal_nltk() -> None:
    compared = 0
    for table in tables((1, 2, 3, 4), (2, 2), 0):
        ours = cohen(table)
        if ours.value is None:
            assert not varied(table)
            continue
        plain = task(table, lambda one, other: float(one != other))
        assert ours.value == pytest.approx(plain.kappa())
        by_steps = task(table, lambda one, other: abs(one - other))
        assert cohen(table, linear((1, 2, 3, 4))).value == pytest.approx(by_steps.weighted_kappa())
        squared = task(table, lambda one, other: (one - other) ** 2)
        assert cohen(table, quadratic((1, 2, 3, 4))).value == pytest.approx(squared.weighted_kappa())
        compared += 1
    assert compared > 0.95 * TABLES


@pytest.mark.parametrize(
    ("values", "ours", "theirs"),
    [
        ((1, 2, 3, 7), distances.interval, lambda one, other: (one - other) ** 2),
        ((0, 1, 3, 40), distances.ratio, lambda one, other: ((one - other) / (one + other or 1)) ** 2),
        (SETS, distances.jaccard, jaccard_distance),
        (SETS, distances.masi, masi_distance),
    ],
)  # fmt: skip
def test_alpha_by_other_distances_equals_nltk(values: tuple[Any, ...], ours: Any, theirs: Any) -> None:
    compared = 0
    for table in filter(varied, tables(values, (2, 4), 0)):
        assert alpha(table, ours).value == pytest.approx(task(table, theirs).alpha(), abs=1e-9)
        compared += 1
    assert compared > 0.95 * TABLES


def test_alpha_with_missing_values_equals_every_pair_looked_at() -> None:
    order = (1, 2, 3, 4)
    compared = 0
    for table in tables(order, (2, 5), 0.3):
        for ours, between in (
            (alpha(table), lambda one, other, _: Fraction(one != other)),
            (alpha(table, distances.interval), lambda one, other, _: Fraction(one - other) ** 2),
            (alpha(table, weighing=lambda marginals: ordinal(order, marginals)), ranks_apart),
        ):
            expected = by_coincidences(table, between)
            assert ours.value == (None if expected is None else pytest.approx(float(expected)))
            compared += expected is not None
    assert compared > 2 * TABLES


def by_coincidences(table: list[Row], between: Any) -> Fraction | None:
    """Alpha from the matrix of coincidences, written out."""
    coincidences: dict[tuple[Any, Any], Fraction] = {}
    for row in table:
        given = [value for value in row if value is not None]
        for pair in permutations(given, 2):
            coincidences[pair] = coincidences.get(pair, Fraction()) + Fraction(1, len(given) - 1)
    marginals: dict[Any, Fraction] = {}
    for (one, _), times in coincidences.items():
        marginals[one] = marginals.get(one, Fraction()) + times
    total = sum(marginals.values())
    observed = sum(times * between(*pair, marginals) for pair, times in coincidences.items())
    chance = sum(
        n * (m - (one == other)) * between(one, other, marginals)
        for one, n in marginals.items()
        for other, m in marginals.items()
    )
    return 1 - observed * (total - 1) / chance if chance else None


def ranks_apart(one: int, other: int, marginals: dict[int, Fraction]) -> Fraction:
    low, high = sorted((one, other))
    between = sum(times for value, times in marginals.items() if low <= value <= high)
    return (between - (marginals[low] + marginals[high]) / 2) ** 2


def test_ac1_equals_the_chance_that_two_coders_agree_on_a_unit() -> None:
    compared = 0
    for table in tables(("a", "b", "c"), (2, 5), 0.25):
        rated = [[value for value in row if value is not None] for row in table]
        rated = [row for row in rated if row]
        pairable = [row for row in rated if len(row) > 1]
        if not pairable:
            continue
        shown = {value for row in rated for value in row}
        agreed = [[one == other for one, other in permutations(row, 2)] for row in pairable]
        observed = sum(Fraction(sum(pairs), len(pairs)) for pairs in agreed) / len(pairable)
        assert percent(table).value == pytest.approx(float(observed))
        if len(shown) == 1:
            assert gwet(table).value is None
            continue
        shares = [sum(Fraction(row.count(value), len(row)) for row in rated) / len(rated) for value in shown]
        chance = sum(share * (1 - share) for share in shares) / (len(shown) - 1)
        assert gwet(table).value == pytest.approx(float((observed - chance) / (1 - chance)))
        compared += 1
    assert compared > 0.95 * TABLES
