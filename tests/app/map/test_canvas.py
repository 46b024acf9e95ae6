# SPDX-License-Identifier: MIT
"""The map by mouse and by keys: what is seen, which mark is chosen, which area is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.app.map.canvas import STEP, MapCanvas
from curator.app.map.marks import Mark, joined
from curator.app.map.placed import placed
from curator.app.map.projection import latitude_of, longitude_of, x_of, y_of
from curator.store.incident_counts import PlaceCount
from curator.tasks.codebooks import USUAL, built_in_codebooks

BOOK = next(book for book in built_in_codebooks() if book.key == USUAL)
SHIFT = Qt.KeyboardModifier.ShiftModifier
COUNTS = [
    PlaceCount(36.3, 43.1, "1", "", 4, "exact", (1, 1)),
    PlaceCount(33.3, 44.4, "4", "", 2, "province", (2, 2)),
    PlaceCount(None, None, "", "SYR", 3),
]


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    found = placed(BOOK, COUNTS)
    made.keep_home([(one.longitude or 0, one.latitude or 0) for one in found.points], tuple(found.countries))
    made.show_all()
    made.show_marks(joined(found.points, made.scale_now), found.countries)
    return made


def chosen(canvas: MapCanvas) -> list[Mark | None]:
    told: list[Mark | None] = []
    canvas.mark_chosen.connect(told.append)
    return told


def areas(canvas: MapCanvas) -> list[tuple[tuple[float, float], ...]]:
    told: list[tuple[tuple[float, float], ...]] = []
    canvas.area_drawn.connect(told.append)
    return told


def on_screen(canvas: MapCanvas, longitude: float, latitude: float) -> QPoint:
    return canvas.mapFromScene(QPointF(x_of(longitude), y_of(latitude)))


def test_all_incidents_are_seen_at_first_and_with_0(canvas: MapCanvas) -> None:
    def all_seen() -> bool:
        return all(canvas.seen.contains(QPointF(x_of(x), y_of(y))) for x, y in ((43.1, 36.3), (44.4, 33.3), (38.5, 35)))

    assert all_seen()
    for key in "+++":
        QTest.keyClicks(canvas, key)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert not all_seen()
    QTest.keyClicks(canvas, "0")
    assert all_seen()


def test_keys_move_and_zoom(canvas: MapCanvas) -> None:
    before, middle = canvas.scale_now, canvas.seen.center()
    QTest.keyClicks(canvas, "+")
    assert canvas.scale_now == pytest.approx(before * STEP)
    QTest.keyClicks(canvas, "-")
    assert canvas.scale_now == pytest.approx(before)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.seen.center().x() > middle.x() + 50 / before
    assert canvas.seen.center().y() > middle.y() + 50 / before


def test_a_click_chooses_the_mark_below_it_and_one_beside_all_none(canvas: MapCanvas) -> None:
    told = chosen(canvas)
    for place in (on_screen(canvas, 43.1, 36.3), on_screen(canvas, 38.5, 34.6), on_screen(canvas, 43.1, 30.0)):
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [mark.count if mark is not None else 0 for mark in told] == [4, 3, 0]
    assert told[1] is not None
    assert told[1].country == "SYR", "a hatched country is chosen by its shape"


def test_marks_are_gone_through_by_key_and_told_in_words(canvas: MapCanvas) -> None:
    told, words = chosen(canvas), []
    for _ in range(4):
        QTest.keyClicks(canvas, "n")
        words.append(canvas.accessibleName())
    assert [text.split()[0] for text in words] == ["4", "Syria:", "2", "4"]
    assert "90 km" in words[2]
    QTest.keyClick(canvas, Qt.Key.Key_N, SHIFT)
    assert canvas.accessibleName() == words[2]
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert [mark.count for mark in told if mark] == [2]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert told[-1] is None
    assert canvas.accessibleName() == canvas.title


def test_a_lasso_is_drawn_by_mouse(canvas: MapCanvas) -> None:
    told = areas(canvas)
    QTest.keyClicks(canvas, "l")
    corners = [(42.0, 37.0), (44.0, 37.0), (44.0, 35.6), (42.0, 35.6)]
    surface, places = canvas.viewport(), [on_screen(canvas, *corner) for corner in corners]
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(surface, place)
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=places[-1])
    assert len(told) == 1
    for (x, y), (wanted_x, wanted_y) in zip(told[0], corners, strict=True):
        assert x == pytest.approx(wanted_x, abs=2 / canvas.scale_now)
        assert y == pytest.approx(wanted_y, abs=2 / canvas.scale_now)
    assert not canvas.drawing


def test_a_box_is_made_by_keys_and_can_be_left(canvas: MapCanvas) -> None:
    told = areas(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    assert canvas.boxing
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.boxing
    assert told == []
    middle = canvas.seen.center()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(canvas, key, SHIFT)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    (corners,) = told
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    assert min(xs) < longitude_of(middle.x()) < max(xs)
    assert min(ys) < latitude_of(middle.y()) < max(ys)


def test_delete_takes_the_area_away_that_is_filtered_by(canvas: MapCanvas) -> None:
    told = areas(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert told == []
    canvas.show_area(((42.0, 37.0), (44.0, 37.0), (44.0, 35.6)))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert told == [()]
