# SPDX-License-Identifier: MIT
"""The files that a user means by naming files and folders.

What lives here: walking folders. What does not: reading what was found (the jobs), which formats there are.
Order: as named, a folder's files by their path. Hidden files and folders inside a named folder are passed over; a link
to a folder is followed once, so that links in a ring end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from curator.domain.disk_faults import disk_fault
from curator.formats.article_file import storable_name
from curator.paths import is_folder

_PAGES = (".html", ".htm", ".xhtml", ".shtml")
# What browsers put behind a page's name, in the languages in which they did.
_PARTS_FOLDERS = (
    "_files", "-dateien", "_dateien", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_file", "-filer",
    "_bestanden", "_pliki", "_файлы", "_dosyalar", "_soubory", "_tiedostot", ".files",
)  # fmt: skip


class Found(NamedTuple):
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
        for found in _below(path, suffix) if is_folder(path) else [_single(path)]:
            if found.real not in seen or found.refused:
                seen.add(found.real)
                yield found


def without_parts_of_pages(files: Sequence[Found]) -> tuple[list[Found], int]:
    """The files without the pictures, styles and frames that a browser saved beside a page, and how many those were.

    They lie in a folder called after the page: "A page.html" and "A page_files".
    """
    names = {found.name.lower() for found in files}
    pages = {name.removesuffix(suffix) for suffix in _PAGES for name in names if name.endswith(suffix)}
    kept = [found for found in files if not (found.in_folder and _is_part(found.name.lower(), pages))]
    return kept, len(files) - len(kept)


def _is_part(name: str, pages: set[str]) -> bool:
    folder, inside = name.rpartition("/")[::2]
    while inside and folder:
        if any(folder.endswith(end) and folder.removesuffix(end) in pages for end in _PARTS_FOLDERS):
            return True
        folder = folder.rpartition("/")[0]
    return False


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
    waiting = [(folder, os.path.realpath(folder), "")]
    entered = {waiting[0][1]}
    while waiting:
        place, real_place, prefix = waiting.pop()
        try:
            with os.scandir(place) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Found(place, prefix.rstrip("/") or storable_name(place.name), real_place, _cannot(error, place))
            continue
        deeper = []
        for entry in inside:
            if entry.name.startswith("."):
                continue
            name, real = prefix + storable_name(entry.name), _real(entry, real_place)
            if _is_folder(entry):
                if real not in entered:
                    entered.add(real)
                    deeper.append((Path(entry.path), real, f"{name}/"))
            elif not suffix or entry.name.lower().endswith(suffix):
                yield Found(Path(entry.path), name, real, in_folder=True)
        waiting.extend(reversed(deeper))


def _real(entry: os.DirEntry[str], real_place: str) -> str:
    """Where an entry really lies; only links need a look at the disk, and this is asked for each file."""
    return os.path.realpath(entry.path) if entry.is_symlink() else f"{real_place}{os.sep}{entry.name}"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a ring: opening it says so
        return False


def _cannot(error: Exception, place: Path) -> str:
    if isinstance(error, OSError):
        return disk_fault(error, "Reading", place).sentence
    return f"{storable_name(str(place))} cannot be the name of a file."
