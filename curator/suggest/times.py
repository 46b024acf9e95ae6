# SPDX-License-Identifier: MIT
"""The reader of times of day: a clock time, or a word for a part of the day.

What lives here: which words stand for which part, English and Arabic, and clock times. What does not: days
(dates.py). The parts are those a field of this kind can hold (domain/codebook/scalars.py); dawn and sunrise are put
with the morning, sunset and dusk with the evening. A clock time of another zone is not read: the field is local time.
"""

from __future__ import annotations

import re
from functools import cache

from curator.suggest.folding import words_of
from curator.suggest.lexicon import Lexicon, term
from curator.suggest.proposal import Passage, Proposal

KIND = "time_of_day"
_WORDS = {
    "night": ("night", "nights", "nighttime", "overnight", "tonight", "midnight", "ليل", "ليلا", "ليلة", "منتصف الليل"),
    "morning": ("morning", "mornings", "dawn", "daybreak", "sunrise", "fajr", "صباح", "صباحا", "فجر", "فجرا"),
    "afternoon": ("afternoon", "afternoons", "بعد الظهر", "عصر", "عصرا"),
    "evening": ("evening", "evenings", "dusk", "sunset", "nightfall", "مساء", "غروب"),
}  # fmt: skip
_CLOCK = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m\b\.?|p\.?m\b\.?)|(?<![\d:.,])(\d{1,2}):(\d{2})(?![\d:])",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s*(?:gmt|utc|z\b)", re.IGNORECASE)


def time_of_day(passage: Passage) -> Proposal | None:
    """The time of day the passage's words tell: a clock time before a part of the day; None where they tell none, or
    several parts."""
    return _clock_time(passage) or _part_of_day(passage)


def _clock_time(passage: Passage) -> Proposal | None:
    times: list[Proposal] = []
    for found in _CLOCK.finditer(passage.text, passage.start, passage.end):
        hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
        if found[3]:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if found[3][0] in "pP" else 0)
        if hour < 24 and minute < 60 and not _ZONE.match(passage.text, found.end()):
            times.append(_proposal(passage, found.start(), found.end(), f"{hour:02}:{minute:02}", "clock"))
    return times[0] if len({str(each.values["best"]) for each in times}) == 1 else None


def _part_of_day(passage: Passage) -> Proposal | None:
    words = words_of(passage.text, passage.start, passage.end)
    found = [
        _proposal(passage, words.starts[at], words.ends[at + len(entry.words) - 1], part, "word")
        for at, entry, part in _lexicon().find(words, 0, len(words))
    ]
    return found[0] if len({str(each.values["best"]) for each in found}) == 1 else None


def _proposal(passage: Passage, start: int, end: int, value: str, rule: str) -> Proposal:
    return Proposal(KIND, start, end, passage.text[start:end], {"best": value}, rule)


@cache
def _lexicon() -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon()
    for part, written in _WORDS.items():
        for entry in filter(None, map(term, written)):
            lexicon.add(entry, part)
    return lexicon
