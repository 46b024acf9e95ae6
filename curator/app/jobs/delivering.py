# SPDX-License-Identifier: MIT
"""Writing the data set, or what the table of incidents shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from curator import paths
from curator.app.widgets import named

if TYPE_CHECKING:
    from curator.app.dialogs.export_set import ExportDialog
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.app.reports import Part
    from curator.workspace import Workspace


class Delivering(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def export(self) -> None:
        """Ask how to export, and export."""
        from curator.app.dialogs.export_set import ExportDialog
        from curator.tasks.layer_choice import AUTO, CONSENSUS, outlook

        workspace = self._runner.workspace
        if workspace is None:
            return
        with workspace.read() as reads:
            coders, own = reads.coders(), workspace.coder.id if workspace.coder is not None else ""
            outlooks = {wanted: outlook(reads, wanted, own) for wanted in (AUTO, CONSENSUS, own) if wanted}
        dialog = ExportDialog(coders, self._free_folder(workspace.path.stem), self._window, outlooks, own)
        dialog.accepted.connect(lambda: self._export(dialog.answer()))
        self._count_unsettled(workspace, own, dialog)
        dialog.open()

    def _count_unsettled(self, workspace: Workspace, viewer: str, dialog: ExportDialog) -> None:
        """Let the dialog say how much of the consensus is open, when it is counted: that takes comparing."""
        from curator.tasks.job import Stopped

        closed: list[int] = []
        dialog.finished.connect(closed.append)

        def go_on() -> None:
            if closed:
                raise Stopped("")

        def count() -> str:
            from curator.tasks.unsettled import told, unsettled_in

            with workspace.read() as reads:
                found = unsettled_in(reads, workspace.codebook, viewer, go_on)
            return told(found) if found else ""

        def show(words: str) -> None:
            if not closed:
                dialog.show_unsettled(words)

        self._window.background.run(count, show, lambda _stopped: None, lane="export.unsettled")

    def _free_folder(self, project: str) -> Path:
        """A folder for the data set that is not there yet, beside what was used last."""
        folder = self._window.memory.folder()
        names = (f"{project}-data-set{f'-{number}' if number > 1 else ''}" for number in range(1, 1000))
        return next((folder / name for name in names if not paths.exists(folder / name)), folder)

    def _export(self, wish: Any) -> None:
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.export import ExportOptions, export_set

            options = ExportOptions(
                layer=wish.layer, texts=wish.with_texts, memos=wish.with_memos, for_excel=wish.for_excel,
                replace=wish.replace,
            )  # fmt: skip
            return export_set(workspace, wish.folder, options, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            details = [f"{cell.file}, {cell.column}: {cell.count}" for cell in report.formula_cells]
            details += [str(each) for each in report.left_out]
            details += [self.tr("{article}: {count} still to settle").format(article=each.article, count=each.open)
                        for each in report.unsettled]  # fmt: skip
            self._window.memory.keep_folder(report.folder.parent)
            kind = "notice" if report.complete and not report.formula_cells else "warning"
            told = self.tr("Exported to {folder}.").format(folder=report.folder)
            if details:
                self._runner.tell(kind, f"{told} {report.sentence}", self.tr("Exported data set"), [("", details)])
            else:
                self._runner.say(
                    kind, f"{told} {report.sentence}", self.tr("Open the folder"), lambda: open_folder(report.folder)
                )

        self._runner.run(self.tr("Exporting the data set"), job, done)

    def export_list(self) -> None:
        """Ask for a file, and write what the table of incidents shows into it."""
        table = self._window.page.views.table if self._window.page else None
        workspace = self._runner.workspace
        if table is None or workspace is None:
            return
        columns, wish = table.shown_columns, table.wish()
        self._ask_file(
            "list_export.dialog", self.tr("Export what is shown"), f"{workspace.path.stem}-incidents.csv",
            lambda path: self._export_list(path, columns, wish),
        )  # fmt: skip

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

    def _export_list(self, path: Path, columns: Any, wish: Any) -> None:
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.export_list import export_list

            return export_list(workspace, path, columns, wish(), progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            self._window.memory.keep_folder(report.path.parent)
            told = self.tr("Exported to {file}.").format(file=report.path)
            details = [f"{column}: {count}" for column, count in report.formula_cells]
            parts: list[Part] = [("", details)] if details else []
            kind = "warning" if parts else "notice"
            self._runner.tell(kind, f"{told} {report.sentence}", self.tr("Exported list"), parts)

        self._runner.run(self.tr("Exporting the list"), job, done)


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own browser of files."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
