# SPDX-License-Identifier: MIT
"""Making plain widgets that are named, described and safe.

What lives here: labels that never take data for markup, and the names every widget carries.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QLabel, QSizePolicy, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.tips import plain_tip

OVERLAY = "overlay"  # the property of a widget that lies over others on purpose, and for a while
SomeWidget = TypeVar("SomeWidget", bound=QWidget)


def named(widget: SomeWidget, name: str, title: str, *, tip: str = "", role: str = "") -> SomeWidget:
    """Give a widget its name for tests, its accessible name, its tool tip and its role in the style sheet. The tip is
    text, also where it holds what somebody else wrote."""
    widget.setObjectName(name)
    widget.setAccessibleName(title)
    if tip:
        widget.setToolTip(plain_tip(tip) if "<" in tip or "&lt;" in tip else tip)  # Qt would read it as markup
        widget.setAccessibleDescription(tip)
    if role:
        widget.setProperty("role", role)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def lay_over(widget: QWidget) -> None:
    """Mark a widget as one that lies over others for a while, with a shadow that lifts it from them."""
    widget.setProperty(OVERLAY, True)
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(24)
    shadow.setOffset(0, 4)
    shadow.setColor(QColor(0, 0, 0, 70))
    widget.setGraphicsEffect(shadow)


def plain_label(text: str, *, role: str = "", font: QFont | None = None, wrap: bool = False) -> QLabel:
    """A label that shows text as it is, never as markup."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if font is not None:
        label.setFont(font)
    if role:
        label.setProperty("role", role)
    return label


def heading(text: str) -> QLabel:
    """The small capitals over a panel."""
    label = plain_label(text, role="quiet", font=measures.heading_font())
    label.setContentsMargins(measures.INSET, measures.INSET, measures.INSET, 6)
    return label


def polish_again(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose `role` has changed.

    As Qt itself asks for it, with an event: `widget.style()` gives the style, for which PySide builds the eleven
    enumerations of QStyle, 566 names: a long while before the first paint, where nothing else needs them.
    """
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))


def hair_line() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.NoFrame)
    line.setFixedHeight(1)
    line.setProperty("role", "hair")
    return line


@guarded
class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where the room is too small; the whole text is then its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def whole(self) -> str:
        return self._whole

    def show_text(self, text: str) -> None:
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")
