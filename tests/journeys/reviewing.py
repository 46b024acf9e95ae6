# SPDX-License-Identifier: MIT
"""Steps of journeys in the review: projects that several have coded, what its grid shows, clicking in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.review.grid import GridView
from curator.app.review.page import ReviewPage
from curator.app.review.shapes import GridLine
from curator.domain.coding import Coder, Incident
from curator.operations import AddCoder
from curator.workspace import Workspace
from tests.journeys.hand import CTRL, Hand
from tests.second_coding import Alter, add_layer

Key = Qt.Key
REVIEWER = "Reviewer"


def several_coded(path: Path, layers: Sequence[tuple[str, Alter]]) -> None:
    """Let others have coded the sample's article too, and a reviewer be there who coded nothing."""
    with Workspace.open(path) as workspace:
        with workspace.read() as reads:
            workspace.act_as(reads.coders()[0])
        for name, alter in layers:
            add_layer(workspace, name, alter)
        workspace.run(AddCoder(REVIEWER))


def at_the_review(qtbot: QtBot, window: MainWindow, path: Path, who: str = REVIEWER) -> Hand:
    """The project is open for `who`, the review on show, its first article read."""
    hand = Hand(qtbot, window)
    assert window.open_project(path)
    look_as(hand, who)
    window.activateWindow()
    hand.wait(window.isActiveWindow)
    hand.key(Key.Key_R, CTRL)
    hand.wait(lambda: page(hand).shown is not None)
    settle(window)
    return hand


def look_as(hand: Hand, who: str) -> None:
    """Somebody else sits down at the device."""
    person = next(each for each in hand.window.who_codes.people() if each.name == who)
    hand.window.who_codes.answer(person)
    settle(hand.window)


def page(hand: Hand) -> ReviewPage:
    assert hand.window.page is not None
    review = hand.window.page.views.review
    assert review is not None
    return review


def grid(hand: Hand) -> GridView:
    return hand.find("review.grid", GridView)


def chosen(hand: Hand) -> GridLine:
    line = grid(hand).chosen_line()
    assert line is not None
    return line


def line_of(hand: Hand, label: str, nth: int = 0) -> GridLine:
    """The nth line with this label."""
    return [line for line in grid(hand).lines.lines if line.label == label][nth]


def choose(hand: Hand, label: str, column: int = 1, nth: int = 0) -> None:
    """Click the cell of a column in the nth line with this label."""
    view = grid(hand)
    rows = [row for row, line in enumerate(view.lines.lines) if line.label == label]
    view.scrollTo(view.lines.index(rows[nth], column))
    settle(hand.window)
    rect = view.visualRect(view.lines.index(rows[nth], column))
    hand.click("review.grid", QPoint(rect.left() + 12, rect.top() + 12))
    settle(hand.window)


def click_line(hand: Hand, label: str) -> None:
    """Click a line that is one over all columns."""
    view = grid(hand)
    index = view.lines.index(next(row for row, line in enumerate(view.lines.lines) if line.label == label), 0)
    view.scrollTo(index)
    settle(hand.window)
    hand.click("review.grid", view.visualRect(index).center())


def double_click(hand: Hand, label: str, column: int) -> None:
    """Double click the cell of a column in the line with this label."""
    choose(hand, label, column)
    view = grid(hand)
    rect = view.visualRect(view.lines.index(view.currentIndex().row(), column))
    with hand.acting():
        QTest.mouseDClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.topLeft() + QPoint(12, 12)
        )


def to_settle(hand: Hand) -> list[str]:
    """The labels of what is to be settled in the incident on show."""
    return [line.label for line in grid(hand).lines.lines if line.to_settle]


def text(hand: Hand, name: str) -> str:
    return hand.find(name, QLabel).text()


def go_to_incident(hand: Hand, title: str) -> None:
    """Go through the incidents until this one is on show."""
    grid(hand).setFocus()
    for _ in range(20):
        if title in text(hand, "review.title"):
            return
        hand.key(Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    raise AssertionError(f"there is no incident {title}")


def consensus(hand: Hand) -> dict[str, Incident]:
    """The consensus's incidents by their titles."""
    workspace = page(hand).workspace
    with workspace.read() as reads:
        kinds = {coder.id: coder for coder in reads.coders()}
        article = reads.article(1)
        assert article is not None
        found = [each for each in reads.coding(article.id).incidents if kinds[each.coder].kind == "consensus"]
    return {str(each.values.get("title", "")): each for each in found}


def layers(hand: Hand) -> dict[str, tuple[Incident, ...]]:
    """The incidents of every person by name, as they are in the file."""
    with page(hand).workspace.read() as reads:
        people: list[Coder] = [each for each in reads.coders() if each.kind == "person"]
        article = reads.article(1)
        assert article is not None
        coding = reads.coding(article.id)
    return {each.name: tuple(made for made in coding.incidents if made.coder == each.id) for each in people}
