# SPDX-License-Identifier: MIT
"""The program's own files: codebooks, schemas, help, samples, icons.

What lives here: finding them, in a checkout (`resources/` beside the package) and in an installed program
(`curator/resources/`). What does not: the user's files (paths.py), and what the files mean.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath


@cache
def _root() -> Path:
    """Plain paths, not importlib.resources: importing that takes longer than reading a codebook."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def asset(name: str) -> Path:
    """The file or folder `name` of resources/, with forward slashes: `codebooks/incidents.toml`.

    Raises FileNotFoundError when it is not there, and ValueError for a name that leads out of resources/.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        raise ValueError(f"not a name below resources: {name!r}")
    found = _root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"the program's own file resources/{name} is missing")
    return found


def read_text(name: str) -> str:
    """The whole of a text file of resources/ (UTF-8, line ends as they are)."""
    return read_bytes(name).decode("utf-8")


def read_bytes(name: str) -> bytes:
    """The whole of a file of resources/."""
    return asset(name).read_bytes()


def list_assets(folder: str, suffix: str = "") -> tuple[str, ...]:
    """The names of the files directly in a folder of resources/, sorted, each as `asset` takes it.

    Hidden files are left out; `suffix` (".toml") keeps those that end so. A folder that is not there has no files.
    """
    try:
        place = asset(folder)
    except FileNotFoundError:
        return ()
    names = sorted(entry.name for entry in place.iterdir() if entry.is_file() and not entry.name.startswith("."))
    return tuple(f"{folder.rstrip('/')}/{name}" for name in names if name.endswith(suffix))
