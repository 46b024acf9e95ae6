# SPDX-License-Identifier: MIT
"""Rules that look at the article as a whole: words far from their incident, one thing told twice; boxes."""

from __future__ import annotations

import pytest

from curator.domain.coding import ArticleCoding, Incident
from curator.domain.ids import derived_id
from curator.domain.rules.context import Box, inside
from curator.domain.rules.judging import problems_of
from curator.shape import replace
from curator.tasks.rule_context import rule_context
from tests.renaming import renamed, renamed_coding
from tests.sound_case import TEXT, incidents_codebook, sound_coding, span_of


def found(coding: ArticleCoding, rule: str, under_other_names: bool = False) -> list[str]:
    book = incidents_codebook()
    if under_other_names:
        problems = problems_of(renamed_coding(coding, book), renamed(book))
    else:
        problems = problems_of(coding, book)
    return [problem.incident for problem in problems if problem.rule == rule]


def with_words_later(between: str) -> ArticleCoding:
    """The sound coding with direct words for its sub-type that stand behind so much more text."""
    coding = sound_coding()
    text = f"{TEXT}{between}They were shelled."
    start = text.index("shelled")
    span = replace(span_of("attacked", "sub_event_type"), start=start, end=start + 7, quote="shelled")
    (incident,) = coding.incidents
    return replace(coding, text=text, incidents=(replace(incident, evidence=(*incident.evidence, span)),))


@pytest.mark.parametrize("under_other_names", [False, True])
def test_direct_words_stand_in_the_paragraph_of_a_mention_or_the_next(under_other_names: bool) -> None:
    assert found(with_words_later("\n\n"), "V22", under_other_names) == []
    assert found(with_words_later("\n\nMore.\n\n"), "V22", under_other_names)


def twice(**changes: object) -> ArticleCoding:
    """The sound coding with its incident once more, changed so."""
    coding = sound_coding()
    (first,) = coding.incidents
    given = {"id": derived_id("case", "second"), "number": 2, "rows": (), "notes": (), "evidence": ()} | changes
    values = {**first.values, **given.pop("values", {})}  # type: ignore[dict-item]
    second: Incident = replace(first, values=values, **given)
    return replace(coding, incidents=(first, second))


@pytest.mark.parametrize("under_other_names", [False, True])
def test_the_same_kind_place_and_day_twice_in_an_article_is_asked_about(under_other_names: bool) -> None:
    assert len(found(twice(), "V24", under_other_names)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"values": {"event_type": "protest"}}, {"values": {"location_name": "Mosul"}}, {"status": "withdrawn"},
        {"values": {"date_start": "2019-11-10", "date_end": "2019-11-10"}}, {"coder": derived_id("case", "other")},
    ],
)  # fmt: skip
def test_another_kind_place_day_or_coder_is_another_incident(changes: dict[str, object]) -> None:
    assert found(twice(**changes), "V24") == []


@pytest.mark.parametrize(
    ("box", "point", "lies"),
    [
        ((38.7, 28.9, 48.7, 37.5), (35.8, 43.3), True),
        ((38.7, 28.9, 48.7, 37.5), (43.3, 35.8), False),
        ((176.9, -18.4, -178.7, -12.4), (-17.0, 178.0), True),
        ((176.9, -18.4, -178.7, -12.4), (-17.0, -179.5), True),
        ((176.9, -18.4, -178.7, -12.4), (-17.0, 0.0), False),
    ],
)
def test_a_box_may_lie_across_the_antimeridian(box: Box, point: tuple[float, float], lies: bool) -> None:
    assert inside(box, *point) is lies


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [("IRQ", 36.34, 43.13), ("USA", 61.2, -149.9), ("FRA", 48.85, 2.35), ("NZL", -36.85, 174.76), ("RUS", 64.7, 177.5)],
)
def test_the_shipped_boxes_hold_their_towns(country: str, latitude: float, longitude: float) -> None:
    assert inside(rule_context().boxes[country], latitude, longitude)
    assert not inside(rule_context().boxes[country], longitude, latitude)
