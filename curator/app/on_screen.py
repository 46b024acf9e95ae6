# SPDX-License-Identifier: MIT
"""Windows stay on the screen: none is larger than it, at 200 % on a small one either.

What lives here: making a window small enough before it is shown. What does not: where it stands (Qt puts a dialog
before its window, and on the screen), the size a window had (window_memory.py).
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

FRAME = QSize(0, 36)  # pixels that a title bar may take; only a window that is shown knows its own


def is_beyond_screen(window: QWidget, frame: QSize = FRAME) -> bool:
    """Whether a window that is not shown yet, with this frame, is larger than what its screen has free."""
    return window.size().boundedTo(_room(window, frame)) != window.size()


def fit_on_screen(window: QWidget, frame: QSize = FRAME) -> None:
    """Make a window that is not shown yet as small as its screen, if it is larger."""
    if not window.testAttribute(Qt.WidgetAttribute.WA_Resized):
        window.adjustSize()
    if is_beyond_screen(window, frame):
        window.resize(window.size().boundedTo(_room(window, frame)))


def _room(window: QWidget, frame: QSize) -> QSize:
    parent = window.parentWidget()
    return (parent or window).screen().availableGeometry().size() - frame
