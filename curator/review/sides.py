# SPDX-License-Identifier: MIT
"""What an incident or a row says in a topmost field: the values, words and fingerprint that review goes by.

What lives here: reading one side, and whether sides say the same. What does not: whether a judgement holds
(standing.py). Private nodes are passed over everywhere; a proposal is blank, and its words are not shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from curator.domain.canonical import canonical_json, sha256_of
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Evidence, Incident, Row, ValueNote
from curator.domain.values import Value, leaf_value
from curator.review.answers import Answer, Answers
from curator.review.reviewed import Side

_BLANK = Value("blank")
_WORDS = "words"  # the part of a compound that repeats the article's words
_DIGITS = 16  # of a fingerprint, in hexadecimal


class Top:
    """A topmost field with what of it takes part in review."""

    def __init__(self, codebook: Codebook, field: Field, group: str) -> None:
        hidden = {
            node.key for node in field.nodes() if any(each.private for each in (node, *codebook.above(node.key, group)))
        }
        self.field, self.group, self.key = field, group, field.key
        self.nodes = tuple(node for node in field.nodes() if node.key not in hidden)
        self.leaves = tuple(node for node in self.nodes if not node.parts)
        self.keys = frozenset(node.key for node in self.nodes)
        telling = [leaf for leaf in self.leaves if leaf.part != _WORDS]
        self.telling = tuple(telling or self.leaves)
        self.names = not group and field.key == codebook.title_field  # a name for lists, free words of each coder
        self.links = any(leaf.kind == "link" for leaf in self.leaves)


class Sides:
    """Reads sides under one codebook, and compares them."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._answers = Answers(codebook)
        tables = {"": codebook.fields, **{group.key: group.fields for group in codebook.groups}}
        self.tops: Mapping[str, tuple[Top, ...]] = {
            group: tuple(top for field in fields if (top := Top(codebook, field, group)).leaves)
            for group, fields in tables.items()
        }

    def top(self, key: str, group: str = "") -> Top | None:
        """The topmost field with this key; None where there is none, or all of it is private."""
        return next((top for top in self.tops.get(group, ()) if top.key == key), None)

    def reader(self, incident: Incident) -> SideReader:
        return SideReader(self, incident)

    def told(self, top: Top, side: Side, same: Mapping[str, str]) -> tuple[Hashable, ...]:
        """What a side says, in a form in which the same is equal. `same`: where links lead to, for those that are
        settled: of a coder's incident the consensus incident it was accepted into. How an incident is called says
        nothing of what happened: all titles are the same."""
        if top.names:
            return ()
        told: list[Hashable] = []
        for leaf in top.telling:
            value = side.values[leaf.key]
            told.append(self._answer(top, leaf, value, same) if value.state == "value" else value.state)
        return tuple(told)

    def agree(self, top: Top, sides: Sequence[Side], same: Mapping[str, str], open_ends: frozenset[str]) -> bool:
        """Whether all sides say the same. Links agree only where what they lead to (`open_ends`) is settled."""
        if top.links and any(
            side.values[leaf.key].value in open_ends for side in sides for leaf in top.leaves if leaf.kind == "link"
        ):
            return False
        if any(side.values[leaf.key].state != "blank" for side in sides for leaf in top.telling):
            return len({self.told(top, side, same) for side in sides}) <= 1
        if top.names:
            return True
        # Nobody says more than words: then these are compared as they stand.
        return (
            len({tuple((key, value.state, value.value) for key, value in side.values.items()) for side in sides}) <= 1
        )

    def _answer(self, top: Top, leaf: Field, value: Value, same: Mapping[str, str]) -> Answer:
        if leaf.kind == "link":
            return same.get(str(value.value), value.value)
        [(_, form)] = self._answers.forms(top.group, (leaf.key,))
        return form(str(value.value)) if form is not None else value.value


class SideReader:
    """The sides of one incident; each is read once, for it is wanted several times over."""

    def __init__(self, sides: Sides, incident: Incident) -> None:
        self._sides = sides
        self._incident = incident
        self._notes: dict[str, dict[str, ValueNote]] = {}
        self._words: dict[str, dict[str, list[Evidence]]] = {}
        self._read: dict[tuple[str, str], Side] = {}  # by topmost field and row, whose id tells the group
        self._seen = ""
        for note in incident.notes:
            self._notes.setdefault(note.row, {})[note.field] = note
        for span in incident.evidence:
            self._words.setdefault(span.row, {}).setdefault(span.field, []).append(span)

    def side(self, top: Top, row: Row | None = None) -> Side:
        """What the incident, or one of its rows, says in a topmost field."""
        place = (top.key, row.id if row is not None else "")
        found = self._read.get(place)
        if found is None:
            found = self._read[place] = self._side(top, row)
        return found

    def _side(self, top: Top, row: Row | None) -> Side:
        row_id, columns = (row.id, row.values) if row is not None else ("", self._incident.values)
        notes = self._notes.get(row_id, {})
        codebook = self._sides.codebook
        values: dict[str, Value] = {}
        for leaf in top.leaves:
            if notes or leaf.key in columns:
                value = leaf_value(codebook, leaf, columns.get(leaf.key), notes, top.group)
                values[leaf.key] = _BLANK if value.proposed else value
            else:
                values[leaf.key] = _BLANK
        noted = {key: note.note for key, note in notes.items() if key in top.keys and note.note and not note.proposed}
        words = tuple(self._shown(top, row_id, notes)) if self._words else ()
        return Side(self._incident.id, row_id, values, noted, words, _fingerprint(values, words))

    def whole_row_words(self, row: str) -> tuple[Evidence, ...]:
        """The words of a row as a whole."""
        return tuple(self._words.get(row, {}).get("", ()))

    def mentions(self) -> tuple[Evidence, ...]:
        return self.whole_row_words("")

    def row_seen(self, row: Row) -> str:
        """A fingerprint of a row: its fields and its words."""
        tops = self._sides.tops.get(row.group, ())
        return _hashed([[self.side(top, row).seen for top in tops], _spans(self.whole_row_words(row.id))])

    def seen(self) -> str:
        """A fingerprint of the incident: its fields, rows and mentions; status and order do not count."""
        if not self._seen:
            tops = self._sides.tops[""]
            rows = sorted((row.id, self.row_seen(row)) for row in self._incident.rows if row.group in self._sides.tops)
            self._seen = _hashed([[self.side(top).seen for top in tops], rows, _spans(self.mentions())])
        return self._seen

    def _shown(self, top: Top, row: str, notes: Mapping[str, ValueNote]) -> list[Evidence]:
        """The words of the field and its parts, without those of what is only proposed."""
        here = self._words.get(row, {})
        found = []
        for node in top.nodes:
            if node.key in here:
                chain = (node, *self._sides.codebook.above(node.key, top.group))
                said_by = next((each.key for each in chain if each.key in notes), "")
                if not said_by or not notes[said_by].proposed:
                    found += here[node.key]
        return found


def _fingerprint(values: Mapping[str, Value], words: Sequence[Evidence]) -> str:
    said = [
        [key, value.state, repr(value.value), value.basis] for key, value in values.items() if value.state != "blank"
    ]
    return _hashed([said, _spans(words)]) if said or words else _NOTHING


def _spans(words: Sequence[Evidence]) -> list[list[str | int]]:
    found: list[list[str | int]] = [[span.field, span.start, span.end, span.role] for span in words]
    return sorted(found, key=str)


def _hashed(content: object) -> str:
    return sha256_of(canonical_json(content))[:_DIGITS]


_NOTHING = _hashed([[], []])  # of a field in which nothing is said
