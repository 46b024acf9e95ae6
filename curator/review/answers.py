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
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Incident, Row, Scalar, ValueNote
from curator.domain.values import leaf_value


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
    """Reads the answers of incidents coded with one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.leaves: dict[str, tuple[Field, ...]] = {"": tuple(codebook.leaves())}
        for group in codebook.groups:
            self.leaves[group.key] = tuple(codebook.leaves(group.key))
        self._plan = {
            (group, leaf.key): (leaf, _FORMS.get(leaf.kind), frozenset(_speaking(codebook, leaf, group)))
            for group, leaves in self.leaves.items()
            for leaf in leaves
        }

    def of(self, incident: Incident, row: Row | None, keys: Iterable[str]) -> list[Answer]:
        """The answers of these leaves of the incident, or of one of its rows."""
        group, identity, values = ("", "", incident.values) if row is None else (row.group, row.id, row.values)
        notes = {note.field: note for note in incident.notes if note.row == identity}
        return [self._answer(group, key, values.get(key), notes) for key in keys]

    def all_of(self, incident: Incident) -> dict[str, Answer]:
        """The answers of the incident itself, by leaf."""
        keys = [leaf.key for leaf in self.leaves[""]]
        return dict(zip(keys, self.of(incident, None, keys), strict=True))

    def rows_of(self, incident: Incident, group: str) -> list[tuple[Row, dict[str, Answer]]]:
        """The rows of a group with their answers by leaf, in order of position."""
        keys = [leaf.key for leaf in self.leaves[group]]
        rows = sorted((row for row in incident.rows if row.group == group), key=lambda row: (row.position, row.id))
        return [(row, dict(zip(keys, self.of(incident, row, keys), strict=True))) for row in rows]

    def _answer(self, group: str, key: str, column: Scalar | None, notes: Mapping[str, ValueNote]) -> Answer:
        leaf, form, speaking = self._plan[group, key]
        if notes and not speaking.isdisjoint(notes):
            value = leaf_value(self.codebook, leaf, column, notes, group)
            if value.proposed:
                return Said.BLANK
            if value.state != "value":
                return Said(value.state)
            column = value.value
        if column is None:
            return Said.BLANK
        return form(str(column)) if form is not None else column


def _speaking(codebook: Codebook, leaf: Field, group: str) -> Iterable[str]:
    """The nodes whose notes speak for a leaf."""
    return (node.key for node in (leaf, *codebook.above(leaf.key, group)))
