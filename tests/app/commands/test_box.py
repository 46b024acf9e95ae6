# SPDX-License-Identifier: MIT
"""The line of commands: what it lists, in which order, what its keys do, where the focus goes, who may offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.app.commands.box import CommandBox
from curator.app.commands.offer_delegate import OfferRole
from curator.app.commands.offers import Give, Offer
from curator.app.key_map import plain
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.operations import AddArticles, NewArticle

Key = Qt.Key


def offers(window: MainWindow) -> list[Offer]:
    model = window.commands.model
    return [model.item(row).data(OfferRole) for row in range(model.rowCount())]


def chosen(window: MainWindow) -> str:
    return str(window.commands.list.currentIndex().data())


def write(window: MainWindow, words: str) -> list[str]:
    window.commands.line.selectAll()
    QTest.keyClick(window.commands.line, Key.Key_Delete)
    QTest.keyClicks(window.commands.line, words)
    settle(window)
    return [offer.text for offer in offers(window)]


@pytest.fixture
def line(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    assert opened.page is not None
    opened.page.article.reader.setFocus()
    QTest.keyClick(opened.page.article.reader, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert opened.commands.isVisible()
    return opened


def test_every_action_is_listed_with_its_key_and_grey_where_not_possible(line: MainWindow) -> None:
    listed = {offer.text: offer for offer in offers(line)}
    for spec in line.keys.specs.values():
        if spec.id != "file.recent":
            offer = listed[plain(spec.text)]
            assert offer.possible == line.actions_by_id[spec.id].isEnabled()
            assert bool(offer.key) == bool(line.keys.keys(spec.id))
    assert not listed["Undo"].possible
    row = [offer.text for offer in offers(line)].index("Undo")
    assert not line.commands.model.item(row).isEnabled()
    assert listed["Theme: light"].checked


def test_what_is_possible_stands_first(line: MainWindow) -> None:
    for words in ("", "incident"):
        write(line, words)
        possible = [offer.possible for offer in offers(line)]
        assert possible == sorted(possible, reverse=True)
        assert False in possible
        assert line.commands.list.currentIndex().row() == 0


def test_words_find_in_any_order_and_a_key_finds_its_action(line: MainWindow) -> None:
    assert write(line, "text larg")[0] == "Larger text"
    assert write(line, "ctrl+f")[0] == "Find in the article"
    assert write(line, "no such thing at all") == ["Search texts, values and comments for “no such thing at all”"]


def test_words_of_a_text_lead_to_the_search(line: MainWindow, qtbot: QtBot) -> None:
    assert line.page is not None
    write(line, "katyusha")
    QTest.keyClick(line.commands.line, Key.Key_Return)
    library = line.page.library
    assert library.filter.text() == "katyusha"
    qtbot.waitUntil(lambda: library.in_texts.isChecked() and library.hits.hits.rowCount() > 0)


def test_enter_runs_and_the_focus_is_back(line: MainWindow) -> None:
    assert line.page is not None
    reader = line.page.article.reader
    before = reader.zoom()
    write(line, "larger text")
    QTest.keyClick(line.commands.line, Key.Key_Return)
    assert not line.commands.isVisible()
    assert reader.zoom() > before
    assert QApplication.focusWidget() is reader


def test_esc_closes_and_the_focus_is_back(line: MainWindow) -> None:
    assert line.page is not None
    QTest.keyClick(line.commands.line, Key.Key_Escape)
    assert not line.commands.isVisible()
    assert QApplication.focusWidget() is line.page.article.reader
    assert line.actions_by_id["go.command"].isEnabled()


def test_arrows_pass_over_what_is_not_possible(line: MainWindow) -> None:
    write(line, "undo")
    impossible = {offer.text for offer in offers(line) if not offer.possible}
    assert "Undo" in impossible
    write(line, "")
    seen = []
    for _ in range(len(offers(line))):
        seen.append(chosen(line))
        QTest.keyClick(line.commands.line, Key.Key_Down)
    assert not impossible & set(seen)
    for _ in range(len(seen)):
        QTest.keyClick(line.commands.line, Key.Key_Up)
    assert chosen(line) == seen[0]


def test_enter_on_what_is_not_possible_does_nothing(line: MainWindow) -> None:
    write(line, "Undo take back last")
    QTest.keyClick(line.commands.line, Key.Key_Return)
    assert line.commands.isVisible()


def test_what_was_run_last_stands_first_also_after_a_restart(line: MainWindow) -> None:
    for words in ("smaller text", "usual text size"):
        line.commands.open()
        write(line, words)
        QTest.keyClick(line.commands.line, Key.Key_Return)
        settle(line)
    line.commands.open()
    assert [offer.text for offer in offers(line)][:2] == ["Usual text size", "Smaller text"]
    assert line.settings.text("recent_actions").split()[:2] == ["view.plain_size", "view.smaller"]


def test_a_mouse_runs_too(line: MainWindow) -> None:
    write(line, "smaller text")
    box = line.commands
    assert line.page is not None
    before = line.page.article.reader.zoom()
    middle = box.list.visualRect(box.model.index(0, 0)).center()
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert line.page.article.reader.zoom() < before


def test_incidents_of_the_article_are_found(line: MainWindow) -> None:
    assert line.page is not None
    assert line.page.shown is not None
    wanted = line.page.shown.incidents[3]
    write(line, "incident d")
    row = next(at for at, offer in enumerate(offers(line)) if offer.text == wanted.title)
    line.commands._choose(row, 1)
    QTest.keyClick(line.commands.line, Key.Key_Return)
    assert line.page.side.incident == wanted.incident.id


def test_articles_are_found_by_title(line: MainWindow, qtbot: QtBot) -> None:
    page = line.page
    assert page is not None
    with page.workspace.read() as reads:
        page.workspace.act_as(reads.coders()[0])
    page.workspace.run(AddArticles((NewArticle("Words.", {"title": "Zebra crossing <b>closed</b>"}),), "Import"))
    qtbot.waitUntil(lambda: page.listing.article_count == 2)
    write(line, "zebra")
    qtbot.waitUntil(lambda: [offer.text for offer in offers(line)][:1] == ["Zebra crossing <b>closed</b>"])
    QTest.keyClick(line.commands.line, Key.Key_Return)
    assert page.article.head.title.text() == "Zebra crossing <b>closed</b>"


def test_without_a_project_only_actions_are_found(window: MainWindow) -> None:
    window.actions_by_id["go.command"].trigger()
    assert {offer.told for offer in offers(window)} <= {"File", "Edit", "Code", "View", "Go", "Review", "Tools", "Help"}
    write(window, "incident d")
    assert all(not offer.told.startswith("Incident") for offer in offers(window))


def test_the_button_of_the_top_row_opens_it_and_shows_the_key(opened: MainWindow) -> None:
    assert opened.header.search.key.text() == "Ctrl+K"
    QTest.mouseClick(opened.header.search, Qt.MouseButton.LeftButton)
    assert opened.commands.isVisible()
    opened.commands.leave()
    opened.keys.give("go.command", ["Ctrl+Shift+K"])
    assert opened.header.search.key.text() == "Ctrl+Shift+K"


class Late:
    """Offers something when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Give]] = []

    def seek(self, words: str, give: Callable[[Sequence[Offer]], None]) -> None:
        self.asked.append((words, give))


def test_others_may_offer_now_or_later_and_too_late_is_dropped(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    box, late = CommandBox(window), Late()
    gone = box.add_provider(late)
    box.open()
    QTest.keyClicks(box.line, "ab")
    (_, first), (_, second), (words, third) = late.asked
    assert words == "ab"
    first([Offer("old", lambda: None)])
    second([Offer("older", lambda: None)])
    assert box.model.rowCount() == 0
    done: list[str] = []
    third([Offer("one", lambda: done.append("one")), Offer("two", lambda: done.append("two"))])
    box.step(1)
    third([Offer("one", lambda: done.append("one")), Offer("two", lambda: done.append("two"))])
    box.run_chosen()
    assert done == ["two"]
    assert not box.isVisible()
    box.open()
    latest = late.asked[-1][1]
    box.leave()
    latest([Offer("late", lambda: None)])
    assert box.model.rowCount() == 0
    gone()
    asked = len(late.asked)
    box.open()
    assert len(late.asked) == asked
