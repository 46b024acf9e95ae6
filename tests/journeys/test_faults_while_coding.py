# SPDX-License-Identifier: MIT
"""The disk or the file says no while somebody codes: one red bar, nothing given is lost, Try again goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from curator.app import crash
from curator.app.main_window import MainWindow
from curator.app.message_bar import MessageRow
from curator.app.values.line import Line, LineKind
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.store.log import broken_links
from curator.store.replay import mismatches
from tests.journeys.faulty import FAULTS, drive_away, full_disk
from tests.journeys.hand import Hand

every_fault = pytest.mark.parametrize("name", FAULTS)


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    hand = Hand(qtbot, window)
    hand.click("start.sample")
    hand.wait(lambda: window.page is not None and window.page.shown is not None)
    hand.key(Qt.Key.Key_F10)  # nothing is bound to it; the window is active from now on
    window.actions_by_id["article.reopen"].trigger()
    hand.wait(lambda: not page(hand).doing.busy)
    window.messages.clear()
    hand.click_row("incidents.list", 0)
    return hand


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def saved(hand: Hand) -> str:
    return hand.find("status.saved", QLabel).text()


def red(hand: Hand) -> list[MessageRow]:
    return [row for row in hand.window.messages.rows() if row.kind == "fault"]


def text_line(hand: Hand) -> Line:
    """A value that is typed as it is."""
    shown = page(hand).shown
    assert shown is not None
    for line in page(hand).side.values.lines.lines():
        place = shown.place(line.target) if line.kind is LineKind.VALUE else None
        if place is not None and place.node is not None and place.node.kind == "text" and not place.node.parts:
            return line
    raise AssertionError("the codebook has no text")


def stored(hand: Hand, line: Line) -> str:
    shown = page(hand).shown
    assert shown is not None
    place = shown.place(line.target)
    assert place is not None
    assert place.node is not None
    return str(place.column(place.node) or "")


def begin_typing(hand: Hand, text: str) -> Line:
    line = text_line(hand)
    view = hand.find("values.list", ValuesView)
    hand.click_row("values.list", view.lines.lines().index(line))
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    assert hand.find("value.editor.line", QLineEdit).text() == text
    return line


def select(hand: Hand, start: int, end: int) -> None:
    """Drag over words of the article."""
    reader = page(hand).article.reader
    reader.scroll_to(start, end)
    first, last = reader.span_rects(start, start + 1)[0], reader.span_rects(end - 1, end)[-1]
    viewport = reader.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(viewport, left, none, QPoint(int(first.left()) + 1, int(first.center().y())))
    QTest.mouseMove(viewport, QPoint(int(last.right()) - 1, int(last.center().y())))
    QTest.mouseRelease(viewport, left, none, QPoint(int(last.right()) - 1, int(last.center().y())))


def assert_whole(hand: Hand) -> None:
    with page(hand).workspace.read() as reads:
        assert list(broken_links(reads.connection)) == []
        assert list(mismatches(reads.connection)) == []


def assert_told(hand: Hand, sentence: str) -> None:
    hand.wait(lambda: bool(red(hand)))
    assert [sentence in row.text for row in red(hand)] == [True], [row.text for row in red(hand)]
    assert "Not saved" in saved(hand)


@every_fault
def test_a_typed_value_stays_in_its_editor_until_it_is_saved(hand: Hand, name: str) -> None:
    fault, sentence = FAULTS[name]
    line = begin_typing(hand, "Quiet Mosul")
    with fault(page(hand).workspace):
        hand.key(Qt.Key.Key_Return)
        assert_told(hand, sentence)
        editor = hand.find("value.editor.line", QLineEdit)
        assert editor.isVisible()
        assert editor.text() == "Quiet Mosul"
        assert stored(hand, line) != "Quiet Mosul"
        hand.click("message.act")
        hand.wait(lambda: not page(hand).doing.busy)
        assert_told(hand, sentence)
        assert editor.isVisible()
        assert [draft.text for draft in page(hand).drafts.read()] == ["Quiet Mosul"]
    hand.click("message.act")
    hand.wait(lambda: stored(hand, line) == "Quiet Mosul")
    assert not editor.isVisible()
    assert red(hand) == []
    assert "● Saved" in saved(hand)
    assert page(hand).drafts.read() == []
    assert_whole(hand)


@every_fault
def test_words_given_by_key_are_given_again_all_of_them(hand: Hand, name: str) -> None:
    fault, sentence = FAULTS[name]
    shown = page(hand).shown
    assert shown is not None
    text = shown.coding.text
    before = shown.incidents[0].incident
    places = [text.index(words) for words in ("Iraq", "security")]
    with fault(page(hand).workspace):
        for start in places:
            select(hand, start, start + 4)
            hand.key(Qt.Key.Key_M)
            hand.wait(lambda: not page(hand).doing.busy)
        assert_told(hand, sentence)
        reader = page(hand).article.reader
        hand.click_row("incidents.list", 1)  # reading goes on
        assert reader.text() == text
    hand.click("message.act")
    hand.wait(lambda: not page(hand).doing.busy)
    hand.wait(lambda: len(page(hand).shown.incident(before.id).mentions()) == len(before.mentions()) + 2)  # type: ignore[union-attr]
    assert red(hand) == []
    assert "● Saved" in saved(hand)
    assert_whole(hand)


@every_fault
def test_an_article_is_not_finished_before_it_is_saved(hand: Hand, name: str) -> None:
    fault, sentence = FAULTS[name]
    workspace, shown = page(hand).workspace, page(hand).shown
    assert shown is not None

    def finished() -> bool:
        with workspace.read() as reads:
            return reads.reading_counts(workspace.coder.id).get("finished", 0) == 1  # type: ignore[union-attr]

    assert not finished()
    with fault(workspace):
        hand.window.actions_by_id["article.finish"].trigger()
        if any(row.subject == "finish" for row in hand.window.messages.rows()):
            hand.click("message.act")
        assert_told(hand, sentence)
    assert not finished()
    hand.click("message.act")
    hand.wait(finished)
    assert red(hand) == []
    assert_whole(hand)


def test_text_left_by_the_mouse_is_tried_again_too(hand: Hand) -> None:
    line = begin_typing(hand, "Quiet Tikrit")
    with full_disk(page(hand).workspace):
        hand.click("reader")
        assert_told(hand, "disk is full")
        assert [draft.text for draft in page(hand).drafts.read()] == ["Quiet Tikrit"]
    hand.click("message.act")
    hand.wait(lambda: stored(hand, line) == "Quiet Tikrit")
    assert page(hand).drafts.read() == []


def test_a_later_text_takes_the_place_of_what_failed(hand: Hand) -> None:
    line = begin_typing(hand, "Quiet Tikrit")
    with full_disk(page(hand).workspace):
        hand.key(Qt.Key.Key_Return)
        assert_told(hand, "disk is full")
    hand.write("!")
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: stored(hand, line).startswith("Quiet Tikrit"))
    assert stored(hand, line) == "Quiet Tikrit!"
    assert red(hand) == []
    assert "● Saved" in saved(hand)


def test_who_closes_the_message_does_without(hand: Hand) -> None:
    shown = page(hand).shown
    assert shown is not None
    with full_disk(page(hand).workspace):
        start = shown.coding.text.index("Iraq")
        select(hand, start, start + 4)
        hand.key(Qt.Key.Key_M)
        assert_told(hand, "disk is full")
    hand.click("message.close")
    assert "● Saved" in saved(hand)
    assert not hand.window.messages.isVisible()


def test_an_undo_that_fails_can_be_tried_again(hand: Hand) -> None:
    line = begin_typing(hand, "Quiet Mosul")
    before = stored(hand, line)
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: stored(hand, line) == "Quiet Mosul")
    with full_disk(page(hand).workspace):
        hand.window.actions_by_id["edit.undo"].trigger()
        hand.wait(lambda: bool(red(hand)))
    hand.click("message.act")
    hand.wait(lambda: stored(hand, line) == before)
    assert red(hand) == []


def test_a_list_that_cannot_be_read_is_a_red_bar_and_read_again(
    hand: Hand, monkeypatch: pytest.MonkeyPatch, own_places: Path
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    bugs: list[Path | None] = []
    crash.watch(bugs.append, hand.window.telling.reading_fault)
    workspace = page(hand).workspace
    with drive_away(workspace):
        for idle in workspace._readers._idle:
            idle.close()
        workspace._readers._idle.clear()
        page(hand).library.model.renew()
        QApplication.processEvents()
        hand.wait(lambda: bool(red(hand)))
    assert bugs == []
    hand.click("message.act")
    assert red(hand) == []
    assert page(hand).library.model.line(0) is not None
