# SPDX-License-Identifier: MIT
"""Asking for a project to open, opening the sample, making a new project, looking whether one is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from curator import paths
from curator.app.widgets import named
from curator.domain.faults import UserFault
from curator.paths import PROJECT_SUFFIX

if TYPE_CHECKING:
    from curator.app.dialogs.new_project import NewProject
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.domain.codebook.model import Codebook

_NEWER = "newer codebook"


class Projects(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def open_sample(self) -> None:
        """Open the sample project; it is built when it is wanted for the first time."""
        place = paths.data_folder() / "sample" / f"sample{PROJECT_SUFFIX}"  # where `curator demo` builds it too
        if paths.exists(place):
            self._open_as_its_coder(place)
            return

        def build(progress: Any, cancelled: Any) -> Path:
            from curator.tasks.sample import build_sample

            build_sample(place, progress=progress)
            return place

        self._runner.run(self.tr("Building the sample project"), build, self._open_as_its_coder)

    def _open_as_its_coder(self, place: Path) -> None:
        """Whoever looks at the sample looks at it as the first who coded it, and is not asked for a name."""
        from curator.tasks.sample import first_coder
        from curator.workspace import Workspace

        if self._window.already_open(place):
            return
        try:
            workspace = Workspace.open(place, device=self._window.settings.device_id())
        except UserFault as fault:
            self._runner.refused(fault)
            return
        with workspace.read() as reads:
            coders = reads.coders()
        if coders and self._window.settings.coder_for(workspace.project_id) is None:
            first = first_coder(coders)
            self._window.settings.remember_coder(workspace.project_id, first.id, first.name)
        self._window.show_workspace(workspace)

    def ask(self) -> None:
        """Ask for a project file and open it."""
        from PySide6.QtWidgets import QFileDialog

        memory = self._window.memory
        folder, kinds = str(memory.folder()), self.tr("Projects") + f" (*{PROJECT_SUFFIX})"
        dialog = QFileDialog(self._window, self.tr("Open a project"), folder, kinds)
        named(dialog, "open.dialog", self.tr("Open a project"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: memory.keep_folder(Path(path).parent))
        dialog.fileSelected.connect(lambda path: self._window.open_project(Path(path)))
        dialog.open()

    def new_project(self) -> None:
        """Ask for a new project and make it."""
        from curator.app.dialogs.new_project import NewProjectDialog
        from curator.tasks.codebooks import USUAL, built_in_codebooks

        books = sorted(built_in_codebooks(), key=lambda book: (book.key != USUAL, book.title))
        choices = [(book.key, f"{book.title} {book.version}") for book in books]
        dialog = NewProjectDialog(choices, paths.data_folder(), self._window)
        dialog.accepted.connect(lambda: self._make(dialog.answer()))
        dialog.open()

    def _make(self, wanted: NewProject) -> None:
        from curator.tasks.new_project import create_project

        settings = self._window.settings
        try:
            book = _codebook_of(wanted)
            workspace = create_project(wanted.path, book, coder=wanted.coder, name=wanted.name, settings=settings)
        except UserFault as fault:
            self._runner.refused(fault)
            return
        self._window.show_workspace(workspace)

    def tell_newer_codebook(self) -> None:
        """Say once for each project that its built-in codebook has a newer version. Nothing is taken unasked."""
        page = self._window.page
        if page is None or not page.workspace.writable:
            return
        workspace, settings, present = page.workspace, self._window.settings, page.workspace.codebook

        def look() -> Codebook | None:
            from curator.tasks.codebooks import newer_built_in

            return newer_built_in(present)

        def tell(newer: Codebook | None) -> None:
            if newer is None or settings.codebook_told(workspace.project_id) == newer.version:
                return
            settings.tell_codebook(workspace.project_id, newer.version)
            told = self.tr(
                "The codebook “{title}” has version {version} now, with more rules; this project has {present}. What "
                "is coded stays as it is. In a team, agree on it first. Tools > Take the newer codebook does it later."
            ).format(title=newer.title, version=newer.version, present=present.version)
            self._window.messages.say("notice", told, self.tr("Take it"), self.take_newer_codebook, subject=_NEWER)

        page.background.run(look, tell, lane=_NEWER)

    def take_newer_codebook(self) -> None:
        """Put the newer version of the built-in codebook in force; Undo puts the present one back."""
        from curator.tasks.codebooks import adopt, newer_built_in

        workspace = self._runner.workspace
        if workspace is None:
            return
        present = workspace.codebook
        newer = newer_built_in(present)
        if newer is None:
            told = self.tr("There is no newer version of “{title}” {version}; nothing was changed.")
            self._window.messages.say("notice", told.format(title=present.title, version=present.version))
            return
        try:
            adopt(workspace, newer)
        except UserFault as fault:
            self._runner.refused(fault)
            return
        told = self.tr("“{title}” {version} is in force. Undo puts the version before back.")
        self._window.messages.say("notice", told.format(title=newer.title, version=newer.version), subject=_NEWER)

    def check(self) -> None:
        """Look whether the project is whole."""
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.check import check_project

            return check_project(workspace, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            parts = [("", [str(each) for each in report.found])] if report.found else []
            self._runner.tell(
                "notice" if report.sound else "warning", report.sentence, self.tr("Checked project"), parts
            )

        self._runner.run(self.tr("Checking the project"), job, done)


def _codebook_of(wanted: NewProject) -> Codebook:
    if wanted.codebook is not None:
        from curator.formats.codebook_toml import read_codebook_file

        return read_codebook_file(wanted.codebook)
    from curator.tasks.codebooks import built_in_codebooks

    return next(book for book in built_in_codebooks() if book.key == wanted.built_in)
