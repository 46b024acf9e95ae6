# SPDX-License-Identifier: MIT
"""Codebooks for people: which are built in, which a project has, which follows it, checking one, adopting one.

What lives here: finding a codebook by what a person says, and short descriptions. Earlier versions of the built-in ones
come with the program too, for codings made with them; no new project begins with one. What does not: reading TOML
(formats/codebook_toml.py), what adopting does (operations/project.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from curator import assets
from curator.domain.codebook.document import adoption_faults
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.formats.codebook_toml import read_codebook, read_codebook_file
from curator.formats.wide_codebook import widened
from curator.operations import AdoptCodebook
from curator.paths import exists
from curator.workspace import Workspace

USUAL = "incidents"
_FOLDER = "codebooks"
_EARLIER = "codebooks/earlier"
_VERSION = re.compile(r'^version = "([^"]*)"$', re.MULTILINE)


@dataclass(frozen=True)
class CodebookLine:
    """A codebook in a list. `name`: of a built-in one; `in_force`: it is the project's present one."""

    key: str
    version: str
    title: str
    fields: int
    groups: int
    name: str = ""
    in_force: bool = False


def built_in_names() -> tuple[str, ...]:
    """The names of the codebooks that come with the program."""
    return tuple(PurePosixPath(name).stem for name in assets.list_assets(_FOLDER, ".toml"))


@cache
def _built_in(name: str) -> Codebook:
    return read_codebook(assets.read_text(f"{_FOLDER}/{name}.toml"), f"{name}.toml")


def built_in_codebooks() -> tuple[Codebook, ...]:
    """The codebooks that come with the program."""
    return tuple(_built_in(name) for name in built_in_names())


@cache
def earlier_codebooks() -> tuple[Codebook, ...]:
    """Versions of the built-in codebooks that came with earlier programs."""
    names = assets.list_assets(_EARLIER, ".toml")
    return tuple(read_codebook(assets.read_text(name), PurePosixPath(name).name) for name in names)


def is_later(version: str, than: str) -> bool:
    """Whether a version made of numbers and dots comes after another one; no other version comes after anything."""
    numbers = [[int(part) if part.isdecimal() else -1 for part in each.split(".")] for each in (version, than)]
    return all(-1 not in each for each in numbers) and numbers[0] > numbers[1]


def newer_built_in(codebook: Codebook) -> Codebook | None:
    """The built-in codebook that can take the place of this one: of the same key and a later version, with all of its
    fields and codes. None where there is none; so for one that somebody has added to."""
    if codebook.key not in built_in_names():
        return None
    told = _VERSION.search(assets.read_text(f"{_FOLDER}/{codebook.key}.toml"))  # reading all of it takes much longer
    if told is None or not is_later(told[1], codebook.version):
        return None
    newer = _built_in(codebook.key)
    return newer if widened(newer, (codebook,)) == newer and not adoption_faults((codebook,), newer) else None


def codebook_named(said: str) -> Codebook:
    """A built-in codebook by its name, else the codebook in a file (TOML, or JSON as exported).

    Raises InputRefused where it is neither, and with all faults of a broken file; UserFault for one not to be read.
    """
    if said in built_in_names():
        return _built_in(said)
    path = Path(said)
    if exists(path):
        return read_codebook_file(path)
    names = ", ".join(built_in_names())
    raise InputRefused(f"There is no codebook “{said}”: it is neither a file nor one of those built in ({names}).")


def built_in_lines() -> list[CodebookLine]:
    return [_line(_built_in(name), name=name) for name in built_in_names()]


def project_lines(workspace: Workspace) -> list[CodebookLine]:
    """Every codebook the project has adopted, oldest first."""
    in_force = workspace.codebook_id
    with workspace.read() as reads:
        ids = [row[0] for row in reads.codebooks()]
    return [_line(workspace.codebook_of(row_id), in_force=row_id == in_force) for row_id in ids]


def adopt(workspace: Workspace, codebook: Codebook) -> bool:
    """Make a codebook the one in force. Returns whether anything changed. Raises InputRefused with the reasons."""
    before = workspace.codebook_id
    return bool(workspace.run(AdoptCodebook(codebook)) != before)


def _line(codebook: Codebook, *, name: str = "", in_force: bool = False) -> CodebookLine:
    fields, groups = len(codebook.fields), len(codebook.groups)
    return CodebookLine(codebook.key, codebook.version, codebook.title, fields, groups, name, in_force)
