# SPDX-License-Identifier: MIT
"""Whose words are marked in the article, coder by coder: each can be ticked off.

What lives here: the chips. What does not: the marks in the article (highlights.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from curator.app import measures
from curator.app.flow_layout import FlowLayout
from curator.app.incidents.colours import colour_of, paint_badge
from curator.app.review.shapes import Mark
from curator.app.theme import current
from curator.app.widgets import named

_SIDE = 16


class Legend(QWidget):
    """`changed`: other coders' words are to be seen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.legend", self.tr("Whose words are marked"))
        self._row = FlowLayout(self, spacing=4)
        self._chips: dict[str, QToolButton] = {}
        self._marks: Sequence[Mark] = ()
        self._hidden: set[str] = set()  # by coder: who is ticked off here is so in the next article too

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show a chip for each of these, the consensus's too."""
        if list(marks) == list(self._marks):
            return
        self._marks = tuple(marks)
        for chip in self._chips.values():
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {mark.coder: self._made(mark) for mark in marks}
        self.wear_theme()
        self.updateGeometry()

    def _made(self, mark: Mark) -> QToolButton:
        chip = QToolButton(self)
        tip = self.tr("Show or hide the words of {name}").format(name=mark.name)
        named(chip, f"review.legend.{mark.number}", mark.name, tip=tip, role="legend")
        chip.setText(mark.name.replace("&", "&&"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIconSize(QSize(_SIDE, _SIDE))
        chip.setFont(measures.font(measures.SMALL))
        chip.setCheckable(True)
        chip.setChecked(mark.coder not in self._hidden)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.toggled.connect(lambda on: self._turn(mark, on))
        self._row.addWidget(chip)
        chip.show()
        return chip

    def _turn(self, mark: Mark, on: bool) -> None:
        (self._hidden.discard if on else self._hidden.add)(mark.coder)
        self.wear_theme()
        self.changed.emit()

    def shows(self, coder: str) -> bool:
        """Whether this coder's words are to be seen."""
        return coder not in self._hidden

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        for mark in self._marks:
            chip = self._chips[mark.coder]
            colour = colour_of(mark.colour) if chip.isChecked() else QColor(current().faint)
            chip.setIcon(_badge(mark.sign, colour, self.devicePixelRatioF()))


def _badge(sign: str, colour: QColor, ratio: float) -> QIcon:
    canvas = QPixmap(QSize(round(_SIDE * ratio), round(_SIDE * ratio)))
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_badge(painter, QRectF(0, 0, _SIDE, _SIDE), sign, colour, measures.font(measures.SMALL - 0.5, bold=True))
    painter.end()
    return QIcon(canvas)
