# SPDX-License-Identifier: MIT
"""What a coder answered in each field of an incident, brought to a form in which equal answers are equal.

What lives here: the answer of one leaf. What does not: how far two answers lie apart (distances.py).

A value that is accepted is an answer, in its own form: text without regard to case, white space and forms of the same
letters (Unicode NFKC, casefold); several choices as a set; a day as its number in the calendar. "Not stated" and "not
applicable" are answers too. Blank is the answer of a coder who has not looked at the field yet; a proposal that was not
accepted is blank.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Incident, Row, Scalar, ValueNote
from curator.domain.values import leaf_value, notes_of


class Said(enum.Enum):
    """Answers that are not values."""

    BLANK = "blank"
    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"


Answer = Hashable
Key = tuple[str, str]  # (group or "", leaf)


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Text as it is compared: NFKC, casefold, each run of white space one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=20_000)
def _day(text: str) -> Answer:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:  # foreign data may hold what the rules complain of
        return folded(text)


@lru_cache(maxsize=20_000)
def _codes(text: str) -> Answer:
    return frozenset(codes_of(text))


_FORMS: Mapping[str, Callable[[str], Answer]] = {
    "text": folded, "long_text": folded, "day": _day, "choices": _codes,
}  # fmt: skip


class Answers:
    """How answers under one codebook are read."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.leaves: dict[str, tuple[Field, ...]] = {"": tuple(codebook.leaves())}
        for group in codebook.groups:
            self.leaves[group.key] = tuple(codebook.leaves(group.key))
        self._forms: dict[tuple[str, tuple[str, ...]], list[tuple[str, Callable[[str], Answer] | None]]] = {}
        self._plan = {
            (group, leaf.key): (leaf, _FORMS.get(leaf.kind), frozenset(_speaking(codebook, leaf, group)))
            for group, leaves in self.leaves.items()
            for leaf in leaves
        }

    def reader(self, incident: Incident) -> Reader:
        """What the coder of this incident answered."""
        return Reader(self, incident)

    def forms(self, group: str, keys: tuple[str, ...]) -> Sequence[tuple[str, Callable[[str], Answer] | None]]:
        """The leaves with the forms their values are compared in."""
        forms = self._forms.get((group, keys))
        if forms is None:
            forms = self._forms[group, keys] = [(key, self._plan[group, key][1]) for key in keys]
        return forms

    def plan(self, group: str, key: str) -> tuple[Field, Callable[[str], Answer] | None, frozenset[str]]:
        """The leaf, the form its values are compared in, and the nodes whose notes speak for it."""
        return self._plan[group, key]


class Reader:
    """Reads the answers of one incident and its rows."""

    def __init__(self, answers: Answers, incident: Incident) -> None:
        self._answers = answers
        self._incident = incident
        # By row: the fields whose notes say more than that there is an accepted value.
        self._telling: dict[str, set[str]] = {}
        for note in incident.notes:
            if note.proposed or note.state != "value":
                self._telling.setdefault(note.row, set()).add(note.field)

    def of(self, keys: tuple[str, ...], row: Row | None = None) -> list[Answer]:
        """The answers of these leaves of the incident, or of one of its rows."""
        group, identity, values = ("", "", self._incident.values) if row is None else (row.group, row.id, row.values)
        telling = self._telling.get(identity)
        if telling is None:
            get, blank = values.get, Said.BLANK
            return [
                blank if (column := get(key)) is None else column if form is None else form(str(column))
                for key, form in self._answers.forms(group, keys)
            ]
        notes = notes_of(self._incident.notes, identity)
        return [self._noted(group, key, values.get(key), notes, telling) for key in keys]

    def rows_of(self, group: str, keys: tuple[str, ...]) -> list[tuple[Row, list[Answer]]]:
        """The rows of a group with their answers to these leaves, in order of position."""
        rows = [row for row in self._incident.rows if row.group == group]
        rows.sort(key=lambda row: (row.position, row.id))
        return [(row, self.of(keys, row)) for row in rows]

    def _noted(
        self, group: str, key: str, column: Scalar | None, notes: Mapping[str, ValueNote], telling: set[str]
    ) -> Answer:
        leaf, form, speaking = self._answers.plan(group, key)
        if speaking.isdisjoint(telling):
            return _plain(column, form)
        value = leaf_value(self._answers.codebook, leaf, column, notes, group)
        if value.proposed:
            return Said.BLANK
        return _plain(value.value, form) if value.state == "value" else Said(value.state)


def _plain(column: Scalar | None, form: Callable[[str], Answer] | None) -> Answer:
    if column is None:
        return Said.BLANK
    return form(str(column)) if form is not None else column


def _speaking(codebook: Codebook, leaf: Field, group: str) -> Iterable[str]:
    """The nodes whose notes speak for a leaf."""
    return (node.key for node in (leaf, *codebook.above(leaf.key, group)))
