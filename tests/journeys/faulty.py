# SPDX-License-Identifier: MIT
"""Faults of the disk and the file under a window that is at work, each with the way to mend it.

What lives here: one context manager for each fault. While it lasts nothing can be saved; afterwards all is well.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from curator.store.lock import lock_file_of
from curator.workspace import Workspace

Fault = Callable[[Workspace], AbstractContextManager[None]]
Change = Callable[[sqlite3.Connection], sqlite3.Connection]

_HOLD = """
import sys
from pathlib import Path
from curator.store.lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.take().taken, flush=True)
sys.stdin.read()
lock.release()
"""


@contextmanager
def _every_connection(workspace: Workspace, change: Change) -> Iterator[None]:
    """The writing connection, and every one that is opened in its place, is changed like this."""
    session, thread = workspace._session, workspace._thread
    assert session
    assert thread
    whole = session._connect

    def swap() -> None:
        session.connection.close()
        session.connection = session._connect()

    session._connect = lambda: change(whole())
    thread.call(swap)
    yield
    session._connect = whole
    thread.call(swap)


def _told(pragma: str) -> Change:
    def tell(connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.execute(pragma).fetchall()
        return connection

    return tell


class _Full:
    """A connection on a disk without room for one more commit. tests/workspace fills a real one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if sql == "COMMIT":
            self._connection.execute("ROLLBACK")
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return self._connection.execute(sql, *parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def full_disk(workspace: Workspace) -> AbstractContextManager[None]:
    return _every_connection(workspace, lambda connection: cast(sqlite3.Connection, _Full(connection)))


def read_only(workspace: Workspace) -> AbstractContextManager[None]:
    return _every_connection(workspace, _told("PRAGMA query_only = ON"))


@contextmanager
def written_by_another_program(workspace: Workspace) -> Iterator[None]:
    """It holds SQLite's own lock for longer than anybody waits."""
    with _every_connection(workspace, _told("PRAGMA busy_timeout = 20")):
        other = sqlite3.connect(workspace.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def lock_lost(workspace: Workspace) -> Iterator[None]:
    """The lock's file was taken away (a cleaning program), and another process opened the project for writing."""
    lock_file_of(workspace.path).unlink()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(workspace.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=environment,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == b"True\n"
        yield
        process.stdin.close()


@contextmanager
def replaced(workspace: Workspace) -> Iterator[None]:
    """Another file lies where the project was: a copy that a synchronising program put there."""
    path = workspace.path
    aside = path.with_name("aside")
    path.rename(aside)
    shutil.copy(aside, path)
    yield
    aside.replace(path)


@contextmanager
def drive_away(workspace: Workspace) -> Iterator[None]:
    """The folder is not there any more: the drive was pulled out."""
    folder = workspace.path.parent
    aside = folder.with_name(folder.name + "-away")
    folder.rename(aside)
    yield
    aside.rename(folder)


@contextmanager
def disk_error(workspace: Workspace) -> Iterator[None]:
    """Every write is answered with an error, and the file cannot be opened anew."""

    def away() -> sqlite3.Connection:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    session = workspace._session
    assert session
    whole = session._connect
    session._connect = away
    session._lost = True
    yield
    session._connect = whole


FAULTS: dict[str, tuple[Fault, str]] = {
    "full disk": (full_disk, "disk is full"),
    "read-only": (read_only, "read-only"),
    "written by another program": (written_by_another_program, "open in another window"),
    "lock lost": (lock_lost, "open in another window"),
    "replaced": (replaced, "moved, deleted or replaced"),
    "drive away": (drive_away, "moved, deleted or replaced"),
    "disk error": (disk_error, "disk reported an error"),
}
