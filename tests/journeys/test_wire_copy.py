# SPDX-License-Identifier: MIT
"""An analyst codes wire copy, whose lines were broken by hand: it reads as running text, and its words are its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from tests.effort.counting import CountingHand
from tests.journeys.hand import CTRL
from tests.journeys.test_code_by_hand import incident, opened, start_incident, written

WIRE = """LIMA, 20 MAY 88 (EFE) -- AN ARMY PATROL WAS AMBUSHED ON FRIDAY BY A
GROUP OF SHINING PATH TERRORISTS IN THE DISTRICT OF CAYARA, KILLING FOUR
SOLDIERS AND WOUNDING FIFTEEN OTHERS, THE JOINT COMMAND OF THE ARMED
FORCES REPORTED TODAY IN A COMMUNIQUE THAT GAVE NO FURTHER DETAILS.

PEASANTS FROM THE DISTRICT SAID THAT SOLDIERS ENTERED THE VILLAGE ON
THE FOLLOWING DAY AND SEARCHED HOUSES, LOOKING FOR THE TERRORISTS.
"""


def test_wire_copy_reads_as_running_text_and_quotes_stay_as_they_are(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    hand = opened(CountingHand, qtbot, window, tmp_path / "w.curator", *written(tmp_path, wire=WIRE))
    assert "BY A GROUP OF SHINING PATH" in hand.reader.text()
    assert len(hand.page.unread_paragraphs()) <= 2, "a paragraph is a paragraph, not a line"
    made = start_incident(hand, "AMBUSHED ON FRIDAY BY A GROUP OF SHINING PATH TERRORISTS", "attack")
    assert [each.quote for each in made.mentions()] == ["AMBUSHED ON FRIDAY BY A\nGROUP OF SHINING PATH TERRORISTS"]
    at = hand.reader.text().index("A GROUP OF SHINING PATH TERRORISTS")
    hand.select(at, at + len("A GROUP OF SHINING PATH TERRORISTS"))
    hand.press("a")
    row = incident(hand).rows[0]
    assert "A GROUP OF SHINING PATH TERRORISTS" in row.values.values(), "a value is one line"
    assert any(each.quote == "A\nGROUP OF SHINING PATH TERRORISTS" for each in incident(hand).evidence)


def test_words_are_found_across_a_line_end_and_lines_can_be_had_as_they_are(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    hand = opened(CountingHand, qtbot, window, tmp_path / "w.curator", *written(tmp_path, wire=WIRE))
    hand.key(Qt.Key.Key_F, CTRL)
    hand.write("four soldiers")
    hand.key(Qt.Key.Key_Escape)
    at = WIRE.index("FOUR\nSOLDIERS")
    assert hand.reader.selected_span() == (at, at + len("FOUR SOLDIERS"))
    hand.key(Qt.Key.Key_Comma, CTRL)
    hand.find("preferences.lines_joined").setFocus()
    hand.key(Qt.Key.Key_Space)
    hand.click("preferences.close")
    assert hand.reader.text() == WIRE
    assert not window.settings.flag("lines_joined")
