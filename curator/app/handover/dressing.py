# SPDX-License-Identifier: MIT
"""How the parts of the windows for hand-overs look.

What lives here: the height of a line, labels that are there only when they say something. What does not: what they say,
tables (listed/dressing.py).
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator.app import measures


def tell(label: QWidget, text: str) -> None:
    """Show a text, or nothing in its place."""
    label.setProperty("text", text)
    label.setAccessibleName(text)
    label.setVisible(bool(text))


def line_height(widget: QWidget) -> int:
    """Of a list, in pixels."""
    return round(measures.line_height(widget.font())) + 12
