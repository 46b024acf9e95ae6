# SPDX-License-Identifier: MIT
"""A folder in which hand-overs for the open project are looked for, where the user asked for it.

What lives here: when it is looked through (at opening, when the system tells that it changed, when the window gets the
keyboard; never at intervals), and which files in it are new. What does not: what becomes of them (jobs/receiving.py):
they are offered, never taken.

A folder of the network may take long to answer, or never does: it is looked through on a thread of its own, which the
window waits for in no case.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from curator.app.background import report_bug
from curator.app.handover.file_names import is_handover, sha256_of
from curator.domain.faults import UserFault
from curator.shape import Frozen

_MOST_FILES = 500  # of one folder
_REST_MS = 400  # a file that is being copied changes the folder many times
_YOUNG_S = 2.0  # one that was written just now may not be whole yet
_AGAIN_MS = 2_500
_FOCUS_S = 5.0  # the window may get the keyboard many times in a row


class Found(Frozen):
    """A hand-over that nobody has seen yet in this project: the file and its SHA-256, whose it is, what it is for."""

    path: Path
    sha256: str
    maker: str
    purpose: str


class FolderWatch(QObject):
    """`came(files)`: these are new, each told once. `gone(sentence)`: the folder is not to be read; told once."""

    came = Signal(object)
    gone = Signal(str)
    _seen = Signal(object, object, bool)  # the folder, what was found in it or None, whether some are still too young

    def __init__(self, settled: Callable[[], frozenset[str]], parent: QObject) -> None:
        """`settled` tells the SHA-256 of the files that are not to be offered any more."""
        super().__init__(parent)
        self._settled = settled
        self.folder: Path | None = None
        self._told: set[str] = set()
        self._told_gone = False
        self._looking = False
        self._once_more = False
        self._looked = 0.0
        self._known: dict[tuple[str, int, int], str] = {}  # SHA-256 by name, size and time
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._rest.start())
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._seen.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._focused)

    def begin(self, folder: Path, told: Iterable[str] = ()) -> None:
        """Watch this folder from now on, in place of another one, and look through it. `told`: the SHA-256 of files
        that the user knows of already."""
        self.stop()
        self.folder, self._told = folder, set(told)
        self.look()

    def stop(self) -> None:
        """Watch nothing. What is still being looked through is not told."""
        self.folder = None
        self._told_gone = self._once_more = False
        self._rest.stop()
        self._again.stop()
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)

    def look(self) -> None:
        """Look through the folder; what is new is told when the answer is there."""
        if self.folder is None:
            return
        if self._looking:
            self._once_more = True
            return
        self._looking, self._looked = True, time.monotonic()
        threading.Thread(
            target=self._look, args=(self.folder, self._settled() | self._told), name="curator looks for hand-overs",
            daemon=True,
        ).start()  # fmt: skip

    def _look(self, folder: Path, settled: frozenset[str]) -> None:
        """On a thread of its own."""
        found: tuple[Found, ...] | None
        young = False
        try:
            paths = list(_files(folder))
            young = any(0 <= time.time() - at < _YOUNG_S for _, _, at in paths)  # a clock elsewhere may be ahead
            found = tuple(self._unknown(paths, settled))
        except OSError:
            found = None
        except BaseException as error:  # noqa: BLE001  # a thread must not swallow a bug: it goes to the crash report
            report_bug(error)
            found = ()
        with suppress(RuntimeError):  # the window is gone meanwhile: nobody is there to be told
            self._seen.emit(folder, found, young)

    def _unknown(self, paths: list[tuple[Path, int, float]], settled: frozenset[str]) -> Iterator[Found]:
        for path, size, at in paths:
            key = (path.name, size, int(at * 1000))
            try:
                sha256 = self._known[key] if key in self._known else self._known.setdefault(key, sha256_of(path))
                if sha256 not in settled:
                    yield _found(path, sha256)
            except (OSError, UserFault):  # not whole yet, or no hand-over: offered when it is one
                continue

    def _answer(self, folder: Path, found: tuple[Found, ...] | None, young: bool) -> None:
        self._looking = False
        if folder != self.folder:
            if self.folder is not None:
                self.look()
            return
        if found is None:
            self._tell_gone(folder)
        else:
            self._told_gone = False
            if not self._watcher.directories():  # the first time, or it was away meanwhile
                self._watcher.addPath(str(folder))
            if new := tuple(each for each in found if each.sha256 not in self._told):
                self._told |= {each.sha256 for each in new}
                self.came.emit(new)
        if self._once_more:
            self._once_more = False
            self._rest.start()
        elif young:
            self._again.start()

    def _tell_gone(self, folder: Path) -> None:
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)
        if not self._told_gone:
            self._told_gone = True
            told = self.tr("The folder for hand-overs, {folder}, is not there or cannot be read. It is looked for "
                           "again when you come back to this window.")  # fmt: skip
            self.gone.emit(told.format(folder=str(folder).encode("utf-8", "replace").decode()))

    def _focused(self, window: QWindow | None) -> None:
        """The user comes back to the window: folders of the network tell of no change."""
        if window is not None and self.folder is not None and time.monotonic() - self._looked > _FOCUS_S:
            self.look()


def _files(folder: Path) -> Iterator[tuple[Path, int, float]]:
    """The hand-overs of a folder with size and time, the oldest first. Raises OSError where it cannot be read."""
    found: list[tuple[Path, int, float]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if is_handover(path) and entry.is_file() and len(found) < _MOST_FILES:
                facts = entry.stat()
                found.append((path, facts.st_size, facts.st_mtime))
    return iter(sorted(found, key=lambda each: (each[2], each[0].name)))


def _found(path: Path, sha256: str) -> Found:
    """Whose it is, from its manifest alone. Raises InputRefused."""
    from curator.app.handover.wording import plain
    from curator.formats.handover_manifest import read_manifest
    from curator.formats.handover_zip import ZipReading

    with path.open("rb") as file:
        head = read_manifest(ZipReading(file, os.fstat(file.fileno()).st_size))
    maker = next((coder.name for coder in head.coders if coder.id == head.made_by), "")
    return Found(path, sha256, plain(maker), head.purpose)
