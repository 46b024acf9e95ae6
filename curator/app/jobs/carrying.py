# SPDX-License-Identifier: MIT
"""Offering to carry the coder's work over to newer versions of articles that came in.

What lives here: the offer after an import, the job, and telling what came of it. What does not: carrying over
(tasks/carry_over.py), placing words that wait (article_versions.py). Nothing is carried over without being asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.tasks.carry_over import Carried
    from curator.tasks.job import Cancelled, Progress

_SUBJECT = "carrying"


class Carrying(QObject):
    """For one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner

    def offer(self, versions: Sequence[tuple[str, str]]) -> None:
        """Newer versions of articles came in (older, newer): where the coder has work in older ones, offer to carry it
        over."""
        from curator.tasks.carry_over import with_own_work

        page = self._window.page
        if page is None or not page.workspace.writable:
            return
        own = with_own_work(page.workspace, versions)
        if own:
            one = self.tr("An article came in a newer version, and your work is in the older one.")
            some = self.tr("{count} articles came in newer versions, and your work is in the older ones.")
            told = one if len(own) == 1 else some.format(count=len(own))
            act = self.tr("Carry my work over")
            self._window.messages.say("notice", told, act, lambda: self.carry(own), subject=_SUBJECT)

    def carry(self, versions: Sequence[tuple[str, str]]) -> None:
        """Carry the coder's work over, from the older to the newer of each pair."""
        workspace = self._runner.workspace
        if workspace is None:
            return

        def job(progress: Progress, cancelled: Cancelled) -> Carried:
            from curator.tasks.carry_over import carry_over

            return carry_over(workspace, versions, progress=progress, cancelled=cancelled)

        def done(carried: Carried) -> None:
            say, told, article = self._window.messages.say, carried.sentence, carried.waits_in
            if article:
                show = self._window.jobs.article_versions.show_waiting
                say("notice", told, self.tr("Show"), lambda: show(article), subject=_SUBJECT)
            else:
                say("notice", told, subject=_SUBJECT)

        self._runner.run(self.tr("Carrying your work over"), job, done)
