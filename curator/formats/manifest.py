# SPDX-License-Identifier: MIT
"""The manifest of a data set: what is in the folder, under which choices, with a hash of each file.

What lives here: its shape, writing and reading it, checking a folder against it. What does not: the files themselves.
It holds no time of export: the same data set exported twice gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import curator
from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.formats.credits import credits_of
from curator.formats.csv_file import FormulaCells, WrittenFile
from curator.formats.strict_json import load
from curator.paths import is_file

NAME = "manifest.json"
FORMAT = "curator-data-set"
FORMAT_VERSION = 1
TEXTS = "texts"


@dataclass(frozen=True)
class ProfileColumn:
    """A chosen column: its name in the whole set's incidents.csv, and the name it is to have ("": the same)."""

    key: str
    name: str = ""


@dataclass(frozen=True)
class SetOptions:
    """What the user chose. `layer`: auto, consensus, all, or a coder's id. `statuses`: of the incidents that leave.

    `format`: the writer's name. `labels`: labels instead of codes, where a format offers both. `columns`: of one table
    of incidents, in their order; () for the whole set. `filter`: which incidents, as its own words (JSON) say; None for
    all. `profile`: the name of the profile that said so.
    """

    layer: str = "auto"
    texts: bool = True
    memos: bool = False
    statuses: tuple[str, ...] = ("draft", "finished")
    for_excel: bool = False
    format: str = "csv"
    labels: bool = False
    columns: tuple[ProfileColumn, ...] = ()
    filter: Mapping[str, Any] | None = None
    profile: str = ""

    @property
    def filter_json(self) -> str:
        """The filter as text; that of none lets everything through."""
        return json.dumps(self.filter or {"conditions": []}, ensure_ascii=False)


@dataclass(frozen=True)
class LeftOut:
    """An article that is not in the set, and why, in plain words."""

    article: str
    reason: str


@dataclass(frozen=True)
class Unsettled:
    """An article that is in the set as the consensus, and how many values, rows and incidents of it are still open."""

    article: str
    open: int


@dataclass(frozen=True)
class Manifest:
    """What a writer did, as manifest.json says it. `remarks`: sentences about what this format could not hold."""

    project_id: str
    project_name: str
    codebook: Codebook
    options: SetOptions
    files: tuple[WrittenFile, ...]
    counts: Mapping[str, int]
    formulas: tuple[FormulaCells, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    program_version: str = field(default=curator.__version__)
    remarks: tuple[str, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()

    def document(self) -> dict[str, Any]:
        """The manifest as plain values, in the order in which it is written."""
        cells = [asdict(formula) for formula in self.formulas]
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "program": {"name": "Curator", "version": self.program_version},
            "project": {"id": self.project_id, "name": self.project_name},
            "codebook": {
                "key": self.codebook.key,
                "version": self.codebook.version,
                "sha256": codebook_sha256(self.codebook),
            },
            "options": asdict(self.options),
            "counts": dict(self.counts),
            "files": [
                {"name": file.name}
                | ({} if file.records is None else {"records": file.records})
                | {"sha256": file.sha256}
                for file in self.files
            ],
            "altered_cells" if self.options.for_excel else "formula_cells": {
                "count": sum(formula.count for formula in self.formulas),
                "columns": cells,
            },
            "left_out": [asdict(article) for article in self.left_out],
        } | self._where_there_are()

    def _where_there_are(self) -> dict[str, Any]:
        """What is only said where there is something to say."""
        open_ones = [asdict(article) for article in self.unsettled]
        credited = [asdict(each) for each in credits_of(self.codebook)]
        said = {"unsettled": open_ones, "remarks": list(self.remarks), "credits": credited}
        return {name: each for name, each in said.items() if each}

    def to_bytes(self) -> bytes:
        return (json.dumps(self.document(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder as plain values. Raises InputRefused where there is none that this version can read."""
    opening = f"The folder {folder.name} was not taken as a data set"
    try:
        data = (folder / NAME).read_bytes()
    except FileNotFoundError:
        raise InputRefused(f"{opening}, because it holds no {NAME}; nothing was changed.") from None
    document = load(data, f"{NAME} was not taken")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputRefused(f"{opening}, because its {NAME} is not that of a data set; nothing was changed.")
    version = document.get("format_version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise InputRefused(
            f"{opening}, because it was written by a newer Curator; nothing was changed. Update Curator."
        )
    _check_shape(document, opening)
    return document


def _check_shape(document: Mapping[str, Any], opening: str) -> None:
    files, options = document.get("files"), document.get("options")
    named = isinstance(files, list) and all(
        isinstance(file, dict) and isinstance(file.get("name"), str) and isinstance(file.get("sha256"), str)
        for file in files
    )
    if not named or not isinstance(options, dict):
        raise InputRefused(f"{opening}, because its {NAME} is broken; nothing was changed.")


def is_data_set(folder: Path) -> bool:
    """Whether the folder holds a manifest of ours: only then may an export replace it."""
    try:
        read_manifest(folder)
    except (InputRefused, OSError):
        return False
    return True


def changed_files(folder: Path, document: Mapping[str, Any]) -> tuple[str, ...]:
    """The files that are not as the manifest says. Raises InputRefused for one that is missing."""
    changed = []
    for file in document["files"]:
        path = folder.joinpath(*file["name"].split("/"))
        if ".." in path.parts or not is_file(path):
            raise InputRefused(
                f"The data set in {folder.name} is not complete: {file['name']} is missing. Nothing was changed."
            )
        if sha256_of_file(path) != file["sha256"]:
            changed.append(str(file["name"]))
    return tuple(changed)


def refuse_changed(folder: Path, changed: Sequence[str]) -> None:
    """Raise InputRefused naming the files that were changed since the export."""
    if changed:
        names = ", ".join(changed[:5]) + (" and others" if len(changed) > 5 else "")
        raise InputRefused(
            f"{names} in {folder.name} changed since the export. Nothing was taken; "
            "if the change is meant, allow changed files.",
            tuple(f"{name}: it has another SHA-256 than {NAME} says" for name in changed),
        )


def sha256_of_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
