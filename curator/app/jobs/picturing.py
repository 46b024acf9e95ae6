# SPDX-License-Identifier: MIT
"""Saving the map or the time line as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from curator import atomic
from curator.app.jobs.delivering import open_folder
from curator.app.widgets import named
from curator.domain.disk_faults import disk_fault

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow


class Picturing(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def ask(self) -> None:
        """Ask for a file, and write what is on show into it."""
        from PySide6.QtWidgets import QFileDialog

        table = self._window.page.views.table if self._window.page else None
        workspace = self._runner.workspace
        if table is None or workspace is None or not table.ways.pictured:
            return
        title = self.tr("Save as a picture")
        kinds = ";;".join((self.tr("Picture (*.png)"), self.tr("Drawing that can be enlarged (*.svg)")))
        dialog = QFileDialog(self._window, title, str(self._window.memory.folder()), kinds)
        named(dialog, "picture.dialog", title)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{workspace.path.stem}-{table.ways.way}.png")
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("svg" if "svg" in kind else "png"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._save(Path(path)))
        dialog.open()

    def _save(self, path: Path) -> None:
        table = self._window.page.views.table if self._window.page else None
        picture = table.ways.picture() if table is not None else None
        if picture is None:
            return

        def job(_progress: Any, _cancelled: Any) -> None:
            data = picture.svg() if path.suffix.lower() == ".svg" else picture.png()
            try:
                atomic.write_atomically(path, data, mode=0o644)
            except OSError as error:
                raise disk_fault(error, "Saving the picture", path) from error

        def done(_nothing: None) -> None:
            self._window.memory.keep_folder(path.parent)
            told = self.tr("Saved as {file}.").format(file=path)
            self._runner.say("notice", told, self.tr("Open the folder"), lambda: open_folder(path.parent))

        self._runner.run(self.tr("Saving the picture"), job, done)
