# SPDX-License-Identifier: MIT
"""The files that a user means by naming files and folders.

What lives here: walking folders. What does not: reading what was found (the jobs), which formats there are.
Order: as named, a folder's files by their path. Hidden files and folders inside a named folder are passed over; a link
to a folder is followed once, so that links in a ring end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.domain.disk_faults import disk_fault
from curator.formats.article_file import storable_name


@dataclass(frozen=True)
class Found:
    """A file, how the project calls it (relative to what was named), where it really lies, or why it cannot be had.

    `in_folder`: it was found in a folder that was named, not named itself.
    """

    path: Path
    name: str
    real: str
    refused: str = ""
    in_folder: bool = False


def find_files(named: Iterable[Path], suffix: str = "") -> Iterator[Found]:
    """Each file once, although named twice. `suffix` (".json") keeps a folder's files that end so."""
    seen: set[str] = set()
    for path in named:
        for found in _below(path, suffix) if path.is_dir() else [_single(path)]:
            if found.real not in seen or found.refused:
                seen.add(found.real)
                yield found


def _single(path: Path) -> Found:
    name, real = storable_name(path.name), os.path.realpath(path)
    try:
        path.stat()
    except FileNotFoundError:
        return Found(path, name, real, f"There is no file {storable_name(str(path))}.")
    except (OSError, ValueError) as error:
        return Found(path, name, real, _cannot(error, path))
    return Found(path, name, real)


def _below(folder: Path, suffix: str) -> Iterator[Found]:
    """Depth first by name; a folder that cannot be read is one refused line, the rest goes on."""
    waiting = [(folder, os.path.realpath(folder))]
    entered = {waiting[0][1]}
    while waiting:
        place, real_place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                inside = sorted(
                    (entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name
                )
        except OSError as error:
            yield Found(place, _relative(place, folder), real_place, _cannot(error, place))
            continue
        deeper = []
        for entry in inside:
            path = Path(entry.path)
            real = os.path.realpath(path) if entry.is_symlink() else os.path.join(real_place, entry.name)  # noqa: PTH118 - four times as fast, and this runs for each file
            if _is_folder(entry):
                if real not in entered:
                    entered.add(real)
                    deeper.append((path, real))
            elif entry.name.lower().endswith(suffix):
                yield Found(path, _relative(path, folder), real, in_folder=True)
        waiting.extend(reversed(deeper))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a ring: opening it says so
        return False


def _relative(path: Path, folder: Path) -> str:
    return storable_name(path.relative_to(folder).as_posix() if path != folder else folder.name)


def _cannot(error: Exception, place: Path) -> str:
    if isinstance(error, OSError):
        return disk_fault(error, "Reading", place).sentence
    return f"{storable_name(str(place))} cannot be the name of a file."
