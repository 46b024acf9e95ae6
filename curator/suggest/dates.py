# SPDX-License-Identifier: MIT
"""Dates read from words, English and Arabic: which phrases there are in a passage, and the proposals they make.

What lives here: choosing among overlapping phrases and making proposals. What does not: the words (date_words.py), the
phrases and their meaning (date_grammar.py), the calendar (date_readings.py). No library reads them: those that do it
give every month, year and “may” the day of the month on which the article appeared, and need seconds for an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from curator.domain.codebook.model import Codebook
from curator.suggest.date_beside import Told, with_what_stands_beside
from curator.suggest.date_context import counted_from, looks_ahead
from curator.suggest.date_doubts import comes_again, is_of_elsewhere, names_something, of_another_year
from curator.suggest.date_grammar import RULES, Rule
from curator.suggest.date_place import Place
from curator.suggest.date_readings import EXPLICIT, PARTIAL, Reading, clipped
from curator.suggest.date_today import is_another_day
from curator.suggest.date_tokens import Tokens, tokens_of
from curator.suggest.proposal import Passage, Proposal

# How much of the text around a passage is looked at, in code points: enough for the sentence it stands in.
_BEFORE, _AFTER = 600, 200
# Months, weeks and years by name end with the day of publication where they contain it; days told are as told.
_CLIPPED = frozenset({"month", "period", "year"})
_Found = tuple[int, int, Rule, re.Match[str]]


class DateSuggester:
    """Proposes dates: first and last day, precision and basis, with alternatives where the words allow several."""

    kinds: tuple[str, ...] = ("date",)

    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        """Every date the passage's words give, in the order of the text. Raises nothing for any text."""
        return tuple(dates_in(passage))


def dates_in(passage: Passage) -> Iterator[Proposal]:
    """The proposals of a passage, in the order of the text."""
    text = passage.text
    tokens = tokens_of(text, max(passage.start - _BEFORE, 0), min(passage.end + _AFTER, len(text)))
    first = bisect_left(tokens.starts, passage.start)
    last = bisect_right(tokens.ends, passage.end)
    anchor: date | None = None
    found: list[Told] = []
    for start, end, rule, match in _phrases(tokens, first, last):
        readings = _readings(passage, tokens, rule, match, anchor)
        if readings:
            if readings[0].precision == "day":
                anchor = readings[0].start
            found.append(Told(start, end, rule, match, readings))
    for at, told in enumerate(found):
        beside = with_what_stands_beside(passage, tokens, found, at)
        yield _proposal(text, tokens.starts[told.start], tokens.ends[told.end - 1], told.rule.name, beside)


def _phrases(tokens: Tokens, first: int, last: int) -> Sequence[_Found]:
    """The longest phrases that do not overlap, in the order of the text."""
    found = [
        (match.start(), match.end(), rule, match)
        for rule in RULES
        for match in rule.order.finditer(tokens.kinds, first, last)
    ]
    found.sort(key=lambda phrase: (phrase[0] - phrase[1], phrase[0]))
    taken = bytearray(len(tokens.kinds))
    chosen: list[_Found] = []
    for phrase in found:
        start, end = phrase[0], phrase[1]
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append(phrase)
    return sorted(chosen, key=lambda phrase: phrase[0])


def _readings(
    passage: Passage, tokens: Tokens, rule: Rule, match: re.Match[str], anchor: date | None
) -> tuple[Reading, ...]:
    before, after = tokens.kinds[: match.start()][-1:], tokens.kinds[match.end() : match.end() + 1]
    if (before and before in rule.not_after) or (after and after in rule.not_before):
        return ()  # part of a name
    if rule.name == "near_day" and is_another_day(
        tokens, passage.text, match.start(), match.start("near"), match.end()
    ):
        return ()
    base = counted_from(passage, tokens.starts[match.start()])
    place = Place(tokens, match, base, looks_ahead(tokens, match.start(), match.end()), anchor)
    try:
        readings = rule.read(place)
    except (OverflowError, ValueError):  # beyond the ends of the calendar
        return ()
    if readings and readings[0].basis != EXPLICIT and _is_none(tokens, passage.text, match, readings[0]):
        return ()
    if rule.name in _CLIPPED:
        readings = tuple(clipped(reading, passage.published) for reading in readings)
    return tuple(dict.fromkeys(readings))


def _is_none(tokens: Tokens, text: str, match: re.Match[str], reading: Reading) -> bool:
    """Whether the words beside a phrase say that it comes again, is a part of a name, or of a year told elsewhere."""
    first, last = match.span()
    if comes_again(tokens, first, last) or names_something(tokens, text, first, last):
        return True
    partial = reading.basis == PARTIAL
    return partial and (of_another_year(tokens, first, last) or is_of_elsewhere(tokens, first, last))


def _proposal(text: str, start: int, end: int, rule: str, readings: Sequence[Reading]) -> Proposal:
    first = readings[0]
    stated = first.basis == EXPLICIT and first.precision == "day" and len(readings) == 1
    return Proposal(
        "date",
        start,
        end,
        text[start:end],
        {
            "start": first.start.isoformat(),
            "end": first.end.isoformat(),
            "precision": first.precision,
            "basis": first.basis,
        },
        f"date.{rule}",
        "stated" if stated else "normalised",
        alternatives=tuple(_proposal(text, start, end, rule, (other,)) for other in readings[1:]),
    )
