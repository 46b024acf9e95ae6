# SPDX-License-Identifier: MIT
"""Sheets of XLSX files as tables, read with openpyxl, which is an extra ("spreadsheets").

What lives here: bytes to rows, with limits before anything is unpacked. What does not: the process of its own in which
this runs (reader_worker.py).
A cell is the value that was computed when the file was saved; days are written YYYY-MM-DD, numbers as short as can be.
"""

from __future__ import annotations

import importlib
import io
import struct
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

from curator.domain.faults import InputRefused
from curator.formats.table_shape import MOST_COLUMNS, Gathering, Table

_MOST_ENTRIES, _MOST_UNPACKED, _MOST_RATIO = 5_000, 300_000_000, 200
_SMALL = 1_000_000  # bytes: an entry that small may be packed as well as it likes
_BLANK_ROWS = 2_000  # behind so many nothing is expected
_MOST_TITLES = 5  # rows of one cell that may stand above the headings
_WIDE = 3  # cells: a row that has them below rows of one cell has the headings
_FAULTS = (  # SyntaxError: that of every XML parser that openpyxl uses, lxml where it is installed
    zipfile.BadZipFile, zlib.error, struct.error, SyntaxError, OSError, EOFError, LookupError, ValueError, TypeError,
    AttributeError, NotImplementedError, RuntimeError, AssertionError, ArithmeticError,
)  # fmt: skip


def prepare() -> None:
    """Import openpyxl. Raises InputRefused where it is not installed."""
    try:
        for module in ("openpyxl", "openpyxl.reader.excel", "openpyxl.worksheet._reader"):
            importlib.import_module(module)
    except ImportError:
        raise InputRefused(
            "XLSX files need the package openpyxl, which is not installed here (pip install "
            '"incident-curator[spreadsheets]"); or save the sheet as CSV and bring that in.'
        ) from None


def read_xlsx(data: bytes, name: str, sheet: str = "") -> Table:
    """The table on a sheet: the one with this name, else the first that is not blank.

    Raises InputRefused for what is no XLSX file, is packed like a bomb, or has no such sheet.
    """
    prepare()
    _refuse_bombs(data, name)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import CellCoordinatesException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [str(each.title) for each in book.worksheets]
        if sheet and sheet not in sheets:
            raise InputRefused(f"{name} has no sheet “{sheet}”: {', '.join(sheets)}.")
        for each in book.worksheets:
            if sheet in ("", each.title):
                gathering, warnings = _rows(each, name)
                if sheet or gathering.begun or each.title == sheets[-1]:
                    report = [f"Sheet “{each.title}” of {len(sheets)}."]
                    return gathering.table(report, warnings, str(each.title), sheets)
        raise InputRefused(f"{name} has no sheet; there is nothing to bring in.")
    except (*_FAULTS, CellCoordinatesException) as fault:
        raise InputRefused(
            f"{name} cannot be read as an XLSX file ({type(fault).__name__}); save it again from a spreadsheet, or as "
            "CSV. Nothing was taken from it."
        ) from fault


def _rows(sheet: Any, name: str) -> tuple[Gathering, list[str]]:
    gathering, blank, wrong = Gathering(name), 0, 0
    titles: list[tuple[int, list[str]]] | None = []  # None: where the headings stand is known
    passed = 0
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        blank = 0 if cells else blank + 1
        if blank > _BLANK_ROWS:
            break
        wrong += sum(cell in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!") for cell in cells)
        if titles is None:
            gathering.take(number, cells)
        elif sum(map(bool, cells)) == 1 and len(titles) < _MOST_TITLES:
            titles.append((number, cells))
        elif cells:
            passed = len(titles) if sum(map(bool, cells)) >= _WIDE else 0
            for row in (*titles[passed:], (number, cells)):
                gathering.take(*row)
            titles = None
    for row in titles or ():
        gathering.take(*row)
    warnings = [f"{wrong} cells hold an error of the spreadsheet, such as #N/A."] if wrong else []
    if passed:
        told = "1 row of one cell was" if passed == 1 else f"{passed} rows of one cell were"
        warnings.append(f"{told} left out: the headings stand below.")
    return gathering, warnings


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes" if not value.second else "seconds")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _refuse_bombs(data: bytes, name: str) -> None:
    """Raise InputRefused before anything is unpacked that would unpack to far more than a table."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            broken = any(entry.flag_bits & 1 for entry in entries)
            kinds = [
                packed.open(entry).read(4_000) for entry in entries[:_MOST_ENTRIES] if _is_xml(entry) and not broken
            ]
    except (*_FAULTS,) as fault:
        raise InputRefused(f"{name} is no XLSX file; save it as XLSX or CSV and bring that in.") from fault
    unpacked = sum(entry.file_size for entry in entries)
    steep = any(
        entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or steep:
        raise InputRefused(f"{name} unpacks to far more than a table; nothing was taken from it.")
    if broken:
        raise InputRefused(f"{name} is locked with a password; save it without one and bring that in.")
    if any(b"<!DOCTYPE" in start or b"<!ENTITY" in start for start in kinds):
        raise InputRefused(f"{name} holds what no spreadsheet writes (a DTD); nothing was taken from it.")


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels")) and entry.compress_type in (0, 8)
