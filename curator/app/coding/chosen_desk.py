# SPDX-License-Identifier: MIT
"""What is done to the chosen value, its words or its row by a key or a click, without an editor.

What lives here: taking, blanking, states, bases, roles, rows, help. What does not: typing (values_desk.py), giving new
words (words_desk.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolTip

from curator.app.coding.desk import Desk
from curator.app.coding.value_sets import blanked, said
from curator.app.incidents.shown import Place
from curator.app.tips import plain_tip
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.view import ValuesView
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ROLES, Evidence
from curator.domain.values import incident_value
from curator.shape import replace

if TYPE_CHECKING:
    from curator.operations import ValueSet


class ChosenDesk(QObject):
    """One for each page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    @property
    def _view(self) -> ValuesView:
        return self._desk.page.side.values

    def accept(self, line: Line) -> None:
        """Take what is proposed for a line; in the form go on to the next one that asks for something."""
        from curator.operations import AcceptProposals

        place = self._desk.place(line.target)
        if place is not None:
            own = place.node.key if place.node is not None else ""
            in_form = self._view.hasFocus()
            operation = AcceptProposals(place.incident.id, ((place.row_id, own),))
            self._desk.run(operation, lambda _: self._go_on(in_form))

    def accept_all(self) -> None:
        """Take everything that is proposed in the active incident."""
        from curator.operations import AcceptProposals

        incident = self._desk.incident()
        if incident is not None and self._desk.can_write():
            self._desk.run(AcceptProposals(incident.id))

    def remove(self, line: Line) -> None:
        """Blank a value; take words or a row away."""
        from curator.operations import RemoveRow, SetValues

        if line.kind is LineKind.WORDS:
            self.remove_words(line)
            return
        if line.kind not in (LineKind.VALUE, LineKind.ROW):
            self._desk.tell(self.tr("Choose a value first."))
            return
        place = self._desk.place(line.target)
        if place is None:
            return
        if line.kind is LineKind.ROW:
            self._desk.run(RemoveRow(place.row_id))
        elif place.node is not None and not line.blank:
            self._desk.run(SetValues(place.incident.id, tuple(blanked(place, place.node))))

    def remove_words(self, line: Line) -> None:
        span, *also = self.same_words(line)
        self._desk.page.given_desk.remove(span, also)

    def same_words(self, line: Line) -> list[Evidence]:
        """The words of a line with those at the same place and role that support parts of the same value."""
        span = line.words[0]
        shown = self._desk.shown
        incident = shown.incident(span.incident) if shown is not None else None
        if incident is None or not span.field:
            return [span]
        book = self._desk.codebook
        group = next((row.group for row in incident.rows if row.id == span.row), "")
        above = book.above(span.field, group)
        top = above[-1] if above else book.node(span.field, group)
        keys = {each.key for each in top.nodes()} if top is not None else {span.field}
        if line.depth:
            keys = {span.field}  # the part is open: only its own words are meant
        same = [
            each for each in incident.evidence
            if each.row == span.row and each.field in keys and each.id != span.id
            and (each.start, each.end, each.role) == (span.start, span.end, span.role)
        ]  # fmt: skip
        return [span, *same]

    def set_state(self, state: str) -> None:
        """Say of the chosen value that the article does not state it, that it does not apply, or nothing yet."""
        from curator.operations import SetValues

        place = self._chosen()
        if place is None or place.node is None:
            return
        node = place.node
        sets = said(place, node, state)
        if node.parts and state == "not_stated":
            sets = [each for each in sets if not self._is_qualifier(node, each.field)]
            sets += self._none_reported(place, node)
        if not node.has_basis:
            self._desk.tell(self.tr("“{field}” is not read from the article.").format(field=node.label))
            return
        in_form = self._view.hasFocus()
        self._desk.run(SetValues(place.incident.id, tuple(sets)), lambda _: self._go_on(in_form))

    def _go_on(self, in_form: bool) -> None:
        """To the next value that asks for something, where the form has the keyboard."""
        if in_form:
            self._view.stepping.to_open(1)

    def _is_qualifier(self, node: Field, key: str) -> bool:
        part = node.part_named("qualifier")
        return part is not None and part.key == key

    def _none_reported(self, place: Place, node: Field) -> list[ValueSet]:
        """A count of which nothing is said keeps its qualifier (CODEBOOK.md rule 6)."""
        from curator.operations import ValueSet

        part = node.part_named("qualifier") if node.kind == "count" else None
        listed = self._desk.codebook.choices_of(part) if part is not None else None
        code = listed.code_meaning("none_reported") if listed is not None else None
        return [ValueSet(part.key, code, place.row_id)] if part is not None and code else []

    def set_basis(self, basis: str) -> None:
        """Say how the chosen value is known."""
        from curator.operations import SetValues, ValueSet

        place = self._chosen()
        if place is None or place.node is None:
            return
        book = self._desk.codebook
        sets = []
        for leaf in place.node.leaves():
            known = incident_value(book, place.incident, leaf, place.row)
            as_written = leaf.part == "words" and leaf is not place.node  # what the words are, the words say
            answered = known.state == "value" and (leaf is place.node or known.basis != "default")
            if answered and leaf.has_basis and known.basis != basis and not as_written:
                sets.append(ValueSet(leaf.key, known.value, place.row_id, "value", basis, known.note, known.proposed))
        if sets:
            self._desk.run(SetValues(place.incident.id, tuple(sets)))
        else:
            self._desk.tell(self.tr("There is no value here whose basis could change."))

    def to_settle(self, by: int) -> None:
        """Go to the next (or previous) thing that is to be settled in the form. The keyboard goes along, unless words
        are selected that wait to be given to a value."""
        if not self._desk.page.side.to_settle.step(by):
            self._desk.tell(self.tr("Nothing is left to settle in this incident."))
        elif self._desk.selection() is None or self._desk.page.words_desk.is_spent:
            self._view.setFocus()

    def show_help(self) -> None:
        """Say what belongs into the chosen value, beside it."""
        line = self._view.current_value()
        shown = self._desk.shown
        place = shown.place(line.target) if shown is not None and line is not None else None
        if line is None or place is None or place.node is None:
            self._desk.tell(self.tr("Choose a value first."))
            return
        wrong = self._view.lines.wrong_at(line)
        text = "\n".join(part for part in (wrong, field_help(place.node, self._desk.codebook)) if part)
        corner = self._view.viewport().mapToGlobal(self._view.boxes.of(line).bottomLeft())
        QToolTip.showText(corner, plain_tip(text), self._view, self._view.rect(), 60_000)

    def blank_chosen(self) -> None:
        """Take the answer of the chosen value back."""
        line = self._view.value_of_chosen()
        if line is None or line.kind is not LineKind.VALUE:
            self._desk.tell(self.tr("Choose a value first."))
        elif line.blank:
            self._desk.tell(self.tr("This value is blank."))
        else:
            self.remove(line)

    def _chosen_words(self) -> Line | None:
        """The words chosen in the form: a line of words, or the only words of a value."""
        line = self._view.current_value()
        if line is None or not line.words:
            self._desk.tell(self.tr("Choose the words in the form, or click them in the article."))
            return None
        if line.kind is LineKind.WORDS or len({(each.start, each.end, each.role) for each in line.words}) == 1:
            return line
        given = next((each for each in line.words if each.id == self._desk.page.words_desk.to_field.last_given), None)
        if given is not None:
            return replace(line, words=(given,))
        self._desk.tell(self.tr("This value has several words: choose one of them with Ctrl+Down."))
        return None

    def next_role(self) -> None:
        """Direct, anchor, support, contradicts, and direct again."""
        line = self._chosen_words()
        if line is not None:
            at = ROLES.index(line.words[0].role) if line.words[0].role in ROLES else 0
            self.set_role(line, ROLES[(at + 1) % len(ROLES)])

    def set_role(self, line: Line, role: str) -> None:
        """Say how the words of a line bear on its value."""
        span, *also = self.same_words(line)
        self._desk.page.given_desk.set_role(span, role, also)

    def remove_chosen_words(self) -> None:
        """The chosen words support their value no more."""
        line = self._chosen_words()
        if line is not None:
            self.remove_words(line)

    def add_row(self, group: str) -> None:
        """One more row, ready to be filled."""
        from curator.operations import AddRow

        incident = self._desk.incident()
        if incident is None or not self._desk.can_write():
            return
        first = self._desk.codebook.group_by_key[group].fields[0]

        def show(made: object) -> None:
            self._desk.show_target(Target(incident.id, str(made), first.key), Target(incident.id, str(made)))
            self._view.setFocus()

        self._desk.run(AddRow(incident.id, group), show)

    def _chosen(self) -> Place | None:
        line = self._view.value_of_chosen()
        if line is None or line.kind is not LineKind.VALUE:
            self._desk.tell(self.tr("Choose a value first."))
            return None
        return self._desk.place(line.target)


def field_help(node: Field, codebook: Codebook) -> str:
    """What the codebook says of a field: its help, examples, counter-examples, and what its choices mean."""
    listed = codebook.choices_of(node)
    meanings = [f"{each.label}: {each.help}" for each in (listed.choices if listed is not None else ()) if each.help]
    parts = [node.label, node.help, *(f"“{each}”" for each in node.examples), *meanings[:12]]
    return "\n".join(part for part in parts if part)
