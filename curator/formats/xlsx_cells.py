# SPDX-License-Identifier: MIT
"""Values as cells of a workbook: text stays text, numbers and days have their types, nothing runs.

What lives here: the types, and what a cell cannot hold. What does not: the workbook (xlsx_set.py).

A text that a spreadsheet would run or take for an error is a cell of text all the same, in the format for text, so that
it stays one when somebody edits it. Days before March 1900, which workbooks count wrongly or not at all, are text.
A cell holds at most 32,767 UTF-16 units: longer texts are cut, counted and named in the manifest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from curator.formats.csv_lines import Cell
from curator.formats.excel_csv import runs_as_formula

MOST_UNITS = 32_767
_FIRST_DAY = date(1900, 3, 1)
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
# What XML cannot hold, and CR, which readers of XML change: written as a workbook writes such characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class CellTypes:
    """Makes rows of cells; counts what had to be cut, by sheet and place."""

    def __init__(self) -> None:
        self._cut: Counter[tuple[str, int]] = Counter()

    def row(self, sheet: Any, name: str, cells: Sequence[Cell], days: Sequence[bool]) -> list[Any]:
        """A row as openpyxl takes it. `days`: which columns hold days."""
        row: list[Any] = []
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                day = _day(cell) if days[place] else None
                row.append(day if day is not None else self._text(sheet, name, place, cell))
            else:
                row.append(cell)
        return row

    @property
    def cut(self) -> int:
        """How many cells were cut."""
        return sum(self._cut.values())

    def remarks(self) -> Iterator[str]:
        """A sentence for each column of which cells were cut."""
        from openpyxl.utils import get_column_letter

        for (name, place), count in sorted(self._cut.items()):
            where = f"sheet {name}, column {get_column_letter(place + 1)}"
            many = "1 cell was" if count == 1 else f"{count} cells were"
            yield f"{many} cut to {MOST_UNITS:,} characters, the most a cell of a workbook holds: {where}."

    def _text(self, sheet: Any, name: str, place: int, text: str) -> Any:
        if len(text) > MOST_UNITS // 6 and len(text_for_xml(text).encode("utf-16-le")) // 2 > MOST_UNITS:
            self._cut[name, place] += 1
            text = cut_to_fit(text)
        shown = text_for_xml(text)
        if runs_as_formula(text) or text[:1] == "#":
            return _as_text(sheet, shown)
        return shown


def cell_of_text(sheet: Any, text: str) -> Any:
    """A cell that holds this text, whatever it looks like, cut to what a cell holds."""
    return _as_text(sheet, text_for_xml(cut_to_fit(text)))


def _as_text(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(sheet, "")
    cell.number_format = "@"
    cell._value = text  # set past openpyxl's guess, which would make a formula of it
    cell.data_type = "s"
    return cell


def _day(text: str) -> date | None:
    """The day that a workbook can count; None for one it cannot, and for a text that is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


def text_for_xml(text: str) -> str:
    """The text as the XML of a workbook holds it."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: f"_x005F{found.group()}", text)
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def cut_to_fit(text: str) -> str:
    """The longest beginning that a cell holds; no character is cut in two."""
    kept, units = [], 0
    for piece in re.findall("_x[0-9A-Fa-f]{4}_|.", text, re.DOTALL):
        units += len(text_for_xml(piece).encode("utf-16-le")) // 2
        if units > MOST_UNITS:
            break
        kept.append(piece)
    return "".join(kept)
