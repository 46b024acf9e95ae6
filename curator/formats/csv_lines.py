# SPDX-License-Identifier: MIT
"""Lines of CSV as Curator writes them (RFC 4180), and the careful way back.

What lives here: the quoting rule, the text of numbers, reading a CSV file with its limits. What does not: which columns
there are (csv_columns.py) and what a spreadsheet would make of a cell (excel_csv.py).

The quoting rule. Free text is always quoted, with each `"` doubled; a NULL is empty without quotes, an empty text is
`""`. Numbers, dates, choices and ids are written as they are, and quoted only if they hold a comma, a quotation mark or
a line end (no value that came in by Curator's own doors does). A line ends with CR LF.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from curator.domain.faults import InputRefused

Cell = str | int | float | None
LINE_END = "\r\n"
# A cell longer than this is refused on reading, in bytes or code points (reliability rules, fault 15).
MOST_IN_A_CELL = 16 * 1024 * 1024
_needs_quotes = re.compile('[,"\r\n]').search


def number_text(value: int | float) -> str:
    """A number as Python writes it: the shortest text that reads back as the same number.

    SQLite's CAST(x AS TEXT) gives the same for every number of up to 15 significant digits between 0.0001 and 1e15.
    """
    return repr(value)


def cell_text(value: Cell, quoted: bool) -> str:
    """One cell. `quoted` is the column's rule: free text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return f'"{number_text(value)}"' if quoted else number_text(value)
    if quoted or not value or _needs_quotes(value):
        return '"' + value.replace('"', '""') + '"'
    return value


def line(values: Sequence[Cell], quoted: Sequence[bool]) -> str:
    """One line with its end. `quoted` says for each column whether it is free text."""
    return ",".join(map(cell_text, values, quoted)) + LINE_END


def header_line(names: Sequence[str]) -> str:
    """The first line of a file: column names, which are plain."""
    return line(names, [False] * len(names))


def cells_of(csv_line: str) -> list[str]:
    """The cells of one whole line, as it was written by `line`."""
    return next(csv.reader(io.StringIO(csv_line, newline=""), strict=True))


def read_lines(path: Path) -> Generator[tuple[int, list[str]], None, None]:
    """Each record of a CSV file with the number of the line on which it ends, the header included.

    Raises InputRefused, naming the file and the line, where it is not UTF-8, broken, ragged or a cell is too long.
    """
    csv.field_size_limit(MOST_IN_A_CELL)  # for the whole process: files are read side by side
    reader = None
    try:
        with path.open(encoding="utf-8-sig", errors="strict", newline="") as stream:
            reader = csv.reader(_without_nul(stream, path.name), strict=True)
            width = -1
            for cells in reader:
                width = len(cells) if width < 0 else width
                if len(cells) != width:
                    raise InputRefused(
                        f"{path.name}, line {reader.line_num}: {len(cells)} cells where the first line has {width}. "
                        "Nothing was taken from it."
                    )
                yield reader.line_num, cells
    except UnicodeDecodeError as fault:
        raise InputRefused(
            f"{path.name} is not UTF-8 (byte {fault.start} of a part of it). Nothing was taken."
        ) from None
    except csv.Error as fault:
        where = reader.line_num if reader is not None else 1
        raise InputRefused(f"{path.name}, line {where}: broken CSV ({fault}). Nothing was taken from it.") from None


def _without_nul(stream: io.TextIOBase, name: str) -> Iterator[str]:
    for number, text in enumerate(stream, 1):
        if "\x00" in text:
            raise InputRefused(f"{name}, line {number}: it holds a NUL character. Nothing was taken from it.")
        yield text
