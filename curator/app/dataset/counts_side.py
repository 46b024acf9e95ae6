# SPDX-License-Identifier: MIT
"""The counts beside map and time line: read anew with the filter, and changing it.

What lives here: between the lists (counts.py), the project and the filter of the page. What does not: showing them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.dataset.counted_fields import counted_fields
from curator.app.dataset.counting import Counting
from curator.app.dataset.counts import MOST, CountsList, CountsPanel
from curator.app.dataset.drawn import answers_of, with_answer, without_answers
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Scalar
from curator.store.incident_counts import AnswerCount, Found, better_answered

if TYPE_CHECKING:
    from curator.app.dataset.page import DatasetPage


class CountsSide(QObject):
    """One for each page."""

    def __init__(self, page: DatasetPage, counting: Counting) -> None:
        super().__init__(page)
        self._page, self._counting = page, counting
        book = counting.workspace.codebook
        self.panel = CountsPanel(counted_fields(book, (self.tr("Type"), self.tr("Actor"), self.tr("Place"))), book)
        self.panel.wanted.connect(lambda shown: self._read((shown,)))
        self.panel.answer_chosen.connect(self._filter)

    def read(self) -> None:
        """Count what fits the page's filter."""
        for each in self.panel.lists:
            each.begin()
        self._read(self.panel.lists)

    def _read(self, lists: Sequence[CountsList]) -> None:
        """One list after the other: all at once they would only wait for each other."""
        if not lists:
            return
        shown, wanted, key = lists[0], self._page.filter, lists[0].key
        asked = answers_of(wanted, key)

        questions = {each: self._counting.answers(each, MOST) for each in (key, *shown.instead)}

        def question(
            connection: sqlite3.Connection, book: Codebook, found: Found
        ) -> list[tuple[str, list[AnswerCount]]]:
            keys = (key,) if asked else (key, *shown.instead)
            return [better_answered(keys, lambda each: questions[each](connection, book, found), MOST)]

        def show(answer: list[tuple[str, list[AnswerCount]]]) -> None:
            told, counts = answer[0] if answer else (key, [])
            if counts:
                shown.instead = ()
            if told != key:
                shown.count_by(told)
                self._read(lists)  # without its own condition, if there is one
                return
            shown.show_counts(counts, asked)
            self._read(lists[1:])

        self._counting.ask(shown.objectName(), without_answers(wanted, key), question, show)

    def _filter(self, key: str, answer: Scalar) -> None:
        self._page.set_filter(with_answer(self._page.filter, key, answer))
