# SPDX-License-Identifier: MIT
"""What is said to a screen reader without being asked.

What lives here: announcements, and what a move of the caret passes. What does not: the text that a screen reader asks
for (text_interface.py); names and descriptions of the widgets (set where they are made).
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


def listening() -> bool:
    """Whether a screen reader, or something else that asks for such things, is there."""
    from PySide6.QtGui import QAccessible  # its enums take long to make

    return QAccessible.isActive()


def announce(widget: QWidget, words: str) -> None:
    """Say the words, where a screen reader listens."""
    if words.strip() and listening():
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words[:LONGEST]))
