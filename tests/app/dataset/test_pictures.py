# SPDX-License-Identifier: MIT
"""A picture for a report: whole, the same twice, with its words as text, and nothing beside its frame."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from curator.app.dataset.pictures import WIDTH, Picture, Sheet
from curator.app.map.drawing import draw_map
from curator.app.map.placed import placed
from curator.app.map.projection import x_of, y_of
from curator.app.theme import LIGHT
from curator.store.incident_counts import PlaceCount
from curator.tasks.codebooks import USUAL, built_in_codebooks

BOOK = next(book for book in built_in_codebooks() if book.key == USUAL)
SHEET = Sheet("Where <they> were", "Killed is at least 3; " * 30, "2 incidents & more", "Natural Earth")
FOUND = placed(BOOK, [
    PlaceCount(36.3, 43.1, "1", "", 4, "exact", (1, 1)), PlaceCount(33.3, 44.4, "4", "", 2, "province", (2, 2)),
    PlaceCount(None, None, "", "SYR", 3),
])  # fmt: skip
SEEN = QRectF(QPointF(x_of(36), y_of(39)), QPointF(x_of(49), y_of(30)))
AREA = ((42.0, 37.0), (44.0, 37.0), (44.0, 35.5))


@pytest.fixture
def picture(qapp: QApplication) -> Picture:
    height = WIDTH * SEEN.height() / SEEN.width()
    return Picture(SHEET, height, lambda painter, room: draw_map(painter, room, SEEN, FOUND, AREA, LIGHT))


def test_it_is_the_same_twice(picture: Picture) -> None:
    assert picture.png() == picture.png()
    assert picture.svg() == picture.svg()


def test_the_drawing_has_its_words_as_text(picture: Picture) -> None:
    root = ElementTree.fromstring(picture.svg().decode("utf-8"))
    texts = [" ".join((each.text or "").split()) for each in root.iter() if each.tag.endswith("text")]
    for wanted in (SHEET.title, SHEET.said, SHEET.credits, "Syria 3", "4", "2"):
        assert wanted in texts, wanted
    assert any(text.startswith("Killed is at least 3") for text in texts)


def test_nothing_is_drawn_beside_the_frame(picture: Picture) -> None:
    image = QImage.fromData(picture.png(), "PNG")
    scale = image.width() / picture.size.width()
    room = QRectF(picture.room.topLeft() * scale, picture.room.size() * scale)
    for x in (3.0, image.width() - 3.0):
        for y in range(4, image.height() - 4, 7):
            assert image.pixelColor(int(x), y) == QColor(LIGHT.panel)
    inside = {
        image.pixelColor(int(room.left() + room.width() * x / 40), int(room.top() + room.height() * y / 40)).name()
        for x in range(1, 40) for y in range(1, 40)
    }  # fmt: skip
    assert len(inside) > 2


def test_long_words_take_the_room_they_need(qapp: QApplication) -> None:
    def nothing(_painter: QPainter, _room: QRectF) -> None:
        return

    short = Picture(Sheet("A", "", "", ""), 100, nothing)
    long = Picture(Sheet("A", "word " * 400, "", ""), 100, nothing)
    assert long.size.height() > short.size.height() + 100
    assert long.room.height() == short.room.height() == 100
