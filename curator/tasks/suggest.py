# SPDX-License-Identifier: MIT
"""What would be proposed for a text: an article's file read, and every value its words give.

What lives here: from a file to proposals. What does not: reading words (curator/suggest), showing them (the faces).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from curator.domain.codebook.model import Codebook
from curator.formats.article_file import read_article_file
from curator.suggest.gazetteer import Gazetteer
from curator.suggest.gazetteer_file import unpack
from curator.suggest.place_reader import PlaceReader
from curator.suggest.places import PlaceSuggester
from curator.suggest.proposal import Passage, Proposal
from curator.suggest.suggesters import proposals


@dataclass(frozen=True)
class Suggestions:
    """The proposals for one file, in the order of its settled text; offsets are code points of that text.

    `published` and `language` are what was counted with: as said, else as the file itself tells; None or "" where
    neither does. `faults` name what could not be asked.
    """

    file: str
    published: date | None
    language: str
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def suggest_for_file(path: Path, codebook: Codebook, published: date | None = None, language: str = "") -> Suggestions:
    """Read a file as an article and propose values for all of it. Raises InputRefused where it is no article."""
    article = read_article_file(path)
    fields = article.fields
    day = published or _day(fields.get("published", ""))
    spoken = language or fields.get("language", "")
    passage = Passage(article.text, 0, len(article.text), day, spoken)
    world, faults = _world()
    found = proposals(passage, codebook, places=world)
    return Suggestions(article.source_file, day, spoken, found.proposals, article.warnings, (*found.faults, *faults))


def _world() -> tuple[PlaceSuggester, tuple[str, ...]]:
    """Places with the list of the world's, which is unpacked where it is not yet."""
    try:
        return PlaceSuggester((), PlaceReader(Gazetteer(unpack()))), ()
    except OSError as fault:
        return PlaceSuggester(), (f"The list of the world's places could not be unpacked ({fault}); it was not asked.",)


def _day(told: str) -> date | None:
    """The day of a publication date as the file's head tells it; it may carry a time of day."""
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
