# SPDX-License-Identifier: MIT
"""A copy of a project for one long reader, where the file allows one connection only.

What lives here: copying step by step, so that whoever waits for the connection gets it between two steps. What does
not: copies that stay (copying.py), whose turn it is (workspace/readers.py).
SQLite's backup writes each change that the same connection makes meanwhile into the copy too, so what is there in the
end is the project at one moment, that of the last step (sqlite.org/c3ref/backup_finish.html).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from curator import atomic
from curator.domain.disk_faults import disk_fault
from curator.store.connection import file_uri, open_reader
from curator.store.copying import copy_fault, remove_database, require_room

PAGES_A_STEP = 64  # 256 kB: 26 ms where a network carries 10 MB a second


@contextmanager
def private_copy(
    source: sqlite3.Connection, origin: Path, folder: Path, between: Callable[[], None]
) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Copy into a hidden file in `folder` that only this user can read; it is removed after the block.

    Gives what opens a reading connection to it. `between` is called after each step; what it raises ends the copying.
    Raises UserFault where there is no room, or the project or the copy cannot be read or written.
    """
    pages, size = (int(source.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    require_room(folder, pages * size, "A copy to read from")
    temp = atomic.temp_beside(folder / origin.name, database=True)
    try:
        try:
            os.close(os.open(temp, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))  # SQLite would make it for everybody
            _copy(source, temp, between)
        except sqlite3.Error as error:
            raise copy_fault(error, origin, folder) from error
        except OSError as error:
            raise disk_fault(error, "A copy to read from", folder) from error
        yield lambda: open_reader(temp, immutable=True)
    finally:
        remove_database(temp)


def _copy(source: sqlite3.Connection, temp: Path, between: Callable[[], None]) -> None:
    target = sqlite3.connect(file_uri(temp, "mode=rw"), uri=True, isolation_level=None, check_same_thread=False)
    try:
        target.execute("PRAGMA journal_mode = OFF")  # a copy that is not finished is thrown away
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target, pages=PAGES_A_STEP, progress=lambda *_: between())
    finally:
        target.close()
