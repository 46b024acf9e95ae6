# SPDX-License-Identifier: MIT
"""A team's way from a packet to the data set, by mouse and keys in the real window: two coders code apart, the lead
settles every difference, looks at the figures, gives back and exports; three coders; one coder in two copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from tests.journeys.team_hand import CODEBOOK, FARMERS, STUDENTS, TeamHand, people, written

Key = Qt.Key


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Iterator[TeamHand]:
    hand = TeamHand(qtbot, window)
    yield hand
    for each in QApplication.topLevelWidgets():
        if each.isVisible() and each is not window:
            each.close()


def lead_begins(hand: TeamHand, folder: Path) -> tuple[Path, Path]:
    """Ada makes the project and sends a packet: (the project, the packet)."""
    codebook = folder / "blockades.toml"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    lead, packet = folder / "lead.curator", folder / "begin.curator-handover"
    hand.make_project(lead, "Blockades", codebook, "Ada", written(folder, farmers=FARMERS, students=STUDENTS))
    told = hand.assign("Ben, Cleo", 100, 7)
    assert told == "2 articles are assigned, all of them to 2 coders: Ben 2, Cleo 2."
    assert "Seed: 7" in hand.told(), "who wants to can draw the same again"
    hand.send_packet(packet)
    hand.close_project()
    return lead, packet


def ben_codes(hand: TeamHand) -> None:
    hand.open_article("Farmers")
    hand.start_incident("Angry farmers blocked the road near Tarmiyah", "Road", "Farmers block a road")
    hand.give("Tarmiyah", Key.Key_L)
    hand.give("Three farmers were hurt", Key.Key_J)
    hand.say("Certainty", "confirmed")
    hand.start_incident("dockers closed the port of Umm Qasr", "Port", "Dockers close the port")
    hand.give("Umm Qasr", Key.Key_L)
    hand.say("Certainty", "probable")
    hand.start_incident("teachers had occupied a bridge in Kut", "Bridge", "Teachers occupy a bridge")
    hand.say("Certainty", "confirmed")
    hand.finish()
    hand.open_article("Students")
    hand.start_incident("Students closed a bridge in Basra", "Bridge", "Students close a bridge")
    hand.give("Basra", Key.Key_L)
    hand.give("At least two students were hurt", Key.Key_J)
    hand.say("Certainty", "confirmed")
    hand.finish()


def cleo_codes(hand: TeamHand) -> None:
    hand.open_article("Farmers")
    hand.start_incident("farmers blocked the road", "Road", "Road blocked")
    hand.give("Tarmiyah", Key.Key_L)
    hand.give("Three farmers", Key.Key_J)
    hand.say("Certainty", "probable")
    hand.finish()
    hand.open_article("Students")
    hand.start_incident("Students closed a bridge in Basra", "Bridge", "Students close a bridge")
    hand.give("Basra", Key.Key_L)
    hand.give("four wounded", Key.Key_J)
    hand.say("Certainty", "probable")
    hand.finish()


def test_from_the_packet_to_the_data_set(hand: TeamHand, tmp_path: Path) -> None:
    lead, packet = lead_begins(hand, tmp_path)
    files = []
    for name, codes in (("Ben", ben_codes), ("Cleo", cleo_codes)):
        hand.begin(packet, tmp_path / name / "mine.curator", name)
        codes(hand)
        files.append(tmp_path / f"{name}.curator-handover")
        hand.hand_over(files[-1])
        hand.close_project()
    print(people(lead))
