# SPDX-License-Identifier: MIT
"""Writing a list of incidents as it is shown into one CSV file.

What lives here: which cells a column gives, reading the list in steps, the file that appears whole or not at all, the
report. What does not: the data set (export.py), which columns a list has (incident_columns.py).

The cells are those of a data set: stored values and codes, quoted by the same rule (formats/csv_lines.py), blank where
a value is only proposed. Of a compound every part has a column. Beside the incident's id stands the number it has on
the screen of this project; an article without a title is named as on the screen, by its first words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from curator import atomic
from curator.domain.codebook.model import Codebook, Derived, Field
from curator.domain.derived import COUNT_PARTS, DerivedColumn, derived_columns
from curator.domain.disk_faults import disk_fault
from curator.domain.values import leaf_value
from curator.formats.csv_columns import FREE_TEXT_KINDS
from curator.formats.csv_lines import Cell, header_line, line
from curator.formats.excel_csv import runs_as_formula
from curator.shape import Frozen
from curator.store.incident_list import NUMBER, IncidentLine, IncidentWish
from curator.store.reads import Reads
from curator.tasks.incident_columns import ListColumn, derived_of, leaves_of
from curator.tasks.job import Cancelled, Pace, Progress, Stopped, never, silent
from curator.workspace import Workspace

_ID = ("incident", "id")
_STEP = 1_000  # incidents; fewer than SQLite takes values for


class ListReport(Frozen):
    """What was written. `formula_cells`: by column, how many cells a spreadsheet would run as formulas."""

    path: Path
    incidents: int
    formula_cells: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        said = "1 incident." if self.incidents == 1 else f"{self.incidents} incidents."
        cells = sum(count for _, count in self.formula_cells)
        return f"{said} Cells that would run as formulas in a spreadsheet: {cells}." if cells else said


class _Written(Frozen):
    """A column of the file: its name, whether it is free text, and the leaf it holds where it is the codebook's; of a
    count total which of its parts."""

    name: str
    free_text: bool
    source: tuple[str, str]
    leaf: Field | None = None
    derived: DerivedColumn | None = None


def export_list(
    workspace: Workspace,
    path: Path,
    columns: Sequence[ListColumn],
    wish: IncidentWish,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> ListReport:
    """Write the incidents wished for with these columns, in this order, from one snapshot.

    A file of that name is replaced, when the new one is whole. Raises UserFault for a disk that is full or cannot be
    written, and Stopped; then the old file is as it was.
    """
    pace = Pace(progress)
    with workspace.read() as reads:
        written = _written(workspace.codebook, columns)
        names = {coder.id: coder.name for coder in reads.coders()}
        formulas: Counter[str] = Counter()
        count = 0
        try:
            with atomic.file_in_place(path) as file:
                file.write(header_line([column.name for column in written]).encode())
                free_text = [column.free_text for column in written]
                for incident in _lines(reads, workspace.codebook, columns, wish, pace, cancelled):
                    cells = [_cell(workspace.codebook, column, incident, names) for column in written]
                    for column, cell in zip(written, cells, strict=True):
                        if column.free_text and isinstance(cell, str) and runs_as_formula(cell):
                            formulas[column.name] += 1
                    file.write(line(cells, free_text).encode())
                    count += 1
        except OSError as error:
            raise disk_fault(error, "Writing the list", path) from error
    return ListReport(path, count, tuple(formulas.items()))


def _lines(
    reads: Reads,
    codebook: Codebook,
    columns: Sequence[ListColumn],
    wish: IncidentWish,
    pace: Pace,
    cancelled: Cancelled,
) -> Iterator[IncidentLine]:
    numbers = reads.incident_ns(wish)
    fields = [column.source[1] for column in columns if column.source[0] == "article"]
    for first in range(0, len(numbers), _STEP):
        if cancelled():
            raise Stopped("The export was stopped. Nothing was written.")
        pace.tell(first, len(numbers), "Writing the list")
        some = numbers[first : first + _STEP]
        yield from reads.incident_lines(some, leaves_of(columns), fields, codebook, derived_of(columns))
    pace.end(len(numbers), "")


def _written(codebook: Codebook, columns: Sequence[ListColumn]) -> list[_Written]:
    """The columns of the file; a name that is taken gets "_" at its end until it is free, as in a data set."""
    found: list[_Written] = []
    leaves = set(leaves_of(columns))
    taken: set[str] = set()
    for column in columns:
        if column.node is not None:
            for leaf in column.node.leaves():
                if leaf.key not in taken:
                    found.append(_Written(leaf.key, leaf.kind in FREE_TEXT_KINDS, ("leaf", leaf.key), leaf))
                    taken.add(leaf.key)
            continue
        if column.derived is not None:
            for part in _parts_of(codebook, column.derived):
                name = _free(part.name, leaves | taken)
                taken.add(name)
                found.append(_Written(name, part.free_text, column.source, derived=part))
            continue
        table, name = column.source
        if column.source == NUMBER:
            taken.add(identity := _free("id", leaves | taken))
            found.append(_Written(identity, False, _ID))
        name = "number" if column.source == NUMBER else f"{table}_{name}" if table in ("article", "coder") else name
        name = _free(name, leaves | taken)
        taken.add(name)
        found.append(_Written(name, table == "coder" or column.source == ("article", "title"), column.source))
    return found


def _parts_of(codebook: Codebook, derived: Derived) -> list[DerivedColumn]:
    """Its columns in the data set; a field of a group's rows, which has none there, has one here."""
    found = [part for part in derived_columns(codebook) if part.derived is derived]
    return found or [DerivedColumn(derived.key.replace(".", "_"), derived)]


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _derived_cell(column: DerivedColumn, incident: IncidentLine) -> Cell:
    """A cell of a derived column; a part of a count total as a number, its qualifier as a code."""
    value = incident.derived.get(column.derived.key)
    if value is None or not column.part:
        return value
    part = str(value).split(",")[COUNT_PARTS.index(column.part)]
    return int(part) if part.lstrip("-").isdecimal() else part or None


def _cell(codebook: Codebook, column: _Written, incident: IncidentLine, coders: dict[str, str]) -> Cell:
    if column.leaf is not None:
        value = incident.values.get(column.leaf.key)
        if not incident.notes or value is None:
            return value
        return None if leaf_value(codebook, column.leaf, value, incident.notes).proposed else value
    if column.derived is not None:
        return _derived_cell(column.derived, incident)
    table, name = column.source
    if column.source == ("article", "title"):
        return incident.article_name
    if table == "article":
        return incident.article_fields.get(name) or None
    if table == "coder":
        return coders.get(incident.coder)
    if column.source == NUMBER:
        return incident.n
    return incident.id if column.source == _ID else incident.status
