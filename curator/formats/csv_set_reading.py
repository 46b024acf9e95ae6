# SPDX-License-Identifier: MIT
"""Reading a data set back: the same articles, incidents, rows, notes and words, checked against each other.

What lives here: from a folder to codings, one article at a time. What does not: the cells of one line
(csv_set_lines.py), the manifest (manifest.py), putting codings into a project (operations).

Every file but the small ones is read side by side, article by article, in the order of articles.csv; so memory stays
flat, and a line in another order is refused. Derived columns, names and article columns in incidents.csv are not read:
they follow from the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.domain.codebook.document import read_document
from curator.domain.codebook.model import Codebook
from curator.domain.coding import (
    ARTICLE_FIELDS,
    Article,
    ArticleCoding,
    Coder,
    Comment,
    Evidence,
    Incident,
    Row,
    ValueNote,
)
from curator.domain.faults import InputRefused
from curator.domain.reviewing import Judgement
from curator.domain.settling import text_sha256
from curator.formats.csv_columns import (
    ARTICLES,
    CODERS,
    COMMENTS,
    EVIDENCE,
    JUDGEMENTS,
    NOT_CODABLE,
    READING,
    VALUES,
    SetFile,
    set_files,
)
from curator.formats.csv_set_lines import (
    Line,
    Table,
    coder_of,
    comment_of,
    evidence_of,
    incident_of,
    judgement_of,
    mark_of,
    note_of,
    reading_of,
    row_of,
)
from curator.formats.excel_csv import SUFFIX
from curator.formats.leaving import in_order
from curator.formats.manifest import TEXTS, changed_files, read_manifest, refuse_changed
from curator.formats.strict_json import cut
from curator.formats.wide_codebook import NodeOrder, codebook_ref, widened
from curator.paths import is_file

TextOf = Callable[[str], str | None]


@dataclass(frozen=True)
class ReadSet:
    """A data set that was read back. `codings` gives the articles in order, anew each time, and raises InputRefused,
    naming file and line, where a file is broken or files disagree: read all before taking any.

    `changed`: files that are not as the manifest says (only where that was allowed). `codebook`: the one in force.
    """

    manifest: Mapping[str, Any]
    codebook: Codebook
    codebooks: tuple[Codebook, ...]
    coders: tuple[Coder, ...]
    codings: Callable[[], Iterator[ArticleCoding]]
    changed: tuple[str, ...] = ()


def read_set(
    folder: Path,
    *,
    text_of: TextOf = lambda _: None,
    allow_changed: bool = False,
    codebook_id: Callable[[Codebook], str] = codebook_ref,
) -> ReadSet:
    """Read a folder that `write_set` made.

    `text_of` finds a text by its SHA-256 where the set has none (it was written without texts); `codebook_id` gives
    what Incident.codebook shall hold. Raises InputRefused for a folder that is no data set, a file that is missing or
    (unless `allow_changed`) changed, a codebook that is broken.
    """
    manifest = read_manifest(folder)
    if not is_whole_set(manifest):
        raise InputRefused(
            f"The folder {folder.name} was not taken, because it is no whole set of CSV files (format csv or "
            "csv-for-excel, with all columns). Nothing was changed."
        )
    changed = changed_files(folder, manifest)
    if not allow_changed:
        refuse_changed(folder, changed)
    books = [_codebook(folder, "codebook.json")]
    others = sorted(file["name"] for file in manifest["files"] if file["name"].startswith("codebooks/"))
    books += [_codebook(folder, name) for name in others]
    reading = _Reading(folder, manifest, books, text_of, codebook_id)
    coders = tuple(coder_of(line) for line in reading.table(CODERS))
    reading.coders.update(coder.id for coder in coders)
    return ReadSet(manifest, books[0], tuple(books), coders, reading.codings, changed)


def is_whole_set(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest is that of a set that can be read back."""
    options = manifest["options"]
    return options.get("format", "csv") in ("csv", "csv-for-excel") and not options.get("columns")


def _codebook(folder: Path, name: str) -> Codebook:
    try:
        document = json.loads(folder.joinpath(*name.split("/")).read_bytes().decode("utf-8"))
    except (OSError, ValueError):
        raise InputRefused(f"{name} in {folder.name} cannot be read as JSON. Nothing was taken.") from None
    return read_document(document)


class _Reading:
    """What every pass over the set needs."""

    def __init__(
        self,
        folder: Path,
        manifest: Mapping[str, Any],
        books: Sequence[Codebook],
        text_of: TextOf,
        codebook_id: Callable[[Codebook], str],
    ) -> None:
        self.folder = folder
        self.for_excel = bool(manifest["options"].get("for_excel"))
        self.wide = widened(books[0], books[1:])
        self.order = NodeOrder(self.wide)
        self.text_of = text_of
        self.coders: set[str] = set()
        self.codebook_ids = {codebook_ref(book): codebook_id(book) for book in books}
        self.files = set_files(self.wide, private=bool(manifest["options"].get("memos")))
        written = {str(file["name"]) for file in manifest["files"]}
        # Sets of earlier versions have neither, sets without memos no comments.
        self.spoken = [file for file in (COMMENTS, JUDGEMENTS) if self.file_name(file) in written]

    def table(self, file: SetFile) -> Table:
        return Table(self.folder / self.file_name(file), file, self.for_excel)

    def file_name(self, file: SetFile) -> str:
        return file.name + (SUFFIX if self.for_excel else ".csv")

    def codings(self) -> Iterator[ArticleCoding]:
        tables = {file.name: self.table(file) for file in self.files if file.name == "incidents" or file.group}
        tables |= {file.name: self.table(file) for file in (VALUES, EVIDENCE, NOT_CODABLE, READING)}
        tables |= {file.name: self.table(file) for file in self.spoken}
        try:
            for line in self.table(ARTICLES):
                yield _ArticleReading(self, tables, line).coding()
            for table in tables.values():
                table.refuse_rest()
        finally:
            for table in tables.values():
                table.close()

    def text(self, sha: str) -> str | None:
        path = self.folder / TEXTS / f"{sha}.txt"
        if not sha.isalnum() or not is_file(path):
            return self.text_of(sha)
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return None


class _ArticleReading:
    """One article of the set, put together from the lines of all files."""

    def __init__(self, reading: _Reading, tables: Mapping[str, Table], line: Line) -> None:
        self.reading = reading
        self.tables = tables
        self.line = line
        self.id = line.text("id")
        self.article = self._article()
        self.text = self._text()
        self.notes: dict[str, list[ValueNote]] = {}
        self.proposed: dict[tuple[str, str, str], Line] = {}
        self.said: dict[tuple[str, str, str], Line] = {}

    def coding(self) -> ArticleCoding:
        groups = {}
        for file in self.reading.files:
            if file.group:
                groups[file.group] = self.tables[file.name].take(self.id)
        for line in self.tables["values"].take(self.id):
            self._value(line)
        spans = [evidence_of(line, self.text) for line in self.tables["evidence"].take(self.id)]
        rows: dict[str, list[Row]] = {}
        for group, lines in groups.items():
            for line in lines:
                rows.setdefault(line.text("incident"), []).append(self._row(line, group))
        incidents = [
            self._incident(line, rows.pop(line.text("id"), []), spans)
            for line in self.tables["incidents"].take(self.id)
        ]
        self._refuse_strays(incidents, rows, spans)
        coding = ArticleCoding(
            self.article,
            self.text,
            tuple(incidents),
            tuple(mark_of(line, self.text) for line in self.tables["not_codable"].take(self.id)),
            tuple(span for span in spans if not span.incident),
            tuple(self.notes.get("", ())),
            dict(reading_of(line) for line in self.tables["reading"].take(self.id)),
            self._comments(incidents),
            self._judgements(incidents),
        )
        return in_order(coding, lambda _: self.reading.order)

    def _comments(self, incidents: Sequence[Incident]) -> tuple[Comment, ...]:
        known = {("", "")} | {(one.id, row) for one in incidents for row in ("", *(row.id for row in one.rows))}
        comments = []
        for line in self.tables[COMMENTS.name].take(self.id) if COMMENTS.name in self.tables else ():
            if (line.text("incident"), line.text("row")) not in known:
                raise line.refused("it is about an incident or a row that is not in the set")
            comments.append(comment_of(line))
        return tuple(comments)

    def _judgements(self, incidents: Sequence[Incident]) -> tuple[Judgement, ...]:
        known = {one.id for one in incidents}
        judgements = []
        for line in self.tables[JUDGEMENTS.name].take(self.id) if JUDGEMENTS.name in self.tables else ():
            said = judgement_of(line)
            if said.coder not in self.reading.coders:
                raise line.refused("its coder is not in coders.csv")
            if not {said.incident, said.consensus} & known:
                raise line.refused("it is about an incident that is not in the set")
            judgements.append(said)
        return tuple(judgements)

    def _article(self) -> Article:
        line = self.line
        fields = {key: line.text(key) for key in ARTICLE_FIELDS if line.text(key)}
        sha, length = line.text("text_sha256"), line.number("length")
        return Article(
            self.id, sha, length, fields, line.text("original_sha256"), line.text("settled_by"), line.text("added"),
            reader=line.text_if_there("reader"), reader_version=line.text_if_there("reader_version"),
            media=line.text_if_there("media"), follows=line.text_if_there("follows"),
        )  # fmt: skip

    def _text(self) -> str:
        text = self.reading.text(self.article.text_sha256)
        if text is None:
            raise self.line.refused("the text of this article is neither in the set nor here; import it first")
        if text_sha256(text) != self.article.text_sha256:
            raise self.line.refused("the text of this article has another SHA-256 than the line says")
        if len(text) != self.article.length:
            raise self.line.refused(
                f"the text of this article has {len(text)} characters, the line says another number"
            )
        return text

    def _value(self, line: Line) -> None:
        key = (line.text("incident"), line.text("row"), line.text("field"))
        if key in self.said:
            raise line.refused(f"there are two lines for the field {key[2]}")
        self.said[key] = line
        if line.text("proposed") == "yes":
            self.proposed[key] = line
        if line.text("note_id"):
            self.notes.setdefault(key[0], []).append(note_of(line))
        if not key[0] and line.text("value") != self.article.fields.get(key[2], ""):
            raise line.refused(f"{ARTICLES.name}.csv has another {key[2]}; change both or neither")

    def _row(self, line: Line, group: str) -> Row:
        incident, row_id = line.text("incident"), line.text("id")
        return row_of(line, group, self.reading.wide, self._checked(incident, row_id))

    def _incident(self, line: Line, rows: Sequence[Row], spans: Sequence[Evidence]) -> Incident:
        incident = line.text("id")
        codebook_id = self.reading.codebook_ids.get(line.text("codebook"))
        if codebook_id is None:
            raise line.refused(f"the set does not hold the codebook “{line.text('codebook')}”")
        return incident_of(
            line,
            codebook_id,
            self.reading.wide,
            self._checked(incident, ""),
            tuple(rows),
            tuple(self.notes.get(incident, ())),
            tuple(span for span in spans if span.incident == incident),
        )

    def _checked(self, incident: str, row: str) -> Callable[[Line, str, str], str]:
        """What a leaf's cell really holds: a proposal stands in values.csv only; any other value in both, and equal."""

        def cell(line: Line, key: str, text: str) -> str:
            said = self.said.get((incident, row, key))
            there = said.text("value") if said is not None else ""
            if (incident, row, key) in self.proposed and not text:
                return there
            if there != text:
                raise line.refused(f"values.csv has another value for {key} (“{there}”); change both or neither")
            return text

        return cell

    def _refuse_strays(
        self, incidents: Sequence[Incident], rows: Mapping[str, Sequence[Row]], spans: Sequence[Evidence]
    ) -> None:
        known = {"": {"": ""}} | {one.id: {"": "", **{row.id: row.group for row in one.rows}} for one in incidents}
        strays = {incident for incident in rows if incident not in known}
        for incident, row, key in self.said:
            if row not in known.get(incident, ()):
                raise self.said[incident, row, key].refused("it is about an incident or a row that is not in the set")
            if not self._is_field(key, incident, known[incident][row]):
                raise self.said[incident, row, key].refused(f"no codebook of the set has the field “{cut(key)}”")
        if strays:
            raise self.line.refused(f"rows of a group name the incident {min(strays)}, which is not in the set")
        for span in spans:
            if span.row not in known.get(span.incident, ()):
                raise self.line.refused(f"the span {span.id} is about an incident or a row that is not in the set")
            if span.field and not self._is_field(span.field, span.incident, known[span.incident][span.row]):
                raise self.line.refused(f"no codebook of the set has the field “{cut(span.field)}” of span {span.id}")

    def _is_field(self, key: str, incident: str, group: str) -> bool:
        return self.reading.wide.node(key, group) is not None if incident else key in ARTICLE_FIELDS
