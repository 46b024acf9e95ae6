# SPDX-License-Identifier: MIT
"""Messages at the top of the window: faults, warnings, notices. No boxes that stand in the way.

What lives here: the bar and its rows. What does not: what is said (UserFault has the sentence).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.icons import icon, pixmap
from curator.app.theme import current
from curator.app.widgets import named, plain_label

Kind = Literal["notice", "warning", "fault"]
_MOST = 3


class MessageRow(QWidget):
    """One message with its closing button, and a button for what can be done about it."""

    def __init__(self, kind: Kind, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.text = text
        self.subject = ""
        kinds = {"notice": self.tr("Notice"), "warning": self.tr("Warning"), "fault": self.tr("Fault")}
        named(self, f"message.{kind}", f"{kinds[kind]}: {text}", role=f"bar-{kind}")
        self.sign = QLabel()
        self.sign.setAccessibleName(kinds[kind])
        self.label = plain_label(text, wrap=True)
        self.label.setObjectName("message.text")
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.close_button = QToolButton()
        named(
            self.close_button,
            "message.close",
            self.tr("Close this message"),
            role="quiet",
            tip=self.tr("Close this message"),
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(measures.WIDE_INSET, 7, measures.GAP, 7)
        self._row.setSpacing(measures.INSET)
        self._row.addWidget(self.sign)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.close_button)
        self.wear_theme()

    def wear_theme(self) -> None:
        theme = current()
        colour = {"notice": theme.accent, "warning": theme.warn, "fault": theme.bad}[self.kind]
        self.sign.setPixmap(pixmap(self.kind, colour, 18, self.devicePixelRatioF()))
        self.close_button.setIcon(icon("close", theme.quiet, 14))
        self.close_button.setIconSize(QSize(14, 14))

    def offer(self, text: str, work: Callable[[], object]) -> None:
        """Put a button beside the message."""
        button = QPushButton(text)
        named(button, "message.act", text, tip=text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not close the editor the message is about
        button.clicked.connect(lambda: work())
        self._row.insertWidget(self._row.count() - 1, button)


class MessageBar(QWidget):
    """The newest message on top, at most three; the same is not said twice, and what is said of a subject takes the
    place of what was said of it before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "messages", self.tr("Messages"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def rows(self) -> list[MessageRow]:
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        return [row for item in items if item is not None and isinstance(row := item.widget(), MessageRow)]

    def say(
        self, kind: Kind, text: str, act: str = "", work: Callable[[], object] | None = None, *, subject: str = ""
    ) -> MessageRow:
        """Show a message until it is closed; `act` names a button that does `work`."""
        for row in self.rows():
            if row.text == text or (subject and row.subject == subject):
                self.drop(row)
        others = [row for row in self.rows() if row.subject != "failed"]  # what can still be tried again stays
        for row in others[max(0, _MOST - 1 - len(self.rows()) + len(others)) :]:
            self.drop(row)
        row = MessageRow(kind, text, self)
        row.subject = subject
        row.close_button.clicked.connect(lambda: self.drop(row))
        if act and work is not None:
            row.offer(act, work)
        self._column.insertWidget(0, row)
        self.show()
        return row

    def drop(self, row: MessageRow) -> None:
        """Take a message away."""
        if row not in self.rows():
            return
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self.rows()))

    def clear(self) -> None:
        for row in self.rows():
            self.drop(row)

    def wear_theme(self) -> None:
        for row in self.rows():
            row.wear_theme()
