# SPDX-License-Identifier: MIT
"""Coefficients of agreement over a table of units and coders.

What lives here: percent agreement, Cohen's kappa (plain and weighted), Fleiss' kappa, Krippendorff's alpha, Gwet's AC1,
for one table. What does not: what a unit is (alignment.py), which coefficient a field takes (metrics.py), intervals
(bootstrap.py).

A table has one row for each unit and one cell for each coder; None: this coder gave no value. A unit is pairable where
two coders or more gave a value; the others cannot say anything of agreement and are left out of every figure.
Where nothing varies, agreement by chance is complete and a coefficient that corrects for chance is not defined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curator.review.distances import Distance, Marginals, nominal

Unit = Sequence[Hashable | None]
Table = Sequence[Unit]
Weighing = Callable[[Marginals], Distance]

NO_PAIRS = "no unit has values of two coders"
NO_VARIATION = "all values are the same"
NOT_TWO = "this figure is for two coders"
UNEVEN = "the units do not all have the same number of values"


@dataclass(frozen=True)
class Figure:
    """One figure. `value` is None where it is not defined, and `reason` says why.

    `units`: pairable units that count; `values`: the values in them; `given`: units of the table, pairable or not.
    """

    name: str
    value: float | None
    reason: str
    units: int
    values: int
    given: int

    @property
    def defined(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Counted:
    """How often each value was given in each pairable unit."""

    units: tuple[Mapping[Any, int], ...]
    given: int

    @property
    def values(self) -> int:
        return sum(sum(unit.values()) for unit in self.units)

    def marginals(self) -> Counter[Any]:
        """How often each value was given in pairable units."""
        total: Counter[Any] = Counter()
        for unit in self.units:
            total.update(unit)
        return total

    def figure(self, name: str, value: float | None, reason: str = "") -> Figure:
        return Figure(name, value, reason if value is None else "", len(self.units), self.values, self.given)


def counted(table: Table) -> Counted:
    """The pairable units of a table."""
    units = (Counter(value for value in unit if value is not None) for unit in table)
    return Counted(tuple(unit for unit in units if unit.total() > 1), len(table))


def percent(table: Table) -> Figure:
    """The share of pairs of coders with the same value, a mean over pairable units.

    Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters" (1971), formula 2 and 3 (P-bar).
    """
    told = counted(table)
    return told.figure("percent", _mean_agreement(told), NO_PAIRS)


def cohen(table: Table, weight: Distance = nominal, name: str = "Cohen's kappa") -> Figure:
    """1 - observed / expected disagreement of two coders, each with the shares of values of their own.

    `weight` is the weight of a disagreement, 0 for the same value. Source: J. Cohen (1960), "A coefficient of agreement
    for nominal scales"; weighted: J. Cohen (1968), "Weighted kappa", formula 4.
    """
    told = counted(table)
    if any(len(unit) != 2 for unit in table):
        return told.figure(name, None, NOT_TWO)
    pairs = [(one, other) for one, other in table if one is not None and other is not None]
    if not pairs:
        return told.figure(name, None, NO_PAIRS)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(times * weight(*pair) for pair, times in Counter(pairs).items()) * len(pairs)
    expected = sum(n * m * weight(one, other) for one, n in first.items() for other, m in second.items())
    return told.figure(name, 1 - observed / expected if expected else None, NO_VARIATION)


def linear(order: Sequence[Hashable]) -> Distance:
    """The weight of a disagreement in Cohen's weighted kappa: how many steps two values lie apart in this order."""
    steps = {value: step for step, value in enumerate(order)}
    return lambda one, other: float(abs(steps[one] - steps[other]))


def quadratic(order: Sequence[Hashable]) -> Distance:
    """The same, squared."""
    steps = linear(order)
    return lambda one, other: steps(one, other) ** 2


def fleiss(table: Table) -> Figure:
    """(agreement - agreement by chance) / (1 - agreement by chance), chance by the values of all coders together.

    For the same number of values in each unit, whoever gave them; else not defined. Source: Fleiss (1971), formula 7.
    """
    told, name = counted(table), "Fleiss' kappa"
    agreement = _mean_agreement(told)
    if agreement is None:
        return told.figure(name, None, NO_PAIRS)
    if len({sum(unit.values()) for unit in told.units}) > 1:
        return told.figure(name, None, UNEVEN)
    chance = sum((times / told.values) ** 2 for times in told.marginals().values())
    varies = len(told.marginals()) > 1
    return told.figure(name, (agreement - chance) / (1 - chance) if varies else None, NO_VARIATION)


def gwet(table: Table) -> Figure:
    """AC1: as Fleiss' kappa with chance sum(p (1 - p)) / (q - 1), p the mean share of a value, q how many values occur.

    Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement" (2008);
    missing values as in his Handbook of Inter-Rater Reliability (4th edition, 2014), chapter 2: agreement over pairable
    units, shares over all units with a value. The values that occur stand for the list of possible ones.
    """
    told, name = counted(table), "Gwet's AC1"
    agreement = _mean_agreement(told)
    if agreement is None:
        return told.figure(name, None, NO_PAIRS)
    shares: defaultdict[Any, float] = defaultdict(float)
    rated = [[value for value in unit if value is not None] for unit in table]
    rated = [unit for unit in rated if unit]
    for unit in rated:
        for value in unit:
            shares[value] += 1 / len(unit) / len(rated)
    if len(shares) < 2:
        return told.figure(name, None, NO_VARIATION)
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return told.figure(name, (agreement - chance) / (1 - chance))


def alpha(table: Table, distance: Distance | None = None, weighing: Weighing | None = None,
          name: str = "Krippendorff's alpha") -> Figure:  # fmt: skip
    """1 - observed / expected disagreement, for any number of coders and with values missing.

    Give a `distance` (usual: nominal), or with `weighing` one that is made from how often the values occur (ordinal).
    Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C and D.
    """
    told = counted(table)
    if not told.units:
        return told.figure(name, None, NO_PAIRS)
    marginals = told.marginals()
    apart = weighing(marginals) if weighing is not None else distance or nominal
    observed = sum(_disagreement(unit, apart) / (sum(unit.values()) - 1) for unit in told.units)
    expected = _disagreement(marginals, apart) / (marginals.total() - 1)
    return told.figure(name, 1 - observed / expected if expected else None, NO_VARIATION)


def _disagreement(times: Mapping[Any, int], apart: Distance) -> float:
    """The sum of the distances over all ordered pairs of values."""
    if len(times) == 1:
        return 0.0
    if apart is nominal:
        total = sum(times.values())
        return float(total * total - sum(n * n for n in times.values()))
    values = list(times.items())
    return 2 * sum(
        n * m * apart(one, other) for at, (one, n) in enumerate(values) for other, m in values[at + 1 :]
    )  # fmt: skip


def _mean_agreement(told: Counted) -> float | None:
    if not told.units:
        return None
    shares = 0.0
    for unit in told.units:
        if len(unit) == 1:
            shares += 1.0
        else:
            given = sum(unit.values())
            shares += sum(n * (n - 1) for n in unit.values()) / (given * (given - 1))
    return shares / len(told.units)
