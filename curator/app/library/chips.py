# SPDX-License-Identifier: MIT
"""The chips over the library: how many articles are in each reading state, and which of them are listed.

What lives here: the row of buttons. What does not: counting (store/articles.py), listing (panel.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from curator.app import measures
from curator.app.flow_layout import FlowLayout
from curator.app.widgets import named
from curator.domain.coding import READING_STATES


class StateChips(QWidget):
    """`changed`: other states are to be listed. None pressed lists all articles; several list those of each."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "library.chips", self.tr("How far I am"))
        self._texts = {
            "unread": self.tr("Not begun"), "started": self.tr("Started"), "finished": self.tr("Finished"),
            "nothing_to_code": self.tr("Nothing here"),
        }  # fmt: skip
        tips = {
            "unread": self.tr("List the articles I have not begun"),
            "started": self.tr("List the articles I have begun and not finished"),
            "finished": self.tr("List the articles I have finished"),
            "nothing_to_code": self.tr("List the articles I have read and found nothing to code in"),
        }
        row = FlowLayout(self)
        self._chips: dict[str, QToolButton] = {}
        for state in READING_STATES:
            chip = QToolButton()
            named(chip, f"library.chip.{state}", self._texts[state], tip=tips[state], role="chip")
            chip.setCheckable(True)
            chip.setFont(measures.font(measures.SMALL))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _checked: self.changed.emit())
            self._chips[state] = chip
            row.addWidget(chip)
        self._counts: Mapping[str, int] = {}
        self.show_counts({})

    def count(self, state: str) -> int:
        """How many articles there are in a state, as it was said last."""
        return self._counts.get(state, 0)

    @property
    def states(self) -> tuple[str, ...]:
        """The states that are to be listed; none for all."""
        return tuple(state for state, chip in self._chips.items() if chip.isChecked())

    def choose(self, states: tuple[str, ...]) -> None:
        """Press these chips; nothing is sent out."""
        for state, chip in self._chips.items():
            chip.setChecked(state in states)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many articles there are in each state."""
        self._counts = counts
        for state, chip in self._chips.items():
            told = f"{self._texts[state]} {counts.get(state, 0):,}"
            if chip.text() != told:
                chip.setText(told)
                chip.setAccessibleName(told)
        self.updateGeometry()
