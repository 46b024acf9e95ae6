# SPDX-License-Identifier: MIT
"""Tool tips tell the key that is in force, also after it was changed."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from curator.app.key_hint import HINTS, KeyHint
from curator.app.main_window import MainWindow


@pytest.mark.parametrize(("name", "action"), HINTS)
def test_the_tip_has_the_key_in_force(opened: MainWindow, name: str, action: str) -> None:
    assert opened.page is not None
    opened.page.library.show_numbers(array("q"), 0)  # the button of an empty list is made with the first one
    widget = opened.page.findChild(QWidget, name)
    assert widget is not None
    hint = widget.findChild(KeyHint)
    assert hint is not None
    usual = opened.keys.keys(action)[0]
    assert hint.text() == f"{widget.toolTip()} ({usual})"
    assert usual not in widget.toolTip()
    opened.keys.give(action, ["F12"])
    assert hint.text().endswith("(F12)")
    opened.keys.give(action, [])
    assert hint.text() == widget.toolTip()


def test_the_tip_is_shown_with_the_key(opened: MainWindow) -> None:
    assert opened.page is not None
    widget = opened.page.library.filter
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, QPoint(3, 3), widget.mapToGlobal(QPoint(3, 3))))
    assert QToolTip.text().endswith("(Ctrl+L)")
    QToolTip.hideText()
