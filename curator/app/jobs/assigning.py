# SPDX-License-Identifier: MIT
"""Assigning articles to coders, and opening colleagues' layers early: asking, doing, telling.

What lives here: from the action to the task. What does not: the questions (dialogs/), the draw (tasks/assigning.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from curator.domain.faults import UserFault

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.tasks.assigning import AssignPlan
    from curator.workspace import Workspace


class Assigning(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def assign(self) -> None:
        """Ask who is to code which articles, and assign them."""
        from curator.app.dialogs.assign import AssignDialog

        page, workspace = self._window.page, self._runner.workspace
        if page is None or workspace is None or not workspace.writable:
            return
        chosen = page.library.chosen_numbers
        with workspace.read() as reads:
            found = [reads.article(number) for number in chosen]
        ids = [article.id for article in found if article is not None]
        dialog = AssignDialog(workspace, page.background, ids, self._window)
        dialog.wanted.connect(lambda plan: self._assign(workspace, plan))
        self._window.project_closed.connect(dialog.reject)
        dialog.open()

    def _assign(self, workspace: Workspace, plan: AssignPlan) -> None:
        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.assigning import assign

            return assign(workspace, plan, progress=progress, cancelled=cancelled)

        def done(report: Any) -> None:
            self._runner.say("notice", report.sentence, self.tr("Undo"), lambda: self._undo(workspace, report.change))

        self._runner.run(self.tr("Assigning articles"), job, done)

    def _undo(self, workspace: Workspace, change: str) -> None:
        """Take back what a message told of."""
        for row in self._window.messages.rows():
            if row.subject == self.tr("Assigning articles"):
                self._window.messages.drop(row)
        try:
            workspace.undo(change)
        except UserFault as fault:
            self._runner.say("warning", fault.sentence)

    def open_layers(self) -> None:
        """Ask why colleagues' layers of the article on show are to be opened early, and open them."""
        from curator.app.dialogs.open_layers import OpenLayersDialog

        page, workspace = self._window.page, self._runner.workspace
        if page is None or workspace is None or page.shown is None or not workspace.writable:
            return
        article = page.shown.coding.article.id
        dialog = OpenLayersDialog(page.showing.hidden, self._window)
        dialog.accepted.connect(lambda: self._open(workspace, article, dialog.reason.text()))
        dialog.open()

    def _open(self, workspace: Workspace, article: str, reason: str) -> None:
        from curator.operations import OpenLayers

        try:
            workspace.run(OpenLayers((article,), reason))
        except UserFault as fault:
            self._runner.refused(fault)
            return
        self._runner.say(
            "notice", self.tr("Colleagues' layers of this article are open to you; the history of the project says so.")
        )
