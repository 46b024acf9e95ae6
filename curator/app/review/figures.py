# SPDX-License-Identifier: MIT
"""The figures of agreement beside the list of the review, and from a figure to a case behind it.

What lives here: when they are there, and going to a case. What does not: measuring and showing them (agreement/).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from curator.app.agreement.panel import AgreementPanel
    from curator.app.review.page import ReviewPage
    from curator.workspace import ChangeSet


class Figures(QObject):
    """One for each page of the review. `panel`: None until several have coded an article."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self.panel: AgreementPanel | None = None

    def begin(self) -> None:
        """Several have coded: show how far they agree."""
        if self.panel is not None:
            return
        from curator.app.agreement.panel import AgreementPanel

        self.panel = panel = AgreementPanel(self._page.workspace, self._page.background)
        panel.case_chosen.connect(self._show_case)
        panel.told.connect(self._page.told)
        self._page.queue.put_figures(panel)

    def follow_change(self, change: ChangeSet) -> None:
        if self.panel is not None:
            self.panel.follow_change(change)

    def leave(self) -> None:
        if self.panel is not None:
            self.panel.leave()

    def _show_case(self, article: str, incidents: Sequence[str], field: str) -> None:
        """Show a case behind a figure: its article, incident, and field ("group.key" of one of a row)."""
        self._page.reading.want(article)
        self._page.reading.when_read(lambda: self._go_to(incidents, field))

    def _go_to(self, incidents: Sequence[str], field: str) -> None:
        page = self._page
        place = next((at for each in incidents if page.shown and (at := page.shown.place_of(each)) is not None), None)
        if place is not None:
            page.going.go_to(place)
        group, _, key = field.rpartition(".")
        row = next((row for row, line in enumerate(page.grid.lines.lines)
                    if line.choosable and (line.group, line.field) == (group, key)
                    and (not group or line.differs)), None)  # fmt: skip
        if row is not None:
            page.grid.choose(row)
        if page.shown is not None:
            page.queue.mark(page.shown.article.coding.article.n)
        page.grid.setFocus(Qt.FocusReason.OtherFocusReason)
