# SPDX-License-Identifier: MIT
"""Coding all hits of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow


class CodingHits(QObject):
    """Asks for one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def ask(self) -> None:
        """Ask for words, and code what is ticked of their hits."""
        from curator.app.dataset.code_hits_dialog import CodeHitsDialog

        workspace = self._runner.workspace
        if workspace is None:
            return
        dialog = CodeHitsDialog(workspace, self._window)
        dialog.code_wanted.connect(self._code)
        dialog.open()

    def _code(self, hits: Any, values: Any, once: bool, asked: str) -> None:
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Any, cancelled: Any) -> Any:
            from curator.tasks.code_hits import code_hits

            return code_hits(
                workspace, hits, values, each_article=once, asked=asked, progress=progress, cancelled=cancelled
            )

        def done(report: Any) -> None:
            self._runner.say("notice", report.sentence)

        self._runner.run(self.tr("Coding the hits"), job, done)
