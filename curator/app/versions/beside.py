# SPDX-License-Identifier: MIT
"""Two texts side by side, with the words that are not in both, and what a person says of the two.

What lives here: the dialog. What does not: the comparison (domain/texts_beside.py), doing what is said
(jobs/article_versions.py). What differs has a background and a
second mark: words of the first text alone are struck out, those of the second alone underlined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from curator.app.guard import guarded
from curator.app.theme import current
from curator.app.versions.shortening import shown
from curator.app.widgets import named, plain_label
from curator.domain.kept import DIFFERENT, SAME_REPORT
from curator.domain.texts_beside import Piece


class Pair(NamedTuple):
    """What is shown. `told`: what is known of both; `decision`: what was said of them, None where nothing can be said:
    they are versions, or the project cannot be written. `left`: how many other pairs wait for a decision."""

    titles: tuple[str, str]
    pieces: Sequence[Piece]
    told: str = ""
    decision: str | None = None
    left: int = 0


@guarded
class Beside(QDialog):
    """Shows two texts. `decided(decision)`: what they are was said; `next_wanted`: another pair is to be shown."""

    decided = Signal(str)
    next_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        heading = self.tr("Two articles side by side")
        named(self, "beside", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 660)
        self._texts = (self._text("beside.one"), self._text("beside.other"))
        self._titles = (plain_label("", wrap=True), plain_label("", wrap=True))
        self.places: list[tuple[int, int]] = []
        self.at = -1
        columns = QHBoxLayout()
        for title, text in zip(self._titles, self._texts, strict=True):
            column = QVBoxLayout()
            column.addWidget(title)
            column.addWidget(text, 1)
            columns.addLayout(column, 1)
        self._told = plain_label("", wrap=True)
        named(self._told, "beside.told", self.tr("What both are to each other"))
        self._said = plain_label("", role="quiet")
        named(self._said, "beside.said", self.tr("How many differences there are"))
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(self._button("beside.previous", self.tr("Previous difference"), "Alt+Up", lambda: self.step(-1)))
        foot.addWidget(self._button("beside.next", self.tr("Next difference"), "Alt+Down", lambda: self.step(1)))
        close = QPushButton(self.tr("Close"))
        named(close, "beside.close", self.tr("Close"), tip=self.tr("Close (Esc)"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.addLayout(columns, 1)
        whole.addLayout(self._deciding())
        whole.addLayout(foot)

    def _deciding(self) -> QHBoxLayout:
        """What a person says of the two."""
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        self._same = self._button(
            "beside.same", self.tr("Same report"), "S", lambda: self._decide(self._same, SAME_REPORT)
        )
        self._different = self._button("beside.different", self.tr("Different"), "D",
                                       lambda: self._decide(self._different, DIFFERENT))  # fmt: skip
        self._next_pair = self._button("beside.next_pair", self.tr("Next pair"), "N", self.next_wanted.emit)
        for button in (self._same, self._different):
            button.setCheckable(True)
            button.setToolTip(f"{button.toolTip()}; {self.tr('once more takes it back')}")
        for button in (self._same, self._different, self._next_pair):
            row.addWidget(button)
        return row

    def _decide(self, button: QPushButton, meant: str) -> None:
        self.decided.emit(meant if button.isChecked() else "")

    def show_comparing(self, titles: tuple[str, str]) -> None:
        """Show that these two are being compared, which takes a while."""
        self._begin(titles)
        self.say("", None, 0)
        self._said.setText(self.tr("The texts are being compared …"))

    def _begin(self, titles: tuple[str, str]) -> None:
        self.places, self.at = [], -1
        for label, text, title in zip(self._titles, self._texts, titles, strict=True):
            label.setText(title)
            text.setAccessibleName(title)
            text.clear()

    def show_pair(self, pair: Pair) -> None:
        """Show these two from their beginnings, at the first difference."""
        self._begin(pair.titles)
        self._fill(pair.pieces)
        self.say(pair.told, pair.decision, pair.left)
        self.step(1)
        self._tell()
        self._texts[0].setFocus()

    def say(self, told: str, decision: str | None, left: int) -> None:
        """What is known of both, and what was said of them."""
        self._told.setText(told)
        for button, meant in ((self._same, SAME_REPORT), (self._different, DIFFERENT)):
            button.setVisible(decision is not None)
            button.setEnabled(decision is not None)  # its key too
            button.setChecked(decision == meant)
        self._next_pair.setVisible(decision is not None)
        self._next_pair.setEnabled(left > 0)

    def _text(self, name: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setUndoRedoEnabled(False)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        return named(text, name, self.tr("Text"))

    def _button(self, name: str, words: str, key: str, work: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        named(button, name, words, tip=f"{words} ({key})")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: work())
        QShortcut(QKeySequence(key), self).activated.connect(button.click)
        return button

    def _fill(self, pieces: Sequence[Piece]) -> None:
        cursors = tuple(QTextCursor(text.document()) for text in self._texts)
        marks = (_mark(current().bad, struck=True), _mark(current().accent, struck=False))
        left_out = self.tr("{count} characters are not shown here")
        for piece in shown(pieces, lambda count: left_out.format(count=f"{count:,}")):
            if not piece.same:
                self.places.append((cursors[0].position(), cursors[1].position()))
            for cursor, words, mark in zip(cursors, (piece.one, piece.other), marks, strict=True):
                cursor.insertText(words, QTextCharFormat() if piece.same else mark)
        for text in self._texts:
            text.moveCursor(QTextCursor.MoveOperation.Start)

    def showEvent(self, event: QShowEvent) -> None:
        """The texts are laid out only now: bring the difference into view."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self.step(0))

    def step(self, by: int) -> None:
        """Go to the next difference, or the one before."""
        if not self.places:
            return
        self.at = max(0, min(len(self.places) - 1, self.at + by))
        for text, place in zip(self._texts, self.places[self.at], strict=True):
            cursor = text.textCursor()
            cursor.setPosition(place)
            text.setTextCursor(cursor)
            text.centerCursor()
        self._tell()

    def _tell(self) -> None:
        if not self.places:
            self._said.setText(self.tr("The same words."))
        elif self.at < 0:
            self._said.setText(self.tr("Differences: {count}").format(count=len(self.places)))
        else:
            told = self.tr("Difference {at} of {count}").format(at=self.at + 1, count=len(self.places))
            self._said.setText(told)


def _mark(colour: str, *, struck: bool) -> QTextCharFormat:
    form, background = QTextCharFormat(), QColor(colour)
    background.setAlpha(56)
    form.setBackground(background)
    form.setFontStrikeOut(struck)
    form.setFontUnderline(not struck)
    return form


def titled(fields: dict[str, str], fallback: str) -> str:
    """How an article is called in these lists."""
    title = fields.get("title") or fields.get("source_file") or fallback
    outlet = fields.get("outlet", "")
    return f"{title} · {outlet}" if outlet else title
