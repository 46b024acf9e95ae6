# SPDX-License-Identifier: MIT
"""A colleague's file before SQLite sees it: what it is by its size, its neighbours and its first 100 bytes; our copy.

What lives here: refusing what cannot be a whole project file, and copying it. What does not: what is in it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from curator.domain.disk_faults import disk_fault, in_words
from curator.domain.faults import UserFault
from curator.store.copying import require_room
from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION
from curator.store.foreign_refusal import Refused
from curator.store.lock import open_in_this_process
from curator.store.opening import Header, read_header

MOST_BYTES = 1_000_000_000
_PIECE = 1_000_000
_MAGIC = b"SQLite format 3\0"
_UTF8, _NOT_SAID = 1, 0
PROPER_COPY = (
    "Ask for a copy made in Curator (“Save a copy” in the menu, or “curator copy”) while nothing is written, "
    "or for a hand-over."
)


def copy_foreign(path: Path, copy: Path, between: Callable[[], None]) -> int:
    """Copy a file that may be a project to `copy`, for this user only; returns its bytes.

    `between` is called after each piece; what it raises ends the copying. Raises Refused for what is no whole project
    file, UserFault where a disk cannot be read or written. The file is opened for reading only and never waited for.
    """
    if "\0" in str(path):
        raise Refused("This cannot be the name of a file.")
    if open_in_this_process(path):  # closing it here would drop SQLite's locks on it
        raise Refused("It is open in this program.")
    try:
        _refuse_other_than_files(path.stat())  # a device may do something when it is opened
        source = os.open(path, _how_to_open())
    except FileNotFoundError:
        raise Refused("There is no such file.") from None
    except OSError as error:
        raise Refused(f"It cannot be read ({error.strerror}).") from None
    try:
        size, changed = _regular_size(source), os.fstat(source).st_mtime_ns
        _refuse_neighbours(path)
        try:
            first = os.read(source, 100)
            os.lseek(source, 0, os.SEEK_SET)
        except OSError as error:
            raise Refused(f"It cannot be read ({error.strerror}).") from None
        check_header(first, size)
        require_room(copy.parent, size, "A copy to read from")
        _copy(source, copy, size, between)
        if (_regular_size(source), os.fstat(source).st_mtime_ns) != (size, changed):
            raise Refused(f"It was changed while it was copied. {PROPER_COPY}")
    finally:
        os.close(source)
    _refuse_neighbours(path)
    return size


def check_header(first: bytes, size: int) -> Header:
    """Raises Refused where the first 100 bytes are not those of a project file of `size` bytes that can be read."""
    header = read_header(first)
    if header is None:
        raise Refused("It is damaged." if first.startswith(_MAGIC) else "It is not a Curator project.")
    if header.application_id != APPLICATION_ID:
        raise Refused("It is a database of another program.")
    if header.user_version > SCHEMA_VERSION:
        raise Refused(
            f"It was made by a newer version of Curator (format {header.user_version}; this one reads up to "
            f"{SCHEMA_VERSION}). Install the newer version to read it."
        )
    if header.user_version < 1:
        raise Refused(f"It has the format {header.user_version}, which no version of Curator writes.")
    if int.from_bytes(first[56:60], "big") not in (_UTF8, _NOT_SAID):
        raise Refused("Its texts are in UTF-16, which Curator never writes.")
    if size < header.pages * header.page_bytes or size % header.page_bytes:
        raise Refused(f"It is cut off or not whole ({size:,} bytes). {PROPER_COPY}")
    return header


def _how_to_open() -> int:
    """For reading, and without waiting for whoever writes to a pipe."""
    return os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def _refuse_other_than_files(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise Refused("It is not a file, so it cannot be a project.")


def _regular_size(source: int) -> int:
    state = os.fstat(source)
    _refuse_other_than_files(state)
    if not state.st_size:
        raise Refused("It is empty.")
    if state.st_size > MOST_BYTES:
        raise Refused(f"It is larger than {in_words(MOST_BYTES)}. Ask for a hand-over instead.")
    return state.st_size


def _refuse_neighbours(path: Path) -> None:
    """The newest work may lie in a log beside the file: without it the file is old, or half."""
    for beside in {path, Path(os.path.realpath(path))}:
        for suffix in ("-wal", "-journal"):
            log = beside.with_name(beside.name + suffix)
            try:
                pending = log.stat().st_size > 0
            except OSError:
                continue
            if pending:
                raise Refused(f"Work that is not in the file yet lies beside it in {log.name}. {PROPER_COPY}")


def _copy(source: int, copy: Path, size: int, between: Callable[[], None]) -> None:
    try:
        target = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise _unwritten(error, copy) from error
    done = 0
    with os.fdopen(target, "wb") as file:
        while done < size:
            try:
                piece = os.read(source, min(_PIECE, size - done))
            except OSError as error:
                raise Refused(f"It cannot be read ({error.strerror}).") from None
            if not piece:
                raise Refused(f"It was changed while it was copied. {PROPER_COPY}")
            try:
                file.write(piece)
            except OSError as error:
                raise _unwritten(error, copy) from error
            done += len(piece)
            between()


def _unwritten(error: OSError, copy: Path) -> UserFault:
    return disk_fault(error, "A copy to read from", copy.parent)
