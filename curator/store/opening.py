# SPDX-License-Identifier: MIT
"""The look at a file before it is opened as a project.

What lives here: telling our own file from everything else a user may drop on the program, by its first 100 bytes
(sqlite.org/fileformat2.html, 1.3), and saying how it can be opened. What does not: opening it (connection.py), the
comparison of its tables (schema_form.py), and files of colleagues, which are never opened as projects.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from typing import Literal

from curator.shape import Frozen
from curator.store.connection import open_reader
from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION
from curator.store.lock import open_in_this_process

Kind = Literal[
    "ours", "newer", "open_here", "missing", "not_a_file", "unreadable", "empty", "not_a_database", "foreign", "damaged"
]
Access = Literal["write", "read", "immutable", "none"]
_MAGIC = b"SQLite format 3\0"


class Header(Frozen):
    """What the first 100 bytes of a database say."""

    page_bytes: int
    pages: int
    """0 where the file does not say."""
    wal: bool
    user_version: int
    application_id: int


class Examined(Frozen):
    """What a file is, and how it can be opened.

    `sentence` is for the user: why the file is not opened, or (`ours`, `newer`) only for reading; else empty.
    `access`: write; read (`mode=ro`); immutable (a reading connection that looks at nothing but the file: only for a
    folder nobody here can write to); none.
    """

    kind: Kind
    access: Access = "none"
    sentence: str = ""
    user_version: int = 0

    @property
    def is_project(self) -> bool:
        """Whether it can be opened as a project, be it only for reading."""
        return self.access != "none"


def examine(path: Path, *, application_id: int = APPLICATION_ID, schema_version: int = SCHEMA_VERSION) -> Examined:
    """Look at a file without changing it. Never raises for the file: every fault is a kind and a sentence.

    A project this process has open is not touched (`open_here`): closing its file would drop SQLite's locks.
    """
    name = path.name or str(path)
    if "\0" in str(path):
        return Examined("missing", sentence="This cannot be the name of a file.")
    if open_in_this_process(path):
        return Examined("open_here", sentence=f"{name} is already open in this program.")
    try:
        size = _size_of_file(path)
        first = _first_bytes(path) if size else b""
    except FileNotFoundError:
        return Examined("missing", sentence=f"There is no file {name} in {path.parent}.")
    except IsADirectoryError:
        return Examined("not_a_file", sentence=f"{name} is not a file, so it cannot be a project.")
    except OSError as error:
        return Examined("unreadable", sentence=f"{name} cannot be read ({error.strerror}).")
    if not size:
        return Examined("empty", sentence=f"{name} is empty. A project can be restored from a backup, or made anew.")
    header = read_header(first)
    if header is None:
        what = "a damaged project" if first.startswith(_MAGIC) else "a Curator project"
        kind: Kind = "damaged" if first.startswith(_MAGIC) else "not_a_database"
        return Examined(kind, sentence=f"{name} is {'' if kind == 'damaged' else 'not '}{what}. It was not changed.")
    return _judge(Path(os.path.realpath(path)), size, header, application_id, schema_version)


def read_header(first: bytes) -> Header | None:
    """What the first 100 bytes say; None when they are not those of a database that can be right."""
    if len(first) < 100 or not first.startswith(_MAGIC):
        return None
    page_bytes = int.from_bytes(first[16:18], "big")
    page_bytes = 65_536 if page_bytes == 1 else page_bytes
    if page_bytes < 512 or page_bytes & (page_bytes - 1):
        return None
    said_pages_hold = first[24:28] == first[92:96]
    return Header(
        page_bytes=page_bytes,
        pages=int.from_bytes(first[28:32], "big") if said_pages_hold else 0,
        wal=first[18:20] == b"\x02\x02",
        user_version=int.from_bytes(first[60:64], "big", signed=True),
        application_id=int.from_bytes(first[68:72], "big", signed=True),
    )


def _judge(path: Path, size: int, header: Header, application_id: int, schema_version: int) -> Examined:
    name = path.name
    access, hindrance = _access(path, header)
    ours, version = header.application_id, header.user_version
    if _pending(path, "-wal"):  # the newest first page lies there
        if access == "none":
            return Examined("ours" if ours == application_id else "foreign", sentence=hindrance)
        try:
            ours, version, header = _as_sqlite_sees_it(path, header)
        except sqlite3.Error as error:
            return Examined("damaged", sentence=f"{name} is damaged or cannot be read here ({error}). {_RESTORE}")
    elif not _pending(path, "-journal") and (size < header.pages * header.page_bytes or size % header.page_bytes):
        return Examined("damaged", sentence=_cut_off(name, size, header) + _RESTORE)
    if ours != application_id:
        if not ours and header.pages <= 1:
            return Examined("empty", sentence=f"{name} is a database without tables, not a project.")
        return Examined("foreign", sentence=f"{name} is a database of another program. It was not changed.")
    if version > schema_version:
        newer = (
            f"{name} was made by a newer version of Curator (format {version}; this one writes {schema_version}). "
            "It can be read, not changed; install the newer version to go on working in it."
        )
        return Examined("newer", "read" if access == "write" else access, newer, version)
    return Examined("ours", access, hindrance, version)


_RESTORE = "It was not changed; “curator backup list” shows its backups."


def _cut_off(name: str, size: int, header: Header) -> str:
    if header.pages * header.page_bytes > size:
        return f"{name} is cut off: it has {size:,} of {header.pages * header.page_bytes:,} bytes. "
    return f"{name} is damaged: its last page is not whole. "


def _access(path: Path, header: Header) -> tuple[Access, str]:
    """How the file can be opened where it lies, and the sentence when that is not for writing."""
    name = path.name
    folder_writable = os.access(path.parent, os.W_OK) and not _mounted_read_only(path.parent)
    if folder_writable:
        if os.access(path, os.W_OK):
            return "write", ""
        return "read", f"{name} is read-only, so it can be read, not changed."
    sentence = f"The folder of {name} is read-only, so the project can be read, not changed."
    if not header.wal:
        if not _pending(path, "-journal"):
            return "read", sentence
        return "none", f"{name} was not closed, and its folder is read-only. Copy it with its -journal file elsewhere."
    if path.with_name(f"{name}-shm").exists():
        return "read", sentence
    if not _pending(path, "-wal"):
        return "immutable", sentence
    return "none", (
        f"{name} was not closed: its newest work lies in {name}-wal, and the folder is read-only. "
        "Copy both files together to a folder of your own and open the copy there."
    )


def _pending(path: Path, suffix: str) -> bool:
    """Whether a journal or log with content lies beside the file."""
    try:
        return path.with_name(path.name + suffix).stat().st_size > 0
    except OSError:
        return False


def _as_sqlite_sees_it(path: Path, header: Header) -> tuple[int, int, Header]:
    connection = open_reader(path)
    try:
        ours, version, pages = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("application_id", "user_version", "page_count")
        )
    finally:
        connection.close()
    return ours, version, Header(header.page_bytes, pages, header.wal, version, ours)


def _size_of_file(path: Path) -> int:
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):  # opening a pipe would wait for ever
        raise IsADirectoryError
    return state.st_size


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _mounted_read_only(folder: Path) -> bool:
    try:
        return os.name != "nt" and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False
