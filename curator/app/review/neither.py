# SPDX-License-Identifier: MIT
"""Neither is right: giving the consensus a value that no coder gave: typed, chosen, or read from selected words.

What lives here: for which field, and making it an operation. What does not: asking for the value (asking.py), reading
words (coding/reading.py), accepting the incident before (desk.py), a row that nobody has (adding.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.review.asking import ValueQuestion, Values, value_sets
from curator.app.review.shapes import GridLine
from curator.domain.codebook.model import Field
from curator.operations import MoreWords, SettleNeither

if TYPE_CHECKING:
    from curator.app.coding.chooser import Chooser
    from curator.app.review.page import ReviewPage


class Neither(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._question = ValueQuestion(page, "review.value")

    @property
    def chooser(self) -> Chooser:
        return self._question.chooser

    def begin(self) -> None:
        """Take the selected words of the article for the chosen field; where none are selected ask for the value."""
        line, node = self._page.grid.chosen_line(), self._node()
        if line is None or not self._page.desk.can_settle():
            return
        if node is None or line.kind != "field":
            self._page.tell(self.tr("Choose a field; a row is adopted or rejected as it is."))
            return
        span, key = self._page.words.selected(), line.key
        if span is not None and self._take_words(node, span, key):
            return
        title = self.tr("{field}, as it should be").format(field=node.label)
        self._question.ask(node, title, lambda values: self._settle(key, values, None))

    def _node(self) -> Field | None:
        line, shown = self._page.grid.chosen_line(), self._page.shown
        if line is None or shown is None or not line.field:
            return None
        return shown.article.codebook.node(line.field, line.group)

    # -- what was given ---------------------------------------------------------------------------------------------
    def _take_words(self, node: Field, span: tuple[int, int], key: tuple[str, ...]) -> bool:
        """Settle by the value that the selected words say, with the words; False where they give none."""
        read = self._question.read(node, span)
        if not read.values:
            told = self.tr("“{words}” gives no value for {field}; type one.")
            self._page.tell(told.format(words=self._question.words_of(span), field=node.label))
            self._page.reader.clear_selection()
            return False
        words = tuple(MoreWords(spot.field, spot.start, spot.end, spot.role) for spot in read.spots)
        self._page.grid.setFocus()
        self._settle(key, value_sets(read.values), words)
        return True

    def _settle(self, key: tuple[str, ...], values: Values, words: tuple[MoreWords, ...] | None) -> None:
        desk = self._page.desk
        line = self._page.line_of(key)
        if line is None:
            return

        def settle(consensus: str, now: GridLine, row: str, reason: str, unclear: bool) -> None:
            operation = SettleNeither(consensus, now.field, row, values, words, reason, unclear)
            desk.run(operation, lambda _made: self._page.reading.when_read(self._page.going.step_after_settling))

        def act(reason: str, unclear: bool) -> None:
            desk.in_consensus(
                key, 0, reason, unclear, lambda consensus, now, row: settle(consensus, now, row, reason, unclear)
            )

        desk.with_reason(self._why_needed(line), act)

    def _why_needed(self, line: GridLine) -> str:
        """Overriding an agreement, or what is settled, needs a reason."""
        if told := self._page.desk.told_rejected():
            return told
        there = [at for at, cell in enumerate(line.cells, 1) if cell.there and not cell.blank]
        if not line.differs and there:
            told = (
                self.tr("All coders agree on {field}; say why it is otherwise.") if len(there) > 1
                else self.tr("{name} says otherwise of {field}; say why it changes.")
            )  # fmt: skip
            return told.format(field=line.label, name=self._page.grid.lines.heading(there[0]))
        taken = line.consensus
        if line.settled and taken.text and (taken.adopted or not taken.blank):
            return self.tr("{field} is settled; say why it changes.").format(field=line.label)
        return ""
