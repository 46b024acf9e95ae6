# SPDX-License-Identifier: MIT
"""What is asked at the selected words: types, reasons, choices, fields.

What lives here: one question at a time, picked from a list beside the words. What does not: the list (chooser.py), what
is asked and what follows (words_desk.py, words_to_field.py, given_desk.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer
from curator.app.coding.chooser import Chooser, finder
from curator.app.coding.desk import Desk


class AskedAtWords(QObject):
    """One for each page. `chooser` is where the answer is picked, made with the first question."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._then: Callable[[str], None] = lambda code: None
        self._chooser: Chooser | None = None

    @property
    def chooser(self) -> Chooser:
        if self._chooser is None:
            made = self._chooser = Chooser(self._desk.page.window(), "words.chooser")
            made.picked.connect(lambda code, _step: self._picked(code))
            made.typed.connect(lambda text, _step: self._typed(text))
            made.given_up.connect(lambda by_key: self._desk.reader.setFocus() if by_key else None)
        return self._chooser

    def ask(self, title: str, offers: Sequence[Offer], then: Callable[[str], None], free: bool = False) -> None:
        """`free`: Enter with nothing chosen goes on without a choice."""
        self._then = then
        self._desk.page.strip.leave()
        self.chooser.line.setPlaceholderText(self.tr("Type to find"))
        without = self.tr("say it later") if free else ""
        self.chooser.ask(title, finder(offers), self._desk.selection_rect(), free=free, without=without)

    def _typed(self, text: str) -> None:
        """Enter without a choice: nothing was typed, or nothing that can be chosen."""
        if text.strip():
            self.chooser.refuse(self.tr("Nothing in the list fits “{text}”.").format(text=text.strip()))
        elif not self.chooser.free:
            self.chooser.refuse(self.tr("Nothing is chosen: press Down, or type to find."))
        else:
            self._picked("")

    def leave(self) -> None:
        """What is asked at the words is asked no more: they are about to go out of sight."""
        if self._chooser is not None:
            self._chooser.leave()

    def _picked(self, code: str) -> None:
        self.chooser.leave()
        self._desk.reader.setFocus()
        self._then(code)
