# SPDX-License-Identifier: MIT
"""In the window: a newer version of an article takes over the coder's work, and waiting words get their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from curator.app.main_window import MainWindow
from curator.app.versions.beside import Beside
from curator.app.versions.dialog import ArticleVersions
from curator.operations import AddArticles, AddIncident, NewArticle
from tests.app.coding.conftest import Bench, opened_bench
from tests.sound_case import incidents_codebook


@pytest.fixture
def bench(window: MainWindow, tmp_path: Path) -> Bench:
    return opened_bench(window, tmp_path / "versions.curator", incidents_codebook())


def newest(kind: type) -> object:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)][-1]


def test_work_is_carried_over_and_what_waits_is_placed(bench: Bench, window: MainWindow) -> None:
    with bench.workspace.read() as reads:
        text = reads.article_text(bench.article)
    first = text.split()[0]
    bench.run(AddIncident(bench.article, (0, len(first)), {"title": "Mine"}))
    changed = f"{first} again {text[len(first) :]}"
    (new,) = bench.workspace.run(AddArticles((NewArticle(changed, follows=bench.article),)))
    with bench.workspace.read() as reads:
        found = reads.article(new)
    assert found is not None
    bench.page.choose_article(found.n)
    bench.rest()
    window.actions_by_id["article.versions"].trigger()
    bench.rest()
    dialog = newest(ArticleVersions)
    assert isinstance(dialog, ArticleVersions)
    dialog.others.setCurrentRow(0)
    assert dialog.others.currentItem().text().startswith("Version 1")
    assert dialog.buttons["carry"].isEnabled()
    dialog.buttons["beside"].click()
    bench.rest()
    beside = newest(Beside)
    assert isinstance(beside, Beside)
    assert len(beside.places) == 1
    beside.step(1)
    assert beside.at == 0
    dialog.buttons["carry"].click()
    bench.rest()
    assert dialog.waiting.count() == 1
    dialog.waiting.setCurrentRow(0)
    dialog.buttons["next_place"].click()
    assert bench.page.article.reader.selected_span()[1] > 0
    dialog.buttons["place"].click()
    bench.rest()
    assert dialog.waiting.count() == 0
    with bench.workspace.read() as reads:
        coding = reads.coding(new)
    assert [each.values["title"] for each in coding.incidents] == ["Mine"]
    assert coding.incidents[0].mentions()[0].quote == first
