# SPDX-License-Identifier: MIT
"""A data set as one workbook for spreadsheets: a sheet for each file, cells with their types.

What lives here: the workbook, written row by row so that memory stays flat. What does not: lines (set_lines.py), the
types of values in a workbook (xlsx_cells.py). The package openpyxl comes with the program, but not with every
installation of its library: it is imported when a workbook is written.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from curator.domain.faults import NotNow, UserFault
from curator.formats.csv_columns import DICTIONARY, SetFile
from curator.formats.csv_file import WrittenFile
from curator.formats.csv_lines import Cell
from curator.formats.manifest import Manifest, SetOptions
from curator.formats.set_folder import finished, write_article_text, written_file
from curator.formats.set_lines import SetLines
from curator.formats.set_source import SetSource
from curator.formats.xlsx_cells import CellTypes, cell_of_text

FILE = "data-set.xlsx"
MOST_ROWS = 1_048_575  # of a sheet, below its header
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MOST_NAME = 31  # characters of a sheet's name


class XlsxWriter:
    """A workbook."""

    name = "xlsx"
    label = "Excel workbook (XLSX)"
    takes_columns = True
    whole = True

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        """Raises UserFault where openpyxl is missing or a sheet would have more rows than there can be."""
        options = replace(options, format=self.name, for_excel=False)
        lines = SetLines(source, options)
        book = _Book(lines.files)
        try:
            return self._written(folder, lines, book)
        finally:
            book.put_away()

    def _written(self, folder: Path, lines: SetLines, book: _Book) -> Manifest:
        source, options = lines.source, lines.options
        articles = texts = 0
        for leaving in lines.leaving():
            articles += 1
            for name, cells, _ in lines.of_article(leaving, lines.tables):
                book.add(name, cells)
            if options.texts and not options.columns:
                texts += write_article_text(folder, leaving.coding)
        for name, cells, _ in lines.at_end([(book.names[file.name], file) for file in lines.files]):
            book.add(name, cells)
        written = book.save(folder)
        counts = {file.name: book.rows[file.name] for file in lines.files if file is not DICTIONARY}
        counts |= {"articles": articles, "texts": texts, "cells_cut": book.types.cut}
        return finished(folder, source, options, [written], counts, book.types.remarks())


class _Book:
    """A workbook being written; its sheets lie in temporary files until it is saved."""

    def __init__(self, files: Sequence[SetFile]) -> None:
        try:
            from openpyxl import Workbook
        except ImportError as error:
            raise UserFault(
                "Writing XLSX needs the package openpyxl, which is not installed here (pip install openpyxl). Nothing "
                "was written; CSV needs nothing."
            ) from error
        self._book: Any = Workbook(write_only=True)
        self._book.properties.created = self._book.properties.modified = datetime(*_NO_TIME)
        self._book.properties.creator = "Curator"
        self.types = CellTypes()
        self.names = sheet_names(files)
        self.rows = dict.fromkeys(self.names, 0)
        self._sheets = {file.name: self._sheet(file) for file in files}
        self._days = {file.name: _days(file) for file in files}

    def _sheet(self, file: SetFile) -> Any:
        from openpyxl.styles import Font

        sheet = self._book.create_sheet(self.names[file.name])
        sheet.freeze_panes = "B2"
        head = [cell_of_text(sheet, name) for name in file.names]  # names of columns are chosen by people
        for cell in head:
            cell.font = Font(bold=True)
        sheet.append(head)
        return sheet

    def add(self, name: str, cells: Sequence[Cell]) -> None:
        """A row of the sheet of this file."""
        if self.rows[name] >= MOST_ROWS:
            raise NotNow(
                f"“{self.names[name]}” would have more than {MOST_ROWS:,} lines, which no sheet of a workbook can "
                "hold. Nothing was written; choose CSV, or fewer incidents."
            )
        self.rows[name] += 1
        sheet = self._sheets[name]
        sheet.append(self.types.row(sheet, self.names[name], cells, self._days[name]))

    def put_away(self) -> None:
        """End sheets that were not saved, after a fault, and take their temporary files away."""
        for sheet in self._sheets.values():
            if not sheet.closed:
                sheet.close()
                sheet._writer.cleanup()

    def save(self, folder: Path) -> WrittenFile:
        """Put the workbook together. Its bytes depend on what is in it alone, not on the clock."""
        from openpyxl.utils import get_column_letter
        from openpyxl.writer.excel import ExcelWriter

        for name, sheet in self._sheets.items():
            last = get_column_letter(max(len(self._days[name]), 1))
            sheet.auto_filter.ref = f"A1:{last}{self.rows[name] + 1}"
        with _Timeless(folder / FILE, "x", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            ExcelWriter(self._book, archive).save()
        return written_file(folder, FILE)


class _Timeless(zipfile.ZipFile):
    """An archive whose members all bear one date."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **more: Any) -> None:
        info = zipfile.ZipInfo(str(zinfo_or_arcname), _NO_TIME)
        info.compress_type = self.compression
        super().writestr(info, data, *args, **more)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **more: Any) -> None:
        info = zipfile.ZipInfo(str(arcname or filename), _NO_TIME)
        info.compress_type = self.compression
        info.file_size = os.stat(filename).st_size  # noqa: PTH116 - the name is openpyxl's
        with open(filename, "rb") as stream, self.open(info, "w") as target:  # noqa: PTH123
            while piece := stream.read(1 << 20):
                target.write(piece)


def _days(file: SetFile) -> tuple[bool, ...]:
    """For each column whether it holds days of the calendar."""
    return tuple(column.field is not None and column.field.kind == "day" for column in file.columns)


def sheet_names(files: Sequence[SetFile]) -> dict[str, str]:
    """The sheet of each file: its name, cut where it is too long for one, and then told apart by a number."""
    names: dict[str, str] = {}
    for file in files:
        name, number = file.name[:_MOST_NAME], 1
        while name.lower() in {taken.lower() for taken in names.values()} or name.lower() == "history":
            number += 1
            name = f"{file.name[: _MOST_NAME - 1 - len(str(number))]}_{number}"
        names[file.name] = name
    return names
