# SPDX-License-Identifier: MIT
"""The lines of all files of a data set, whatever they are written into.

What lives here: which files there are for some options, and their lines, article by article, so that memory stays flat.
What does not: cells (csv_cells.py), files on disk (csv_set.py, xlsx_set.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from curator.domain.coding import ArticleCoding
from curator.formats.chosen_columns import TABLE_EVIDENCE, Labels, chosen_file, table_evidence
from curator.formats.csv_cells import (
    article_cells,
    comment_lines,
    evidence_lines,
    incident_cells,
    judgement_lines,
    not_codable_lines,
    reading_lines,
    row_cells,
    value_lines,
)
from curator.formats.csv_columns import DICTIONARY, SetFile, incidents_file, set_files
from curator.formats.csv_lines import Cell
from curator.formats.data_dictionary import dictionary_lines
from curator.formats.leaving import in_order, public_view, without_proposals
from curator.formats.manifest import SetOptions
from curator.formats.set_source import ChangeLine, SetSource
from curator.formats.wide_codebook import NodeOrder, widened


class SetLine(NamedTuple):
    """A line of the file with this name. `free_text`: of the column whose kind depends on its line."""

    file: str
    cells: Sequence[Cell]
    free_text: bool = False


class Leaving(NamedTuple):
    """An article's coding as it leaves, and as tables show it: there proposals are blank even where they leave."""

    coding: ArticleCoding
    shown: ArticleCoding


class SetLines:
    """The files of one set and their lines: the whole set, or one table of chosen columns with the words behind them.

    `tables`: the files with a line for each incident or row.
    """

    def __init__(self, source: SetSource, options: SetOptions) -> None:
        self.source, self.options = source, options
        self.codebooks = dict(source.codebooks())
        self.wide = widened(source.codebook, self.codebooks.values())
        self.coders = {coder.id: coder for coder in source.coders()}
        self.files = self._chosen() if options.columns else set_files(self.wide, private=options.memos)
        self.by_name = {file.name: file for file in self.files}
        self.tables = frozenset(file.name for file in self.files if file.name == "incidents" or file.group)
        self._order = NodeOrder(self.wide)
        self.labels = Labels(self.wide)

    def _chosen(self) -> tuple[SetFile, ...]:
        whole = incidents_file(self.wide, private=self.options.memos)
        table = chosen_file(whole, self.options.columns, self.wide, self.options.labels)
        return table, TABLE_EVIDENCE, DICTIONARY

    def ready(self, file: SetFile) -> Iterator[Sequence[str]] | None:
        """Whole lines of a table from the source, where it can make them: not labels, nor single parts of totals."""
        chosen = self.options.columns
        if chosen and any(column.labelled or column.derived is not None for column in file.columns):
            return None
        return self.source.ready(file)

    def leaving(self) -> Iterator[Leaving]:
        """The codings in order, with what stays here taken out."""
        for coding in self.source.codings():
            coding = in_order(coding, lambda _: self._order)
            shown = without_proposals(coding, lambda _: self.wide)
            if not self.options.memos:
                coding = shown = public_view(shown, lambda _: self.wide)
            yield Leaving(coding, shown)

    def of_article(self, leaving: Leaving, tables: Collection[str]) -> Iterator[SetLine]:
        """The lines that one article gives; `tables`: those among `self.tables` that are made here."""
        coding, shown = leaving
        if self.options.columns:
            yield from self.of_incidents(shown, tables)
            for cells, free_text in table_evidence(shown, self.wide, self.by_name["incidents"]):
                yield SetLine("evidence", cells, free_text)
            return
        yield SetLine("articles", article_cells(coding))
        if tables:
            yield from self.of_incidents(shown, tables)
        for cells, free_text in value_lines(coding, self.wide):
            yield SetLine("values", cells, free_text)
        for cells, free_text in evidence_lines(coding, self.wide):
            yield SetLine("evidence", cells, free_text)
        yield from _named("not_codable", not_codable_lines(coding, self.coders))
        yield from _named("reading", reading_lines(coding, self.coders))
        if self.options.memos:
            yield from _named("comments", comment_lines(coding, self.coders))
        if coding.judgements:
            coders = self.source.incident_coders(coding.article.id)
            yield from _named("judgements", judgement_lines(coding, self.coders, coders))

    def of_incidents(self, shown: ArticleCoding, tables: Collection[str]) -> Iterator[SetLine]:
        """The lines of incidents and of their rows in the files `tables`."""
        main = self.by_name["incidents"]
        groups = {self.by_name[name].group: self.by_name[name] for name in tables if name != "incidents"}
        for incident in shown.incidents:
            if "incidents" in tables:
                cells = incident_cells(main, shown, incident, self.wide, self.coders, self.codebooks)
                if self.options.labels and self.options.columns:
                    cells = list(map(self.labels.of_column, main.columns, cells))
                yield SetLine("incidents", cells)
            for row in incident.rows:
                file = groups.get(row.group)
                if file is not None:
                    yield SetLine(file.name, row_cells(file, incident, row))

    def at_end(self, described: Iterable[tuple[str, SetFile]]) -> Iterator[SetLine]:
        """The lines that belong to no article. `described`: the files that the dictionary speaks of, as written."""
        if self.options.columns:
            yield from _named(DICTIONARY.name, dictionary_lines(described, self.wide))
            return
        yield from _named("coders", ([coder.id, coder.name, coder.kind] for coder in self.coders.values()))
        yield from _named("changes", map(_change_cells, self.source.changes()))
        yield from _named(DICTIONARY.name, dictionary_lines(described, self.wide))


def _named(file: str, lines: Iterable[Sequence[Cell]]) -> Iterator[SetLine]:
    return (SetLine(file, cells) for cells in lines)


def _change_cells(change: ChangeLine) -> list[Cell]:
    about = [change.article, change.incident, change.row, change.field, change.undoes, change.note]
    head: list[Cell] = [change.seq, change.id, change.at, change.coder or None, change.coder_name or None]
    return [*head, change.kind, change.label, *(text or None for text in about)]
