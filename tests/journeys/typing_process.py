# SPDX-License-Identifier: MIT
"""The real window in a process of its own: it opens a project, commits a value and types another until it is killed.

    python tests/journeys/typing_process.py PROJECT COMMITTED TYPED

Prints "saved" when COMMITTED is in the file, then "letter N" after each letter of TYPED.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.app.session import Session
from curator.app.values.line import LineKind

PACE = 40  # ms between two letters


def main() -> int:
    project, committed, typed = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    session = Session(project, 1, False)
    window = session._window
    session._bug.connect(lambda _report: os._exit(9))  # nobody waits for letters that do not come
    letters: Iterator[tuple[int, str]] = iter(enumerate(typed, 1))

    def say(line: str) -> None:
        print(line, flush=True)

    def begin() -> None:
        """Choose the first text of the form; its first letter opens the editor."""
        page = window.page
        assert page is not None
        assert page.shown is not None
        with page.workspace.read() as reads:
            page.workspace.act_as(reads.coders()[0])
        page.showing.show_again()
        view = page.side.values
        for row, line in enumerate(view.lines.lines()):
            place = page.shown.place(line.target) if line.kind is LineKind.VALUE else None
            if place is not None and place.node is not None and place.node.kind == "text":
                view.setFocus()
                view.choose_row(row)
                return
        raise AssertionError("the codebook has no text")

    def write(text: str) -> None:
        for letter in text:
            focus = QApplication.focusWidget() or window.focusWidget()
            assert focus is not None
            QTest.keyClicks(focus, letter)

    def start() -> None:
        if QApplication.activeWindow() is None or window._waiting is not None:  # not painted yet
            window.activateWindow()
            QTimer.singleShot(50, window, start)
            return
        begin()
        write(committed)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return)
        QTimer.singleShot(0, window, look)

    def look() -> None:
        page = window.page
        assert page is not None
        if page.doing.busy:
            QTimer.singleShot(5, window, look)
            return
        say("saved")
        begin()
        letter()

    def letter() -> None:
        number, text = next(letters, (0, ""))
        if number:
            write(text)
            say(f"letter {number}")
        QTimer.singleShot(PACE, window, letter)

    QTimer.singleShot(200, window, start)
    return session.run()


if __name__ == "__main__":
    sys.exit(main())
