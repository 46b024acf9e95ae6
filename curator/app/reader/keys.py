# SPDX-License-Identifier: MIT
"""Which key means which move or command, by the platform's own standard keys where it has one.

What lives here: the table. What does not: what the moves do (navigation.py) and the coding keys of the codebook,
which the window has.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from curator.app.reader.navigation import Move

_Key = QKeySequence.StandardKey
_MOVES: tuple[tuple[_Key, _Key, Move], ...] = (
    (_Key.MoveToNextChar, _Key.SelectNextChar, "right"),
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, "left"),
    (_Key.MoveToNextWord, _Key.SelectNextWord, "word_right"),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, "word_left"),
    (_Key.MoveToNextLine, _Key.SelectNextLine, "down"),
    (_Key.MoveToPreviousLine, _Key.SelectPreviousLine, "up"),
    (_Key.MoveToStartOfLine, _Key.SelectStartOfLine, "line_start"),
    (_Key.MoveToEndOfLine, _Key.SelectEndOfLine, "line_end"),
    (_Key.MoveToStartOfDocument, _Key.SelectStartOfDocument, "start"),
    (_Key.MoveToEndOfDocument, _Key.SelectEndOfDocument, "end"),
    (_Key.MoveToNextPage, _Key.SelectNextPage, "page_down"),
    (_Key.MoveToPreviousPage, _Key.SelectPreviousPage, "page_up"),
)
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_OWN: dict[tuple[int, Qt.KeyboardModifier], Move] = {
    (Qt.Key.Key_Up, _ALT): "sentence_back",
    (Qt.Key.Key_Down, _ALT): "sentence_on",
    (Qt.Key.Key_Up, _CTRL): "paragraph_back",
    (Qt.Key.Key_Down, _CTRL): "paragraph_on",
}
_COMMANDS: tuple[tuple[_Key, str], ...] = (
    (_Key.Copy, "copy"),
    (_Key.SelectAll, "select_all"),
    (_Key.Find, "find"),
    (_Key.FindNext, "find_next"),
    (_Key.FindPrevious, "find_previous"),
    (_Key.ZoomIn, "zoom_in"),
    (_Key.ZoomOut, "zoom_out"),
)
_ZOOM_KEYS = {Qt.Key.Key_0: "reset_zoom", Qt.Key.Key_Equal: "zoom_in", Qt.Key.Key_Plus: "zoom_in"}
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def move_of(event: QKeyEvent) -> tuple[Move, bool] | None:
    """The move and whether it extends the selection; None where the key is no move."""
    own = _OWN.get((event.key(), event.modifiers() & ~_IGNORED))
    if own is not None:
        return own, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    for plain, extending, move in _MOVES:
        if event.matches(plain):
            return move, False
        if event.matches(extending):
            return move, True
    return None


def gives_way(event: QKeyEvent) -> bool:
    """Whether this move is the reader's only where the window has no action with the key: Ctrl and a letter (some
    platforms have Ctrl+E for the end of the line) and moves by sentence that select nothing."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == _ALT or (held == _CTRL and Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z)


def command_of(event: QKeyEvent) -> str | None:
    """The name of the command; None where the key is none of the reader's."""
    for key, name in _COMMANDS:
        if event.matches(key):
            return name
    if event.key() == Qt.Key.Key_Escape:
        return "escape"
    # Where + is typed with Shift, the platform's own zoom key does not match.
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return _ZOOM_KEYS.get(Qt.Key(event.key()))
    return None
