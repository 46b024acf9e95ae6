# SPDX-License-Identifier: MIT
"""Which choices coders take for which others: a table of how often one coder said this and another that.

What lives here: counting, and the cases of a cell. What does not: painting it (app/agreement).

A row stands for the coder who comes first (in a part by coder: for that coder), a column for the other; of three
and more coders each two are counted. Only answers that occur have a row and a column: the choices in the order of
their list, then codes that no list has, then "not stated" and "not applicable".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from curator.domain.codebook.model import Codebook
from curator.review.answers import Answer, Said
from curator.review.columns import Place
from curator.review.measuring import FieldAgreement

KINDS = ("choice", "yes_no")
_LABELS = {Said.NOT_STATED: "not stated", Said.NOT_APPLICABLE: "not applicable"}


@dataclass(frozen=True)
class Confusion:
    """`answers` are those of rows and columns alike, `labels` their words; `counts`: how often (row, column) was
    said."""

    field: FieldAgreement
    answers: tuple[Answer, ...]
    labels: tuple[str, ...]
    counts: Mapping[tuple[int, int], int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def agreeing(self) -> int:
        return sum(times for (row, column), times in self.counts.items() if row == column)

    def most(self, agreeing: bool) -> int:
        """How often the most frequent of the equal, or of the differing, pairs of answers was said."""
        return self._most[agreeing]

    @cached_property
    def _most(self) -> tuple[int, int]:
        apart, equal = (
            max((times for (row, column), times in self.counts.items() if (row == column) is same), default=0)
            for same in (False, True)
        )
        return apart, equal

    def count(self, row: int, column: int) -> int:
        return self.counts.get((row, column), 0)

    def largest(self) -> Sequence[tuple[int, int, int]]:
        """(row, column, times) of all differing pairs that occur, most frequent first."""
        apart = [(row, column, times) for (row, column), times in self.counts.items() if row != column]
        return sorted(apart, key=lambda each: (-each[2], each[0], each[1]))

    def places(self, row: int, column: int) -> Iterator[Place]:
        """Where this pair of answers was given."""
        wanted = (self.answers[row], self.answers[column])
        for place, unit in zip(self.field.column.places, self.field.column.cells, strict=True):
            if wanted in _pairs(unit):
                yield place


def has_confusion(field: FieldAgreement) -> bool:
    """Whether a field has a table: it is a single choice."""
    return field.field.kind in KINDS


def confusion(field: FieldAgreement, codebook: Codebook) -> Confusion:
    """The table of a choice field. Blank answers are in no cell."""
    times: Counter[tuple[Answer, Answer]] = Counter()
    for unit, number in Counter(field.column.cells).items():
        for pair in _pairs(unit):
            times[pair] += number
    given = {answer for pair in times for answer in pair}
    listed = codebook.choices_of(field.field)
    codes: list[Answer] = [choice.code for choice in listed.choices] if listed is not None else ["yes", "no", "unclear"]
    known = [code for code in dict.fromkeys(codes) if code in given]
    others = sorted((each for each in given.difference(known) if not isinstance(each, Said)), key=str)
    answers = (*_above(field, codebook, given), *known, *others, *(each for each in _LABELS if each in given))
    answers = tuple(dict.fromkeys(answers))
    place = {answer: at for at, answer in enumerate(answers)}
    return Confusion(
        field,
        answers,
        tuple(_label(codebook, field, answer) for answer in answers),
        {(place[one], place[other]): number for (one, other), number in times.items()},
    )


def _pairs(unit: tuple[Answer, ...]) -> Iterator[tuple[Answer, Answer]]:
    return combinations((each for each in unit if each is not None and each is not Said.BLANK), 2)


def _above(field: FieldAgreement, codebook: Codebook, given: set[Answer]) -> list[Answer]:
    """Of a column of what choices stand under: those codes, in the order of their own list."""
    parent = codebook.node(field.field.parent, field.group) if field.above else None
    listed = codebook.choices_of(parent) if parent is not None else None
    return [choice.code for choice in listed.choices if choice.code in given] if listed is not None else []


def _label(codebook: Codebook, field: FieldAgreement, answer: Answer) -> str:
    if isinstance(answer, Said):
        return _LABELS[answer]
    parent = codebook.node(field.field.parent, field.group) if field.above else None
    for node in (parent, field.field):
        listed = codebook.choices_of(node) if node is not None else None
        if listed is not None and answer in listed.by_code:
            return listed.by_code[str(answer)].label
    return str(answer)
