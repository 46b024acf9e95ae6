# SPDX-License-Identifier: MIT
"""How the review is divided: the list, the article, the incident; as wide as each reads well, or as it was left.

What lives here: widths, and remembering them. What does not: what stands in the parts.
"""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter

from curator.app import measures
from curator.app.review.article_part import ArticlePart
from curator.app.review.queue_panel import QueuePanel
from curator.app.review.settle_part import SettlePart
from curator.app.widgets import named


class Division(QSplitter):
    """The three parts side by side; the article takes what room there is."""

    def __init__(self, queue: QueuePanel, middle: ArticlePart, right: SettlePart) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        named(self, "review.split", self.tr("Articles, article, incident"))
        self._queue, self._fitted = queue, False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for at, widget in enumerate((queue, middle, right)):
            self.addWidget(widget)
            self.setStretchFactor(at, int(at == 1))

    def fit(self, width: int) -> None:
        """Where nobody has divided it yet: the list as wide as it reads well, the grid as its columns need, the article
        the rest of `width` pixels."""
        if self._fitted:
            return
        width = max(width, 900)
        left = measures.grown(min(300, max(272, width * 18 // 100)))
        right = min(measures.grown(600), max(470, width * 38 // 100))
        self.setSizes([left, max(measures.LEAST_ARTICLE, width - left - right), right])
        self._fitted = True

    def wear_look(self, look: str) -> None:
        """Divide it as it was."""
        whole, _, left = look.partition("|")
        self._fitted = bool(whole) and self.restoreState(_read(whole))
        self._queue.fitted = bool(left) and self._queue.split.restoreState(_read(left))

    @property
    def look(self) -> str:
        """How it is divided, to be kept; "" while it is as it comes."""
        states = (self.saveState(), self._queue.split.saveState() if self._queue.fitted else QByteArray())
        return "|".join(base64.b64encode(each.data()).decode("ascii") for each in states) if self._fitted else ""


def _read(text: str) -> QByteArray:
    return QByteArray(base64.b64decode(text))
