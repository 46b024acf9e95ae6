# SPDX-License-Identifier: MIT
"""Writing a data set into an empty folder: CSV files, texts, codebooks, dictionary, manifest.

What lives here: the order of the work and what a source of codings must offer. What does not: reading the project
(tasks give a source made from one snapshot), the folder that appears whole or not at all (curator/atomic.py), columns
and cells (csv_columns.py, csv_cells.py), reading a set back (csv_set_reading.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from curator.domain.canonical import sha256_of
from curator.domain.codebook.document import codebook_json
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder
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
from curator.formats.csv_columns import DICTIONARY, SetFile, set_files
from curator.formats.csv_file import CsvFile, WrittenFile
from curator.formats.csv_lines import Cell
from curator.formats.data_dictionary import dictionary_lines
from curator.formats.leaving import in_order, public_view, without_proposals
from curator.formats.manifest import NAME, TEXTS, LeftOut, Manifest, SetOptions
from curator.formats.wide_codebook import NodeOrder, codebook_ref, widened


@dataclass(frozen=True)
class ChangeLine:
    """An entry of the project's log, or one of several lines of it, for changes.csv."""

    seq: int
    id: str
    at: str
    coder: str
    coder_name: str
    kind: str
    label: str
    article: str = ""
    incident: str = ""
    row: str = ""
    field: str = ""
    undoes: str = ""
    note: str = ""


class SetSource(Protocol):
    """Where a data set comes from: one snapshot of a project, filtered as the options say."""

    @property
    def project_id(self) -> str: ...

    @property
    def project_name(self) -> str: ...

    @property
    def codebook(self) -> Codebook:
        """The codebook in force: its fields are the columns."""

    def codebooks(self) -> Mapping[str, Codebook]:
        """Every codebook that something in the set was coded under, by what Incident.codebook holds."""

    def coders(self) -> Iterable[Coder]:
        """Everybody who coded something in the set, in the order of ids."""

    def codings(self) -> Iterator[ArticleCoding]:
        """The articles of the set in the order of their ids, with text, holding only the incidents that leave."""

    def incident_coders(self, article: str) -> Mapping[str, str]:
        """The coder of every incident of an article, also of those that do not leave, by id."""

    def ready(self, file: SetFile) -> Iterator[Sequence[str]] | None:
        """All lines of this file below its header, in batches of whole lines, made otherwise (SQL); None to have them
        made here. Asked for incidents.csv and the groups' files. Proposals are blank in these lines."""

    def changes(self) -> Iterator[ChangeLine]:
        """The log, oldest entry first."""

    def left_out(self) -> Sequence[LeftOut]:
        """Articles that are not in the set. Asked for after all codings were read."""


def write_set(folder: Path, source: SetSource, options: SetOptions) -> Manifest:
    """Write the whole set into `folder`, which is there and empty. Returns what the manifest says.

    Raises OSError where the disk is full or cannot be written; what was written until then is to be thrown away.
    """
    return _Writing(folder, source, options).write()


class _Writing:
    """One set being written: a stream for each file."""

    def __init__(self, folder: Path, source: SetSource, options: SetOptions) -> None:
        self.folder, self.source, self.options = folder, source, options
        self.codebooks = dict(source.codebooks())
        self.wide = widened(source.codebook, self.codebooks.values())
        self.order = NodeOrder(self.wide)
        self.coders = {coder.id: coder for coder in source.coders()}
        self.files: dict[str, CsvFile] = {}
        self.kinds = set_files(self.wide, private=options.memos)
        self.made_here: set[str] = set()
        self.texts = 0

    def write(self) -> Manifest:
        with ExitStack() as stack:
            for file in self.kinds:
                self.files[file.name] = CsvFile(self.folder, file, self.options.for_excel)
                stack.callback(self.files[file.name].abandon)
            self._ready_lines()
            for coding in self.source.codings():
                self._article(coding)
            self._small_files()
            written = [self.files[file.name].close() for file in self.kinds]
        written += self._codebooks()
        manifest = self._manifest(written)
        (self.folder / NAME).write_bytes(manifest.to_bytes())
        return manifest

    def _ready_lines(self) -> None:
        for file in self.kinds:
            if file.name == "incidents" or file.group:
                batches = self.source.ready(file)
                if batches is None:
                    self.made_here.add(file.name)
                for batch in batches or ():
                    self.files[file.name].write_ready(batch)

    def _article(self, coding: ArticleCoding) -> None:
        coding = in_order(coding, lambda _: self.order)
        shown = without_proposals(coding, lambda _: self.wide)
        if not self.options.memos:
            coding = shown = public_view(shown, lambda _: self.wide)
        self.files["articles"].write(article_cells(coding))
        if self.made_here:
            self._incidents(shown)
        for name, lines in (
            ("values", value_lines(coding, self.wide)),
            ("evidence", evidence_lines(coding, self.wide)),
        ):
            file = self.files[name]
            for cells, free_text in lines:
                file.write(cells, free_text)
        self._write_all("not_codable", not_codable_lines(coding, self.coders))
        self._write_all("reading", reading_lines(coding, self.coders))
        if self.options.memos:
            self._write_all("comments", comment_lines(coding, self.coders))
        if coding.judgements:
            coders = self.source.incident_coders(coding.article.id)
            self._write_all("judgements", judgement_lines(coding, self.coders, coders))
        if self.options.texts:
            self._text(coding)

    def _incidents(self, coding: ArticleCoding) -> None:
        main = self.files["incidents"]
        groups = {file.file.group: file for name, file in self.files.items() if name in self.made_here}
        for incident in coding.incidents:
            if "incidents" in self.made_here:
                main.write(incident_cells(main.file, coding, incident, self.wide, self.coders, self.codebooks))
            for row in incident.rows:
                if row.group in groups:
                    groups[row.group].write(row_cells(groups[row.group].file, incident, row))

    def _text(self, coding: ArticleCoding) -> None:
        folder = self.folder / TEXTS
        folder.mkdir(exist_ok=True)
        path = folder / f"{coding.article.text_sha256}.txt"
        if not path.exists():  # two articles may hold the same text
            path.write_bytes(coding.text.encode("utf-8"))
            self.texts += 1

    def _small_files(self) -> None:
        self._write_all("coders", ([coder.id, coder.name, coder.kind] for coder in self.coders.values()))
        self._write_all("changes", map(_change_cells, self.source.changes()))
        described = [(self.files[file.name].name, file) for file in self.kinds]
        self._write_all(DICTIONARY.name, dictionary_lines(described, self.wide))

    def _write_all(self, name: str, lines: Iterable[Sequence[Cell]]) -> None:
        file = self.files[name]
        for cells in lines:
            file.write(cells)

    def _codebooks(self) -> list[WrittenFile]:
        written = [self._json("codebook.json", codebook_json(self.source.codebook))]
        here = codebook_ref(self.source.codebook)
        others = {codebook_ref(book): book for book in self.codebooks.values() if codebook_ref(book) != here}
        for ref in sorted(others):
            (self.folder / "codebooks").mkdir(exist_ok=True)
            written.append(self._json(f"codebooks/{file_name(ref)}.json", codebook_json(others[ref])))
        return written

    def _json(self, name: str, text: str) -> WrittenFile:
        with self.folder.joinpath(*name.split("/")).open("xb") as stream:
            stream.write(text.encode("utf-8"))
        return WrittenFile(name, None, sha256_of(text))

    def _manifest(self, written: Sequence[WrittenFile]) -> Manifest:
        source = self.source
        formulas = tuple(cell for file in self.kinds for cell in self.files[file.name].formula_cells())
        counts = {file.name: self.files[file.name].records for file in self.kinds if file is not DICTIONARY}
        left_out = tuple(source.left_out())
        return Manifest(
            source.project_id,
            source.project_name,
            source.codebook,
            self.options,
            tuple(written),
            counts | {"texts": self.texts, "left_out": len(left_out)},
            formulas,
            left_out,
        )


def _change_cells(change: ChangeLine) -> list[Cell]:
    about = [change.article, change.incident, change.row, change.field, change.undoes, change.note]
    head: list[Cell] = [change.seq, change.id, change.at, change.coder or None, change.coder_name or None]
    return [*head, change.kind, change.label, *(text or None for text in about)]


def file_name(ref: str) -> str:
    """A file name for a codebook's key and version: a hash is added where it could not be taken as it is.

    A version is free text, so nothing of it goes into a path that is not harmless on every system.
    """
    wanted = ref.replace(" ", "-", 1)
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", wanted)[:60].rstrip(".")
    return plain if plain == wanted else f"{plain}-{hashlib.sha256(ref.encode('utf-8')).hexdigest()[:8]}"
