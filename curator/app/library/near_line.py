# SPDX-License-Identifier: MIT
"""The line over the list of articles that says how far the search for near-duplicates is.

What lives here: the line, which is hidden unless there is something to say. What does not: the search
(versions/near_marks.py).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from curator.app import measures
from curator.app.widgets import ElidedLabel, named


class NearLine(QWidget):
    """`stop_wanted`, `look_wanted`: the button was pressed, which says what it does."""

    stop_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "library.near", self.tr("Search for near-duplicates"))
        self.label = ElidedLabel()
        self.label.setObjectName("library.near.said")
        self.label.setProperty("role", "quiet")
        self.button = QPushButton()
        named(self.button, "library.near.stop", self.tr("Stop"), role="quiet")
        self.button.clicked.connect(self._pressed)
        self._looking = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(measures.GAP)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """So many of the texts that were not looked at yet are."""
        counted = self.tr("{done} of {total} texts are compared").format(done=f"{done:,}", total=f"{total:,}")
        self._show(True, self.tr("Near-duplicates: {share} %").format(share=100 * done // max(1, total)))
        self.setToolTip(counted)

    def show_ended(self, whole: bool) -> None:
        """The search is at its end, or was stopped."""
        if whole:
            self._looking = False
            self.hide()
        else:
            self._show(False, self.tr("Not all texts compared"))
            self.setToolTip(self.tr("Some near-duplicates are not known yet"))

    def _show(self, looking: bool, told: str) -> None:
        self._looking = looking
        self.label.show_text(told)
        text = self.tr("Stop") if looking else self.tr("Go on")
        tip = self.tr("Stop looking for near-duplicates; what was found stays")
        tip = tip if looking else self.tr("Go on looking for articles that are nearly the same")
        if self.button.text() != text:
            self.button.setText(text)
            self.button.setAccessibleName(text)
            self.button.setToolTip(tip)
        self.show()

    def _pressed(self) -> None:
        (self.stop_wanted if self._looking else self.look_wanted).emit()
