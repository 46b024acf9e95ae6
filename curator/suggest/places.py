# SPDX-License-Identifier: MIT
"""The reader of places: the words, what this project coded for the same words before, the world's places, distance and
direction, coordinates.

What lives here: which places are proposed. What does not: distance and direction themselves (relative.py), reading
coordinates (coordinates.py), looking a name up in the list of the world's places (place_reader.py). The caller gives
what was coded, and the list where it is unpacked; nothing is read from the project here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Scalar
from curator.suggest import relative
from curator.suggest.coordinates import read_coordinates
from curator.suggest.folding import Words, folded_words, words_of
from curator.suggest.lexicon import Lexicon, Term
from curator.suggest.proposal import Passage, Proposal

if TYPE_CHECKING:
    from curator.suggest.gazetteer import Match
    from curator.suggest.place_reader import PlaceReader

Parts = Mapping[str, Scalar]


class PlaceSuggester:
    """Reads places. `known`: words of articles and the parts that were coded for them, one pair for each coding.

    Parts have the fixed names of the kind "place" (name, admin1, country, latitude ...); precision and the source of
    coordinates are fixed meanings. Parts that depend on the words alone ("words", distance) are not remembered.
    `world`: the list of the world's places, asked where the project knows nothing of the words.
    """

    kinds: tuple[str, ...] = ("place",)

    def __init__(self, known: Iterable[tuple[str, Parts]] = (), world: PlaceReader | None = None) -> None:
        self._world = world
        coded: dict[tuple[str, ...], Counter[tuple[tuple[str, Scalar], ...]]] = defaultdict(Counter)
        for written, parts in known:
            kept = tuple(sorted((part, value) for part, value in parts.items() if part not in _OF_THE_WORDS))
            if kept and (folded := folded_words(written)):
                coded[folded][kept] += 1
        # Most frequent first; of equals the one that was given first.
        self._coded = {name: [dict(parts) for parts, _ in codings.most_common()] for name, codings in coded.items()}
        self._names: Lexicon[tuple[str, ...]] = Lexicon()
        for name in self._coded:
            self._names.add(Term(name, (False,) * len(name)), name)

    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        """The places of the passage that are known here or told from another place, in order, none within another."""
        words = words_of(passage.text, passage.start, passage.end)
        told = self._told(passage, words, 0, len(words))
        spans = [(one.first, one.last) for one in told]
        proposals = [self._relative(passage, words, one) for one in told]
        for first, last, name in self._named(words, 0, len(words)):
            if not any(first < end and begin < last for begin, end in spans):
                spans.append((first, last))
                proposals.append(self._known(passage, words.starts[first], words.ends[last - 1], name))
        taken = [(words.starts[first], words.ends[last - 1]) for first, last in spans]
        proposals += [each for each in self._world_places(passage) if not _overlaps(each, taken)]
        return sorted(proposals, key=lambda proposal: proposal.start)

    def whole(self, passage: Passage) -> Proposal | None:
        """The one place that the passage's words give: the words, with what was coded for the same words before, else
        for the one known place among them, and distance and direction where they tell them. None for blank words."""
        start, end = _trimmed(passage)
        if start == end:
            return None
        words = words_of(passage.text, start, end)
        told = self._told(passage, words, 0, len(words))
        measured = [one for one in told if one.km is not None] or told
        apart = measured[0] if len(measured) == 1 else None
        proposal = Proposal("place", start, end, passage.text[start:end], {}, "words")
        name = tuple(words.folds)
        if name not in self._coded:
            named = {
                found for first, last, found in self._named(words, 0, len(words))
                if not any(first < one.last and one.first < last for one in told)
            }  # fmt: skip
            name = named.pop() if len(named) == 1 else ()
        if name in self._coded:
            proposal = replace(self._known(passage, start, end, name), rule="coded before")
            return _told_too(proposal, apart.values(passage.text, words) if apart else {})
        if apart is not None:
            return _told_too(proposal, {**self._lies(passage, words, apart), **apart.values(passage.text, words)})
        if point := _point(proposal.words):
            return replace(proposal, values={"words": proposal.words, **point}, rule=COORDINATES)
        return self._of_the_world(passage, proposal)

    def begun(self, typed: str) -> list[Proposal]:
        """Places that may be meant by what a person has typed so far, without the words: first what was coded here for
        words that begin so, then the world's. One is only like what is typed where its rule says “fuzzy”. Coordinates
        are themselves."""
        if point := _point(typed):
            return [Proposal("place", 0, len(typed), typed, point, COORDINATES)]
        folded = folded_words(typed)
        if not folded:
            return []
        coded = [
            Proposal("place", 0, len(typed), typed, parts, "coded before")
            for name, codings in self._coded.items()
            if name[: len(folded) - 1] == folded[:-1] and name[len(folded) - 1 :][:1] and
            name[len(folded) - 1].startswith(folded[-1])
            for parts in codings
        ]  # fmt: skip
        world = self._world.begun(typed) if self._world is not None else ()
        listed = [
            Proposal("place", 0, len(typed), typed, place_parts(each), "gazetteer: " + each.how) for each in world
        ]
        return [*coded[:_MOST_CODED], *listed]

    def _world_places(self, passage: Passage) -> Iterator[Proposal]:
        """Places of the world in the running text of a passage that is more than a name."""
        if self._world is not None:
            for start, end, read in self._world.found_in(passage.text, passage.start, passage.end):
                if read.taken is not None:
                    words = passage.text[start:end]
                    values = {"words": words, **place_parts(read.taken, read.precision)}
                    yield Proposal("place", start, end, words, values, "gazetteer")

    def _of_the_world(self, passage: Passage, proposal: Proposal) -> Proposal:
        """The proposal with the world's place that the words name. One that is not certain, or only has a name like
        it, is among the alternatives: then the person chooses, and the words alone come first."""
        if self._world is None:
            return _told_too(proposal, {})
        read = self._world.read(passage.text, proposal.start, proposal.end)
        words = {"words": proposal.words}
        if read.taken is not None:
            values = {**words, **place_parts(read.taken, read.precision)}
            return replace(proposal, values=values, rule="gazetteer")
        others = tuple(
            replace(proposal, values={**words, **place_parts(each)}, rule="gazetteer: " + each.how)
            for each in read.offered
        )
        return replace(proposal, values=words, alternatives=others)

    def _lies(self, passage: Passage, words: Words, told: relative.Relative) -> Parts:
        """What is known of a place that is told from another one: its country, how exactly; with a distance and a
        direction the point, without either that of the other place, which it is near."""
        if self._world is None:
            return {}
        to = self._world.read(passage.text, words.starts[told.to], words.ends[told.last - 1]).taken
        if to is None:
            return {}
        found = place_parts(to, "region" if told.km is not None or told.direction else "near")
        kept = {part: value for part, value in found.items() if part in ("country", "precision")}
        if told.km is None and not told.direction:
            return {part: value for part, value in found.items() if part != "name"}
        point = self._world.point(to, told.direction, told.km) if told.km is not None else None
        if point is None:
            return kept
        return {**kept, "latitude": point[0], "longitude": point[1], "coordinate_source": "gazetteer"}

    def _told(self, passage: Passage, words: Words, first: int, last: int) -> list[relative.Relative]:
        ends: dict[int, int] = {}
        for at, entry, _ in self._names.find(words, first, last):
            ends[at] = max(ends.get(at, 0), at + len(entry.words))
        return list(relative.read(passage.text, words, first, last, lambda at: ends.get(at, at)))

    def _named(self, words: Words, first: int, last: int) -> list[tuple[int, int, tuple[str, ...]]]:
        """(first index, index after, the folded name) of known places, of overlapping ones the longest."""
        found = [(at, at + len(entry.words), name) for at, entry, name in self._names.find(words, first, last)]
        taken: list[tuple[int, int, tuple[str, ...]]] = []
        for one in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
            place = bisect_left(taken, one)
            before = taken[place - 1] if place else None
            after = taken[place] if place < len(taken) else None
            if (before is None or before[1] <= one[0]) and (after is None or one[1] <= after[0]):
                taken.insert(bisect_right(taken, one), one)
        return taken

    def _known(self, passage: Passage, start: int, end: int, name: tuple[str, ...]) -> Proposal:
        words = passage.text[start:end]
        readings = [
            Proposal("place", start, end, words, {"words": words, **parts}, "coded before")
            for parts in self._coded[name]
        ]  # fmt: skip
        return replace(readings[0], alternatives=tuple(readings[1:]))

    def _relative(self, passage: Passage, words: Words, told: relative.Relative) -> Proposal:
        start, end = words.starts[told.first], words.ends[told.last - 1]
        quote = passage.text[start:end]
        values = {"words": quote, **self._lies(passage, words, told), **told.values(passage.text, words)}
        return Proposal("place", start, end, quote, values, "from another place")


COORDINATES = "coordinates"  # the rule of a proposal that was read from two angles
_MOST_CODED = 4  # places of the project that are offered while one types
_PRECISIONS = {"country": "country", "province": "province", "district": "district"}


def place_parts(match: Match, precision: str = "") -> dict[str, Scalar]:
    """A place of the list by the fixed names of the parts of a place; a country is no point (CODEBOOK.md V13)."""
    parts: dict[str, Scalar] = {}
    if match.kind in ("place", "capital"):
        parts["name"] = match.name
    for part, kind in (("admin2", "district"), ("admin1", "province")):
        told = match.name if match.kind == kind else match.admin2 if part == "admin2" else match.admin1
        if told:
            parts[part] = told
    parts["country"] = match.country
    parts["precision"] = precision or _PRECISIONS.get(match.kind, "exact")
    if match.kind != "country" and match.latitude is not None and match.longitude is not None:
        parts |= {"latitude": match.latitude, "longitude": match.longitude, "coordinate_source": "gazetteer"}
    return parts


_OF_THE_WORDS = frozenset({"words", "km", "direction", "to", "approximate"})


def _point(words: str) -> dict[str, Scalar]:
    """The parts that coordinates give; empty where the words are none. Their source is not known from them."""
    try:
        found = read_coordinates(words)
    except ValueError:
        return {}
    return {"latitude": found[0], "longitude": found[1]} if found is not None else {}


def _overlaps(proposal: Proposal, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < proposal.end and proposal.start < end for start, end in spans)


def _trimmed(passage: Passage) -> tuple[int, int]:
    """The passage without blanks at its ends."""
    words = passage.words
    start = passage.start + len(words) - len(words.lstrip())
    return (start, passage.start + len(words.rstrip())) if words.strip() else (start, start)


def _told_too(proposal: Proposal, told: Parts) -> Proposal:
    """The proposal and its alternatives with the words and what they tell of distance and direction."""
    values = {"words": proposal.words, **proposal.values, **told}
    rule = "from another place" if told and proposal.rule == "words" else proposal.rule
    others = tuple(replace(other, values={**other.values, **told}) for other in proposal.alternatives)
    return replace(proposal, values=values, rule=rule, alternatives=others)
