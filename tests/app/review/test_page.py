# SPDX-License-Identifier: MIT
"""The review follows the change feed and nothing else; its keys act in it alone; it says why something is not done."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.app.main_window import MainWindow
from curator.app.picture import settle, show_project
from curator.app.review.page import ReviewPage
from curator.operations import AcceptIncident, RejectIncident, RemoveArticle, SetValue
from curator.workspace import Workspace
from tests.active import make_active
from tests.journeys.reviewing import REVIEWER

Key = Qt.Key


def rest(window: MainWindow) -> None:
    """Until what was asked for is in the file and on show, however busy the machine is."""
    end = time.monotonic() + 10
    for _ in range(2):  # done and told by the feed, then read again
        settle(window, 0.06)
        while window.background.busy or (window.page is not None and window.page.doing.busy):
            assert time.monotonic() < end
            settle(window)


def press(window: MainWindow, key: Qt.Key) -> None:
    make_active(window)
    QTest.keyClick(QApplication.focusWidget() or window, key)
    rest(window)


def test_what_somebody_else_does_is_shown(window: MainWindow, review: ReviewPage) -> None:
    assert review.found is not None
    ids = tuple(each.id for each in review.found.there)
    review.workspace.run(AcceptIncident(ids))
    rest(window)
    assert review.found.consensus is not None
    assert review.head.state.text() == "Accepted"
    assert [line.label for line in review.grid.lines.lines if line.to_settle] == ["Actor 3"]


def test_a_tick_falls_when_the_value_changes(window: MainWindow, review: ReviewPage) -> None:
    review.grid.setFocus()
    row = next(at for at, line in enumerate(review.grid.lines.lines) if line.label == "Stage")
    review.grid.choose(row, 1)
    press(window, Key.Key_Space)
    assert review.grid.lines.lines[row].cells[0].ticked
    assert review.shown is not None
    first = review.shown.review.incidents[0].incidents[0]
    assert first is not None
    reviewer = review.workspace.coder
    review.workspace.act_as(next(each for each in review.shown.review.coders if each.id == first.coder))
    review.workspace.run(SetValue(first.id, "stage", "attempted"))
    review.workspace.act_as(reviewer)
    rest(window)
    assert not review.grid.lines.lines[row].cells[0].ticked
    assert review.grid.lines.lines[row].differs


def test_next_comes_round_to_what_was_passed_over(window: MainWindow, review: ReviewPage) -> None:
    """At the end of the last incident the button Next leads to what is still open before it, and says so."""
    assert review.shown is not None
    told: list[str] = []
    review.told.connect(told.append)
    review.going.go_to(len(review.shown.review.incidents) - 1)
    review.grid.choose_last_to_settle()
    window.actions_by_id["review.next"].trigger()
    rest(window)
    assert review.at == next(at for at in range(review.at + 1) if review.showing.needs(review.shown, at)) == 0
    line = review.grid.chosen_line()
    assert line is not None
    assert line.to_settle
    assert told
    assert "still to be settled" in told[-1]


def test_what_was_said_of_a_step_goes_when_it_is_undone(window: MainWindow, review: ReviewPage) -> None:
    review.going.go_to(0)
    window.actions_by_id["review.accept"].trigger()
    rest(window)
    assert "Accepted" in window.status.chosen.text()
    window.actions_by_id["edit.undo"].trigger()
    rest(window)
    assert review.found is not None
    assert review.found.consensus is None
    assert window.status.chosen.text() == ""


def test_letters_are_letters_where_somebody_types(window: MainWindow, review: ReviewPage) -> None:
    review.reason.area.setFocus()
    press(window, Key.Key_A)
    press(window, Key.Key_1)
    assert review.reason.area.toPlainText() == "a1"
    assert review.found is not None
    assert review.found.consensus is None


def test_keys_of_the_review_do_nothing_in_the_article_of_coding(window: MainWindow, review: ReviewPage) -> None:
    page = window.page
    assert page is not None
    page.views.show_view("code")
    page.article.reader.setFocus()
    press(window, Key.Key_A)
    press(window, Key.Key_J)
    assert review.found is not None
    assert review.found.consensus is None
    assert not window.actions_by_id["review.agreed"].isEnabled()


def test_an_article_that_is_taken_out_leaves_the_review(window: MainWindow, review: ReviewPage) -> None:
    assert review.shown is not None
    review.workspace.run(RemoveArticle(review.shown.id))
    rest(window)
    review.feed.read()
    rest(window)
    assert review.found is None
    assert not review.right.settles
    assert review.queue.model.rowCount() == 0


def test_a_project_open_for_reading_only_is_compared_but_not_settled(window: MainWindow, coded: Path) -> None:
    assert show_project(window, coded)
    page = window.page
    assert page is not None
    page.views.show_view("review")
    rest(window)
    review = page.views.review
    assert review is not None
    told: list[str] = []
    review.told.connect(told.append)
    review.desk.adopt(1)
    rest(window)
    assert not review.settling
    assert any("reading only" in each for each in told) or review.found is None


def test_the_width_of_the_parts_is_remembered(window: MainWindow, review: ReviewPage, coded: Path) -> None:
    review.split.setSizes([300, 380, 500])
    rest(window)
    before = review.split.sizes()
    window.close_project()
    assert window.open_project(coded)
    rest(window)
    page = window.page
    assert page is not None
    page.views.show_view("review")
    rest(window)
    assert page.views.review is not None
    assert page.views.review.split.sizes() == before


def test_the_figures_of_agreement_take_the_room_that_a_short_list_leaves(review: ReviewPage) -> None:
    figures, listed = review.queue.split.sizes()
    assert figures > listed
    table = review.queue.table
    assert table.viewport().height() >= 2 * table.verticalHeader().defaultSectionSize()


def test_no_word_of_a_name_is_broken(window: MainWindow, review: ReviewPage) -> None:
    window.resize(1280, 800)
    rest(window)
    grid = review.grid
    letters = grid.fontMetrics()
    for row, line in enumerate(grid.lines.lines):
        if line.choosable and line.depth:
            widest = max(letters.horizontalAdvance(word) for word in line.label.split())
            assert grid.columnWidth(0) >= widest + 12 + 10, f"{line.label} in line {row}"


def test_a_list_chosen_with_the_mouse_has_the_keyboard(window: MainWindow, review: ReviewPage) -> None:
    """The keys of the review act at once, whatever had the keyboard before."""
    review.reason.area.setFocus()
    QTest.mouseClick(review.queue.chips["to_settle"], Qt.MouseButton.LeftButton)
    rest(window)
    assert review.queue.table.hasFocus()


def test_a_cell_beside_the_names_is_brought_into_view(window: MainWindow, review: ReviewPage) -> None:
    view = review.grid
    window.resize(1280, 800)
    review.split.setSizes([300, 700, 400])
    for column in range(1, view.lines.columnCount()):
        view.setColumnWidth(column, 300)
    view.choose(3, 2)
    rest(window)
    rect = view.visualRect(view.currentIndex())
    assert rect.left() >= view.columnWidth(0)
    assert view.visualRect(view.lines.index(3, 0)).left() == 0
    assert view.visualRect(view.lines.index(3, view.lines.consensus)).right() <= view.viewport().width()


def test_the_actions_outlive_the_page(window: MainWindow, review: ReviewPage, coded: Path) -> None:
    """Another project is opened: what the actions did in the review before is done no more."""
    window.close_project()
    rest(window)
    assert window.open_project(coded)
    rest(window)
    page = window.page
    assert page is not None
    page.views.show_view("review")
    rest(window)
    again = page.views.review
    assert again is not None
    assert again is not review
    assert again.foot.buttons["review.next"].text() == "Next  J"
    window.actions_by_id["review.next"].trigger()
    rest(window)


def test_fields_that_nobody_filled_are_shown_on_request(window: MainWindow, review: ReviewPage) -> None:
    review.grid.setFocus()
    before = [line.label for line in review.grid.lines.lines]
    assert "Why not plainly in scope" not in before
    press(window, Key.Key_B)
    assert "Why not plainly in scope" in [line.label for line in review.grid.lines.lines]
    press(window, Key.Key_B)
    assert [line.label for line in review.grid.lines.lines] == before


def test_where_everything_is_settled_it_is_said_what_comes_next(window: MainWindow, coded: Path) -> None:
    with Workspace.open(coded) as workspace:
        with workspace.read() as reads:
            workspace.act_as(next(each for each in reads.coders() if each.name == REVIEWER))
            article = reads.article(1)
            assert article is not None
            coding = reads.coding(article.id)
        for each in coding.incidents:
            workspace.run(RejectIncident((each.id,), "a test of the end"))
    assert window.open_project(coded)
    window.who_codes.answer(next(each for each in window.who_codes.people() if each.name == REVIEWER))
    rest(window)
    page = window.page
    assert page is not None
    page.views.show_view("review")
    rest(window)
    review = page.views.review
    assert review is not None
    assert review.queue.progress.text() == "0 to settle · 1 of 1 articles settled"
    hint = review.reader._hint
    assert hint.startswith("Everything is settled. Export the data set")
    review.queue.choose_list("settled")
    rest(window)
    assert review.shown is not None
