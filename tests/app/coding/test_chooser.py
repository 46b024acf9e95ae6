# SPDX-License-Identifier: MIT
"""The line with a list below it: keys, mouse, what is no offer, and that it is never outside the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.app.coding.choices import Offer
from curator.app.coding.chooser import Chooser, finder
from curator.shape import replace
from tests.active import make_active

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
OFFERS = [Offer(f"c{at}", label) for at, label in enumerate(("Battle", "Protest", "Riot", "Arrest", *"abcdefghijkl"))]


class Asking:
    """A window with a chooser and a line beside it, and what the chooser told."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.other = QLineEdit(window)
        self.other.setGeometry(300, 300, 80, 24)
        self.chooser = Chooser(window)
        self.heard: list[tuple[object, ...]] = []
        self.chooser.picked.connect(lambda code, step: self.heard.append(("picked", code, step)))
        self.chooser.typed.connect(lambda text, step: self.heard.append(("typed", text, step)))
        self.chooser.given_up.connect(lambda by_key: self.heard.append(("given up", by_key)))

    def ask(self, anchor: QRect | None = None, free: bool = False, text: str = "", over: bool = False) -> None:
        room = anchor if anchor is not None else QRect(20, 20, 200, 20)
        self.chooser.ask("Which?", finder(OFFERS), room, text=text, free=free, over=over)
        QApplication.processEvents()

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.chooser.line, key, held)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.chooser.line, text)

    @property
    def inside(self) -> bool:
        return self.window.rect().contains(self.chooser.geometry())


@pytest.fixture
def asking(qtbot: QtBot) -> Iterator[Asking]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 500)
    made = Asking(window)
    window.show()
    make_active(window)
    QApplication.processEvents()
    yield made
    made.chooser.leave()


def test_enter_takes_the_first_fit_and_tab_goes_on_or_back(asking: Asking) -> None:
    asking.ask()
    asking.write("ri")
    asking.press(Key.Key_Return)
    asking.press(Key.Key_Tab)
    asking.press(Key.Key_Backtab)
    assert asking.heard == [("picked", "c2", 1), ("picked", "c2", 1), ("picked", "c2", -1)]


def test_arrows_and_pages_go_through_the_list_and_stop_at_its_ends(asking: Asking) -> None:
    asking.ask()
    rows = []
    for key in (
        Key.Key_Up,
        Key.Key_Down,
        Key.Key_Down,
        Key.Key_PageDown,
        Key.Key_PageDown,
        Key.Key_Down,
        Key.Key_PageUp,
    ):
        asking.press(key)
        rows.append(asking.chooser.list.currentIndex().row())
    assert rows == [0, 1, 2, 10, 15, 15, 7]
    asking.press(Key.Key_Enter)
    assert asking.heard == [("picked", "c7", 1)]


def test_escape_gives_up_by_key_and_a_click_elsewhere_by_hand(asking: Asking) -> None:
    asking.ask()
    asking.press(Key.Key_Escape)
    assert not asking.chooser.isVisible()
    asking.ask()
    asking.other.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    assert not asking.chooser.isVisible()
    assert asking.heard == [("given up", True), ("given up", False)]


def test_a_click_picks(asking: Asking) -> None:
    asking.ask()
    place = asking.chooser.list.visualRect(asking.chooser.model.index(1)).center()
    QTest.mouseClick(asking.chooser.list.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert asking.heard == [("picked", "c1", 1)]
    assert asking.chooser.isVisible()  # whoever asked closes it once it is written


def test_what_is_no_offer_is_refused_and_stays_or_is_taken_where_it_may_be(asking: Asking) -> None:
    asking.ask()
    asking.write("zzz")
    asking.press(Key.Key_Return)
    assert asking.heard == []
    assert asking.chooser.line.text() == "zzz"
    assert "zzz" in asking.chooser.problem.text()
    asking.ask(free=True)
    asking.write("zzz")
    asking.press(Key.Key_Return)
    assert asking.heard == [("typed", "zzz", 1)]


def test_where_text_is_taken_an_empty_line_chooses_nothing(asking: Asking) -> None:
    asking.ask(free=True)
    asking.press(Key.Key_Return)
    assert asking.heard == [("typed", "", 1)]
    asking.press(Key.Key_Down, Key.Key_Return)
    assert asking.heard[-1] == ("picked", "c0", 1)


@pytest.mark.parametrize("free", [False, True])
def test_a_proposed_offer_is_at_hand_for_enter(asking: Asking, free: bool) -> None:
    offers = [replace(offer, proposed=at == 0) for at, offer in enumerate(OFFERS)]
    asking.chooser.ask("Which?", finder(offers), QRect(20, 20, 200, 20), free=free)
    asking.press(Key.Key_Return)
    assert asking.heard == [("picked", "c0", 1)]


@pytest.mark.parametrize(
    "anchor",
    [QRect(20, 20, 200, 20), QRect(580, 20, 200, 20), QRect(20, 480, 200, 20), QRect(-300, -90, 90, 20),
     QRect(20, 250, 200, 20), QRect(9000, 9000, 10, 10)],
)  # fmt: skip
@pytest.mark.parametrize("over", [False, True])
def test_it_is_never_outside_the_window(asking: Asking, anchor: QRect, over: bool) -> None:
    asking.ask(anchor, over=over)
    assert asking.inside
    asking.write("ri")
    assert asking.inside
    asking.press(Key.Key_Backspace, Key.Key_Backspace)
    asking.chooser.refuse("This cannot be taken, for a reason that takes more than one line to tell in full.")
    QApplication.processEvents()
    assert asking.inside


def test_it_stays_in_a_window_that_is_made_smaller(asking: Asking) -> None:
    asking.ask(QRect(300, 200, 200, 20))
    asking.write("a")
    asking.window.resize(420, 380)
    QApplication.processEvents()
    assert asking.chooser.isVisible()
    assert asking.inside
    assert asking.chooser.line.text() == "a"
