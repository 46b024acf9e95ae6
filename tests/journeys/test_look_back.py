# SPDX-License-Identifier: MIT
"""Looking back: earlier values brought back, comments, undo over articles and restarts, text that outlives a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTabBar
from pytestqt.qtbot import QtBot

from curator.app.comments.talk import CommentsList
from curator.app.history.view import HistoryView
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.side.tabs_below import COMMENTS
from curator.app.values.line import Line, LineKind
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.operations import AddArticles, NewArticle
from tests.conftest import PROJECT_ROOT
from tests.journeys.hand import CTRL, Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hand(qtbot: QtBot, opened: MainWindow) -> Hand:
    """The sample is open for the coder whose incidents are in it."""
    hand = Hand(qtbot, opened)
    opened.who_codes.bar.name.setEditText("Coder 1")
    hand.click(opened.who_codes.bar.ok.objectName())
    return hand


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def type_in(hand: Hand, text: str) -> None:
    """Type letter by letter to whatever has the focus: the first letter may open an editor."""
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)
    settle(hand.window)


def text_field(hand: Hand) -> int:
    """Choose the first plain text of the incident with the mouse; its row."""
    values = hand.find("values.list", ValuesView)
    shown = page(hand).shown
    assert shown is not None
    texts = {field.key for field in shown.codebook.fields if field.kind == "text"}
    row = next(at for at, line in enumerate(values.lines.lines())
               if line.kind is LineKind.VALUE and line.target.field in texts)  # fmt: skip
    hand.click_row("values.list", row)
    return row


def value(hand: Hand, row: int) -> Line:
    return hand.find("values.list", ValuesView).lines.line(row)


def write_value(hand: Hand, row: int, text: str) -> None:
    """Type over the chosen value and take it."""
    type_in(hand, text)
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: value(hand, row).text == text)
    hand.click_row("values.list", row)


def test_an_earlier_value_is_brought_back_at_the_value(hand: Hand) -> None:
    row = text_field(hand)
    first = value(hand, row).text
    write_value(hand, row, "Second")
    write_value(hand, row, "Third")
    hand.key(Qt.Key.Key_H, CTRL)
    offered = page(hand).history_desk.chooser.model.offers
    assert [offer.label for offer in offered][:3] == ["Third", "Second", first]
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: value(hand, row).text == first)
    assert hand.find("values.list").hasFocus(), "the keyboard is where it was"
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: value(hand, row).text == "Third")
    assert hand.window.status.chosen.whole().startswith("Undone: Set ")


def test_escape_leaves_the_value_as_it_is(hand: Hand) -> None:
    row = text_field(hand)
    write_value(hand, row, "Second")
    hand.key(Qt.Key.Key_H, CTRL)
    hand.key(Qt.Key.Key_Escape)
    assert value(hand, row).text == "Second"
    assert hand.find("values.list").hasFocus()


def test_the_tab_tells_the_history_of_a_value_and_brings_one_back(hand: Hand) -> None:
    row = text_field(hand)
    first = value(hand, row).text
    write_value(hand, row, "Second")
    hand.key(Qt.Key.Key_F7)
    listed = hand.find("side_history.list", HistoryView)
    assert listed.hasFocus()
    assert listed.lines.data(listed.lines.index(0, 0)).count(f"{first} → Second") == 1
    hand.key(Qt.Key.Key_Down)
    hand.click("side_history.back")
    hand.wait(lambda: value(hand, row).text == first)
    hand.wait(lambda: f"Second → {first}" in listed.lines.data(listed.lines.index(0, 0)))
    listed.setFocus()
    hand.key(Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_U)
    hand.wait(lambda: value(hand, row).text == "Second")
    assert page(hand).side.tabs.currentIndex() == 0, "what was undone is shown"


def test_the_history_of_the_project_is_narrowed_and_leads_to_the_place(hand: Hand) -> None:
    row = text_field(hand)
    write_value(hand, row, "Second")
    target, name = value(hand, row).target, value(hand, row).label
    hand.click_row("incidents.list", 3)
    hand.click("rail.history")
    listed = hand.find("history.list", HistoryView)
    before = listed.lines.rowCount()
    hand.find("history.filter").setFocus()
    hand.write(f"{name.lower()} set")
    hand.wait(lambda: listed.lines.rowCount() == 1)
    assert before > 1
    hand.key(Qt.Key.Key_Return)
    assert listed.hasFocus()
    hand.key(Qt.Key.Key_Return)
    assert page(hand).views.code_shown
    assert page(hand).side.incident == target.incident
    chosen = hand.find("values.list", ValuesView).current_line()
    assert chosen is not None
    assert chosen.target == target
    assert hand.find("values.list").hasFocus()
    hand.key(Qt.Key.Key_F7, SHIFT)
    hand.click("history.undo")
    hand.wait(lambda: hand.window.messages.rows() != [])
    assert hand.window.messages.rows()[0].text.startswith("Undone: Set ")
    assert page(hand).views.history_shown, "the history stays on show, with a way to the place"
    hand.find("history.filter", QLineEdit).clear()
    hand.wait(lambda: listed.lines.rowCount() == before + 1)
    assert "undone" in listed.lines.data(listed.lines.index(1, 0))
    hand.click("message.act")
    assert page(hand).views.code_shown
    assert value(hand, row).text != "Second"


def test_a_comment_is_written_at_a_value_answered_and_resolved(hand: Hand) -> None:
    row = text_field(hand)
    target = value(hand, row).target
    hand.key(Qt.Key.Key_M, CTRL)
    type_in(hand, "Is this right?")
    hand.key(Qt.Key.Key_Return)
    tabs = hand.find("side.tabs", QTabBar)
    hand.wait(lambda: tabs.tabText(COMMENTS) == "1")
    values = hand.find("values.list", ValuesView)
    assert values.drawn.comments[target].open == 1
    assert "1 comment, open" in values.lines.data(values.lines.index(row))
    hand.key(Qt.Key.Key_M, CTRL | SHIFT)
    listed = hand.find("comments.list", CommentsList)
    assert listed.hasFocus()
    hand.key(Qt.Key.Key_A)
    type_in(hand, "It is.")
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: listed.lines.rowCount() == 2)
    listed.setFocus()
    hand.key(Qt.Key.Key_R)
    hand.wait(lambda: tabs.tabText(COMMENTS) == "")
    assert "2 comments, resolved" in values.lines.data(values.lines.index(row))
    hand.key(Qt.Key.Key_R)
    hand.wait(lambda: tabs.tabText(COMMENTS) == "1")
    hand.key(Qt.Key.Key_F2)
    hand.find("comment.line", QPlainTextEdit).selectAll()
    type_in(hand, "It was.")
    hand.key(Qt.Key.Key_Return)
    hand.wait(lambda: listed.lines.line(1).comment.text == "It was.")
    hand.key(Qt.Key.Key_Return)
    assert values.hasFocus()
    chosen = values.current_line()
    assert chosen is not None
    assert chosen.target == target, "from the comment to its value"
    hand.key(Qt.Key.Key_M, CTRL | SHIFT)
    hand.key(Qt.Key.Key_End)
    hand.key(Qt.Key.Key_Delete)
    hand.wait(lambda: listed.lines.rowCount() == 1)


def test_enter_with_control_says_the_comment_and_does_not_finish_the_article(hand: Hand) -> None:
    text_field(hand)
    hand.key(Qt.Key.Key_M, CTRL)
    type_in(hand, "Sent as elsewhere")
    shown = page(hand).shown
    hand.key(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.find("side.tabs", QTabBar).tabText(COMMENTS) == "1")
    assert not hand.window.messages.rows(), "nobody spoke of finishing"
    assert shown is not None
    assert page(hand).shown.coding.reading == shown.coding.reading  # type: ignore[union-attr]


def test_a_comment_left_by_the_mouse_is_gone_on_with(hand: Hand) -> None:
    text_field(hand)
    hand.key(Qt.Key.Key_M, CTRL)
    type_in(hand, "Half a")
    hand.click("reader")
    assert page(hand).shown.coding.comments == ()  # type: ignore[union-attr]
    text_field(hand)
    hand.key(Qt.Key.Key_M, CTRL)
    assert hand.find("comment.line", QPlainTextEdit).toPlainText() == "Half a"
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_M, CTRL)
    assert hand.find("comment.line", QPlainTextEdit).toPlainText() == ""


def test_undo_reaches_over_articles_and_a_restart_and_shows_what_it_undid(hand: Hand, sample: Path) -> None:
    other = NewArticle("A bridge was closed on Monday.\n", {"title": "The bridge"})
    page(hand).workspace.run(AddArticles((other,)))
    hand.wait(lambda: page(hand).library.model.rowCount() == 2)
    hand.click_row("library.list", 0)
    row = text_field(hand)
    first, target = value(hand, row).text, value(hand, row).target
    write_value(hand, row, "Second")
    hand.click_row("incidents.list", 3)
    hand.click_row("library.list", 1)
    assert page(hand).shown.coding.text.startswith("A bridge")  # type: ignore[union-attr]
    hand.key(Qt.Key.Key_W, CTRL)
    assert hand.window.open_project(sample)
    hand.wait(lambda: page(hand).shown is not None)
    assert page(hand).shown.coding.text.startswith("A bridge")  # type: ignore[union-attr]
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait(lambda: page(hand).side.incident == target.incident)
    assert value(hand, row).text == first
    chosen = hand.find("values.list", ValuesView).current_line()
    assert chosen is not None
    assert chosen.target == target
    said = hand.window.messages.rows()[0]
    assert said.text.startswith("Undone: Set ")
    assert said.text.endswith("in “Isis' Ambushes Jeopardise Iraq's Fragile Security”")
    hand.click("message.act")
    assert page(hand).shown.coding.text.startswith("A bridge")  # type: ignore[union-attr]
    hand.key(Qt.Key.Key_Z, CTRL | SHIFT)
    hand.wait(lambda: page(hand).side.incident == target.incident)
    assert value(hand, row).text == "Second"
    assert hand.window.messages.rows()[0].text.startswith("Done again: Set ")


TYPING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from curator.app.picture import settle, shown_window
from curator.app.side.tabs_below import COMMENTS
from curator.app.values.line import LineKind

window = shown_window((1280, 800), "light")
assert window.open_project(Path(sys.argv[1]))
window.who_codes.bar.name.setEditText("Coder 1")
window.who_codes.bar.ok.click()
settle(window)
page = window.page
texts = {field.key for field in page.shown.codebook.fields if field.kind == "text"}
lines = page.side.values.lines.lines()
line = next(line for line in lines if line.kind is LineKind.VALUE and line.target.field in texts)
page.side.reveal([line.target])
page.side.values.setFocus()
window.activateWindow()
settle(window)
if sys.argv[2] == "comment":
    QTest.keyClick(page.side.values, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settle(window)
at = 0
while True:
    QTest.keyClicks(QApplication.focusWidget(), chr(97 + at % 26))
    at += 1
    until = time.monotonic() + 0.05
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    print(at, time.monotonic(), flush=True)
"""


@pytest.mark.parametrize("what", ["value", "comment"])
def test_what_was_typed_a_second_before_a_kill_is_offered_again(
    window: MainWindow, qtbot: QtBot, sample: Path, own_places: Path, what: str
) -> None:
    typing = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(sample), what], stdout=subprocess.PIPE, text=True, cwd=PROJECT_ROOT,
        env={**os.environ, "CURATOR_HOME": str(own_places), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert typing.stdout is not None
    typed = []
    for line in typing.stdout:
        letters, at = line.split()
        typed.append((int(letters), float(at)))
        if typed[-1][1] - typed[0][1] > 2.5:  # without any pause in which a draft could be put off
            break
    typing.send_signal(signal.SIGKILL)
    typing.wait()
    typing.stdout.close()
    last = typed[-1][1]
    old = max(letters for letters, at in typed if at <= last - 1)
    hand = Hand(qtbot, window)
    assert window.open_project(sample)
    settle(window)
    offered = next(row for row in window.messages.rows() if row.subject == "draft")
    assert offered.text.startswith("You were typing “")
    hand.click("message.act")
    editor = (
        hand.find("comment.line", QPlainTextEdit) if what == "comment" else hand.find("value.editor.line", QLineEdit)
    )
    text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()
    assert text == "".join(chr(97 + at % 26) for at in range(len(text)))
    assert len(text) >= old > 10
    hand.key(Qt.Key.Key_Return)
    if what == "comment":
        hand.wait(lambda: [said.text for said in page(hand).shown.coding.comments] == [text])  # type: ignore[union-attr]
    else:
        hand.wait(lambda: text in [line.text for line in page(hand).side.values.lines.lines()])
