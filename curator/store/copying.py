# SPDX-License-Identifier: MIT
"""Copies of a project that are complete and were read back before they got their name.

What lives here: copying through SQLite, which takes one snapshot while others write (a file copy of an open project
loses the work in its log: RELIABILITY.md 1.7). What does not: when backups are made and which are kept (backup.py).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from curator import atomic
from curator.domain.disk_faults import disk_fault, in_words
from curator.domain.faults import NotNow, UserFault
from curator.paths import exists, is_file
from curator.shape import Frozen
from curator.store.connection import file_uri, open_reader
from curator.store.lock import holder_of
from curator.store.opening import examine

Source = sqlite3.Connection | Path
_ATTEMPTS = 3


class Copied(Frozen):
    """A finished copy: where it is, its size in bytes, and how many rows each table of it has."""

    path: Path
    size: int
    rows: Mapping[str, int]


def copy_verified(
    source: Source, target: Path, *, replace: bool = False, room: float = 1.0, origin: Path | None = None
) -> Copied:
    """Copy a project to `target` (rights 0600, no log beside it), read the copy back, then give it its name.

    `source`: a file, or a connection that is in no transaction (a reading one does). `room`: how many times its size
    must be free. `origin`: the project, where the connection reads a private copy of it. Raises UserFault for a
    full or read-only disk, a damaged source, a target that is there (also with `replace`, when that is open, or
    beside a log of its own). After any fault there is no half copy.
    """
    target = Path(os.path.realpath(target))
    with reading(source) as connection:
        origin = origin or _file_of(connection)
        _refuse_target(target, origin, replace)
        require_room(target.parent, int(_size(connection, origin) * room), "A copy")
        temp = atomic.temp_beside(target, database=True)
        try:
            rows = _copy(connection, origin, temp)
            atomic.sync_file(temp)
            size = temp.stat().st_size
            if replace:
                temp.replace(target)
                atomic.sync_folder(target.parent)
            else:
                atomic.move_new(temp, target)
        except OSError as error:
            raise disk_fault(error, "The copy", target) from error
        finally:
            remove_database(temp)
    return Copied(target, size, rows)


def read_back(path: Path, *, full: bool = False) -> dict[str, int]:
    """Check that a closed database is whole, and count the rows of its tables.

    `full` also checks each index entry (integrity_check instead of quick_check). Raises UserFault when it is not.
    The file must have no log beside it, as copies of ours have none: only the file itself is looked at.
    """
    try:
        connection = open_reader(path, immutable=True)
        try:
            check = "integrity_check" if full else "quick_check"
            found = str(connection.execute(f"PRAGMA {check}(1)").fetchone()[0])
            if found != "ok":
                raise UserFault(f"{path.name} is damaged ({found}).")
            return row_counts(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise UserFault(f"{path.name} is damaged or cannot be read ({error}).") from error


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has, all at one moment."""
    inside = connection.in_transaction
    if not inside:
        connection.execute("BEGIN")
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        counts = {}
        for (name,) in names:
            quoted = '"' + name.replace('"', '""') + '"'
            counts[name] = int(connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0])
        return counts
    finally:
        if not inside:
            connection.execute("COMMIT")


def require_room(folder: Path, needed: int, what: str) -> None:
    """Raise a UserFault when the disk of `folder` has less than `needed` bytes free. `what`: "A backup"."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise disk_fault(error, what, folder) from error
    if free < needed:
        raise UserFault(
            f"{what} needs {in_words(needed)} in {folder}, and {in_words(free)} are free there. "
            "Nothing was changed; make room or choose another folder."
        )


def remove_database(path: Path) -> None:
    """Remove a database of ours that nobody has open, and what lies beside it. Never raises for the disk."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink()


@contextmanager
def reading(source: Source) -> Iterator[sqlite3.Connection]:
    """A connection VACUUM INTO works on: read-only, but not `query_only`, which forbids it."""
    if isinstance(source, sqlite3.Connection):
        with _may_copy(source):
            yield source
        return
    found = examine(source)
    if not found.is_project and found.kind != "open_here":
        raise UserFault(found.sentence)
    try:
        connection = open_reader(source, immutable=found.access == "immutable")
    except sqlite3.Error as error:
        raise copy_fault(error, source) from error
    try:
        with _may_copy(connection):
            yield connection
    finally:
        connection.close()


@contextmanager
def _may_copy(connection: sqlite3.Connection) -> Iterator[None]:
    before = int(connection.execute("PRAGMA query_only").fetchone()[0])
    connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA query_only = {before}")


def _copy(connection: sqlite3.Connection, origin: Path, temp: Path) -> dict[str, int]:
    """VACUUM INTO, read back, compare. When others wrote meanwhile the figures may differ by chance: then again."""
    for _ in range(_ATTEMPTS):
        try:
            before, moment = row_counts(connection), _moment(connection)
            os.close(os.open(temp, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))  # SQLite would make it for everybody
            connection.execute("VACUUM INTO ?", (_name_for_sqlite(temp),))
            after, undisturbed = row_counts(connection), moment == _moment(connection)
            marks = _marks(connection)
        except sqlite3.Error as error:
            raise copy_fault(error, origin, temp.parent) from error
        rows = read_back(temp)
        if _agree(rows, before, after) and _marks_of(temp) == marks:
            return rows
        remove_database(temp)
        if undisturbed:
            break
    raise UserFault(f"The copy of {origin.name} was not equal to the project, so it was thrown away. Try again.")


def _agree(rows: Mapping[str, int], before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Each table has as many rows as before or after the copying, or a number between; so equal if nobody wrote."""
    between = all(
        min(before.get(name, 0), after.get(name, 0)) <= count <= max(before.get(name, 0), after.get(name, 0))
        for name, count in rows.items()
    )
    return between and rows.keys() >= before.keys() & after.keys()


def _moment(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    application_id = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return application_id, int(connection.execute("PRAGMA user_version").fetchone()[0])


def _marks_of(path: Path) -> tuple[int, int]:
    connection = open_reader(path, immutable=True)
    try:
        return _marks(connection)
    finally:
        connection.close()


def _size(connection: sqlite3.Connection, origin: Path) -> int:
    names = ("page_count", "freelist_count", "page_size")
    try:
        pages, free, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    except sqlite3.Error as error:
        raise copy_fault(error, origin) from error
    return (pages - free) * size


def _file_of(connection: sqlite3.Connection) -> Path:
    found = connection.execute("SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE name = 'main'").fetchall()
    return Path(os.fsdecode(found[0][0]) if found and found[0][0] else "project")  # a name need not be UTF-8


def _name_for_sqlite(path: Path) -> str:
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return file_uri(path, "mode=rw")  # a name that is not text goes through as escaped bytes
    return str(path)


def _refuse_target(target: Path, origin: Path, replace: bool) -> None:
    if os.path.lexists(target):
        if exists(target) and exists(origin) and target.samefile(origin):
            raise UserFault("A project cannot be copied onto itself. Choose another name.")
        if not replace or not is_file(target):
            raise UserFault(f"{target.name} exists already and was left as it is. Choose another name.")
        if holder_of(target):
            raise NotNow(f"{target.name} is open in another window, so it cannot be replaced. Close it there first.")
    for suffix in ("-wal", "-journal"):  # SQLite would mix it into the copy
        beside = target.with_name(target.name + suffix)
        if exists(beside) and beside.stat().st_size > 0:
            raise UserFault(
                f"Beside {target.name} lies {beside.name}, which belongs to another file of that name and would "
                "damage the copy. Choose another name."
            )


def copy_fault(error: sqlite3.Error, origin: Path, folder: Path | None = None) -> Exception:
    """The sentence for an error of SQLite while `origin` was copied into `folder`; other errors are bugs, unchanged."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    safe = "The project itself was not touched."
    if code == sqlite3.SQLITE_FULL or "disk is full" in str(error):
        return UserFault(f"The copy of {origin.name} failed: the disk of {folder or origin.parent} is full. {safe}")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return UserFault(f"{origin.name} is damaged ({error}), so no sound copy can be made. {safe}")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return NotNow(f"{origin.name} is in use by another window and cannot be copied now. Try again.")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return UserFault(f"The copy of {origin.name} failed: a file cannot be read or written ({error}). {safe}")
    return error
