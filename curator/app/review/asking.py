# SPDX-License-Identifier: MIT
"""Asking a reviewer for a value of a field that no coder gave: typed, or chosen from a list.

What lives here: the question, and what was answered as values. What does not: reading what is typed (coding/typed.py),
what is done with the answer (neither.py, adding.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer, found, offers_of
from curator.app.coding.chooser import Chooser
from curator.app.coding.proposing import Proposing, published_day
from curator.app.coding.reading import Reading, ReadValue, read_words
from curator.app.coding.typed import typed_values
from curator.app.review.spots import consensus_rect
from curator.app.values.phrases import word
from curator.domain.codebook.model import Field
from curator.operations import ValueSet

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage

Values = tuple[ValueSet, ...]
_CHOOSING = ("choice", "choices", "yes_no", "time_of_day")
_STATES = ("not_stated", "not_applicable")
_STATE = "state:"  # how a state is told from a code among the offers


class ValueQuestion(QObject):
    """Asks for one value at a time. `name`: of its widget."""

    def __init__(self, page: ReviewPage, name: str) -> None:
        super().__init__(page)
        self._page, self._name = page, name
        self._proposing = Proposing(page.workspace)
        self._chooser: Chooser | None = None
        self._node: Field | None = None  # the field that is asked for
        self._then: Callable[[Values], None] = lambda values: None

    @property
    def chooser(self) -> Chooser:
        if self._chooser is None:
            made = self._chooser = Chooser(self._page.window(), self._name)
            made.picked.connect(lambda code, _step: self._picked(code))
            made.typed.connect(lambda text, _step: self._typed(text))
            made.given_up.connect(lambda by_key: self._page.grid.setFocus() if by_key else None)
        return self._chooser

    def ask(self, node: Field, title: str, then: Callable[[Values], None]) -> None:
        """Ask for a value of this field, or its state; `then` gets what was answered."""
        self._node, self._then = node, then
        offers = self._offers(node)
        states = [Offer(_STATE + state, word(state)) for state in _STATES]
        free = node.kind not in ("choice", "yes_no", "link") or self._is_open(node)
        everything = [*offers, *states]
        self.chooser.ask(
            title, lambda typed: found(everything, typed), consensus_rect(self._page), free=free, over=True,
            suggests=not offers,
        )  # fmt: skip

    def words_of(self, span: tuple[int, int]) -> str:
        """These words of the article on show."""
        assert self._page.shown is not None
        return self._proposing.passage(self._page.shown.article, span).words

    def read(self, node: Field, span: tuple[int, int]) -> Reading:
        """What these words of the article on show say of a field."""
        assert self._page.shown is not None
        article = self._page.shown.article
        return read_words(self._proposing.passage(article, span), node, article.codebook, self._proposing.propose)

    def _is_open(self, node: Field) -> bool:
        listed = self._page.workspace.codebook.choices_of(node)
        return listed is not None and listed.open

    def _offers(self, node: Field) -> Sequence[Offer]:
        if node.kind == "link":
            return self._incident_offers()
        if node.kind not in _CHOOSING:
            return ()
        said = (self.tr("Yes"), self.tr("No"), self.tr("Unclear"))
        return offers_of(self._page.workspace.codebook, node, "", said)

    def _incident_offers(self) -> Sequence[Offer]:
        """The other incidents of the consensus: a settled link leads to none but these."""
        shown, here = self._page.shown, self._page.found
        if shown is None:
            return ()
        there = [each.consensus for each in shown.review.incidents if each.consensus is not None]
        return [Offer(each.id, shown.called(each)) for each in there if here is None or each != here.consensus]

    # -- what was answered --------------------------------------------------------------------------------------------
    def _picked(self, code: str) -> None:
        node = self._node
        if node is None:
            return
        if code.startswith(_STATE):
            self._answer((ValueSet(node.key, None, state=code.removeprefix(_STATE)),))
            return
        self._answer((ValueSet(node.key, code, basis=node.usual_basis or "stated"),))

    def _typed(self, text: str) -> None:
        node, shown = self._node, self._page.shown
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
        self._answer(value_sets(values))

    def _answer(self, values: Values) -> None:
        self.chooser.leave()
        self._page.grid.setFocus()
        self._then(values)


def value_sets(values: Iterable[ReadValue]) -> Values:
    """What was read, as what is to be written."""
    return tuple(ValueSet(value.field, value.value, basis=value.basis) for value in values if value.value != "")
