# SPDX-License-Identifier: MIT
"""What words can be read as in this project: the suggesters, the codebook, and what this coder coded here before.

What lives here: asking the suggesters with what they need to know. What does not: reading words (suggest), what
becomes of a proposal (reading.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from curator.app.coding.reading import Span
from curator.app.incidents.shown import ArticleShown
from curator.domain.codebook.model import Codebook, Field
from curator.shape import replace
from curator.suggest.proposal import Passage, Proposal
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.suggest.counts import CountSuggester
    from curator.suggest.place_reader import PlaceReader
    from curator.suggest.places import PlaceSuggester

# The kinds of proposals that can fill a field of a kind.
SERVES = {
    "date": ("date",), "day": ("date",), "count": ("count",), "integer": ("count",), "decimal": ("count",),
    "place": ("place",), "relative_location": ("place",), "choice": ("choice",), "choices": ("choice",),
    "yes_no": ("choice",), "time_of_day": ("time_of_day",),
}  # fmt: skip
_MOST_TYPED = 100  # code points of a place that is being typed; more is no name
_MOST = 5_000  # code points that are read at once, some 20 ms: no value is told in more words than this


class Proposing:
    """Proposals for words of the article on show. What the project coded before is read anew after changes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._places: dict[tuple[str, str], PlaceSuggester] = {}
        self._world: PlaceReader | None = None  # what they were made with

    def forget(self) -> None:
        """Something was coded: places are read again when they are wanted next."""
        self._places.clear()

    def passage(self, shown: ArticleShown, span: Span) -> Passage:
        """The words at `span` with what a suggester may know of the article."""
        fields = shown.coding.article.fields
        day = published_day(fields.get("published", ""))
        return Passage(shown.coding.text, *span, day, fields.get("language", ""))

    def propose(self, passage: Passage, node: Field, group: str = "", cues: Sequence[str] = ()) -> list[Proposal]:
        """What the passage says for a field: of a count and a place the words as a whole first, then what is in them.

        `cues`: words of the harm that is asked for, where the words tell of several counts.
        """
        passage = _begun(passage)
        if node.kind in ("count", "integer", "decimal"):
            whole = self._counts.whole(passage, cues)
            return [whole] if whole is not None else []
        if node.kind == "time_of_day":
            return self.times(passage)
        if node.kind == "place":
            known = self._known_places(node, group)
            told = known.whole(passage)
            inside = [*known.propose(passage, self._book), *self._choices_within(passage, node, group)]
            return [told, *inside] if told is not None else inside
        if node.kind == "relative_location":
            return [each for each in self.everything(passage, ("place",)) if "to" in each.values]
        found = self.everything(passage, SERVES.get(node.kind, ()))
        return [each for each in found if each.kind != "choice" or (each.field, each.group) == (node.key, group)]

    def places_begun(self, typed: str, node: Field, group: str = "") -> list[Proposal]:
        """Places that may be meant by what is typed so far: the project's own first, then the world's."""
        return self._known_places(node, group).begun(typed[:_MOST_TYPED])

    def everything(self, passage: Passage, kinds: Sequence[str] = ()) -> list[Proposal]:
        """All proposals of these kinds (none named: of all) in the passage; of a very long one in its beginning."""
        from curator.suggest.suggesters import proposals  # wanted with the first words, not at start

        return list(proposals(_begun(passage), self._book, kinds or None).proposals)

    def times(self, passage: Passage) -> list[Proposal]:
        """The time of day that the passage tells, if any."""
        from curator.suggest.times import time_of_day

        told = time_of_day(_begun(passage))
        return [told] if told is not None else []

    @property
    def _book(self) -> Codebook:
        return self._workspace.codebook

    @cached_property
    def _counts(self) -> CountSuggester:
        from curator.suggest.counts import CountSuggester

        return CountSuggester()

    def _known_places(self, node: Field, group: str) -> PlaceSuggester:
        from curator.suggest.places import PlaceSuggester

        known_world, self._world = self._world, world()
        if self._world is not known_world:  # it is unpacked now
            self.forget()
        if (group, node.key) not in self._places:
            coder = self._workspace.coder.id if self._workspace.coder is not None else ""
            with self._workspace.read() as reads:  # one's own: a colleague's layer may be hidden
                coded = reads.places_coded_before(self._book, coder=coder)
            for key, places in coded.items():
                top = self._book.node(key[1], key[0])
                parts = {leaf.key: leaf.part for leaf in top.leaves()} if top is not None else {}
                known = [
                    (place.words, {parts[each]: value for each, value in place.values.items() if each in parts})
                    for place in places
                    for _ in range(min(place.count, 9))
                ]
                self._places[key] = PlaceSuggester(known, self._world)
        return self._places.get((group, node.key)) or PlaceSuggester((), self._world)

    def _choices_within(self, passage: Passage, node: Field, group: str) -> list[Proposal]:
        """Choices for the parts of a compound: the country of a place."""
        parts = {leaf.key for leaf in node.leaves() if leaf.kind == "choice"}
        found = self.everything(passage, ("choice",))
        return [each for each in found if each.field in parts and each.group == group]


def world() -> PlaceReader | None:
    """The list of the world's places; None as long as it is not unpacked (app/world_places.py sees to that)."""
    from curator.suggest.gazetteer_file import unpacked

    path = unpacked()
    return _opened(path) if path is not None else None


@lru_cache(maxsize=1)
def _opened(path: Path) -> PlaceReader:
    from curator.suggest.gazetteer import Gazetteer
    from curator.suggest.place_reader import PlaceReader

    return PlaceReader(Gazetteer(path))


def _begun(passage: Passage) -> Passage:
    """The passage as far as it is read: somebody may select the whole article, and the window is not to wait."""
    return replace(passage, end=min(passage.end, passage.start + _MOST))


def published_day(written: str) -> date | None:
    """The calendar day of a publication date as it is stored; None where there is none."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def published_words(shown: ArticleShown) -> tuple[Span, ...]:
    """The words of the article that give its day of publication."""
    found = (span for span in shown.coding.article_evidence if span.field == "published")
    return tuple((span.start, span.end) for span in found)
