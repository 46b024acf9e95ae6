# SPDX-License-Identifier: MIT
"""One table of incidents with chosen columns: which columns it has, labels for codes, the words behind its cells.

What lives here: from the columns of the whole incidents.csv to those a person chose, and the lines of the table. What
does not: the columns themselves (csv_columns.py), remembering a choice (export_profile.py).

The ids of incident and article are always there, first where they were not chosen, so that every cell can be traced:
evidence.csv names, for each span, the columns of the table that it supports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import SEPARATOR, codes_of
from curator.domain.coding import ArticleCoding, Incident
from curator.formats.csv_cells import Cells, evidence_lines
from curator.formats.csv_columns import EVIDENCE, Column, SetFile
from curator.formats.csv_lines import Cell
from curator.formats.manifest import ProfileColumn
from curator.formats.provenance import WordsBehind

IDS = ("incident", "id"), ("incident", "article")
_COLUMNS = Column(
    "columns", "Columns", "text", True, ("line", "columns"), "The columns of the table that these words support."
)
TABLE_EVIDENCE = replace(EVIDENCE, columns=(*EVIDENCE.columns, _COLUMNS))


def chosen_file(whole: SetFile, columns: Sequence[ProfileColumn], codebook: Codebook, labels: bool) -> SetFile:
    """The table with these columns of `whole` (incidents.csv), in this order, under their own names.

    A column that there is no more is passed over (export_profile.py warns of it). A name that is taken gets "_" at its
    end until it is free.
    """
    by_key = {column.name: column for column in whole.columns}
    chosen = [(by_key[each.key], each.name) for each in columns if each.key in by_key]
    there = {column.source for column, _ in chosen}
    ids = [(column, "") for column in whole.columns if column.source in IDS and column.source not in there]
    taken: set[str] = set()
    found = []
    for column, name in (*ids, *chosen):
        name = name or column.name
        while name in taken:
            name += "_"
        taken.add(name)
        labelled = labels and _coded_leaf(column, codebook) is not None
        help_text = column.help if name == column.name else f"{column.help} In the whole set: {column.name}.".strip()
        found.append(replace(column, name=name, labelled=labelled, quoted=column.quoted or labelled, help=help_text))
    return SetFile("incidents", tuple(found), "One line for each incident, with the columns that were chosen.")


def _coded_leaf(column: Column, codebook: Codebook) -> Field | None:
    """The field of choices whose codes the column holds; None for other columns."""
    leaf = column.field
    if column.derived is not None:
        derived = column.derived.derived
        leaf = codebook.node(derived.field, derived.group)
        if column.derived.part:
            leaf = leaf.part_named(column.derived.part) if leaf is not None else None
    return leaf if leaf is not None and codebook.choices_of(leaf) is not None else None


class Labels:
    """Labels for codes: of the choice, or the code where it has none."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._known: dict[str, Mapping[str, str]] = {}

    def of_column(self, column: Column, cell: Cell) -> Cell:
        """The cell with labels, where the column is to hold labels."""
        leaf = _coded_leaf(column, self._codebook) if column.labelled else None
        return self.of_leaf(leaf, cell) if leaf is not None else cell

    def of_leaf(self, leaf: Field, cell: Cell) -> Cell:
        """The labels of a code or of several, joined as codes are."""
        if cell is None:
            return None
        known = self._known.get(leaf.choices)
        if known is None:
            listed = self._codebook.choices_of(leaf)
            known = {choice.code: choice.label for choice in listed.choices} if listed is not None else {}
            self._known[leaf.choices] = known
        return SEPARATOR.join(known.get(code, code) for code in codes_of(cell))


def table_evidence(coding: ArticleCoding, codebook: Codebook, table: SetFile) -> Iterator[Cells]:
    """The lines of evidence.csv of such a table: the spans behind its cells, each with the columns it supports."""
    behind: dict[str, list[str]] = {}
    for incident in coding.incidents:
        for column, span in _supported(coding, incident, codebook, table):
            names = behind.setdefault(span, [])
            if column not in names:
                names.append(column)
    for cells, free_text in evidence_lines(coding, codebook):
        columns = behind.get(str(cells[0]))
        if columns:
            yield [*cells, SEPARATOR.join(columns)], free_text


def _supported(
    coding: ArticleCoding, incident: Incident, codebook: Codebook, table: SetFile
) -> Iterator[tuple[str, str]]:
    words = WordsBehind(coding, incident, codebook)
    for column in table.columns:
        for span in words.of(column):
            yield column.name, span.id
