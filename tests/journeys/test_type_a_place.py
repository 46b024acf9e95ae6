# SPDX-License-Identifier: MIT
"""An analyst codes where it was: types the beginning of a name and goes to the place that is meant; takes a name as it
stands; leaves one that is only like a name; tells a place from another one; takes words in Arabic; all by keys."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from curator.app.coding.chooser import Chooser
from curator.app.main_window import MainWindow
from curator.app.values.line import Target
from curator.domain.coding import Scalar
from curator.suggest.gazetteer_file import unpack
from tests.effort.counting import CountingHand
from tests.journeys.hand import CTRL
from tests.journeys.test_code_by_hand import incident, opened, start_incident, written

Key = Qt.Key
ENGLISH = (
    "Gunmen attacked an army post 120 km northwest of Mosul on Friday, the Iraqi army said.\n\n"
    "A second attack was reported from Qayyara.\n"
)
ARABIC = "هاجم مسلحون نقطة للجيش العراقي في القيارة يوم الجمعة.\n"
PLACE, NAMES = "location", ("location_name", "admin2", "admin1", "country", "geo_precision")


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> CountingHand:
    unpack()
    files = written(tmp_path, one=ENGLISH, two=ARABIC)
    return opened(CountingHand, qtbot, window, tmp_path / "places.curator", *files)


def values(hand: CountingHand, *keys: str) -> Mapping[str, Scalar | None]:
    held = incident(hand).values
    return {key: held.get(key) for key in keys or NAMES}


def open_place(hand: CountingHand) -> None:
    """Go to the place in the form: the words of the article are left, F2 opens the editor there."""
    line = hand.page.side.reveal([Target(hand.page.side.incident, "", PLACE)])
    assert line is not None
    hand.page.side.values.setFocus()
    hand.press(Key.Key_F2)


def offers(hand: CountingHand) -> list[tuple[str, str]]:
    chooser = next(each for each in hand.window.findChildren(Chooser) if each.isVisible())
    return [(offer.label, offer.detail) for offer in chooser.model.offers]


def put(hand: CountingHand, text: str) -> None:
    """Paste: keys of tests know Latin letters only."""
    QGuiApplication.clipboard().setText(text)
    hand.press(Key.Key_V, CTRL)


def test_a_place_is_typed_found_told_and_taken_back(hand: CountingHand, tmp_path: Path) -> None:
    start_incident(hand, "Gunmen attacked", "armed")
    open_place(hand)
    hand.type("Qayy")
    (name, told), *_ = offers(hand)
    assert (name, told) == ("Al Qayyārah", "Mosul, Nineveh, Iraq · 1 Exact place")
    picture(hand, tmp_path, "typed")
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    found = values(hand, *NAMES, "latitude", "longitude", "coord_source")
    assert [found["location_name"], found["admin1"], found["country"]] == ["Al Qayyārah", "Nineveh", "IRQ"]
    assert (found["geo_precision"], found["coord_source"]) == ("1", "gazetteer")
    assert found["latitude"] == pytest.approx(35.8, abs=0.1)
    hand.press(Key.Key_Z, CTRL)
    assert values(hand) == dict.fromkeys(NAMES)

    open_place(hand)
    hand.type("al-Qayyarah")  # nobody goes to an offer: the name is exact
    hand.press(Key.Key_Return)
    assert values(hand)["location_name"] == "Al Qayyārah"
    assert values(hand)["country"] == "IRQ"
    hand.press(Key.Key_Z, CTRL)

    open_place(hand)
    hand.type("Maidugury")
    assert offers(hand)[0][0] == "Maiduguri"
    assert "a name like it" in offers(hand)[0][1]
    hand.press(Key.Key_Return)  # it is asked which is meant, what was typed first; nothing is taken
    assert values(hand) == dict.fromkeys(NAMES)
    picture(hand, tmp_path, "like")
    hand.press(Key.Key_Return)
    assert values(hand)["location_name"] == "Maidugury"
    assert values(hand)["country"] is None
    hand.press(Key.Key_Z, CTRL)

    open_place(hand)
    hand.type("120 km northwest of Mosul")
    hand.press(Key.Key_Return)
    found = values(hand, "relative_km", "relative_direction", "relative_to", "country", "geo_precision", "latitude")
    assert (found["relative_km"], found["relative_direction"], found["relative_to"]) == (120, "NW", "Mosul")
    assert (found["country"], found["geo_precision"]) == ("IRQ", "5")
    assert found["latitude"] == pytest.approx(37.1, abs=0.1)
    picture(hand, tmp_path, "told")
    hand.press(Key.Key_Z, CTRL)

    open_place(hand)
    put(hand, "القيارة")
    assert offers(hand)[0][0] == "Al Qayyārah"
    picture(hand, tmp_path, "arabic")
    hand.press(Key.Key_Return)
    assert values(hand)["admin1"] == "Nineveh"

    hand.press(Key.Key_F2)  # the next value, which is no place
    assert all("Nineveh" not in detail for _, detail in offers(hand))


def picture(hand: CountingHand, folder: Path, name: str) -> None:
    """For the eye, where somebody asks for it."""
    if asked := os.environ.get("CURATOR_PICTURES"):
        hand.window.grab().save(str(Path(asked) / f"place-{name}.png"))


def test_who_types_before_the_list_is_there_is_told_and_the_offers_come_by_themselves(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work = [True]
    monkeypatch.setattr("curator.app.world_places.preparing", lambda: at_work[0])
    files = written(tmp_path, one=ENGLISH, two=ARABIC)
    hand = opened(CountingHand, qtbot, window, tmp_path / "places.curator", *files)
    start_incident(hand, "Gunmen attacked", "armed")
    open_place(hand)
    hand.type("Qayy")
    chooser = next(each for each in hand.window.findChildren(Chooser) if each.isVisible())
    assert not offers(hand)
    assert chooser.coming.isVisible()
    assert chooser.coming.text() == "The list of places is being prepared"
    picture(hand, tmp_path, "prepared")
    unpack()
    at_work.clear()
    at_work.append(False)
    qtbot.waitUntil(lambda: bool(offers(hand)), timeout=5_000)
    assert offers(hand)[0][0] == "Al Qayyārah"
    assert not chooser.coming.isVisible()
    assert chooser.line.text() == "Qayy"
    picture(hand, tmp_path, "prepared_now")
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    assert values(hand)["country"] == "IRQ"
