# SPDX-License-Identifier: MIT
"""Versions in conflict, in the window: how many there are, the list of them, choosing one.

What lives here: looking for them, and what the window says of them. What does not: which there are
(tasks/versions_aside.py), how they are shown (handover/versions_dialog.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from curator.domain.codebook.document import codebook_sha256
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.handover.versions_dialog import VersionsDialog
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.domain.codebook.model import Codebook
    from curator.tasks.versions_aside import Conflict, VersionsAside
    from curator.workspace import Workspace

_LOOK = "versions"  # under which the size of the list is remembered


class Versions(QObject):
    """For one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._there: VersionsAside | None = None
        self._dialog: VersionsDialog | None = None
        window.status.versions_wanted.connect(self.show)

    @property
    def count(self) -> int:
        """How many units have several versions, as far as was looked."""
        return len(self._there.conflicts) if self._there is not None else 0

    def look(self) -> None:
        """Look for them in the background, and say how many there are."""
        page = self._window.page
        if page is None:
            return
        workspace = page.workspace

        def work() -> VersionsAside:
            from curator.tasks.versions_aside import versions_aside

            return versions_aside(workspace)

        page.background.run(work, lambda there: self._take(workspace, there), lane="versions")

    def leave(self) -> None:
        """The project is closed."""
        self._there = None
        self._window.status.show_versions(0, 0)
        if self._dialog is not None:
            self._dialog.close()

    def show(self, unit: str = "") -> None:
        """Show the list, at this unit where one is named."""
        from curator.app.handover.versions_dialog import VersionsDialog
        from curator.app.keyboard_place import come_forward

        page = self._window.page
        if page is None:
            return
        settings, project = self._window.settings, page.workspace.project_id
        if self._dialog is None:
            dialog = VersionsDialog(
                _books(page.workspace), page.workspace.writable, self._window, settings.look_of(project, _LOOK)
            )
            dialog.size_kept.connect(lambda size: settings.remember_look(project, _LOOK, size))
            dialog.chosen.connect(self._choose)
            dialog.place_wanted.connect(self._go)
            dialog.undo_wanted.connect(lambda: self._window.turning.turn("undo"))
            dialog.finished.connect(self._closed)
            self._dialog = dialog
        if self._there is not None:
            self._dialog.show_versions(self._there, unit)
        come_forward(self._dialog)
        self.look()

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _take(self, workspace: Workspace, there: VersionsAside) -> None:
        page = self._window.page
        if page is None or page.workspace is not workspace:
            return
        self._there = there
        self._window.status.show_versions(len(there.conflicts), there.waits)
        page.beside.tell_versions(frozenset(each.unit for each in there.conflicts if each.kind == "incident"))
        self._window.follow()
        if self._dialog is not None:
            self._dialog.show_versions(there)

    def _choose(self, conflict: Conflict, place: int) -> None:
        """Let a version stand. The list follows the change feed."""
        from curator.operations import ChooseVersion

        page = self._window.page
        if page is None or not page.workspace.writable:
            return
        page.leave_editors()
        try:
            page.workspace.run(ChooseVersion(conflict.unit, conflict.asides[place]))
        except UserFault as fault:
            self._window.messages.say("warning", fault.sentence, subject=_LOOK)

    def _go(self, conflict: Conflict) -> None:
        """Show it in its article, beside the list."""
        page = self._window.page
        if page is None:
            return
        page.views.show_code()
        if page.choose_article(conflict.n) and conflict.kind == "incident":
            page.choose_incident(conflict.unit, go=True)
        self._window.activateWindow()


def _books(workspace: Workspace) -> Any:
    """What tells a codebook of the project by its SHA-256; None for one that it does not hold."""
    found: dict[str, Codebook] = {}

    def book(sha256: str) -> Codebook | None:
        if sha256 not in found:
            with workspace.read() as reads:
                ids = [row[0] for row in reads.codebooks()]
            found.update({codebook_sha256(each): each for each in map(workspace.codebook_of, ids)})
        return found.get(sha256)

    return book
