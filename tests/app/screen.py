# SPDX-License-Identifier: MIT
"""A screen that is painted only where a widget asks for it: to see whether it asks for all that changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

FAINT = 2  # of 255 steps of a colour


class Screen(QObject):
    """What a screen holds of a widget that is only painted where the widget asks for it."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._wanted = QRegion()
        self._looking = False
        self.image = QImage()
        self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and not self._looking:
            self._wanted = self._wanted.united(event.region())
        return False

    @property
    def seen(self) -> bool:
        """Whether the widget is to be seen."""
        return self._view.isVisible()

    def whole(self) -> QImage:
        """The widget as it looks when all of it is painted."""
        self._looking = True
        found = self._view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        self._looking = False
        return found

    def follow(self) -> QRegion:
        """Let Qt ask for what it wants painted, and paint that; what it was."""
        QApplication.processEvents()
        painted, self._wanted = self._wanted.intersected(QRegion(self._view.rect())), QRegion()
        if self.image.size() != self._view.size():
            self.image = self.whole()
        elif not painted.isEmpty():
            self._looking = True
            self._view.render(self.image, painted.boundingRect().topLeft(), painted)
            self._looking = False
        return painted


def alike(one: QImage, other: QImage) -> bool:
    """Whether two pictures show the same; Qt rounds a soft edge otherwise where it is cut, which nobody sees."""
    if one == other:
        return True
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs) <= FAINT
