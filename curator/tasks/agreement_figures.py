# SPDX-License-Identifier: MIT
"""Figures of agreement as lines: one for each part, field and coefficient, with what it rests on and leaves out.

What lives here: which figures a part has, in which order, and their names. What does not: computing them (review),
files (agreement_files.py), the window's words for them (app).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from curator.domain.codebook.faults import did_you_mean
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.review.bootstrap import Interval
from curator.review.coefficients import Figure
from curator.review.columns import Place
from curator.review.measuring import ONE_SIDED, ONE_SIDED_ROW, Detection, FieldAgreement, Words
from curator.review.spans import Found
from curator.tasks.agreement import AgreementReport, Part

INCIDENTS, ROWS, FIELD, ABOVE, WORDS = "incidents", "rows", "field", "above", "words"
PERCENT, ALPHA, KAPPA, AC1, STATES = "percent", "alpha", "kappa", "ac1", "states"
PRECISION, RECALL, F1, EXACT, OVERLAP = "precision", "recall", "f1", "exact_f1", "overlap_f1"
NOBODY = "no coder has any"


Nodes = Collection[tuple[str, str]]  # (group or "", key)


@dataclass(frozen=True)
class FigureLine:
    """One figure. `what`: INCIDENTS, ROWS, FIELD, ABOVE (what a choice stands under) or WORDS; `figure`: PERCENT and so
    on, `coefficient` its name. `units`: incidents or rows it rests on; `pairs`: of coders in them; `articles`: in which
    they stand. `left_out`: how many units it does not rest on, by the reason; `reason`: why there is no value."""

    by: str
    part: str
    title: str
    what: str
    group: str
    field: str
    label: str
    metric: str
    figure: str
    coefficient: str
    value: float | None
    low: float | None
    high: float | None
    units: int
    pairs: int
    articles: int
    left_out: Mapping[str, int]
    reason: str
    rounds: int
    seed: int


def figure_lines(report: AgreementReport, part: Part, only: Nodes | None = None) -> Iterator[FigureLine]:
    """The figures of one part: incidents found by both, each field, the rows of groups, the words. `only`: those of
    these nodes."""
    lines = _Lines(report.codebook, part)
    if only is None:
        yield from lines.found(INCIDENTS, "", "Incidents", part.agreement.detection, ONE_SIDED)
    for field in part.agreement.fields:
        if only is None or (field.group, field.field.key) in only:
            yield from lines.field(field)
    for group, detection in part.agreement.rows.items() if only is None else ():
        label = report.codebook.group_by_key[group].label
        yield from lines.found(ROWS, group, label, detection, ONE_SIDED_ROW)
    for words in words_shown(report.codebook, part):
        if only is None or (words.group, words.field) in only:
            yield from lines.words(words)


def words_shown(codebook: Codebook, part: Part) -> Iterator[Words]:
    """The words under every node but private ones, which nobody but their coder reads."""
    for words in part.agreement.words:
        node = codebook.node(words.field, words.group) if words.field else None
        if node is None or not any(each.private for each in (node, *codebook.above(words.field, words.group))):
            yield words


def nodes_named(codebook: Codebook, said: str) -> Nodes:
    """The node of this key with all its parts: "key", "group.key", or the key alone where only one group has it.

    Raises InputRefused where there is none, or more than one.
    """
    group, _, key = said.rpartition(".")
    groups = [group] if group or codebook.node(key) is not None else [each.key for each in codebook.groups]
    found = [(where, node) for where in groups if (node := codebook.node(key, where)) is not None]
    if len(found) == 1:
        where, node = found[0]
        return frozenset((where, each.key) for each in node.nodes())
    if found:
        names = ", ".join(f"{where}.{key}" for where, _ in found)
        raise InputRefused(f"More than one field goes by “{said}”: {names}. Say which.")
    known = (node.key for top in codebook.fields for node in top.nodes())
    raise InputRefused(f"The codebook has no field “{said}”.{did_you_mean(said, known)}")


def node_label(codebook: Codebook, group: str, key: str) -> str:
    """A field or part with what it belongs to: "Casualties: How many: Best"; for "" the group or the mentions."""
    parts = [codebook.group_by_key[group].label] if group in codebook.group_by_key else []
    node = codebook.node(key, group) if key else None
    if node is not None:
        parts += [above.label for above in reversed(codebook.above(key, group))]
        parts.append(node.label)
    return ": ".join(parts) or "Mentions"


class _Lines:
    def __init__(self, codebook: Codebook, part: Part) -> None:
        self._codebook = codebook
        self._part = part

    def found(self, what: str, group: str, label: str, detection: Detection, reason: str) -> Iterator[FigureLine]:
        """Precision, recall, F1. One-sided ones count here, so that they are told as what was found, not left out."""
        places = [*detection.aligned, *(place for alone in detection.alone.values() for place in alone)]
        alone = {reason: count} if (count := sum(map(len, detection.alone.values()))) else {}
        pairs = sum(_pairs(place.rows or place.incidents) for place in detection.aligned)
        for figure, value, interval in _of_found(detection.found, detection.interval):
            yield self._line(
                what, group, "", label, "", figure, figure, value, NOBODY, interval, len(places), pairs,
                _articles(places), alone,
            )  # fmt: skip

    def field(self, field: FieldAgreement) -> Iterator[FigureLine]:
        label = node_label(self._codebook, field.group, field.field.key)
        what = ABOVE if field.above else FIELD
        left_out = {reason: len(places) for reason, places in field.left_out.items()}
        counted = [
            (place.at, told)
            for place, unit in zip(field.column.places, field.column.cells, strict=True)
            if (told := sum(map(field.metric.measures, unit))) > 1
        ]
        articles, pairs = len({at for at, _ in counted}), sum(told * (told - 1) // 2 for _, told in counted)
        figures = field.figures
        for name, figure, interval in (
            (PERCENT, figures.percent, field.percent_interval), (ALPHA, figures.alpha, field.alpha_interval),
            (KAPPA, figures.kappa, None), (AC1, figures.ac1, None),
        ):  # fmt: skip
            yield self._of_figure(what, field, label, name, figure, interval, pairs, articles, left_out)
        states = figures.states
        if not field.above:
            places = field.column.places
            yield self._line(
                what, field.group, field.field.key, label, field.metric.name, STATES, states.name, states.value,
                states.reason, None, states.units, _there_pairs(places), _articles(places),
                {reason: n for reason, n in left_out.items() if reason in (ONE_SIDED, ONE_SIDED_ROW)},
            )  # fmt: skip

    def _of_figure(
        self, what: str, field: FieldAgreement, label: str, name: str, figure: Figure, interval: Interval | None,
        pairs: int, articles: int, left_out: Mapping[str, int],
    ) -> FigureLine:  # fmt: skip
        return self._line(
            what, field.group, field.field.key, label, field.metric.name, name, figure.name, figure.value,
            figure.reason, interval, figure.units, pairs, articles, left_out,
        )  # fmt: skip

    def words(self, words: Words) -> Iterator[FigureLine]:
        label = node_label(self._codebook, words.group, words.field)
        for figure, found, interval in (
            (EXACT, words.exact, words.exact_interval), (OVERLAP, words.overlap, words.overlap_interval),
        ):  # fmt: skip
            yield self._line(
                WORDS, words.group, words.field, label, "", figure, figure, found.f1, NOBODY, interval, words.n,
                words.n, words.articles, {},
            )  # fmt: skip

    def _line(
        self, what: str, group: str, field: str, label: str, metric: str, figure: str, name: str,
        value: float | None, reason: str, interval: Interval | None, units: int, pairs: int, articles: int,
        left_out: Mapping[str, int],
    ) -> FigureLine:  # fmt: skip
        part = self._part
        low, high = (interval.low, interval.high) if interval is not None else (None, None)
        return FigureLine(
            part.by, part.key, part.title, what, group, field, label, metric, figure, name, value, low, high, units,
            pairs, articles, left_out, reason if value is None else "", part.agreement.rounds, part.agreement.seed,
        )  # fmt: skip


def _of_found(found: Found, interval: Interval | None) -> Sequence[tuple[str, float | None, Interval | None]]:
    return (F1, found.f1, interval), (PRECISION, found.precision, None), (RECALL, found.recall, None)


def _articles(places: Sequence[Place]) -> int:
    return len({place.at for place in places})


def _pairs(sides: Sequence[str]) -> int:
    there = sum(map(bool, sides))
    return there * (there - 1) // 2


def _there_pairs(places: Sequence[Place]) -> int:
    shapes = Counter(tuple(map(bool, place.rows or place.incidents)) for place in places)
    return sum(sum(shape) * (sum(shape) - 1) // 2 * times for shape, times in shapes.items())
