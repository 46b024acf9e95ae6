# SPDX-License-Identifier: MIT
"""A newcomer opens the sample and settles its second coding to the end, by keys alone, and exports the consensus."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from tests.journeys.hand import CTRL, Hand
from tests.journeys.reviewing import chosen, grid, page, text

Key = Qt.Key
_MOST_KEYS = 400


@pytest.mark.slow
def test_the_second_coding_is_settled_by_keys_and_the_consensus_leaves_with_its_sources(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    hand = Hand(qtbot, window)
    hand.click("start.sample")
    hand.wait(lambda: window.page is not None and window.page.shown is not None)
    hand.key(Key.Key_R, CTRL)
    hand.wait(lambda: page(hand).shown is not None and page(hand).feed.queue.known)
    settle(window, 0.1)
    left = [_left(hand)]
    assert left[0] > 10
    pressed = 0
    while left[-1]:
        pressed += 1
        assert pressed < _MOST_KEYS, f"stuck at {text(hand, 'review.title')}: {text(hand, 'review.left')}"
        _press_what_is_offered(hand)
        settle(window, 0.05)
        now = _left(hand)
        assert now <= left[-1], f"{left[-1]} to settle became {now}"
        left.append(now)
    hand.wait(lambda: text(hand, "review.progress") == "0 to settle · 1 of 1 articles settled")
    hand.key(Key.Key_E, CTRL)
    assert "Still to settle" not in hand.find("export.outlook", QLabel).text()
    folder = hand.find("export.folder.line", QLineEdit)
    folder.selectAll()
    folder.setFocus()
    hand.write(str(tmp_path / "settled"))
    hand.click("export.ok")
    hand.wait(lambda: (tmp_path / "settled" / "manifest.json").exists())
    incidents = _lines(tmp_path / "settled" / "incidents.csv")
    assert incidents
    assert {each["layer"] for each in incidents} == {"consensus"}
    sources = _lines(tmp_path / "settled" / "judgements.csv")
    assert {each["id"] for each in incidents} <= {each["consensus"] for each in sources}
    assert {each["source_coder"] for each in sources if each["verdict"] == "adopted"} - {""}


def _left(hand: Hand) -> int:
    """How much is to settle, as the foot and head of the review count it now."""
    shown = page(hand).shown
    assert shown is not None
    return shown.review.to_settle


def _press_what_is_offered(hand: Hand) -> None:
    """What somebody does who goes on with what the view leads to: an incident is accepted, of a field the value of the
    first who has one is taken."""
    found = page(hand).found
    assert found is not None
    if found.to_settle and text(hand, "review.left").startswith("To accept or reject"):
        grid(hand).setFocus()
        hand.key(Key.Key_Return)
        return
    if not found.to_settle or not chosen(hand).to_settle:
        hand.key(Key.Key_J)
        return
    at = next(at for at, cell in enumerate(chosen(hand).cells, 1) if cell.there)
    hand.key(Key(Key.Key_0 + at))


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
