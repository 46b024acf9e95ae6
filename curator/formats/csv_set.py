# SPDX-License-Identifier: MIT
"""Writing a data set into an empty folder: CSV files, texts, codebooks, dictionary, data package, manifest.

What lives here: the order of the work. What does not: reading the project (tasks give a source made from one snapshot),
the folder that appears whole or not at all (curator/atomic.py), lines (set_lines.py) and cells (csv_cells.py), reading
a set back (csv_set_reading.py).
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from curator.formats.csv_columns import DICTIONARY
from curator.formats.csv_file import CsvFile, WrittenFile
from curator.formats.data_package import data_package
from curator.formats.manifest import NAME, Manifest, SetOptions
from curator.formats.set_folder import write_article_text, write_codebooks, write_file
from curator.formats.set_lines import SetLines
from curator.formats.set_source import SetSource

PACKAGE = "datapackage.json"


class CsvSetWriter:
    """The CSV set as it is: faithful, and what every tool reads."""

    name = "csv"
    label = "CSV files"
    takes_columns = True
    whole = True

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        return write_set(folder, source, replace(options, format=self.name, for_excel=False))


class ExcelCsvWriter:
    """The CSV set for spreadsheets: cells that would run as formulas are disarmed, which our reader takes back."""

    name = "csv-for-excel"
    label = "CSV files for Excel"
    takes_columns = True
    whole = True

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        return write_set(folder, source, replace(options, format=self.name, for_excel=True))


def write_set(folder: Path, source: SetSource, options: SetOptions) -> Manifest:
    """Write the whole set into `folder`, which is there and empty. Returns what the manifest says.

    Raises OSError where the disk is full or cannot be written; what was written until then is to be thrown away.
    """
    return _Writing(folder, source, options).write()


class _Writing:
    """One set being written: a stream for each file."""

    def __init__(self, folder: Path, source: SetSource, options: SetOptions) -> None:
        self.folder, self.source, self.options = folder, source, options
        self.lines = SetLines(source, options)
        self.files: dict[str, CsvFile] = {}
        self.articles = self.texts = 0

    def write(self) -> Manifest:
        with ExitStack() as stack:
            for file in self.lines.files:
                self.files[file.name] = CsvFile(self.folder, file, self.options.for_excel)
                stack.callback(self.files[file.name].abandon)
            made_here = self._ready_lines()
            for leaving in self.lines.leaving():
                self.articles += 1
                for name, cells, free_text in self.lines.of_article(leaving, made_here):
                    self.files[name].write(cells, free_text)
                if self.options.texts and not self.options.columns:
                    self.texts += write_article_text(self.folder, leaving.coding)
            described = [(self.files[file.name].name, file) for file in self.lines.files]
            for name, cells, free_text in self.lines.at_end(described):
                self.files[name].write(cells, free_text)
            written = [self.files[file.name].close() for file in self.lines.files]
        written.append(self._package(written))
        written += write_codebooks(self.folder, self.source.codebook, self.lines.codebooks.values())
        manifest = self._manifest(written)
        (self.folder / NAME).write_bytes(manifest.to_bytes())
        return manifest

    def _ready_lines(self) -> set[str]:
        """Write what the source has ready. Returns the names of the tables that are to be made here."""
        made_here: set[str] = set()
        for file in self.lines.files:
            if file.name in self.lines.tables:
                batches = self.lines.ready(file)
                if batches is None:
                    made_here.add(file.name)
                for batch in batches or ():
                    self.files[file.name].write_ready(batch)
        return made_here

    def _package(self, written: list[WrittenFile]) -> WrittenFile:
        by_name = {file.name: file for file in written}
        tables = [(by_name[self.files[file.name].name], file) for file in self.lines.files]
        text = data_package(self.folder, self.source.project_name, self.lines.wide, tables)
        return write_file(self.folder, PACKAGE, text)

    def _manifest(self, written: list[WrittenFile]) -> Manifest:
        source, kinds = self.source, self.lines.files
        formulas = tuple(cell for file in kinds for cell in self.files[file.name].formula_cells())
        counts = {file.name: self.files[file.name].records for file in kinds if file is not DICTIONARY}
        left_out = tuple(source.left_out())
        return Manifest(
            source.project_id,
            source.project_name,
            source.codebook,
            self.options,
            tuple(written),
            counts | {"articles": self.articles, "texts": self.texts, "left_out": len(left_out)},
            formulas,
            left_out,
            unsettled=tuple(source.unsettled()),
        )
