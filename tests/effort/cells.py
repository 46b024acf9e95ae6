# SPDX-License-Identifier: MIT
"""A coding as plain cells: what must be equal at the end, and what it would cost to type it into a table.

What lives here: reading a coding, without any window. What does not: making one (clerk.py).
Notes, memos, ids and the order of the words of one value are left out on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.domain.codebook.kinds import format_value
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ArticleCoding, Incident, Row
from curator.domain.values import Value, incident_value

Cell = tuple[str, int, str]  # group, place of the row in it, field
Words = tuple[str, int, str, int, int, str]  # a cell, start, end, role


def is_counted(field: Field) -> bool:
    """Notes and memos are prose; they are written the same way everywhere."""
    return field.kind != "long_text"


def places(incident: Incident, codebook: Codebook) -> Iterator[tuple[str, int, Row | None]]:
    """The incident itself and each of its rows: group, place in it, row."""
    yield "", 0, None
    for group in codebook.groups:
        for at, row in enumerate(incident.rows_of(group.key)):
            yield group.key, at, row


def values_of(incident: Incident, codebook: Codebook) -> dict[Cell, Value]:
    """Every leaf that says something."""
    found = {}
    for group, at, row in places(incident, codebook):
        for leaf in codebook.leaves(group):
            value = incident_value(codebook, incident, leaf, row)
            if value.state != "blank" and is_counted(leaf):
                found[group, at, leaf.key] = value
    return found


def words_of(incident: Incident, codebook: Codebook) -> list[Words]:
    """All evidence, by what it supports; mentions have no field."""
    where = {row.id if row else "": (group, at) for group, at, row in places(incident, codebook)}
    return sorted((*where[each.row], each.field, each.start, each.end, each.role) for each in incident.evidence)


def said(value: Value) -> tuple[str, object, str, bool]:
    """What of a value must be equal: a basis speaks only where there is a value."""
    return value.state, value.value, value.basis if value.state == "value" else "", value.proposed


def differences(stored: ArticleCoding, gold: ArticleCoding, coder: str, codebook: Codebook) -> list[str]:
    """What differs between the coder's layer and the gold, in words; empty where they are equal row by row."""
    told: list[str] = []
    own = [each for each in stored.incidents if each.coder == coder]
    if len(own) != len(gold.incidents):
        told.append(f"{len(own)} incidents instead of {len(gold.incidents)}")
    for number, (mine, wanted) in enumerate(zip(own, gold.incidents, strict=False)):
        has, should = values_of(mine, codebook), values_of(wanted, codebook)
        for cell in sorted({*has, *should}):
            one, other = (said(each[cell]) if cell in each else None for each in (has, should))
            if one != other:
                told.append(f"incident {number} {cell}: {one}, gold {other}")
        words, wished = words_of(mine, codebook), words_of(wanted, codebook)
        told += [f"incident {number}: {each} too many" for each in words if each not in wished]
        told += [f"incident {number}: {each} is missing" for each in wished if each not in words]
        if len(words) != len(wished):
            told.append(f"incident {number}: {len(words)} words instead of {len(wished)}")
        if [mine.mentions()[0].start] != [wanted.mentions()[0].start]:
            told.append(f"incident {number}: another main mention")
    passages = [sorted((each.start, each.end, each.reason) for each in coding.not_codable) for coding in (stored, gold)]
    if passages[0] != passages[1]:
        told.append(f"passages: {passages[0]}, gold {passages[1]}")
    return told


@dataclass
class Baseline:
    """What typing the same values into a table takes: characters, and one more for each cell.

    `values`: values, states in place of one, reasons of passages. `quotes`: the words of every span. `bases`: every
    basis that is not "stated"; a table that says how a value is known needs them, and they stand apart here.
    """

    values: int = 0
    quotes: int = 0
    bases: int = 0

    def add(self, gold: ArticleCoding, codebook: Codebook, defaults: bool = True) -> Baseline:
        """`defaults`: also what the codebook fills in by itself."""
        for incident in gold.incidents:
            for (group, _, key), value in values_of(incident, codebook).items():
                leaf = codebook.node(key, group)
                assert leaf is not None
                if (
                    not defaults
                    and leaf.default is not None
                    and value.value == leaf.default
                    and value.basis in ("", "default")
                ):
                    continue
                text = format_value(value.value, leaf) if value.value is not None else value.state
                self.values += len(text) + 1
                self.bases += len(value.basis) + 1 if value.basis not in ("", "stated") else 0
            self.quotes += sum(len(each.quote) + 1 for each in incident.evidence)
        for passage in gold.not_codable:
            self.values += len(passage.reason) + 1
            self.quotes += len(passage.quote) + 1
        return self
