# SPDX-License-Identifier: MIT
"""Editing a value where it stands: one editor at a time, over the value's own box.

What lives here: opening the editor for a line, keeping it in its place, and what happens to typed text when the editor
is left. What does not: what the text means (coding/typed.py), writing it (coding/values_desk.py), which keys open it
(view.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from curator.app.coding.choices import Offer
from curator.app.coding.chooser import Chooser, Find
from curator.app.values.line import Line, Target
from curator.app.values.long_editor import LongEditor
from curator.app.values.view import ValuesView
from curator.shape import Frozen

_DRAFT_WAIT = 600  # ms after the first letter that is not kept yet; RELIABILITY.md asks for one second


class Question(Frozen):
    """What an editor asks: the field's name, its text now, what can be chosen, and whether typed text is taken.

    `long`: a text of several lines. `hint`: what can be typed, in a few words.
    """

    title: str
    text: str = ""
    find: Find | None = None
    free: bool = True
    long: bool = False
    hint: str = ""


class Editing(QObject):
    """`entered(target, text, is_code, step)`: take this; answer with `done` or `refuse`. `drafted(target, text)`: what
    is typed so far, to be kept; an empty text: nothing is to be kept. `ended(by_key)`: no editor is open any more."""

    entered = Signal(object, str, bool, int)
    drafted = Signal(object, str)
    ended = Signal(bool)

    def __init__(self, window: QWidget, name: str = "value") -> None:
        super().__init__(window)
        self._chooser = Chooser(window, f"{name}.editor")
        self._long = LongEditor(window, f"{name}.text")
        self._view: ValuesView | None = None
        self._target = Target()
        self._began_with = ""
        self._step = 0
        self._open: Chooser | LongEditor | None = None
        self._draft = QTimer(self, singleShot=True, interval=_DRAFT_WAIT)
        self._draft.timeout.connect(lambda: self.drafted.emit(self._target, self.text()))
        self._chooser.picked.connect(lambda code, step: self._enter(code, True, step))
        self._chooser.typed.connect(lambda text, step: self._enter(text, False, step))
        self._chooser.given_up.connect(self._given_up)
        self._chooser.line.textEdited.connect(lambda _text: self._keep_soon())
        self._long.entered.connect(lambda text, step: self._enter(text, False, step))
        self._long.given_up.connect(self._given_up)
        self._long.edited.connect(self._keep_soon)

    @property
    def target(self) -> Target | None:
        """What is being edited, None for nothing."""
        return self._target if self._open is not None else None

    def text(self) -> str:
        """What is typed so far."""
        return self._long.text() if self._open is self._long else self._chooser.line.text()

    def begin(self, view: ValuesView, line: Line, question: Question, typed: str | None = None) -> None:
        """Open the editor on a line; `typed` is the text to begin with in place of the value's own."""
        if self._open is not None:
            self.give_up()
        self._view, self._target, self._began_with = view, line.target, question.text
        text = question.text if typed is None else typed
        box = self._box(view, line)
        if question.long:
            self._open = self._long
            self._long.ask(question.title, box, text, selected=typed is None)
        else:
            self._open = self._chooser
            self._chooser.line.setPlaceholderText(question.hint)
            find = question.find or _nothing
            self._chooser.ask(
                question.title, find, box, text=text, free=question.free, selected=typed is None, over=True
            )
        if typed:
            self._keep_soon()

    def _keep_soon(self) -> None:
        """Whoever goes on typing without a pause does not put it off: it is kept so long after the first letter."""
        if not self._draft.isActive():
            self._draft.start()

    def done(self) -> int:
        """What was entered is in the file. Returns the step to go on by: 1 next, -1 before, 0 stay."""
        self._close()
        self.drafted.emit(self._target, "")
        return self._step

    def refuse(self, sentence: str) -> None:
        """It cannot be taken: say so, and keep what was typed."""
        if self._open is not None:
            self._open.refuse(sentence)

    def give_up(self) -> None:
        """Close; what was typed is forgotten."""
        if self._open is not None:
            self._close()
            self.drafted.emit(self._target, "")
            self.ended.emit(True)

    def _close(self) -> None:
        self._draft.stop()
        opened, self._open = self._open, None
        if opened is not None:
            opened.leave()

    def _enter(self, text: str, is_code: bool, step: int) -> None:
        if self._open is None:
            return
        self._step = step
        self.entered.emit(self._target, text, is_code, step)

    def _given_up(self, by_key: bool) -> None:
        """Escape forgets what was typed; leaving by the mouse takes it, as far as it can be taken."""
        if self._open is None:
            return
        text, free = self.text(), self._open is self._long or self._chooser.free
        changed = text.strip() != self._began_with.strip()
        self._close()
        if not by_key and free and changed and text.strip():
            self._step = 0
            self.entered.emit(self._target, text, False, 0)
            return
        self.drafted.emit(self._target, "")
        self.ended.emit(by_key)

    def _box(self, view: ValuesView, line: Line) -> QRect:
        """The value's box in the window's coordinates."""
        window = self.parent()
        assert isinstance(window, QWidget)
        rect = view.box_of(line)
        corner = view.viewport().mapTo(window, rect.topLeft())
        return QRect(QPoint(corner.x(), corner.y()), rect.size())


def _nothing(_typed: str) -> Sequence[Offer]:
    return ()
