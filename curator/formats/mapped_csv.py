# SPDX-License-Identifier: MIT
"""Incidents in the columns of another data set: one CSV file, a crosswalk to our ids, the words behind.

What lives here: the files of a named mapping. What does not: the mapping (mapping.py) and its cells (mapping_cells.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Incident
from curator.domain.faults import InputRefused
from curator.formats.csv_cells import evidence_lines
from curator.formats.csv_columns import EVIDENCE, FREE_TEXT_KINDS, Column, SetFile
from curator.formats.csv_file import CsvFile
from curator.formats.csv_lines import Cell
from curator.formats.manifest import Manifest, SetOptions
from curator.formats.mapping import MappedColumn, NamedMapping, mapping_named
from curator.formats.mapping_cells import MappedIncident
from curator.formats.set_folder import finished
from curator.formats.set_lines import SetLines
from curator.formats.set_source import SetSource

_WORDS = ("party", "joined", "label", "article", "quoted", "text", "point")


class AcledLikeWriter:
    """The columns of ACLED."""

    name = "acled-like"
    label = "ACLED-like CSV"
    takes_columns = False
    whole = False

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        return write_mapped(folder, source, options, mapping_named(self.name))


class UcdpLikeWriter:
    """The columns of UCDP GED."""

    name = "ucdp-ged-like"
    label = "UCDP-GED-like CSV"
    takes_columns = False
    whole = False

    def write(self, folder: Path, source: SetSource, options: SetOptions) -> Manifest:
        return write_mapped(folder, source, options, mapping_named(self.name))


def write_mapped(folder: Path, source: SetSource, options: SetOptions, mapping: NamedMapping) -> Manifest:
    """Write the incidents that the mapping takes. Raises InputRefused where the codebook lacks what it cannot do
    without."""
    for key in mapping.needs:
        if source.codebook.node(key) is None:
            raise InputRefused(
                f"The format {mapping.name} needs the field “{key}”, which this codebook has not. Nothing was written; "
                "choose another format."
            )
    options = replace(options, format=mapping.name, columns=(), texts=False)
    return _Writing(folder, source, options, mapping).write()


class _Writing:
    def __init__(self, folder: Path, source: SetSource, options: SetOptions, mapping: NamedMapping) -> None:
        self.folder, self.source, self.options, self.mapping = folder, source, options, mapping
        self.lines = SetLines(source, replace(options, memos=False))
        self.reasons: Counter[str] = Counter()
        self.articles = 0

    def write(self) -> Manifest:
        files = [mapped_file(self.mapping, self.lines.wide), _crosswalk(self.mapping), EVIDENCE]
        with ExitStack() as stack:
            table, crosswalk, words = (CsvFile(self.folder, file, self.options.for_excel) for file in files)
            for file in (table, crosswalk, words):
                stack.callback(file.abandon)
            for leaving in self.lines.leaving():
                self.articles += 1
                leaves: list[Incident] = []
                for mapped in self._mapped(leaving.shown):
                    table.write(mapped.cells())
                    crosswalk.write([mapped.cell(self.mapping.id_column), mapped.incident.id, mapped.incident.article])
                    leaves.append(mapped.incident)
                shown = replace(leaving.shown, incidents=tuple(leaves))
                for cells, free_text in evidence_lines(shown, self.lines.wide) if leaves else ():
                    words.write(cells, free_text)
            written = [file.close() for file in (table, crosswalk, words)]
        counts = {
            "articles": self.articles, "incidents": table.records, "evidence": words.records,
            "incidents_left_out": sum(self.reasons.values()),
        }  # fmt: skip
        return finished(self.folder, self.source, self.options, written, counts, self._remarks())

    def _mapped(self, coding: ArticleCoding) -> Iterator[MappedIncident]:
        changed = self.source.last_changes(coding.article.id)
        for incident in coding.incidents:
            mapped = MappedIncident(
                self.mapping,
                self.lines.wide,
                coding,
                incident,
                changed.get(incident.id, ""),
                labels=self.options.labels,
            )
            reason = mapped.why_not()
            if reason:
                self.reasons[reason] += 1
            else:
                yield mapped

    def _remarks(self) -> Iterator[str]:
        for reason, count in sorted(self.reasons.items()):
            yield f"{count} incident{'' if count == 1 else 's'} left out: {reason}."
        missing = self.mapping.missing(self.lines.wide)
        if missing:
            yield f"The codebook lacks {', '.join(missing)}: what needs them is empty."


def mapped_file(mapping: NamedMapping, codebook: Codebook) -> SetFile:
    """The file of a mapping with its columns."""
    columns = tuple(
        Column(column.name, column.name, "text", _is_words(column, codebook), ("line", column.name))
        for column in mapping.columns
    )
    return SetFile(mapping.file, columns, f"One line for each incident, in the columns of {mapping.label}.")


def _is_words(column: MappedColumn, codebook: Codebook) -> bool:
    """Whether the cells may hold any text, and so are quoted."""
    if column.maker != "value":
        return column.maker in _WORDS
    nodes = (codebook.node(key) for key in column.said["fields"])
    return any(node is not None and node.kind in FREE_TEXT_KINDS for node in nodes)


def _crosswalk(mapping: NamedMapping) -> SetFile:
    names = ((mapping.id_column, "number"), ("incident", "id"), ("article", "id"))
    columns = tuple(Column(name, name, kind, False, ("line", name)) for name, kind in names)
    return SetFile("crosswalk", columns, "Which incident each line is.")


def mapped_cells(mapping: NamedMapping, codebook: Codebook, coding: ArticleCoding, incident: Incident) -> list[Cell]:
    """The cells of one incident; for tests and previews."""
    return MappedIncident(mapping, codebook, coding, incident, "", labels=False).cells()
