# SPDX-License-Identifier: MIT
"""Counts in time as bars: spans of equal rank one after the other, also those in which nothing is, with their parts.

What lives here: from counts to bars, which unit suits a length of time, the first and last day of a bar. What does not:
counting (store/incident_counts.py), painting and the brush (chart.py).
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from curator.shape import Frozen
from curator.store.incident_counts import LETTERS, TimeCount

UNITS = ("day", "month", "year")
MOST_BARS = 6_000  # bars beyond which the next wider unit is taken: far more than there are pixels
_DAYS_AS_DAYS, _DAYS_AS_MONTHS = 120, 366 * 12
MOST_PARTS = 7  # so many answers are told apart, the rest is one
OTHERS = "\x00others"


class Bar(Frozen):
    """`start`: as in TimeCount. `parts`: how many incidents of each answer, in the order of `TimeLine.answers`."""

    start: str
    parts: tuple[int, ...]

    @property
    def count(self) -> int:
        return sum(self.parts)


class Bars(Frozen):
    """All bars of a time line. `undated`: incidents without a date. `answers`: what the parts stand for, "" for
    nothing."""

    unit: str
    bars: tuple[Bar, ...] = ()
    answers: tuple[str, ...] = ("",)
    undated: int = 0

    @property
    def most(self) -> int:
        return max((bar.count for bar in self.bars), default=0)

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)

    def at_day(self, day: str, *, last: bool = False) -> int:
        """The index of the bar this day lies in, else of the next one (with `last`: of the one before); -1 for none."""
        key = day[: len(self.bars[0].start)] if self.bars else ""
        found = [at for at, bar in enumerate(self.bars) if (bar.start <= key if last else bar.start >= key)]
        return (found[-1] if last else found[0]) if found else -1


def unit_for(days: Iterable[str]) -> str:
    """The unit in which these days fill a time line well."""
    told = sorted(day for day in days if len(day) == 10)
    if not told:
        return "month"
    length = (date.fromisoformat(told[-1]) - date.fromisoformat(told[0])).days
    return "day" if length <= _DAYS_AS_DAYS else "month" if length <= _DAYS_AS_MONTHS else "year"


def bars_of(counts: Sequence[TimeCount], unit: str) -> Bars:
    """The bars of counts that were made in this unit. Where there would be very many, those of the next wider one."""
    dated = [each for each in counts if each.start]
    undated = sum(each.count for each in counts if not each.start)
    starts = _between(min((each.start for each in dated), default=""), max((each.start for each in dated), default=""))
    while len(starts) > MOST_BARS and unit != "year":
        unit = UNITS[UNITS.index(unit) + 1]
        dated = widened(dated, unit)
        starts = list(dict.fromkeys(start[: LETTERS[unit]] for start in starts))
    sums: Counter[str] = Counter()
    for each in dated:
        sums[each.answer] += each.count
    ordered = [answer for answer, _ in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))]
    kept = ordered if len(ordered) <= MOST_PARTS else ordered[: MOST_PARTS - 1]
    answers = tuple(kept) if len(kept) == len(ordered) else (*kept, OTHERS)
    place = {answer: at for at, answer in enumerate(kept)}
    parts: dict[str, list[int]] = {start: [0] * len(answers) for start in starts}
    for each in dated:
        parts[each.start][place.get(each.answer, len(answers) - 1)] += each.count
    return Bars(unit, tuple(Bar(start, tuple(parts[start])) for start in starts), answers or ("",), undated)


def widened(counts: Iterable[TimeCount], unit: str) -> list[TimeCount]:
    """Counts of a narrower unit as those of this one."""
    length = LETTERS[unit]
    return [TimeCount(each.start[:length], each.precision, each.answer, each.count) for each in counts]


def first_day(start: str) -> str:
    """The first day of a bar."""
    return f"{start}-01-01"[:10] if len(start) == 4 else f"{start}-01"[:10]


def last_day(start: str) -> str:
    """The last day of a bar."""
    if len(start) == 4:
        return f"{start}-12-31"
    if len(start) == 7:
        year, month = int(start[:4]), int(start[5:])
        return f"{start}-{monthrange(year, month)[1]:02d}"
    return start


def _between(first: str, last: str) -> list[str]:
    """Every span from the first to the last, which are of one length."""
    if not first:
        return []
    if len(first) == 4:
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    if len(first) == 7:
        low, high = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
        return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(low, high + 1)]
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(day + timedelta(days=at)).isoformat() for at in range((end - day).days + 1)]
