# SPDX-License-Identifier: MIT
"""A clerk who does anything that can be done in the window, at random: with the mouse, with keys, with actions.

What lives here: what a clerk does. What does not: what must hold meanwhile (test_soak.py).
"""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from curator.app.actions.table import ACTIONS
from curator.app.main_window import MainWindow
from curator.app.picture import settle
from curator.app.workspace_page import WorkspacePage

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
WORDS = ("2", "10-15", "6+", "Mosul", "Friday November 8th", "no", "yes", "12 killed", "x", "2019-11-08", "")
KEYS = (
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Escape,
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp, Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_F2,
)  # fmt: skip
HELD = (NONE, NONE, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
# What opens a dialog of its own, a file, or ends the work; everything else a clerk may do at any time.
LEFT_ALONE = ("file.", "help.", "tools.", "edit.preferences", "edit.remove_articles", "edit.paste", "go.command")

_MOST_REDONE = 20  # at one time


class Clerk:
    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self.window = window
        self.chance = chance
        self.done = 0
        self.last = ""
        self._leaves = QTimer(window, interval=50)  # a button's menu is shown within the key that opens it
        self._leaves.timeout.connect(self._leave_menu)
        self._leaves.start()
        self._ways: list[tuple[int, Callable[[], object]]] = [
            (10, self._select), (10, self._book_key), (12, self._write), (20, self._key), (12, self._act),
            (6, self._click_value), (4, self._click_article), (3, self._click_incident), (3, self._click_anywhere),
            (2, self._palette), (1, self._filter), (1, self._resize), (4, self._undo), (2, self._theme),
        ]  # fmt: skip

    @property
    def page(self) -> WorkspacePage:
        assert self.window.page is not None
        return self.window.page

    def act(self) -> None:
        """One action."""
        (way,) = self.chance.choices([way for _, way in self._ways], [weight for weight, _ in self._ways])
        self.last = way.__name__
        way()
        self.done += 1
        QApplication.processEvents()
        self._leave_opened()

    @staticmethod
    def _leave_menu() -> None:
        if isinstance(opened := QApplication.activePopupWidget(), QMenu):
            opened.close()

    def _leave_opened(self) -> None:
        """Close what would wait for an answer: menus, and file dialogs, where random keys could replace a file."""
        for opened in (*self.window.findChildren(QMenu), *self.window.findChildren(QFileDialog)):
            if opened.isVisible():
                opened.close()

    def _focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
        return QApplication.focusWidget() or self.window

    def _select(self) -> None:
        reader = self.page.article.reader
        text = reader.text()
        if not text or not reader.isVisible():
            return
        start = self.chance.randrange(len(text))
        end = min(len(text), start + self.chance.choice((1, 5, 12, 60)))
        reader.scroll_to(start, end)
        rects = reader.span_rects(start, end)
        if not rects:
            return
        first = QPoint(int(rects[0].left()) + 1, int(rects[0].center().y()))
        last = QPoint(int(rects[-1].right()) - 1, int(rects[-1].center().y()))
        if self.chance.random() < 0.3:
            QTest.mouseDClick(reader.viewport(), LEFT, NONE, first)
            return
        QTest.mousePress(reader.viewport(), LEFT, NONE, first)
        QTest.mouseMove(reader.viewport(), last)
        QTest.mouseRelease(reader.viewport(), LEFT, self.chance.choice(HELD), last)

    def _book_key(self) -> None:
        letters = [key.key for key in self.page.workspace.codebook.keys] + ["N", "M", "X"]
        QTest.keyClick(self._focus(), self.chance.choice(letters).lower())

    def _write(self) -> None:
        for letter in self.chance.choice(WORDS):
            QTest.keyClicks(self._focus(), letter)
        QTest.keyClick(self._focus(), self.chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))

    def _key(self) -> None:
        QTest.keyClick(self._focus(), self.chance.choice(KEYS), self.chance.choice(HELD))

    def _act(self) -> None:
        ids = [spec.id for spec in ACTIONS if not spec.id.startswith(LEFT_ALONE)]
        made = self.window.actions_by_id
        chosen = self.chance.choice([each for each in ids if made[each].isEnabled() and made[each].menu() is None])
        self.last = f"action {chosen}"
        made[chosen].trigger()

    def _undo(self) -> None:
        """Undo or redo one step; where everything was undone, redo until there is something to work on."""
        redo = self.window.actions_by_id["edit.redo"]
        for _ in range(_MOST_REDONE):  # a redo may be refused
            if self.page.library.model.rowCount() or not redo.isEnabled():
                break
            redo.trigger()
            settle(self.window)
        self.window.actions_by_id[self.chance.choice(("edit.undo", "edit.undo", "edit.redo"))].trigger()

    def _theme(self) -> None:
        self.window.actions_by_id[f"theme.{self.chance.choice(('light', 'dark'))}"].trigger()

    def _click(self, widget: QWidget, point: QPoint) -> None:
        if widget.isVisible() and widget.rect().contains(point):
            QTest.mouseClick(widget, LEFT, NONE, point)

    def _click_value(self) -> None:
        viewport = self.page.side.values.viewport()
        point = QPoint(
            self.chance.randrange(max(1, viewport.width())), self.chance.randrange(max(1, viewport.height()))
        )
        self._click(viewport, point)
        if self.chance.random() < 0.4 and viewport.isVisible():
            QTest.mouseDClick(viewport, LEFT, NONE, point)

    def _click_article(self) -> None:
        table = self.page.library.table
        if table.isVisible():
            row = self.chance.randrange(max(1, min(12, self.page.library.model.rowCount())))
            self._click(table.viewport(), table.visualRect(self.page.library.model.index(row, 0)).center())

    def _click_incident(self) -> None:
        entries = self.page.shown.incidents if self.page.shown else ()
        view = self.page.side.incidents.list
        if entries and view.isVisible():
            index = view.model().index(self.chance.randrange(len(entries)), 0)
            self._click(view.viewport(), view.visualRect(index).center())

    def _click_anywhere(self) -> None:
        """Any place of the page, but no button of a message: those are pressed by the tests that know them."""
        page = self.page
        point = QPoint(self.chance.randrange(page.width()), self.chance.randrange(page.height()))
        there = page.childAt(point)
        if there is not None and there.isVisible():
            QTest.mouseClick(there, LEFT, NONE, there.mapFrom(page, point))

    def _palette(self) -> None:
        self.window.actions_by_id["go.command"].trigger()
        QTest.keyClicks(self._focus(), self.chance.choice(("next", "incident", "theme d", "zzz", "")))
        QApplication.processEvents()
        QTest.keyClick(self._focus(), Qt.Key.Key_Escape)

    def _filter(self) -> None:
        line = self.page.library.filter
        if line.isVisible():
            line.setFocus()
            for letter in self.chance.choice(("iraq", "x", "mos")):
                QTest.keyClicks(self._focus(), letter)
            line.clear()

    def _resize(self) -> None:
        self.window.resize(self.chance.choice((1024, 1280, 1600)), self.chance.choice((700, 800, 1000)))
