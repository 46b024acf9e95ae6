# SPDX-License-Identifier: MIT
"""The coding file: one article with everything coded in it, as JSON. The door to both directions.

What lives here: the names of the format and what reading gives. What does not: reading (coding_file_reading.py),
writing (coding_file_writing.py), putting a coding into a project (operations). Described for people in
resources/help/coding-file.md and for programs in resources/schemas/coding-file.schema.json.
"""

from __future__ import annotations

from dataclasses import dataclass

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder
from curator.domain.ids import derived_id

FORMAT = "curator-coding"
FORMAT_VERSION = 1
EXTENSION = ".coding.json"
# Code points of the article's text written before and after each quote, for people and for finding the words again.
CONTEXT = 32
OPENING = "This coding file was not taken"


@dataclass(frozen=True)
class ParsedCoding:
    """A coding file that is right in itself and agrees with its text.

    `text` is the text that the file itself carries, or None. `Incident.codebook` is what `codebook_id` gave when
    reading, and `Article.id` is the file's or one derived from the text: whoever receives it matches both.
    An `added` or `created` that is "" was not in the file. `further`: what `codebook_id` gave for the other codebooks
    that name something in it, besides `codebook` and those of the incidents.
    """

    coding: ArticleCoding
    coders: tuple[Coder, ...]
    text: str | None
    codebook: Codebook
    further: tuple[str, ...] = ()


def derived_article_id(text_sha256: str) -> str:
    """The id of an article whose coding file gives none."""
    return derived_id("article", text_sha256)


def derived_coder_id(name: str) -> str:
    """The id of a coder of whom a file gives the name only."""
    return derived_id("coder", name)


def derived_incident_id(text_sha256: str, coder: str, place: str) -> str:
    """The id of an incident without one: `place` is where it stands in the file ("incidents[2]")."""
    return derived_id("incident", text_sha256, coder, place)


def derived_part_id(owner: str, place: str) -> str:
    """The id of a row or span without one: `place` within its incident or article ("groups.people[0]")."""
    return derived_id("part", owner, place)


def derived_note_id(owner: str, row: str, field: str) -> str:
    """The id of what is said of a value: there is one at most for each field of an incident, a row or an article."""
    return derived_id("value note", owner, row, field)
