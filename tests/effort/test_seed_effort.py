# SPDX-License-Identifier: MIT
"""How many presses and clicks the five incidents of the seed take, from an article in which nothing is coded."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator import assets
from curator.app.main_window import MainWindow
from curator.formats.coding_file_reading import read_coding
from curator.tasks.codebooks import USUAL, codebook_named
from curator.tasks.import_articles import import_articles
from curator.tasks.sample import ARTICLE, CODING
from curator.workspace import Workspace
from tests.effort.cells import Baseline, differences
from tests.effort.clerk import Clerk
from tests.effort.counting import CountingHand
from tests.effort.report import report

MOST = 0.50  # presses for each character of the same values typed into a table


@pytest.mark.slow
def test_the_seed_is_coded_with_half_the_presses(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    codebook = codebook_named(USUAL)
    path = tmp_path / "effort.curator"
    with Workspace.create(path, codebook, name="Effort") as workspace:
        import_articles(workspace, [assets.asset(ARTICLE)])
        with workspace.read() as reads:
            text = reads.article_text(reads.article_ids()[0])
    gold = read_coding(assets.read_bytes(CODING), lambda *_: codebook, text).coding
    hand = CountingHand(qtbot, window)
    assert window.open_project(path)
    window.who_codes.bar.name.setEditText("Coder 1")
    hand.click(window.who_codes.bar.ok.objectName())
    hand.begin_count()
    hand.rest()
    clerk = Clerk(hand, gold)
    clerk.settle_in()
    clerk.code_article()
    page = hand.page
    assert page.shown is not None
    assert page.workspace.coder is not None
    assert not differences(page.shown.coding, gold, page.workspace.coder.id, codebook)
    counted = report("the seed's five incidents", hand, Baseline().add(gold, codebook))
    assert counted.with_quotes <= MOST
    assert counted.without_quotes <= MOST
