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
from PySide6.QtGui import QGuiApplication

from curator import paths
from curator.app.keyboard_place import come_forward
from curator.app.widgets import named
from curator.domain.faults import InputRefused, UserFault
from curator.paths import PROJECT_SUFFIX

if TYPE_CHECKING:
    from curator.app.dialogs.new_project import NewProject
    from curator.app.main_window import MainWindow
    from curator.app.reports import Part
    from curator.domain.codebook.model import Codebook
    from curator.workspace import Workspace


class ProjectJobs(QObject):
    """Asks and runs for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._subject = ""  # what the messages are about: a newer one takes the place of an older
        self._outcome = ""  # of an import, until it has been told

    # Running

    def _run(self, title: str, job: Callable[[Any, Any], Any], done: Callable[[Any], None]) -> None:
        def told(tell: Callable[[Any], None]) -> Callable[[Any], None]:
            def tell_of_it(result: Any) -> None:
                self._outcome = ""
                self._subject = title
                tell(result)
                self._subject = ""

            return tell_of_it

        if not self.window.status.job.start(title, job, told(done), told(self._refused)):
            self._say("notice", self.tr("Something else is being done; wait for it, or stop it."))

    def _remembered(self, job: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        """An import whose outcome is said later if its project is closed before it could be told."""

        def run(progress: Any, cancelled: Any) -> Any:
            try:
                report = job(progress, cancelled)
            except UserFault as fault:
                self._outcome = fault.sentence
                raise
            self._outcome = report.sentence
            if report.stopped:
                self._outcome += " " + self.tr("Importing the same again adds the rest.")
            return report

        return run

    def untold(self) -> list[str]:
        """Sentences about what nobody was told; each is given once."""
        outcome, self._outcome = self._outcome, ""
        told = self.tr("An import was under way when the project was closed. {outcome}")
        return [told.format(outcome=outcome)] if outcome else []

    def _say(self, kind: Any, text: str, act: str = "", work: Callable[[], object] | None = None) -> None:
        self.window.messages.say(kind, text, act, work, subject=self._subject)

    def _refused(self, fault: UserFault) -> None:
        """Say a fault; where it names places, offer to show them."""
        places = fault.places if isinstance(fault, InputRefused) else ()
        self._tell("fault", fault.sentence, self.tr("What was found"), [("", places)] if places else [])

    def _tell(self, kind: Any, sentence: str, heading: str, parts: Sequence[Part]) -> None:
        """Say a sentence; where there is more to read, offer to show it."""
        if parts:
            self._say(kind, sentence, self.tr("Show"), lambda: self._show_report(heading, sentence, parts))
        else:
            self._say(kind, sentence)

    def _show_report(self, heading: str, sentence: str, parts: Sequence[Part]) -> None:
        from curator.app.dialogs import sheet

        body = [sheet.title(heading), sheet.words(sentence)]
        for told, lines in parts:
            body += [sheet.part(told) if told else "", sheet.listed(lines)]
        self._show_sheet("report", heading, "".join(body))

    def _show_sheet(self, name: str, heading: str, body: str) -> None:
        from curator.app.dialogs.sheet import Sheet

        come_forward(Sheet(name, heading, body, self.window))

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

        if self.window.already_open(place):
            return
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

    def paste_text(self) -> None:
        """Ask about the text of the clipboard, and add it as an article; files in the clipboard are brought in."""
        data = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data is not None else []
        if files:
            self.import_dropped(files)
        else:
            self.add_text(data.text() if data is not None else "")

    def add_text(self, text: str) -> None:
        """Ask about a text, and add it as an article."""
        from curator.app.dialogs.paste_text import PasteSheet
        from curator.tasks.add_text import read_text, same_text

        workspace = self._workspace
        if workspace is None or not workspace.writable:
            return
        if not text.strip():
            self._say("notice", self.tr("There is no text in the clipboard. Copy one first."))
            return
        try:
            read = read_text(text)
        except UserFault as fault:
            self._refused(fault)
            return
        there = same_text(workspace, read)
        names = [article.fields.get("title", "") or f"№ {article.n}" for article in there]
        told = self.tr("This very text is in the project already: “{title}”.").format(title=names[0]) if names else ""
        sheet = PasteSheet(read, told, self.window)
        sheet.wanted.connect(lambda values: self._add_text(workspace, read, values))
        come_forward(sheet)

    def _add_text(self, workspace: Workspace, read: Any, values: Any) -> None:
        from curator.tasks.add_text import add_text

        page = self.window.page
        if page is None or page.workspace is not workspace:
            return
        try:
            added = add_text(workspace, read, values)
        except UserFault as fault:
            self._refused(fault)
            return
        with workspace.read() as reads:
            article = reads.article(added)
        page.views.show_code()
        page.read_numbers(article.n if article is not None else 0)
        page.article.reader.setFocus()  # to select words at once; an empty project had nothing that could have it

    def remove_articles(self) -> None:
        """Take the articles chosen in the library out; a message offers to bring them back."""
        page, workspace = self.window.page, self._workspace
        numbers = page.library.chosen_numbers if page is not None else []
        if workspace is None or not numbers or not workspace.writable:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.remove_articles import remove_articles

            return remove_articles(workspace, numbers, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            self._say("notice", report.sentence, self.tr("Undo"), lambda: self._undo(workspace, report.change))

        self._run(self.tr("Removing articles"), job, done)

    def _undo(self, workspace: Workspace, change: str) -> None:
        """Take back what a message told of."""
        for row in self.window.messages.rows():
            if row.subject == self.tr("Removing articles"):
                self.window.messages.drop(row)
        try:
            workspace.undo(change)
        except UserFault as fault:
            self._say("warning", fault.sentence)

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
        dialog = ImportDialog(kind, self.window, chosen, self.window.memory.folder())
        work = self._import_articles if kind == "articles" else self._import_codings
        dialog.accepted.connect(lambda: self.window.memory.keep_folder(dialog.paths[-1].parent))
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
            from curator.app.reports import articles_report

            kind = "notice" if report.complete else "warning"
            self._tell(kind, report.sentence, self.tr("Imported articles"), articles_report(report))

        self._run(self.tr("Importing articles"), self._remembered(job), done)

    def _import_codings(self, chosen: list[Path], adopt: bool) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.codings import import_codings

            return import_codings(workspace, chosen, adopt=adopt, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            from curator.app.reports import codings_report

            kind = "warning" if report.refused or report.conflicting or report.stopped else "notice"
            self._tell(kind, report.sentence, self.tr("Imported codings"), codings_report(report))

        self._run(self.tr("Importing codings"), self._remembered(job), done)

    # Delivering

    def export(self) -> None:
        """Ask how to export, and export."""
        from curator.app.dialogs.export_set import ExportDialog

        workspace = self._workspace
        if workspace is None:
            return
        with workspace.read() as reads:
            coders = reads.coders()
        dialog = ExportDialog(coders, self._free_folder(workspace.path.stem), self.window)
        dialog.accepted.connect(lambda: self._export(dialog.answer()))
        dialog.open()

    def _free_folder(self, project: str) -> Path:
        """A folder for the data set that is not there yet, beside what was used last."""
        folder = self.window.memory.folder()
        names = (f"{project}-data-set{f'-{number}' if number > 1 else ''}" for number in range(1, 1000))
        return next((folder / name for name in names if not paths.exists(folder / name)), folder)

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
            self.window.memory.keep_folder(report.folder.parent)
            kind = "notice" if report.complete and not report.formula_cells else "warning"
            told = self.tr("Exported to {folder}.").format(folder=report.folder)
            if details:
                self._tell(kind, f"{told} {report.sentence}", self.tr("Exported data set"), [("", details)])
            else:
                self._say(
                    kind, f"{told} {report.sentence}", self.tr("Open the folder"), lambda: open_folder(report.folder)
                )

        self._run(self.tr("Exporting the data set"), job, done)

    def export_list(self) -> None:
        """Ask for a file, and write what the table of incidents shows into it."""
        from PySide6.QtWidgets import QFileDialog

        table = self.window.page.views.table if self.window.page else None
        workspace = self._workspace
        if table is None or workspace is None:
            return
        folder = str(self.window.memory.folder())
        dialog = QFileDialog(self.window, self.tr("Export what is shown"), folder, "CSV (*.csv)")
        named(dialog, "list_export.dialog", self.tr("Export what is shown"))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{workspace.path.stem}-incidents.csv")
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns, wish = table.shown_columns, table.wish
        dialog.fileSelected.connect(lambda path: self._export_list(Path(path), columns, wish))
        dialog.open()

    def _export_list(self, path: Path, columns: Any, wish: Any) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.export_list import export_list

            return export_list(workspace, path, columns, wish, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            self.window.memory.keep_folder(report.path.parent)
            told = self.tr("Exported to {file}.").format(file=report.path)
            details = [f"{column}: {count}" for column, count in report.formula_cells]
            parts: list[Part] = [("", details)] if details else []
            kind = "warning" if parts else "notice"
            self._tell(kind, f"{told} {report.sentence}", self.tr("Exported list"), parts)

        self._run(self.tr("Exporting the list"), job, done)

    # Copies

    def save_copy(self) -> None:
        """Ask where to, and write a whole copy of the project."""
        from PySide6.QtWidgets import QFileDialog

        if self._workspace is None:
            return
        folder, kinds = str(self.window.memory.folder()), self.tr("Projects") + f" (*{PROJECT_SUFFIX})"
        dialog = QFileDialog(self.window, self.tr("Save a copy"), folder, kinds)
        named(dialog, "copy.dialog", self.tr("Save a copy"))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{self._workspace.path.stem} {self.tr('copy')}{PROJECT_SUFFIX}")
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
            self.window.memory.keep_folder(path.parent)
            self._say("notice", self.tr("A whole copy of the project is in {file}.").format(file=path))

        self._run(self.tr("Writing a copy"), job, done)

    def back_up(self) -> None:
        """Make a backup now."""
        workspace = self._workspace
        if workspace is None:
            return

        def done(backup: Any) -> None:
            self._say("notice", self.tr("A checked backup was made: {file}").format(file=backup.path))

        self._run(self.tr("Backing up"), lambda progress, cancelled: workspace.back_up("by hand"), done)

    def restore(self) -> None:
        """Ask for a backup of this project and make a new project file from it."""
        workspace = self._workspace
        if workspace is None:
            return
        from curator.app.dialogs.restore import RestoreDialog
        from curator.store.backup import list_backups

        dialog = RestoreDialog(list_backups(workspace.project_id), self.window.memory.folder(), self.window)
        dialog.chosen.connect(lambda path: self._restore(Path(path)))
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
            self._say("notice", told, self.tr("Open it"), lambda: self.window.open_project(path))

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
            parts = [("", [str(each) for each in report.found])] if report.found else []
            self._tell("notice" if report.sound else "warning", report.sentence, self.tr("Checked project"), parts)

        self._run(self.tr("Checking the project"), job, done)

    # Help

    def show_help(self) -> None:
        from curator.app.dialogs.help_pages import show_help

        show_help(self.window)

    def show_codebook(self) -> None:
        from curator.app.help_texts import codebook_help

        workspace = self._workspace
        if workspace is not None:
            book = workspace.codebook
            self._show_sheet("codebook_help", book.title, codebook_help(book))

    def show_keys(self) -> None:
        from curator.app.dialogs.key_card import KeyCard

        workspace = self._workspace
        come_forward(KeyCard(self.window.keys, workspace.codebook if workspace else None, self.window))

    def show_about(self) -> None:
        from curator.app.help_texts import about

        self._show_sheet("about", self.tr("About Curator"), about())


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own browser of files."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _codebook_of(wanted: NewProject) -> Codebook:
    if wanted.codebook is not None:
        from curator.formats.codebook_toml import read_codebook_file

        return read_codebook_file(wanted.codebook)
    from curator.tasks.codebooks import built_in_codebooks

    return next(book for book in built_in_codebooks() if book.key == wanted.built_in)
