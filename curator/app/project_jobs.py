# SPDX-License-Identifier: MIT
"""The long jobs of the window: new project, sample, import, export, copy, backup, check; and the sheets of Help.

What lives here: asking, running curator.tasks off the window's thread, and telling what came of it. What does not:
doing it (tasks), showing progress (job_bar.py). The tasks are imported when they are first wanted: they cost time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from curator import paths
from curator.app.widgets import named
from curator.domain.faults import InputRefused, UserFault
from curator.paths import PROJECT_SUFFIX

if TYPE_CHECKING:
    from curator.app.dialogs.new_project import NewProject
    from curator.app.main_window import MainWindow
    from curator.domain.codebook.model import Codebook
    from curator.workspace import Workspace


class ProjectJobs(QObject):
    """Asks and runs for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    # Running

    def _run(self, title: str, job: Callable[[Any, Any], Any], done: Callable[[Any], None]) -> None:
        if not self.window.status.job.start(title, job, done, self._refused):
            self.window.messages.say("notice", self.tr("Something else is being done; wait for it, or stop it."))

    def _refused(self, fault: UserFault) -> None:
        """Say a fault; where it names places, offer to show them."""
        places = fault.places if isinstance(fault, InputRefused) else ()
        self._tell("fault", fault.sentence, self.tr("What was found"), places)

    def _tell(self, kind: Any, sentence: str, heading: str, details: Sequence[str]) -> None:
        if not details:
            self.window.messages.say(kind, sentence)
            return
        self.window.messages.say(
            kind, sentence, self.tr("Show"), lambda: self._show_list(heading, sentence, details)
        )  # fmt: skip

    def _show_list(self, heading: str, sentence: str, details: Sequence[str]) -> None:
        from curator.app.dialogs import sheet

        self._show_sheet("report", heading, sheet.title(heading) + sheet.words(sentence) + sheet.listed(details))

    def _show_sheet(self, name: str, heading: str, body: str) -> None:
        from curator.app.dialogs.sheet import Sheet

        Sheet(name, heading, body, self.window).show()

    @property
    def _workspace(self) -> Workspace | None:
        return self.window.page.workspace if self.window.page else None

    # Projects

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

        self._run(self.tr("Building the sample project"), build, self._open_as_its_coder)

    def _open_as_its_coder(self, place: Path) -> None:
        """The sample has one coder; whoever looks at it is not asked for a name."""
        from curator.workspace import Workspace

        try:
            workspace = Workspace.open(place, device=self.window.settings.device_id())
        except UserFault as fault:
            self._refused(fault)
            return
        with workspace.read() as reads:
            coders = reads.coders()
        if len(coders) == 1 and self.window.settings.coder_for(workspace.project_id) is None:
            self.window.settings.remember_coder(workspace.project_id, coders[0].id, coders[0].name)
        self.window.show_workspace(workspace)

    def new_project(self) -> None:
        """Ask for a new project and make it."""
        from curator.app.dialogs.new_project import NewProjectDialog
        from curator.tasks.codebooks import USUAL, built_in_codebooks

        books = sorted(built_in_codebooks(), key=lambda book: (book.key != USUAL, book.title))
        choices = [(book.key, f"{book.title} {book.version}") for book in books]
        dialog = NewProjectDialog(choices, paths.data_folder(), self.window)
        dialog.accepted.connect(lambda: self._make(dialog.answer()))
        dialog.open()

    def _make(self, wanted: NewProject) -> None:
        from curator.tasks.new_project import create_project

        settings = self.window.settings
        try:
            book = _codebook_of(wanted)
            workspace = create_project(wanted.path, book, coder=wanted.coder, name=wanted.name, settings=settings)
        except UserFault as fault:
            self._refused(fault)
            return
        self.window.show_workspace(workspace)

    # Bringing in

    def import_articles(self) -> None:
        self._ask_import("articles", ())

    def import_codings(self) -> None:
        self._ask_import("codings", ())

    def import_dropped(self, dropped: Iterable[str]) -> None:
        """Files were dropped on the window: a project is opened, coding files and texts are asked about."""
        found = [Path(path) for path in dropped]
        project = next((path for path in found if path.suffix == PROJECT_SUFFIX), None)
        if project is not None:
            self.window.open_project(project)
            return
        codings = bool(found) and all(path.suffix.lower() == ".json" for path in found)
        self._ask_import("codings" if codings else "articles", found)

    def _ask_import(self, kind: str, chosen: Sequence[Path]) -> None:
        from curator.app.dialogs.import_files import ImportDialog

        if self._workspace is None or not self._workspace.writable:
            return
        dialog = ImportDialog(kind, self.window, chosen)
        work = self._import_articles if kind == "articles" else self._import_codings
        dialog.accepted.connect(lambda: work(dialog.paths, dialog.option.isChecked()))
        dialog.open()

    def _import_articles(self, chosen: list[Path], add_same: bool) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.import_articles import SameText, import_articles

            same: SameText = "add" if add_same else "ask"
            return import_articles(workspace, chosen, same_text=same, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            same = self.tr("another article has the same text")
            details = [f"{each.file}: {each.reason}" for each in report.refused]
            details += [f"{each.file}: {same}" for each in report.same_text]
            details += [f"{each.file}: {note}" for each in report.added for note in each.notes]
            kind = "notice" if report.complete else "warning"
            self._tell(kind, report.sentence, self.tr("Imported articles"), details)

        self._run(self.tr("Importing articles"), job, done)

    def _import_codings(self, chosen: list[Path], adopt: bool) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.codings import import_codings

            return import_codings(workspace, chosen, adopt=adopt, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            details = [f"{each.file}: {each.reason}" for each in report.refused]
            details += [place for each in report.refused for place in each.places]
            details += [f"{file}: {what}" for file, what in report.conflicting]
            details += list(report.notes)
            kind = "warning" if report.refused or report.conflicting or report.stopped else "notice"
            self._tell(kind, report.sentence, self.tr("Imported codings"), details)

        self._run(self.tr("Importing codings"), job, done)

    # Delivering

    def export(self) -> None:
        """Ask how to export, and export."""
        from curator.app.dialogs.export_set import ExportDialog

        workspace = self._workspace
        if workspace is None:
            return
        with workspace.read() as reads:
            coders = reads.coders()
        dialog = ExportDialog(coders, self.window)
        dialog.accepted.connect(lambda: self._export(dialog.answer()))
        dialog.open()

    def _export(self, wish: Any) -> None:
        workspace = self._workspace
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
            kind = "notice" if report.complete and not report.formula_cells else "warning"
            told = self.tr("Exported to {folder}.").format(folder=report.folder)
            self._tell(kind, f"{told} {report.sentence}", self.tr("Exported data set"), details)

        self._run(self.tr("Exporting the data set"), job, done)

    # Copies

    def save_copy(self) -> None:
        """Ask where to, and write a whole copy of the project."""
        dialog = QFileDialog(self.window, self.tr("Save a copy"), "", self.tr("Projects") + f" (*{PROJECT_SUFFIX})")
        named(dialog, "copy.dialog", self.tr("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(PROJECT_SUFFIX.removeprefix("."))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._copy_to(Path(path)))
        dialog.open()

    def _copy_to(self, target: Path) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Path:
            from curator.tasks.copies import save_copy

            save_copy(workspace, target, replace=True)
            return target

        def done(path: Path) -> None:
            self.window.messages.say("notice", self.tr("A whole copy of the project is in {file}.").format(file=path))

        self._run(self.tr("Writing a copy"), job, done)

    def back_up(self) -> None:
        """Make a backup now."""
        workspace = self._workspace
        if workspace is None:
            return

        def done(backup: Any) -> None:
            told = self.tr("A checked backup was made: {file}").format(file=backup.path)
            self.window.messages.say("notice", told)

        self._run(self.tr("Backing up"), lambda progress, cancelled: workspace.back_up("by hand"), done)

    def restore(self) -> None:
        """Ask for a backup of this project and make a new project file from it."""
        workspace = self._workspace
        if workspace is None:
            return
        folder = paths.backup_folder(workspace.project_id)
        dialog = QFileDialog(
            self.window, self.tr("Restore a backup"), str(folder), self.tr("Backups") + f" (*{PROJECT_SUFFIX})"
        )
        named(dialog, "restore.dialog", self.tr("Restore a backup"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._restore(Path(path)))
        dialog.open()

    def _restore(self, backup: Path) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Path:
            from curator.tasks.copies import restore_backup

            return restore_backup(backup, workspace.path)

        def done(path: Path) -> None:
            told = self.tr("The backup is a project of its own now: {file}. This one was not changed.").format(
                file=path
            )
            self.window.messages.say("notice", told, self.tr("Open it"), lambda: self.window.open_project(path))

        self._run(self.tr("Restoring a backup"), job, done)

    def check(self) -> None:
        """Look whether the project is whole."""
        workspace = self._workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.check import check_project

            return check_project(workspace, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            details = [str(each) for each in report.found]
            self._tell("warning" if details else "notice", report.sentence, self.tr("Checked project"), details)

        self._run(self.tr("Checking the project"), job, done)

    # Help

    def show_help(self) -> None:
        from curator.app.dialogs.help_pages import HelpPages

        HelpPages(self.window).show()

    def show_codebook(self) -> None:
        from curator.app.help_texts import codebook_help

        workspace = self._workspace
        if workspace is not None:
            book = workspace.codebook
            self._show_sheet("codebook_help", book.title, codebook_help(book))

    def show_keys(self) -> None:
        from curator.app.help_texts import key_card

        self._show_sheet("keys", self.tr("Keys"), key_card())

    def show_about(self) -> None:
        from curator.app.help_texts import about

        self._show_sheet("about", self.tr("About Curator"), about())


def _codebook_of(wanted: NewProject) -> Codebook:
    if wanted.codebook is not None:
        from curator.formats.codebook_toml import read_codebook_file

        return read_codebook_file(wanted.codebook)
    from curator.tasks.codebooks import built_in_codebooks

    return next(book for book in built_in_codebooks() if book.key == wanted.built_in)
