# SPDX-License-Identifier: MIT
"""The lines of a data set as they are read back, each knowing its file and line.

What lives here: cells to values, one file taken article by article. What does not: putting an article together
(csv_set_reading.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from curator.domain.codebook.kinds import KINDS, check
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import (
    BASES,
    INCIDENT_STATUSES,
    READING_STATES,
    ROLES,
    STATES,
    Coder,
    Comment,
    Evidence,
    Incident,
    NotCodable,
    Row,
    Scalar,
    ValueNote,
)
from curator.domain.faults import InputRefused
from curator.domain.ids import is_id
from curator.domain.reviewing import VERDICTS, Judgement
from curator.formats.csv_columns import SetFile
from curator.formats.csv_lines import read_lines
from curator.formats.excel_csv import from_excel
from curator.formats.strict_json import cut

CellOf = Callable[["Line", str, str], str]


class Line:
    """A record of a file: cells by column name; an empty cell is ""."""

    def __init__(self, file: str, number: int, cells: Mapping[str, str]) -> None:
        self.file = file
        self.number_of_line = number
        self._cells = cells

    def refused(self, reason: str) -> InputRefused:
        """The fault to raise for this line."""
        place = f"{self.file}, line {self.number_of_line}"
        return InputRefused(f"{place}: {reason}. Nothing was taken from the set.", (f"{place}: {reason}",))

    def text(self, column: str) -> str:
        return self._cells[column]

    def text_if_there(self, column: str) -> str:
        """The cell, or "" where the file has no such column (a private field that did not leave)."""
        return self._cells.get(column, "")

    def id(self, column: str) -> str:
        """A cell that must be an id."""
        text = self._cells[column]
        if not is_id(text):
            raise self.refused(f"“{cut(text)}” in column {column} is not an id")
        return text

    def number(self, column: str) -> int:
        """A cell that must be a whole number."""
        text = self._cells[column]
        if not (text.removeprefix("-").isdecimal() and text.isascii() and len(text) <= 18):
            raise self.refused(f"“{cut(text)}” in column {column} is not a whole number")
        return int(text)

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        text = self._cells[column]
        if text not in allowed:
            raise self.refused(f"“{cut(text)}” in column {column} is none of {', '.join(allowed)}")
        return text


class Table:
    """One CSV file of the set, read as it is needed. Raises InputRefused for a missing column or a broken line."""

    def __init__(self, path: Path, file: SetFile, for_excel: bool) -> None:
        self._name = path.name
        self._records = read_lines(path)
        self._columns = self._read_header(file)
        self._undo = {column.name for column in file.columns if column.quoted is not False} if for_excel else set()
        self._next: Line | None = None
        self._advance()

    def __iter__(self) -> Iterator[Line]:
        while self._next is not None:
            line = self._next
            self._advance()
            yield line

    def take(self, article: str) -> list[Line]:
        """The lines of this article, which must be the next ones."""
        lines = []
        while self._next is not None and self._next.text("article") == article:
            lines.append(self._next)
            self._advance()
        return lines

    def refuse_rest(self) -> None:
        """Raise InputRefused where lines are left that belong to no article, or stand in another order."""
        if self._next is not None:
            raise self._next.refused(
                "its article is not in articles.csv, or the lines are not in the order of its articles"
            )

    def close(self) -> None:
        self._records.close()

    def _read_header(self, file: SetFile) -> list[str]:
        _, names = next(self._records, (1, []))
        for name in file.names:
            if name not in names and name not in file.later:
                raise InputRefused(
                    f"{self._name}, line 1: the column {name} is missing. Nothing was taken from the set."
                )
        return names

    def _advance(self) -> None:
        number, cells = next(self._records, (0, None))
        if cells is None:
            self._next = None
            return
        named = dict(zip(self._columns, cells, strict=True))
        for name in self._undo:
            named[name] = from_excel(named[name])
        self._next = Line(self._name, number, named)


def leaf_values(line: Line, leaves: Iterator[Field], codebook: Codebook, cell: CellOf) -> dict[str, Scalar]:
    """The values of a line's leaves. `cell` gives the text that counts for a leaf."""
    values: dict[str, Scalar] = {}
    for leaf in leaves:
        text = cell(line, leaf.key, line.text_if_there(leaf.key))
        if text:
            values[leaf.key] = typed(line, leaf, text, codebook)
    return values


def typed(line: Line, leaf: Field, text: str, codebook: Codebook) -> Scalar:
    """A cell brought to the kind of its leaf."""
    column = KINDS[leaf.kind].column
    try:
        value: Scalar = int(text) if column == "INTEGER" else float(text) if column == "REAL" else text
        return check(value, leaf, codebook)
    except ValueError as fault:
        raise line.refused(f"column {leaf.key}: {fault}") from None


def incident_of(
    line: Line,
    codebook_id: str,
    codebook: Codebook,
    cell: CellOf,
    rows: tuple[Row, ...],
    notes: tuple[ValueNote, ...],
    evidence: tuple[Evidence, ...],
) -> Incident:
    values = leaf_values(line, codebook.leaves(), codebook, cell)
    status, position = line.one_of("status", INCIDENT_STATUSES), line.number("position")
    created, article, coder = line.text("created"), line.text("article"), line.id("coder")
    incident = line.id("id")
    return Incident(incident, article, coder, codebook_id, status, position, created, values, rows, notes, evidence)


def row_of(line: Line, group: str, codebook: Codebook, cell: CellOf) -> Row:
    return Row(
        line.id("id"),
        group,
        line.number("position"),
        leaf_values(line, codebook.leaves(group), codebook, cell),
    )


def note_of(line: Line) -> ValueNote:
    """The value note of a line of values.csv that has a note_id."""
    return ValueNote(
        line.id("note_id"),
        line.text("article"),
        line.text("incident"),
        line.text("row"),
        line.text("field"),
        line.one_of("state", STATES),
        line.one_of("basis", BASES) if line.text("basis") else "stated",
        line.one_of("proposed", ("yes", "no")) == "yes",
        line.text("note"),
    )


def _words(line: Line, text: str) -> tuple[int, int, str]:
    start, end, quote = line.number("start"), line.number("end"), line.text("quote")
    if not 0 <= start < end <= len(text):
        raise line.refused(f"{start}-{end} lies outside the text, which has {len(text)} characters, or holds no words")
    if text[start:end] != quote:
        raise line.refused(f"the words at {start}-{end} are “{cut(text[start:end])}”, not “{cut(quote)}”")
    return start, end, quote


def evidence_of(line: Line, text: str) -> Evidence:
    return Evidence(
        line.id("id"),
        line.text("article"),
        *_words(line, text),
        line.one_of("role", ROLES),
        line.text("incident"),
        line.text("row"),
        line.text("field"),
        line.number("position"),
    )


def mark_of(line: Line, text: str) -> NotCodable:
    where = _words(line, text)
    return NotCodable(
        line.id("id"), line.text("article"), line.id("coder"), *where, line.text("reason"), line.text("note")
    )


def reading_of(line: Line) -> tuple[str, str]:
    return line.id("coder"), line.one_of("state", READING_STATES)


def coder_of(line: Line) -> Coder:
    return Coder(line.id("id"), line.text("name"), line.one_of("kind", ("person", "consensus")))


def judgement_of(line: Line) -> Judgement:
    """A line of judgements.csv."""
    return Judgement(
        line.id("id"),
        line.text("article"),
        line.id("coder"),
        line.one_of("verdict", VERDICTS),
        line.text("source"),
        line.text("consensus"),
        line.text("row"),
        line.text("field"),
        line.text("reason"),
        line.one_of("unclear", ("yes", "no")) == "yes",
        line.text("seen"),
        line.text("created"),
    )


def comment_of(line: Line) -> Comment:
    """A line of comments.csv."""
    if not line.text("text").strip():
        raise line.refused("the comment has no words")
    return Comment(
        line.id("id"),
        line.text("article"),
        line.id("coder"),
        line.text("text"),
        line.text("created"),
        line.id("thread"),
        line.text("incident"),
        line.text("row"),
        line.text("field"),
        line.one_of("resolved", ("yes", "no")) == "yes",
    )
