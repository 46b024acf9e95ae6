# SPDX-License-Identifier: MIT
"""A process that reads a file from anywhere touches nothing else: no file, no network, no program.

What lives here: Python's own watch over what is opened (PEP 578), put on once and for good. What does not: limits of
time and memory. Reading modules and data of the installed packages stays possible; libraries load some of it late.
What a library in C opens by itself Python does not see: lxml is told not to (no_network, no DTD).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from curator.own_process import home

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LOOKING = frozenset(("open", "os.listdir", "os.scandir"))
_NEVER_EVENTS = """
    os.chmod os.chown os.exec os.fork os.forkpty os.kill os.link os.mkdir os.posix_spawn os.putenv os.remove os.rename
    os.rmdir os.spawn os.startfile os.symlink os.system os.truncate os.unsetenv os.utime pty.spawn shutil.copyfile
    shutil.move shutil.rmtree sqlite3.connect subprocess.Popen tempfile.mkdtemp tempfile.mkstemp urllib.Request
    webbrowser.open winreg.OpenKey ctypes.dlopen
"""
_NEVER = frozenset(_NEVER_EVENTS.split())
_NEVER_BEGINNINGS = ("socket.", "ftplib.", "http.", "smtplib.", "imaplib.", "poplib.", "nntplib.", "telnetlib.")


class Forbidden(PermissionError):
    """A reader wanted what no reader may have."""


class Seal:
    """The watch. It forbids while `closed` is True; a hook cannot be taken off again."""

    def __init__(self) -> None:
        self.closed = False
        self._roots = _roots()
        sys.addaudithook(self._judge)

    def _judge(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.closed:
            return
        if event in _NEVER or event.startswith(_NEVER_BEGINNINGS):
            raise Forbidden(f"no reader may do this: {event}")
        if event in _LOOKING and not self._ours(event, arguments):
            raise Forbidden("no reader may open this")

    def _ours(self, event: str, arguments: tuple[object, ...]) -> bool:
        """Whether it is a look at an installed package."""
        path = arguments[0] if arguments else None
        if isinstance(path, int):
            return True  # what is open already
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if not isinstance(path, str) or (event == "open" and _writes(arguments)):
            return False
        return os.path.normcase(os.path.realpath(path)).startswith(self._roots)


def _writes(arguments: tuple[object, ...]) -> bool:
    mode, flags = (*arguments, None, None)[1:3]
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return not isinstance(flags, int) or bool(flags & _WRITING)


def _roots() -> tuple[str, ...]:
    """The folders of Python, its packages and this program; of a checkout only what belongs to the program."""
    own = home()
    places = [own / "curator", own / "resources", Path(sys.prefix), Path(sys.base_prefix), Path(sys.base_exec_prefix)]
    places += [Path(entry) for entry in sys.path if entry and Path(entry) != own]
    if own.name in ("site-packages", "dist-packages"):
        places.append(own)
    real = {os.path.normcase(os.path.realpath(place)) for place in places}
    return tuple(sorted(place.rstrip(os.sep) + os.sep for place in real if len(place.strip(os.sep)) > 3))
