# SPDX-License-Identifier: MIT
"""A small hand-over with a unit of every kind, and how to take its file apart and put it together in wrong ways.

What lives here: what the tests of the file share. What does not: random hand-overs (tests/handovers_strategy.py).
"""

from __future__ import annotations

import copy
import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

from curator.domain.canonical import canonical_json, sha256_of
from curator.domain.codebook.document import codebook_sha256
from curator.domain.coding import Article, Coder
from curator.domain.handover import LAYER, HandedArticle, HandOver, Version
from curator.domain.ids import derived_id
from curator.domain.settling import text_sha256
from curator.formats.handover_file import in_file_order
from curator.formats.handover_writing import write_handover
from curator.formats.handover_zip import ZipWriting
from tests.codings_strategy import small_codebook
from tests.handovers_strategy import STAMP, by_id

Json = dict[str, Any]
BOOK = small_codebook()
BOOK_SHA = codebook_sha256(BOOK)
TEXT = "On Friday two men were hurt near the bridge. 👩‍👩‍👧 saw it."
TEXT_SHA = text_sha256(TEXT)
OTHER_TEXT = "Nothing happened."


def an_id(*parts: str) -> str:
    return derived_id("sample", *parts)


ANA, BO, TOGETHER = (derived_id("coder", name) for name in ("Ana", "Bo", "together"))
ARTICLE, OTHER_ARTICLE = an_id("article"), an_id("other article")
INCIDENT, SECOND, ROW = an_id("incident"), an_id("second"), an_id("row")
KNOWN = tuple(sorted(an_id("change", str(number)) for number in range(3)))


def words(quote: str) -> Json:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def span(quote: str, row: str = "", field: str = "") -> Json:
    return {
        "id": an_id("span", quote, row, field),
        "row": row,
        "field": field,
        **words(quote),
        "role": "direct",
        "position": 0,
    }


def note(field: str, row: str = "") -> Json:
    return {
        "id": an_id("note", field, row), "row": row, "field": field, "state": "value", "basis": "normalised",
        "proposed": False, "note": "",
    }  # fmt: skip


def incident() -> Json:
    return {
        "codebook": BOOK_SHA, "status": "finished", "position": 0, "created": STAMP,
        "values": {"headline": "Two hurt", "when_first": "2019-11-08", "number": 2, "weight": 1.5,
            "means_used": "x1; x2"},
        "rows": [{"id": ROW, "group": "people", "position": 0, "values": {"duty": "doer"}}],
        "notes": by_id([note("when"), note("duty", ROW)]),
        "evidence": by_id([span("two men were hurt"), span("Friday", field="when_first"), span("men", ROW, "duty")]),
    }  # fmt: skip


def second_incident() -> Json:
    return {
        "codebook": BOOK_SHA, "status": "draft", "position": 1, "created": STAMP, "values": {}, "rows": [],
        "notes": [], "evidence": [],
    }  # fmt: skip


def versions() -> tuple[Version, ...]:
    one, other = sorted((INCIDENT, SECOND))
    metadata = {"fields": {"title": "Two hurt"}, "notes": [], "evidence": [span("bridge", field="title")]}
    comment = {
        "incident": INCIDENT, "row": ROW, "field": "duty", "thread": an_id("comment"), "text": "Sure?",
        "created": STAMP, "resolved": False,
    }  # fmt: skip
    judged = {
        "incident": INCIDENT, "consensus": "", "row": "", "field": "number", "verdict": "checked", "reason": "",
        "unclear": False, "seen": "", "created": STAMP,
    }  # fmt: skip
    pair = {"one": one, "other": other, "same": True, "created": STAMP}
    passage = {**words("saw it"), "reason": "past", "note": ""}
    return (
        Version("article", ARTICLE, ARTICLE, "", (), metadata),
        Version("assignment", derived_id("assignment", ARTICLE, ANA), ARTICLE, "", (), {"coder": ANA, "added": STAMP}),
        Version("reading", derived_id("reading", ARTICLE, ANA), ARTICLE, ANA, KNOWN[:1], {"state": "finished"}),
        Version("incident", INCIDENT, ARTICLE, ANA, KNOWN, incident()),
        Version("incident", SECOND, ARTICLE, BO, (), second_incident()),
        Version("incident", an_id("gone"), ARTICLE, ANA, KNOWN[1:], None),
        Version("passage", an_id("passage"), ARTICLE, ANA, (), passage),
        Version("comment", an_id("comment"), ARTICLE, BO, (), comment),
        Version("pair", derived_id("pair", BO, one, other), ARTICLE, BO, (), pair),
        Version("judgement", an_id("judgement"), ARTICLE, BO, (), judged),
    )


def handover() -> HandOver:
    """Two articles, one of them without its text, and a unit of every kind."""
    coders = (Coder(ANA, "Ana"), Coder(BO, "Bo"), Coder(TOGETHER, "together", "consensus"))
    told = ("0" * 64, "text/1", STAMP)
    articles = (
        HandedArticle(Article(ARTICLE, TEXT_SHA, len(TEXT), {"title": "Two hurt"}, *told), TEXT),
        HandedArticle(Article(OTHER_ARTICLE, text_sha256(OTHER_TEXT), len(OTHER_TEXT), {}, *told)),
    )
    return in_file_order(
        HandOver(
            an_id("project"), "Riverside", LAYER, ANA, "Curator 0.1", coders, (BOOK,), articles, versions(), (ANA, BO),
            "As agreed.", {"blind": "yes"},
        )
    )  # fmt: skip


class Parts:
    """The entries of a hand-over's file, to be changed; `manifest` says what is in them unless told otherwise."""

    def __init__(self, folder: Path) -> None:
        path = folder / "whole.curator-handover"
        write_handover(handover(), path)
        with zipfile.ZipFile(path) as packed:
            self.entries = {name: packed.read(name) for name in packed.namelist()}
        self.manifest: Json = json.loads(self.entries.pop("manifest.json"))

    def lines(self, part: str) -> list[Any]:
        return [json.loads(line) for line in self.entries[f"{part}.jsonl"].split(b"\n") if line]

    def put(self, part: str, lines: list[Any]) -> None:
        """Other lines for a part; the manifest's count follows."""
        self.entries[f"{part}.jsonl"] = b"".join(canonical_json(line).encode() + b"\n" for line in lines)
        self.manifest["counts"][part] = len(lines)

    def change(self, part: str, number: int, path: str, value: object) -> None:
        """Another value at a place of a line, such as content.evidence.0.start; ... takes the member out."""
        lines = self.lines(part)
        put_at(lines[number], path, value)
        self.put(part, lines)

    def listed(self) -> bytes:
        """The manifest with the entries as they are now."""
        told = copy.deepcopy(self.manifest)
        told["entries"] = [
            {"name": name, "bytes": len(data), "sha256": sha256_of(data)} for name, data in self.entries.items()
        ]
        return canonical_json(told).encode()

    def packed(self, manifest: bytes | None = None) -> bytes:
        """The file, with every hash right unless another manifest is given."""
        return zipped({**self.entries, "manifest.json": self.listed() if manifest is None else manifest})


def put_at(given: Any, path: str, value: object) -> None:
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps[:-1]:
        given = given[step]
    if value is ...:
        del given[steps[-1]]
    else:
        given[steps[-1]] = value


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    packing = ZipWriting(stream)
    for name, data in entries.items():
        packing.add(name, data)
    packing.finish()
    return stream.getvalue()


LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def patched(data: bytes, sign: bytes, name: str, offset: int, form: str, value: int) -> bytes:
    """The file with one number changed in the header (LOCAL) or the line of the directory (CENTRAL) of an entry."""
    fixed = {LOCAL: 30, CENTRAL: 46}[sign]
    at = data.index(sign)
    while data[at + fixed : at + fixed + len(name)] != name.encode():
        at = data.index(sign, at + 1)
    changed = bytearray(data)
    struct.pack_into(form, changed, at + offset, value)
    return bytes(changed)


def ended(data: bytes, **told: int) -> bytes:
    """The file with another end: disk, first_disk, here, many, length, place, comment."""
    names = ("disk", "first_disk", "here", "many", "length", "place", "comment")
    values = dict(zip(names, struct.unpack("<4H2IH", data[-18:]), strict=True)) | told
    return data[:-18] + struct.pack("<4H2IH", *values.values())
