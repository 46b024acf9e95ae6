# SPDX-License-Identifier: MIT
"""A newcomer codes an article by the help page about coding, in a project of their own, and exports it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.values.line import Line, LineKind
from curator.app.workspace_page import WorkspacePage
from curator.assets import read_text
from curator.domain.coding import Coder, Incident
from curator.operations import AddCoder
from curator.tasks.codebooks import codebook_named
from curator.tasks.import_articles import import_articles
from curator.workspace import Workspace
from tests.journeys.hand import CTRL, NONE, Hand

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
ARTICLE = """Attack in the north

Sat, 09 Nov 2019 16:20 GMT

On Friday November 8th, gunmen opened fire on an army checkpoint near Mosul, killing a border guard and wounding three \
others. The same Friday a second checkpoint was hit. Last year 20 people died so; on 05/04/2019 one more.
"""


class Newcomer(Hand):
    """A hand that selects words of the article with the keyboard and reads the form."""

    @property
    def page(self) -> WorkspacePage:
        assert self.window.page is not None
        return self.window.page

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.key(key, modifiers)
        self.wait(lambda: not self.page.doing.busy)

    def type(self, text: str) -> None:
        """Type letter by letter: the first one may open an editor, which gets the others."""
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)
        settle(self.window)

    def select(self, words: str) -> None:
        reader = self.page.article.reader
        start = reader.text().index(words)
        reader.setFocus()
        reader.place_caret(start)
        for _ in words:
            QTest.keyClick(reader, Key.Key_Right, SHIFT)
        settle(self.window)
        assert reader.text()[slice(*reader.selected_span())] == words

    def incident(self) -> Incident:
        incident = self.page.showing.own_incident()
        assert incident is not None
        return incident

    def lines(self, wanted: Callable[[Line], bool]) -> list[Line]:
        return [line for line in self.page.side.values.lines.lines() if wanted(line)]

    def line(self, label: str) -> Line:
        return self.lines(lambda line: line.label == label and line.kind is LineKind.VALUE)[0]

    def click_value(self, label: str) -> None:
        lines = self.page.side.values.lines.lines()
        self.click_row("values.list", lines.index(self.line(label)))


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Newcomer:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    with Workspace.create(tmp_path / "mine.curator", codebook_named("incidents")) as workspace:
        import_articles(workspace, [file])
        coder: Coder = workspace.run(AddCoder("Ana"))
    hand = Newcomer(qtbot, window)
    assert window.open_project(tmp_path / "mine.curator")
    window.activateWindow()
    settle(window)
    window.who_codes.answer(coder)
    settle(window)
    return hand


def test_an_article_without_incidents_says_what_to_do_next(hand: Newcomer) -> None:
    empty = hand.find("incidents.empty", QLabel)
    assert empty.text() == "No incident yet. Select the words that report one and press N."
    steps = hand.lines(lambda line: line.kind is LineKind.EMPTY)[0].text
    assert "N starts an incident" in steps
    assert "D\u00a0Date" in steps
    hand.window.keys.give("code.new", ("Ctrl+F9",))
    settle(hand.window)
    assert empty.text().endswith("press Ctrl+F9.")
    hand.press(Key.Key_Return, CTRL | SHIFT)
    assert "nothing to code" in empty.text()


def test_from_words_to_an_incident(hand: Newcomer) -> None:
    hand.select("gunmen opened fire on an army checkpoint")
    hand.press(Key.Key_N)
    hand.type("clash")
    hand.press(Key.Key_Return)
    assert hand.incident().mentions()[0].quote == "gunmen opened fire on an army checkpoint"
    hand.select("Friday November 8th")
    hand.press(Key.Key_D)
    date = hand.line("Date")
    assert (date.text, date.proposed) == ("8 Nov 2019 · Day", True)
    assert {word.quote: word.role for word in date.words}["Friday November 8th"] == "direct"
    hand.press(Key.Key_Return)
    assert not hand.line("Date").proposed
    hand.select("killing a border guard")
    hand.press(Key.Key_K)
    hand.press(Key.Key_Return)
    row = hand.lines(lambda line: line.kind is LineKind.ROW)[0]
    assert [cell.text for cell in row.cells if cell.text] == ["Killed", "1 · Exact"]
    assert not any(note.proposed for note in hand.incident().notes if note.row)
    hand.select("The same Friday")
    hand.press(Key.Key_D)  # more words for the same value
    assert hand.line("Date").text == "8 Nov 2019 · Day"
    roles = {word.quote: word.role for word in hand.line("Date").words}
    assert (roles["Friday November 8th"], roles["The same Friday"]) == ("direct", "support")
    hand.select("Last year 20 people died")
    hand.press(Key.Key_X)
    hand.type("background")
    hand.press(Key.Key_Return)
    assert hand.page.shown is not None
    assert hand.page.shown.coding.not_codable[0].quote == "Last year 20 people died"


def test_words_that_can_mean_two_days_are_asked_about(hand: Newcomer) -> None:
    hand.select("on 05/04/2019 one more")
    hand.press(Key.Key_N)
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    hand.select("05/04/2019")
    hand.press(Key.Key_D)
    assert hand.find("words.chooser.line", QLineEdit).isVisible()
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    assert (hand.line("Date").text, hand.line("Date").proposed) == ("4 May 2019 · Day", False)


def test_the_form_goes_on_to_what_is_blank_and_answers_stay_four_different_things(hand: Newcomer) -> None:
    hand.select("gunmen opened fire")
    hand.press(Key.Key_N)
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    hand.click_value("Title")
    hand.type("Checkpoint attacked")
    hand.press(Key.Key_Return)
    after = hand.page.side.values.current_value()
    assert hand.line("Title").text == "Checkpoint attacked"
    assert after is not None
    assert after.blank
    assert after.label != "Title"
    for key, told in ((Key.Key_N, "not stated"), (Key.Key_P, "not applicable"), (Key.Key_B, "not read yet")):
        hand.click_value("Time of day")
        hand.press(key, ALT)
        assert hand.line("Time of day").state == told
    hand.click_value("Date")
    hand.type("nonsense")
    hand.press(Key.Key_Return)
    assert "a date is expected" in problem(hand)
    assert hand.find("value.editor.line", QLineEdit).text() == "nonsense"
    hand.press(Key.Key_Escape)
    hand.press(Key.Key_Escape)
    assert QApplication.focusWidget() is hand.page.article.reader


def test_every_line_of_the_table_of_what_to_type_is_taken(hand: Newcomer) -> None:
    hand.select("killing a border guard")
    hand.press(Key.Key_N)
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    hand.press(Key.Key_K)
    count = next(cell for cell in hand.lines(lambda line: line.kind is LineKind.ROW)[0].cells if cell.openable)
    tried = 0
    for typed in examples():
        target = count if is_count(typed) else hand.line("Date" if is_date(typed) else "Location")
        hand.page.values_desk.edit(target)
        hand.find("value.editor.line", QLineEdit).selectAll()
        hand.type(typed)
        hand.press(Key.Key_Return)
        assert not problem(hand), typed
        tried += 1
    assert tried > 20


def problem(hand: Newcomer) -> str:
    """Why what was typed is not taken; nothing where it was."""
    shown = [label for label in hand.window.findChildren(QLabel, "value.editor.problem") if label.isVisible()]
    return shown[0].text() if shown else ""


def examples() -> list[str]:
    rows = re.findall(r"^\| (`.+?) \| .+ \|$", read_text("help/coding.md"), re.MULTILINE)
    return [typed for row in rows for typed in re.findall(r"`([^`]+)`", row)]


def is_date(typed: str) -> bool:
    return bool(re.search(r"\d{4}|yesterday|Friday|October", typed))


def is_count(typed: str) -> bool:
    return not is_date(typed) and not re.search(r"[A-Z]", typed)


def test_finishing_leads_to_what_is_to_be_settled(hand: Newcomer) -> None:
    hand.select("gunmen opened fire")
    hand.press(Key.Key_N)
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    assert hand.find("problems.end", QPushButton).text() == "Finish article"
    hand.press(Key.Key_Return, CTRL)
    assert any("is not finished" in row.text for row in hand.window.messages.rows())
    assert QApplication.focusWidget() is hand.page.side.values
