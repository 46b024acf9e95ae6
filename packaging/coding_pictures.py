# SPDX-License-Identifier: MIT
"""The states that coding by hand brings about, one after another, for packaging/pictures.py.

What lives here: a project to code in, a hand that has nothing but mouse and keys, and the order of the scenes. What
does not: taking pictures and looking at them (pictures.py, curator/app/picture.py, curator/app/layout_faults.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from curator.app import picture

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow

Key = Qt.Key
_STRIP_COMES, _SEARCH_COMES = 150, 400  # ms after the last letter, or the last move of the mouse
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

# Written for the pictures; nothing in them happened.
ARTICLES = {
    "checkpoint.txt": """Two policemen killed at a checkpoint near Kirkuk

Agency A

Fri, 08 Nov 2019 09:10 GMT

Two policemen were killed and about a dozen people were wounded when gunmen attacked a checkpoint south of Kirkuk on \
05/11/2019, a police officer said.

The attackers, believed to be members of a sleeper cell, opened fire with machine guns and threw three hand grenades \
before they fled towards the Hamrin mountains. Nobody claimed the attack.

Last month eight attacks of this kind were counted in the province, the officer said on Thursday.
""",
    "oil-field.txt": """Allas oil field guards come under fire

Agency C

Tue, 22 Oct 2019 17:30 GMT

Unknown gunmen fired mortar shells at the guards of the Allas oil field on Tuesday. At least two guards were injured, \
the ministry said, and one storage tank was damaged.
""",
    "region.txt": """What the death of a leader means for the region

Institute D

Fri, 01 Nov 2019 08:00 GMT

The group will choose a new leader within weeks, analysts expect. Its cells in the countryside have changed little.
""",
    "arabic.txt": """صواريخ تستهدف قاعدة القيارة جنوب الموصل

وكالة الأنباء

09/11/2019

قال مسؤول أمني إن سبعة عشر صاروخا من طراز كاتيوشا سقطت يوم الجمعة 8 نوفمبر 2019 على قاعدة القيارة جنوب الموصل، \
ولم تقع إصابات بين الجنود.

وأضاف أن عبوة ناسفة انفجرت في بلدة الشرقاط وأدت إلى مقتل شخصين وإصابة ثلاثة آخرين، وأن فريقا من خبراء المتفجرات \
بحث عن منصة الإطلاق في قرية قريبة (نحو 60 كيلومترا من المدينة).
""",
}  # fmt: skip


def made_project(sample: Path, folder: Path) -> Path:
    """A copy of the sample with a few more articles, to code in."""
    from curator.tasks.import_articles import import_articles
    from curator.workspace import Workspace

    project = Path(shutil.copy(sample, folder / "pictures.curator"))
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    for name, text in ARTICLES.items():
        (texts / name).write_text(text, encoding="utf-8")
    with Workspace.open(project) as workspace:
        report = import_articles(workspace, [texts / name for name in ARTICLES])
    if report.refused:
        raise SystemExit(f"{report.refused[0].reason}")
    return project


class Hand:
    """Mouse and keys on the window, as a coder has them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def find(self, name: str) -> QWidget:
        """The widget with this name that is seen."""
        roots = [*reversed(QApplication.topLevelWidgets()), self._window]
        every = (each for root in roots if root.isVisible() for each in root.findChildren(QWidget, name))
        found = next((each for each in every if each.isVisible()), None)
        if found is None:
            raise SystemExit(f"There is no widget {name} to be seen.")
        return found

    def click(self, name: str, at: QPoint | None = None) -> None:
        widget = self.find(name)
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        widget.window().activateWindow()  # what a window manager does
        picture.settle(self._window)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, _NONE, at if at is not None else target.rect().center())
        picture.settle(self._window)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE, times: int = 1) -> None:
        for _ in range(times):
            self._window.activateWindow()
            QTest.keyClick(QApplication.focusWidget() or self._window, key, held)
            picture.settle(self._window)

    def write(self, text: str) -> None:
        """Type letter by letter, each to what has the focus by then."""
        for sign in text:
            self._window.activateWindow()
            target = QApplication.focusWidget() or self._window
            if sign.isascii():
                QTest.keyClicks(target, sign)
            else:  # QTest knows the keys of no other letters
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, _NONE, sign))
            QApplication.processEvents()
        picture.settle(self._window)

    def point(self, name: str, at: QPoint) -> None:
        """Rest the mouse on a place."""
        widget = self.find(name)
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        QTest.mouseMove(target, at)
        picture.settle(self._window)

    def mark(self, words: str) -> None:
        """Drag the mouse over the first such words of the article; the strip has time to come."""
        page = self._window.page
        assert page is not None
        reader = page.article.reader
        start = reader.text().find(words)
        if start < 0:
            raise SystemExit(f"The article has no words “{words}”.")
        end = start + len(words)
        reader.scroll_to(start, end)
        picture.settle(self._window)
        first, last = reader.span_rects(start, start + 1)[0], reader.span_rects(end - 1, end)[-1]
        begin, stop = first.center().toPoint(), last.center().toPoint()
        button, port = Qt.MouseButton.LeftButton, reader.viewport()
        QTest.mouseClick(port, button, _NONE, QPoint(4, 4))  # nothing is selected any more
        QTest.mousePress(port, button, _NONE, begin)
        QTest.mouseMove(port, stop)
        QTest.mouseRelease(port, button, _NONE, stop)
        QTest.qWait(_STRIP_COMES)
        picture.settle(self._window)

    def choose_cell(self, text: str) -> None:
        """Click the cell of a row with this text, or the first row that has these words."""
        page = self._window.page
        assert page is not None
        view = page.side.values
        for row, line in enumerate(view.lines.lines()):
            if line.cells and any(span.quote == text for span in line.words):
                view.scrollTo(view.lines.index(row))
                room = view.visualRect(view.lines.index(row))
                self.click("values.list", QPoint(room.right() - 80, room.center().y()))
                return
        raise SystemExit(f"The form has no row with the words “{text}”.")

    def choose_line(self, label: str) -> None:
        """Click the line of the form with this label."""
        page = self._window.page
        assert page is not None
        view = page.side.values
        row = next((at for at, each in enumerate(view.lines.lines()) if each.label == label), None)
        if row is None:
            raise SystemExit(f"The form has no line “{label}”.")
        view.scrollTo(view.lines.index(row))
        room = view.visualRect(view.lines.index(row))
        self.click("values.list", QPoint(room.left() + 180, room.top() + 12))

    def choose_article(self, title: str) -> None:
        """Click the article whose title begins so."""
        page = self._window.page
        assert page is not None
        table = page.library.table
        rows = range(table.model().rowCount())
        row = next((at for at in rows if str(table.model().index(at, 0).data()).startswith(title)), None)
        if row is None:
            raise SystemExit(f"The list has no article “{title}”.")
        table.scrollTo(table.model().index(row, 0))
        self.click(table.objectName(), table.visualRect(table.model().index(row, 0)).center())


def scenes(window: MainWindow) -> Iterator[str]:
    """Brings about every state of coding, in an order in which one leads to the next, and names each: then its picture
    is to be taken."""
    hand = Hand(window)
    yield "who-codes"
    hand.click("coder.name.line")
    hand.write("Coder 1")
    hand.key(Key.Key_Return)
    yield "form-own"
    yield from _from_words(hand)
    yield from _in_the_form(hand)
    yield from _rows(hand)
    yield from _ending(hand)
    yield from _from_right_to_left(hand)
    yield from _around(window, hand)


def _from_words(hand: Hand) -> Iterator[str]:
    """A new incident, and words for its fields."""
    hand.choose_article("Two policemen")
    yield "article-empty"
    hand.mark("gunmen attacked a checkpoint south of Kirkuk")
    yield "strip-first"
    hand.write("n")
    yield "chooser-type"
    hand.write("arm")
    yield "chooser-type-typed"
    hand.write("zzz")
    yield "chooser-nothing-fits"
    hand.key(Key.Key_Backspace, times=3)
    hand.key(Key.Key_Return)
    yield "incident-begun"
    hand.mark("Two policemen")
    yield "strip-killed"
    hand.mark("south of Kirkuk")
    yield "strip-place"
    hand.write("l")
    yield "place-proposed"
    hand.mark("05/11/2019")
    hand.write("d")
    yield "date-alternatives"
    hand.key(Key.Key_Return)
    yield "date-proposed"
    hand.key(Key.Key_Return)
    yield "date-accepted"
    hand.mark("Two policemen were killed")
    hand.write("k")
    yield "killed-proposed"
    hand.mark("opened fire with machine guns and threw three hand grenades before they fled")
    yield "strip-many-words"
    hand.click("strip.more")
    yield "chooser-keys"
    hand.key(Key.Key_Escape)
    hand.mark("Last month eight attacks of this kind")
    hand.write("x")
    yield "chooser-not-codable"
    hand.key(Key.Key_Return)
    yield "not-codable-marked"


def _in_the_form(hand: Hand) -> Iterator[str]:
    """Editors over the boxes of values."""
    hand.choose_line("Title")
    hand.key(Key.Key_F2)
    hand.write("Attack on a checkpoint south of Kirkuk")
    yield "editor-text"
    hand.key(Key.Key_Return)
    hand.choose_line("Certainty")
    hand.key(Key.Key_Return)
    yield "editor-choice"
    hand.key(Key.Key_Escape)
    hand.choose_line("Date")
    hand.key(Key.Key_F2)
    hand.write("32 foo 2019")
    hand.key(Key.Key_Return)
    yield "editor-date-refused"
    hand.key(Key.Key_Escape)
    hand.choose_line("Notes")
    hand.key(Key.Key_F2)
    hand.write("The officer speaks of gunmen only; the name of a group stands in another article.")
    yield "editor-long-text"
    hand.key(Key.Key_Return)
    hand.choose_line("Location")
    hand.key(Key.Key_Right)
    yield "place-opened"
    hand.key(Key.Key_Left)


def _rows(hand: Hand) -> Iterator[str]:
    """Rows of groups: several of them, one opened, a cell that is edited."""
    hand.mark("gunmen")
    hand.write("a")
    hand.mark("a checkpoint")
    hand.write("g")
    hand.mark("about a dozen people")
    hand.write("j")
    yield "rows-several"
    hand.key(Key.Key_Tab)
    hand.choose_cell("about a dozen people")
    hand.key(Key.Key_Left)
    hand.key(Key.Key_Return)
    yield "editor-cell"
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Space)
    yield "row-opened"
    hand.key(Key.Key_Space)


def _ending(hand: Hand) -> Iterator[str]:
    """Finish where things are to be settled."""
    hand.click("problems.next")
    yield "problems"
    hand.point("problems.show", QPoint(40, 10))
    yield "problems-pointed"
    hand.key(Key.Key_Return, _CTRL)
    yield "not-finished"
    hand.click("message.close")


def _from_right_to_left(hand: Hand) -> Iterator[str]:
    """An article in Arabic, from its first words on."""
    hand.choose_article("صواريخ")
    hand.mark("سبعة عشر صاروخا من طراز كاتيوشا سقطت")
    yield "arabic-strip"
    hand.write("n")
    hand.write("shell")
    hand.key(Key.Key_Return)
    hand.mark("يوم الجمعة 8 نوفمبر 2019")
    hand.write("d")
    hand.mark("قاعدة القيارة جنوب الموصل،")
    hand.write("l")
    hand.mark("مسؤول أمني")
    hand.write("s")
    hand.choose_line("Title")
    hand.key(Key.Key_F2)
    hand.write("صواريخ على قاعدة القيارة")
    yield "arabic-editor"
    hand.key(Key.Key_Return)
    yield "arabic-coded"
    hand.choose_line("Attributed sources")
    yield "arabic-below"


def _around(window: MainWindow, hand: Hand) -> Iterator[str]:
    """What stands around the coding: chips, hits, the table, tabs, menus of commands."""
    hand.click("library.chip.unread")
    yield "chips"
    hand.click("library.chip.unread")
    window.actions_by_id["edit.search"].trigger()
    hand.write("attack")
    QTest.qWait(_SEARCH_COMES)
    picture.settle(window)
    yield "hits"
    hand.key(Key.Key_A, _CTRL)
    hand.key(Key.Key_Delete)
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_L, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield "all-incidents-own"
    hand.key(Key.Key_L, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.key(Key.Key_K, _CTRL)
    hand.write("chec")
    yield "commands-own"
    hand.key(Key.Key_Escape)
