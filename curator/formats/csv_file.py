# SPDX-License-Identifier: MIT
"""One CSV file being written: lines go in, and its count, hash and the cells a spreadsheet would run come out.

What lives here: the stream to one file. What does not: which lines (csv_cells.py), the folder as a whole (csv_set.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curator.formats.csv_columns import SetFile
from curator.formats.csv_lines import LINE_END, Cell, cell_text, cells_of, header_line
from curator.formats.excel_csv import (
    BYTE_ORDER_MARK,
    CANDIDATE,
    STARTS,
    SUFFIX,
    for_excel,
    is_altered_for_excel,
    runs_as_formula,
)

_BATCH = 500
# Of each column, this many places of cells that a spreadsheet would run are named in the manifest; all are counted.
PLACES_NAMED = 20
_RAW_CELLS = re.compile(r'(?:^|,)("(?:[^"]|"")*+"|[^,"\r\n]*+)')


@dataclass
class FormulaCells:
    """Cells of one column that a spreadsheet would run as formulas: how many, and the numbers of the first lines.

    Lines are counted as records: the first below the header is 1. In a file for Excel these are the altered cells.
    """

    file: str
    column: str
    count: int = 0
    records: list[int] = field(default_factory=list)

    def add(self, record: int) -> None:
        self.count += 1
        if len(self.records) < PLACES_NAMED:
            self.records.append(record)


@dataclass(frozen=True)
class WrittenFile:
    """A file of the set as the manifest lists it."""

    name: str
    records: int | None
    sha256: str


class CsvFile:
    """Writes one file of the set. Memory stays flat; close() gives what the manifest says of it."""

    def __init__(self, folder: Path, file: SetFile, excel: bool) -> None:
        self.file = file
        self.name = file.name + (SUFFIX if excel else ".csv")
        self.records = 0
        self.formulas: dict[int, FormulaCells] = {}
        self._excel = excel
        self._digest = hashlib.sha256()
        self._stream = (folder / self.name).open("xb")
        names = [for_excel(name) for name in file.names] if excel else file.names  # people may have chosen them
        self._lines = [(BYTE_ORDER_MARK if excel else "") + header_line(names)]
        self._quoted = list(file.quoted)
        self._texts = [place for place, column in enumerate(file.columns) if column.quoted is not False]
        self._by_line = next((place for place, column in enumerate(file.columns) if column.quoted is None), -1)

    def write(self, cells: Sequence[Cell], free_text: bool = False) -> None:
        """One line. `free_text`: whether the column that depends on its line is free text in this one."""
        self.records += 1
        quoted = self._quoted
        if self._by_line >= 0:
            quoted[self._by_line] = free_text
        for place in self._texts:
            cell = cells[place]
            if isinstance(cell, str) and quoted[place] and cell[:1] in STARTS:
                shown = self._seen(place, cell, self.records)
                if shown is not cell:
                    cells = [*cells[:place], shown, *cells[place + 1 :]]
        self._lines.append(",".join(map(cell_text, cells, quoted)) + LINE_END)
        if len(self._lines) >= _BATCH:
            self._flush()

    def write_ready(self, lines: Sequence[str]) -> None:
        """Whole lines, one string each, that follow the quoting rule of csv_lines.py and end with CR LF."""
        text = "".join(lines)
        if CANDIDATE.search(text):
            lines = [
                self._with_formulas(line, self.records + number) if CANDIDATE.search(line) else line
                for number, line in enumerate(lines, 1)
            ]
            text = "".join(lines)
        self.records += len(lines)
        self._lines.append(text)
        self._flush()

    def close(self) -> WrittenFile:
        """Write what is left and say what the file holds."""
        self._flush()
        self._stream.close()
        return WrittenFile(self.name, self.records, self._digest.hexdigest())

    def abandon(self) -> None:
        """Let go of the file after a fault; nothing more is written to it."""
        self._stream.close()

    def formula_cells(self) -> list[FormulaCells]:
        """What was seen, in the order of the columns."""
        return [self.formulas[place] for place in sorted(self.formulas)]

    def _flush(self) -> None:
        data = "".join(self._lines).encode("utf-8")
        self._digest.update(data)
        self._stream.write(data)
        self._lines = []

    def _seen(self, place: int, text: str, record: int) -> str:
        """The text as this file holds it; counted where a spreadsheet would run it (or where it is altered)."""
        if is_altered_for_excel(text) if self._excel else runs_as_formula(text):
            column = self.file.columns[place].name
            self.formulas.setdefault(place, FormulaCells(self.name, column)).add(record)
            return for_excel(text) if self._excel else text
        return text

    def _with_formulas(self, line: str, record: int) -> str:
        raw = [match.group(1) for match in _RAW_CELLS.finditer(line.removesuffix(LINE_END))]
        for place, text in enumerate(cells_of(line)):
            if self.file.quoted[place] and text:
                shown = self._seen(place, text, record)
                raw[place] = cell_text(shown, True)
        return ",".join(raw) + LINE_END
