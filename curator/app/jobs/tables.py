# SPDX-License-Identifier: MIT
"""Bringing in somebody's table, and a data set that was corrected in a spreadsheet: reading it, asking, writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.app.mapping.corrections_dialog import CorrectionsDialog
    from curator.app.mapping.dialog import MappingDialog
    from curator.workspace import Workspace


class Tables(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._waiting: list[Path] = []  # tables that are asked about when the one before them is done with
        self._into: Workspace | None = None  # the project they were given to
        self._asked: MappingDialog | None = None
        window.status.job.ended.connect(lambda: QTimer.singleShot(0, self._go_on))

    def ask(self) -> None:
        """Choose a file, then look at it."""
        if self._writable() is None:
            return
        dialog = QFileDialog(self._window, self.tr("Bring in a table"), str(self._window.memory.folder() or ""))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        names = self.tr("Tables") + " (*.csv *.tsv *.tab *.xlsx *.xlsm *.jsonl *.ndjson)"
        dialog.setNameFilters([names, self.tr("All files") + " (*)"])
        dialog.fileSelected.connect(lambda chosen: self.look_at(Path(chosen)))
        dialog.open()

    def look_at(self, path: Path) -> None:
        """Read a table, and ask what its columns are."""
        if self._writable() is not None:
            self._window.memory.keep_folder(path.parent)
            self._read(path, "", lambda table: self._show(path, table))

    def look_at_each(self, paths: Sequence[Path]) -> None:
        """Ask about one table after the other; one that cannot be read is told of, and the next one follows."""
        self._waiting, self._into = list(paths), self._writable()
        self._go_on()

    def _go_on(self) -> None:
        """Ask about the next table, once nothing is asked or done with the one before it."""
        asking = self._asked is not None or self._window.status.job.running
        if self._waiting and not asking and self._into is not None:
            path = self._waiting.pop(0)
            if self._writable() is self._into:
                self.look_at(path)
            else:
                self._waiting.clear()

    def _read(
        self, path: Path, sheet: str, then: Callable[[Any], None], refused: Callable[[UserFault], None] | None = None
    ) -> None:  # fmt: skip
        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.job import stopping
            from curator.tasks.table_in import look_at_table

            progress(0, 0, path.name)
            return look_at_table(path, sheet, stopping(cancelled, "Stopped; nothing was changed."))

        self._runner.run(self.tr("Reading the table"), job, then, refused)

    def _show(self, path: Path, table: Any) -> None:
        from curator.app.mapping.dialog import MappingDialog

        workspace = self._writable()
        if workspace is None:
            return
        dialog = MappingDialog(workspace, table, self._window)
        dialog.wanted.connect(lambda plan, mapping, name: self._bring_in(workspace, dialog, plan, mapping, name))
        dialog.sheet_wanted.connect(
            lambda sheet: self._read(
                path, sheet, lambda read: self._show_sheet(dialog, read), lambda fault: self._no_sheet(dialog, fault)
            )
        )
        dialog.finished.connect(self._answered)
        self._asked = dialog
        dialog.open()

    def _answered(self, _result: int) -> None:
        self._asked = None
        self._go_on()

    def _show_sheet(self, dialog: MappingDialog, table: Any) -> None:
        if dialog.isVisible():
            dialog.show_table(table)

    def _no_sheet(self, dialog: MappingDialog, fault: UserFault) -> None:
        """Another sheet could not be read: the one that is shown stays."""
        if isValid(dialog):
            dialog.keep_sheet()
            dialog.come_back(fault.sentence)

    def _bring_in(self, workspace: Workspace, dialog: MappingDialog, plan: Any, mapping: Any, name: str) -> None:
        def job(progress: Any, cancelled: Any) -> Any:
            from curator.operations import Save
            from curator.tasks.table_in import bring_in

            if name:
                workspace.run(Save("mapping", name, mapping.to_json()))
            return bring_in(workspace, plan, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            parts = []
            if report.refused:
                lines = [self.tr("Row {line}: {why}.").format(line=line, why=why) for line, why in report.refused]
                parts.append((self.tr("Rows that were left out"), lines))
            if report.warnings:
                parts.append((self.tr("Warnings"), [warning.sentence for warning in report.warnings]))
            kind = "notice" if report.complete else "warning"
            self._runner.tell(kind, report.sentence, self.tr("Brought in"), parts)

        title = self.tr("Bringing in {table}").format(table=plan.name)
        self._runner.run_for(dialog, title, self._runner.remembered(job), done)

    # What was corrected in a spreadsheet

    def ask_corrected(self) -> None:
        """Choose the folder of a data set that was corrected, then look at it."""
        if self._writable() is None:
            return
        title = self.tr("Bring back a corrected data set: its folder")
        dialog = QFileDialog(self._window, title, str(self._window.memory.folder() or ""))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.look_at_corrected(Path(chosen)))
        dialog.open()

    def look_at_corrected(self, path: Path) -> None:
        """Compare a data set, or a file of one, with the project, and ask what is to be taken over."""
        workspace = self._writable()
        if workspace is None:
            return
        self._window.memory.keep_folder(path.parent)

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.corrected_files import read_returned
            from curator.tasks.corrections import find_corrections
            from curator.tasks.job import stopping

            progress(0, 0, path.name)
            between = stopping(cancelled, "Stopped; nothing was changed.")
            returned = read_returned(path, workspace.codebook, between)
            return find_corrections(workspace, returned, progress=progress, cancelled=cancelled)

        self._runner.run(self.tr("Comparing the data set"), job, lambda found: self._show_corrections(workspace, found))

    def _show_corrections(self, workspace: Workspace, found: Any) -> None:
        from curator.app.mapping.corrections_dialog import CorrectionsDialog

        if not found.corrections:
            self._runner.say("notice", " ".join([found.sentence, *found.told]))
            return
        dialog = CorrectionsDialog(found, self._window)
        dialog.wanted.connect(lambda chosen: self._take(workspace, dialog, chosen))
        dialog.open()

    def _take(self, workspace: Workspace, dialog: CorrectionsDialog, chosen: list[Any]) -> None:
        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.take_corrections import take_corrections

            return take_corrections(workspace, chosen, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            lines = [f"{name}: {why}" for name, why in report.not_taken]
            parts = [(self.tr("What was not taken"), lines)] if lines else []
            self._runner.tell("warning" if lines else "notice", report.sentence, self.tr("Corrections"), parts)

        self._runner.run_for(dialog, self.tr("Taking over corrections"), job, done)

    def _writable(self) -> Workspace | None:
        workspace = self._runner.workspace
        return workspace if workspace is not None and workspace.writable else None
