# SPDX-License-Identifier: MIT
"""All jobs of one window, each kind made when it is first wanted.

What lives here: which there are. What does not: what they do (the other modules of this room).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator.app.jobs.article_versions import ShowVersions
    from curator.app.jobs.assigning import Assigning
    from curator.app.jobs.bringing_in import BringingIn
    from curator.app.jobs.carrying import Carrying
    from curator.app.jobs.coding_hits import CodingHits
    from curator.app.jobs.comparing import Comparing
    from curator.app.jobs.copies import Copies
    from curator.app.jobs.delivering import Delivering
    from curator.app.jobs.exporting import Exporting
    from curator.app.jobs.handing_over import HandingOver
    from curator.app.jobs.help_sheets import HelpSheets
    from curator.app.jobs.packets import Packets
    from curator.app.jobs.picturing import Picturing
    from curator.app.jobs.projects import Projects
    from curator.app.jobs.receiving import Receiving
    from curator.app.jobs.releasing import Releasing
    from curator.app.jobs.runner import JobRunner
    from curator.app.jobs.tables import Tables
    from curator.app.jobs.versions import Versions
    from curator.app.main_window import MainWindow


class Jobs:
    """The jobs of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @cached_property
    def runner(self) -> JobRunner:
        from curator.app.jobs.runner import JobRunner

        return JobRunner(self._window)

    def untold(self) -> list[str]:
        """Sentences about what nobody was told, where there was a job; each is given once."""
        return self.runner.untold() if "runner" in vars(self) else []

    @cached_property
    def projects(self) -> Projects:
        from curator.app.jobs.projects import Projects

        return Projects(self._window, self.runner)

    @cached_property
    def coding_hits(self) -> CodingHits:
        from curator.app.jobs.coding_hits import CodingHits

        return CodingHits(self._window, self.runner)

    @cached_property
    def bringing_in(self) -> BringingIn:
        from curator.app.jobs.bringing_in import BringingIn

        return BringingIn(self._window, self.runner)

    @cached_property
    def tables(self) -> Tables:
        from curator.app.jobs.tables import Tables

        return Tables(self._window, self.runner)

    @cached_property
    def assigning(self) -> Assigning:
        from curator.app.jobs.assigning import Assigning

        return Assigning(self._window, self.runner)

    @cached_property
    def delivering(self) -> Delivering:
        from curator.app.jobs.delivering import Delivering

        return Delivering(self._window, self.runner)

    @cached_property
    def exporting(self) -> Exporting:
        from curator.app.jobs.exporting import Exporting

        return Exporting(self._window, self.runner)

    @cached_property
    def releasing(self) -> Releasing:
        from curator.app.jobs.releasing import Releasing

        return Releasing(self._window, self.runner)

    @cached_property
    def picturing(self) -> Picturing:
        from curator.app.jobs.picturing import Picturing

        return Picturing(self._window, self.runner)

    @cached_property
    def handing_over(self) -> HandingOver:
        from curator.app.jobs.handing_over import HandingOver

        return HandingOver(self._window, self.runner)

    @cached_property
    def receiving(self) -> Receiving:
        from curator.app.jobs.receiving import Receiving

        return Receiving(self._window, self.runner)

    @cached_property
    def packets(self) -> Packets:
        from curator.app.jobs.packets import Packets

        return Packets(self._window, self.runner)

    @cached_property
    def versions(self) -> Versions:
        from curator.app.jobs.versions import Versions

        return Versions(self._window, self.runner)

    @cached_property
    def article_versions(self) -> ShowVersions:
        from curator.app.jobs.article_versions import ShowVersions

        return ShowVersions(self._window, self.runner)

    @cached_property
    def carrying(self) -> Carrying:
        from curator.app.jobs.carrying import Carrying

        return Carrying(self._window, self.runner)

    @cached_property
    def comparing(self) -> Comparing:
        from curator.app.jobs.comparing import Comparing

        return Comparing(self._window, self.runner)

    def leave_project(self) -> None:
        """The project is put away: what goes on beside it ends."""
        if "comparing" in vars(self):
            self.comparing.leave_project()
        if "article_versions" in vars(self):
            self.article_versions.leave_project()
        if "receiving" in vars(self):
            self.receiving.stop_watching()
        if "versions" in vars(self):
            self.versions.leave()

    @property
    def conflicts(self) -> int:
        """How many units have several versions, as far as anybody looked."""
        return self.versions.count if "versions" in vars(self) else 0

    @cached_property
    def copies(self) -> Copies:
        from curator.app.jobs.copies import Copies

        return Copies(self._window, self.runner)

    @cached_property
    def help(self) -> HelpSheets:
        from curator.app.jobs.help_sheets import HelpSheets

        return HelpSheets(self._window, self.runner)
