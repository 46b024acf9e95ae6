# SPDX-License-Identifier: MIT
"""A coder writes a private memo on several lines, changes it, and exports: it stays here unless asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.values.line import LineKind
from curator.app.workspace_page import WorkspacePage
from tests.journeys.hand import CTRL, SHIFT, Hand, choose_layer

Key = Qt.Key
CANARY = "Canary"


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    hand = Hand(qtbot, window)
    hand.click("start.sample")
    hand.wait(lambda: window.page is not None and window.page.shown is not None)
    window.actions_by_id["article.reopen"].trigger()
    rest(hand)
    return hand


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def rest(hand: Hand) -> None:
    hand.wait(lambda: not page(hand).doing.busy)


def memo_row(hand: Hand) -> int:
    """The line of the first private field in the form."""
    private = {field.key for field in page(hand).workspace.codebook.fields if field.private}
    lines = page(hand).side.values.lines.lines()
    return next(at for at, line in enumerate(lines) if line.kind is LineKind.VALUE and line.target.field in private)


def memo(hand: Hand) -> object:
    incident = page(hand).showing.own_incident()
    assert incident is not None
    return incident.values.get(page(hand).side.values.lines.line(memo_row(hand)).target.field)


def export(hand: Hand, folder: Path, *, memos: bool) -> dict[str, bytes]:
    hand.key(Key.Key_E, CTRL)
    hand.find("export.folder.line").setFocus()
    hand.write(str(folder))
    choose_layer(hand, "Coder 1")  # two coded the sample, and nothing is settled yet
    if memos:
        hand.click("export.memos")
    hand.click("export.ok")
    hand.wait(lambda: not hand.window.status.job.running and (folder / "manifest.json").exists())
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_memo_is_written_changed_and_taken_back_and_leaves_only_when_asked_for(hand: Hand, tmp_path: Path) -> None:
    hand.click_row("incidents.list", 1)
    hand.click_row("values.list", memo_row(hand))
    hand.type(CANARY)
    hand.key(Key.Key_Return, SHIFT)
    hand.type("is the second line")
    hand.key(Key.Key_Return)
    rest(hand)
    first = memo(hand)
    assert first == f"{CANARY}\nis the second line"
    line = page(hand).side.values.lines.line(memo_row(hand))
    assert "private, not exported" in line.basis
    hand.click_row("values.list", memo_row(hand))
    hand.key(Key.Key_F2)
    hand.key(Key.Key_End, CTRL)
    hand.type(f", and {CANARY} again")
    hand.key(Key.Key_Return)
    rest(hand)
    assert memo(hand) == f"{first}, and {CANARY} again"
    hand.key(Key.Key_Z, CTRL)
    rest(hand)
    assert memo(hand) == first

    left = export(hand, tmp_path / "usual", memos=False)
    assert [name for name, content in left.items() if CANARY.encode() in content] == []
    asked = export(hand, tmp_path / "whole", memos=True)
    assert CANARY.encode() in asked["incidents.csv"]
    assert CANARY.encode() in asked["values.csv"]
