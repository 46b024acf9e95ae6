# SPDX-License-Identifier: MIT
"""A table as rows of text, whatever file it stood in: headings, cells, and where each row stood.

What lives here: the shape, its limits, tidying headings and cells. What does not: the files (table_delimited.py,
table_xlsx.py, table_json.py), what a column means (domain/table_mapping.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from curator.domain.faults import InputRefused
from curator.domain.letters import letters_of
from curator.shape import Frozen

MOST_BYTES = 100_000_000  # of a file
MOST_COLUMNS = 1_000
MOST_ROWS = 500_000
MOST_CELLS = 8_000_000
MOST_CHARACTERS = 120_000_000  # of all cells together: what the process that reads may hold twice
MOST_IN_A_CELL = 16 * 1024 * 1024  # code points; the reliability rules, row 15
_MOST_TOLD = 20
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0\ufdd1\ufffe\uffff]")


class Table(Frozen):
    """`rows` have as many cells as there are `headings`; `lines` are the lines of the file (rows of the sheet, counted
    from 1) where they begin. `report` says how it was read, `warnings` what a person should look at."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Gathering:
    """Takes rows one by one, within the limits, and makes the table of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._headings: list[str] = []
        self._rows: list[tuple[str, ...]] = []
        self._lines: list[int] = []
        self._odd: list[str] = []
        self._odd_count = self._cells = self._characters = self._replaced = 0

    def take(self, line: int, cells: Sequence[str]) -> None:
        """One more row; the first that is not blank has the headings. Raises InputRefused beyond the limits."""
        clean = [self._clean(cell) for cell in cells]
        if not any(cell.strip() for cell in clean):
            return
        if not self._headings:
            while clean and not clean[-1].strip():
                clean.pop()
            self._refuse(len(clean) > MOST_COLUMNS, f"has more than {MOST_COLUMNS:,} columns")
            self._headings = headings_of(clean)
            return
        width = len(self._headings)
        wanted = "there is 1 heading" if width == 1 else f"there are {width} headings"
        if len(clean) > width and any(cell.strip() for cell in clean[width:]):
            self._tell(f"Row {line} has {len(clean)} cells where {wanted}; the rest was left out.")
        elif len(clean) < width and len(clean) > 1:
            self._tell(f"Row {line} has {len(clean)} cells where {wanted}.")
        row = tuple((*clean, *[""] * (width - len(clean)))[:width])
        self._cells += width
        self._characters += sum(map(len, row))
        self._refuse(len(self._rows) >= MOST_ROWS, f"has more than {MOST_ROWS:,} rows")
        self._refuse(self._cells > MOST_CELLS, f"has more than {MOST_CELLS:,} cells")
        self._refuse(self._characters > MOST_CHARACTERS, "holds more text than one table may")
        self._rows.append(row)
        self._lines.append(line)

    @property
    def begun(self) -> bool:
        """Whether anything but blank rows was taken."""
        return bool(self._headings)

    def table(
        self, report: Iterable[str], warnings: Iterable[str] = (), sheet: str = "", sheets: Sequence[str] = ()
    ) -> Table:
        """What was gathered. Raises InputRefused where there is nothing below headings."""
        self._refuse(not self._headings, "holds no table: every row is blank")
        told = [*warnings, *self._odd]
        if self._odd_count > _MOST_TOLD:
            told.append(f"So it is with {self._odd_count - _MOST_TOLD} more rows.")
        if self._replaced:
            told.append(f"{self._replaced} characters that no text can hold were replaced by U+FFFD.")
        return Table(
            self._name, tuple(self._headings), tuple(self._rows), tuple(self._lines), sheet, tuple(sheets),
            tuple(report), tuple(told),
        )  # fmt: skip

    def _clean(self, cell: str) -> str:
        self._refuse(len(cell) > MOST_IN_A_CELL, "has a cell of more than 16 million characters")
        text, replaced = _UNSTORABLE.subn("\ufffd", cell.replace("\r\n", "\n").replace("\r", "\n"))
        self._replaced += replaced
        return text

    def _tell(self, sentence: str) -> None:
        self._odd_count += 1
        if self._odd_count <= _MOST_TOLD:
            self._odd.append(sentence)

    def _refuse(self, when: bool, why: str) -> None:
        if when:
            raise InputRefused(f"{self._name} {why}; nothing was taken from it.")


def headings_of(cells: Sequence[str]) -> list[str]:
    """Headings on one line, each there once: a blank one is called after its column, a second one gets a number."""
    seen: Counter[str] = Counter()
    headings = []
    for at, cell in enumerate(cells):
        heading = " ".join(cell.split()) or f"Column {letters_of(at)}"
        seen[heading] += 1
        while seen[heading] > 1:
            heading = f"{heading} ({seen[heading]})"
            seen[heading] += 1
        headings.append(heading)
    return headings
