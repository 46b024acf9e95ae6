# SPDX-License-Identifier: MIT
"""The hand-over file: what goes from one project to another, as a zip. The door to both directions.

What lives here: the names and limits of the format, and the order of what is in it. What does not: writing
(handover_writing.py), reading (handover_reading.py), what a unit may hold (handover_checks.py), the zip itself
(handover_zip.py). Described for people in resources/help/hand-over.md and for programs in
resources/schemas/hand-over.schema.json.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.faults import InputRefused
from curator.domain.handover import KINDS, HandOver
from curator.formats.strict_json import plain
from curator.pattern import pattern
from curator.shape import replace

HANDOVER_SUFFIX = ".curator-handover"
FORMAT = "curator-handover"
FORMAT_VERSION = 1
OPENING = "This hand-over was not taken"

MANIFEST = "manifest.json"
ARTICLES, TEXTS = "articles", "texts"
# The part that holds the units of a kind, a line for each.
PARTS: Mapping[str, str] = {
    "article": "metadata", "assignment": "assignments", "reading": "readings", "incident": "incidents",
    "passage": "passages", "comment": "comments", "pair": "pairs", "judgement": "judgements",
}  # fmt: skip

# What an article's line tells of how it was read, where that is known.
ORIGIN = ("reader", "reader_version", "media")

# Limits (RELIABILITY.md 3.5), in bytes as they are when unpacked.
MOST_ENTRIES = 5_000
MOST_BYTES = 2_000_000_000
MOST_ENTRY_BYTES = 128 * 1024 * 1024
MOST_LINE_BYTES, LONG_LINE_BYTES = 16 * 1024 * 1024, 1024 * 1024
MOST_MANIFEST_BYTES = 16 * 1024 * 1024
MOST_CODEBOOKS, MOST_CODEBOOK_BYTES = 100, 4 * 1024 * 1024  # of all together: judging one takes time
MOST_VERSIONS = 100  # of one unit: every one is compared with every other
MOST_RATIO = 200
SMALL_ENTRY = 64 * 1024  # what a short entry unpacks to harms nobody, however well it was packed

# A part is closed and the next one begun where it holds this much. Texts are files of their own, which people can read,
# as far as their number allows; all others go into parts, but for the long ones.
PART_BYTES = 16 * 1024 * 1024
MOST_TEXT_FILES = 1_000
LONG_TEXT_BYTES = 1024 * 1024

_LINES = "|".join((ARTICLES, TEXTS, *PARTS.values()))
PART_NAME = pattern(rf"(?P<part>{_LINES})(-(?P<number>[2-9]|[1-9][0-9]{{1,3}}))?\.jsonl")
CODEBOOK_NAME = pattern(r"codebooks/(?P<sha256>[0-9a-f]{64})\.json")
TEXT_NAME = pattern(r"texts/(?P<sha256>[0-9a-f]{64})\.txt")


def part_name(part: str, number: int) -> str:
    """The name of the first, second ... entry with lines of this part."""
    return f"{part}.jsonl" if number == 1 else f"{part}-{number}.jsonl"


def is_allowed(name: str) -> bool:
    """Whether an entry of a hand-over may have this name."""
    return name == MANIFEST or any(known.fullmatch(name) for known in (PART_NAME, CODEBOOK_NAME, TEXT_NAME))


def refusal(reason: str, *places: str) -> InputRefused:
    """What to raise for a file that is not taken; `reason` goes on after "because"."""
    return InputRefused(f"{OPENING}, because {plain(reason)}; nothing was changed.", places)


def in_file_order(handover: HandOver) -> HandOver:
    """The same hand-over as reading its file gives it: sorted, articles without the number they have in a project.

    Codebooks keep their order: the first one is in force.
    """
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    numberless = (replace(handed, article=replace(handed.article, n=0)) for handed in handover.articles)
    return replace(
        handover,
        coders=tuple(sorted(handover.coders, key=lambda coder: coder.id)),
        layers=tuple(sorted(handover.layers)),
        articles=tuple(sorted(numberless, key=lambda handed: handed.article.id)),
        versions=tuple(
            sorted(handover.versions, key=lambda each: (kinds[each.kind], each.article, each.unit, each.known))
        ),
    )
