# SPDX-License-Identifier: MIT
"""The date phrases in context with what a careful coder reads from them, the two halves, and how a reader is scored.

data/README.md says how a line is written. The halves are decided here, by the parity of the SHA-256 of the context: the
readers were made with a look at the half for tuning; of the other half only totals are ever printed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from curator.suggest.proposal import Proposal

CORPUS = Path(__file__).parent / "data" / "date-phrases.jsonl"
LATER = CORPUS.with_name("date-phrases-later.jsonl")
PARTS = ("start", "end", "precision", "basis")
TUNED, HELD_OUT = "tuned", "held out"

Reading = tuple[str, str, str, str]  # start, end, precision, basis


@dataclass(frozen=True)
class Expected:
    """The words `start` to `end` of the context, and the readings that are right.

    `readings`: the first is the one; where there are more, the words are ambiguous and all of them have to be offered.
    `also`: other values that a careful coder could give as well. `optional`: proposing nothing is as good.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    also: tuple[Reading, ...]
    optional: bool


@dataclass(frozen=True)
class Phrase:
    """A context of one or a few sentences, with every date in it; none where it only looks as if."""

    id: str
    language: str
    published: date | None
    text: str
    dates: tuple[Expected, ...]

    @property
    def half(self) -> str:
        return half_of(hashlib.sha256(self.text.encode("utf-8")).hexdigest())


def half_of(sha256: str) -> str:
    """The half a context belongs to, from the hash of its text."""
    return TUNED if int(sha256, 16) % 2 else HELD_OUT


def lines(corpus: Path = CORPUS) -> list[dict[str, Any]]:
    return [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]


def phrases(shared_data: Path | None, corpus: Path = CORPUS) -> list[Phrase]:
    """All phrases whose text is here: our own, and those quoted from the shared files where these are present.

    Raises ValueError where a quoted context is not what it was when it was read.
    """
    found = []
    for line in lines(corpus):
        text = _text_of(line, shared_data)
        if text is not None:
            day = line["published"]
            found.append(
                Phrase(
                    str(line["id"]),
                    str(line["language"]),
                    date.fromisoformat(str(day)) if day else None,
                    text,
                    tuple(_expected(entry) for entry in line["dates"]),
                )
            )
    return found


def _text_of(line: dict[str, Any], shared_data: Path | None) -> str | None:
    if "text" in line:
        return str(line["text"])
    file = shared_data / str(line["file"]) if shared_data is not None else None
    if file is None or not file.is_file():
        return None
    text = _content(file)[int(str(line["start"])) : int(str(line["end"]))]
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != line["sha256"]:
        raise ValueError(f"{line['id']}: the words in {line['file']} are not those that were read")
    return text


@cache
def _content(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def _expected(entry: dict[str, Any]) -> Expected:
    alternatives = [_reading(values) for values in entry.get("alternatives", ())]
    return Expected(
        int(str(entry["start"])),
        int(str(entry["end"])),
        (_reading(entry["values"]), *alternatives),
        tuple(_reading(values) for values in entry.get("also", ())),
        bool(entry.get("optional", False)),
    )


def _reading(values: object) -> Reading:
    assert isinstance(values, dict)
    first, last, precision, basis = (str(values[part]) for part in PARTS)
    return first, last, precision, basis


def reading_of(proposal: Proposal) -> Reading:
    """A proposal's values as the corpus writes them."""
    return _reading(dict(proposal.values))


def same_words(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share at least half of all the words they have."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared * 2 >= max(one[1], other[1]) - min(one[0], other[0])


def right(proposal: Proposal, expected: Expected) -> bool:
    """Whether the words and the values of a proposal are those expected; ambiguous words need all their readings."""
    if not same_words((proposal.start, proposal.end), (expected.start, expected.end)):
        return False
    offered = [reading_of(proposal), *(reading_of(other) for other in proposal.alternatives)]
    if offered[0] in expected.also:
        return True
    if len(expected.readings) > 1:
        return set(offered) == set(expected.readings)
    return offered[0] == expected.readings[0]


def invented(proposal: Proposal, dates: Sequence[Expected]) -> bool:
    """Whether a proposal states a day that no right reading of the words under it has."""
    reading = reading_of(proposal)
    if reading[2] != "day":
        return False
    days = {
        known[0]
        for expected in dates
        if expected.start < proposal.end and proposal.start < expected.end
        for known in (*expected.readings, *expected.also)
        if known[2] == "day"
    }
    return reading[0] not in days


@dataclass
class Score:
    """What a reader did with some phrases. A right proposal for words that may be left alone counts nowhere."""

    expected: int = 0
    proposed: int = 0
    right: int = 0
    exact_words: int = 0
    invented: int = 0
    faults: list[str] = field(default_factory=list)  # only the tuned half's are ever shown

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    def add(self, phrase: Phrase, proposals: Sequence[Proposal]) -> None:
        """Count the proposals of one phrase against what is expected of it."""
        left = list(proposals)
        for expected in phrase.dates:
            fitting = next((proposal for proposal in left if right(proposal, expected)), None)
            self.expected += not expected.optional
            if fitting is not None:
                left.remove(fitting)
                self.proposed += not expected.optional
                self.right += not expected.optional
                self.exact_words += not expected.optional and (fitting.start, fitting.end) == (
                    expected.start,
                    expected.end,
                )
            elif not expected.optional:
                words = phrase.text[expected.start : expected.end]
                self.faults.append(f"{phrase.id}: “{words}” is {expected.readings}")
        for proposal in left:
            self.proposed += 1
            self.invented += invented(proposal, phrase.dates)
            self.faults.append(f"{phrase.id}: “{proposal.words}” given as {reading_of(proposal)} by {proposal.rule}")


def score(chosen: Iterable[Phrase], read: Callable[[Phrase], Sequence[Proposal]]) -> Score:
    """The score of a reader on these phrases."""
    total = Score()
    for phrase in chosen:
        total.add(phrase, read(phrase))
    return total
