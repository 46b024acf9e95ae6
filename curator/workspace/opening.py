# SPDX-License-Identifier: MIT
"""From a path to an open file: which checks, which lock, which kind of journal, reading or writing.

What lives here: the order in which the store's checks are asked when a project is made or opened. What does not: the
checks themselves (store).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from curator.domain.faults import UserFault
from curator.store.connection import fault_of, open_writer
from curator.store.ddl import APPLICATION_ID, migrate


@dataclass
class Opened:
    """A file that may be used. `notices` are sentences for the user; `release` lets the lock go."""

    path: Path
    writable: bool
    device: str = ""
    wal: bool = True
    immutable: bool = False
    notices: tuple[str, ...] = ()
    release: Callable[[], None] = lambda: None

    def connect(self) -> sqlite3.Connection:
        """A fresh writing connection."""
        return open_writer(self.path, wal=self.wal)


@contextmanager
def new_file(path: Path, device: str) -> Iterator[Opened]:
    """Make an empty project file with all fixed tables; it is taken away again if the block fails."""
    if path.exists():
        raise UserFault(f"{path.name} is there already. Choose another name; nothing was changed.")
    opened = Opened(path, True, device)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise UserFault(f"{path.name} could not be made: {error.strerror}. Nothing was changed.") from error
    try:
        _lay_out(opened)
        yield opened
    except BaseException as error:
        opened.release()
        for name in (path.name, path.name + "-wal", path.name + "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(name).unlink()
        fault = fault_of(error, path) if isinstance(error, sqlite3.Error) else None
        if fault is not None:
            raise fault from error
        raise


def _lay_out(opened: Opened) -> None:
    connection = open_writer(opened.path, wal=opened.wal)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()


def existing_file(path: Path, write: bool, device: str) -> Opened:
    """Check a file and say how it can be opened. Raises UserFault where it cannot."""
    if not path.is_file():
        raise UserFault(f"There is no project {path}. Nothing was changed.")
    return Opened(path, write, device)
