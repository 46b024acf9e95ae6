# SPDX-License-Identifier: MIT
"""The file of the search index: opening it, making it anew, removing it, and its lock.

What lives here: that a file is an index of this version, the rights it has, what a killed maker left. What does not:
what stands in it (search_index.py), whether it fits the project (search_sync.py).

The index is written by whoever has its lock: a new one is built beside the old and takes its place whole; what changed
since is added in short transactions. Readers wait for neither.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from curator import atomic, paths
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import NotNow, UserFault
from curator.oslock import try_lock
from curator.store.connection import file_uri
from curator.store.search_index import FORMAT, TABLES, IndexUnusable, SearchIndex, judged

_APPLICATION_ID = 0x43555249  # "CURI"


@contextmanager
def open_index(path: Path, *, write: bool = False) -> Iterator[SearchIndex]:
    """The index at this path, as long as the block lasts. Raises IndexUnusable where there is none that can be used,
    NotNow while another one writes."""
    with judged(path):
        connection = _connect(path, "rw" if write else "ro")
    try:
        index = SearchIndex(connection, path)
        mark = index.run("PRAGMA application_id")[0][0]
        if mark != _APPLICATION_ID or index.about().get("format") != FORMAT.encode():
            raise IndexUnusable("another version's, or no index at all")
        yield index
    finally:
        connection.close()


@contextmanager
def new_index(path: Path, project_id: str, project: Path, lock: IndexLock) -> Iterator[SearchIndex]:
    """An empty index to fill; it takes the place of the old one when the block ends, and is gone when it raises.

    Whoever was killed in the making left theirs behind: it is removed, because the lock says that nobody makes one.
    Raises UserFault where it cannot be written.
    """
    _sweep(path)
    temp = atomic.temp_beside(path, database=True)
    try:
        with judged(path, making=True):
            os.close(os.open(temp, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            connection = _connect(temp, "rw")
        try:
            index = SearchIndex(connection, path, making=True)
            _lay_out(index, project_id, project)
            yield index
        finally:
            connection.close()
        if not lock.is_still_there():
            raise NotNow("The project was forgotten while its search index was made; nothing of it was kept.")
        with judged(path, making=True):
            atomic.sync_file(temp)
            for left in ("-journal", "-wal", "-shm"):  # of the old one; SQLite would take it for the new one's
                path.with_name(path.name + left).unlink(missing_ok=True)
            atomic.replace(temp, path)
            atomic.sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if mode == "rw" and os.name == "posix" and paths.is_file(path) and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    connection = sqlite3.connect(
        file_uri(path, f"mode={mode}"), uri=True, isolation_level=None, check_same_thread=False
    )
    for pragma in (
        "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "busy_timeout = 5000", "temp_store = MEMORY",
        "secure_delete = ON", "synchronous = NORMAL",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _lay_out(index: SearchIndex, project_id: str, project: Path) -> None:
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"application_id = {_APPLICATION_ID}"):
        index.run(f"PRAGMA {pragma}")
    for statement in TABLES:
        index.run(statement)
    index.say(format=FORMAT.encode(), project=project_id.encode(), path=os.fsencode(os.path.realpath(project)))


def _sweep(path: Path) -> None:
    """Remove what was left of this index's making, and the indexes of projects that are not there any more."""
    with suppress(OSError):
        for left in path.parent.glob(f".{path.name}.curator-copy-*"):
            left.unlink(missing_ok=True)
        for other in path.parent.glob("*.index"):
            if other != path and not _has_project(other):
                _remove(other)


def _remove(index: Path) -> None:
    """Remove an index with all that belongs to it, unless somebody is at work on it."""
    lock = IndexLock(index)
    if lock.take():
        try:
            for file in index.parent.glob(f"*{index.name}*"):
                file.unlink(missing_ok=True)
        finally:
            lock.release()


def _has_project(index: Path) -> bool:
    """Whether the project of an index is still at its place. One that cannot be read is nobody's."""
    try:
        with open_index(index) as opened:
            return paths.exists(Path(os.fsdecode(opened.about()["path"])))
    except (IndexUnusable, KeyError):
        return False
    except UserFault:
        return True


class IndexLock:
    """One builder or writer of an index at a time, in whatever process or thread."""

    def __init__(self, index: Path) -> None:
        self._file = index.with_name(f".{index.name}.lock")
        self._fd: int | None = None

    def take(self) -> bool:
        """Ask without waiting. Where there are no locks everybody gets it: an index is whole in any case, because
        it is replaced in one step. Raises UserFault where the folder cannot be written."""
        for _ in range(8):  # the file may be removed between opening and locking: then the lock is worth nothing
            try:
                fd = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise disk_fault(error, "Making the search index", self._file.parent) from error
            if try_lock(fd) is False:
                os.close(fd)
                return False
            self._fd = fd
            if self.is_still_there():
                return True
            self.release()
        return False

    def is_still_there(self) -> bool:
        """False once the project was forgotten: then its index, with the lock, was removed."""
        try:
            there = self._file.stat()
        except OSError:
            return False
        return self._fd is not None and os.path.samestat(there, os.fstat(self._fd))

    def release(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
