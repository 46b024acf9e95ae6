# SPDX-License-Identifier: MIT
"""Two hundred readers, each asked by a screen reader and ended in one of three ways, in a process of its own.

    python tests/app/reader/many_spoken_readers.py

Prints how many were asked and how many outlived it; one more is there when the program ends.
"""

from __future__ import annotations

import gc
import sys
import weakref

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from curator.app.reader.highlights import Highlight
from curator.app.reader.view import ReaderView


def shown(application: QApplication) -> ReaderView:
    view = ReaderView()
    view.resize(500, 400)
    view.show()
    view.set_text("Two 😀 men\n" * 50)
    view.set_highlights([Highlight("a", 0, 3, "A", label="A, Mention")])
    for _ in range(3):
        application.processEvents()
    return view


def main() -> int:
    application = QApplication([])
    QAccessible.setActive(True)
    lives: list[weakref.ref[ReaderView]] = []
    asked = 0
    for at in range(200):
        view = shown(application)
        text = QAccessible.queryAccessibleInterface(view).textInterface()
        asked += text.text(0, 6) == "Two 😀"
        del text
        lives.append(weakref.ref(view))
        if at % 3 == 0:
            view.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        elif at % 3 == 1:
            shiboken6.delete(view)
        del view
    gc.collect()
    application.processEvents()
    print(asked, sum(life() is not None for life in lives))
    last = shown(application)
    assert last.spoken.text is not None
    return 0


if __name__ == "__main__":
    sys.exit(main())
