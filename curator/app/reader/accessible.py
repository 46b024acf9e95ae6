# SPDX-License-Identifier: MIT
"""What a screen reader says when the caret moves.

What lives here: announcements. What does not: names and descriptions of the widgets (set where they are made).
Qt's own door, QAccessibleTextInterface, is closed to Python: a separate object of that class does reach Qt (PySide6
6.11.3), but `selection` and `attributes` cannot be written in Python, and Qt then hands numbers to screen readers that
nobody has set. So the reader speaks for itself, and its highlights are in a list (incidents/highlight_list.py).
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator.domain.graphemes import grapheme_span, sentence_span, word_span

LONGEST = 400  # characters said at once
_BY_GRAPHEME = ("left", "right")
_BY_WORD = ("word_left", "word_right")
_BY_SENTENCE = ("sentence_back", "sentence_on", "paragraph_back", "paragraph_on")


def passed_over(text: str, move: str, pos: int, line: tuple[int, int]) -> str:
    """The words to say after a move to `pos`: its grapheme, word, sentence or (`line`) its visual line."""
    if move in _BY_GRAPHEME:
        start, end = grapheme_span(text, pos)
    elif move in _BY_WORD:
        start, end = word_span(text, pos)
    elif move in _BY_SENTENCE:
        start, end = sentence_span(text, pos)
    else:
        start, end = line
    return text[start:end]


def announce(widget: QWidget, words: str) -> None:
    """Say the words, where a screen reader listens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # their enums take long to make

    if words.strip() and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words[:LONGEST]))
