# SPDX-License-Identifier: MIT
"""The real window in a process of its own, in which one function that Qt calls after the other raises.

    python tests/app/broken_window.py PROJECT

Prints one line for each function ("class.function bugs"), "alive" at the end; a window that dies prints less.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import curator.app

CANARY = "the secret words of a witness"
_CALLED = {
    "event", "eventFilter", "viewportEvent", "paint", "sizeHint", "moveCursor", "data", "rowCount", "columnCount",
    "headerData", "flags", "heightForWidth", "focusNextPrevChild", "tabSizeHint", "minimumTabSizeHint",
}  # fmt: skip


def functions_called_by_qt() -> Iterator[tuple[type, str]]:
    """Every function of the room that Qt calls by itself, with its class."""
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QLayout

    for module in pkgutil.walk_packages(curator.app.__path__, "curator.app."):
        for kind in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(kind) and kind.__module__ == module.name and issubclass(kind, QObject | QLayout):
                for name, own in vars(kind).items():
                    if inspect.isfunction(own) and (name.endswith("Event") or name in _CALLED):
                        yield kind, name


def raising(free: int) -> CodeType:
    """The code of a function that raises; Qt keeps what it once found, so functions are broken from inside."""
    if not free:

        def plain(*_: object) -> object:
            raise RuntimeError("the secret " + "words of a witness")  # no global: it runs in other modules

        return plain.__code__
    first = second = None
    if free == 1:

        def one(*_: object) -> object:
            raise RuntimeError("the secret " + "words of a witness", first)

        return one.__code__

    def two(*_: object) -> object:
        raise RuntimeError("the secret " + "words of a witness", first, second)

    return two.__code__


def main() -> int:
    from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QListView, QTableView, QWidget

    from curator.app.session import Session

    session = Session(Path(sys.argv[1]), 0, False)
    window = session._window
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    kinds = [each for each in functions_called_by_qt() if hasattr(vars(each[0])[each[1]], "__wrapped__")]
    at = -1
    seen: list[str] = []
    told = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        seen.append(kind.__name__)
        told(kind, error, trace)  # type: ignore[arg-type]  # whatever Python gives to a hook

    sys.excepthook = hook

    def stir() -> None:
        """What a user and the window system do, to every widget that is shown."""
        post = QApplication.postEvent
        for widget in [window, *window.findChildren(QWidget)]:
            if not widget.isVisible():
                continue
            target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                post(widget, QFocusEvent(QEvent.Type.FocusIn))
                post(widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, none, ""))
                post(widget, QFocusEvent(QEvent.Type.FocusOut))
            if isinstance(widget, QAbstractScrollArea):
                point = QPointF(20, 20)
                for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
                    post(target, QMouseEvent(kind, point, point, left, left, none))
                post(target, QResizeEvent(target.size(), target.size()))
            if isinstance(widget, QListView | QTableView):
                widget.doItemsLayout()
            target.update()

    def step() -> None:
        nonlocal at
        if at >= 0:
            kind, name = kinds[at]
            vars(kind)[name].__wrapped__.__code__ = whole[0]
            print(f"{kind.__name__}.{name} {len(seen)}", flush=True)
            seen.clear()
        at += 1
        if at == len(kinds):
            print("alive" if window.isVisible() and window.page is not None else "gone", flush=True)
            window.close()
            return
        kind, name = kinds[at]
        whole[0] = vars(kind)[name].__wrapped__.__code__
        vars(kind)[name].__wrapped__.__code__ = raising(len(whole[0].co_freevars))
        QTimer.singleShot(30, window, step)
        if window.page is not None:
            window.page.views.show_code()  # a key has led elsewhere before
        stir()

    whole: list[CodeType] = [raising(0)]
    QTimer.singleShot(300, window, step)
    return session.run()


if __name__ == "__main__":
    sys.exit(main())
