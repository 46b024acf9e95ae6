# SPDX-License-Identifier: MIT
"""Exporting the data set: gathering what the dialog has to know, keeping profiles, writing.

What lives here: the way from the action to the report. What does not: the dialog (dialogs/export_set.py), other files
(delivering.py), releases (releasing.py).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from curator import paths
from curator.app.jobs.delivering import open_folder
from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.dialogs.export_offer import ExportOffer, ShownNow
    from curator.app.dialogs.export_set import ExportDialog
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.operations import Operation
    from curator.workspace import Workspace


class Exporting(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def export(self, *, as_shown: bool = False) -> None:
        """Ask how to export, and export. `as_shown`: what the data set view shows, in its columns, is set at first."""
        from curator.app.dialogs.export_set import ExportDialog

        workspace = self._runner.workspace
        if workspace is None:
            return
        offer = self._offer(workspace)
        if as_shown:
            offer = replace(offer, as_shown=self._shown_now(workspace))
        dialog = ExportDialog(offer, self._window)
        dialog.asked.connect(lambda: self._export(dialog, dialog.answer()))
        dialog.keep_wanted.connect(lambda name, profile: self._keep(workspace, dialog, name, profile))
        dialog.remove_wanted.connect(lambda name: self._remove(workspace, dialog, name))
        self._count_unsettled(workspace, offer.own, dialog)
        dialog.open()

    def _offer(self, workspace: Workspace) -> ExportOffer:
        from curator.app.dialogs.export_offer import ExportOffer
        from curator.domain.filter_words import words
        from curator.domain.filtering import IncidentFilter
        from curator.formats.csv_columns import incidents_file
        from curator.formats.dataset_writers import installed_writers
        from curator.tasks.layer_choice import AUTO, CONSENSUS, outlook
        from curator.tasks.profiles import profiles

        own = workspace.coder.id if workspace.coder is not None else ""
        with workspace.read() as reads:
            coders, kept = reads.coders(), dict(profiles(workspace, reads))
            outlooks = {wanted: outlook(reads, wanted, own) for wanted in (AUTO, CONSENSUS, own) if wanted}
        table = self._window.page.views.table if self._window.page else None
        names = {coder.id: coder.name for coder in coders}
        return ExportOffer(
            coders, self._free_folder(workspace.path.stem), outlooks, own, installed_writers().writers, kept,
            table.filter.without("layer") if table is not None else IncidentFilter(),
            lambda private: incidents_file(workspace.codebook, private=private).columns,
            lambda wanted: words(wanted, workspace.codebook, names), writable=workspace.writable,
        )  # fmt: skip

    def _shown_now(self, workspace: Workspace) -> ShownNow | None:
        """What the data set view shows; None where it was never opened."""
        from curator.app.dataset.wording import heading
        from curator.app.dialogs.export_offer import ShownNow
        from curator.tasks.layer_choice import ALL, AUTO
        from curator.tasks.shown_columns import shown_columns

        table = self._window.page.views.table if self._window.page else None
        if table is None:
            return None
        columns, elsewhere = shown_columns(table.shown_columns, workspace.codebook)
        layer = table.filter.layer or ALL
        return ShownNow(table.viewer or AUTO if layer == "mine" else layer, columns, tuple(map(heading, elsewhere)))

    def _keep(self, workspace: Workspace, dialog: ExportDialog, name: str, profile: Any) -> None:
        from curator.formats.export_profile import KIND
        from curator.operations import Save

        saved = Save(KIND, name, profile.made_with(workspace.codebook).to_json())
        self._run(workspace, dialog, saved, name)

    def _remove(self, workspace: Workspace, dialog: ExportDialog, name: str) -> None:
        from curator.formats.export_profile import KIND
        from curator.operations import RemoveSaved

        self._run(workspace, dialog, RemoveSaved(KIND, name), "")

    def _run(self, workspace: Workspace, dialog: ExportDialog, operation: Operation, chosen: str) -> None:
        from curator.tasks.profiles import profiles

        closed: list[int] = []
        dialog.finished.connect(closed.append)

        def show(_done: object) -> None:
            if not closed:
                with workspace.read() as reads:
                    dialog.show_profiles(dict(profiles(workspace, reads)), chosen)

        def refused(fault: UserFault) -> None:
            if closed:
                self._runner.say("warning", fault.sentence)
            else:
                dialog.come_back(fault.sentence)

        self._window.background.run(lambda: workspace.run(operation), show, refused)

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

    def _export(self, dialog: ExportDialog, wish: Any) -> None:
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.export import export_set
            from curator.tasks.profiles import options_of

            options = options_of(wish.profile, wish.name, replace=wish.replace)
            return export_set(workspace, wish.folder, options, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            details = [f"{cell.file}, {cell.column}: {cell.count}" for cell in report.formula_cells]
            details += [str(each) for each in report.left_out]
            details += [self.tr("{article}: {count} still to settle").format(article=each.article, count=each.open)
                        for each in report.unsettled]  # fmt: skip
            self._window.memory.keep_folder(report.folder.parent)
            kind = "notice" if report.complete and not report.formula_cells else "warning"
            told = self.tr("Exported to {folder}.").format(folder=report.folder)
            parts = [("", details)] if details else []
            row = self._runner.tell(kind, f"{told} {report.sentence}", self.tr("Exported data set"), parts)
            row.offer(self.tr("Open the folder"), lambda: open_folder(report.folder))

        self._runner.run_for(dialog, self.tr("Exporting the data set"), job, done)
