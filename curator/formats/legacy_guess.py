# SPDX-License-Identifier: MIT
"""Choosing among the encodings in use before UTF-8, from the letters that each reading would give.

What lives here: candidates, the choice and its sureness. What does not: the scale (plausibility.py).
A file says nothing about such an encoding, so every answer is a guess and is reported as one.
"""

from __future__ import annotations

import codecs
import math
from dataclasses import dataclass
from functools import cache

from curator.formats.letter_habits import HABITS, Habit
from curator.formats.plausibility import cost, usual_ascii_cost

_SAMPLE = 6_000  # bytes of lines beyond ASCII; more changes no answer and costs time
_WINDOWS = ("cp125", "cp874", "cp932", "cp949", "cp950", "gb18030")
_LESS_USUAL = 0.5  # nats against all but the most widespread encoding: decides where there is hardly a letter to go by
_RARER = 3.0  # nats against an encoding that was never Windows' own
# Nats per character beyond ASCII beyond which no language we know reads like this. Running text in an alphabet costs
# 3.5 to 4.5, accented letters among Latin ones and Chinese characters more, as each of them is rarer.
_IMPLAUSIBLE = {"alphabet": 6.5, "latin": 8.0}
_IMPLAUSIBLE_ELSE = 9.5
_UNUSUAL = 0.85  # of that limit: still taken, but no longer called sure


@dataclass(frozen=True)
class Guess:
    text: str
    encoding: str
    sureness: float
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class _Reading:
    """The bytes read in one encoding, with the language that suits it best; costs in nats."""

    cost: float
    encoding: str
    sample: str
    writing: str
    handicap: float

    @property
    def strain(self) -> float:
        """Cost of a character beyond ASCII against what is believable: above 1 the reading makes no sense."""
        beyond = sum(not char.isascii() for char in self.sample)
        average = (self.cost - self.handicap - usual_ascii_cost(self.sample)) / max(beyond, 1)
        return average / _IMPLAUSIBLE.get(self.writing, _IMPLAUSIBLE_ELSE)


def guess_legacy(data: bytes) -> Guess | None:
    """The most plausible reading of bytes that are not UTF-8, or None where none makes sense."""
    readings = [reading for reading in _weigh(_sample(data)) if reading.strain <= 1]
    for place, best in enumerate(readings):
        text = _whole(data, best.encoding)
        if text is not None:
            rivals = _rivals(best, readings[place + 1 :])
            return Guess(text, best.encoding, _sureness(best, rivals), tuple(r.encoding for r in rivals[:3]))
    return _by_statistics(data)


def _sample(data: bytes) -> bytes:
    """The first lines that hold bytes beyond ASCII; the others look alike in every candidate."""
    if len(data) <= _SAMPLE:
        return data
    lines: list[bytes] = []
    size = 0
    for line in data[: 200 * _SAMPLE].splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
        if size >= _SAMPLE:
            break
    return b"".join(lines)[:_SAMPLE] or data[:_SAMPLE]


def _weigh(sample: bytes) -> list[_Reading]:
    """One reading per encoding, with the language that suits it best; most plausible first, ties as listed."""
    readings: list[_Reading] = []
    for encoding, habits in _languages_of().items():
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        try:
            text = decoder.decode(sample)
        except UnicodeDecodeError:
            continue
        handicap = 0.0 if encoding == "cp1252" else _LESS_USUAL if encoding.startswith(_WINDOWS) else _RARER
        least, writing = min((cost(text, habit), habit.writing) for habit in habits)
        readings.append(_Reading(least + handicap, encoding, text, writing, handicap))
    return sorted(readings, key=lambda reading: reading.cost)


@cache
def _languages_of() -> dict[str, tuple[Habit, ...]]:
    encodings = dict.fromkeys(encoding for habit in HABITS for encoding in habit.encodings)
    return {
        encoding: tuple(habit for habit in HABITS if encoding in habit.encodings)
        for encoding in sorted(encodings, key=lambda encoding: not encoding.startswith(_WINDOWS))
    }


def _rivals(best: _Reading, others: list[_Reading]) -> list[_Reading]:
    """Other readings that give other words and are not far behind, one per wording."""
    seen = {best.sample}
    rivals = []
    for reading in others:
        if reading.sample not in seen and reading.cost < best.cost + 12:
            seen.add(reading.sample)
            rivals.append(reading)
    return rivals


def _sureness(best: _Reading, rivals: list[_Reading]) -> float:
    """0.5 where another reading is as good, towards 0.97 with the distance; the costs overstate, hence the 5."""
    lead = rivals[0].cost - best.cost if rivals else 12.0
    sureness = 1 - 0.5 * math.exp(-lead / 5)
    return round(min(sureness, 0.97) if best.strain < _UNUSUAL else min(sureness, 0.6), 2)


def _whole(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_statistics(data: bytes) -> Guess | None:
    """charset-normalizer's opinion for encodings and languages we have no habits of; never more than a weak guess."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[:200_000]).best()
    if match is None or match.chaos > 0.1 or match.coherence < 0.5:
        return None
    text = _whole(data, match.encoding)
    return None if text is None else Guess(text, match.encoding, 0.4, ())
