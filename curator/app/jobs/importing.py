# SPDX-License-Identifier: MIT
"""Articles brought in from files: the job, what came of it, and what may be done about that.

What lives here: running the import and its report beside the window. What does not: asking for files (bringing_in.py),
the report itself (dialogs/import_report.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from curator.app.keyboard_place import come_forward, writing

if TYPE_CHECKING:
    from curator.app.dialogs.import_report import ImportReportDialog
    from curator.app.import_rows import ImportRow
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.tasks.import_articles import ImportReport, SameText
    from curator.tasks.reading_ahead import Reading
    from curator.workspace import Workspace


class Importing(QObject):
    """Imports for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._dialog: ImportReportDialog | None = None

    def run(
        self, chosen: Sequence[Path], same_text: SameText = "ask", how: Reading = "article",
        in_place_of: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Bring in files and folders; what came of several is shown beside the window. `in_place_of`: ids of articles
        that go when others have come."""
        workspace = self._runner.workspace
        if workspace is None or not workspace.writable:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.import_articles import import_articles

            return import_articles(
                workspace, chosen, same_text=same_text, how=how, in_place_of=in_place_of, progress=progress,
                cancelled=cancelled,
            )  # fmt: skip

        def done(report: ImportReport) -> None:
            self._tell(workspace, report)
            if versions := [(one.follows, one.article) for one in report.added if one.follows]:
                self._window.jobs.carrying.offer(versions)

        self._runner.run(self.tr("Importing articles"), self._runner.remembered(job), done)

    def _tell(self, workspace: Workspace, report: ImportReport) -> None:
        """Say the sentence; where more than one row is in the report and one of them is to be looked at, it opens."""
        from curator.app.import_rows import import_rows, is_to_be_seen

        rows = import_rows(report)
        kind = "notice" if report.complete else "warning"
        if not rows or (len(rows) == 1 and rows[0].article and not rows[0].words):
            self._runner.say(kind, report.sentence)
            return
        alone = report.refused[0].reason if len(rows) == 1 and report.refused else ""
        if len(rows) == 1 and rows[0].apart:
            alone = report.added[0].notes[0]
        sentence = f"{report.sentence} {alone}".strip()  # of one file it is said at once why, and what it looks like
        self._runner.say(kind, sentence, self.tr("Show"), lambda: self._show(workspace, report))
        if len(rows) > 1 and (report.stopped or (is_to_be_seen(report) and not writing())):
            self._show(workspace, report)

    def _show(self, workspace: Workspace, report: ImportReport) -> None:
        """Show the report of this import; one of another is closed."""
        from curator.app.dialogs.import_report import ImportReportDialog
        from curator.app.import_rows import import_rows

        if self._dialog is not None:
            self._dialog.close()
        undo = bool(report.change) and workspace.writable
        dialog = ImportReportDialog(report.sentence, import_rows(report), undo, self._window)
        dialog.article_wanted.connect(lambda article: self._go(workspace, article))
        dialog.compare_wanted.connect(lambda one, other: self._compare(workspace, one, other))
        dialog.text_wanted.connect(lambda files: self._again(workspace, files, how="text"))
        dialog.same_wanted.connect(lambda files: self._again(workspace, files, same_text="add"))
        dialog.apart_wanted.connect(lambda rows: self._take_apart(workspace, rows))
        dialog.undo_wanted.connect(lambda: self._undo(workspace, report.change))
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        come_forward(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _go(self, workspace: Workspace, article: str) -> None:
        page = self._window.page
        if page is None or page.workspace is not workspace:
            return
        with workspace.read() as reads:
            found = reads.article(article)
        if found is None:
            self._runner.say("notice", self.tr("This article is not in the project any more."))
            return
        page.views.show_code()
        page.choose_article(found.n)

    def _compare(self, workspace: Workspace, one: str, other: str) -> None:
        if self._runner.workspace is workspace:
            self._window.jobs.comparing.show(one, other)

    def _again(
        self, workspace: Workspace, files: Sequence[str], same_text: SameText = "ask", how: Reading = "article"
    ) -> None:
        if self._runner.workspace is workspace:
            self.run([Path(file) for file in files], same_text, how)

    def _take_apart(self, workspace: Workspace, rows: Sequence[ImportRow]) -> None:
        """Bring in the articles of files that came in as one each; what somebody has coded in since stays."""
        if self._runner.workspace is not workspace:
            return
        untouched = []
        with workspace.read() as reads:
            for row in rows:
                there = reads.article(row.article)
                if there is not None and not reads.coding(there.id).incidents:
                    untouched.append(row)
        if len(untouched) < len(rows):
            self._runner.say("notice", self.tr("What is coded already was left as it is: {files}.").format(
                files=", ".join(row.file for row in rows if row not in untouched)))  # fmt: skip
        if untouched:
            self.run([Path(row.apart) for row in untouched], how="several",
                     in_place_of=[row.article for row in untouched])  # fmt: skip

    def _undo(self, workspace: Workspace, change: str) -> None:
        if self._runner.workspace is workspace:
            self._window.turning.turn("undo", change)
