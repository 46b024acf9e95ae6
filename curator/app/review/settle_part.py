# SPDX-License-Identifier: MIT
"""The right of the review: the incident's head, the grid, the reason, what was said, the foot; or why there is none.

What lives here: these widgets one above the other. What does not: what they show (page.py) and do (desk.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.review.foot import Foot
from curator.app.review.grid import GridView
from curator.app.review.grid_model import GridModel
from curator.app.review.head import IncidentHead
from curator.app.review.reason import ReasonBox
from curator.app.review.threads import Threads
from curator.app.widgets import hair_line, named, plain_label

LEAST_WIDTH = 400
_SETTLE, _NOTICE = range(2)


class SettlePart(QWidget):
    """`open_wanted`: the layers that are hidden yet are to be opened."""

    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.right", self.tr("The incident, coder by coder"), role="side")
        self.head = IncidentHead()
        self.grid = GridView(GridModel())
        self.reason = ReasonBox()
        self.threads = Threads()
        self.foot = Foot()
        self.notice = plain_label("", role="quiet", wrap=True)
        named(self.notice, "review.notice", self.tr("Why there is nothing to settle"))
        self.notice.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.open = QPushButton(self.tr("Open them now …"))
        tip = self.tr("Look before all have finished; it needs a reason, which stands in the history")
        named(self.open, "review.open", self.tr("Open them now"), tip=tip)
        self.open.clicked.connect(self.open_wanted)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._settle_page())
        self.pages.addWidget(self._notice_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages)
        self.setMinimumWidth(LEAST_WIDTH)

    def _settle_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hair_line())
        column.addWidget(self.grid, 1)
        column.addWidget(hair_line())
        column.addWidget(self.reason)
        column.addWidget(self.threads)
        column.addWidget(self.foot)
        return page

    def _notice_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(measures.WIDE_INSET, 24, measures.WIDE_INSET, 16)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def show_notice(self, text: str, may_open: bool = False) -> None:
        """Say why there is no incident to settle."""
        self.notice.setText(text)
        self.open.setVisible(may_open)
        self.pages.setCurrentIndex(_NOTICE)

    def show_grid(self) -> None:
        self.pages.setCurrentIndex(_SETTLE)

    @property
    def settles(self) -> bool:
        """Whether an incident is on show."""
        return self.pages.currentIndex() == _SETTLE
