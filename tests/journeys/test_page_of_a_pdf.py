# SPDX-License-Identifier: MIT
"""An analyst codes an article that came from a PDF with its page beside the text: the same words are lit in both, with
the mouse and with keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.page_picture.canvas import PageCanvas
from curator.app.picture import settle
from curator.app.reader.palette import LIGHT
from tests.effort.counting import CountingHand
from tests.formats.documents import flowed, pdf
from tests.formats.test_pdf_reader import FIRST, SECOND, TITLE
from tests.journeys.hand import CTRL, NONE, SHIFT
from tests.journeys.test_code_by_hand import incident, opened

pytestmark = pytest.mark.slow
Key = Qt.Key


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> CountingHand:
    """A project with one article of two pages, the second full of text, open for a new coder."""
    file = tmp_path / "bomb.pdf"
    file.write_bytes(pdf([flowed([[TITLE], FIRST]), flowed([SECOND, *[FIRST] * 7])]))
    return opened(CountingHand, qtbot, window, tmp_path / "p.curator", file)


def canvas(hand: CountingHand) -> PageCanvas:
    return hand.find("page_picture.page", PageCanvas)


def page_shown(hand: CountingHand) -> int:
    """The page on show, from 1."""
    shown = canvas(hand).shown
    assert shown is not None
    return shown.page + 1


def lit(hand: CountingHand) -> list[str]:
    """The words that are lit on the page on show, in the order in which they are painted."""
    settle(hand.window)
    return [hand.reader.text()[one.start : one.end] for one, rows in canvas(hand).lit_rows() if rows]


def place(hand: CountingHand, words: str, which: int = 0) -> QPointF:
    """The middle of the first (0) or last (-1) letter of these words on the page, in the canvas."""
    from curator.app.page_picture.places import rows

    shown, at = canvas(hand).shown, hand.reader.text().index(words)
    assert shown is not None
    at = at if which == 0 else at + len(words) - 1
    return canvas(hand).on_screen(rows(shown, at, at + 1)[0]).center()


def press_on_page(hand: CountingHand, start: QPointF, end: QPointF | None = None) -> None:
    """Click on the page, or drag over it."""
    surface = canvas(hand).viewport()
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, NONE, start.toPoint())
    if end is not None:
        for point in ((start + end) / 2, end):
            moved = QMouseEvent(
                QEvent.Type.MouseMove, point, QPointF(surface.mapToGlobal(point)), Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton, NONE,
            )  # fmt: skip
            QApplication.sendEvent(surface, moved)
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, NONE, (end or start).toPoint())
    settle(hand.window)


def colour_at(hand: CountingHand, point: QPointF) -> str:
    """The colour that most of the page has around a point: that of the ground, not of the letter."""
    image = canvas(hand).viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    x, y = round(point.x() * ratio), round(point.y() * ratio)
    around = [QColor(image.pixel(x + dx, y + dy)).name() for dx in range(-9, 10) for dy in range(-3, 4)]
    return max(set(around), key=around.count)


def test_with_the_mouse(hand: CountingHand) -> None:
    action = hand.window.actions_by_id["view.page_picture"]
    assert "(F9)" in action.toolTip()
    action.trigger()
    settle(hand.window)
    assert page_shown(hand) == 1
    at = hand.reader.text().index("a market in the north")
    hand.drag_words(at, at + len("a market in the north"))
    assert lit(hand)[-1] == "a market in the north", "words selected in the text are lit on the page"
    assert colour_at(hand, place(hand, "market")) == LIGHT.selection
    press_on_page(hand, place(hand, "police said"))
    assert hand.reader.selected_span()[0] == hand.reader.text().index("police"), "a click goes to the word in the text"
    assert lit(hand)[-1] == "police"
    press_on_page(hand, place(hand, "four were wounded"), place(hand, "four were wounded", -1))
    start, end = hand.reader.selected_span()
    assert hand.reader.text()[start:end] == "four were wounded", "words are selected on the page, too"
    hand.reader.setFocus()
    hand.press("n")
    hand.type("attack")
    hand.press(Key.Key_Return)
    assert [each.quote for each in incident(hand).mentions()] == ["four were wounded"]
    assert "four were wounded" in lit(hand)
    hand.click("page_picture.after")
    assert page_shown(hand) == 2
    first, last = hand.reader.visible_span()
    assert first <= hand.reader.text().index(SECOND[0]) <= last, "its text is turned to as well"
    hand.click("page_picture.before")
    press_on_page(hand, place(hand, "four were wounded"))
    assert hand.reader.lit_words(), "a click on lit words chooses the value they support"
    hand.click("page_picture.close")
    assert not hand.window.settings.flag("page_picture")


def test_with_keys_alone(hand: CountingHand) -> None:
    hand.key(Key.Key_F9)
    settle(hand.window)
    assert page_shown(hand) == 1
    hand.key(Key.Key_End, CTRL)
    assert page_shown(hand) == 2, "the page goes along with the caret"
    hand.key(Key.Key_Home, CTRL)
    assert page_shown(hand) == 1
    hand.key(Key.Key_Right, CTRL | SHIFT)
    hand.key(Key.Key_Right, CTRL | SHIFT)
    start, end = hand.reader.selected_span()
    assert lit(hand)[-1].strip() == hand.reader.text()[start:end].strip() != ""
    hand.key(Key.Key_F6)
    assert QApplication.focusWidget() is canvas(hand), "F6 goes to the page"
    hand.key(Key.Key_Plus)
    assert canvas(hand).zoom == 125
    hand.key(Key.Key_End)
    assert page_shown(hand) == 2
    hand.key(Key.Key_Home)
    assert page_shown(hand) == 1
    hand.key(Key.Key_Return)
    assert QApplication.focusWidget() is hand.reader
    hand.key(Key.Key_K, CTRL)
    hand.write("page of the pdf")
    hand.key(Key.Key_Return)
    assert not hand.window.settings.flag("page_picture"), "the line of commands hides it"
