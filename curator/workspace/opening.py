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
from pathlib import Path

from curator.atomic import sweep
from curator.domain.faults import Busy, NotNow, UserFault
from curator.paths import exists
from curator.shape import Mutable
from curator.store.connection import fault_of, gone, journal_mode, open_reader, open_writer, place_of_file
from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION, migrate
from curator.store.folders import place_of
from curator.store.lock import InstanceLock
from curator.store.log import broken_links
from curator.store.opening import examine

NEWEST_HASHES = 1000  # entries of the log that are verified at every opening (STORAGE.md 3.8)


class Opened(Mutable):
    """A file that may be used. `notices` are sentences for the user; `release` lets the lock go.

    `unclean`: it was not closed when it was last written, so a quick check in the background is due.
    """

    path: Path
    writable: bool
    device: str = ""
    wal: bool = True
    immutable: bool = False
    notices: tuple[str, ...] = ()
    unclean: bool = False
    release: Callable[[], None] = lambda: None
    lock: InstanceLock | None = None
    _place: tuple[int, int] | None = None  # the very file that was opened

    def look(self) -> None:
        """Before a change: the file is the one that was opened, and nobody else writes in it. Raises UserFault."""
        self.look_at_file()
        if self.lock is not None:
            outcome = self.lock.keep()
            if not outcome.taken:
                reason = outcome.holder.sentence() if outcome.holder else outcome.notice
                raise Busy(f"{reason} The last step could not be saved; close it there and try again.")

    def look_at_file(self) -> None:
        """The file is the one that was opened. Raises UserFault where another one, or none, lies there now."""
        place = place_of_file(self.path)
        if self._place is None:
            self._place = place
        if place is None or place != self._place:
            raise gone(self.path)

    def connect(self) -> sqlite3.Connection:
        """A fresh writing connection. Where the disk knows no write-ahead log, `wal` says so from then on."""
        connection = open_writer(self.path, wal=self.wal)
        self.wal = self.wal and journal_mode(connection) == "wal"
        return connection


@contextmanager
def new_file(path: Path, device: str) -> Iterator[Opened]:
    """Make an empty project file with all fixed tables; it is taken away again if the block fails."""
    if exists(path):
        raise UserFault(f"{path.name} is there already. Choose another name; nothing was changed.")
    _refuse_left_behind(path)
    place = place_of(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise UserFault(f"{path.name} could not be made: {error.strerror}. Nothing was changed.") from error
    lock = InstanceLock(path)
    taken = lock.take()
    opened = Opened(path, True, device, wal=place.wal_allowed, notices=place.warnings, release=lock.release, lock=lock)
    try:
        if not taken.taken:
            raise NotNow(taken.notice or f"{path.name} is open in another window.")
        _lay_out(opened)
        yield opened
    except BaseException as error:
        opened.release()
        for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + "-journal"):
            with suppress(FileNotFoundError):
                path.with_name(name).unlink()
        fault = fault_of(error, path) if isinstance(error, sqlite3.Error) else None
        if fault is not None:
            raise fault from error
        raise


def _refuse_left_behind(path: Path) -> None:
    """SQLite would throw away the newest work of a project that had this name and was moved without its log."""
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if _holds_something(beside):
            raise UserFault(
                f"{beside.name} lies there already and holds the newest work of another project of that name. "
                "Choose another name; nothing was changed."
            )


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


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
    found = examine(path)
    if found.kind == "open_here":
        return Opened(path, False, device, notices=(found.sentence,))
    if not found.is_project:
        raise UserFault(found.sentence)
    notices = (found.sentence,) if found.sentence else ()
    if not write or found.access != "write":
        return _checked(Opened(path, False, device, immutable=found.access == "immutable", notices=notices))
    lock = InstanceLock(path)
    taken = lock.take()
    if not taken.taken:
        reason = taken.holder.sentence() if taken.holder else taken.notice
        return _checked(Opened(path, False, device, notices=(reason, *notices)))
    sweep(path.parent)
    place = place_of(path)
    notices = (*((taken.notice,) if taken.notice else ()), *notices, *place.warnings)
    unclean = any(_holds_something(path.with_name(path.name + suffix)) for suffix in ("-wal", "-journal"))
    opened = Opened(path, True, device, place.wal_allowed, False, notices, unclean, lock.release, lock)
    try:
        if found.user_version < SCHEMA_VERSION:
            _bring_up(opened)
        return _checked(opened)
    except BaseException:
        lock.release()
        raise


def _bring_up(opened: Opened) -> None:
    """Bring an older file to the schema of today: a verified backup first, then one transaction."""
    from curator.store.backup import make_backup

    connection = opened.connect()
    try:
        project_id = connection.execute("SELECT value FROM project WHERE key = 'id'").fetchall()
        make_backup(connection, str(project_id[0][0]) if project_id else "unnamed", "before-migration")
        connection.execute("BEGIN IMMEDIATE")
        migrate(connection)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise fault_of(error, opened.path) or error from error
    finally:
        connection.close()


def _checked(opened: Opened) -> Opened:
    """The newest entries of the log follow from each other; where they do not, the file is opened for reading."""
    try:
        connection = opened.connect() if opened.writable else open_reader(opened.path, immutable=opened.immutable)
        try:
            broken = next(broken_links(connection, NEWEST_HASHES), None)
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite quotes a damaged schema as it is, UTF-8 or not
        opened.release()
        fault = fault_of(error, opened.path) if isinstance(error, sqlite3.Error) else None
        if fault is None:
            fault = UserFault(f"{opened.path.name} is damaged and was not changed ({error}). Restore a backup.")
        raise fault from error
    if broken is None:
        return opened
    opened.release()
    notice = f"{opened.path.name} is damaged: {broken[1]}. It can be read; “curator check” says more."
    return Opened(opened.path, False, opened.device, immutable=opened.immutable, notices=(notice, *opened.notices))
