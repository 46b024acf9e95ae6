# SPDX-License-Identifier: MIT
"""A connection to a file that may be made to do harm (RELIABILITY.md 3.3).

What lives here: opening it so that nothing can be written and no code of the file can run, limits, and the clock. What
does not: the look at the file before (foreign_file.py) and at its tables after (foreign_schema.py).
Python's sqlite3 has no DEFENSIVE before 3.12; read-only, immutable and a list of what may be in the schema replace it.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from curator.store.connection import file_uri
from curator.store.foreign_refusal import too_slow

MOST_VALUE = 50_000_000  # bytes of one value
_STEPS = 2_000  # instructions of SQLite between two looks at the clock: far below a millisecond
_SETTINGS = (
    "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA query_only = ON", "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
)  # fmt: skip
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
    (sqlite3.SQLITE_LIMIT_COLUMN, 500),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
)
_PRAGMAS = frozenset((
    "table_list", "table_xinfo", "foreign_key_list", "index_list", "index_xinfo", "integrity_check",
    "foreign_key_check", "page_count", "user_version", "application_id", "encoding",
))  # fmt: skip
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE)
_UNSAFE = frozenset(("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "zeroblob", "randomblob"))


class Deadline:
    """When examining must be over, by a clock that nobody sets."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def passed(self) -> bool:
        return time.monotonic() > self._end

    def look(self) -> None:
        """Raises Refused once the time is over."""
        if self.passed():
            raise too_slow()


def open_foreign(path: Path, deadline: Deadline) -> sqlite3.Connection:
    """A connection to our copy of a foreign file: what it holds as text comes as bytes. Nothing was read yet.

    `speak_plainly` makes it a usual one, once its tables are known to be a project's.
    """
    connection = sqlite3.connect(file_uri(path, "mode=ro&immutable=1"), uri=True, isolation_level=None)
    connection.text_factory = bytes
    for what, most in _LIMITS:
        connection.setlimit(what, most)
    connection.set_progress_handler(deadline.passed, _STEPS)
    for setting in _SETTINGS:
        connection.execute(setting).fetchall()
    connection.set_authorizer(_may)
    return connection


def speak_plainly(connection: sqlite3.Connection) -> None:
    """Text as text from here on, and conditions as long as ours are; everything else stays as strict."""
    connection.text_factory = str
    connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 200)


def _may(action: int, one: str | None, other: str | None, base: str | None, inner: str | None) -> int:
    if action in _READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if other in _UNSAFE else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and one in _PRAGMAS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
