# SPDX-License-Identifier: MIT
"""How many presses and clicks ten messages of MUC take, coded from their keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.tasks.codebooks import USUAL, codebook_named
from curator.tasks.import_articles import import_articles
from curator.workspace import Workspace
from tests.effort.cells import Baseline, differences
from tests.effort.clerk import Clerk
from tests.effort.counting import CountingHand
from tests.effort.muc import chosen
from tests.effort.report import report

MOST = 0.50  # presses for each character of the same values typed into a table
SEED, ARTICLES = "effort 1", 10


@pytest.mark.slow
def test_ten_messages_are_coded_with_half_the_presses(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, shared_data: Path
) -> None:
    codebook = codebook_named(USUAL)
    told = chosen(shared_data / "muc34", SEED, ARTICLES, codebook)
    print(f"\nseed {SEED!r}: {', '.join(message.name for message, _ in told)}")  # noqa: T201  # a random choice is told
    assert len(told) == ARTICLES
    path = tmp_path / "effort.curator"
    with Workspace.create(path, codebook, name="Effort") as workspace:
        for message, _ in told:
            file = tmp_path / f"{message.name}.txt"
            file.write_text(message.text, encoding="utf-8")
            assert import_articles(workspace, [file]).added
    hand = CountingHand(qtbot, window)
    assert window.open_project(path)
    window.who_codes.bar.name.setEditText("Coder 1")
    hand.click(window.who_codes.bar.ok.objectName())
    hand.begin_count()
    clerk = Clerk(hand, told[0][1])
    clerk.settle_in()
    baseline = Baseline()
    for number, (message, gold) in enumerate(told, 1):
        clerk.open_article(number)
        clerk.gold = gold
        clerk.code_article()
        shown, coder = hand.page.shown, hand.page.workspace.coder
        assert shown is not None
        assert coder is not None
        assert shown.coding.text == message.text
        assert not differences(shown.coding, gold, coder.id, codebook)
        baseline.add(gold, codebook, defaults=False)
    counted = report("ten messages of MUC", hand, baseline)
    assert counted.with_quotes <= MOST
    assert counted.without_quotes <= MOST
