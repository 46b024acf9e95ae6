# SPDX-License-Identifier: MIT
"""Which level of measurement a field has, and the figures of agreement that follow from it.

What lives here: the metric of a field, from its kind or as its codebook sets it, and all figures of one column of
answers. What does not: the formulas (coefficients.py), collecting the answers (columns.py).

Usual metrics: whole numbers and the figures of a count are ratio; days are interval, in days; decimals are interval;
everything else is nominal. The codebook's `metric` goes before. Choices of which several may be given are compared as
sets, by MASI (or by Jaccard where the codebook says so): its `nominal` speaks of the single codes. Ordinal grades have
the order of their list.

"Not stated" and "not applicable" are answers: in a nominal field, values of their own. In a field of another level they
have no distance to a value; there the figures are about the values, and `states` tells of the rest. `states` is percent
agreement on whether there is a value, none was stated, none applies, or the field is blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from curator.domain.codebook.kinds import KINDS
from curator.domain.codebook.model import Codebook, Field
from curator.review.answers import Answer, Said
from curator.review.coefficients import (
    Counted,
    Figure,
    Patterns,
    alpha,
    cohen,
    counted,
    fleiss,
    gwet,
    percent,
    quadratic,
)  # fmt: skip
from curator.review.distances import Distance, interval, jaccard, masi, nominal, ordinal, ratio

_DISTANCES: Mapping[str, Distance] = {
    "nominal": nominal, "interval": interval, "ratio": ratio, "masi": masi, "jaccard": jaccard,
}  # fmt: skip
NEGATIVE = "a value is below zero, so ratios say nothing"
ONLY_CHOICES = "this figure is for single choices"


@dataclass(frozen=True)
class Metric:
    """A level of measurement by name; for ordinal the values from low to high."""

    name: str
    order: tuple[Answer, ...] = ()

    @property
    def categories(self) -> bool:
        """Whether "not stated" and "not applicable" are values like others."""
        return self.name == "nominal"

    def measures(self, answer: Answer) -> bool:
        """Whether the figures of this metric take an answer in."""
        if answer is None or answer is Said.BLANK:
            return False
        if self.categories:
            return True
        if self.name == "ordinal":
            return answer in self.order
        if self.name in ("masi", "jaccard"):
            return isinstance(answer, frozenset)
        return isinstance(answer, (int, float))

    def distance(self, marginals: Mapping[Any, float]) -> Distance:
        """The distance of two values, given how often each occurs."""
        return ordinal(self.order, marginals) if self.name == "ordinal" else _DISTANCES[self.name]


NOMINAL = Metric("nominal")


def metric_of(leaf: Field, codebook: Codebook) -> Metric:
    """The metric of a leaf: as the codebook sets it, else the usual one of its kind. What the kind cannot have (a ratio
    of words; a codebook that is checked has none) is passed over, and sets of choices are never compared as nominal."""
    fitting = KINDS[leaf.kind].metrics
    name = leaf.metric if leaf.metric in fitting else fitting[0]
    if leaf.kind == "choices" and name == "nominal":
        return Metric(fitting[0])
    if name != "ordinal":
        return Metric(name)
    choices = codebook.choices_of(leaf)
    return Metric("ordinal", tuple(choice.code for choice in choices.choices)) if choices is not None else NOMINAL


@dataclass(frozen=True)
class Figures:
    """The figures of one column: `alpha` by the column's metric, `kappa` Cohen's for two coders and Fleiss' for more
    (weighted by squared steps for ordinal), `ac1` Gwet's, `states` on blank, value, not stated and not applicable."""

    percent: Figure
    alpha: Figure
    kappa: Figure
    ac1: Figure
    states: Figure


def measured_patterns(cells: Sequence[tuple[Answer, ...]], metric: Metric) -> Patterns:
    """How often each unit occurs, with only what the metric takes in; None: nothing that it takes in."""
    patterns: dict[tuple[Any, ...], int] = {}
    for unit, number in Counter(cells).items():
        kept = tuple(answer if metric.measures(answer) else None for answer in unit)
        patterns[kept] = patterns.get(kept, 0) + number
    return patterns


def figures_of(cells: Sequence[tuple[Answer, ...]], metric: Metric) -> Figures:
    """All figures of a column of answers, one cell for each coder; None: this coder does not have the incident."""
    table = counted(measured_patterns(cells, metric))
    return Figures(percent(table), _alpha(table, metric), _kappa(table, metric), _ac1(table, metric), _states(cells))


def _alpha(table: Counted, metric: Metric) -> Figure:
    name = f"Krippendorff's alpha ({metric.name})"
    if metric.name == "ratio" and table.units and min(table.marginals) < 0:
        return table.figure(name, None, NEGATIVE)
    if metric.name == "ordinal":
        return alpha(table, weighing=metric.distance, name=name)
    return alpha(table, metric.distance({}), name=name)


def _kappa(table: Counted, metric: Metric) -> Figure:
    two = all(len(unit) == 2 for unit in table.patterns)
    if metric.name == "ordinal" and two:
        return cohen(table, quadratic(metric.order), "Cohen's kappa (quadratic)")
    return _for_choices(cohen(table) if two else fleiss(table), metric)


def _ac1(table: Counted, metric: Metric) -> Figure:
    return _for_choices(gwet(table), metric)


def _for_choices(figure: Figure, metric: Metric) -> Figure:
    """Kappa and AC1 treat any two different values alike, which says little of numbers and sets."""
    if metric.name in ("nominal", "ordinal"):
        return figure
    return replace(figure, value=None, reason=ONLY_CHOICES)


def _states(cells: Sequence[tuple[Answer, ...]]) -> Figure:
    patterns: dict[tuple[Any, ...], int] = {}
    for unit, number in Counter(cells).items():
        states = tuple(None if answer is None else answer if isinstance(answer, Said) else "value" for answer in unit)
        patterns[states] = patterns.get(states, 0) + number
    return replace(percent(counted(patterns)), name="percent of states")
