# SPDX-License-Identifier: MIT
"""Words for a field or a row: what they are read as, what is asked about them, the operation that gives them.

What lives here: from an aim (giving.py) to its operation. What does not: which words and which field (words_desk.py),
reading them (reading.py), knowing beforehand what comes of it (outcome.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.asked_at_words import AskedAtWords
from curator.app.coding.choices import Offer, offers_of
from curator.app.coding.desk import Desk
from curator.app.coding.giving import CHOSEN, Aim, place_of
from curator.app.coding.likely import said
from curator.app.coding.outcome import Outcome, codes_read, outcome_of
from curator.app.coding.outdated import blank_again, outdated
from curator.app.coding.reading import Reading, ReadValue, Span, read_otherwise
from curator.app.incidents.shown import Place
from curator.app.values.line import Target
from curator.domain.codebook import kinds
from curator.domain.codebook.model import Codebook, Field, Key
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import Evidence, Scalar
from curator.shape import replace

if TYPE_CHECKING:
    from curator.operations import ValueSet

_MOST_WORDS = 40  # letters of the words in the title of what is asked about them


class WordsToField(QObject):
    """One for each page."""

    def __init__(self, desk: Desk, asked: AskedAtWords, spend: Callable[[], None]) -> None:
        """`spend`: called when something is done with the words that are selected."""
        super().__init__(desk)
        self._desk, self._asked, self._spend = desk, asked, spend
        self.last_given = ""  # the words a key was pressed for last: a role is meant for them

    def give(self, key: Key, span: Span, new_row: bool = False) -> None:
        """Give words to the field of a key, in the row with its presets, or in one more row with them."""
        node, incident = self._desk.codebook.node(key.field, key.group), self._desk.incident()
        if node is not None and incident is not None:
            article = self._desk.article
            self._give(Aim(article, incident.id, span, node, key.group, presets=key.presets, new_row=new_row))

    def give_to(self, target: Target, span: Span) -> None:
        """Give words to the chosen line of the form."""
        from curator.operations import GiveWords

        desk = self._desk
        place = desk.shown.place(target) if desk.shown is not None else None
        if place is None or not desk.is_own(place.incident):
            desk.tell(self.tr("Words can only be given to a value of your own incidents."))
        elif place.node is not None and not desk.codebook.takes_words(place.node.key, place.group):
            told = self.tr("“{field}” takes no words: it is not read from the article.")
            desk.tell(told.format(field=place.node.label))
        elif place.node is not None:
            self._give(Aim(desk.article, place.incident.id, span, place.node, place.group, place.row_id))
        else:
            self._spend()
            desk.run(GiveWords(desk.article, place.incident.id, *span, "", row=place.row_id))

    def _give(self, aim: Aim) -> None:
        desk, node = self._desk, aim.node
        outcome = outcome_of(desk, aim)
        if outcome is None:
            return
        reading, place = outcome.reading, outcome.place
        if outcome.wider is not None:
            self._move_to(outcome.wider, aim)
        elif node.kind in CHOSEN and not self._is_settled(place, node):
            self._choose(outcome)
        elif reading.others and reading.best is not None and not self._is_answered(place, node):
            self._choose_reading(aim, reading)
        else:
            self._run_giving(aim, reading)

    def _move_to(self, words: Evidence, aim: Aim) -> None:
        from curator.operations import MoveEvidence

        self._spend()
        self.last_given = words.id
        target = Target(aim.incident, words.row, aim.node.key)
        show = partial(self._desk.show_target, target, Target(aim.incident, words.row))
        self._desk.run(MoveEvidence(words.id, *aim.span), lambda _: show())

    def _of_the_old(self, aim: Aim, reading: Reading) -> list[ValueSet]:
        """Parts that were proposed with another place, where these words tell one and nothing was accepted yet."""
        incident = self._desk.shown.incident(aim.incident) if self._desk.shown is not None else None
        place = place_of(self._desk.codebook, incident, aim) if incident is not None else None
        if place is None or self._is_answered(place, aim.node):
            return []
        told = {value.field: value.value for value in reading.values}
        old = outdated(aim.node, self._desk.codebook, aim.group, told, place.column, whole=False)
        notes = {note.field: note for note in place.incident.notes if note.row == place.row_id and note.proposed}
        return [blank_again(leaf, "", notes[leaf.key].note) for leaf in old if leaf.key in notes]

    def _choose(self, outcome: Outcome) -> None:
        """The words are clear, the choice is the coder's: proposals stand first."""
        desk, aim, place, reading = self._desk, outcome.aim, outcome.place, outcome.reading
        node = aim.node
        under = str(place.column(parent) or "") if place and (parent := self._parent(node, aim.group)) else ""
        codes = codes_read(outcome)
        if place is not None and not codes:
            codes = [str(place.column(node) or "")]  # a default: nobody's answer yet, but likely
        offers = proposed_first(offers_of(desk.codebook, node, under, self._yes_no()), codes)

        def then(code: str) -> None:
            values = (ReadValue(node.key, code, node.usual_basis or "stated", sure=True),) if code else ()
            self._run_giving(aim, replace(reading, values=values))

        title = self.tr("{field}, with the words “{words}”").format(field=node.label, words=_shortened(desk, aim.span))
        self._asked.ask(title, offers, then, free=True)

    def _choose_reading(self, aim: Aim, reading: Reading) -> None:
        """The words can mean several things: the likeliest stands first, the coder says which."""
        book, node = self._desk.codebook, aim.node
        assert reading.best is not None
        readings = [reading.best, *reading.others]
        offers = [
            Offer(str(at), said(each, node, book, short=False), proposed=not at) for at, each in enumerate(readings)
        ]
        words = _shortened(self._desk, aim.span)
        title = self.tr("{field}: “{words}” can mean").format(field=node.label, words=words)

        def then(code: str) -> None:
            self._run_giving(aim, read_otherwise(reading, readings[int(code or 0)], node, book))

        self._asked.ask(title, offers, then)

    def _run_giving(self, aim: Aim, reading: Reading) -> None:
        from curator.operations import GiveWords, MoreWords, ValueSet

        desk = self._desk
        values = [
            ValueSet(value.field, value.value, basis=value.basis, proposed=not value.sure) for value in reading.values
        ]
        values += [
            ValueSet(field, value, basis=basis, proposed=True)
            for field, value, basis in self._coded_before(aim.node, aim.group, reading)
        ]
        values += self._of_the_old(aim, reading)
        first, *more = reading.spots
        operation = GiveWords(
            aim.article, aim.incident, first.start, first.end, first.field, aim.group, aim.row, aim.presets,
            tuple(values), more=tuple(MoreWords(spot.field, spot.start, spot.end, spot.role) for spot in more),
            further="support", new_row=aim.new_row,
        )  # fmt: skip

        self._spend()

        def show(given: tuple[str, ...]) -> None:
            self.last_given = given[1]
            target = Target(aim.incident, given[0], aim.node.key)
            desk.show_target(target, Target(aim.incident, given[0]))

        desk.run(operation, show)

    def _coded_before(self, node: Field, group: str, reading: Reading) -> list[tuple[str, Scalar, str]]:
        """What this project said of the same name in the same kind of row: its type, its usual name ..."""
        if not group or node.kind != "text" or not reading.values:
            return []
        workspace = self._desk.page.workspace
        coder = workspace.coder.id if workspace.coder is not None else ""
        book = self._desk.codebook
        with workspace.read() as reads:
            found = reads.row_like(book, group, node.key, str(reading.values[0].value), coder)
        return [(key, value, basis) for key, value, basis in found if _is_offered(book, book.node(key, group), value)]

    def _is_settled(self, place: Place | None, node: Field) -> bool:
        """Whether the field has an accepted value already: then more words need no new choice."""
        if place is None or self._desk.shown is None or place.column(node) is None:
            return False
        notes = [each for each in place.incident.notes if each.row == place.row_id and each.field == node.key]
        return not any(note.proposed or note.basis == "default" for note in notes)

    def _is_answered(self, place: Place | None, node: Field) -> bool:
        """Whether a part of the field has an accepted value already."""
        if place is None:
            return False
        proposed = {note.field for note in place.incident.notes if note.row == place.row_id and note.proposed}
        held = [leaf for leaf in node.leaves() if place.column(leaf) is not None and leaf.default is None]
        return any(leaf.key not in proposed for leaf in held)

    def _parent(self, node: Field, group: str) -> Field | None:
        return self._desk.codebook.node(node.parent, group) if node.parent else None

    def _yes_no(self) -> tuple[str, str, str]:
        return self.tr("Yes"), self.tr("No"), self.tr("Unclear")


def _shortened(desk: Desk, span: Span) -> str:
    """The words of a span on one line, as many as a title has room for."""
    words = one_line(desk.reader.text()[span[0] : span[1]])
    return words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS].rstrip() + "…"


def proposed_first(offers: Sequence[Offer], codes: Sequence[str]) -> list[Offer]:
    """The offers with those of `codes` in front, in that order, marked as proposed."""
    by_code = {offer.code: offer for offer in offers}
    wanted = [code for code in dict.fromkeys(codes) if code in by_code]
    rest = [offer for offer in offers if offer.code not in wanted]
    return [*(replace(by_code[code], proposed=True) for code in wanted), *rest]


def _is_offered(codebook: Codebook, node: Field | None, value: Scalar) -> bool:
    """Whether a value from before can be set by the codebook in force: its choice is there, and not retired."""
    if node is None or next(kinds.retired_codes(codebook, node, value), None) is not None:
        return False
    try:
        kinds.check(value, node, codebook)
    except ValueError:
        return False
    return True
