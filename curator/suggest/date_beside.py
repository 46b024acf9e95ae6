# SPDX-License-Identifier: MIT
"""What dates told beside a phrase let it mean too: the day somebody spoke, the year a sentence tells of.

What lives here: adding such readings to what a phrase means alone. What does not: reading phrases (date_grammar.py),
words that make them no dates (date_doubts.py). Where a day counts from another than that of publication cannot be
known for sure, so both are offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from curator.suggest.date_context import head_of, is_quoted, looks_ahead, same_sentence, speech_beside
from curator.suggest.date_grammar import Rule
from curator.suggest.date_place import Place
from curator.suggest.date_readings import EXPLICIT, PARTIAL, Reading, month, valid
from curator.suggest.date_tokens import Tokens
from curator.suggest.proposal import Passage

# Phrases that count from the day of speaking where they are spoken.
_FROM_SPEAKING = frozenset({"near_day", "part_of_today", "night", "ago"})
_NEAR = 80  # words between a phrase in a quotation and the day of speaking
_MOST = 6  # phrases looked at to either side


@dataclass(frozen=True)
class Told:
    """A phrase, from one index of the tokens to another, and what it means alone, best first."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]
    readings: tuple[Reading, ...]


def with_what_stands_beside(passage: Passage, tokens: Tokens, all_told: Sequence[Told], at: int) -> tuple[Reading, ...]:
    """The readings of the phrase at this index, and those that the phrases around it let it have."""
    told = all_told[at]
    if passage.published is None:
        return told.readings
    if told.rule.name in _FROM_SPEAKING:
        has_weekday = "weekday" in told.match.re.groupindex and told.match["weekday"] is not None
        if passage.spoken is None and not has_weekday and is_quoted(passage.text, tokens.starts[told.start]):
            return _from_days_of_speaking(passage, passage.published, tokens, all_told, at)
    elif told.readings[0].basis == PARTIAL:
        return _of_told_year(tokens, all_told, at, passage.published)
    return told.readings


def _from_days_of_speaking(
    passage: Passage, published: date, tokens: Tokens, all_told: Sequence[Told], at: int
) -> tuple[Reading, ...]:
    """Readings of “today” in a quotation, counted from the days told outside it, and from that of publication.

    A day with a word of speaking beside it comes first, other days of the sentence last.
    """
    told = all_told[at]
    spoken: list[Reading] = []
    others: list[Reading] = []
    for other, between in _around(tokens, all_told, at):
        day = other.readings[0]
        if (day.end - day.start).days > 1 or day.end > published or is_quoted(passage.text, tokens.starts[other.start]):
            continue
        speech = speech_beside(tokens, other.start, other.end)
        if speech or same_sentence(tokens, *between):
            for base in dict.fromkeys((day.end, day.start)):
                (spoken if speech else others).extend(_counted_from(tokens, told, base))
    return tuple(dict.fromkeys((*spoken, *told.readings, *others)))


def _around(tokens: Tokens, all_told: Sequence[Told], at: int) -> Iterator[tuple[Told, tuple[int, int]]]:
    """The other phrases of the paragraph that are near, each with the indices between which the words between stand."""
    told = all_told[at]
    for others in (reversed(all_told[max(at - _MOST, 0) : at]), all_told[at + 1 : at + 1 + _MOST]):
        for other in others:
            between = (other.end, told.start) if other.end <= told.start else (told.end, other.start)
            if between[1] - between[0] > _NEAR or "¶" in tokens.kinds[between[0] : between[1]]:
                break
            yield other, between


def _counted_from(tokens: Tokens, told: Told, base: date) -> Iterator[Reading]:
    """What a phrase means that counts from this day."""
    ahead = looks_ahead(tokens, told.start, told.end)
    try:
        yield from told.rule.read(Place(tokens, told.match, base, ahead, None))
    except (OverflowError, ValueError):  # beyond the ends of the calendar
        return


def _of_told_year(tokens: Tokens, all_told: Sequence[Told], at: int, published: date) -> tuple[Reading, ...]:
    """“In 2011 they marched on 25 January”: the day of the year told before it, or the one counted as always."""
    told = all_told[at]
    reading = told.readings[0]
    before = next((one for one in reversed(all_told[max(at - _MOST, 0) : at]) if _tells_year(tokens, one)), None)
    if before is None or not same_sentence(tokens, before.end, told.start):
        return told.readings
    year = before.readings[0].start.year
    if year == published.year or year > published.year + 1 or reading.start.year != reading.end.year:
        return told.readings
    moved = _in_year(reading, year)
    if moved is None:
        return told.readings
    leads_on = before.readings[0].precision == "year" and _LEADS_ON.fullmatch(tokens.kinds, before.end, told.start)
    if leads_on:  # “last year, on 9 February”
        return (moved,)
    both = (moved, *told.readings) if head_of(tokens, before.start) else (*told.readings, moved)
    return tuple(dict.fromkeys(both))


def _in_year(reading: Reading, year: int) -> Reading | None:
    """The same day or days of another year; None where it has no 29 February."""
    if reading.precision == "month" and reading.start.day == 1:
        return month(year, reading.start.month, reading.basis)
    start, end = (valid(year, day.month, day.day) for day in (reading.start, reading.end))
    return replace(reading, start=start, end=end) if start and end else None


def _tells_year(tokens: Tokens, told: Told) -> bool:
    """Whether a phrase tells a year: “in 2011”, “9 May 2011”, “last year”; “from 2000 on” may be an hour."""
    if told.rule.name == "year":
        return tokens.kinds[told.start] in "UDE" or (told.start > 0 and tokens.words[told.start - 1] in ("in", "في"))
    reading = told.readings[0]
    return reading.basis == EXPLICIT or (told.rule.name == "period" and reading.precision == "year")


_LEADS_ON = re.compile("[,inueU]*")
