# SPDX-License-Identifier: MIT
"""The map of the data set: an area becomes a condition, a mark shows its incidents.

What lives here: between the map (map/panel.py), the filter of the page, and the little list. What does not: drawing and
reading places (map/).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.dataset.counting import Counting
from curator.app.dataset.drawn import area_of, with_area
from curator.app.dataset.little_list import MOST, LittleList
from curator.app.dataset.wording import line_words
from curator.app.map.area import Corners
from curator.app.map.marks import Mark
from curator.app.map.panel import MapPanel
from curator.app.theme import LIGHT
from curator.store.incident_counts import incidents_at
from curator.tasks.incident_columns import leaves_of

if TYPE_CHECKING:
    from curator.app.dataset.page import DatasetPage
    from curator.app.dataset.pictures import Picture

_HERE = "map.here"


class MapWay(QObject):
    """One for each page."""

    def __init__(self, page: DatasetPage, counting: Counting) -> None:
        super().__init__(page)
        self._page, self._counting = page, counting
        self._codebook = counting.workspace.codebook
        self.panel = MapPanel(self._codebook, counting)
        self.here = LittleList()
        self.here.hide()
        column = self.panel.layout()
        assert column is not None
        column.addWidget(self.here)
        self.panel.area_drawn.connect(self._filter)
        self.panel.mark_chosen.connect(self._list)
        self.here.chosen.connect(self._choose)
        self.here.opened.connect(self._open)
        self.here.left.connect(self._leave_list)

    def read(self) -> None:
        """Show where the incidents of the page's filter are."""
        self.panel.show_filter(self._page.filter, area_of(self._page.filter, self._codebook))

    def _filter(self, corners: Corners) -> None:
        self._leave_list()
        self._page.set_filter(with_area(self._page.filter, self._codebook, corners))

    def picture(self, filtered: str) -> Picture:
        """The part of the map that is seen. `filtered`: the filter in words."""
        from curator.app.dataset.pictures import WIDTH, Picture, Sheet
        from curator.app.map.drawing import draw_map

        canvas, found = self.panel.canvas, self.panel.placed
        seen, area = canvas.seen, canvas.area
        sheet = Sheet(self.tr("Where the incidents were"), filtered, self.panel.words(), self.tr(
            "A dashed area: the place is known only to the district, the province or a part of the country. Hatched: "
            "known by the country. Shapes of countries: Natural Earth, public domain."))  # fmt: skip
        height = WIDTH * seen.height() / seen.width()
        return Picture(sheet, height, lambda painter, room: draw_map(painter, room, seen, found, area, LIGHT))

    # The incidents at a mark

    def _list(self, mark: Mark | None) -> None:
        if mark is None:
            self._leave_list()
            return
        cell = self.panel.cell
        self._counting.ask(
            _HERE, self._page.filter,
            lambda connection, book, found: list(dict.fromkeys(islice(
                incidents_at(connection, book, found, mark.places, cell=cell), MOST))),
            lambda numbers: self._show(mark, numbers),
        )  # fmt: skip

    def _show(self, mark: Mark, numbers: list[int]) -> None:
        columns = [column for column in self._page.columns if column.usual and column.derived is None]
        with self._counting.workspace.read() as reads:
            lines = reads.incident_lines(numbers, leaves_of(columns), ["title", "published"], self._codebook, ())
        title = self.panel.canvas.words_of(mark)
        if len(lines) < mark.count:
            title += " · " + self.tr("the first {count} are listed; an area shows them all in the table").format(
                count=f"{len(lines):,}"
            )
        self.here.show_incidents(title, [(line.n, line_words(self._codebook, columns, line)) for line in lines])
        self.here.list.setFocus()
        column = self.panel.layout()
        if column is not None:
            column.activate()  # the map has less room now
        self.panel.canvas.bring_in(mark)

    def _choose(self, number: int) -> None:
        self._page.choose_number(number)

    def _open(self, number: int) -> None:
        self._page.choose_number(number)
        self._page.below.open.click()

    def _leave_list(self) -> None:
        self._counting.give_up(_HERE)
        held = self.here.list.hasFocus()
        self.here.hide()
        self.panel.canvas.choose(None)
        if held:
            self.panel.canvas.setFocus()
