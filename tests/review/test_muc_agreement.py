# SPDX-License-Identifier: MIT
"""A second layer made from the answer keys of MUC by stated alterations has the agreement that the alterations say.

What lives here: the alterations, and the agreement computed from their list alone, with fractions and every pair looked
at. The program sees only the two layers and must find by itself which incidents belong together.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Incident, Scalar, ValueNote
from curator.domain.ids import derived_id
from curator.review.answers import Said
from curator.review.comparison import compare
from curator.review.measuring import NO_VALUE, ONE_SIDED, Agreement, measured
from curator.tasks.codebooks import USUAL, codebook_named
from tests.effort.muc import chosen

SEED = 1991
ARTICLES = 150
# The share of incidents in which each is done to the second layer.
DROPPED, OTHER_KIND, OTHER_DAY, DAY_NOT_STATED, OTHER_FIGURE, SHORTER_WORDS = 0.10, 0.20, 0.15, 0.10, 0.30, 0.25
Pair = tuple[Any, Any]


@dataclass
class Told:
    """What was done, in the order in which it was done: the answers of both layers to the incidents both have."""

    kept: int = 0
    dropped: int = 0
    kinds: list[Pair] = field(default_factory=list)
    days: list[Pair] = field(default_factory=list)
    figures: list[Pair] = field(default_factory=list)
    not_stated: int = 0
    mentions: int = 0
    mentions_shorter: int = 0
    points: int = 0
    points_lost: int = 0
    true_pairs: set[Pair] = field(default_factory=set)


class Altering:
    """Makes the second layer, incident by incident, and tells."""

    def __init__(self, codebook: Codebook, seed: int) -> None:
        self.codebook = codebook
        self.chance = random.Random(seed)
        self.told = Told()

    def layers(self, coding: ArticleCoding) -> ArticleCoding:
        first = [replace(each, coder="first") for each in coding.incidents]
        second = [made for each in coding.incidents if (made := self.incident(each)) is not None]
        both = [*first, *second]
        self.chance.shuffle(both)
        return replace(coding, incidents=tuple(both), reading={"first": "finished", "second": "finished"})

    def incident(self, given: Incident) -> Incident | None:
        if self.chance.random() < DROPPED:
            self.told.dropped += 1
            return None
        self.told.kept += 1
        identity = derived_id("altered", given.id)
        self.told.true_pairs.add((given.id, identity))
        values = dict(given.values)
        notes = [replace(note, incident=identity) for note in given.notes]
        self.kind(values)
        self.day(values, notes, identity)
        rows = tuple(replace(row, values=self.figure(row.values)) for row in given.rows)
        evidence = [replace(span, incident=identity) for span in given.evidence]
        mention = evidence[0]
        self.told.mentions += 1
        self.told.points += mention.end - mention.start
        if self.chance.random() < SHORTER_WORDS and mention.end - mention.start > 20:
            self.told.mentions_shorter += 1
            self.told.points_lost += 10
            evidence[0] = replace(mention, end=mention.end - 10)
        return replace(
            given, id=identity, coder="second", values=values, rows=rows, notes=tuple(notes), evidence=tuple(evidence)
        )

    def kind(self, values: dict[str, Scalar]) -> None:
        before = values["sub_event_type"]
        if self.chance.random() < OTHER_KIND:
            codes = [choice.code for choice in self.codebook.list_by_key["sub_event_types"].choices]
            values["sub_event_type"] = self.chance.choice([code for code in codes if code != before])
        self.told.kinds.append((before, values["sub_event_type"]))

    def day(self, values: dict[str, Scalar], notes: list[ValueNote], identity: str) -> None:
        if "date_start" not in values:
            return
        before = date.fromisoformat(str(values["date_start"]))
        if self.chance.random() < DAY_NOT_STATED:
            del values["date_start"]
            notes[:] = [note for note in notes if note.field != "date_start"]
            notes.append(
                ValueNote(derived_id("altered", identity, "note"), "", identity, "", "date_start", "not_stated")
            )
            self.told.not_stated += 1
            return
        if self.chance.random() < OTHER_DAY:
            values["date_start"] = (before - timedelta(days=self.chance.randint(1, 9))).isoformat()
        self.told.days.append((before.toordinal(), date.fromisoformat(str(values["date_start"])).toordinal()))

    def figure(self, values: Any) -> dict[str, Scalar]:
        made = dict(values)
        if "best" in made:
            if self.chance.random() < OTHER_FIGURE:
                made["best"] += self.chance.randint(1, 5)
            self.told.figures.append((values["best"], made["best"]))
        return made


def alpha(pairs: list[Pair], distance: Any) -> float:
    """Krippendorff's alpha of two coders without missing values: every two values of all are looked at."""
    values = Counter(value for pair in pairs for value in pair)
    observed = Fraction(sum(distance(*pair) for pair in pairs), len(pairs))
    apart = sum(distance(one, other) * n * m for one, n in values.items() for other, m in values.items())
    total = values.total()
    return float(1 - observed / Fraction(apart, total * (total - 1)))


def nominal(one: Any, other: Any) -> Fraction:
    return Fraction(one != other)


def interval(one: int, other: int) -> Fraction:
    return Fraction(one - other) ** 2


def ratio(one: int, other: int) -> Fraction:
    return Fraction(one - other, one + other) ** 2 if one != other else Fraction(0)


@pytest.fixture(scope="module")
def compared(shared_data: Path) -> tuple[Told, Agreement]:
    print(f"\nseed {SEED}")
    codebook = codebook_named(USUAL)
    altering = Altering(codebook, SEED)
    codings = [altering.layers(coding) for _, coding in chosen(shared_data / "muc34", "agreement", ARTICLES, codebook)]
    assert len(codings) == ARTICLES
    return altering.told, measured(compare(codings, codebook), rounds=200)


def test_every_incident_is_put_beside_its_own(compared: tuple[Told, Agreement]) -> None:
    told, agreement = compared
    found = {place.incidents for place in agreement.detection.aligned}
    assert found == told.true_pairs


def test_what_was_dropped_is_counted_and_listed(compared: tuple[Told, Agreement]) -> None:
    told, agreement = compared
    assert told.dropped > 15
    found = agreement.detection.found
    assert (found.both, found.first, found.second) == (told.kept, told.kept + told.dropped, told.kept)
    assert found.recall == 1.0
    assert found.f1 == pytest.approx(2 * told.kept / (2 * told.kept + told.dropped))
    assert len(agreement.detection.alone["first"]) == told.dropped
    assert agreement.detection.alone["second"] == ()
    assert agreement.detection.interval is not None
    assert agreement.detection.interval.low < found.f1 < agreement.detection.interval.high


def test_kinds(compared: tuple[Told, Agreement]) -> None:
    told, agreement = compared
    field = agreement.field("sub_event_type")
    differing = [pair for pair in told.kinds if pair[0] != pair[1]]
    assert len(differing) > 25
    assert field.n == told.kept
    assert field.figures.percent.value == pytest.approx(1 - len(differing) / told.kept)
    assert field.figures.alpha.value == pytest.approx(alpha(told.kinds, nominal))
    assert Counter(case.answers for case in field.disagreements()) == Counter(differing)
    assert {reason: len(places) for reason, places in field.left_out.items()} == {ONE_SIDED: told.dropped}
    assert field.alpha_interval is not None
    assert field.alpha_interval.low < field.figures.alpha.value < field.alpha_interval.high


def test_days(compared: tuple[Told, Agreement]) -> None:
    told, agreement = compared
    field = agreement.field("date_start")
    assert len(told.days) > 80
    assert field.n == len(told.days)
    assert field.figures.percent.value == pytest.approx(sum(one == other for one, other in told.days) / len(told.days))
    assert field.figures.alpha.value == pytest.approx(alpha(told.days, interval))
    assert len(field.left_out[NO_VALUE]) == told.not_stated > 10
    for place in field.left_out[NO_VALUE]:
        answers = next(
            cells for there, cells in zip(field.column.places, field.column.cells, strict=True) if there == place
        )
        assert answers[1] is Said.NOT_STATED
    states = field.figures.states
    assert states.value == pytest.approx(1 - told.not_stated / told.kept)


def test_figures_of_the_harmed(compared: tuple[Told, Agreement]) -> None:
    told, agreement = compared
    field = agreement.field("best", "casualties")
    assert len(told.figures) > 40
    assert agreement.rows["casualties"].found.f1 == 1.0
    assert field.n == len(told.figures)
    assert field.figures.alpha.value == pytest.approx(alpha(told.figures, ratio))


def test_words_of_the_mentions(compared: tuple[Told, Agreement]) -> None:
    told, agreement = compared
    mentions = next(words for words in agreement.words if (words.group, words.field) == ("", ""))
    same = told.mentions - told.mentions_shorter
    assert (mentions.exact.both, mentions.exact.first, mentions.exact.second) == (same, told.mentions, told.mentions)
    assert mentions.exact_interval is not None
    assert mentions.exact_interval.low < mentions.exact.f1 < mentions.exact_interval.high
    kept = told.points - told.points_lost
    assert (mentions.overlap.both, mentions.overlap.first, mentions.overlap.second) == (kept, told.points, kept)
