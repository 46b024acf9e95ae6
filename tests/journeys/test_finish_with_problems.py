# SPDX-License-Identifier: MIT
"""A coder finishes an article too early: what blocks is shown and settled one by one, what is doubtful may stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.workspace_page import WorkspacePage
from curator.operations import AddArticles, AddCoder, AddEvidence, AddIncident, AddRow, NewArticle, SetValue
from curator.workspace import Workspace
from tests.journeys.hand import CTRL, Hand
from tests.sound_case import ROWS, SPANS, TEXT, VALUES, incidents_codebook

Key = Qt.Key
BELOW = "\n\n".join(f"Paragraph {number} says nothing of it. " * 9 for number in range(30))
LONG_BEFORE = "2019-08-01"


def sound_incident(workspace: Workspace, article: str) -> str:
    """An incident with which no rule finds fault."""
    incident = str(workspace.run(AddIncident(article, (0, 39))))
    for key, value in VALUES.items():
        workspace.run(SetValue(incident, key, value))
    rows = {name: workspace.run(AddRow(incident, group, values)) for name, group, values in ROWS}
    for words, field, row, role in SPANS:
        start = TEXT.index(words)
        workspace.run(AddEvidence(article, start, start + len(words), incident, rows.get(row, ""), field, role))
    return incident


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Iterator[Hand]:
    """One long article with one incident: its title is missing, a value is only proposed, its day is doubtful."""
    path = tmp_path / "early.curator"
    with Workspace.create(path, incidents_codebook(), name="Early") as workspace:
        coder = workspace.run(AddCoder("Coder 1"))
        workspace.act_as(coder)
        said = {"published": "2019-11-09", "title": "Attack", "language": "en"}
        workspace.run(AddArticles((NewArticle(f"{TEXT}\n\n{BELOW}", said),)))
        with workspace.read() as reads:
            article = reads.article_ids()[0]
        incident = sound_incident(workspace, article)
        workspace.run(SetValue(incident, "title", None))
        workspace.run(SetValue(incident, "tactics", "ambush", proposed=True))
        for part in ("date_start", "date_end"):
            workspace.run(SetValue(incident, part, LONG_BEFORE))
        window.settings.remember_coder(workspace.project_id, coder.id, "Coder 1")
    assert window.open_project(path)
    made = Hand(qtbot, window)
    rest(made)
    yield made
    made.window.close_project()


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def rest(hand: Hand) -> None:
    hand.wait(lambda: not page(hand).doing.busy)


def finish(hand: Hand) -> str:
    """Ctrl+Enter; what is said then, "" for nothing."""
    hand.key(Key.Key_Return, CTRL)
    rest(hand)
    return next((row.text for row in hand.window.messages.rows() if row.subject == "finish"), "")


def may_finish(hand: Hand) -> bool:
    """Whether the message has the button that finishes all the same."""
    row = next(row for row in hand.window.messages.rows() if row.subject == "finish")
    return any(each.objectName() == "message.act" for each in row.children())


def chosen(hand: Hand) -> str:
    line = page(hand).side.values.current_value()
    assert line is not None
    return line.target.field


def state(hand: Hand) -> str:
    shown, coder = page(hand).shown, page(hand).workspace.coder
    assert shown is not None
    assert coder is not None
    return shown.coding.reading.get(coder.id, "unread")


def enter(hand: Hand, text: str = "") -> None:
    hand.type(text)
    hand.key(Key.Key_Return)
    rest(hand)


def test_what_blocks_is_gone_through_and_what_is_doubtful_may_stay(hand: Hand) -> None:
    told = finish(hand)
    assert "The article is not finished: 2 things are to settle; 1 value is only proposed." in told
    assert not may_finish(hand), "what must be settled cannot be passed over"
    assert chosen(hand) == "title"
    enter(hand, "Rebel attack on an army post")  # the form has the keyboard: one just types

    assert "The article is not finished: 1 value is only proposed." in finish(hand)
    assert not may_finish(hand)
    assert chosen(hand) == "tactics"
    enter(hand)  # it is right

    told = finish(hand)
    assert "paragraphs were never on the screen" in told
    assert may_finish(hand), "doubts may stay"
    assert chosen(hand).startswith("date")
    assert state(hand) == "started"

    hand.click("message.act")
    rest(hand)
    hand.wait(lambda: state(hand) == "finished")
    assert not [row for row in hand.window.messages.rows() if row.subject == "finish"]


def test_what_was_never_seen_is_shown_when_nothing_else_is_left(hand: Hand) -> None:
    finish(hand)
    enter(hand, "Rebel attack on an army post")
    finish(hand)
    enter(hand)
    told = finish(hand)
    assert not told.startswith("30 paragraphs"), "the doubtful day comes first"
    while chosen(hand) != "date":  # one of its days is chosen, in the date that was opened for it
        hand.key(Key.Key_Up)
    enter(hand, "2019-11-08")
    unseen = page(hand).unread_paragraphs()
    assert unseen
    told = finish(hand)
    assert told.endswith("paragraphs were never on the screen.")
    assert told.split()[0].isdigit()
    assert may_finish(hand)
    first, last = page(hand).article.reader.visible_span()
    assert first <= unseen[0][0] < last, "the first of them is in sight"
    assert state(hand) == "started"


def test_each_problem_at_the_foot_leads_to_its_value(hand: Hand) -> None:
    hand.click_row("incidents.list", 0)
    hand.wait(lambda: hand.find("problems.count", QLabel).isVisible())
    assert hand.find("problems.count", QLabel).text() == "1/2 to settle"
    many = len(page(hand).side.to_settle.of(page(hand).side.incident))
    assert many >= 3
    led_to = []
    for _ in range(many):
        hand.click("problems.show")
        led_to.append(chosen(hand))
        hand.click("problems.next")
    assert {"title", "tactics"} <= set(led_to)
    assert any(field.startswith("date") for field in led_to)
