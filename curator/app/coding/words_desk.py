# SPDX-License-Identifier: MIT
"""From selected words: a new incident, a mention, a passage not codable, words for a field or a row.

What lives here: what each key does with the words that are selected. What does not: typed values (values_desk.py), the
incident as a whole (incidents_desk.py), which key means what (actions/ and the codebook).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer, offers_of
from curator.app.coding.chooser import Chooser, finder
from curator.app.coding.desk import Desk
from curator.app.coding.giving import CHOSEN, MOST_BY_ENTER, Aim, Presets, place_of
from curator.app.coding.likely import AtWords, said
from curator.app.coding.offering import offered_at
from curator.app.coding.outcome import Outcome, codes_read, outcome_of
from curator.app.coding.outdated import blank_again, outdated
from curator.app.coding.reading import Reading, ReadValue, Span, read_otherwise
from curator.app.coding.types import type_offers, type_values, type_words
from curator.app.incidents.shown import Place
from curator.app.values.line import Target
from curator.domain.codebook import kinds
from curator.domain.codebook.model import Codebook, Field, Key
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import Evidence, Incident, Row, Scalar
from curator.shape import replace
from curator.suggest.proposal import Proposal

if TYPE_CHECKING:
    from curator.operations import ValueSet

_MOST_WORDS = 40  # letters of the words in the title of what is asked about them


class WordsDesk(QObject):
    """One for each page. `chooser` is where types, reasons and choices are picked at the words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._then: Callable[[str], None] = lambda code: None
        self._chooser: Chooser | None = None
        self.last_given = ""  # the words a key was pressed for last: a role is meant for them
        self._spent = False  # something was done with the selection: Enter gives it to nothing else
        desk.reader.selection_changed.connect(lambda _start, _end: self._set_spent(False))

    @property
    def chooser(self) -> Chooser:
        if self._chooser is None:
            made = self._chooser = Chooser(self._desk.page.window(), "words.chooser")
            made.picked.connect(lambda code, _step: self._picked(code))
            made.typed.connect(lambda text, _step: self._typed(text))
            made.given_up.connect(lambda by_key: self._desk.reader.setFocus() if by_key else None)
        return self._chooser

    @property
    def is_spent(self) -> bool:
        """Whether something was done with these words already: then only a letter gives them to more."""
        return self._spent

    def _set_spent(self, spent: bool) -> None:
        self._spent = spent

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
        self.ask(self.tr("Give the words to"), offers, self._give_by_name)

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
            self.ask(self.tr("New incident: which type?"), offers, begin, free=True)
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
            desk.page.show_values()  # whatever was listed beside the article: its form is filled next

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
        self.ask(self.tr("Not codable: why?"), offers, partial(self._mark, desk.article, span))

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
                self.give(key, span, one_more)
        return True

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
            self._set_spent(True)
            desk.run(GiveWords(desk.article, place.incident.id, *span, "", row=place.row_id))

    def enter(self) -> None:
        """Enter in the article: give the chosen value the words that were selected for it; take what is proposed.

        Words with which something was done are spent: whoever goes on to another value does not mean them."""
        desk, span = self._desk, None if self._spent else self._desk.selection()
        line = desk.page.side.values.current_value()
        if line is None or not line.target.incident:
            desk.page.side.values.setFocus()
        elif span is not None and not (line.proposed and span in [(each.start, each.end) for each in line.words]):
            if span[1] - span[0] <= MOST_BY_ENTER:
                self.give_to(line.target, span)
            else:
                told = self.tr(
                    "{count} characters are selected, and Enter gives at most {most} to a value: select fewer."
                )
                desk.tell(told.format(count=span[1] - span[0], most=MOST_BY_ENTER))
        elif line.proposed:
            desk.page.chosen_desk.accept(line)
        else:
            desk.page.side.values.setFocus()

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

        self._set_spent(True)
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
        self.ask(title, offers, then, free=True)

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

        self.ask(title, offers, then)

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

        self._set_spent(True)

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

    def _choices_in(self, span: Span) -> Sequence[Proposal]:
        """The choices of fields of an incident that the words stand for."""
        shown = self._desk.shown
        if shown is None:
            return []
        passage = self._desk.proposing.passage(shown, span)
        return [each for each in self._desk.proposing.everything(passage, ("choice",)) if not each.group]

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


def _row_with(incident: Incident, group: str, presets: Presets) -> Row | None:
    """The first row of the group that holds all presets; without presets the last one."""
    rows = incident.rows_of(group)
    if not presets:
        return rows[-1] if rows else None
    return next((row for row in rows if all(row.values.get(key) == value for key, value in presets)), None)
