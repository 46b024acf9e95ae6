# SPDX-License-Identifier: MIT
"""Where the user's own files lie: projects and backups, settings, derived data.

What lives here: the three folders and the names directly below them; each is made, for the user alone, when it is
first asked for. What does not: what is in them (settings/, store/backup.py), the program's own files (assets.py).
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from curator.pattern import pattern

_PLAIN_NAME = pattern(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
PROJECT_SUFFIX = ".curator"
HANDOVER_SUFFIX = ".curator-handover"


def data_folder() -> Path:
    """Projects that were given no place of their own, and backups."""
    return _own_folder("data")


def config_folder() -> Path:
    """The settings of this device."""
    return _own_folder("config")


def cache_folder() -> Path:
    """Derived data: may be deleted at any time."""
    return _own_folder("cache")


def default_project_path() -> Path:
    """The project that is used when none is named. The file need not exist."""
    return data_folder() / f"project{PROJECT_SUFFIX}"


def backup_folder(project_id: str) -> Path:
    """The backups of one project. The id comes from a file, so it never becomes a path of its own making."""
    return _made(data_folder() / "backups" / _name_of(project_id))


def _name_of(project_id: str) -> str:
    return project_id if _PLAIN_NAME.fullmatch(project_id) else hashlib.sha256(os.fsencode(project_id)).hexdigest()


def drafts_path(project_id: str) -> Path:
    """Where text that is being typed in a project is kept until it is a value."""
    return _made(data_folder() / "drafts") / f"{_name_of(project_id)}.json"


def read_parts_folder(project_id: str) -> Path:
    """Where it is kept which parts of a project's articles were read on this device."""
    return _made(data_folder() / "read" / _name_of(project_id))


def remove_read_parts(project_id: str) -> None:
    """Remove what is kept of reading in a project. Raises OSError where some of it stays."""
    folder = read_parts_folder(project_id)
    for file in sorted(folder.iterdir()) if is_folder(folder) else ():
        file.unlink(missing_ok=True)
    if is_folder(folder):
        folder.rmdir()


def search_index(project: Path) -> Path:
    """The search index of the project at this path: derived, so a copy elsewhere, which goes its own way, has its own.

    The folder is made; the name tells nothing of the path.
    """
    real = os.path.normcase(os.path.realpath(project))
    return _made(cache_folder() / "search") / f"{hashlib.sha256(os.fsencode(real)).hexdigest()[:32]}.index"


def near_file(project: Path) -> Path:
    """What the texts of the project at this path are like: beside its search index, and removed with it."""
    index = search_index(project)
    return index.with_name(f"{index.name}.near")


def remove_search_index(project: Path) -> None:
    """Remove the search index of the project at this path, also one in the making. Raises OSError where it stays."""
    index = search_index(project)
    if is_folder(index.parent):
        for file in sorted(index.parent.iterdir()):
            if index.name in file.name:
                file.unlink(missing_ok=True)


def remove_all_search_indexes() -> None:
    """Remove every search index of this device. Raises OSError where one stays."""
    folder = cache_folder() / "search"
    for file in sorted(folder.iterdir()) if is_folder(folder) else ():
        file.unlink(missing_ok=True)


def exists(path: Path) -> bool:
    """Whether something is there. What cannot be looked at is not: no right to enter the folder, a name too long.

    Path.exists, is_dir and is_file raise then, and whoever reads or writes the path says why it cannot.
    """
    return os.path.exists(path)  # noqa: PTH110


def same_file(one: Path, other: Path) -> bool:
    """Whether both paths lead to one file; False where one of them leads nowhere or cannot be looked at."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there, as far as can be seen."""
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: Path) -> bool:
    """Whether a file is there, as far as can be seen."""
    return os.path.isfile(path)  # noqa: PTH113


def _own_folder(kind: str) -> Path:
    home = os.environ.get("CURATOR_HOME")
    if home:
        return _made(Path(home).expanduser().absolute() / kind)
    import platformdirs  # costs 5 ms, and nothing when CURATOR_HOME is set

    wanted = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
    }[kind]
    return _made(wanted("curator", appauthor=False) / ("" if os.name == "posix" else kind))


def _made(folder: Path) -> Path:
    """The folder, made with its parents for the user alone (0700); folders that are there keep their rights.

    Where it cannot be made the path is given all the same: the first file written there says why, with its name.
    """
    with suppress(OSError):
        if not folder.is_dir():
            for part in (*reversed(folder.parents), folder):
                if not part.is_dir():
                    part.mkdir(mode=0o700, exist_ok=True)
    return folder
