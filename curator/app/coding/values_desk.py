# SPDX-License-Identifier: MIT
"""Values in the form: what was typed or picked in an editor.

What lives here: from a line of the form and what the coder typed there to an operation. What does not: editors
(values/editing.py), what is done to the chosen value by a key (chosen_desk.py), words (words_desk.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer, found, offers_of
from curator.app.coding.desk import Desk
from curator.app.coding.doubtful import Doubtful, Readings, reading_offers
from curator.app.coding.outdated import blank_again, outdated
from curator.app.coding.proposing import published_day
from curator.app.coding.reading import ReadValue
from curator.app.coding.said_otherwise import words_that_say_otherwise
from curator.app.coding.typed import left_out, typed_readings
from curator.app.coding.typing_text import text_to_edit
from curator.app.coding.value_sets import blanked, lifted
from curator.app.incidents.shown import Place
from curator.app.values.editing import Editing, Entry, Question
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.view import ValuesView
from curator.domain.codebook.model import Field
from curator.domain.coding import Scalar
from curator.domain.values import Value, incident_value

if TYPE_CHECKING:
    from curator.app.coding.place_offers import PlaceOffers
    from curator.operations import ValueSet

_CHOOSING = ("choice", "choices", "yes_no", "time_of_day")


class ValuesDesk(QObject):
    """One for each page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._editing: Editing | None = None
        self._doubtful = Doubtful()
        self._places: PlaceOffers | None = None  # what is offered for the place that is typed
        self._asked: Readings = ()  # between these the coder chooses now, of a text that is not written yet

    @property
    def editing(self) -> Editing:
        if self._editing is None:
            self._editing = Editing(self._desk.page.window())
            self._editing.entered.connect(self._entered)
            self._editing.drafted.connect(self._drafted)
            self._editing.untaken.connect(self._desk.untaken)
            self._editing.went_back.connect(self.edit)
            self._editing.ended.connect(lambda by_key: self._view.setFocus() if by_key else None)
        return self._editing

    def _drafted(self, target: Target, text: str) -> None:
        self._desk.page.keep_draft(target, text)
        if not text:
            self._desk.doing.give_up(self._subject(target))

    def leave(self) -> None:
        """Take what is typed: what the editor stands on is about to go."""
        if self._editing is not None:
            self._editing.leave()

    @property
    def _view(self) -> ValuesView:
        return self._desk.page.side.values

    def _place(self, target: Target) -> Place | None:
        return self._desk.place(target)

    # -- editing ------------------------------------------------------------------------------------------------------
    def edit(self, line: Line, typed: str | None = None) -> None:
        """Open the editor on a line; of one that is no value say what can be done."""
        if line.kind is not LineKind.VALUE:
            self._desk.tell(self._told_of(line))
            return
        place = self._place(line.target)
        if place is None or place.node is None:
            return
        question = self._question(place, place.node)
        self._asked = ()
        if question is None:
            self._view.toggled.emit(line.target)
        else:
            self.editing.begin(self._view, line, question, typed)

    def _told_of(self, line: Line) -> str:
        if line.kind is LineKind.GROUP:
            return self.tr("Enter adds a row; choose a value to type into it.")
        return self.tr("Choose a value first.")

    def _question(self, place: Place, node: Field) -> Question | None:
        """What the editor of this field asks; None where only its parts can be edited."""
        self._places = None
        book = self._desk.codebook
        text = text_to_edit(book, node, place.column)
        if readings := self._doubtful.of(place, book):
            return self._which(node, readings, text)
        if node.kind in _CHOOSING:
            offers = self._offers(place, node)
            free = node.kind == "time_of_day" or bool((listed := book.choices_of(node)) and listed.open)
            shown = text if node.kind == "time_of_day" else ""
            several = node.kind == "choices"
            title = node.label
            if node.kind == "time_of_day":  # what is typed need not fit the list, which is gone then
                allowed = ", ".join(("HH:MM", *(each.label for each in offers)))
                title = self.tr("{field}: {allowed}").format(field=node.label, allowed=allowed)
            return Question(title, shown, lambda typed: found(offers, typed), free, hint=text, several=several)
        if node.kind == "link":
            offers = self._incident_offers(place)
            return Question(node.label, "", lambda typed: found(offers, typed), False, hint=text)
        if node.kind == "text":
            return Question(node.label, text, self._texts(place, node), suggests=True)
        if node.parts:
            hints = {
                "date": self.tr("2019-11-08, 8 Nov 2019, 2019-10"), "count": self.tr("3, 10-15, 6+, <6, ~6"),
                "place": self.tr("Town, province, country"),
                "relative_location": self.tr("120 km northwest of Mosul"),
            }  # fmt: skip
            if node.kind == "place":
                from curator.app.coding.place_offers import PlaceOffers  # wanted when a place is typed

                offered = self._places = PlaceOffers(self._desk.proposing, node, place.group, book)
                return Question(node.label, text, offered.find, hint=hints["place"], suggests=True,
                                coming=offered.coming)  # fmt: skip
            return Question(node.label, text, hint=hints[node.kind]) if node.kind in hints else None
        return Question(node.label, text, long=node.kind == "long_text")

    def _which(self, node: Field, readings: Readings, text: str) -> Question:
        """Asks which of the readings is meant."""
        which = reading_offers(readings, node, self._desk.codebook)
        title = self.tr("{field}: this can mean").format(field=node.label)
        return Question(title, "", lambda typed: () if typed.strip() else which, hint=text)

    def _offers(self, place: Place, node: Field) -> Sequence[Offer]:
        book = self._desk.codebook
        parent = book.node(node.parent, place.group) if node.parent else None
        under = str(place.column(parent) or "") if parent is not None else ""
        chosen = str(place.column(node) or "").split("; ")
        return offers_of(book, node, under, (self.tr("Yes"), self.tr("No"), self.tr("Unclear")), chosen)

    def _incident_offers(self, place: Place) -> Sequence[Offer]:
        shown = self._desk.shown
        entries = shown.incidents if shown is not None else ()
        return [
            Offer(each.incident.id, f"{each.letter}  {each.title}", each.summary)
            for each in entries
            if each.incident.id != place.incident.id
        ]

    def _texts(self, place: Place, node: Field) -> Callable[[str], Sequence[Offer]]:
        """Texts written in this field before, once two letters are typed."""
        workspace = self._desk.page.workspace

        def find(typed: str) -> Sequence[Offer]:
            if len(typed.strip()) < 2:
                return ()
            coder = workspace.coder.id if workspace.coder is not None else ""
            with workspace.read() as reads:  # a colleague's layer may be hidden: only one's own words are offered
                texts = reads.texts_like(place.group, node.key, typed.strip(), coder)
            return [Offer(text, text) for text in texts if text != typed.strip()]

        return find

    def _entered(self, target: Target, text: str, is_code: bool, step: int) -> None:
        entry = self.editing.entry
        (asked, self._asked), (offered, self._places) = (self._asked, ()), (self._places, None)
        place = self._place(target)
        if place is None or place.node is None:
            self.editing.refuse(self.tr("This value cannot be written any more."), entry)
            return
        question = self._question(place, place.node)
        if not text.strip() and (question is None or not question.text):  # nothing was there to be taken away
            self.editing.give_up()
            self._go_on(step)
            return
        if not text.strip():
            self._run_entry(place, blanked(place, place.node))
            return
        doubtful = (asked or self._doubtful.of(place, self._desk.codebook)) if is_code else ()
        try:
            readings = (
                (doubtful[int(text)],) if doubtful
                else (self._offered_values(place, place.node, offered.values(text)),) if is_code and offered is not None
                else (self._chosen_values(place, place.node, text),) if is_code
                else self._typed_readings(place, place.node, text)
            )  # fmt: skip
        except ValueError as error:
            self.editing.refuse(f"{place.node.label}: {error}.", entry)
            return
        if len(readings) > 1 and step:
            self.editing.ask_which(self._which(place.node, readings, text))
            self._asked = readings
            return
        self._doubtful.keep(target, readings)
        self._set(place, place.node, readings)

    def _chosen_values(self, place: Place, node: Field, code: str) -> tuple[ReadValue, ...]:
        basis = node.usual_basis or "stated"
        if node.kind == "choices":
            held = [each for each in str(place.column(node) or "").split("; ") if each]
            codes = [each for each in held if each != code] if code in held else [*held, code]
            return (ReadValue(node.key, "; ".join(codes), basis),)
        return ReadValue(node.key, code, basis), *self._parent_of(place, node, code)

    def _typed_readings(self, place: Place, node: Field, text: str) -> Readings:
        """What the text means, the likeliest first; parts that a reading does not give are blank in it."""
        if node.kind == "choices":
            there = str(place.column(node) or "")
            text = f"{there}; {text}" if there else text
        fields = self._desk.shown.coding.article.fields if self._desk.shown is not None else {}
        day = published_day(fields.get("published", ""))
        return tuple(
            self._offered_values(place, node, values)
            for values in typed_readings(text, node, self._desk.codebook, self._desk.proposing.propose, day)
        )

    @staticmethod
    def _offered_values(place: Place, node: Field, values: tuple[ReadValue, ...]) -> tuple[ReadValue, ...]:
        """The values, and blanks for the parts that a line stands for as a whole and that these do not give."""
        basis = node.usual_basis or "stated"
        blank = [leaf for leaf in left_out(node, values) if place.column(leaf) is not None]
        return (*values, *(ReadValue(leaf.key, "", basis) for leaf in blank))

    def _parent_of(self, place: Place, node: Field, code: str) -> Sequence[ReadValue]:
        """A finer choice brings the choice it belongs to, where that is still blank."""
        book = self._desk.codebook
        parent = book.node(node.parent, place.group) if node.parent else None
        listed = book.choices_of(node)
        under = listed.by_code[code].under if listed is not None and code in listed.by_code else ""
        if parent is None or not under or place.column(parent) is not None:
            return []
        return [ReadValue(parent.key, under, parent.usual_basis or "stated")]

    def _set(self, place: Place, said: Field, readings: Readings) -> None:
        """Write what was entered; the editor stays open until it is in the file. Where it was left by the mouse and can
        mean several things the likeliest is proposed, and that is said."""
        from curator.operations import ValueSet

        book, values = self._desk.codebook, readings[0]
        in_doubt = len(readings) > 1
        told = {value.field: value.value for value in values}
        old = outdated(said, book, place.group, told, place.column)
        sets = lifted(place, {value.field for value in values})
        sets += [self._of_the_old(place, leaf, cleared=bool(said.parts)) for leaf in old]
        for value in values:
            node = book.node(value.field, place.group)
            if node is None:
                continue
            known = incident_value(book, place.incident, node, place.row)
            stored = None if value.value == "" else value.value
            basis = "stated" if stored is None else self._basis(place, node, known, value.basis)
            proposed = in_doubt and stored is not None
            sets.append(ValueSet(value.field, stored, place.row_id, basis=basis, note=known.note, proposed=proposed))
        doubt = self._told_of_the_old(old, cleared=bool(said.parts)) or self._told_of_the_words(place, told)
        self._run_entry(place, sets, doubt, self._say_doubt if in_doubt else self._done)

    def _say_doubt(self, entry: Entry) -> None:
        self.editing.done(entry)
        self._desk.tell(self.tr("“{text}” can mean several things: F2 at the value shows them, Enter takes the one "
                                "that stands there.").format(text=entry.typed.strip()))  # fmt: skip

    def _of_the_old(self, place: Place, leaf: Field, cleared: bool) -> ValueSet:
        """What becomes of a part that described another place: blank, or its default; where only one part was set by
        itself it may still be right, and is proposed."""
        from curator.operations import ValueSet

        known = incident_value(self._desk.codebook, place.incident, leaf, place.row)
        if cleared:
            return blank_again(leaf, place.row_id, known.note)
        proposed = known.basis != "default"
        return ValueSet(leaf.key, known.value, place.row_id, "value", known.basis or "stated", known.note, proposed)

    def _told_of_the_old(self, old: Sequence[Field], cleared: bool) -> str:
        """Says it, where anything became of the parts that described the place before."""
        labels = ", ".join(leaf.label for leaf in old if leaf.default is None)
        if not labels:
            return ""
        told = (
            self.tr("Another place: {fields} spoke of the one before and are blank now. Undo brings all back.")
            if cleared
            else self.tr("Another place: {fields} may speak of the one before and are proposed again.")
        )
        return told.format(fields=labels)

    def _told_of_the_words(self, place: Place, told: Mapping[str, Scalar]) -> str:
        """Says it, where the words at the value are read as something else than what was typed."""
        shown, node = self._desk.shown, place.node
        if shown is None or node is None:
            return ""
        words = words_that_say_otherwise(shown, place, node, told, self._desk.proposing, self._desk.codebook)
        return (
            self.tr("“{words}” is read otherwise: look whether it still supports the value; Ctrl+Del takes it away.")
            .format(words=words) if words else ""
        )  # fmt: skip

    def _run_entry(
        self, place: Place, sets: Sequence[ValueSet], told: str = "", then: Callable[[Entry], None] | None = None
    ) -> None:  # fmt: skip
        from curator.operations import SetValues

        entry = self.editing.entry

        def done(_result: object) -> None:
            (then or self._done)(entry)
            if told:
                self._desk.tell(told)

        self._desk.run(
            SetValues(place.incident.id, tuple(sets)), done,
            lambda sentence: self.editing.refuse(sentence, entry), self._subject(entry.target),
        )  # fmt: skip

    @staticmethod
    def _subject(target: Target) -> str:
        """Names a value to be written: what is written there later takes its place."""
        return f"value {target.incident} {target.row} {target.field}"

    @staticmethod
    def _basis(place: Place, node: Field, known: Value, usual: str) -> str:
        """What was said of a value stays when it is set by hand; but a default is now an answer."""
        return known.basis if known.state == "value" and known.basis not in ("", "default") else usual

    def _done(self, entry: Entry) -> None:
        if self.editing.done(entry) and entry.step:  # 0: it was left by the mouse, and the focus is where that went
            self._view.setFocus()
            self._go_on(entry.step)

    def _go_on(self, step: int) -> None:
        if step:
            self._view.stepping.to_open(step)
