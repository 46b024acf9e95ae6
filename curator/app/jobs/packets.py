# SPDX-License-Identifier: MIT
"""Beginning from a packet: reading it, asking where the project is kept and who codes, then to the first article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from curator import paths
from curator.app.handover.file_names import sha256_of
from curator.app.handover.wording import plain
from curator.app.widgets import named
from curator.domain.disk_faults import disk_fault
from curator.domain.handover import PACKET, HandOver
from curator.paths import HANDOVER_SUFFIX
from curator.settings import Settings

if TYPE_CHECKING:
    from curator.app.handover.begin_dialog import Beginning
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.workspace import Workspace


class Packets(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def ask(self) -> None:
        """Ask for the packet."""
        from PySide6.QtWidgets import QFileDialog

        kinds = self.tr("Packets") + f" (*{HANDOVER_SUFFIX})"
        dialog = QFileDialog(self._window, self.tr("Begin from a packet"), str(self._window.memory.folder()), kinds)
        named(dialog, "begin.file", self.tr("Begin from a packet"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._window.memory.keep_folder(Path(path).parent))
        dialog.fileSelected.connect(lambda path: self.begin(Path(path)))
        dialog.open()

    def begin(self, path: Path) -> None:
        """Read the packet in the background, then ask the two questions."""

        def job(progress: Any, cancelled: Any) -> tuple[HandOver, str]:
            from curator.tasks.handover_files import open_handover

            progress(0, 0, self.tr("Reading {file}").format(file=plain(path.name)))
            handover = open_handover(path, cancelled)
            try:
                return handover, sha256_of(path)
            except OSError as error:
                raise disk_fault(error, "Reading the packet", path) from error

        self._runner.run(self.tr("Reading the packet"), job, lambda read: self._ask(path, *read))

    def _ask(self, path: Path, handover: HandOver, sha256: str) -> None:
        if handover.purpose != PACKET:
            self._tell_other(path, handover)
            return
        from curator.app.handover.begin_dialog import BeginDialog

        dialog = BeginDialog(handover, paths.data_folder(), self._window)
        dialog.accepted.connect(lambda: self._make(handover, sha256, dialog.answer()))
        dialog.open()

    def _tell_other(self, path: Path, handover: HandOver) -> None:
        """It is somebody's work, for a project that is there; the one it was made from is known perhaps."""
        if self._window.page is not None:
            self._window.jobs.receiving.receive([path])
            return
        told = self.tr("{file} is somebody's work for the project “{project}”. Open the project that is to receive it, "
                       "then drop the file there.")  # fmt: skip
        told = told.format(file=plain(path.name), project=plain(handover.project_name))
        recent = self._window.settings.recent_projects()
        known = next((each for each in recent if each.id == handover.project and paths.exists(each.path)), None)
        if known is None:
            self._runner.say("notice", told)
            return

        def open_and_receive() -> None:
            if known is not None and self._window.open_project(known.path):
                self._window.jobs.receiving.receive([path])

        self._runner.say("notice", told, self.tr("Open “{name}”").format(name=known.name), open_and_receive)

    def _make(self, handover: HandOver, sha256: str, wanted: Beginning) -> None:
        settings = self._window.settings

        def job(progress: Any, cancelled: Any) -> Workspace:
            from curator.tasks.packets import new_project_from

            progress(0, 0, self.tr("Making the project"))
            new = isinstance(wanted.coder, str)
            coder = wanted.coder if isinstance(wanted.coder, str) else wanted.coder.id
            # Settings of its own: those of the window are not for several threads.
            return new_project_from(handover, wanted.path, coder, new_coder=new, settings=Settings())

        def done(workspace: Workspace) -> None:
            settings.settle_handover(workspace.project_id, sha256)
            if (coder := workspace.coder) is not None:
                settings.remember_coder(workspace.project_id, coder.id, coder.name)
            self._window.show_workspace(workspace, _first_assigned(workspace))
            told = self.tr("This project was made from the packet. Everything is on this computer now.")
            self._runner.say("notice", told)

        self._runner.run(self.tr("Making the project"), job, done)


def _first_assigned(workspace: Workspace) -> int:
    """The local number of the first article that is for this coder; 0 where none is."""
    coder = workspace.coder
    if coder is None:
        return 0
    from curator.store.articles import MINE

    with workspace.read() as reads:
        return reads.next_to_code(coder.id, assigned=MINE) or 0
