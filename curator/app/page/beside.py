# SPDX-License-Identifier: MIT
"""The room beside the article, where its incidents and values stand.

What lives here: what is to stand there, and making the panel for it: right after the first paint, or earlier where
somebody asks for it. What does not: how it is shown (side_panel.py), which article and incident it is (showing.py).

List and text are painted first: nothing of the panel is imported, made or laid out before, but its room is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.app import measures
from curator.app.widgets import named

if TYPE_CHECKING:
    from curator.app.incidents.shown import ArticleShown
    from curator.app.side_panel import SidePanel
    from curator.domain.rules.problems import Problem


class Beside(QWidget):
    """One for each page."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "beside", self.tr("Beside the article"), role="side")
        self._panel: SidePanel | None = None
        self._waiting: list[Callable[[SidePanel], object]] = []
        self._shown: ArticleShown | None = None
        self._incident = ""
        self._coder, self._writable, self._own, self._hidden = "", False, False, ""
        self._aside = 0
        self._several: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumWidth(measures.LEAST_SIDE)

    def when_made(self, work: Callable[[SidePanel], object]) -> None:
        """Do this with the panel as soon as it is there, before anything is shown in it: at once if it is."""
        if self._panel is None:
            self._waiting.append(work)
        else:
            work(self._panel)

    @property
    def made(self) -> SidePanel | None:
        """The panel, where it is there already."""
        return self._panel

    @property
    def panel(self) -> SidePanel:
        """The panel, made now if it is not there yet."""
        if self._panel is None:
            self._panel = self._make()
        return self._panel

    def _make(self) -> SidePanel:
        from curator.app.side_panel import SidePanel

        self._panel = panel = SidePanel()
        column = self.layout()
        assert column is not None
        column.addWidget(panel)
        panel.show()  # Qt would do so, but later
        column.activate()  # incidents and values divide the height that there is
        for work in self._waiting:
            work(panel)
        self._waiting.clear()
        self._tell_coder()
        panel.to_settle.tell_versions(self._several)
        self._tell_below()
        panel.show_article(self._shown, self._incident)
        return panel

    # What is to stand there

    @property
    def incident(self) -> str:
        """The id of the chosen incident, "" for none."""
        return self._incident

    def show_article(self, shown: ArticleShown | None, incident: str) -> None:
        """Show an article's incidents and facts and this incident's values."""
        self._shown, self._incident = shown, incident
        if self._panel is not None:
            self._panel.show_article(shown, incident)

    def show_incident(self, incident: str) -> None:
        """Show this incident's values."""
        self._incident = incident
        if self._panel is not None:
            self._panel.show_incident(incident)

    def tell_coder(self, coder: str, writable: bool) -> None:
        """Who is coding, and whether anything can be written."""
        self._coder, self._writable = coder, writable
        self._tell_coder()

    def tell_own(self, own: bool) -> None:
        """Whether the chosen incident is the coder's own, and can be edited."""
        self._own = own
        self._tell_coder()

    def _tell_coder(self) -> None:
        if self._panel is not None:
            self._panel.pages.coder, self._panel.pages.writable = self._coder, self._writable
            self._panel.values.editable = self._own
            self._panel.pages.article.editable = self._writable

    def tell_hidden(self, hidden: str) -> None:
        """Why colleagues' incidents may not be seen yet; "" where nothing is hidden."""
        self._hidden, self._aside = hidden, 0
        self._tell_below()

    def tell_aside(self, aside: int) -> None:
        """So many incidents of colleagues could be shown, and are not."""
        self._aside = aside
        self._tell_below()

    def _tell_below(self) -> None:
        if self._panel is not None and self._aside:
            self._panel.incidents.tell_aside(self._aside)
        elif self._panel is not None:
            self._panel.incidents.tell_hidden(self._hidden)

    def tell_versions(self, incidents: frozenset[str]) -> None:
        """Of which incidents there are several versions."""
        self._several = incidents
        if self._panel is not None:
            self._panel.to_settle.tell_versions(incidents)

    def judge(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """Show what the rules found; a panel that is made later asks the article."""
        if self._panel is not None:
            self._panel.to_settle.judge(problems)
