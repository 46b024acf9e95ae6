# SPDX-License-Identifier: MIT
"""Neither is right: giving the consensus a value that no coder gave: typed, chosen, or read from selected words.

What lives here: asking for the value and making it an operation. What does not: reading what is typed (coding/typed.py)
or selected (coding/reading.py), accepting the incident before (desk.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer, found, offers_of
from curator.app.coding.chooser import Chooser
from curator.app.coding.proposing import Proposing, published_day
from curator.app.coding.reading import ReadValue, read_words
from curator.app.coding.typed import typed_values
from curator.app.review.shapes import GridLine
from curator.app.values.phrases import word
from curator.domain.codebook.model import Field
from curator.operations import MoreWords, SettleNeither, ValueSet

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage

_CHOOSING = ("choice", "choices", "yes_no", "time_of_day")
_STATES = ("not_stated", "not_applicable")
_STATE = "state:"  # how a state is told from a code among the offers


class Neither(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._proposing = Proposing(page.workspace)
        self._chooser: Chooser | None = None
        self._key: tuple[str, ...] = ()  # the line that is asked about

    @property
    def chooser(self) -> Chooser:
        if self._chooser is None:
            made = self._chooser = Chooser(self._page.window(), "review.value")
            made.picked.connect(lambda code, _step: self._picked(code))
            made.typed.connect(lambda text, _step: self._typed(text))
            made.given_up.connect(lambda by_key: self._page.grid.setFocus() if by_key else None)
        return self._chooser

    def begin(self) -> None:
        """Take the selected words of the article for the chosen field; where none are selected ask for the value."""
        line, node = self._page.grid.chosen_line(), self._node()
        if line is None or not self._page.desk.can_settle():
            return
        if node is None or line.kind != "field":
            self._page.tell(self.tr("Choose a field; a row is adopted or rejected as it is."))
            return
        self._key = line.key
        span = self._page.words.selected()
        if span is not None:
            self._take_words(node, span)
            return
        offers = self._offers(node)
        states = [Offer(_STATE + state, word(state)) for state in _STATES]
        free = node.kind not in ("choice", "yes_no") or self._is_open(node)
        title = self.tr("{field}, as it should be").format(field=node.label)
        everything = [*offers, *states]
        self.chooser.ask(
            title, lambda typed: found(everything, typed), self._page.consensus_rect(), free=free, over=True,
            suggests=not offers,
        )  # fmt: skip

    def _node(self) -> Field | None:
        line, shown = self._page.grid.chosen_line(), self._page.shown
        if line is None or shown is None or not line.field:
            return None
        return shown.article.codebook.node(line.field, line.group)

    def _is_open(self, node: Field) -> bool:
        listed = self._page.workspace.codebook.choices_of(node)
        return listed is not None and listed.open

    def _offers(self, node: Field) -> Sequence[Offer]:
        if node.kind not in _CHOOSING:
            return ()
        said = (self.tr("Yes"), self.tr("No"), self.tr("Unclear"))
        return offers_of(self._page.workspace.codebook, node, "", said)

    # -- what was given ---------------------------------------------------------------------------------------------
    def _picked(self, code: str) -> None:
        node = self._node()
        if node is None:
            return
        if code.startswith(_STATE):
            self._settle((ValueSet(node.key, None, state=code.removeprefix(_STATE)),), None)
            return
        self._settle((ValueSet(node.key, code, basis=node.usual_basis or "stated"),), None)

    def _typed(self, text: str) -> None:
        node, shown = self._node(), self._page.shown
        if node is None or shown is None:
            return
        if not text.strip():
            self.chooser.refuse(self.tr("Type a value; Esc leaves."))
            return
        day = published_day(shown.article.coding.article.fields.get("published", ""))
        try:
            values = typed_values(text, node, shown.article.codebook, self._proposing.propose, day)
        except ValueError as error:
            self.chooser.refuse(f"{node.label}: {error}.")
            return
        self._settle(_sets(values), None)

    def _take_words(self, node: Field, span: tuple[int, int]) -> None:
        """The value that the selected words say, with the words."""
        shown = self._page.shown
        if shown is None:
            return
        passage = self._proposing.passage(shown.article, span)
        read = read_words(passage, node, shown.article.codebook, self._proposing.propose)
        words = tuple(MoreWords(spot.field, spot.start, spot.end, spot.role) for spot in read.spots)
        if not read.values:
            told = self.tr("“{words}” gives no value for {field}; type one.")
            self._page.tell(told.format(words=passage.words, field=node.label))
            self._page.reader.clear_selection()
            self.begin()
            return
        self._settle(_sets(read.values), words)

    def _settle(self, values: tuple[ValueSet, ...], words: tuple[MoreWords, ...] | None) -> None:
        desk, key = self._page.desk, self._key
        if self._chooser is not None:
            self._chooser.leave()
        self._page.grid.setFocus()
        line = self._page.line_of(key)
        if line is None:
            return

        def settle(consensus: str, now: GridLine, row: str, reason: str, unclear: bool) -> None:
            operation = SettleNeither(consensus, now.field, row, values, words, reason, unclear)
            desk.run(operation, lambda _made: self._page.when_read(self._page.going.step_after_settling))

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
        if line.settled and line.consensus.text:
            return self.tr("{field} is settled; say why it changes.").format(field=line.label)
        return ""


def _sets(values: Sequence[ReadValue]) -> tuple[ValueSet, ...]:
    return tuple(ValueSet(value.field, value.value, basis=value.basis) for value in values if value.value != "")
