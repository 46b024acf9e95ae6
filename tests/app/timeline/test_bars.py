# SPDX-License-Identifier: MIT
"""Bars of the time line: nothing is lost, no span is left out between the first and the last."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.app.timeline.bars import MOST_BARS, MOST_PARTS, OTHERS, bars_of, first_day, last_day, unit_for
from curator.store.incident_counts import TimeCount

_LENGTH = {"day": 10, "month": 7, "year": 4}
_DAYS = st.one_of(st.just(""), st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat))


@given(st.lists(st.tuples(_DAYS, st.sampled_from("abcdefghijkl"), st.integers(1, 9)), max_size=40),
       st.sampled_from(["day", "month", "year"]))  # fmt: skip
def test_every_incident_is_in_one_bar_or_without_a_date(told: list[tuple[str, str, int]], unit: str) -> None:
    counts = [TimeCount(day[: _LENGTH[unit]], "", answer, count) for day, answer, count in told]
    made = bars_of(counts, unit)
    assert made.total + made.undated == sum(count for _, _, count in told)
    assert made.undated == sum(count for day, _, count in told if not day)
    assert len(made.answers) <= MOST_PARTS
    days = [(first_day(bar.start), last_day(bar.start)) for bar in made.bars]
    for (_, end), (begin, _) in pairwise(days):
        assert (date.fromisoformat(begin) - date.fromisoformat(end)).days == 1
    for day, answer, _ in told:
        if day:
            bar = made.bars[made.at_day(day)]
            assert first_day(bar.start) <= day <= last_day(bar.start)
            assert bar.parts[made.answers.index(answer if answer in made.answers else OTHERS)] > 0


def test_february_of_a_leap_year_has_its_day() -> None:
    assert last_day("2024-02") == "2024-02-29"
    assert last_day("2019") == "2019-12-31"
    assert first_day("2019-11") == "2019-11-01"


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [("2019-11-01", "2019-12-31", "day"), ("2019-01-01", "2020-12-31", "month"), ("1990-01-01", "2020-12-31", "year")],
)
def test_the_unit_follows_the_length_of_time(first: str, last: str, unit: str) -> None:
    assert unit_for([last, "", first]) == unit


def test_centuries_of_days_are_told_in_months_or_years() -> None:
    made = bars_of([TimeCount("1500-01-01", "", "", 2), TimeCount("2019-11-08", "", "", 3)], "day")
    assert len(made.bars) <= MOST_BARS
    assert (made.unit, made.total) == ("year" if made.unit == "year" else "month", 5)


def test_a_day_outside_leads_to_the_nearest_bar_within() -> None:
    made = bars_of([TimeCount("2019-11", "", "", 1), TimeCount("2020-02", "", "", 1)], "month")
    assert made.at_day("2010-01-01") == 0
    assert made.at_day("2030-01-01") == -1
    assert made.at_day("2030-01-01", last=True) == len(made.bars) - 1
