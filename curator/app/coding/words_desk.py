# SPDX-License-Identifier: MIT
"""From selected words: a new incident, a mention, a passage not codable, words for a field or a row.

What lives here: what each key does with the words that are selected. What does not: giving words to a field
(words_to_field.py), asking at them (asked_at_words.py), typed values (values_desk.py), the incident as a whole
(incidents_desk.py), which key means what (actions/ and the codebook).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from curator.app.coding.asked_at_words import AskedAtWords
from curator.app.coding.choices import Offer
from curator.app.coding.desk import Desk
from curator.app.coding.giving import MOST_BY_ENTER, Presets
from curator.app.coding.likely import AtWords
from curator.app.coding.offering import offered_at
from curator.app.coding.reading import Span
from curator.app.coding.types import type_offers, type_values, type_words
from curator.app.coding.words_to_field import WordsToField
from curator.app.values.line import Target
from curator.domain.codebook.model import Key
from curator.domain.coding import Incident, Row, Scalar
from curator.suggest.proposal import Proposal


class WordsDesk(QObject):
    """One for each page. `asked`: what is asked at the words. `to_field`: what gives them to a field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.asked = AskedAtWords(desk)
        self.to_field = WordsToField(desk, self.asked, lambda: self._set_spent(True))
        self._spent = False  # something was done with the selection: Enter gives it to nothing else
        desk.reader.selection_changed.connect(lambda _start, _end: self._set_spent(False))

    @property
    def is_spent(self) -> bool:
        """Whether something was done with these words already: then only a letter gives them to more."""
        return self._spent

    def _set_spent(self, spent: bool) -> None:
        self._spent = spent

    # -- the strip ----------------------------------------------------------------------------------------------------
    def at_words(self) -> AtWords | None:
        """As `likely`, for the strip: once something was done with the words it waits till others are selected."""
        return None if self._spent else self.likely()

    def likely(self) -> AtWords | None:
        """What the selected words are likely meant for; None where nothing can be done with words here."""
        return offered_at(self._desk, self._desk.selection())

    def choose_key(self) -> None:
        """Every key of the codebook, to be picked by name."""
        keys = self._desk.codebook.keys
        offers = [Offer(key.key, key.label, key.key) for key in keys]
        self.asked.ask(self.tr("Give the words to"), offers, self._give_by_name)

    def _give_by_name(self, letter: str) -> None:
        self.book_key(letter)

    # -- incidents and passages ---------------------------------------------------------------------------------------
    def new_incident(self) -> None:
        """Start an incident from the selected words; its type is picked where the codebook has one."""
        desk = self._desk
        span = desk.selection()
        if not desk.can_write():
            return
        if span is None:
            desk.tell(self.tr("Select the words that report the incident, then start it."))
            return
        read = self._choices_in(span)
        offers = type_offers(desk.codebook, [f"{each.field}/{each.values.get('code', '')}" for each in read])
        if offers:
            begin = partial(self._begin, desk.article, span, read)
            self.asked.ask(self.tr("New incident: which type?"), offers, begin, free=True)
        else:
            self._begin(desk.article, span, read, "")

    def _begin(self, article: str, span: Span, read: Sequence[Proposal], code: str) -> None:
        from curator.operations import AddIncident

        desk = self._desk
        values = type_values(desk.codebook, code)
        words = type_words(desk.codebook, values, read, span)
        self._set_spent(True)

        def show(made: object) -> None:
            desk.page.choose_incident(str(made))
            desk.page.panels.show_values()  # whatever was listed beside the article: its form is filled next

        desk.run(AddIncident(article, span, values, words), show)

    def mention(self) -> None:
        """One more passage that reports the active incident."""
        from curator.operations import AddEvidence

        desk, span, incident = self._desk, self._desk.selection(), self._writable()
        if incident is None or not self._selected(span):
            return
        assert span is not None
        if any((each.start, each.end) == span for each in incident.mentions()):
            desk.tell(self.tr("These words are a mention of the incident already."))
            return
        self._set_spent(True)
        desk.run(AddEvidence(desk.article, *span, incident.id))

    def not_codable(self) -> None:
        """Mark the words as read and not codable, with a reason of the codebook."""
        desk, span = self._desk, self._desk.selection()
        if not desk.can_write() or not self._selected(span):
            return
        listed = desk.codebook.list_by_key.get(desk.codebook.not_codable)
        assert span is not None
        offers = [
            Offer(choice.code, choice.label, help=choice.help, words=choice.lexicon)
            for choice in (listed.choices if listed is not None else ())
            if not choice.retired
        ]
        self.asked.ask(self.tr("Not codable: why?"), offers, partial(self._mark, desk.article, span))

    def _mark(self, article: str, span: Span, reason: str) -> None:
        from curator.operations import AddNotCodable

        if reason:
            self._set_spent(True)
            self._desk.run(AddNotCodable(article, *span, reason))

    # -- words for a field --------------------------------------------------------------------------------------------
    def book_key(self, letter: str) -> bool:
        """A key of the codebook: gives the selected words to its field; with none selected goes to the field.

        With Shift a key of a group always makes one more row."""
        by_letter = {each.key.upper(): each for each in self._desk.codebook.keys}
        key = by_letter.get(letter.upper()) or by_letter.get(letter.upper().removeprefix("SHIFT+"))
        if key is None:
            return False
        self._desk.page.strip.leave()
        if self._writable() is not None:
            span = self._desk.selection()
            one_more = bool(key.group) and key.key.upper() != letter.upper()
            if span is None:
                self._go_to(key, one_more)
            else:
                self.to_field.give(key, span, one_more)
        return True

    def enter(self) -> None:
        """Enter in the article: give the chosen value the words that were selected for it; take what is proposed.

        Words with which something was done are spent: whoever goes on to another value does not mean them."""
        desk, span = self._desk, None if self._spent else self._desk.selection()
        line = desk.page.side.values.current_value()
        if line is None or not line.target.incident:
            desk.page.side.values.setFocus()
        elif span is not None and not (line.proposed and span in [(each.start, each.end) for each in line.words]):
            if span[1] - span[0] <= MOST_BY_ENTER:
                self.to_field.give_to(line.target, span)
            else:
                told = self.tr(
                    "{count} characters are selected, and Enter gives at most {most} to a value: select fewer."
                )
                desk.tell(told.format(count=span[1] - span[0], most=MOST_BY_ENTER))
        elif line.proposed:
            desk.page.chosen_desk.accept(line)
        else:
            desk.page.side.values.setFocus()

    # -- looking ------------------------------------------------------------------------------------------------------
    def _writable(self) -> Incident | None:
        """The active incident; where there is none that may be written it is said why."""
        desk = self._desk
        if not desk.can_write():
            return None
        incident = desk.incident()
        if incident is None:
            own = desk.shown is not None and desk.shown.incidents
            desk.tell(
                self.tr("This incident is in another coder's layer.")
                if own else self.tr("Start an incident first: select the words that report it and press N.")
            )  # fmt: skip
        return incident

    def _selected(self, span: Span | None) -> bool:
        if span is None:
            self._desk.tell(self.tr("Select words in the article first."))
        return span is not None

    def _go_to(self, key: Key, one_more: bool = False) -> None:
        """Show the field of a key in the form; a row with its presets is made where there is none."""
        from curator.operations import AddRow

        desk, incident = self._desk, self._desk.incident()
        assert incident is not None
        if not key.group:
            self._focus(Target(incident.id, "", key.field))
            return
        row = _row_with(incident, key.group, key.presets)
        if row is not None and not one_more:
            self._focus(Target(incident.id, row.id, key.field))
            return
        presets: dict[str, Scalar] = dict(key.presets)
        operation = AddRow(incident.id, key.group, presets)
        desk.run(operation, lambda made: self._focus(Target(incident.id, str(made), key.field)))

    def _focus(self, target: Target) -> None:
        self._desk.show_target(target, Target(target.incident, target.row))
        self._desk.page.side.values.setFocus()

    def _choices_in(self, span: Span) -> Sequence[Proposal]:
        """The choices of fields of an incident that the words stand for."""
        shown = self._desk.shown
        if shown is None:
            return []
        passage = self._desk.proposing.passage(shown, span)
        return [each for each in self._desk.proposing.everything(passage, ("choice",)) if not each.group]


def _row_with(incident: Incident, group: str, presets: Presets) -> Row | None:
    """The first row of the group that holds all presets; without presets the last one."""
    rows = incident.rows_of(group)
    if not presets:
        return rows[-1] if rows else None
    return next((row for row in rows if all(row.values.get(key) == value for key, value in presets)), None)
