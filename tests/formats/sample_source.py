# SPDX-License-Identifier: MIT
"""The sample's five incidents as a source that every writer can read, with a log that knows when they were made."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from curator.assets import asset
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder
from curator.formats.codebook_toml import read_codebook
from curator.formats.coding_file import ParsedCoding
from curator.formats.coding_file_reading import read_coding
from curator.formats.set_source import ChangeLine
from curator.formats.wide_codebook import codebook_ref
from tests.formats.memory_source import MemorySource

MADE = "2019-11-10T09:00:00.000Z"


@cache
def sample_codebook() -> Codebook:
    return read_codebook(asset("codebooks/incidents.toml").read_text(encoding="utf-8"))


@cache
def _parsed() -> ParsedCoding:
    text = asset("samples/seed-article.txt").read_bytes().decode("utf-8")
    return read_coding(asset("samples/seed.coding.json").read_bytes(), lambda *_: sample_codebook(), text)


def sample_coding() -> ArticleCoding:
    """The coding with the numbers that its incidents have in a new project."""
    parsed, ref = _parsed(), codebook_ref(sample_codebook())
    incidents = (
        replace(incident, number=number, codebook=ref) for number, incident in enumerate(parsed.coding.incidents, 1)
    )
    return replace(parsed.coding, incidents=tuple(incidents))


def sample_coders() -> tuple[Coder, ...]:
    return _parsed().coders


def sample_source() -> MemorySource:
    coding, coder = sample_coding(), sample_coders()[0]
    log = [
        ChangeLine(seq, one.id, MADE, coder.id, coder.name, "receive", "Received", coding.article.id, one.id)
        for seq, one in enumerate(coding.incidents, 1)
    ]
    return MemorySource(sample_codebook(), sample_coders(), [coding], log=log)
