# SPDX-License-Identifier: MIT
"""Two texts side by side, with the words that are not in both.

What lives here: the dialog. What does not: the comparison (domain/texts_beside.py). What differs has a background and a
second mark: words of the first text alone are struck out, those of the second alone underlined.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from curator.app.theme import current
from curator.app.widgets import named, plain_label
from curator.domain.texts_beside import Piece


class Beside(QDialog):
    """Shows two texts. `titles`: how they are called."""

    def __init__(self, titles: tuple[str, str], pieces: Sequence[Piece], parent: QWidget) -> None:
        super().__init__(parent)
        heading = self.tr("Two articles side by side")
        named(self, "beside", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 640)
        self._texts = (self._text("beside.one", titles[0]), self._text("beside.other", titles[1]))
        self.places: list[tuple[int, int]] = []
        self.at = -1
        self._fill(pieces)
        columns = QHBoxLayout()
        for title, text in zip(titles, self._texts, strict=True):
            column = QVBoxLayout()
            column.addWidget(plain_label(title, wrap=True))
            column.addWidget(text, 1)
            columns.addLayout(column, 1)
        self._said = plain_label("", role="quiet")
        named(self._said, "beside.said", self.tr("How many differences there are"))
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        for name, words, key, by in (
            ("beside.previous", self.tr("Previous difference"), "Alt+Up", -1),
            ("beside.next", self.tr("Next difference"), "Alt+Down", 1),
        ):
            foot.addWidget(self._button(name, words, key, by))
        close = QPushButton(self.tr("Close"))
        named(close, "beside.close", self.tr("Close"), tip=self.tr("Close (Esc)"))
        close.clicked.connect(self.close)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)
        self._tell()

    def _text(self, name: str, title: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        return named(text, name, title)

    def _button(self, name: str, words: str, key: str, by: int) -> QPushButton:
        button = QPushButton(words)
        named(button, name, words, tip=f"{words} ({key})")
        button.clicked.connect(lambda: self.step(by))
        QShortcut(QKeySequence(key), self).activated.connect(lambda: self.step(by))
        return button

    def _fill(self, pieces: Sequence[Piece]) -> None:
        cursors = tuple(QTextCursor(text.document()) for text in self._texts)
        marks = (_mark(current().bad, struck=True), _mark(current().accent, struck=False))
        for piece in pieces:
            if not piece.same:
                self.places.append((cursors[0].position(), cursors[1].position()))
            for cursor, words, mark in zip(cursors, (piece.one, piece.other), marks, strict=True):
                cursor.insertText(words, QTextCharFormat() if piece.same else mark)
        for text in self._texts:
            text.moveCursor(QTextCursor.MoveOperation.Start)

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
