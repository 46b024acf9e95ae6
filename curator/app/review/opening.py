# SPDX-License-Identifier: MIT
"""Looking at hidden layers before all have finished: asks for the reason, which stands in the history.

What lives here: the question and its operation. What does not: who sees what (store/layers.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from curator.app.values.long_editor import LongEditor
from curator.operations.assigning import OpenLayers

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


class Opening(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._editor: LongEditor | None = None

    @property
    def editor(self) -> LongEditor:
        if self._editor is None:
            made = self._editor = LongEditor(self._page.window(), "review.opening")
            made.area.setPlaceholderText(self.tr("Why you look before all have finished"))
            made.entered.connect(lambda text, _step: self._entered(text))
        return self._editor

    def begin(self) -> None:
        """Ask why."""
        if self._page.blind and self._page.can_write():
            button = self._page.right.open
            corner = button.mapTo(button.window(), button.rect().topLeft())
            self.editor.ask(self.tr("Open hidden layers: why?"), QRect(corner, button.size()), "", False, beside=True)

    def _entered(self, text: str) -> None:
        shown = self._page.shown
        if not text.strip():
            self.editor.refuse(self.tr("It needs a reason; Esc leaves."))
        elif shown is not None:
            self._page.run(OpenLayers((shown.id,), text), lambda _made: self._done(), self.editor.refuse)

    def _done(self) -> None:
        self.editor.leave()
        self._page.reading.when_read(self._page.take_keyboard)
