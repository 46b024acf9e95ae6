# SPDX-License-Identifier: MIT
"""What the window does for a project after it is on show, without being asked.

What lives here: the quick check after an unclean close (STORAGE.md 3.8), looking for near-duplicates when the window
has been idle for a while, then unpacking the list of places and saying that the codebook has a newer version. What does
not: the check (tasks/check.py), the notices of opening itself (workspace).
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from curator.app import world_places
from curator.app.background import report_bug
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow
    from curator.app.versions.near_marks import NearMarks
    from curator.store.integrity import Finding
    from curator.workspace import ChangeSet, Workspace

_SUBJECT = "unclean close"
_NEAR_AFTER = 1_500  # ms: what the user does first goes before
WAIT = 2_500  # ms after the first paint: nobody gives words to a place sooner


class AfterOpening(QObject):
    """For one window. `stop` before the project is put away: nothing here may keep the window from closing it."""

    _found = Signal(object, object)  # the project that was looked through, and what was found or the fault

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stop = threading.Event()
        self._looking: threading.Thread | None = None
        self._near: NearMarks | None = None
        self._found.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(lambda: world_places.prepare())
        self._later.timeout.connect(lambda: window.jobs.projects.tell_newer_codebook())

    def begin(self, workspace: Workspace) -> None:
        """Start what is due; answers come when they come."""
        self._window.when_painted(lambda: self._look_for_colleagues(workspace))
        self._window.when_painted(lambda: QTimer.singleShot(_NEAR_AFTER, self, lambda: self._look_for_near(workspace)))
        self._window.when_painted(lambda: self._later.start(WAIT))
        if workspace.unclean:
            self._stop = threading.Event()
            self._looking = threading.Thread(target=self._look, args=(workspace, self._stop), name="curator looks")
            self._looking.start()

    def _look_for_colleagues(self, workspace: Workspace) -> None:
        """Versions that were set aside, and a folder in which hand-overs are looked for; most projects have neither."""
        page = self._window.page
        if page is None or page.workspace is not workspace:
            return
        from curator.store.versions import asides

        page.feed.changed.connect(self._follow_versions)
        with workspace.read() as reads:
            aside = next(asides(reads.connection), None)
        if aside is not None:
            self._window.jobs.versions.look()
        if self._window.settings.watched_folder(workspace.project_id):
            self._window.jobs.receiving.begin_watching()

    def _look_for_near(self, workspace: Workspace) -> None:
        """Articles that are nearly the same as another one; most projects were looked through before."""
        page = self._window.page
        if page is None or page.workspace is not workspace or page.listing.near is not None:
            return
        from curator.app.versions.near_marks import NearMarks

        near = self._near = NearMarks(page)
        page.library.near_wanted.connect(near.look)
        page.library.near_stop_wanted.connect(near.halt)
        near.look()

    def _follow_versions(self, change: ChangeSet) -> None:
        if "versions_aside" in change.tables:
            self._window.jobs.versions.look()

    @property
    def checking(self) -> bool:
        """Whether the project is being looked through after an unclean close."""
        return self._looking is not None and self._looking.is_alive()

    def stop(self) -> list[threading.Thread]:
        """Let go of the project. Returns what still reads in it; it ends soon, but not always at once."""
        self._stop.set()
        self._later.stop()
        self._window.jobs.leave_project()
        reading = [self._looking, self._near.stop() if self._near is not None else None]
        self._looking = self._near = None
        return [thread for thread in reading if thread is not None]

    def _look(self, workspace: Workspace, stop: threading.Event) -> None:
        from curator.tasks import check

        answer: tuple[Finding, ...] | UserFault
        try:
            answer = check.check_after_unclean_close(workspace, cancelled=stop.is_set)
        except UserFault as fault:
            answer = fault
        except BaseException as error:  # noqa: BLE001  # a thread must not swallow a bug: it goes to the crash report
            report_bug(error)
            return
        if not stop.is_set():
            self._found.emit(workspace, answer)

    def _answer(self, workspace: Workspace, answer: tuple[Finding, ...] | UserFault) -> None:
        page = self._window.page
        if page is None or page.workspace is not workspace:
            return  # it was put away meanwhile
        if isinstance(answer, UserFault):
            self._window.messages.say("fault", answer.sentence, subject=_SUBJECT)
        else:
            self._tell(workspace, answer)

    def _tell(self, workspace: Workspace, found: tuple[Finding, ...]) -> None:
        say, name = self._window.messages.say, workspace.path.name
        if not found:
            told = self.tr("{name} was not closed when it was last used. It was looked through and is whole.")
            say("notice", told.format(name=name), subject=_SUBJECT)
            return
        told = self.tr(
            "{name} was not closed when it was last used, and it is damaged ({found}). Do not go on working in it: "
            "Tools > Check project says more, and File > Restore a backup makes a sound project from a backup."
        )
        check = self._window.actions_by_id["tools.check"]
        say(
            "fault", told.format(name=name, found=found[0].sentence.rstrip(".")), self.tr("Check project"),
            check.trigger, subject=_SUBJECT,
        )  # fmt: skip
