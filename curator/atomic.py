# SPDX-License-Identifier: MIT
"""Files and whole folders that appear complete or not at all, whenever the process is killed.

What lives here: build beside the target under a name of our own, sync, rename into place, sweep what a killed
process left behind. What does not: what is written (formats, store) and sentences for the user: faults of the
disk leave as OSError, and the rooms above say them in words.

A left-over is told from work in progress by an operating-system lock on it, which ends with its process.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from curator.oslock import try_lock
from curator.pattern import pattern

_TEMP = pattern(r"\..*\.curator-tmp-[0-9a-f]{12}")
_DATABASE = pattern(r"\..*\.curator-copy-[0-9a-f]{12}(-wal|-shm|-journal)?")
_ASIDE = pattern(r"\.(?P<name>.+)\.curator-old-[0-9a-f]{12}")
_MANY_FILES = 200
"""From here on one sync of everything first is faster than many small ones."""


def temp_beside(target: Path, *, database: bool = False) -> Path:
    """A free hidden name in the target's folder that `sweep` knows. Nothing is made.

    A `database` is written by SQLite, whose locks a lock of ours could disturb: it counts as left over after a day.
    """
    kind = "copy" if database else "tmp"
    return target.with_name(f".{target.name[:60]}.curator-{kind}-{os.urandom(6).hex()}")


def write_atomically(target: Path, data: bytes | Iterable[bytes], *, mode: int = 0o600) -> None:
    """Write a whole file: whoever reads it sees the old content or the new one. Durable when this returns."""
    with file_in_place(target, mode=mode) as file:
        file.writelines((data,) if isinstance(data, bytes) else data)


@contextmanager
def file_in_place(target: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A new file to write; it takes the target's place when the block ends, and is gone when the block raises.

    A link is followed, so that a linked file stays a link.
    """
    target = Path(os.path.realpath(target))
    temp = temp_beside(target)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temp, flags, mode), "w+b") as file:
            try_lock(file.fileno())
            yield file
            file.flush()
            _sync_descriptor(file.fileno())
        replace(temp, target)
    except BaseException:
        with suppress(OSError):
            temp.unlink()
        raise
    sync_folder(target.parent)


def move_new(source: Path, target: Path) -> None:
    """Give a finished file of the same folder its name. Raises FileExistsError rather than replace anything."""
    if os.name == "nt":
        source.rename(target)
    else:
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(target):
                raise FileExistsError(17, "already exists", str(target)) from None
            source.rename(target)
        else:
            source.unlink()
    sync_folder(target.parent)


@contextmanager
def publish_folder(target: Path, *, may_replace: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """An empty folder to fill; it becomes `target` when the block ends, and is gone when the block raises.

    Missing parents are made, and what killed processes left there is swept. A target that is a file, or a folder that
    is not empty, raises FileExistsError, before the block and again after it. With `may_replace` such a folder is
    replaced; it is called with the old folder, and raises (whatever it likes) when that one must stay.
    """
    target = Path(os.path.realpath(target))
    _refuse_what_is_there(target, may_replace)
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target.parent)
    temp = temp_beside(target)
    temp.mkdir()
    holder = _lock_folder(temp)
    try:
        yield temp
        sync_tree(temp)
        _refuse_what_is_there(target, may_replace)
        _put_in_place(temp, target, replace=may_replace is not None)
    except BaseException:
        shutil.rmtree(temp, ignore_errors=True)
        raise
    finally:
        if holder is not None:
            os.close(holder)


def sweep(parent: Path, *, idle_s: float = 60.0, day_s: float = 86_400.0) -> tuple[Path, ...]:
    """Remove what killed processes left in `parent`, and put back a folder that was moved aside for nothing.

    Left alone: what is locked, what changed in the last `idle_s` seconds, and, where the file system has no locks,
    what changed within a day. Returns the targets or left-overs dealt with. Never raises for the disk.
    """
    done = []
    try:
        names = sorted(entry.name for entry in parent.iterdir())
    except OSError:
        return ()
    for name in names:
        left_over = parent / name
        aside = _ASIDE.fullmatch(name)
        with suppress(OSError):
            if aside and not os.path.lexists(parent / aside["name"]):
                left_over.rename(parent / aside["name"])
                done.append(parent / aside["name"])
            elif (aside or _TEMP.fullmatch(name)) and _is_left_over(left_over, idle_s, day_s):
                _remove(left_over)
                done.append(left_over)
            elif _DATABASE.fullmatch(name) and time.time() - left_over.lstat().st_mtime >= day_s:
                left_over.unlink()
                done.append(left_over)
    return tuple(done)


def sync_tree(folder: Path) -> None:
    """Bring every file and folder below `folder` to the disk, the folder itself last."""
    files = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    if len(files) > _MANY_FILES and hasattr(os, "sync"):
        os.sync()
    for file in files:
        sync_file(file)
    for place, _, _ in os.walk(folder, topdown=False):
        sync_folder(Path(place))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call; file systems that refuse it are let be."""
    if os.name == "nt":
        return
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def sync_file(file: Path) -> None:
    """Bring a file's content to the disk. Not for a database that is open: closing a file drops SQLite's locks."""
    fd = os.open(file, (os.O_RDWR if os.name == "nt" else os.O_RDONLY) | getattr(os, "O_BINARY", 0))
    try:
        _sync_descriptor(fd)
    finally:
        os.close(fd)


def _sync_descriptor(fd: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # there fsync leaves the data in the drive's cache

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
        except OSError:
            pass
    os.fsync(fd)


def _refuse_what_is_there(target: Path, may_replace: Callable[[Path], None] | None) -> None:
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise FileExistsError(17, "there is a file of this name", str(target))
    with os.scandir(target) as entries:
        if next(entries, None) is None:
            return
    if may_replace is None:
        raise FileExistsError(17, "the folder is not empty", str(target))
    may_replace(target)


def _put_in_place(temp: Path, target: Path, *, replace: bool) -> None:
    """One step where the system has it: over nothing, over an empty folder, or by exchanging the two names."""
    try:
        if os.name == "nt" and target.is_dir():
            with suppress(OSError):
                target.rmdir()
        temp.rename(target)
    except OSError:
        if not (replace and target.is_dir()):
            raise
        if _exchange(temp, target):
            old = temp
        else:
            old = target.with_name(f".{target.name}.curator-old-{os.urandom(6).hex()}")
            target.rename(old)
            try:
                temp.rename(target)
            except OSError:
                old.rename(target)
                raise
        sync_folder(target.parent)
        shutil.rmtree(old, ignore_errors=True)
    sync_folder(target.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step (Linux, macOS). False where that cannot be done; nothing is changed then."""
    if not sys.platform.startswith(("linux", "darwin")):
        return False
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, 2) == 0)
        here = -100  # AT_FDCWD: paths are not relative to an open folder
        return bool(library.renameat2(here, first, here, second, 2) == 0)
    except AttributeError:  # a C library without the call
        return False


def _lock_folder(folder: Path) -> int | None:
    if os.name == "nt":
        return None
    fd = os.open(folder, os.O_RDONLY)
    try_lock(fd)
    return fd


def _is_left_over(path: Path, idle_s: float, day_s: float) -> bool:
    state = path.lstat()
    idle = time.time() - state.st_mtime
    if idle < idle_s or not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
        return False
    if os.name == "nt":
        return idle >= day_s
    fd = os.open(path, os.O_RDONLY)
    try:
        ours = try_lock(fd)
    finally:
        os.close(fd)
    return idle >= day_s if ours is None else ours


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def replace(temp: Path, target: Path) -> None:
    """Give a finished file of the same folder a name that may be taken; the folder is not synced.

    Windows refuses while a virus scanner or a sync program reads the target, mostly not for long.
    """
    for wait in (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ():
        try:
            temp.replace(target)
            return
        except PermissionError:
            time.sleep(wait)
    temp.replace(target)
