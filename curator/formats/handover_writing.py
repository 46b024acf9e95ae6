# SPDX-License-Identifier: MIT
"""Writing a hand-over: the same content gives the same bytes, line by line, whatever its size.

What lives here: from a HandOver to its file. What does not: the way back (handover_reading.py), choosing what goes
along (tasks), the zip (handover_zip.py), the file that is there whole or not at all (curator/atomic.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from curator.atomic import file_in_place
from curator.domain.canonical import canonical_json, sha256_of
from curator.domain.codebook.document import codebook_json
from curator.domain.coding import Article
from curator.domain.faults import UserFault
from curator.domain.handover import KINDS, HandOver, Version
from curator.formats.handover_file import (
    ARTICLES,
    FORMAT,
    FORMAT_VERSION,
    LONG_TEXT_BYTES,
    MANIFEST,
    MOST_BYTES,
    MOST_CODEBOOK_BYTES,
    MOST_CODEBOOKS,
    MOST_ENTRIES,
    MOST_ENTRY_BYTES,
    MOST_LINE_BYTES,
    MOST_TEXT_FILES,
    ORIGIN,
    PART_BYTES,
    PARTS,
    TEXTS,
    in_file_order,
    part_name,
)
from curator.formats.handover_zip import ZipWriting

Json = dict[str, Any]


def write_handover(handover: HandOver, path: Path) -> None:
    """Write the file at `path`, in place of what is there; it appears whole or not at all.

    Raises OSError where the disk is full or cannot be written, and UserFault where it is more than a hand-over may
    hold; what was there stays then.
    """
    with file_in_place(path) as file:
        _Writing(file).write(in_file_order(handover))


class _Writing:
    """One hand-over being written: entries in their order, each with its hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipWriting(file)
        self._entries: list[Json] = []
        self._counts: dict[str, int] = {}
        self._bytes = 0

    def write(self, handover: HandOver) -> None:
        books = {sha256_of(text): text for text in map(codebook_json, handover.codebooks)}
        if len(books) > MOST_CODEBOOKS or sum(len(text.encode()) for text in books.values()) > MOST_CODEBOOK_BYTES:
            raise _too_much(f"{MOST_CODEBOOKS} codebooks, or 4 MB of them")
        for sha256, text in books.items():
            self._add(f"codebooks/{sha256}.json", text.encode("utf-8"))
        self._counts["codebooks"] = len(books)
        self._lines(ARTICLES, (_article(each.article, each.text is not None) for each in handover.articles))
        self._texts({each.article.text_sha256: each.text for each in handover.articles if each.text is not None})
        for kind in KINDS:
            self._lines(PARTS[kind], (_unit(each) for each in handover.versions if each.kind == kind))
        manifest = _head(handover) | {"codebooks": list(books), "counts": self._counts, "entries": self._entries}
        self._add(MANIFEST, canonical_json(manifest).encode("utf-8"))
        self._zip.finish()

    def _add(self, name: str, data: bytes) -> None:
        self._bytes += len(data)
        if self._bytes > MOST_BYTES or len(data) > MOST_ENTRY_BYTES:
            raise _too_much("2 GB" if self._bytes > MOST_BYTES else "128 MB in one piece")
        if len(self._entries) >= MOST_ENTRIES:
            raise _too_much(f"{MOST_ENTRIES} entries")
        self._zip.add(name, data)
        self._entries.append({"name": name, "bytes": len(data), "sha256": sha256_of(data)})

    def _lines(self, part: str, lines: Iterable[Json]) -> None:
        """Write a part in entries of about 16 MB; none where it has no line."""
        waiting = bytearray()
        number, count = 1, 0
        for line in lines:
            encoded = canonical_json(line).encode("utf-8")
            if len(encoded) > MOST_LINE_BYTES:
                raise _too_much("16 MB in one unit")
            waiting += encoded + b"\n"
            count += 1
            if len(waiting) >= PART_BYTES:
                self._add(part_name(part, number), bytes(waiting))
                waiting.clear()
                number += 1
        if waiting:
            self._add(part_name(part, number), bytes(waiting))
        self._counts[part] = self._counts.get(part, 0) + count

    def _texts(self, texts: Mapping[str, str]) -> None:
        """Texts as files that people can read; where there are very many, the shorter ones as lines."""
        many = len(texts) > MOST_TEXT_FILES
        packed: list[str] = []
        for sha256 in sorted(texts):
            if many and 4 * len(texts[sha256]) <= LONG_TEXT_BYTES:
                packed.append(sha256)
            else:
                self._add(f"texts/{sha256}.txt", texts[sha256].encode("utf-8"))
        self._counts[TEXTS] = len(texts) - len(packed)
        self._lines(TEXTS, ({"sha256": sha256, "text": texts[sha256]} for sha256 in packed))


def _head(handover: HandOver) -> Json:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "program": handover.program,
        "purpose": handover.purpose,
        "project": {"id": handover.project, "name": handover.project_name},
        "made_by": handover.made_by,
        "layers": list(handover.layers),
        "coders": [{"id": each.id, "name": each.name, "kind": each.kind} for each in handover.coders],
        "settings": dict(handover.settings),
        "note": handover.note,
    }


def _article(article: Article, with_text: bool) -> Json:
    return {
        "id": article.id,
        "text_sha256": article.text_sha256,
        "length": article.length,
        "original_sha256": article.original_sha256,
        "settled_by": article.settled_by,
        "added": article.added,
        "fields": dict(article.fields),
        "text": with_text,
        **({"origin": {name: getattr(article, name) for name in ORIGIN}} if article.reader or article.media else {}),
        **({"follows": article.follows} if article.follows else {}),
    }


def _unit(version: Version) -> Json:
    content = None if version.content is None else dict(version.content)
    return {
        "unit": version.unit,
        "article": version.article,
        "coder": version.coder,
        "known": list(version.known),
        "content": content,
    }


def _too_much(what: str) -> UserFault:
    return UserFault(
        f"The hand-over would hold more than {what}. Nothing was written. Leave the texts out, or hand over fewer "
        "articles at a time."
    )
