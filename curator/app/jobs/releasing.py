# SPDX-License-Identifier: MIT
"""Releases: showing them, making, writing out, comparing and removing them.

What lives here: the way from what is wanted to the report. What does not: the windows (releases/), the work (tasks).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from curator.app.jobs.delivering import open_folder
from curator.app.widgets import named
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.app.releases.new_release import NewReleaseDialog
    from curator.app.releases.window import ReleasesDialog
    from curator.formats.set_difference import Difference
    from curator.tasks.releases import DifferenceCounts
    from curator.workspace import ChangeSet, Workspace

    Differing = tuple[list[Difference], DifferenceCounts]


class Releasing(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._dialog: ReleasesDialog | None = None

    def show(self) -> None:
        """Show the releases of the project."""
        from curator.app.releases.window import ReleasesDialog

        workspace = self._runner.workspace
        if workspace is None:
            return
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()
        self._dialog = dialog = ReleasesDialog(workspace.writable, self._window)
        dialog.make_wanted.connect(lambda: self._ask(workspace))
        dialog.export_wanted.connect(lambda name: self._ask_folder(workspace, name))
        dialog.compare_wanted.connect(lambda first, second: self._compare(workspace, first, second))
        dialog.remove_wanted.connect(lambda name: self._remove(workspace, name))
        self._fill(workspace)
        if self._window.page is not None:
            feed = self._window.page.feed
            feed.changed.connect(self._follow)
            dialog.finished.connect(lambda _result: feed.changed.disconnect(self._follow))
            self._window.page.destroyed.connect(dialog.close)
        dialog.show()
        dialog.activateWindow()
        (dialog.list if dialog.model.rows else dialog.make).setFocus()

    def _follow(self, change: ChangeSet) -> None:
        """Something was done or undone: a release may have come or gone."""
        workspace = self._runner.workspace
        if workspace is not None and "releases" in change.tables:
            self._fill(workspace)

    def _fill(self, workspace: Workspace, choose: str = "") -> None:
        from curator.tasks.releases import releases

        if self._dialog is None or not isValid(self._dialog):
            return
        with workspace.read() as reads:
            names = {coder.id: coder.name for coder in reads.coders()}
        self._dialog.show_releases(releases(workspace), names, choose)

    def _refused(self, fault: UserFault) -> None:
        """Tell a fault where the release was chosen; where that is closed by now, in the bar."""
        if self._dialog is not None and isValid(self._dialog) and self._dialog.isVisible():
            self._dialog.tell(fault.sentence)
        else:
            self._runner.refused(fault)

    # Making and removing

    def _ask(self, workspace: Workspace) -> None:
        from curator.app.releases.new_release import NewReleaseDialog
        from curator.tasks.releases import releases

        with workspace.read() as reads:
            coders = reads.coders()
        dialog = NewReleaseDialog(coders, [each.name for each in releases(workspace)], "auto", self._window)
        dialog.asked.connect(lambda: self._make(workspace, dialog, *dialog.answer()))
        dialog.open()

    def _make(
        self, workspace: Workspace, dialog: NewReleaseDialog, name: str, layer: str, withdrawn: bool
    ) -> None:  # fmt: skip
        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.export import ExportOptions
            from curator.tasks.releases import make_release

            options = ExportOptions(layer=layer, include_withdrawn=withdrawn)
            return make_release(workspace, name, options, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            told = self.tr("The release “{name}” is made.").format(name=name)
            kind = "notice" if report.complete else "warning"
            left = [f"{each.article}: {each.reason}" for each in report.left_out]
            self._runner.tell(kind, f"{told} {report.sentence}", self.tr("Release"), [("", left)] if left else [])
            self._fill(workspace, name)

        self._runner.run_for(dialog, self.tr("Making the release"), job, done)

    def _remove(self, workspace: Workspace, name: str) -> None:
        from curator.operations import RemoveRelease

        def done(_done: object) -> None:
            self._runner.say(
                "notice", self.tr("The release “{name}” was removed; Undo brings it back.").format(name=name)
            )
            self._fill(workspace)

        self._window.background.run(lambda: workspace.run(RemoveRelease(name)), done, self._refused)

    # Writing out

    def _ask_folder(self, workspace: Workspace, name: str) -> None:
        dialog = named(QFileDialog(self._window), "releases.folder", self.tr("A folder for the release"))
        dialog.setWindowTitle(self.tr("A new or empty folder for the release"))
        dialog.setDirectory(str(self._window.memory.folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._export(workspace, name, Path(chosen)))
        dialog.open()

    def _export(self, workspace: Workspace, name: str, folder: Path) -> None:
        def job(_progress: Any, _cancelled: Any) -> int:
            from curator.tasks.releases import export_release

            return export_release(workspace, name, folder)

        def done(_files: int) -> None:
            self._window.memory.keep_folder(folder.parent)
            told = self.tr("The release “{name}” is in {folder}, as it was made.").format(name=name, folder=folder)
            self._runner.say("notice", told, self.tr("Open the folder"), lambda: open_folder(folder))

        self._runner.run(self.tr("Writing the release"), job, done, self._refused)

    # Comparing

    def _compare(self, workspace: Workspace, first: str, second: str) -> None:
        from curator.app.releases.difference import MOST_SHOWN

        def job(progress: Any, cancelled: Any) -> Differing:
            from curator.tasks.releases import first_differences

            return first_differences(workspace, first, second, MOST_SHOWN, progress=progress, cancelled=cancelled)

        def done(found: Differing) -> None:
            self._show_difference(workspace, first, second, *found)

        self._runner.run(self.tr("Comparing"), job, done, self._refused)

    def _show_difference(
        self, workspace: Workspace, first: str, second: str, lines: list[Difference], counts: DifferenceCounts
    ) -> None:
        from curator.app.releases.difference import DifferenceDialog

        later = second or self.tr("now")
        title = self.tr("From “{first}” to {later}").format(first=first, later=later)
        told = counts.sentence
        if counts.lines > len(lines):
            more = self.tr("Only the first {count} lines are shown; the CSV file has all.")
            told += " " + more.format(count=f"{len(lines):,}")
        with workspace.read() as reads:
            numbers = reads.numbers_of_incidents({each.incident for each in lines if not each.title})
        dialog = DifferenceDialog(title, told, lines, numbers, self._window)
        dialog.save_wanted.connect(lambda: self._ask_file(workspace, first, second))
        dialog.incident_wanted.connect(self._go)
        dialog.show()
        dialog.activateWindow()
        dialog.list.setFocus()

    def _ask_file(self, workspace: Workspace, first: str, second: str) -> None:
        dialog = named(QFileDialog(self._window), "difference.file", self.tr("Save as CSV"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(self._window.memory.folder()))
        dialog.setNameFilter(self.tr("CSV files") + " (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{workspace.path.stem}-changes.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._save(workspace, first, second, Path(chosen)))
        dialog.open()

    def _save(self, workspace: Workspace, first: str, second: str, path: Path) -> None:
        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.releases import write_difference

            return write_difference(workspace, first, second, path, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            self._window.memory.keep_folder(path.parent)
            self._runner.say("notice", self.tr("Written to {file}.").format(file=path) + f" {report.sentence}")

        self._runner.run(self.tr("Writing what differs"), job, done)

    def _go(self, incident: str) -> None:
        """Show an incident that is still there."""
        page = self._window.page
        if page is None:
            return
        try:
            with page.workspace.read() as reads:
                article = reads.find_incident(incident).article
                number = reads.article_numbers([article])[article]
        except UserFault:
            self._runner.say("notice", self.tr("This incident is not in the project any more."))
            return
        page.places.jump(number, incident)
