# SPDX-License-Identifier: MIT
"""The time line of the data set: a brushed span becomes a condition.

What lives here: between the time line (timeline/panel.py) and the filter of the page. What does not: bars and counting
(timeline/).

The bars show also what the span leaves out, or there would be nothing left to choose another span from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter

from curator.app.coding.types import type_fields
from curator.app.dataset.counting import Counting
from curator.app.dataset.drawn import span_of, with_span, without_span
from curator.app.theme import LIGHT
from curator.app.timeline.painting import Layout, paint
from curator.app.timeline.panel import TimePanel

if TYPE_CHECKING:
    from curator.app.dataset.page import DatasetPage
    from curator.app.dataset.pictures import Picture

_HEIGHT = 420.0  # units of a picture of the time line


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

    def picture(self, filtered: str) -> Picture:
        """The whole time line. `filtered`: the filter in words."""
        from curator.app.dataset.pictures import Picture, Sheet

        chart = self.panel.chart
        bars, labels, brushed = chart.bars, chart.labels, chart.brushed

        def draw(painter: QPainter, room: QRectF) -> None:
            painter.translate(room.topLeft())
            layout = Layout(bars, room.size(), legend=len(bars.answers) > 1)
            paint(painter, layout, bars, labels, LIGHT, room.size(), brushed)

        return Picture(Sheet(self.tr("When the incidents were"), filtered, self.panel.words(), ""), _HEIGHT, draw)

    def _filter(self, first: str, last: str) -> None:
        wanted = with_span(self._page.filter, self._codebook, first, last)
        if wanted != self._page.filter:
            self._page.set_filter(wanted)
