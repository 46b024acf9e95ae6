# SPDX-License-Identifier: MIT
"""Connections to a project file, with the settings that were measured (RELIABILITY.md 3.1).

What lives here: opening the one writing connection and the reading ones, and what SQLite's errors mean for a user.
What does not: the checks of a file before it is opened (opening.py), transactions (workspace).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from curator.domain.faults import Busy, UserFault

_COMMON = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA busy_timeout = 5000",
)
_WRITING = (
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA wal_autocheckpoint = 0",
)


def file_uri(path: Path, mode: str) -> str:
    """An SQLite URI for a path; characters that mean something in a URI are escaped."""
    text = path.resolve().as_posix()
    return f"file:{quote(os.fsencode(text if text.startswith('/') else '/' + text))}?{mode}"


def open_writer(path: Path, *, wal: bool, create: bool = False) -> sqlite3.Connection:
    """The one connection that writes and checkpoints. Without `wal`: one window only, journal on disk (TRUNCATE)."""
    connection = sqlite3.connect(
        file_uri(path, "mode=rwc" if create else "mode=rw"), uri=True, isolation_level=None, check_same_thread=False
    )
    for pragma in (*_COMMON, *_WRITING):
        connection.execute(pragma)
    connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'TRUNCATE'}").fetchall()
    if journal_mode(connection) != "wal":  # also where it was asked for: not every disk knows it
        connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def journal_mode(connection: sqlite3.Connection) -> str:
    """How changes reach the file: "wal", "truncate" ..."""
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0]).lower()


def open_reader(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """A connection that cannot write. `immutable` only for a file nobody writes and beside which no -wal lies."""
    mode = "mode=ro&immutable=1" if immutable else "mode=ro"
    connection = sqlite3.connect(file_uri(path, mode), uri=True, isolation_level=None, check_same_thread=False)
    for pragma in _COMMON:
        connection.execute(pragma)
    connection.execute("PRAGMA query_only = ON")
    return connection


def put_away_empty_log(path: Path) -> None:
    """Have SQLite remove the empty -wal and -shm that reading a closed project leaves; never raises for the disk.

    A connection that only reads makes them and may not remove them; one that may write removes them when it is closed,
    if no other connection of any process is left: SQLite finds that out under its own exclusive lock, so this is safe
    beside a window that is just being opened. A log that holds something is not touched: it is the newest work.
    """
    beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm")]
    try:
        if not beside[1].exists() or (beside[0].exists() and beside[0].stat().st_size):
            return
        connection = sqlite3.connect(file_uri(path, "mode=rw"), uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()  # only now SQLite looks at its log
        finally:
            connection.close()
    except (OSError, sqlite3.Error):
        return  # a folder or a file that cannot be written: what lies there does no harm


def place_of_file(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of the same name: device and number; None where there is no file.

    On Windows an open file can neither be replaced nor moved away, so there it is always the same."""
    if os.name == "nt":
        return (0, 0)
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def gone(path: Path) -> UserFault:
    """The sentence for a file that is not where it was when it was opened."""
    return UserFault(
        f"{path.name} was moved, deleted or replaced while it was open here, and nothing was changed. "
        "Put the file back where it was and try again; or open it anew."
    )


def fault_of(error: sqlite3.Error, path: Path) -> UserFault | None:
    """The plain sentence for an error of the disk or the file; None where the error is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name = path.name
    sentences = {
        sqlite3.SQLITE_FULL: f"The disk is full: the last step could not be saved in {name}. "
        "Everything saved before is safe; make room and try again.",
        sqlite3.SQLITE_IOERR: f"The disk reported an error while {name} was used. "
        "Everything saved before is safe; check the disk and try again.",
        sqlite3.SQLITE_READONLY: f"{name} cannot be changed: the file or its folder is read-only. Nothing was changed.",
        sqlite3.SQLITE_CANTOPEN: f"{name} could not be opened. Check that the file and its folder can be read.",
        sqlite3.SQLITE_CORRUPT: f"{name} is damaged and was not changed. Restore a backup: “curator backup restore”.",
        sqlite3.SQLITE_NOTADB: f"{name} is not a Curator project.",
        sqlite3.SQLITE_PERM: f"{name} may not be opened by this user.",
    }
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(f"{name} is open in another window. Nothing was changed; close it there, or try again.")
    return UserFault(sentences[code]) if code in sentences else None
