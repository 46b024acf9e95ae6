# SPDX-License-Identifier: MIT
"""The figures of a comparison: detection, every field, the words under the values; each with its cases.

What lives here: putting the figures together, and what each of them leaves out and why. What does not: the formulas
(coefficients.py, spans.py), what is compared (comparison.py).

Every figure is about incidents (or rows) that at least two coders have. What only one coder has cannot agree or differ
in a field: it is left out of the fields, counted in detection, and listed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from curator.domain.codebook.model import Field
from curator.review.answers import Answer, Said
from curator.review.bootstrap import ROUNDS, SEED, Interval, Summed, intervals, summed
from curator.review.columns import Column, Laid, Place, lay
from curator.review.comparison import Comparison
from curator.review.metrics import Figures, Metric, figures_of
from curator.review.spans import NOTHING, Found
from curator.review.sums import alpha_recipe, found_recipe, percent_recipe

ONE_SIDED = "only one coder has the incident"
ONE_SIDED_ROW = "only one coder has the row"
BLANK = "blank: fewer than two coders answered"
DETECTION = "detection"
NO_VALUE = "not stated or not applicable: fewer than two coders gave a value"


@dataclass(frozen=True)
class Case:
    """One incident or row, and each coder's answer in a field; None where a coder does not have it."""

    place: Place
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class FieldAgreement:
    """The agreement of coders in one field. `above`: not in the choices themselves but in what they stand under."""

    column: Column
    figures: Figures
    percent_interval: Interval | None
    alpha_interval: Interval | None
    alone: Sequence[Place]

    @property
    def field(self) -> Field:
        return self.column.field

    @property
    def group(self) -> str:
        return self.column.group

    @property
    def above(self) -> bool:
        return self.column.above

    @property
    def metric(self) -> Metric:
        return self.column.metric

    @property
    def n(self) -> int:
        """How many incidents or rows the figures rest on."""
        return self.figures.percent.units

    def cases(self) -> Iterator[Case]:
        """All that the figures rest on."""
        return (Case(place, unit) for place, unit in self._all() if self._reason(unit) is None)

    def disagreements(self) -> Iterator[Case]:
        """Those in which two coders gave different answers."""
        return (case for case in self.cases() if len({each for each in case.answers if self.metric.measures(each)}) > 1)

    @cached_property
    def left_out(self) -> Mapping[str, tuple[Place, ...]]:
        """What the figures do not rest on, by the reason."""
        places: dict[str, list[Place]] = {}
        if self.alone:
            places[ONE_SIDED_ROW if self.group else ONE_SIDED] = list(self.alone)
        for place, unit in self._all():
            reason = self._reason(unit)
            if reason is not None:
                places.setdefault(reason, []).append(place)
        return {reason: tuple(found) for reason, found in places.items()}

    def _all(self) -> Iterator[tuple[Place, tuple[Answer, ...]]]:
        return zip(self.column.places, self.column.cells, strict=True)

    def _reason(self, unit: tuple[Answer, ...]) -> str | None:
        if sum(map(self.metric.measures, unit)) > 1:
            return None
        answered = sum(answer is not None and answer is not Said.BLANK for answer in unit)
        return NO_VALUE if answered > 1 else BLANK


@dataclass(frozen=True)
class Detection:
    """How far coders found the same incidents (or rows of a group), over each two of them that read an article.

    `found.first` belongs to the coder who comes first, or in a comparison of a coder with every other one to that
    coder. `alone`: what only one of all coders has, by coder.
    """

    found: Found
    interval: Interval | None
    alone: Mapping[str, tuple[Place, ...]]
    aligned: tuple[Place, ...]


@dataclass(frozen=True)
class Words:
    """The words under one node: `exact` counts spans, `overlap` code points, `n` incidents or rows with any, for each
    two coders; they stand in so many `articles`.

    `field` "" is the mentions of the incident, or with a group the words of whole rows. The intervals are of F1.
    """

    group: str
    field: str
    exact: Found
    overlap: Found
    n: int
    articles: int
    exact_interval: Interval | None
    overlap_interval: Interval | None


@dataclass(frozen=True)
class Agreement:
    """All figures of a comparison. `rounds` and `seed` are those of every interval."""

    comparison: Comparison
    detection: Detection
    rows: Mapping[str, Detection]
    fields: tuple[FieldAgreement, ...]
    words: tuple[Words, ...]
    rounds: int
    seed: int

    def field(self, key: str, group: str = "", above: bool = False) -> FieldAgreement:
        """The agreement in one leaf. Raises KeyError where the comparison has no such leaf."""
        for each in self.fields:
            if (each.field.key, each.group, each.above) == (key, group, above):
                return each
        raise KeyError((group, key))


def measured(comparison: Comparison, rounds: int = ROUNDS, seed: int = SEED) -> Agreement:
    """Measure a comparison; with 0 rounds without intervals."""
    laid = lay(comparison)
    articles = len(comparison.places)
    found = _found_incidents(comparison)
    found_rows = {group: _found_rows(laid, group, articles) for group in laid.rows}
    known = _intervals(laid, found, found_rows, rounds, seed) if rounds else {}
    return Agreement(
        comparison,
        Detection(_sum(found), known.get((DETECTION, "")), _by_coder(comparison, laid.alone), laid.incidents),
        {
            group: Detection(
                _sum(each), known.get((DETECTION, group)), _rows_by_coder(comparison, laid.rows_alone[group]),
                laid.rows[group],
            )
            for group, each in found_rows.items()
        },
        tuple(
            FieldAgreement(
                column, figures_of(column.cells, column.metric), known.get(("percent", at)), known.get(("alpha", at)),
                laid.rows_alone[column.group] if column.group else laid.alone,
            )
            for at, column in enumerate(laid.columns)
        ),
        tuple(
            Words(
                *node, _added(marked.exact), _added(marked.overlap), len(marked.places),
                len(set(marked.places)), known.get(("exact", node)), known.get(("overlap", node)),
            )
            for node, marked in laid.words.items()
        ),
        rounds,
        seed,
    )  # fmt: skip


def _intervals(
    laid: Laid, found: Sequence[Found], found_rows: Mapping[str, Sequence[Found]], rounds: int, seed: int
) -> dict[tuple[str, object], Interval | None]:
    """All intervals: of percent and alpha by the place of the column, of detection by the group ("" for incidents), of
    exact and overlapping words by the node."""
    wanted: dict[tuple[str, object], Summed | None] = {}
    for at, column in enumerate(laid.columns):
        answers = _measured(column)
        if answers:
            places = [place.at for place in column.places]
            units = set(answers.values())
            for name, recipe in (("percent", percent_recipe(units)), ("alpha", alpha_recipe(units, column.metric))):
                if recipe is not None:
                    wanted[name, at] = summed(recipe, places, column.cells, answers, len(found))
    for group, each in {"": found, **found_rows}.items():
        numbers = [(one.both, one.first, one.second) for one in each]
        wanted[DETECTION, group] = _summed_found(range(len(found)), numbers, len(found))
    for node, marked in laid.words.items():
        wanted["exact", node] = _summed_found(marked.places, marked.exact, len(found))
        wanted["overlap", node] = _summed_found(marked.places, marked.overlap, len(found))
    there = {name: figure for name, figure in wanted.items() if figure is not None}
    return dict(zip(there, intervals(list(there.values()), rounds, seed), strict=True))


def _summed_found(places: Sequence[int], numbers: Sequence[tuple[int, int, int]], articles: int) -> Summed | None:
    return summed(found_recipe(), places, numbers, {unit: unit for unit in set(numbers)}, articles)


def _added(numbers: Sequence[tuple[int, int, int]]) -> Found:
    both, first, second = (sum(column) for column in zip(*numbers, strict=True))
    return Found(both, first, second)


def _measured(column: Column) -> dict[Hashable, tuple[object, ...]]:
    """For each pairable unit of a column the answers that its metric takes in."""
    kept = {unit: tuple(filter(column.metric.measures, unit)) for unit in set(column.cells)}
    return {unit: answers for unit, answers in kept.items() if len(answers) > 1}


def _found_incidents(comparison: Comparison) -> list[Found]:
    found = [NOTHING] * len(comparison.places)
    for article in comparison.articles:
        at = comparison.places[article.article]
        for one, other in combinations(range(len(article.coders)), 2):
            sides = [(each.incidents[one] is not None, each.incidents[other] is not None) for each in article.aligned]
            found[at] += _counted(sides)
    return found


def _found_rows(laid: Laid, group: str, articles: int) -> list[Found]:
    """Rows of aligned incidents only: the rows of an incident that one coder has alone are missed with it."""
    sides: list[list[tuple[bool, bool]]] = [[] for _ in range(articles)]
    for place in (*laid.rows[group], *laid.rows_alone[group]):
        there = [bool(row) for row, incident in zip(place.rows, place.incidents, strict=True) if incident]
        sides[place.at] += combinations(there, 2)
    return [_counted(each) for each in sides]


def _counted(sides: Sequence[tuple[bool, bool]]) -> Found:
    return Found(
        sum(one and other for one, other in sides), sum(one for one, _ in sides), sum(other for _, other in sides)
    )  # fmt: skip


def _sum(found: Sequence[Found]) -> Found:
    return sum(found, NOTHING)


def _by_coder(comparison: Comparison, places: Sequence[Place]) -> dict[str, tuple[Place, ...]]:
    return {
        coder: tuple(place for place in places if place.incidents[at]) for at, coder in enumerate(comparison.coders)
    }  # fmt: skip


def _rows_by_coder(comparison: Comparison, places: Sequence[Place]) -> dict[str, tuple[Place, ...]]:
    return {coder: tuple(place for place in places if place.rows[at]) for at, coder in enumerate(comparison.coders)}
