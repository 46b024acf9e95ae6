# SPDX-License-Identifier: MIT
"""The manifest of a hand-over: who made it, of what it consists, and the hash of each of its entries.

What lives here: its shape, reading it, and what it says against what is there. What does not: the entries
(handover_reading.py), whether names and ids in it are right (handover_checks.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator.domain.coding import Coder
from curator.domain.faults import InputRefused
from curator.formats.handover_file import (
    ARTICLES,
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    MOST_CODEBOOKS,
    MOST_MANIFEST_BYTES,
    OPENING,
    PARTS,
    TEXTS,
    is_allowed,
    refusal,
)
from curator.formats.handover_members import Wrong, exact, listed, sha256, text, whole
from curator.formats.handover_zip import ZipReading
from curator.formats.strict_json import cut, load
from curator.shape import Frozen

MEMBERS = (
    "format", "format_version", "program", "purpose", "project", "made_by", "layers", "coders", "settings", "note",
    "codebooks", "counts", "entries",
)  # fmt: skip
_CODER = frozenset(("id", "name", "kind"))
_ENTRY = frozenset(("name", "bytes", "sha256"))
COUNTED = ("codebooks", ARTICLES, TEXTS, *PARTS.values())


class Manifest(Frozen):
    """What manifest.json says, every member of its type. `entries`: name -> (bytes, SHA-256)."""

    program: str
    purpose: str
    project: str
    project_name: str
    made_by: str
    layers: tuple[str, ...]
    coders: tuple[Coder, ...]
    settings: Mapping[str, str]
    note: str
    codebooks: tuple[str, ...]
    counts: Mapping[str, int]
    entries: Mapping[str, tuple[int, str]]

    def check_count(self, part: str, there: int) -> None:
        """Raise InputRefused where there are not as many as it says."""
        if self.counts[part] != there:
            raise refusal(f"its {MANIFEST} speaks of {self.counts[part]} {part}, but there are {there}")


def read_manifest(packed: ZipReading) -> Manifest:
    """The manifest of an open zip, which holds exactly the entries that it names. Raises InputRefused."""
    if MANIFEST not in packed.entries:
        raise refusal(f"it is no hand-over: it holds no {MANIFEST}")
    document = load(packed.read(MANIFEST, MOST_MANIFEST_BYTES), f"{OPENING} (its {MANIFEST} is not right)")
    _check_format(document)
    try:
        manifest = _manifest(document)
    except Wrong as fault:
        raise refusal(f"its {MANIFEST} is not right ({fault.told})", f"{MANIFEST}: {fault.told}") from None
    _check_entries(manifest, packed)
    return manifest


def _check_format(document: Any) -> None:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise refusal(f"it is no hand-over: the “format” in its {MANIFEST} is not “{FORMAT}”")
    version = document.get("format_version")
    if type(version) is not int or version < 1:
        raise refusal(f"the “format_version” in its {MANIFEST} is not a version")
    if version > FORMAT_VERSION:
        raise InputRefused(
            f"{OPENING}, because it was written by a newer Curator (version {version} of the format; this one reads up "
            f"to {FORMAT_VERSION}). Nothing was changed; update Curator."
        )


def _manifest(document: Any) -> Manifest:
    members = exact(document, frozenset(MEMBERS), "")
    project = exact(members["project"], frozenset(("id", "name")), "project")
    counts = exact(members["counts"], frozenset(COUNTED), "counts")
    settings = members["settings"]
    if not isinstance(settings, dict):
        raise Wrong("settings", "an object {name: text} is expected here")
    books = [sha256(each, f"codebooks[{at}]") for at, each in enumerate(listed(members["codebooks"], "codebooks"))]
    if len(set(books)) < len(books) or len(books) > MOST_CODEBOOKS:
        raise Wrong("codebooks", f"each codebook is named once, and at most {MOST_CODEBOOKS} are")
    return Manifest(
        text(members["program"], "program"),
        text(members["purpose"], "purpose"),
        text(project["id"], "project.id"),
        text(project["name"], "project.name"),
        text(members["made_by"], "made_by"),
        tuple(text(each, f"layers[{at}]") for at, each in enumerate(listed(members["layers"], "layers"))),
        tuple(_coder(each, f"coders[{at}]") for at, each in enumerate(listed(members["coders"], "coders"))),
        {key: text(value, f"settings.{cut(key)}") for key, value in settings.items()},
        text(members["note"], "note"),
        tuple(books),
        {part: whole(counts[part], f"counts.{part}") for part in COUNTED},
        _entries(members["entries"]),
    )


def _coder(value: object, place: str) -> Coder:
    members = exact(value, _CODER, place)
    return Coder(*(text(members[name], f"{place}.{name}") for name in ("id", "name", "kind")))


def _entries(value: object) -> dict[str, tuple[int, str]]:
    entries: dict[str, tuple[int, str]] = {}
    for at, each in enumerate(listed(value, "entries")):
        place = f"entries[{at}]"
        members = exact(each, _ENTRY, place)
        name = text(members["name"], f"{place}.name")
        if not is_allowed(name):
            raise Wrong(f"{place}.name", f"no entry of a hand-over has the name “{cut(name)}”")
        if name in entries:
            raise Wrong(f"{place}.name", "this entry is named twice")
        entries[name] = whole(members["bytes"], f"{place}.bytes"), sha256(members["sha256"], f"{place}.sha256")
    return entries


def _check_entries(manifest: Manifest, packed: ZipReading) -> None:
    there = packed.entries.keys() - {MANIFEST}
    missing, further = sorted(manifest.entries.keys() - there), sorted(there - manifest.entries.keys())
    if missing:
        raise refusal(f"it lacks the entry {missing[0]}, which its {MANIFEST} names", *missing)
    if further:
        raise refusal(f"it holds the entry {further[0]}, which its {MANIFEST} does not name", *further)
    for name, (size, _) in manifest.entries.items():
        if packed.entries[name].size != size:
            raise refusal(f"its entry {name} has another size than its {MANIFEST} says")
