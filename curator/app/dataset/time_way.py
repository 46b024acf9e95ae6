# SPDX-License-Identifier: MIT
"""The time line of the data set: a brushed span becomes a condition.

What lives here: between the time line (timeline/panel.py) and the filter of the page. What does not: bars and counting
(timeline/).

The bars show also what the span leaves out, or there would be nothing left to choose another span from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.types import type_fields
from curator.app.dataset.counting import Counting
from curator.app.dataset.drawn import span_of, with_span, without_span
from curator.app.timeline.panel import TimePanel

if TYPE_CHECKING:
    from curator.app.dataset.page import DatasetPage


class TimeWay(QObject):
    """One for each page."""

    def __init__(self, page: DatasetPage, counting: Counting) -> None:
        super().__init__(page)
        self._page, self._codebook = page, counting.workspace.codebook
        coarse, _ = type_fields(self._codebook)
        self.panel = TimePanel(self._codebook, counting, coarse.key if coarse is not None else "")
        self.panel.span_chosen.connect(self._filter)

    def read(self) -> None:
        """Show when the incidents of the page's filter begin."""
        wanted = self._page.filter
        self.panel.show_filter(without_span(wanted, self._codebook), span_of(wanted, self._codebook))

    def _filter(self, first: str, last: str) -> None:
        wanted = with_span(self._page.filter, self._codebook, first, last)
        if wanted != self._page.filter:
            self._page.set_filter(wanted)
