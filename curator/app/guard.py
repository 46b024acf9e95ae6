# SPDX-License-Identifier: MIT
"""A bug in a function that Qt calls must not end the program.

What lives here: the one guard for all of them; every class of this room that has such a function wears it. What does
not: what becomes of the bug (crash.py), slots (PySide gives their errors to the same hook by itself).

Painting, keys, sizes, models: when such a function of Python raises while Qt was itself called from Python, the error
stays pending, Qt goes on and calls the next function of Python, and the process dies (PySide6 6.11: an error in an
event filter of the article ended it at the next key). So nothing leaves such a function: the error goes to the crash
report at once, and Qt gets an answer with which it can go on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QSize, Qt

from curator.app.background import report_bug

Kind = TypeVar("Kind", bound=type)
EVENT = "Event"  # functions with this end return nothing
ANSWERS: dict[str, Callable[[], Any]] = {
    "event": lambda: True,  # dealt with
    "viewportEvent": lambda: True,
    "eventFilter": lambda: False,  # not swallowed
    "paint": lambda: None,
    "data": lambda: None,
    "headerData": lambda: None,
    "rowCount": lambda: 0,
    "columnCount": lambda: 0,
    "flags": lambda: Qt.ItemFlag.NoItemFlags,
    "moveCursor": QModelIndex,
    "setGeometry": lambda: None,
    "focusNextPrevChild": lambda: False,
    "sizeHint": lambda: QSize(0, 0),
    "minimumSize": lambda: QSize(0, 0),
    "heightForWidth": lambda: 0,
    "tabSizeHint": lambda: QSize(0, 0),
    "minimumTabSizeHint": lambda: QSize(0, 0),
}


def guarded(kind: Kind) -> Kind:
    """Guard what Qt calls in this class. To be worn by the class itself: Qt remembers the functions it once found."""
    for name, own in list(vars(kind).items()):
        if callable(own) and (name in ANSWERS or name.endswith(EVENT)):
            setattr(kind, name, _guarded(own, ANSWERS.get(name, ANSWERS["paint"])))
    return kind


def answering(**answers: Callable[[], Any]) -> Callable[[Kind], Kind]:
    """Guard the functions of these names in a class, of which Qt calls others than most: what it gets after a bug."""

    def guard(kind: Kind) -> Kind:
        for name, answer in answers.items():
            setattr(kind, name, _guarded(vars(kind)[name], answer))
        return kind

    return guard


def _guarded(own: Callable[..., Any], answer: Callable[[], Any]) -> Callable[..., Any]:
    @wraps(own)
    def call(*given: Any, **named: Any) -> Any:
        try:
            return own(*given, **named)
        except Exception as error:  # noqa: BLE001  # into the report; see above
            report_bug(error)
            return answer()

    return call
