# SPDX-License-Identifier: MIT
"""What was read of each article, and where one was in it, kept on this device.

What lives here: small files in the user's data folder, readable by their owner only, each with some of the articles of
one project. What does not: what "read" means (parts.py). They are no part of the project: nobody else sees how somebody
reads, a lost file costs nothing but the marks, and they go when the project is forgotten (settings/).
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from curator import atomic, paths
from curator.app.read_parts.parts import Runs
from curator.shape import Frozen

_MOST_BYTES = 20_000_000  # a file that is larger is not ours


class Kept(Frozen):
    """Of one article and coder: runs of paragraphs seen and read, and the position that was at the top."""

    seen: Runs
    read: Runs
    at: int = 0


class KeptParts:
    """What one coder has read in one project. Articles are spread over files, so that each of them stays small."""

    def __init__(self, project_id: str, coder: str) -> None:
        self._folder = paths.read_parts_folder(project_id)
        self._coder = coder
        self._files: dict[str, dict[str, Kept]] = {}
        self._changed: set[str] = set()

    def of(self, article: str) -> Kept:
        """What is known of an article; nothing where the file is missing or broken."""
        return self._entries(_file_of(article)).get(self._key(article), Kept([], []))

    def put(self, article: str, kept: Kept) -> None:
        """Keep this from the next `write` on."""
        name = _file_of(article)
        entries = self._entries(name)
        if entries.get(self._key(article)) != kept:
            entries[self._key(article)] = kept
            self._changed.add(name)

    def write(self) -> None:
        """Have on the disk what changed. A full disk keeps it in memory: these marks are worth no alarm."""
        changed, self._changed = self._changed, set()
        for name in sorted(changed):
            entries = {
                key: {"seen": each.seen, "read": each.read, "at": each.at} for key, each in self._files[name].items()
            }
            with suppress(OSError):
                atomic.write_atomically(self._path(name), json.dumps(entries, separators=(",", ":")).encode("ascii"))

    def _key(self, article: str) -> str:
        return f"{self._coder}/{article}"

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _entries(self, name: str) -> dict[str, Kept]:
        if name not in self._files:
            self._files[name] = self._read(name)
        return self._files[name]

    def _read(self, name: str) -> dict[str, Kept]:
        try:
            with self._path(name).open("rb") as file:
                data = file.read(_MOST_BYTES)
            found = json.loads(data)
            return {str(key): Kept(_runs(each["seen"]), _runs(each["read"]), int(each["at"]))
                    for key, each in found.items()}  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}


def _runs(said: object) -> Runs:
    """Runs as a file has them; raises ValueError or TypeError for anything else."""
    if not isinstance(said, list):
        raise TypeError("no list of runs")
    return [[int(first), int(last)] for first, last in said]


def _file_of(article: str) -> str:
    """The last letters of an id are random: they spread the articles evenly over 256 files."""
    end = article[-2:].lower()
    return end if end.isascii() and end.isalnum() else "other"
