# SPDX-License-Identifier: MIT
"""Over the grid: which incident of the article it is, who has it, how alike the coders' are, what it is called.

What lives here: these lines and the buttons to the incidents beside it. What does not: which incidents there are.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.widgets import named, plain_label, polish_again


class IncidentHead(QWidget):
    """`step_wanted(by)`: another incident of the article."""

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.head", self.tr("The incident"), role="side")
        self.place = plain_label("", role="quiet", font=measures.heading_font(), wrap=True)
        named(self.place, "review.place", self.tr("Which incident it is and who has it"))
        self.title = plain_label("", font=measures.font(measures.LARGE, half_bold=True), wrap=True)
        named(self.title, "review.title", self.tr("What the incident is called"))
        self.state = plain_label("", role="quiet", font=measures.font(measures.SMALL), wrap=True)
        named(self.state, "review.state", self.tr("What was decided"))
        self.back = self._button("review.previous_incident", "‹", self.tr("The incident before"), -1)
        self.forth = self._button("review.next_incident", "›", self.tr("The next incident"), 1)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.place, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.forth, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.INSET, 8, measures.GAP, 8)
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(self.title)
        column.addWidget(self.state)

    def _button(self, name: str, text: str, tip: str, by: int) -> QToolButton:
        button = named(QToolButton(), name, tip, tip=tip, role="quiet")
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.step_wanted.emit(by))
        return button

    def show_incident(
        self, place: str, title: str, state: str, tip: str, several: bool, one_sided: bool
    ) -> None:  # fmt: skip
        """Show these words; `tip`: the parts of the score; `several`: there are other incidents; `one_sided`: not all
        coders have this one."""
        self.place.setText(place)
        ground, role = ("one-sided", "warn") if one_sided else ("side", "quiet")
        for widget, wanted in ((self, ground), (self.place, role)):
            if widget.property("role") != wanted:
                widget.setProperty("role", wanted)
                polish_again(widget)
        self.place.setToolTip(tip)
        self.title.setText(title)
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.back.setEnabled(several)
        self.forth.setEnabled(several)
