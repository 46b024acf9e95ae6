# SPDX-License-Identifier: MIT
"""Words of the sample, brought into view, clicked, chosen in the form, and asked for their menu: steps of journeys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu
from pytestqt.qtbot import QtBot

from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.reader.view import ReaderView
from curator.app.values.line import LineKind
from curator.app.values.view import ValuesView
from curator.app.workspace_page import WorkspacePage
from curator.domain.coding import Evidence
from curator.operations import AddArticles, NewArticle
from tests.journeys.hand import NONE, Hand

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PARAGRAPH = "Officials said on Friday that two men were killed near the checkpoint, 60 km south of Mosul. "
LONG = "\n\n".join(PARAGRAPH * 3 for _ in range(24))


def at_the_sample(qtbot: QtBot, window: MainWindow) -> Hand:
    """The sample is open for its coder, its article taken up again, the keyboard in it."""
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


def long_article(hand: Hand) -> WorkspacePage:
    there = page(hand)
    there.workspace.run(AddArticles((NewArticle(LONG),)))
    hand.wait(lambda: there.library.model.rowCount() == 2)
    assert there.choose_article(2)
    settle(hand.window)
    return there
