# SPDX-License-Identifier: MIT
"""A coder moves the edges of words, uses the menus, goes through the highlights by keyboard, and reads to the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QMenu,
    QTabBar,
)  # fmt: skip
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.app.values.line import LineKind
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import Evidence
from curator.operations import AddArticles, NewArticle
from tests.journeys.hand import CTRL, NONE, Hand

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PARAGRAPH = "Officials said on Friday that two men were killed near the checkpoint, 60 km south of Mosul. "
LONG = "\n\n".join(PARAGRAPH * 3 for _ in range(24))


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow) -> Hand:
    hand = Hand(qtbot, window)
    hand.click("start.sample")
    hand.wait(lambda: window.page is not None and window.page.shown is not None)
    window.activateWindow()
    hand.wait(window.isActiveWindow)
    window.actions_by_id["article.reopen"].trigger()
    hand.wait(lambda: "started" in page(hand).shown.coding.reading.values())  # type: ignore[union-attr]
    hand.find("reader", ReaderView).setFocus()
    return hand


def page(hand: Hand) -> WorkspacePage:
    assert hand.window.page is not None
    return hand.window.page


def reader(hand: Hand) -> ReaderView:
    return hand.find("reader", ReaderView)


def evidence(hand: Hand, span_id: str) -> Evidence:
    shown = page(hand).shown
    assert shown is not None
    found = page(hand).words.span(span_id)
    assert found is not None
    return found


def own_words(hand: Hand, many: bool = False) -> Evidence:
    """Words of the first incident that support one value and lie on top (or, `many`, support several parts of one)."""
    shown = page(hand).shown
    assert shown is not None
    incident = shown.incidents[0].incident
    for span in incident.evidence:
        same = [each for each in incident.evidence if (each.start, each.end) == (span.start, span.end)]
        over = [each for each in shown.coding.all_evidence() if each.start <= span.start < each.end and each != span]
        on_top = all(each.end - each.start > span.end - span.start for each in over) and " " in span.quote
        if span.field and not span.row and (len(same) > 1 if many else on_top):
            return span
    raise AssertionError("the sample has no such words")


def bring(hand: Hand, span: Evidence) -> ReaderView:
    view = reader(hand)
    view.scroll_to(span.start, span.end)
    settle(hand.window)
    return view


def click_words(hand: Hand, span: Evidence) -> ReaderView:
    view = bring(hand, span)
    point = view.span_rects(span.start, span.start + 1)[0].center().toPoint() + QPoint(3, 0)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    settle(hand.window)
    return view


def choose_in_form(hand: Hand, span: Evidence) -> ValuesView:
    """The line of these words in the form, clicked."""
    view = hand.find("values.list", ValuesView)
    row = next(
        row for row, line in enumerate(view.lines.lines())
        if line.kind is LineKind.WORDS and line.words[0].role == span.role
        and (line.words[0].start, line.words[0].end) == (span.start, span.end)
    )  # fmt: skip
    hand.click_row("values.list", row)
    return view


def menu_at(hand: Hand, view: QAbstractScrollArea, point: QPoint, name: str) -> QMenu:
    """The context menu at a point of a view."""
    place = view.viewport().mapToGlobal(point)
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, place))
    settle(hand.window)
    menu = view.findChild(QMenu, name)
    assert menu is not None
    assert menu.isVisible()
    return menu


def pick(hand: Hand, menu: QMenu, *names: str) -> None:
    """Choose an entry by its name, going into inner menus, with the keyboard."""
    for name in names:
        wanted = next(each for each in menu.actions() if name in (each.objectName(), each.menu() and
                                                                   each.menu().objectName()))  # fmt: skip
        while menu.activeAction() is not wanted:
            QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Right if wanted.menu() else Key.Key_Return)
        if wanted.menu():
            menu = wanted.menu()  # type: ignore[assignment]  # the stubs call it an object
    settle(hand.window)


def told(hand: Hand) -> str:
    return " ".join(row.text for row in hand.window.messages.rows())


# -- edges ------------------------------------------------------------------------------------------------------------


def test_clicked_words_grow_by_keys_and_undo_brings_them_back(hand: Hand) -> None:
    span = own_words(hand)
    view = click_words(hand, span)
    assert view.handles() == (span.start, span.end)
    hand.key(Key.Key_Right, ALT | SHIFT)
    hand.key(Key.Key_Right, ALT | SHIFT)
    hand.wait(lambda: evidence(hand, span.id).end > span.end)
    moved = evidence(hand, span.id)
    assert moved.start == span.start
    assert moved.quote == view.text()[moved.start : moved.end]
    assert len(moved.quote.split()) == len(span.quote.split()) + 2
    assert view.handles() == (moved.start, moved.end)
    hand.key(Key.Key_Z, CTRL)
    hand.wait(lambda: evidence(hand, span.id) == span)
    assert [(each.start, each.end) for each in view.highlights() if each.id == span.id] == [(span.start, span.end)]


@pytest.mark.parametrize("then", ["other words", "other article"])
def test_a_step_is_kept_though_something_else_is_chosen_at_once(hand: Hand, then: str) -> None:
    span = own_words(hand)
    shown = page(hand).shown
    assert shown is not None
    other = next(each for each in shown.incidents[0].incident.mentions() if each.end < span.start)
    if then == "other article":
        long_article(hand)
        page(hand).choose_article(1)
        settle(hand.window)
    choose_in_form(hand, span)
    hand.key(Key.Key_Right, CTRL | ALT | SHIFT)
    if then == "other words":
        choose_in_form(hand, other)
    else:
        page(hand).choose_article(2)
        settle(hand.window)
        page(hand).choose_article(1)
    hand.wait(lambda: evidence(hand, span.id).end == span.end + 1)
    assert (evidence(hand, other.id).start, evidence(hand, other.id).end) == (other.start, other.end)


def test_the_other_edge_by_characters_from_the_form(hand: Hand) -> None:
    span = own_words(hand)
    choose_in_form(hand, span)
    hand.key(Key.Key_W, ALT)
    assert hand.find("status.chosen", QLabel).text() == "The keys move the beginning."
    hand.key(Key.Key_Right, CTRL | ALT | SHIFT)
    hand.wait(lambda: evidence(hand, span.id).start == span.start + 1)
    assert evidence(hand, span.id).end == span.end


def test_an_edge_is_dragged_and_the_parts_of_a_value_go_along(hand: Hand) -> None:
    span = own_words(hand, many=True)
    shown = page(hand).shown
    assert shown is not None
    same = [
        each.id for each in shown.incidents[0].incident.evidence
        if (each.start, each.end, each.role) == (span.start, span.end, span.role)
    ]  # fmt: skip
    assert len(same) > 1
    page(hand).choose_incident(span.incident)
    choose_in_form(hand, span)
    view = bring(hand, span)
    assert view.handles() == (span.start, span.end)
    rect = view.span_rects(span.end - 1, span.end)[0]
    edge = QPoint(round(rect.right()), rect.center().toPoint().y())
    inside = view.span_rects(span.start, span.start + 1)[0].center().toPoint()
    QTest.mousePress(view.viewport(), LEFT, NONE, edge)
    for point in (edge - QPoint(30, 0), inside):
        place = QPointF(point)
        event = QMouseEvent(QEvent.Type.MouseMove, place, view.viewport().mapToGlobal(place),
                            Qt.MouseButton.NoButton, LEFT, NONE)  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
    before = hand.window.page.workspace.undo_target()  # type: ignore[union-attr]
    QTest.mouseRelease(view.viewport(), LEFT, NONE, inside)
    hand.wait(lambda: evidence(hand, span.id).end < span.end)
    moved = evidence(hand, span.id)
    assert moved.quote == span.quote.split()[0].rstrip(",.")
    assert {(evidence(hand, each).start, evidence(hand, each).end) for each in same} == {(moved.start, moved.end)}
    hand.key(Key.Key_Z, CTRL)
    hand.wait(lambda: evidence(hand, span.id).end == span.end)
    assert hand.window.page.workspace.undo_target() == before, "it was one operation"  # type: ignore[union-attr]


def test_the_edges_of_a_passage_not_codable_and_of_metadata_words(hand: Hand) -> None:
    shown = page(hand).shown
    assert shown is not None
    for tab, name, span_id in (
        (2, "not_codable.list", shown.coding.not_codable[0].id),
        (1, "article_facts.list", shown.coding.article_evidence[0].id),
    ):
        bar = hand.find("side.tabs", QTabBar)
        hand.click("side.tabs", bar.tabRect(tab).center())
        before = evidence(hand, span_id)
        view = hand.find(name, ValuesView)
        row = next(
            row for row, line in enumerate(view.lines.lines())
            if line.kind is LineKind.WORDS and line.words[0].id == span_id
        )  # fmt: skip
        hand.click_row(name, row)
        hand.key(Key.Key_Left, CTRL | ALT | SHIFT)
        hand.wait(lambda span_id=span_id, end=before.end: evidence(hand, span_id).end == end - 1)  # type: ignore[misc]


def test_words_of_nobody_in_particular_have_no_handles(hand: Hand) -> None:
    reader(hand).setFocus()
    hand.key(Key.Key_Right, ALT | SHIFT)
    assert "Choose your words first" in hand.find("status.chosen", QLabel).text()
    assert reader(hand).handles() is None


def test_the_selection_grows_and_shrinks_by_one_key_each(hand: Hand) -> None:
    view = click_words(hand, own_words(hand))
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Plus)
    first = view.selected_span()
    hand.key(Key.Key_Plus)
    assert view.selected_span()[1] - view.selected_span()[0] > first[1] - first[0] > 0
    hand.key(Key.Key_Minus)
    assert view.selected_span() == first


# -- menus ------------------------------------------------------------------------------------------------------------


def test_the_menu_of_a_highlight_changes_its_role_and_takes_it_away(hand: Hand) -> None:
    span = own_words(hand)
    view = bring(hand, span)
    point = view.span_rects(span.start, span.start + 1)[0].center().toPoint()
    menu = menu_at(hand, view, point, "reader_menu")
    pick(hand, menu, "article_menu.words.0", "article_menu.words.0.role", "article_menu.words.0.role.support")
    hand.wait(lambda: evidence(hand, span.id).role == "support")
    menu = menu_at(hand, view, point, "reader_menu")
    pick(hand, menu, "article_menu.words.0", "article_menu.words.0.choose")
    assert page(hand).side.values.current_value().target.field == span.field  # type: ignore[union-attr]
    menu = menu_at(hand, view, point, "reader_menu")
    pick(hand, menu, "article_menu.words.0", "article_menu.words.0.take_away")
    hand.wait(lambda: page(hand).words.span(span.id) is None)


def test_selected_words_are_given_by_the_menu(hand: Hand) -> None:
    span = own_words(hand)
    view = bring(hand, span)
    view.setFocus()
    view.select(span.start, span.end)
    menu = menu_at(hand, view, view.span_rects(span.start, span.end)[0].center().toPoint(), "reader_menu")
    names = [each.objectName() for each in menu.actions()]
    assert {"action.code.new", "action.code.mention", "action.code.not_codable", "reader_copy"} <= set(names)
    pick(hand, menu, "action.code.mention")
    hand.wait(lambda: (span.start, span.end) in [
        (each.start, each.end) for each in page(hand).shown.incidents[0].incident.mentions()])  # type: ignore[union-attr]  # fmt: skip


def test_words_are_given_to_another_value(hand: Hand) -> None:
    span = own_words(hand)
    view = choose_in_form(hand, span)
    line = view.current_line()
    assert line is not None
    menu = menu_at(hand, view, view.visualRect(view.currentIndex()).center(), "values_menu")
    pick(hand, menu, "words.elsewhere")
    assert hand.find("words.chooser").isVisible()
    hand.write("a mention")
    hand.key(Key.Key_Return)
    hand.wait(lambda: evidence(hand, span.id).field == "")
    assert QApplication.focusWidget() is reader(hand)


def test_the_menu_of_a_value_edits_it_and_offers_its_history(hand: Hand) -> None:
    span = own_words(hand)
    view = choose_in_form(hand, span)
    row = next(row for row, line in enumerate(view.lines.lines()) if line.kind is LineKind.VALUE)
    view.scrollTo(view.lines.index(row))
    point = view.visualRect(view.lines.index(row)).center()
    menu = menu_at(hand, view, point, "values_menu")
    assert {"action.code.help", "action.code.history"} <= {each.objectName() for each in menu.actions()}
    pick(hand, menu, "values_menu.edit")
    assert QApplication.focusWidget().objectName() == "value.editor.line"
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is view


def test_the_menu_of_an_incident_duplicates_it(hand: Hand) -> None:
    listed = hand.find("incidents.list", QListView)
    before = listed.model().rowCount()
    menu = menu_at(hand, listed, listed.visualRect(listed.model().index(1, 0)).center(), "incidents_menu")
    pick(hand, menu, "action.incident.duplicate")
    hand.wait(lambda: listed.model().rowCount() == before + 1)
    menu = menu_at(hand, listed, listed.visualRect(listed.model().index(1, 0)).center(), "incidents_menu")
    pick(hand, menu, "incidents_menu.copy")
    shown = page(hand).shown
    assert shown is not None
    assert QApplication.clipboard().text().startswith(shown.incidents[1].title)


def test_the_menu_of_an_incident_shows_its_history_and_comments_on_it(hand: Hand) -> None:
    listed = hand.find("incidents.list", QListView)
    choose_in_form(hand, own_words(hand))  # a value is chosen: the menu means the incident all the same
    at = listed.visualRect(listed.model().index(1, 0)).center()
    menu = menu_at(hand, listed, at, "incidents_menu")
    keys = {each.objectName(): each.text().partition("\t")[2] for each in menu.actions()}
    assert (keys["incidents_menu.history"], keys["incidents_menu.comment"]) == ("F7", "Ctrl+M")
    pick(hand, menu, "incidents_menu.history")
    assert hand.find("side_history.scope", QComboBox).currentData() == "incident"
    assert "incident B" in hand.find("side_history.scope", QComboBox).currentText()
    menu = menu_at(hand, listed, at, "incidents_menu")
    pick(hand, menu, "incidents_menu.comment")
    hand.type("One attack or two?")
    hand.key(Key.Key_Return)
    hand.wait(lambda: not page(hand).doing.busy)
    shown = page(hand).shown
    assert shown is not None
    said = shown.coding.comments[-1]
    assert (said.text, said.incident, said.field) == ("One attack or two?", shown.incidents[1].incident.id, "")


def test_in_the_list_of_incidents_the_keys_of_history_and_comment_mean_the_incident(hand: Hand) -> None:
    listed = hand.find("incidents.list", QListView)
    hand.click_row("incidents.list", 1)
    view = page(hand).side.values
    row = next(row for row, line in enumerate(view.lines.lines()) if line.kind is LineKind.VALUE)
    hand.click_row("values.list", row)
    listed.setFocus()
    hand.key(Key.Key_M, CTRL)
    hand.type("About all of it")
    hand.key(Key.Key_Return)
    hand.wait(lambda: not page(hand).doing.busy)
    shown = page(hand).shown
    assert shown is not None
    assert (shown.coding.comments[-1].text, shown.coding.comments[-1].field) == ("About all of it", "")
    listed.setFocus()
    hand.key(Key.Key_F7)
    assert hand.find("side_history.scope", QComboBox).currentData() == "incident"


# -- the list of highlights -------------------------------------------------------------------------------------------


def test_every_highlight_is_in_the_list_and_reached_by_keys(hand: Hand) -> None:
    hand.key(Key.Key_H, CTRL | ALT)
    listed = hand.find("highlights.list", QAbstractItemView)
    assert QApplication.focusWidget() is listed
    assert listed.model().rowCount() == len(reader(hand).highlights())
    said = [str(listed.model().index(row, 0).data()) for row in range(listed.model().rowCount())]
    shown = page(hand).shown
    assert shown is not None
    span = own_words(hand)
    label = shown.book(shown.incidents[0].incident).node(span.field).label  # type: ignore[union-attr]
    wanted = f"A, {label}: “{span.quote}”"
    assert wanted in said
    hand.key(Key.Key_Home)
    for _ in range(said.index(wanted)):
        hand.key(Key.Key_Down)
    assert reader(hand).handles() == (span.start, span.end), "the article shows it while the list has the keyboard"
    assert reader(hand).span_rects(span.start, span.end)
    hand.key(Key.Key_Return)
    assert page(hand).side.values.current_value().target.field == span.field  # type: ignore[union-attr]
    assert QApplication.focusWidget() is page(hand).side.values
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is reader(hand)


# -- Escape and the strip ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["incidents.list", "values.list", "library.list", "not_codable.list",
                                  "article_facts.list", "highlights.list", "library.filter"])  # fmt: skip
def test_escape_leads_back_to_the_article(hand: Hand, name: str) -> None:
    tab = {"article_facts.list": 1, "not_codable.list": 2, "highlights.list": 3}.get(name, 0)
    hand.find("side.tabs", QTabBar).setCurrentIndex(tab)
    settle(hand.window)
    hand.find(name).setFocus()
    for _ in range(2):
        if QApplication.focusWidget() is not reader(hand):
            hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is reader(hand)


def test_escape_in_the_table_of_incidents_leads_back_to_the_article(hand: Hand) -> None:
    hand.key(Key.Key_L, CTRL | SHIFT)
    assert page(hand).views.table_shown
    hand.key(Key.Key_Escape)
    assert not page(hand).views.table_shown
    assert QApplication.focusWidget() is reader(hand)


def test_escape_in_find_and_in_the_choosers_leads_back_to_the_article(hand: Hand) -> None:
    span = own_words(hand)
    view = bring(hand, span)
    hand.key(Key.Key_F, CTRL)
    hand.write("rocket")
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is view
    view.select(span.start, span.end)
    hand.key(Key.Key_N)
    assert hand.find("words.chooser").isVisible()
    hand.key(Key.Key_Escape)
    assert QApplication.focusWidget() is view


def test_the_strip_stays_off_the_selected_words_and_goes_while_one_types_elsewhere(hand: Hand) -> None:
    view = bring(hand, own_words(hand))
    view.setFocus()
    text = view.text()
    first = view.press_at(QPointF(view.column_left(), 60)).pos
    strip = page(hand).strip
    for length in (10, 200, 500, 3000):
        view.select(first + 5, min(len(text), first + 5 + length), reveal=False)
        settle(hand.window, 0.2)
        rects = [rect.toRect() for rect in view.span_rects(*view.selected_span())]
        assert not strip.isVisible() or not any(rect.intersects(strip.geometry()) for rect in rects), length
    view.select(first + 5, first + 40, reveal=False)
    hand.wait(strip.isVisible)
    hand.find("library.filter").setFocus()
    settle(hand.window, 0.2)
    assert not strip.isVisible()
    view.setFocus()
    hand.wait(strip.isVisible)


# -- reading ----------------------------------------------------------------------------------------------------------


def long_article(hand: Hand) -> WorkspacePage:
    there = page(hand)
    there.workspace.run(AddArticles((NewArticle(LONG),)))
    hand.wait(lambda: there.library.model.rowCount() == 2)
    assert there.choose_article(2)
    settle(hand.window)
    return there


def test_what_was_never_on_the_screen_is_a_doubt_before_finishing(hand: Hand) -> None:
    there = long_article(hand)
    view = reader(hand)
    view.setFocus()
    assert hand.find("article.read", QLabel).text() == "read 0 %"
    assert there.unread_share() == 1.0
    unseen = len(there.unread_paragraphs())
    assert 5 < unseen < 24
    hand.key(Key.Key_Return, CTRL | SHIFT)
    assert f"{unseen} paragraphs were never on the screen." in told(hand)
    assert view.visible_span()[1] > there.unread_paragraphs()[0][0], "the first of them is shown"
    for _ in range(40):
        hand.key(Key.Key_PageDown)
        there.unread_paragraphs()
    assert there.unread_paragraphs() == []
    hand.key(Key.Key_Return, CTRL | SHIFT)
    hand.wait(lambda: "nothing_to_code" in there.shown.coding.reading.values() or there.shown.coding.article.n == 1)  # type: ignore[union-attr]


def test_it_is_read_when_it_was_there_for_long_enough_or_is_marked(hand: Hand) -> None:
    there = long_article(hand)
    view = reader(hand)
    view.setFocus()
    hand.wait(lambda: 0.0 < there.reading.share() < 1.0)
    assert hand.find("article.read", QLabel).text() != "read 0 %"
    view.place_caret(len(LONG))
    hand.key(Key.Key_R, CTRL | SHIFT)
    assert there.unread_share() == 0.0
    assert hand.find("article.read", QLabel).text() == "read 100 %"


def test_the_place_in_each_article_is_kept(hand: Hand) -> None:
    there = long_article(hand)
    view = reader(hand)
    view.setFocus()
    for _ in range(3):
        hand.key(Key.Key_PageDown)
    place = view.reading_place()
    assert place > 0
    there.choose_article(1)
    settle(hand.window)
    assert view.reading_place() == 0
    there.choose_article(2)
    settle(hand.window)
    assert view.reading_place() == place
    path = there.workspace.path
    hand.window.close_project()
    assert hand.window.open_project(path)
    settle(hand.window)
    assert page(hand).shown.coding.article.n == 2  # type: ignore[union-attr]
    assert reader(hand).reading_place() == place


def test_unread_words_are_dimmed_as_the_user_likes(hand: Hand) -> None:
    long_article(hand)
    hand.window.activateWindow()
    toggle = hand.window.actions_by_id["view.unread"]
    assert toggle.isChecked()
    view = reader(hand)
    view.setFocus()
    assert view._scene().dimmed
    hand.key(Key.Key_U, CTRL | SHIFT)
    assert not toggle.isChecked()
    assert view._scene().dimmed == ()
    assert view._map.places().unread or view._dimmed, "the map shows them all the same"
    hand.key(Key.Key_U, CTRL | SHIFT)
    assert hand.window.settings.flag("unread_dimmed")
