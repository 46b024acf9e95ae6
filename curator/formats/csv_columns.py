# SPDX-License-Identifier: MIT
"""The files of a data set and their columns: the one description that writing, SQL, reading and the dictionary use.

What lives here: which files a codebook gives, each column's name, quoting, source and words of explanation. What does
not: cells (csv_cells.py) and files (csv_set.py). Described for people in resources/help/export.md.

Names of the codebook stay as they are. A fixed, derived or article column whose name a field has already gets "_" at
its end until the name is free. A group whose file would have the name of a fixed file, or one that Windows cannot have,
is written to `<group>_rows.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from curator.domain.codebook.kinds import KINDS
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.derived import DerivedColumn, derived_columns

# Where a cell comes from. "leaf": the column of this key; "derived": see Column.derived; "coder": the name, or "layer",
# which is "consensus" or "coder"; "codebook": key and version; the others name a column of that table.
SourceTable = Literal["incident", "row", "leaf", "derived", "article", "coder", "codebook", "line"]
FREE_TEXT_KINDS = ("text", "long_text")
CONSENSUS_LAYER = "consensus"
CODER_LAYER = "coder"
ARTICLE_COLUMNS = ("title", "outlet", "author", "published", "url", "language")
_NO_FILE_NAMES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@dataclass(frozen=True)
class Column:
    """A column of a CSV file.

    `quoted`: free text, always in quotes (csv_lines.py); None: as the field that the line speaks of. `kind` is what
    the dictionary calls it: a kind of the codebook, or id, number, code, text, time, words, hash. `labelled`: it holds
    labels where the whole set has codes.
    """

    name: str
    label: str
    kind: str
    quoted: bool | None
    source: tuple[SourceTable, str]
    help: str = ""
    field: Field | None = None
    derived: DerivedColumn | None = None
    labelled: bool = False


@dataclass(frozen=True)
class SetFile:
    """A CSV file of the set; `name` without its end (".csv", "-for-excel.csv"). `group` is that of a group's file.

    `later`: columns that sets of earlier versions do not have.
    """

    name: str
    columns: tuple[Column, ...]
    help: str
    group: str = ""
    later: tuple[str, ...] = ()

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """For each column whether it is free text; a column that depends on its line counts as none here."""
        return tuple(bool(column.quoted) for column in self.columns)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _line(name: str, kind: str, text: str, *, quoted: bool | None = False) -> Column:
    return Column(name, name.replace("_", " ").capitalize(), kind, quoted, ("line", name), text)


_ARTICLE = _line("article", "id", "Id of the article.")
_INCIDENT = _line("incident", "id", "Id of the incident; empty where the line is about the article itself.")
_ROW = _line("row", "id", "Id of the group's row; empty where the line is about no row.")
_CODER = _line("coder", "id", "Id of the coder whose layer this is.")
_CODER_NAME = _line("coder_name", "text", "Name of that coder.", quoted=True)
_POSITION = _line("position", "number", "Place among its neighbours, as the coder ordered them.")
_SPAN = (
    _line("start", "number", "Where the words begin: code points from the beginning of the article's text."),
    _line("end", "number", "Where the words end: the first code point behind them."),
    _line("quote", "words", "The words themselves, exactly as in the text.", quoted=True),
)

VALUES = SetFile(
    "values",
    (
        _ARTICLE,
        _INCIDENT,
        _ROW,
        _line("group", "code", "Key of the row's group."),
        _line("field", "code", "Key of the field, or of a compound where something is said of it as a whole."),
        _line("value", "value", "The value; empty for a compound and where there is none.", quoted=None),
        _line("state", "code", "blank, value, not_stated or not_applicable."),
        _line("basis", "code", "stated, normalised, inferred, external, judgement or default; empty without a value "
              "and for fields that have none."),
        _line("note", "text", "What the coder noted about this value.", quoted=True),
        _line("basis_from", "code", "The field or compound that state and basis are said of; empty where the value is "
              "plainly stated."),
        _line("proposed", "code", "yes for a value read from words that nobody has accepted yet, else no."),
        _line("note_id", "id", "Id of what is said of this value; empty where nothing is."),
    ),
    "One line for each field that is not blank, and for each compound or blank field of which something is said.",
)  # fmt: skip
EVIDENCE = SetFile(
    "evidence",
    (
        _line("id", "id", "Id of the span."),
        _line("target", "code", "What the words support: article_field, mention (the incident as a whole), field, row "
              "or row_field."),
        _INCIDENT,
        _ROW,
        _line("field", "code", "Key of the field or compound; empty for a mention and for a row as a whole."),
        _line("value", "value", "The value the words support; for a compound its parts as key=value.", quoted=None),
        _ARTICLE,
        *_SPAN,
        _line("role", "code", "direct, anchor (needed to resolve the value), support or contradicts."),
        _POSITION,
        _line("coder", "id", "Id of the coder; empty for the article's metadata."),
    ),
    "The words behind the values: one line for each span.",
)  # fmt: skip
ARTICLES = SetFile(
    "articles",
    (
        _line("id", "id", "Id of the article."),
        _line("text_sha256", "hash", "SHA-256 of the text in UTF-8; the name of its file in texts/."),
        _line("length", "number", "Code points in the text."),
        _line("original_sha256", "hash", "SHA-256 of the file as it was imported."),
        _line("settled_by", "code", "The rule by which the text was settled at import."),
        *(_line(key, "text", f"The article's {key.replace('_', ' ')}.", quoted=True) for key in ARTICLE_FIELDS),
        _line("added", "time", "When the article came into the project (UTC)."),
        *(
            _line(name, kind, text, quoted=quoted)
            for name, kind, quoted, text in (
                ("reader", "code", False, "What read the file: text, html, pdf ...; empty where nobody noted it."),
                ("reader_version", "text", True, "The library that read it, and its version."),
                ("media", "code", False, "The media type of the file."),
                ("follows", "id", False, "Id of the article of which this is a newer version."),
            )
        ),
    ),
    "One line for each article.",
    later=("reader", "reader_version", "media", "follows"),
)
NOT_CODABLE = SetFile(
    "not_codable",
    (
        _line("id", "id", "Id of the mark."),
        _ARTICLE,
        _CODER,
        _CODER_NAME,
        *_SPAN,
        _line("reason", "code", "Why the passage is no incident: a code of the codebook's list."),
        _line("note", "text", "What the coder noted.", quoted=True),
    ),
    "Passages that were read and found not codable.",
)
CODERS = SetFile(
    "coders",
    (
        _line("id", "id", "Id of the coder."),
        _line("name", "text", "The coder's name.", quoted=True),
        _line("kind", "code", "person or consensus."),
    ),
    "Who coded.",
)
READING = SetFile(
    "reading",
    (
        _ARTICLE,
        _CODER,
        _CODER_NAME,
        _line("state", "code", "unread, started, finished or nothing_to_code."),
    ),
    "How far each coder has read each article.",
)
COMMENTS = SetFile(
    "comments",
    (
        _line("id", "id", "Id of the comment."),
        _ARTICLE,
        _INCIDENT,
        _ROW,
        _line("field", "code", "Key of the field or compound; empty where the comment is about no single one."),
        _line("coder", "id", "Id of who wrote it."),
        _line("coder_name", "text", "Name of who wrote it.", quoted=True),
        _line("thread", "id", "Id of the first comment of the conversation."),
        _line("text", "text", "What was said.", quoted=True),
        _line("created", "time", "When it was written (UTC)."),
        _line("resolved", "code", "yes for the first comment of a conversation that is settled, else no."),
    ),
    "What coders said to each other; only in sets written with memos.",
)
JUDGEMENTS = SetFile(
    "judgements",
    (
        _line("id", "id", "Id of the judgement."),
        _ARTICLE,
        _line("consensus", "id", "Id of the incident of the consensus; empty where only a coder's is spoken of."),
        _line("source", "id", "Id of the coder's incident: that was accepted, or whose value or row was adopted."),
        _line("source_coder", "id", "Id of the coder of that incident."),
        _line("row", "id", "Id of the group's row: of the consensus where that is named, else of the coder's."),
        _line("field", "code", "Key of the field that was settled; empty for the incident or row as a whole."),
        _line("verdict", "code", "accepted, rejected, returned, reopened or checked (of a coder's incident or value); "
              "agreed, adopted, neither or changed (of what the consensus holds)."),
        _line("reason", "text", "Why; only in sets written with memos.", quoted=True),
        _line("unclear", "code", "yes where the reviewer found the coding rule unclear, else no."),
        _line("coder", "id", "Id of the reviewer."),
        _line("coder_name", "text", "Name of the reviewer.", quoted=True),
        _line("created", "time", "When it was said (UTC); of several about one place the last one holds."),
        _line("seen", "text", "Fingerprints of what was judged.", quoted=True),
    ),
    "What reviewers decided: where each value of the consensus comes from.",
)  # fmt: skip
CHANGES = SetFile(
    "changes",
    (
        _line("seq", "number", "Number of the entry in the project's log."),
        _line("id", "id", "Id of the entry."),
        _line("at", "time", "When it was done (UTC)."),
        _CODER,
        _CODER_NAME,
        _line("kind", "code", "The operation."),
        _line("label", "text", "What was done, in plain words.", quoted=True),
        _ARTICLE,
        _INCIDENT,
        _ROW,
        _line("field", "code", "Key of the field that was changed."),
        _line("undoes", "id", "Id of the entry that this one undoes."),
        _line("note", "text", "What was noted about the change.", quoted=True),
    ),
    "The project's log.",
)
DICTIONARY = SetFile(
    "data-dictionary",
    tuple(
        _line(name, "text", text, quoted=True)
        for name, text in (
            ("file", "The file of the set."),
            ("column", "The column."),
            ("label", "What people call it."),
            ("kind", "What kind of value it holds."),
            ("choices", "The codes it may hold, with their labels."),
            ("help", "What it means."),
            ("evidence", "Whether words are required, possible or none."),
            ("derived_from", "What a derived column is computed from."),
        )
    ),
    "What every column of every file means.",
)
FIXED = (VALUES, EVIDENCE, ARTICLES, NOT_CODABLE, CODERS, READING, COMMENTS, JUDGEMENTS, CHANGES, DICTIONARY)


def is_free_text(leaf: Field) -> bool:
    """Whether the leaf's cells may hold any text, and so are always quoted."""
    return leaf.kind in FREE_TEXT_KINDS


def leaf_columns(codebook: Codebook, group: str = "", *, private: bool = False) -> tuple[Column, ...]:
    """The columns of the codebook's leaves, in its order; private ones only with `private`."""
    return tuple(
        Column(leaf.key, leaf.label, KINDS[leaf.kind].label, is_free_text(leaf), ("leaf", leaf.key), leaf.help, leaf)
        for leaf in codebook.leaves(group)
        if private or not any(node.private for node in (leaf, *codebook.above(leaf.key, group)))
    )


def incidents_file(codebook: Codebook, *, private: bool = False) -> SetFile:
    """incidents.csv: ids, who and how, the codebook's fields, derived columns, the article's metadata."""
    leaves = leaf_columns(codebook, private=private)
    taken = {column.name for column in leaves}
    head = (
        Column("id", "Incident", "id", False, ("incident", "id"), "Id of the incident."),
        Column("article", "Article", "id", False, ("incident", "article"), "Id of the article that reports it."),
        Column("coder", "Coder", "id", False, ("incident", "coder"), "Id of the coder whose layer this is."),
        Column("coder_name", "Coder's name", "text", True, ("coder", "name"), "Name of that coder."),
        Column("layer", "Layer", "code", False, ("coder", "layer"), "coder, or consensus where review settled it."),
        Column("status", "Status", "code", False, ("incident", "status"), "draft, finished or withdrawn."),
        Column("position", "Position", "number", False, ("incident", "position"), "Its place in the coder's order."),
        Column("created", "Created", "time", False, ("incident", "created"), "When it was begun (UTC)."),
        Column("codebook", "Codebook", "code", False, ("codebook", "ref"), "Key and version it was coded under."),
    )
    derived = tuple(_derived(column) for column in derived_columns(codebook))
    articles = tuple(
        Column(f"article_{key}", f"Article's {key}", "text", True, ("article", key), f"The article's {key}.")
        for key in ARTICLE_COLUMNS
    )
    before, after = _free_names(head, taken), _free_names((*derived, *articles), taken)
    return SetFile("incidents", (*before, *leaves, *after), "One line for each incident.")


def _derived(column: DerivedColumn) -> Column:
    name, derived = column.name, column.derived
    label = f"{derived.label}, {column.part}" if column.part else derived.label
    kind = "text" if column.free_text else "code" if column.part == "qualifier" else "number"
    return Column(name, label, kind, column.free_text, ("derived", name), derived.help, derived=column)


def _free_names(columns: Iterable[Column], taken: set[str]) -> list[Column]:
    free = []
    for column in columns:
        name = column.name
        while name in taken:
            name += "_"
        taken.add(name)
        kind, quoted, source = column.kind, column.quoted, column.source
        free.append(Column(name, column.label, kind, quoted, source, column.help, column.field, column.derived))
    return free


def group_file(codebook: Codebook, group: str, *, private: bool = False) -> SetFile:
    """The file of a group's rows."""
    leaves = leaf_columns(codebook, group, private=private)
    head = (
        Column("id", "Row", "id", False, ("row", "id"), "Id of the row."),
        Column("incident", "Incident", "id", False, ("row", "incident"), "Id of the incident it belongs to."),
        Column("article", "Article", "id", False, ("incident", "article"), "Id of the article."),
        Column("position", "Position", "number", False, ("row", "position"), "Its place among the group's rows."),
    )
    fixed = {"incidents", *(file.name for file in FIXED)}
    name = f"{group}_rows" if group in fixed or group in _NO_FILE_NAMES else group
    columns = (*_free_names(head, {column.name for column in leaves}), *leaves)
    return SetFile(name, columns, f"One line for each row of {codebook.group_by_key[group].label}.", group)


def set_files(codebook: Codebook, *, private: bool = False) -> tuple[SetFile, ...]:
    """All CSV files of a set, in the order in which the manifest lists them; comments only with `private`."""
    groups = tuple(group_file(codebook, group.key, private=private) for group in codebook.groups)
    fixed = FIXED if private else tuple(file for file in FIXED if file is not COMMENTS)
    return (incidents_file(codebook, private=private), *groups, *fixed)
