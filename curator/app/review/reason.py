# SPDX-License-Identifier: MIT
"""Below the grid: why something is decided, and whether the guideline is unclear.

What lives here: the two fields; what is asked of them. What does not: what the reason is for (desk.py).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.widgets import named, plain_label

_LINES = 2


@guarded
class _Area(QPlainTextEdit):
    entered = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if _takes(event):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and plain:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Enter with Ctrl takes the text; it does nothing else meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _takes(event):
            event.accept()
            return True
        return super().event(event)


def _takes(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)


class ReasonBox(QWidget):
    """`entered(text)`: the reason is given. `left`: back to the grid, nothing is given up but what asked for it."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.why", self.tr("Why"), role="side")
        self.title = plain_label(self.tr("Why"), role="quiet", font=measures.heading_font())
        self.asked = plain_label("", role="warn", font=measures.font(measures.SMALL), wrap=True)
        named(self.asked, "review.asked", self.tr("What the reason is for"))
        self.asked.hide()
        self.area = _Area()
        tip = self.tr("It is kept with the decision and goes back to the coders; Enter takes it")
        named(self.area, "review.reason", self.tr("Reason"), tip=tip)
        self.area.setPlaceholderText(self.tr("Reason (goes back to the coders) …"))
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(round(measures.line_height(measures.font()) * _LINES) + 16)
        self.unclear = QCheckBox(self.tr("The guideline is unclear"))
        tip = self.tr("Kept with the next decision; such cases are collected for the codebook")
        named(self.unclear, "review.unclear", self.tr("The guideline is unclear"), tip=tip, role="quiet")
        self.unclear.setFont(measures.font(measures.SMALL))
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.unclear)
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.INSET, 8, measures.INSET, 6)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.asked)
        column.addWidget(self.area)
        self.area.entered.connect(lambda: self.entered.emit(self.text()))
        self.area.escaped.connect(self.left)

    def text(self) -> str:
        return self.area.toPlainText().strip()

    def ask(self, sentence: str) -> None:
        """Ask for the reason, with what it is needed for."""
        self.asked.setText(sentence)
        self.asked.setVisible(bool(sentence))
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def insist(self) -> None:
        """There is no reason yet: what was asked stays asked."""
        needs = self.tr("It needs a reason; Esc leaves.")
        if not self.asked.text().endswith(needs):
            self.ask(" ".join(part for part in (self.asked.text(), needs) if part))

    def clear(self) -> None:
        """What was decided is decided: the next decision has its own reason."""
        self.area.setPlainText("")
        self.unclear.setChecked(False)
        self.drop_question()

    def drop_question(self) -> None:
        self.asked.hide()
        self.asked.setText("")

    def set_writable(self, writable: bool) -> None:
        self.area.setEnabled(writable)
        self.unclear.setEnabled(writable)
