# SPDX-License-Identifier: MIT
"""Three ways to see the same incidents: table, map, time line.

What lives here: the switch, which way is on show, what stands in the middle of the page for it. What does not: what map
and time line do (map_way.py, time_way.py), the counts beside them (counts_side.py), the filter they share (page.py).

Map and time line are made when somebody first wants them. The table stands below the time line, so that what the brush
lets through is seen at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QToolButton, QWidget

from curator.app.dataset.counting import Counting
from curator.app.widgets import named

if TYPE_CHECKING:
    from curator.app.dataset.counts_side import CountsSide
    from curator.app.dataset.map_way import MapWay
    from curator.app.dataset.page import DatasetPage
    from curator.app.dataset.pictures import Picture
    from curator.app.dataset.time_way import TimeWay

TABLE, MAP, TIME = "table", "map", "time"
WAYS = (TABLE, MAP, TIME)
_SHARES = (10_000, 9_000, 11_000)  # of the height: map, time line, table; those that are hidden take none


class Ways(QObject):
    """One for each page. `switched`: another way is on show. `picture_wanted`: it is to be saved as a picture."""

    switched = Signal()
    picture_wanted = Signal()

    def __init__(self, page: DatasetPage, counting: Counting) -> None:
        super().__init__(page)
        self._page, self.counting = page, counting
        self.way = TABLE
        self.switch = named(QWidget(), "dataset.ways", self.tr("How the incidents are shown"))
        self._buttons: dict[str, QToolButton] = {}
        self.save = named(QPushButton(self.tr("Picture …")), "dataset.picture", self.tr("Save as a picture"),
                          tip=self.tr("Save the map or the time line as PNG or SVG (Ctrl+Shift+P)"))  # fmt: skip
        self.save.clicked.connect(self.picture_wanted)
        self.save.hide()
        self.centre = named(QSplitter(Qt.Orientation.Vertical), "dataset.centre", self.tr("Table, map or time line"))
        self.centre.setHandleWidth(1)
        self.centre.setChildrenCollapsible(False)
        self._lay_out()
        page.filter_changed.connect(lambda _wanted: self._read())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.switch)
        row.setContentsMargins(1, 0, 0, 0)  # the edges of the buttons lie on each other
        row.setSpacing(0)
        group = QButtonGroup(self.switch)
        told = {
            TABLE: (self.tr("Table"), self.tr("Show the incidents as a table (Alt+1)")),
            MAP: (self.tr("Map"), self.tr("Show where the incidents are (Alt+2)")),
            TIME: (self.tr("Time line"), self.tr("Show when the incidents were (Alt+3)")),
        }
        for way in WAYS:
            text, tip = told[way]
            button = named(QToolButton(), f"dataset.way.{way}", text, tip=tip, role="segment")
            button.setText(text)
            button.setProperty("first", way == WAYS[0])
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, way=way: self.show(way))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[way] = button
        self._mark()

    def hold(self, pages: QWidget) -> QWidget:
        """Take the table into the middle; returns what stands there for every way."""
        self.centre.addWidget(pages)
        return self.centre

    def _mark(self) -> None:
        for way, button in self._buttons.items():
            button.setChecked(way == self.way)
            # Tab comes to the one that is on; from there arrows go to the others.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if way == self.way else Qt.FocusPolicy.NoFocus)

    @cached_property
    def map(self) -> MapWay:
        from curator.app.dataset.map_way import MapWay

        made = MapWay(self._page, self.counting)
        self.centre.insertWidget(0, made.panel)
        made.panel.counted.connect(lambda: self._count(MAP))
        return made

    @cached_property
    def time(self) -> TimeWay:
        from curator.app.dataset.time_way import TimeWay

        made = TimeWay(self._page, self.counting)
        self.centre.insertWidget(self.centre.count() - 1, made.panel)
        made.panel.counted.connect(lambda: self._count(TIME))
        return made

    @cached_property
    def counts(self) -> CountsSide:
        from curator.app.dataset.counts import LEAST_WIDTH
        from curator.app.dataset.counts_side import CountsSide

        made = CountsSide(self._page, self.counting)
        self._page.split.insertWidget(0, made.panel)
        self._page.split.setStretchFactor(1, 1)
        known = self._page.split.sizes()[-1]
        self._page.split.setSizes([LEAST_WIDTH + 20, max(400, self._page.width() - known - LEAST_WIDTH - 20), known])
        return made

    @property
    def has_time(self) -> bool:
        return "time" in vars(self)

    @property
    def has_map(self) -> bool:
        return "map" in vars(self)

    def show(self, way: str) -> None:
        """Show the incidents this way, with the keyboard in it."""
        self.wear(way)
        self.take_keyboard()
        self.switched.emit()

    def wear(self, way: str) -> None:
        """Show the incidents this way; an unknown one is the table."""
        self.way = way if way in WAYS else TABLE
        self._mark()
        if self.way == MAP or self.has_map:
            self.map.panel.setVisible(self.way == MAP)
        if self.way == TIME or self.has_time:
            first = not self.has_time
            self.time.panel.setVisible(self.way == TIME)
            if first:
                self.centre.setSizes([*_SHARES[0 if self.has_map else 1 :]])
        if self.way != TABLE or self.has_map or self.has_time:
            self.counts.panel.setVisible(self.way != TABLE)
        self._page.pages.setVisible(self.way != MAP)
        self._page.choose.setVisible(self.way != MAP)
        self.save.setVisible(self.pictured)
        if self._page.isVisible():
            self._read()

    def _read(self) -> None:
        """What is on show follows the filter."""
        if self.way == TABLE:
            return
        (self.map if self.way == MAP else self.time).read()

    def _count(self, way: str) -> None:
        """What is on show has been counted: now what stands beside it."""
        if self.way == way:
            self.counts.read()

    @property
    def shown(self) -> QWidget:
        """What has the keyboard here."""
        if self.way == TIME:
            return self.time.panel.chart
        return self.map.panel.canvas if self.way == MAP else self._page.table

    @property
    def copies(self) -> bool:
        """Whether it is counts that are copied, and no rows of the table."""
        return self.way == MAP or (self.way == TIME and not self._page.table.hasFocus())

    def copy(self) -> str:
        """Copy what is on show as a table for a spreadsheet; returns what is to be said of it."""
        rows = self.map.panel.rows() if self.way == MAP else self.time.panel.rows()
        QApplication.clipboard().setText("".join("\t".join(row) + "\n" for row in rows))
        return (
            self.tr("1 line copied.") if len(rows) == 2 else self.tr("{n} lines copied.").format(n=f"{len(rows) - 1:,}")
        )

    @property
    def pictured(self) -> bool:
        """Whether there is something on show that can be saved as a picture."""
        return self.way != TABLE

    def picture(self) -> Picture | None:
        """What is on show as a picture for a report."""
        from curator.domain.filter_words import words

        if self.way == TABLE:
            return None
        workspace = self.counting.workspace
        with workspace.read() as reads:
            names = {coder.id: coder.name for coder in reads.coders()}
        return (self.map if self.way == MAP else self.time).picture(words(self._page.filter, workspace.codebook, names))

    def draw_area(self) -> None:
        """Let an area be drawn on the map, in place of the one that is there."""
        self.show(MAP)
        self.map.panel.begin_area()

    def take_keyboard(self) -> None:
        self.shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_part(self, by: int = 1) -> None:
        """Move the keyboard between filter, what is shown, what stands beside it."""
        beside = [each.answers for each in self.counts.panel.lists] if self.way != TABLE else []
        parts: list[QWidget] = [self._page.filter_line, *beside, self.shown]
        if self.way == MAP:
            parts.append(self.map.here.list)
        elif self.way == TIME:
            parts.append(self._page.table)
        parts.append(self._page.known.values)
        there = [part for part in parts if part.isVisible()]
        at = next((at for at, part in enumerate(there) if part.hasFocus()), -1 if by > 0 else 0)
        there[(at + by) % len(there)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        if self.has_map:
            self.map.panel.wear_theme()
        if self.has_time:
            self.time.panel.wear_theme()
