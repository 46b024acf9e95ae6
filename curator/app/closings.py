# SPDX-License-Identifier: MIT
"""Projects that are being put away: the last backup may take a moment, and the window must not wait for it.

What lives here: closing in a thread, and waiting for it where one must. What does not: what closing is (workspace).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from curator.domain.faults import UserFault
from curator.workspace import Workspace


class Closings:
    """A project is open again only after `wait`; the program ends only after `wait`."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """`tell` is called, on another thread, where the last backup could not be made: `untold` says why."""
        self._tell = tell
        self._untold: list[tuple[str, str]] = []
        self._guard = threading.Lock()
        self._threads: list[threading.Thread] = []

    def close(self, workspace: Workspace, after: Sequence[threading.Thread] = ()) -> None:
        """Start putting it away, once the threads that may still read in it (`after`) have ended."""
        thread = threading.Thread(target=self._put_away, args=(workspace, after), name="curator closes a project")
        thread.start()
        self._threads.append(thread)

    def _put_away(self, workspace: Workspace, after: Sequence[threading.Thread]) -> None:
        for thread in after:
            thread.join()
        project_id = ""
        with suppress(UserFault):  # the disk is away: closing will say so
            project_id = workspace.project_id
        workspace.close()
        if workspace.backup_trouble:
            with self._guard:
                self._untold.append((project_id, workspace.backup_trouble))
            self._tell()

    def untold(self) -> list[tuple[str, str]]:
        """Each sentence once, with the id of the project it is about ("": it could not be read)."""
        with self._guard:
            untold, self._untold = self._untold, []
        return untold

    def wait(self) -> None:
        """Until everything is put away."""
        while self._threads:
            self._threads.pop().join()
