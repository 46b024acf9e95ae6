# SPDX-License-Identifier: MIT
"""Who has a project open for writing: one instance at a time, told by a locked file beside the project.

What lives here: taking, giving back and reading that lock. What does not: SQLite's own locks, which only keep
single actions apart, and the rule that the second instance reads (store/project_file.py).

The lock is the operating system's, so it ends with its process, also by kill -9. What stands in the file is only for
the sentence: who has it. A file left behind is taken over; one left by another computer is worth a warning, because
in a folder that is synchronised or shared over a network the lock itself may not have arrived here.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from curator.domain.clock import Clock
from curator.oslock import try_lock
from curator.shape import Frozen

_MOST_BYTES = 4096


class Holder(Frozen):
    """Who has, or had, a project open: computer, process, since when (UTC as everywhere)."""

    host: str
    pid: int
    since: str

    def sentence(self) -> str:
        """For the user: what this means for whoever comes second."""
        where = "in another window" if self.host == _host() else f"on {self.host}"
        since = f" since {_local(self.since)}" if self.since else ""
        return f"This project is open {where}{since}. Here it can be read, not changed."


class LockOutcome(Frozen):
    """What came of asking: `taken`; else who holds it, or (`holder` is None) why there can be no lock here.

    `notice` is a sentence worth showing although the lock was taken; empty otherwise.
    """

    taken: bool
    holder: Holder | None = None
    notice: str = ""


class InstanceLock:
    """The lock of one project. Take it before the project is opened, release it after it is closed."""

    def __init__(self, project: Path, clock: Clock | None = None) -> None:
        self.project = _real(project)
        self.file = lock_file_of(self.project)
        self._clock = clock or Clock()
        self._fd: int | None = None

    @property
    def taken(self) -> bool:
        """Whether this object holds the lock."""
        return self._fd is not None

    def take(self) -> LockOutcome:
        """Ask without waiting. Never raises for the disk: what stands in the way is in the outcome."""
        if self._fd is not None:
            return LockOutcome(taken=True)
        for _ in range(8):  # the file may be removed between opening and locking: then the lock is worth nothing
            try:
                fd = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            except OSError as error:
                return LockOutcome(taken=False, notice=f"The project cannot be locked here ({error.strerror}).")
            ours = try_lock(fd)
            if ours and self._is_still_there(fd):
                return self._taken(fd)
            before = _read(fd)
            os.close(fd)
            if ours is None:
                return LockOutcome(taken=False, notice="This folder knows no locks, so the project is only read.")
            if not ours:
                return LockOutcome(taken=False, holder=before or Holder(_host(), 0, ""))
        return LockOutcome(taken=False, notice="The project cannot be locked here: its lock file keeps disappearing.")

    def keep(self) -> LockOutcome:
        """Look whether the lock is still worth something, and take it anew where its file was taken away meanwhile.

        `taken` is False where somebody else has it now: then nothing may be written here any more."""
        if self._fd is not None and (os.name == "nt" or self._is_still_there(self._fd)):
            return _HELD
        lost, self._fd = self._fd, None
        outcome = self.take()
        if lost is not None:
            os.close(lost)
        return outcome

    def release(self) -> None:
        """Give the lock back and remove its file. Does nothing when it is not held."""
        fd, self._fd = self._fd, None
        if fd is None:
            return
        with _open_here_guard:
            _open_here.pop(self.project, None)
        if os.name != "nt":
            with suppress(OSError):
                self.file.unlink()
        os.close(fd)
        if os.name == "nt":  # an open file cannot be removed there
            with suppress(OSError):
                self.file.unlink()

    def _taken(self, fd: int) -> LockOutcome:
        before = _read(fd)
        now = Holder(_host(), os.getpid(), self._clock.stamp())
        with suppress(OSError):  # a full disk: the lock holds all the same, only its sentence is poorer
            os.ftruncate(fd, 0)
            os.lseek(fd, 0, os.SEEK_SET)
            os.write(fd, json.dumps({"host": now.host, "pid": now.pid, "since": now.since}).encode())
        self._fd = fd
        with _open_here_guard:
            _open_here[self.project] = self
        notice = ""
        if before is not None and before.host != now.host:
            notice = (
                f"This project was opened on {before.host} ({_local(before.since)}) and not closed there. "
                "If it is still open there, do not work in both places: close one of them first."
            )
        return LockOutcome(taken=True, notice=notice)

    def _is_still_there(self, fd: int) -> bool:
        try:
            there = self.file.stat()
        except OSError:
            return False
        mine = os.fstat(fd)
        return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)


_HELD = LockOutcome(taken=True)


def _host() -> str:
    """This computer's name: what socket.gethostname gives, without the network library where the system tells it."""
    if sys.platform == "win32":
        import socket

        return socket.gethostname()
    else:
        return os.uname().nodename


_open_here: dict[Path, InstanceLock] = {}
_open_here_guard = threading.Lock()


def lock_file_of(project: Path) -> Path:
    """The lock's file: hidden, beside the project."""
    return project.with_name(f".{project.name}.lock")


def open_in_this_process(project: Path) -> bool:
    """Whether this process has the project open for writing.

    Then its file must not be opened by hand: closing it again would drop SQLite's locks on it (POSIX).
    """
    with _open_here_guard:
        return _real(project) in _open_here


def holder_of(project: Path) -> Holder | None:
    """Who has the project open for writing now; None when nobody has. Changes nothing."""
    try:
        fd = os.open(lock_file_of(_real(project)), os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        return None if try_lock(fd) else _read(fd) or Holder(_host(), 0, "")
    finally:
        os.close(fd)


def _real(project: Path) -> Path:
    """The file behind links. Not Path.resolve: links in a ring make that raise."""
    return Path(os.path.realpath(project))


def _read(fd: int) -> Holder | None:
    """What stands in a lock file; anything but what we write there is nothing."""
    try:
        os.lseek(fd, 0, os.SEEK_SET)
        found = json.loads(os.read(fd, _MOST_BYTES))
        return Holder(str(found["host"])[:200], int(found["pid"]), str(found["since"])[:40])
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def _local(stamp: str) -> str:
    """A UTC time in the words of the user's clock, to the minute; unreadable ones as they are."""
    try:
        return f"{datetime.fromisoformat(stamp.replace('Z', '+00:00')).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return stamp
