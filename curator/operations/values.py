# SPDX-License-Identifier: MIT
"""Operations on values: of an incident, of a row of a group, of an article's metadata.

What lives here: setting one value or many, accepting what is proposed. What does not: how a value is written
(value_writing.py), the words (evidence.py, words.py), values taken from another incident (copies.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from curator.domain.codebook.kinds import meaning
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS, Scalar, ValueNote
from curator.domain.faults import InputRefused, NotNow
from curator.operations.operation import incident_title, known_node, own_incident
from curator.operations.value_labels import known_before, new_values
from curator.operations.value_writing import (
    Place,
    ValueSet,
    notes_at,
    own_place,
    propose_again,
    refuse_state,
    value_at,
    write_note,
    write_value,
)
from curator.store.columns import group_table
from curator.store.undo import group_tables
from curator.store.writer import Writer

# How a date was known, where it was counted from the day of publication.
_COUNTED_FROM_PUBLICATION = ("relative", "explicit_partial", "publication_date")


@dataclass(frozen=True)
class SetValue:
    """Set what is known of a field: value, state, basis, note, proposed mark.

    `field` is a leaf key, or a compound's key to say state, basis and note for all its parts (value None). `row` is
    the id of a group's row, "" for the incident itself. Value None with state "value" blanks a leaf.
    """

    kind: ClassVar[str] = "set_value"
    incident: str
    field: str
    value: Scalar | None
    row: str = ""
    state: str = "value"
    basis: str = "stated"
    note: str = ""
    proposed: bool = False

    def apply(self, writer: Writer) -> None:
        place = own_place(writer, self.incident, self.row)
        node = known_node(writer, self.field, place.group)
        given = ValueSet(self.field, self.value, self.row, self.state, self.basis, self.note, self.proposed)
        shown = _shown(self.value, write_value(writer, place, given))
        writer.describe(f"Set {node.label} of {incident_title(writer, place.incident)} {shown}", place.article)


@dataclass(frozen=True)
class SetValues:
    """Set many values of one incident at once: a compound with its parts, a whole row. All of them, or none.

    What is said of compounds is written before what is said of their parts, whatever the order given; the same field
    of the same row may stand in it once.
    """

    kind: ClassVar[str] = "set_values"
    incident: str
    values: tuple[ValueSet, ...]

    def apply(self, writer: Writer) -> None:
        incident = own_incident(writer, self.incident)
        if not self.values:
            raise InputRefused("There is no value to set.")
        if len({(given.row, given.field) for given in self.values}) < len(self.values):
            raise InputRefused("One field of one row is to be set twice at once.")
        places = {row: own_place(writer, self.incident, row) for row in {given.row for given in self.values}}
        ordered = in_writing_order(writer, places, self.values)
        sets = [(places[given.row], given) for given in ordered]
        before = known_before(writer, sets)
        for given in ordered:
            write_value(writer, places[given.row], given)
        label = named_fields(writer.codebook, [(places[given.row], given.field) for given in ordered])
        told = f"{incident_title(writer, incident)}{new_values(writer, sets, before)}"
        writer.describe(f"Set {label} of {told}", str(incident["article"]))


def in_writing_order(writer: Writer, places: dict[str, Place], values: Sequence[ValueSet]) -> list[ValueSet]:
    """Compounds before their parts, because a part's note depends on the one above it; otherwise as given."""
    return sorted(values, key=lambda given: len(writer.codebook.above(given.field, places[given.row].group)))


def named_fields(codebook: Codebook, nodes: Sequence[tuple[Place, str]]) -> str:
    """In words: the topmost fields, each once; several fields of one row as the row."""
    labels = list(dict.fromkeys(top_of(codebook, key, place.group).label for place, key in nodes))
    rows = {(place.group, place.row) for place, _ in nodes}
    if len(labels) > 1 and len(rows) == 1 and (group := next(iter(rows))[0]):
        return f"a row of {codebook.group_by_key[group].label}"
    if len(labels) > 3:
        return f"{len(labels)} fields"
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


def top_of(codebook: Codebook, key: str, group: str = "") -> Field:
    """The topmost field that holds this node, or the node itself. Raises KeyError for an unknown key."""
    above = codebook.above(key, group)
    node = above[-1] if above else codebook.node(key, group)
    if node is None:
        raise KeyError(key)
    return node


@dataclass(frozen=True)
class AcceptProposals:
    """Take the proposed mark away; values, states and bases stay as they are. Returns how many notes had it.

    `targets`: (row, field) pairs; row "" is the incident itself. A compound is accepted with all its parts; a part that
    its compound's note proposes is accepted alone; field "" means everything of the row. None: all of the incident.
    Raises NotNow where nothing is proposed there.
    """

    kind: ClassVar[str] = "accept_proposals"
    incident: str
    targets: tuple[tuple[str, str], ...] = ()

    def apply(self, writer: Writer) -> int:
        incident = own_incident(writer, self.incident)
        accepted: list[tuple[Place, str]] = []
        for place, field in list(self._targets(writer)):
            accepted += [(place, key) for key in _accept(writer, place, field)]
        if not accepted:
            raise NotNow("Nothing is proposed here; nothing was changed.")
        known = [(place, key) for place, key in accepted if writer.codebook.node(key, place.group) is not None]
        what = named_fields(writer.codebook, known) if known else "what was proposed"
        writer.describe(f"Accept {what} of {incident_title(writer, incident)}", str(incident["article"]))
        return len(accepted)

    def _targets(self, writer: Writer) -> Iterator[tuple[Place, str]]:
        if self.targets:
            yield from ((own_place(writer, self.incident, row), field) for row, field in self.targets)
            return
        yield own_place(writer, self.incident), ""
        for table in group_tables(writer.connection):
            for (row,) in writer.query(f'SELECT id FROM "{table}" WHERE incident = ? ORDER BY n', (self.incident,)):
                yield own_place(writer, self.incident, str(row)), ""


def _accept(writer: Writer, place: Place, field: str) -> list[str]:
    """Accept a node with what is below it, or with "" all of the place. Returns the keys that were proposed."""
    notes = notes_at(writer, place)
    node = known_node(writer, field, place.group) if field else None
    meant = {each.key for each in node.nodes()} if node is not None else set(notes)
    proposed = [note for note in notes.values() if note.field in meant and note.proposed]
    for note in sorted(proposed, key=lambda note: len(writer.codebook.above(note.field, place.group))):
        _keep_accepted(writer, place, note)
    keys = [note.field for note in proposed]
    for leaf in node.leaves() if node is not None and node.key not in notes else ():
        value = value_at(writer, place, leaf)
        if value.proposed and value.state != "blank":  # a compound above proposes it: the part gets its own word
            keys.append(leaf.key)
            write_note(
                writer, place.article, place.incident_id, place.row, leaf.key,
                state=value.state, basis=value.basis or "stated", proposed=False, note=value.note,
            )  # fmt: skip
    return keys


def _keep_accepted(writer: Writer, place: Place, note: ValueNote) -> None:
    write_note(
        writer, place.article, place.incident_id, place.row, note.field,
        state=note.state, basis=note.basis, proposed=False, note=note.note,
    )  # fmt: skip


def _shown(value: Scalar | None, state: str) -> str:
    return f"to {_short(value)}" if value is not None else f"to {state.replace('_', ' ')}"


def _short(value: Scalar) -> str:
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


@dataclass(frozen=True)
class SetArticleValue:
    """Set a metadata field of an article: value, or None with the state "not_stated" or "blank".

    Another day of publication: dates that were counted from it, in the acting coder's own incidents of this article,
    are proposed again, with a note that says why. Returns the ids of those incidents.
    """

    kind: ClassVar[str] = "set_article_value"
    article: str
    field: str
    value: str | None
    state: str = "value"
    basis: str = "stated"
    note: str = ""

    def apply(self, writer: Writer) -> tuple[str, ...]:
        if self.field not in ARTICLE_FIELDS:
            raise InputRefused(f"“{self.field}” is no field of an article: {', '.join(ARTICLE_FIELDS)}.")
        value = self.value or None
        state = "blank" if value is None and self.state == "value" else self.state
        refuse_state(state, self.basis, value)
        before = str(writer.row("articles", self.article).get(self.field) or "")
        writer.put("articles", self.article, {self.field: value})
        write_note(
            writer, self.article, "", "", self.field, state=state, basis=self.basis, proposed=False, note=self.note
        )
        touched: tuple[str, ...] = ()
        if self.field == "published" and before[:10] != (value or "")[:10]:
            touched = _dates_proposed_again(writer, self.article, before[:10], (value or "")[:10])
        writer.describe(f"Set {self.field} of the article to {_short(value) if value else state.replace('_', ' ')}",
                        self.article)  # fmt: skip
        return touched


def _dates_proposed_again(writer: Writer, article: str, before: str, after: str) -> tuple[str, ...]:
    why = f"The day of publication was changed from {before or 'none'} to {after or 'none'}."
    touched: dict[str, None] = {}
    for place in _own_places(writer, article):
        tops = writer.codebook.group_by_key[place.group].fields if place.group else writer.codebook.fields
        for node in (node for top in tops for node in top.nodes() if node.kind == "date"):
            basis = node.part_named("basis")
            if basis is None:
                continue
            how = meaning(writer.codebook, basis, value_at(writer, place, basis).value)
            if how not in _COUNTED_FROM_PUBLICATION:
                continue
            for leaf in filter(None, (node.part_named("start"), node.part_named("end"))):
                if propose_again(writer, place, leaf.key, why):
                    touched[place.incident_id] = None
    return tuple(touched)


def _own_places(writer: Writer, article: str) -> Iterator[Place]:
    """The acting coder's incidents of an article that are not withdrawn, each with its rows of groups in force."""
    coder = writer.coder.id if writer.coder else ""
    for (incident,) in writer.query(
        "SELECT id FROM incidents WHERE article = ? AND coder = ? AND status <> 'withdrawn' ORDER BY position, id",
        (article, coder),
    ):
        whole = own_place(writer, str(incident))
        yield whole
        for group in writer.codebook.groups:
            table = group_table(group.key)
            for (row,) in writer.query(f'SELECT id FROM "{table}" WHERE incident = ? ORDER BY n', (incident,)):
                yield Place(whole.incident, group.key, str(row))
