# SPDX-License-Identifier: MIT
"""Bringing articles and codings into the project, and taking articles out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from curator.app.handover.file_names import is_handover
from curator.app.jobs.adding_text import AddingText
from curator.app.jobs.importing import Importing
from curator.domain.faults import UserFault
from curator.paths import PROJECT_SUFFIX

if TYPE_CHECKING:
    from curator.app.dialogs.import_files import ImportDialog
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.workspace import Workspace


_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".jsonl", ".ndjson")  # their columns are asked about


class BringingIn(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self.importing = Importing(window, runner)
        self.texts: AddingText = AddingText(window, runner)

    def import_articles(self) -> None:
        self._ask_import("articles", ())

    def import_codings(self) -> None:
        self._ask_import("codings", ())

    def import_dropped(self, dropped: Iterable[str]) -> None:
        """Files were dropped on the window: hand-overs are looked at, of a project it is asked whether to open it, of
        the columns of a table what they are, coding files and texts are asked about."""
        found = [Path(path) for path in dropped]
        handovers = [path for path in found if is_handover(path)]
        projects = [path for path in found if path.suffix == PROJECT_SUFFIX]
        if handovers or len(projects) > 1:
            self._window.jobs.receiving.receive([*handovers, *projects])
            return
        if projects:
            self._window.jobs.receiving.project_dropped(projects[0])
            return
        if len(found) == 1 and self._is_table_or_set(found[0]):
            return
        if len(found) > 1 and all(path.name.lower().endswith(_TABLES) for path in found):
            self._window.jobs.tables.look_at_each(found)
            return
        codings = bool(found) and all(path.suffix.lower() == ".json" for path in found)
        self._ask_import("codings" if codings else "articles", found)

    def _is_table_or_set(self, path: Path) -> bool:
        """A data set of Curator's that comes back is compared, another table is asked about; whether it is either."""
        from curator.tasks.corrected_files import is_returned_set

        if is_returned_set(path):
            self._window.jobs.tables.look_at_corrected(path)
        elif path.name.lower().endswith(_TABLES):
            self._window.jobs.tables.look_at(path)
        else:
            return False
        return True

    def paste_text(self) -> None:
        """Ask about the page or text of the clipboard, and add it as an article; files in it are brought in."""
        data = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data is not None else []
        if files:
            self.import_dropped(files)
        else:
            self.texts.take(data)

    def add_text(self, text: str) -> None:
        """Ask about a text, and add it as an article."""
        self.texts.add_text(text)

    def remove_articles(self) -> None:
        """Take the articles chosen in the library out; a message offers to bring them back."""
        page, workspace = self._window.page, self._runner.workspace
        numbers = page.library.chosen_numbers if page is not None else []
        if workspace is None or not numbers or not workspace.writable:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.remove_articles import remove_articles

            return remove_articles(workspace, numbers, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            self._runner.say("notice", report.sentence, self.tr("Undo"), lambda: self._undo(workspace, report.change))

        self._runner.run(self.tr("Removing articles"), job, done)

    def _undo(self, workspace: Workspace, change: str) -> None:
        """Take back what a message told of."""
        for row in self._window.messages.rows():
            if row.subject == self.tr("Removing articles"):
                self._window.messages.drop(row)
        try:
            workspace.undo(change)
        except UserFault as fault:
            self._runner.say("warning", fault.sentence)

    def _ask_import(self, kind: str, chosen: Sequence[Path]) -> None:
        from curator.app.dialogs.import_files import ImportDialog

        if self._runner.workspace is None or not self._runner.workspace.writable:
            return
        dialog = ImportDialog(kind, self._window, chosen, self._window.memory.folder())
        dialog.accepted.connect(lambda: self._window.memory.keep_folder(dialog.paths[-1].parent))
        dialog.accepted.connect(lambda: self._import(kind, dialog))
        dialog.open()

    def _import(self, kind: str, dialog: ImportDialog) -> None:
        if len(dialog.paths) == 1 and dialog.how != "text" and self._is_table_or_set(dialog.paths[0]):
            return
        if kind == "articles":
            self.importing.run(dialog.paths, "add" if dialog.option.isChecked() else "ask", dialog.how)
        else:
            self._import_codings(dialog.paths, dialog.option.isChecked())

    def _import_codings(self, chosen: list[Path], adopt: bool) -> None:
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.codings import import_codings

            return import_codings(workspace, chosen, adopt=adopt, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            from curator.app.reports import codings_report

            kind = "warning" if report.refused or report.conflicting or report.stopped else "notice"
            self._runner.tell(kind, report.sentence, self.tr("Imported codings"), codings_report(report))

        self._runner.run(self.tr("Importing codings"), self._runner.remembered(job), done)
