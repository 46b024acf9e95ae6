# SPDX-License-Identifier: MIT
"""The editor for text of several lines: Enter takes it, Shift+Enter begins a new line, Escape leaves.

What lives here: the widget. What does not: what the text is for (editing.py).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.widgets import lay_over, named, plain_label

_LINES = 6


@guarded
class _Text(QPlainTextEdit):
    entered = Signal(int)
    escaped = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if _takes(event) or (key == Qt.Key.Key_Tab and plain):
            self.entered.emit(1)
        elif key == Qt.Key.Key_Backtab:
            self.entered.emit(-1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Enter with Ctrl takes the text too, as in other programs; it does not finish the article meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _takes(event):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


def _takes(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)


@guarded
class LongEditor(QFrame):
    """`entered(text, step)`: take it. `given_up(by_key)`: Escape, or the focus went elsewhere. `edited`: one letter
    more."""

    entered = Signal(str, int)
    given_up = Signal(bool)
    edited = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        named(self, name, self.tr("Text"), role="chooser")
        lay_over(self)
        self.title = plain_label("", role="quiet", font=measures.font(measures.SMALL))
        named(self.title, f"{name}.title", self.tr("Which text"))
        self.area = _Text()
        named(self.area, f"{name}.line", self.tr("Text"), tip=self.tr("Enter takes it, Shift+Enter begins a new line"))
        self.area.setTabChangesFocus(False)
        self.problem = plain_label("", role="warn", font=measures.font(measures.SMALL), wrap=True)
        named(self.problem, f"{name}.problem", self.tr("Why this cannot be taken"))
        self.problem.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 7, 8, 7)
        self._column.setSpacing(4)
        self.hint = plain_label(
            self.tr("Enter takes · Shift+Enter new line · Esc leaves"), role="quiet", font=measures.font(measures.SMALL)
        )
        named(self.hint, f"{name}.hint", self.tr("Keys"))
        for widget in (self.title, self.area, self.problem, self.hint):
            self._column.addWidget(widget)
        self.area.setFixedHeight(round(measures.line_height(measures.font()) * _LINES) + 16)
        self.area.entered.connect(lambda step: self.entered.emit(self.text(), step))
        self.area.escaped.connect(lambda: self._give_up(True))
        self.area.left.connect(lambda: self._give_up(False))
        self.area.textChanged.connect(self._changed)
        self._beside = False
        self._quiet = False
        self._anchor, self._beside = QRect(), False
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a window that is made smaller it stays inside."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def move_to(self, anchor: QRect) -> None:
        """What it stands at lies elsewhere now."""
        self._anchor = anchor
        self._place()

    def text(self) -> str:
        return self.area.toPlainText()

    def ask(self, title: str, anchor: QRect, text: str, selected: bool, *, beside: bool = False) -> None:
        """Open over `anchor`, a rectangle of the parent's coordinates; `beside`: below it, or above where there is no
        room."""
        self._quiet, self._beside = True, beside
        self.title.setText(title)
        self.setAccessibleName(title)
        self.problem.hide()
        self.area.setPlainText(text)
        self._quiet = False
        self.area.selectAll() if selected else self.area.moveCursor(QTextCursor.MoveOperation.End)
        self.move_to(anchor)
        self.show()
        self.raise_()
        self.area.setFocus(Qt.FocusReason.PopupFocusReason)

    def refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self._place()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Over the anchor or beside it, and never outside the window."""
        anchor, parent = self._anchor, self.parentWidget()
        self.setFixedWidth(max(280, anchor.width() + 12, self.hint.sizeHint().width() + 18))
        self.adjustSize()
        room = parent.rect() if parent is not None else anchor
        x = max(4, min(anchor.left() - 6, room.width() - self.width() - 4))
        wanted = anchor.top() - 6
        if self._beside:
            below = anchor.bottom() + 6
            wanted = below if below + self.height() <= room.height() - 4 else anchor.top() - self.height() - 6
        y = max(4, min(wanted, room.height() - self.height() - 4))
        self.move(QPoint(x, y))

    def leave(self) -> None:
        """Close without telling anybody."""
        self.area.blockSignals(True)
        self.hide()
        self.area.blockSignals(False)

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _give_up(self, by_key: bool) -> None:
        if self.isVisible():
            self.leave()
            self.given_up.emit(by_key)
