# SPDX-License-Identifier: MIT
"""The map with its buttons and what is said below it.

What lives here: which places are read for the part and the scale that are seen, joining them, what has no place. What
does not: the view itself (canvas.py), counting (store), what becomes of an area or a chosen mark (dataset/ways.py).

A few thousand incidents are read once, place by place. Of very many the places are counted in cells: a first look at
some, then all (once these cells stand ready in memory, all at once), and where somebody goes nearer, that part again in
smaller cells.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.map.canvas import MapCanvas
from curator.app.map.marks import NEAR, Marks, joined
from curator.app.map.placed import Placed, has_points, place_label, placed
from curator.app.map.projection import SIZE, latitude_of, longitude_of
from curator.app.widgets import OVERLAY, hair_line, named, plain_label
from curator.domain.codebook.model import Codebook
from curator.domain.filtering import IncidentFilter
from curator.shape import Frozen
from curator.store.incident_counts import Box, PlaceCount, place_counts, places_key

if TYPE_CHECKING:
    from curator.app.dataset.counting import Counting

_PAUSE = 60  # ms after the last step of zoom until marks are joined anew
_JOINED_AT_ONCE = 1_500  # places; more of them are joined in a thread
_AROUND = 0.5  # of what is seen: read beside it too, so that a step aside is there already
_NAMED = 3  # countries
_WIDEST_CELL = 45.0  # degrees
FIRST = 20_000  # of very many incidents so many are counted for a first look


class Look(Frozen):
    """How finely the places on show were read: in cells of so many degrees (0: place by place), in a part or all."""

    cell: float = 0.0
    box: Box | None = None

    def covers(self, other: Look) -> bool:
        """Whether what was read will do for what is wanted."""
        if self.cell > other.cell:
            return False
        if self.box is None or other.box is None:
            return self.box is None
        return all(mine <= its for mine, its in zip(self.box[:2], other.box[:2], strict=True)) and all(
            mine >= its for mine, its in zip(self.box[2:], other.box[2:], strict=True)
        )


def cell_for(scale: float) -> float:
    """The side of a cell in degrees that suits a scale: half of what is joined, a half, a fourth ... of the widest."""
    wanted = NEAR / 2 / scale / SIZE * 360
    cell = _WIDEST_CELL
    while cell > wanted:
        cell /= 2
    return cell


@guarded
class MapPanel(QWidget):
    """`counting`: asks the project (dataset/counting.py). `area_drawn(corners)`, `mark_chosen(Mark)`: as the canvas
    says. `counted`: all places of a filter are on show."""

    area_drawn = Signal(object)
    mark_chosen = Signal(object)
    counted = Signal()

    def __init__(self, codebook: Codebook, counting: Counting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "map", self.tr("Map of incidents"), role="page")
        self._codebook, self._counting = codebook, counting
        self._wanted = IncidentFilter()
        self.placed = Placed()
        self._whole, self._look, self._many = Placed(), Look(), False
        self._fitted = False  # the map shows where the incidents are, once
        self._cell = 0.0  # in which all of very many are counted: what suits the map when it shows them all
        self.canvas = MapCanvas()
        self.said = named(plain_label("", role="quiet", wrap=True), "map.said", self.tr("What the map shows"))
        self.said.setContentsMargins(measures.INSET, 4, measures.INSET, 4)
        self._lay_out()
        self._moving = QTimer(self, singleShot=True, interval=_PAUSE)
        self._moving.timeout.connect(self._follow_move)
        self.canvas.moved.connect(lambda _scale: self._moving.start())
        self.canvas.area_drawn.connect(self.area_drawn)
        self.canvas.mark_chosen.connect(self.mark_chosen)
        self.canvas.drawing_changed.connect(self._tell)

    def _lay_out(self) -> None:
        tip = self.tr("Draw around what is to be shown (L); by keys Shift+arrows and Enter")
        self.lasso = self._button("map.lasso", self.tr("Choose an area"), tip, self.begin_area)
        buttons = (
            self.lasso,
            self._button("map.closer", "+", self.tr("Closer (+)"), lambda: self.canvas.about_middle(1)),
            self._button("map.farther", "−", self.tr("Farther (−)"), lambda: self.canvas.about_middle(-1)),
            self._button("map.all", self.tr("All"), self.tr("Show all incidents (0)"), self.canvas.show_all),
        )
        bar = named(QFrame(), "map.bar", self.tr("What can be done with the map"), role="strip")
        bar.setProperty(OVERLAY, True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(2)
        for button in buttons:
            row.addWidget(button)
        corner = QVBoxLayout()
        corner.setContentsMargins(0, measures.GAP, measures.GAP, 0)
        corner.addWidget(bar)
        over = QGridLayout()
        over.addWidget(self.canvas, 0, 0)
        over.addLayout(corner, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(over, 1)
        column.addWidget(hair_line())
        column.addWidget(self.said)

    def _button(self, name: str, text: str, tip: str, act: Callable[[], None]) -> QToolButton:
        made = named(QToolButton(), name, tip, tip=tip, role="quiet")
        made.setText(text)
        made.clicked.connect(lambda: act())
        return made

    def begin_area(self) -> None:
        """The next drag, or Shift and arrows, draw an area."""
        self.canvas.setFocus()
        self.canvas.begin_lasso()

    # Reading

    def show_filter(self, wanted: IncidentFilter, area: tuple[tuple[float, float], ...]) -> None:
        """Read and show the places of the incidents that fit; `area` is drawn."""
        self._wanted = wanted
        self._moving.stop()
        self._counting.give_up("map.part")
        self.canvas.show_area(area)
        self._many = self._counting.many
        cell = (self._cell or cell_for(self.canvas.scale_now)) if self._many else 0.0
        if self._many and not self._counting.at_once(places_key(cell), wanted):
            self._counting.ask("map", wanted, partial(place_counts, cell=cell, first=FIRST),
                               partial(self._begin, cell))  # fmt: skip
        else:
            self._read_all(cell)

    def _begin(self, cell: float, counts: list[PlaceCount]) -> None:
        self._take(placed(self._codebook, counts), Look(cell))
        self.said.setText(self.tr("Counting …"))
        self._read_all(self._cell or cell)

    def _read_all(self, cell: float) -> None:
        question = self._counting.places(cell)
        self._counting.ask("map", self._wanted, question, partial(self._end, cell))

    def _end(self, cell: float, counts: list[PlaceCount]) -> None:
        self._whole = placed(self._codebook, counts)
        self._take(self._whole, Look(cell))
        self._tell()
        self._follow_move()
        self.counted.emit()

    def _take(self, found: Placed, look: Look) -> None:
        self.placed, self._look = found, look
        points = [(one.longitude, one.latitude) for one in found.points
                  if one.longitude is not None and one.latitude is not None]  # fmt: skip
        if look.box is None:
            self.canvas.keep_home(points, tuple(found.countries))
            if not self._fitted and found.total and self.isVisible():
                self._fitted = True
                self.canvas.show_all()
                self._cell = cell_for(self.canvas.scale_now)
        self._join()

    def _follow_move(self) -> None:
        """The part that is seen is read again where it is seen nearer than it was read; else marks are joined anew."""
        scale = self.canvas.scale_now
        if self._many:
            seen = self.canvas.seen
            wanted = Look(cell_for(scale), _box(seen, 0.0))
            if not self._look.covers(wanted) and self._whole.total:
                around = _box(seen, _AROUND)
                question = partial(place_counts, cell=wanted.cell, box=around)
                self._counting.ask("map.part", self._wanted, question, partial(self._part, Look(wanted.cell, around)))
                return
        if self.canvas.marks_item.marks.scale != scale:
            self._join()

    def _part(self, look: Look, counts: list[PlaceCount]) -> None:
        self._take(self._whole.with_points(placed(self._codebook, counts)), look)

    @property
    def cell(self) -> float:
        """The side in degrees of the cells in which the places on show were counted, 0 for place by place."""
        return self._look.cell

    def _join(self) -> None:
        places, scale = self.placed.points, self.canvas.scale_now
        if len(places) <= _JOINED_AT_ONCE:
            self._show(joined(places, scale))
        else:
            self._counting.aside("map.marks", lambda: joined(places, scale), self._show)

    def _show(self, marks: Marks) -> None:
        self.canvas.show_marks(marks, self.placed.countries)
        chosen = self.canvas.marks_item.chosen
        if chosen is not None and chosen not in self.canvas.marks_item.seen_marks(self.canvas.seen):
            self.canvas.choose(None)

    # In words

    def _tell(self) -> None:
        words = self.words()
        if self.canvas.boxing:
            words = self.tr(
                "Arrows move the area, Shift+arrows change its size, Enter shows what lies in it, Esc ends it"
            )
        elif self.canvas.drawing:
            words = self.tr("Drag around the area, or begin one by Shift+arrows; Esc ends it")
        self.said.setText(words)
        self.canvas.setAccessibleDescription(f"{self.words()} {self.canvas.tip}")

    def words(self) -> str:
        """What the map shows and what it cannot show: its text alternative, with the counts beside it."""
        found = self._whole
        if not place_label(self._codebook):
            return self.tr("This codebook has no place.")
        if not found.total:
            return self._counting.nothing() or self.tr("No incident to show.")
        said = [self._counted(found.pointed)]
        if found.by_country:
            countries = sorted(found.countries.values(), key=lambda mark: -mark.count)
            named_ones = [self.canvas.name_of(mark) for mark in countries[:_NAMED]] + ["…"] * (len(countries) > _NAMED)
            said.append(self.tr("{count} shown by their country ({countries})").format(
                count=f"{found.by_country:,}", countries=", ".join(named_ones)
            ))  # fmt: skip
        if found.unplaced:
            said.append(self.tr("{count} without a place").format(count=f"{found.unplaced:,}"))
        return " · ".join(said)

    def _counted(self, count: int) -> str:
        label = place_label(self._codebook)
        if count == 1:
            return self.tr("1 incident with coordinates")
        if not count and not has_points(self._codebook):
            return self.tr("Places of this codebook have no coordinates")
        if not count:
            return self.tr("No incident has coordinates; they are given in the form, at “{place}”").format(place=label)
        return self.tr("{count} incidents with coordinates").format(count=f"{count:,}")

    def rows(self) -> list[tuple[str, ...]]:
        """What is on show as a table: a heading, then each place with its number."""
        listed: list[tuple[str, ...]] = [("latitude", "longitude", "precision", "country", "incidents")]
        for one in self.placed.points:
            listed.append((f"{one.latitude:.5f}", f"{one.longitude:.5f}", one.meaning, one.country, str(one.count)))
        for code, mark in self.placed.countries.items():
            listed.append(("", "", "country", code, str(mark.count)))
        if self.placed.unplaced:
            listed.append(("", "", "", "", str(self.placed.unplaced)))
        return listed

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self.canvas.wear_theme()


def _box(seen: QRectF, around: float) -> Box:
    """A part of the plane in degrees, wider by a share of itself to every side."""
    more_x, more_y = seen.width() * around, seen.height() * around
    wide = seen.adjusted(-more_x, -more_y, more_x, more_y)
    return (
        longitude_of(wide.left()), latitude_of(wide.bottom()), longitude_of(wide.right()), latitude_of(wide.top())
    )  # fmt: skip
