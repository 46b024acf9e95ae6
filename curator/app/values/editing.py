# SPDX-License-Identifier: MIT
"""Editing a value where it stands: one editor at a time, over the value's own box.

What lives here: opening the editor for a line, keeping it in its place, and what happens to typed text when the editor
is left. What does not: what the text means (coding/typed.py), writing it (coding/values_desk.py), which keys open it
(view.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from curator.app.coding.choices import Offer
from curator.app.coding.chooser import Chooser, Find
from curator.app.guard import guarded
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.long_editor import LongEditor
from curator.app.values.view import ValuesView
from curator.shape import Frozen

_DRAFT_WAIT = 600  # ms after the first letter that is not kept yet; RELIABILITY.md asks for one second


class Question(Frozen):
    """What an editor asks: the field's name, its text now, what can be chosen, and whether typed text is taken.

    `long`: a text of several lines. `hint`: what can be typed, in a few words. `suggests`: what `find` gives are only
    suggestions, and Enter takes what is typed. `several`: more than one can be chosen. `coming`: as in Chooser.ask.
    """

    title: str
    text: str = ""
    find: Find | None = None
    free: bool = True
    long: bool = False
    hint: str = ""
    suggests: bool = False
    several: bool = False
    coming: Callable[[], str] | None = None


class Entry(Frozen):
    """What was entered at one moment: for what, what stood in the editor, and where to go on from there."""

    target: Target
    typed: str
    step: int = 0


@guarded
class Editing(QObject):
    """`entered(target, text, is_code, step)`: take this; keep `entry` and answer with it to `done` or `refuse`.
    `drafted(target, text)`: what is typed so far, to be kept; an empty text: nothing is to be kept. `ended(by_key)`: no
    editor is open any more. `untaken(target, text, sentence)`: the editor was left, and its text cannot be taken.
    `went_back(line, text)`: Escape where it was asked what this text means; it is to be edited again."""

    entered = Signal(object, str, bool, int)
    drafted = Signal(object, str)
    ended = Signal(bool)
    untaken = Signal(object, str, str)
    went_back = Signal(object, str)

    def __init__(self, window: QWidget, name: str = "value") -> None:
        super().__init__(window)
        self._chooser = Chooser(window, f"{name}.editor")
        self._long = LongEditor(window, f"{name}.text")
        self._view: ValuesView | None = None
        self._line = Line(LineKind.EMPTY)
        self._target = Target()
        self._began_with = ""
        self._in_doubt = ""  # the text of which it is asked what it means
        self.entry = Entry(Target(), "")  # what was entered last
        self._open: Chooser | LongEditor | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        self._draft = QTimer(self, singleShot=True, interval=_DRAFT_WAIT)
        self._draft.timeout.connect(self._keep_draft)
        self._chooser.picked.connect(lambda code, step: self._enter(code, True, step))
        self._chooser.typed.connect(lambda text, step: self._enter(text, False, step))
        self._chooser.given_up.connect(self._given_up)
        self._chooser.line.textEdited.connect(lambda _text: self._edited())
        self._long.entered.connect(lambda text, step: self._enter(text, False, step))
        self._long.given_up.connect(self._given_up)
        self._long.edited.connect(self._edited)

    @property
    def target(self) -> Target | None:
        """What is being edited, None for nothing."""
        return self._target if self._open is not None else None

    def text(self) -> str:
        """What is typed so far."""
        return self._long.text() if self._open is self._long else self._chooser.line.text()

    def begin(self, view: ValuesView, line: Line, question: Question, typed: str | None = None) -> None:
        """Open the editor on a line; `typed` is the text to begin with in place of the value's own."""
        self.leave()
        if view is not self._view:
            self._watch(view)
        self._view, self._line, self._target, self._began_with = view, line, line.target, question.text
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
                question.title,
                find,
                box,
                text=text,
                free=question.free,
                selected=typed is None,
                over=True,
                suggests=question.suggests,
                several=question.several,
                without=self.tr("go on without"),
                coming=question.coming,
            )
        if typed:
            self._edited()

    def ask_which(self, question: Question) -> None:
        """In place of the text that was just entered ask what it means: it stays a draft till that is said."""
        if self._open is not None and self._view is not None:
            self.keep()
            self._close()
            self.begin(self._view, self._line, question)
            self._in_doubt = self.entry.typed

    def _watch(self, view: ValuesView) -> None:
        """When the list scrolls, changes or has another size the editor goes along with its line."""
        view.verticalScrollBar().valueChanged.connect(self._follow)
        view.lines.modelReset.connect(self._soon.start)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._open is not None:
            self._soon.start()  # the list lays its lines out after this
        return False

    def _follow(self) -> None:
        view = self._view
        if self._open is None or view is None or not view.boxes.holds(self._line):
            return
        room, window = view.viewport().rect(), self.parent()
        assert isinstance(window, QWidget)
        top = view.viewport().mapTo(window, room.topLeft()).y()
        box = self._box(view, self._line)
        box.moveTop(max(top, min(box.top(), top + room.height() - box.height())))
        self._open.move_to(box)

    def done(self, entry: Entry) -> bool:
        """It is in the file. Returns whether its editor was still open, and is closed now: only then go on from there.
        What was typed since then stays."""
        here = self._open is not None and entry is self.entry and self.text() == entry.typed
        if here:
            self._close()
        if self._open is None or self._target != entry.target:
            self.drafted.emit(entry.target, "")
        return here

    def refuse(self, sentence: str, entry: Entry) -> None:
        """It cannot be taken: say so, and keep what was typed."""
        if self._open is not None and entry is self.entry:
            self.keep()
            self._open.refuse(sentence)
        else:
            self.untaken.emit(entry.target, entry.typed, sentence)

    def keep(self) -> None:
        """Have what is typed so far on the disk now."""
        if self._open is not None:
            self._draft.stop()
            self._keep_draft()

    def _keep_draft(self) -> None:
        self.drafted.emit(self._target, self.text() or self._in_doubt)

    def leave(self) -> None:
        """What the editor stands on is about to go: take its text, as if somebody had clicked elsewhere."""
        if self._open is not None:
            self._open.leave()
            self._given_up(False)

    def give_up(self) -> None:
        """Close; what was typed is forgotten."""
        if self._open is not None:
            self._close()
            self.drafted.emit(self._target, "")
            self.ended.emit(True)

    def _edited(self) -> None:
        if not self._draft.isActive():  # who never pauses would otherwise have nothing kept
            self._draft.start()

    def _close(self) -> None:
        self._draft.stop()
        opened, self._open, self._in_doubt = self._open, None, ""
        if opened is not None:
            opened.leave()

    def _enter(self, text: str, is_code: bool, step: int) -> None:
        if self._open is None:
            return
        self.entry = Entry(self._target, self.text(), step)
        self.entered.emit(self._target, text, is_code, step)

    def _given_up(self, by_key: bool) -> None:
        """Escape forgets what was typed (from the question what it means it goes back to the text); leaving by the
        mouse takes it, as far as it can be taken."""
        if self._open is None:
            return
        in_doubt = self._in_doubt
        text, free = in_doubt or self.text(), self._open is self._long or self._chooser.free
        changed = bool(in_doubt) or text.strip() != self._began_with.strip()
        self._close()
        if by_key and in_doubt:
            self.went_back.emit(self._line, text)
            return
        if not by_key and free and changed and text.strip():
            self.drafted.emit(self._target, text)
            self.entry = Entry(self._target, text)
            self.entered.emit(self._target, text, False, 0)
            return
        self.drafted.emit(self._target, "")
        self.ended.emit(by_key)

    def _box(self, view: ValuesView, line: Line) -> QRect:
        """The value's box in the window's coordinates."""
        window = self.parent()
        assert isinstance(window, QWidget)
        rect = view.boxes.of(line)
        corner = view.viewport().mapTo(window, rect.topLeft())
        return QRect(QPoint(corner.x(), corner.y()), rect.size())


def _nothing(_typed: str) -> Sequence[Offer]:
    return ()
