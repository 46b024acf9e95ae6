# SPDX-License-Identifier: MIT
"""Building the consensus: what of the coders' incidents, values and rows the project takes as settled.

What lives here: the operations that write the consensus layer; nothing else does. What does not: judgements that build
nothing (judging.py), taking a settled value into the own layer (taking_over.py), comparing (review).

What all of them share. The consensus belongs to a coder of kind “consensus”, who is made when first needed and has the
same id in every project. A topmost field is settled as one, with its parts, basis, note and words. Private fields and
proposals take no part. `reason` is required where all coders who have the incident (or row) say the same and it is
settled otherwise, and where a place that is settled already is settled anew: its verdict is then “changed”. `unclear`:
the guideline is unclear. NotNow is raised where the coders' layers are hidden yet, and where the acting person is the
only coder of the article, unless the project's setting `settle_own` is “yes”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.operations.value_writing import ValueSet
from curator.operations.words import MoreWords
from curator.store.writer import Writer


@dataclass(frozen=True)
class AcceptIncident:
    """Take incidents (ids, of different coders, aligned with each other; one alone is enough) into the consensus.

    The consensus incident gets the mentions of all, every field in which all of them say the same, with the words of
    all, and every row that all of them have; the rest is to be settled. Where one of them is accepted already, the
    others join it. Returns the id of the consensus incident.
    """

    kind: ClassVar[str] = "accept_incident"
    incidents: tuple[str, ...]
    reason: str = ""

    def apply(self, writer: Writer) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class AdoptAgreed:
    """Settle every open field and row of a consensus incident in which all coders who have it say the same.

    Returns how many places. Raises NotNow where there is none.
    """

    kind: ClassVar[str] = "adopt_agreed"
    consensus: str

    def apply(self, writer: Writer) -> int:
        raise NotImplementedError


@dataclass(frozen=True)
class AdoptValue:
    """Take what one coder says in a topmost field, with its words, as settled.

    `row` and `source_row`: the ids of the consensus's row and of the coder's, both "" for a field of the incident.
    """

    kind: ClassVar[str] = "adopt_value"
    consensus: str
    field: str
    row: str = ""
    source_incident: str = ""
    source_row: str = ""
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class SettleNeither:
    """Settle a topmost field with another value, or state, than the coders gave.

    `values`: of the field or its parts, as for SetValues (their `row` is filled in); parts that are not named become
    blank. `words`: of the field or its parts; None: the words that are there stay.
    """

    kind: ClassVar[str] = "settle_neither"
    consensus: str
    field: str
    row: str = ""
    values: tuple[ValueSet, ...] = ()
    words: tuple[MoreWords, ...] | None = None
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class AdoptRow:
    """Take a row that not all coders have into the consensus. Returns the id of the consensus's row.

    Its fields are settled where all coders who have the row say the same.
    """

    kind: ClassVar[str] = "adopt_row"
    consensus: str
    source_incident: str
    source_row: str
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class SettleRow:
    """Add a row that no coder has to the consensus. Returns its id. `values` and `words` as in SettleNeither."""

    kind: ClassVar[str] = "settle_row"
    consensus: str
    group: str
    values: tuple[ValueSet, ...]
    words: tuple[MoreWords, ...] = ()
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class RejectRow:
    """Say that a row does not belong to the incident.

    `source_rows`: the ids of the coders' rows that are meant, aligned with each other; `row`: the consensus's, where it
    has the row; it goes, with its words.
    """

    kind: ClassVar[str] = "reject_row"
    consensus: str
    row: str = ""
    source_rows: tuple[str, ...] = ()
    reason: str = ""
    unclear: bool = False

    def apply(self, writer: Writer) -> None:
        raise NotImplementedError
