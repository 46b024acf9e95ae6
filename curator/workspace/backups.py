# SPDX-License-Identifier: MIT
"""When a project is backed up: in the pauses of work, at closing, before risky acts.

What lives here: the moment. What does not: how a copy is made and which are kept (store/backup.py). A backup is made
from a reading connection, so a coder's action never waits for it.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from curator.domain.clock import Clock
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import UserFault
from curator.settings import Settings
from curator.workspace.readers import Readers

if TYPE_CHECKING:
    from curator.store.backup import Backup

LOOK_EVERY_S = 60.0  # how often the pauses ask whether a backup is due


class Backups:
    """Backups of one open project."""

    def __init__(self, readers: Readers, path: Path, clock: Clock) -> None:
        self._readers = readers
        self._path = path
        self._clock = clock
        self._looked = time.monotonic()  # of this process: pauses must not read the project's clock
        self._alone = threading.Lock()
        self.trouble = ""  # the sentence of the last backup in a pause that failed, for the face to show

    def make(self, reason: str) -> Backup:
        """Make one now. Raises UserFault."""
        with self._alone:
            return self._make(reason)

    def make_before(self, reason: str) -> None:
        """Before a risky act: make one unless the newest holds everything already. Raises UserFault."""
        with self._alone:
            if self._changed_since_newest():
                self._make(reason)

    def make_if_due(self, *, wait: bool) -> None:
        """In a pause (on a thread of its own) or at closing (`wait`): make one if something changed since the last."""
        now = time.monotonic()
        if not wait and now - self._looked < LOOK_EVERY_S:
            return
        self._looked = now
        if wait:
            self._make_quietly("at closing", closing=True)
        else:
            threading.Thread(target=self._make_quietly, args=("in a pause",), daemon=True).start()

    def _make_quietly(self, reason: str, closing: bool = False) -> None:
        """A backup that cannot be made must not keep a project from closing; what went wrong is kept to be shown."""
        try:
            with self._alone:
                if self._is_due(closing):
                    self._make(reason)
            self.trouble = ""
        except UserFault as fault:
            self.trouble = f"No backup was made {reason}. {fault.sentence}"
        except OSError as error:
            self.trouble = disk_fault(error, f"The backup {reason}", self._path).sentence

    def _changed_since_newest(self) -> bool:
        from curator.store import backup

        project, changed = self._newest_change()
        there = backup.list_backups(project) if project else ()
        return bool(project) and (not there or changed > there[0].at)

    def _newest_change(self) -> tuple[str, str]:
        """(project id, time of the newest entry of the log); "" for a file that has none."""
        with self._readers.snapshot() as reads:
            last = reads.connection.execute("SELECT at FROM changes ORDER BY seq DESC LIMIT 1").fetchall()
            return (reads.project().get("id", ""), str(last[0][0])) if last else ("", "")

    def _is_due(self, closing: bool) -> bool:
        from curator.store import backup

        project, changed = self._newest_change()
        size = self._path.stat().st_size
        if closing and size < backup.LARGE_BYTES:
            return self._changed_since_newest()
        there = backup.list_backups(project) if project else ()
        return bool(project) and backup.is_due(there, last_change=changed, now=self._clock.stamp(), size=size)

    def _make(self, reason: str) -> Backup:
        from curator.store import backup  # needed seldom, and not while a window opens

        with self._readers.snapshot() as reads:
            project = reads.project().get("id", "")
        with self._readers.outside() as connection:
            most = Settings().number("backup_megabytes") * 1_000_000
            return backup.make_backup(
                connection, project, reason, clock=self._clock, most_bytes=most, origin=self._path
            )  # fmt: skip
