# SPDX-License-Identifier: MIT
"""Laws of reading dates, for any text made of date words, and for any text at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.codebook.kinds import DATE_BASES, DATE_PRECISIONS
from curator.suggest.date_spelling import fold
from curator.suggest.date_words import WORDS
from curator.suggest.dates import dates_in
from curator.suggest.proposal import Passage, Proposal

LONGEST = {"day": 1, "range": 6, "week": 7, "month": 31, "year": 366}
_PIECES = [
    *sorted(WORDS), *map(str, range(1, 40)), "2019", "1999", "8th", "2019-11-03", "08/11/2019", "31/12/9999", "Nov.",
    ",", ".", "-", "/", "(", ")", "\n\n", "\n", '"', "“", "و5", "وفي", "للثلاثاء", "٣", "said", "killed", "سيعقد",
]  # fmt: skip
date_words = st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join)
days = st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(2020, 2, 29), date(2019, 11, 9)]))
PAST = ("yesterday", "last Friday", "last week", "last month", "two days ago", "قبل يومين", "أمس", "الأحد الماضي",
        "three weeks ago", "last October", "الشهر الماضي", "last night", "the past 24 hours", "a year ago")  # fmt: skip


def with_alternatives(proposals: list[Proposal]) -> Iterator[Proposal]:
    for proposal in proposals:
        yield proposal
        yield from proposal.alternatives


def check(text: str, start: int, end: int, published: date | None, spoken: date | None) -> None:
    found = list(dates_in(Passage(text, start, end, published, spoken=spoken)))
    for proposal in with_alternatives(found):
        first, last = (date.fromisoformat(str(proposal.values[part])) for part in ("start", "end"))
        precision, basis = proposal.values["precision"], proposal.values["basis"]
        assert precision in DATE_PRECISIONS
        assert basis in DATE_BASES
        assert first <= last
        assert (last - first).days + 1 <= LONGEST[str(precision)]
        assert start <= proposal.start < proposal.end <= end
        assert proposal.words == text[proposal.start : proposal.end]
        assert published is not None or spoken is not None or basis == "explicit"
    assert all(one.end <= other.start for one, other in pairwise(found)), "in order, apart"


@given(date_words, st.none() | days, st.none() | days)
def test_any_order_of_date_words_gives_real_periods(text: str, published: date | None, spoken: date | None) -> None:
    check(text, 0, len(text), published, spoken)


@given(st.text(), st.none() | days, st.data())
def test_any_text_and_any_passage_raises_nothing(text: str, published: date | None, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    check(text, start, data.draw(st.integers(start, len(text))), published, None)


@given(date_words, days, st.data())
def test_a_passage_gives_nothing_outside_itself(text: str, published: date, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    check(text, start, data.draw(st.integers(start, len(text))), published, None)


@given(st.sampled_from(PAST), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_what_was_is_never_after_publication(words: str, published: date) -> None:
    (found,) = dates_in(Passage(words, 0, len(words), published))
    assert date.fromisoformat(str(found.values["end"])) <= published
    assert not found.alternatives


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1970, 1, 1), date(2060, 1, 1)))
def test_a_full_date_is_itself_whatever_the_publication(day: date, published: date) -> None:
    for text in (f"on {day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        (found,) = dates_in(Passage(text, 0, len(text), published))
        assert found.values["start"] == found.values["end"] == day.isoformat()
        assert found.basis == "stated"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 300))
def test_a_day_without_a_year_in_the_last_months_is_found(published: date, before: int) -> None:
    day = published - timedelta(days=before)
    text = f"killed on {day.day} {day:%B}"
    (found,) = dates_in(Passage(text, 0, len(text), published))
    readings = [found.values["start"], *(other.values["start"] for other in found.alternatives)]
    assert day.isoformat() in readings
    if before < 180:
        assert readings == [day.isoformat()]


@given(st.text(alphabet=st.sampled_from("aZİßأإآىةـًٌّ٣۴8’،–‏\n ")))
def test_folding_keeps_the_places(text: str) -> None:
    folded = fold(text, 0, len(text))
    assert len(folded.places) == len(folded.text) + 1
    assert list(folded.places) == sorted(set(folded.places))
    assert folded.places[-1] == len(text)


@pytest.mark.parametrize("text", ["on 1 January 2100", "March 4, 1789", "the 8th of November, 1899"])
def test_a_year_far_away_gives_no_day_of_a_near_one(text: str) -> None:
    assert all(
        str(each.values["start"]).startswith(("1789", "1899", "2100"))
        for each in dates_in(Passage(text, 0, len(text), date(2019, 11, 9)))
    )
