# SPDX-License-Identifier: MIT
"""The reader as a text for screen readers: QAccessibleTextInterface (DESIGN.md 7).

What lives here: the reader's accessible object, and offering it to Qt. What does not: the answers: Qt's own for the
text that is kept in step with the article (spoken_text.py). Imported when a screen reader is there.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
    QAccessibleTextUpdateEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from curator.app.guard import answering
from curator.app.reader.spoken_text import SpokenText
from curator.app.reader.view import ReaderView

_TEXT, _ACTION = QAccessible.InterfaceType.TextInterface, QAccessible.InterfaceType.ActionInterface
# As the type that PySide has for addresses: of an int, and even of None, it would hand over where that int or None is.
NOTHING = Shiboken.VoidPtr(0)
_CHECKED = 200  # letters that are compared
_factories: list[object] = []  # ours, once Qt has it


@answering(interface_cast=lambda: NOTHING, state=QAccessible.State, text=str)
class ReaderInterface(QAccessibleWidget):
    """A text that is read and selected, not written. All but this is as of any widget.

    Qt's binding keeps these objects until the program ends, so they hold nothing of the reader."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view, QAccessible.Role.EditableText, "")

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]  # stubs: int
        view = self.object()
        if kind == _TEXT and isinstance(view, ReaderView) and view.spoken.text is not None:
            return Shiboken.VoidPtr(_address(_own(view.spoken.text)))
        found = super().interface_cast(kind)
        return NOTHING if found is None else found

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        words, view = super().text(kind), self.object()
        if kind == QAccessible.Text.Description and isinstance(view, ReaderView):
            return " ".join(each for each in (view.spoken.names(), words) if each)
        return words


def offer(view: ReaderView, text: SpokenText) -> bool:
    """Let Qt have the text for the reader; whether that works with the PySide at hand. `view.spoken.text` is `text`."""
    if not _factories:
        QAccessible.installFactory(_made_for)
        _factories.append(_made_for)
    before = QAccessible.queryAccessibleInterface(view)
    if not isinstance(before, ReaderInterface):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(before))  # of before a screen reader was there
    return _is_right(QAccessible.queryAccessibleInterface(view), text)


def _made_for(_key: str, thing: QObject) -> QAccessibleInterface | None:
    return ReaderInterface(thing) if isinstance(thing, ReaderView) and thing.spoken.text is not None else None


def _is_right(made: QAccessibleInterface | None, text: SpokenText) -> bool:
    """Whether Qt finds the text through the reader's object. The address is looked at before anything is asked of it,
    and none is handed over where PySide does not take addresses as it gives them."""
    if not isinstance(made, ReaderInterface):
        return False
    if not isinstance(QAccessibleWidget.interface_cast(made, _ACTION), Shiboken.VoidPtr):
        return False
    found, own = made.textInterface(), _own(text)
    if found is None or _address(found) != _address(own):
        return False
    some = min(_CHECKED, own.characterCount())
    return found.characterCount() == own.characterCount() and found.text(0, some) == own.text(0, some)


def _own(text: SpokenText) -> QAccessibleTextInterface:
    """What Qt has made for the text itself."""
    return QAccessible.queryAccessibleInterface(text).textInterface()


def _address(part: QAccessibleTextInterface) -> int:
    return int(Shiboken.getCppPointer(part)[0])


# -- what happened; offsets in UTF-16 units --


def tell_caret(view: ReaderView, unit: int) -> None:
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, unit))


def tell_selection(view: ReaderView, anchor: int, unit: int) -> None:
    QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, anchor, unit))


def tell_text(view: ReaderView, before: str, now: str) -> None:
    QAccessible.updateAccessibility(QAccessibleTextUpdateEvent(view, 0, before, now))


def tell_focus(view: ReaderView) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.Focus))
