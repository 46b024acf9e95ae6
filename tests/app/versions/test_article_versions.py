# SPDX-License-Identifier: MIT
"""In the window: a newer version of an article takes over the coder's work, and waiting words get their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.app.main_window import MainWindow
from curator.app.versions.beside import Beside
from curator.app.versions.dialog import ArticleVersions
from curator.operations import AddArticles, AddIncident, CarryOver, NewArticle
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
    assert dialog.waits.text().endswith(": 1")
    assert bench.page.article.reader.selected_span() == (0, len(first)), "the likeliest place is offered"
    QTest.keyClick(dialog.waiting, Qt.Key.Key_Space)
    assert bench.page.article.reader.selected_span()[0] > 0, "the next one"
    QTest.keyClick(dialog.waiting, Qt.Key.Key_Space)
    QTest.keyClick(dialog.waiting, Qt.Key.Key_Return)
    bench.rest()
    assert dialog.waiting.count() == 0
    with bench.workspace.read() as reads:
        coding = reads.coding(new)
    assert [each.values["title"] for each in coding.incidents] == ["Mine"]
    assert coding.incidents[0].mentions()[0].quote == first


def test_words_that_are_in_the_newer_version_no_more_are_dropped_by_a_key(bench: Bench, window: MainWindow) -> None:
    with bench.workspace.read() as reads:
        text = reads.article_text(bench.article)
    first, second = text.split()[0], text.split()[1]
    bench.run(AddIncident(bench.article, (0, len(first)), {"title": "Mine"}))
    new: list[str] = []
    for number in (1, 2):
        changed = f"Nobody{number} {second}{text.split(second, 1)[1].replace(first, 'x').replace(first.lower(), 'x')}"
        new += bench.workspace.run(AddArticles((NewArticle(changed, follows=bench.article),)))
        bench.run(CarryOver(bench.article if number == 1 else new[0], new[-1]))
    with bench.workspace.read() as reads:
        found = [reads.article(article) for article in new]
    assert found[0] is not None
    bench.page.choose_article(found[0].n)
    bench.rest()
    window.actions_by_id["article.versions"].trigger()
    bench.rest()
    dialog = newest(ArticleVersions)
    assert isinstance(dialog, ArticleVersions)
    assert dialog.waiting.count() == 1
    start, end = bench.page.article.reader.selected_span()
    assert start == end, "no place is offered, so that none is taken unseen"
    QTest.keyClick(dialog.waiting, Qt.Key.Key_Delete)
    bench.rest()
    assert dialog.waiting.count() == 0
    with bench.workspace.read() as reads:
        assert reads.waiting(new[0], bench.workspace.coder.id if bench.workspace.coder else "") == ()
        label = reads.log_lines(limit=1)[0].label
    assert "Not in this text" in label
    bench.workspace.undo()
    bench.rest()
    assert dialog.waiting.count() == 1, "undone it waits again"
