# SPDX-License-Identifier: MIT
"""Writing where guidelines are unclear, and showing where something was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from curator.app.widgets import named

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow


class Delivering(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def export_unclear(self) -> None:
        """Ask for a file, and write where reviewers found the guideline unclear."""
        workspace = self._runner.workspace
        if workspace is None:
            return
        viewer = workspace.coder.id if workspace.coder is not None else ""

        def write(path: Path) -> None:
            def job(_progress: Any, _cancelled: Any) -> int:
                from curator.tasks.unclear import write_unclear

                return write_unclear(workspace, path, viewer)

            def done(count: int) -> None:
                self._window.memory.keep_folder(path.parent)
                places = self.tr("1 place") if count == 1 else self.tr("{count} places").format(count=count)
                told = self.tr("Exported to {file}.").format(file=path)
                self._runner.tell("notice", f"{told} {places}.", self.tr("Unclear guidelines"), [])

            self._runner.run(self.tr("Exporting the list"), job, done)

        self._ask_file(
            "unclear_export.dialog", self.tr("Export where guidelines are unclear"),
            f"{workspace.path.stem}-unclear.csv", write,
        )  # fmt: skip

    def _ask_file(self, name: str, title: str, usual: str, then: Callable[[Path], None]) -> None:
        """Ask which CSV file is to be written."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title, str(self._window.memory.folder()), "CSV (*.csv)")
        named(dialog, name, title)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(usual)
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.open()


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own browser of files."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
