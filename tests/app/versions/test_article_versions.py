# SPDX-License-Identifier: MIT
"""In the window: a newer version of an article takes over the coder's work, and waiting words get their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

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


def with_waiting(bench: Bench, qtbot: QtBot) -> int:
    """A newer version, after the article on show, in which words of the coder wait; its local number."""
    with bench.workspace.read() as reads:
        text = reads.article_text(bench.article)
    first, second = text.split()[:2]
    for _ in range(2):
        bench.run(AddIncident(bench.article, (0, len(first)), {"title": "Mine"}))
    changed = f"Nobody {second}{text.split(second, 1)[1].replace(first, 'x').replace(first.lower(), 'x')}"
    (new,) = bench.workspace.run(AddArticles((NewArticle(changed, follows=bench.article),)))
    bench.run(CarryOver(bench.article, new))
    qtbot.waitUntil(lambda: "Words wait 1" in [each.text() for each in chips(bench)])
    with bench.workspace.read() as reads:
        found = reads.article(new)
    assert found is not None
    return found.n


def chips(bench: Bench) -> list[QToolButton]:
    return bench.page.library.chips.findChildren(QToolButton)


def test_all_words_that_wait_in_an_article_are_dropped_in_one_step(
    bench: Bench, window: MainWindow, qtbot: QtBot
) -> None:
    number = with_waiting(bench, qtbot)
    bench.page.choose_article(number)
    bench.rest()
    window.actions_by_id["article.versions"].trigger()
    bench.rest()
    dialog = newest(ArticleVersions)
    assert isinstance(dialog, ArticleVersions)
    count = dialog.waiting.count()
    assert count == 2
    assert dialog.buttons["drop_all"].isEnabled()
    dialog.reason.setText("rewritten")
    dialog.buttons["drop_all"].click()
    bench.rest()
    assert dialog.waiting.count() == 0
    assert not dialog.buttons["drop_all"].isEnabled()
    assert any("2 passages were dropped" in row.text for row in window.messages.rows())
    bench.workspace.undo()
    bench.rest()
    assert dialog.waiting.count() == count
    QTest.keyClick(dialog.waiting, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    bench.rest()
    assert dialog.waiting.count() == 0


@pytest.mark.parametrize("by", ["Enter on the chip", "Enter in the list", "Enter in the filter"])
def test_enter_after_the_filter_opens_an_article_of_the_list(bench: Bench, qtbot: QtBot, by: str) -> None:
    number, library = with_waiting(bench, qtbot), bench.page.library
    assert bench.page.shown is not None
    assert bench.page.shown.coding.article.n != number
    (chip,) = (each for each in chips(bench) if each.text() == "Words wait 1")
    start = {"Enter on the chip": chip, "Enter in the list": library.table, "Enter in the filter": library.filter}[by]
    start.setFocus()
    if start is not chip:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    bench.press(Qt.Key.Key_Return)
    assert chip.isChecked()
    assert [library.model.number(row) for row in range(library.model.rowCount())] == [number]
    assert bench.page.shown.coding.article.n == number
    assert library.chosen == number
    assert library.table.hasFocus()
