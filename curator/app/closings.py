# SPDX-License-Identifier: MIT
"""Projects that are being put away: the last backup may take a moment, and the window must not wait for it.

What lives here: closing in a thread, and waiting for it where one must. What does not: what closing is (workspace).
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from curator.workspace import Workspace


class Closings:
    """A project is open again only after `wait`; the program ends only after `wait`."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """`tell` gets the sentence, on another thread, where the last backup could not be made."""
        self._tell = tell
        self._threads: list[threading.Thread] = []

    def close(self, workspace: Workspace, after: threading.Thread | None = None) -> None:
        """Start putting it away, once the thread that may still read in it (`after`) has ended."""
        thread = threading.Thread(target=self._put_away, args=(workspace, after), name="curator closes a project")
        thread.start()
        self._threads.append(thread)

    def _put_away(self, workspace: Workspace, after: threading.Thread | None) -> None:
        if after is not None:
            after.join()
        workspace.close()
        if workspace.backup_trouble:
            self._tell(workspace.backup_trouble)

    def wait(self) -> None:
        """Until everything is put away."""
        while self._threads:
            self._threads.pop().join()
