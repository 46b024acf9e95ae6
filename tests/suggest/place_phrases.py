# SPDX-License-Identifier: MIT
"""The place phrases in context with the place a careful coder takes from them, the two halves, and the score.

data/README.md says how a line is written. Of the half that the matcher was not made with only totals are printed.
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "data" / "place-phrases.csv"
TUNED, HELD_OUT = "tuned", "held out"
WITH_A_PLACE = ("place", "admin1", "admin2", "country", "relative")


@dataclass(frozen=True)
class PlacePhrase:
    """Words in a sentence and what they name; `expect` as in data/README.md, no point where `latitude` is None."""

    language: str
    text: str
    start: int
    words: str
    expect: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    km: float = 0.0

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def half(self) -> str:
        return half_of(f"{self.text}\n{self.start}")


@dataclass(frozen=True)
class Answer:
    """What a reader says to a phrase: `taken` without asking; else `offered`, best first (both may be empty)."""

    taken: tuple[str, float | None, float | None] | None = None
    offered: tuple[tuple[str, float | None, float | None], ...] = ()


@dataclass
class Score:
    """How many phrases have a place, how many answers were taken, how many of them rightly."""

    with_a_place: int = 0
    taken: int = 0
    right: int = 0
    offered_right: int = 0  # not taken, but among the first three offered
    misspelt: int = 0
    misspelt_offered: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.taken if self.taken else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.with_a_place if self.with_a_place else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    def told(self) -> str:
        """The figures in one line."""
        return (
            f"{self.right} of {self.with_a_place} right, {self.taken} taken without asking, "
            f"precision {self.precision:.3f}, recall {self.recall:.3f}; "
            f"{self.offered_right} more are among the first three offered; "
            f"{self.misspelt_offered} of {self.misspelt} misspelt ones are offered"
        )


def half_of(told: str) -> str:
    """The half a phrase belongs to, by the parity of the SHA-256."""
    return TUNED if int(hashlib.sha256(told.encode("utf-8")).hexdigest(), 16) % 2 else HELD_OUT


def phrases(half: str) -> list[PlacePhrase]:
    """The phrases of one half."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        known = [_phrase(line) for line in csv.DictReader(file)]
    return [phrase for phrase in known if phrase.half == half]


def _phrase(line: dict[str, str]) -> PlacePhrase:
    latitude, longitude = (float(line[key]) if line[key] else None for key in ("latitude", "longitude"))
    return PlacePhrase(
        line["language"], line["text"], int(line["start"]), line["words"], line["expect"], line["country"],
        latitude, longitude, float(line["km"] or 0),
    )  # fmt: skip


def fits(phrase: PlacePhrase, place: tuple[str, float | None, float | None]) -> bool:
    """Whether (country, latitude, longitude) is the phrase's place; for a country the code alone decides."""
    country, latitude, longitude = place
    if country != phrase.country:
        return False
    if phrase.latitude is None or phrase.longitude is None:
        return phrase.expect == "country"
    return latitude is not None and longitude is not None and phrase.km >= km_between(
        phrase.latitude, phrase.longitude, latitude, longitude
    )  # fmt: skip


def km_between(latitude: float, longitude: float, other: float, beside: float) -> float:
    """The distance on a sphere of 6371 km in kilometres (haversine)."""
    one, two = math.radians(latitude), math.radians(other)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(beside - longitude) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def score(known: Iterable[PlacePhrase], read: Callable[[PlacePhrase], Answer]) -> Score:
    """The figures over the phrases. What is taken for words that name no place, or several, is wrong."""
    found = Score()
    for phrase in known:
        answer = read(phrase)
        placed = phrase.expect in WITH_A_PLACE
        found.with_a_place += placed
        offered = any(fits(phrase, place) for place in answer.offered[:3])
        if answer.taken is not None:
            found.taken += 1
            found.right += placed and fits(phrase, answer.taken)
        else:
            found.offered_right += placed and offered
        if phrase.expect == "fuzzy":
            found.misspelt += 1
            found.misspelt_offered += offered and answer.taken is None
    return found
