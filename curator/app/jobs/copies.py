# SPDX-License-Identifier: MIT
"""Copies of the project: where the user wants one, backups, and back from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from curator.app.widgets import named
from curator.paths import PROJECT_SUFFIX

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow


class Copies(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def save_copy(self) -> None:
        """Ask where to, and write a whole copy of the project."""
        from PySide6.QtWidgets import QFileDialog

        if self._runner.workspace is None:
            return
        folder, kinds = str(self._window.memory.folder()), self.tr("Projects") + f" (*{PROJECT_SUFFIX})"
        dialog = QFileDialog(self._window, self.tr("Save a copy"), folder, kinds)
        named(dialog, "copy.dialog", self.tr("Save a copy"))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{self._runner.workspace.path.stem} {self.tr('copy')}{PROJECT_SUFFIX}")
        dialog.setDefaultSuffix(PROJECT_SUFFIX.removeprefix("."))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._copy_to(Path(path)))
        dialog.open()

    def _copy_to(self, target: Path) -> None:
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Path:
            from curator.tasks.copies import save_copy

            save_copy(workspace, target, replace=True)
            return target

        def done(path: Path) -> None:
            self._window.memory.keep_folder(path.parent)
            self._runner.say("notice", self.tr("A whole copy of the project is in {file}.").format(file=path))

        self._runner.run(self.tr("Writing a copy"), job, done)

    def back_up(self) -> None:
        """Make a backup now."""
        workspace = self._runner.workspace
        if workspace is None:
            return

        def done(backup: Any) -> None:
            self._runner.say("notice", self.tr("A checked backup was made: {file}").format(file=backup.path))

        self._runner.run(self.tr("Backing up"), lambda progress, cancelled: workspace.back_up("by hand"), done)

    def restore(self) -> None:
        """Ask for a backup of this project and make a new project file from it."""
        workspace = self._runner.workspace
        if workspace is None:
            return
        from curator.app.dialogs.restore import RestoreDialog
        from curator.store.backup import list_backups

        dialog = RestoreDialog(list_backups(workspace.project_id), self._window.memory.folder(), self._window)
        dialog.chosen.connect(lambda path: self._restore(Path(path)))
        dialog.open()

    def _restore(self, backup: Path) -> None:
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Path:
            from curator.tasks.copies import restore_backup

            return restore_backup(backup, workspace.path)

        def done(path: Path) -> None:
            told = self.tr("The backup is a project of its own now: {file}. This one was not changed.").format(
                file=path
            )
            self._runner.say("notice", told, self.tr("Open it"), lambda: self._window.open_project(path))

        self._runner.run(self.tr("Restoring a backup"), job, done)
