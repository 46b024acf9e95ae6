# SPDX-License-Identifier: MIT
"""What is coded, as words that can be searched: text values, labels of choices, notes, comments.

What lives here: which places of an incident, an article's notes, passages not codable and comments are searched, and
their texts as they are now. What does not: the index (search_index.py), who may see whose values (search_scope.py).

Numbers, days and yes or no are filtered by, not searched; the words of evidence are in the article's text anyway.
A private field with its note is searched only where that is asked for. A comment is said to colleagues and so never
private; it belongs to the layer of the incident it is about, and to nobody's where it is about the article.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import codes_of
from curator.domain.coding import Scalar
from curator.store.columns import group_table, quoted, table_columns
from curator.store.ddl import tables_there
from curator.store.search_text import words_of

INCIDENT, ARTICLE, NOT_CODABLE, COMMENT = "incident", "article", "not_codable", "comment"
KINDS = (INCIDENT, ARTICLE, NOT_CODABLE, COMMENT)
"""What a coded text belongs to. `article`: notes on its metadata, which are nobody's layer."""

_TEXT_KINDS = ("text", "long_text")
_CHOICE_KINDS = ("choice", "choices")
Key = tuple[str, str]  # kind, id (of an article's notes: the article's)


@dataclass(frozen=True)
class Place:
    """One text that is searched: a value, a note or a comment, of an incident (row ""), of a row of a group, or of
    none. `label` names the field; a comment on a row as a whole has the group's, one on an incident or article none."""

    what: str  # value, note, comment
    field: str
    label: str
    text: str
    group: str = ""
    row: str = ""
    private: bool = False


@dataclass(frozen=True)
class CodedDocument:
    """What is searched as one: every word must stand in it.

    `coder`: whose layer it belongs to, "" for nobody's. `incident` with its readable `number`: the one it is, or that a
    comment is about; else "" and 0. `writer`: who wrote a comment.
    """

    kind: str
    id: str
    article: str
    article_n: int
    coder: str
    incident: str
    number: int
    places: tuple[Place, ...]
    writer: str = ""


def every_key(connection: sqlite3.Connection) -> list[Key]:
    """Everything coded that may have words, in the order of local numbers."""
    found: list[Key] = []
    for kind, sql in (
        (INCIDENT, "SELECT id FROM incidents ORDER BY n"),
        (ARTICLE, "SELECT DISTINCT article FROM value_notes WHERE incident = '' AND note <> '' ORDER BY article"),
        (NOT_CODABLE, "SELECT id FROM not_codable WHERE note <> '' ORDER BY n"),
        (COMMENT, "SELECT id FROM comments ORDER BY n"),
    ):
        if kind == COMMENT and not tables_there(connection, ("comments",)):
            continue
        found += [(kind, str(row[0])) for row in connection.execute(sql).fetchall()]
    return found


class CodedWords:
    """Reads coded texts under a codebook that can name everything coded (formats.wide_codebook widens one)."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._leaves = {group: self._searched(group) for group in ("", *codebook.group_by_key)}

    def documents(self, connection: sqlite3.Connection, keys: Iterable[Key]) -> list[CodedDocument]:
        """Those of these that are there and have words, some hundreds at a time."""
        ids: dict[str, list[str]] = defaultdict(list)
        for kind, row_id in keys:
            ids[kind].append(row_id)
        ways: dict[str, Callable[[sqlite3.Connection, Sequence[str]], Iterator[CodedDocument]]] = {
            INCIDENT: self._incidents, ARTICLE: self._article_notes, NOT_CODABLE: self._not_codable,
            COMMENT: self._comments,
        }  # fmt: skip
        return [
            document
            for kind, wanted in ids.items()
            for first in range(0, len(wanted), 500)
            for document in ways[kind](connection, wanted[first : first + 500])
            if document.places
        ]

    def _searched(self, group: str) -> list[tuple[Field, str, bool]]:
        """(leaf, its label, whether it is private) of every leaf of a table that holds words."""
        return [
            (leaf, self._label(leaf, group), self._is_private(leaf, group))
            for leaf in self._codebook.leaves(group)
            if leaf.kind in _TEXT_KINDS or leaf.kind in _CHOICE_KINDS
        ]

    def _label(self, node: Field, group: str) -> str:
        above = self._codebook.above(node.key, group)
        return ", ".join([*(one.label for one in reversed(above)), node.label])

    def _is_private(self, node: Field, group: str) -> bool:
        return any(one.private for one in (node, *self._codebook.above(node.key, group)))

    # ---- incidents

    def _incidents(self, connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[CodedDocument]:
        places: dict[str, list[Place]] = defaultdict(list)
        lines = list(_rows(connection, "incidents", "id", ids))
        for line in lines:
            places[line["id"]] += self._values(line, "")
        groups: dict[str, str] = {}
        for group in self._codebook.group_by_key:
            if not table_columns(connection, group_table(group)):
                continue
            for line in _rows(connection, group_table(group), "incident", ids):
                groups[line["id"]] = group
                places[line["incident"]] += self._values(line, group)
        for note in _rows(connection, "value_notes", "incident", ids):
            if note["note"]:
                places[note["incident"]].append(self._note(note, groups.get(note["row"], "")))
        article_ns = _article_ns(connection, [line["article"] for line in lines])
        for line in lines:
            yield CodedDocument(
                INCIDENT, line["id"], line["article"], article_ns[line["article"]], line["coder"], line["id"],
                line["n"], tuple(places[line["id"]]),
            )  # fmt: skip

    def _values(self, line: dict[str, Any], group: str) -> Iterator[Place]:
        row = line["id"] if group else ""
        for leaf, label, private in self._leaves[group]:
            value = line.get(leaf.key)
            if value is not None and value != "":
                yield Place("value", leaf.key, label, self._text(leaf, value), group, row, private)

    def _text(self, leaf: Field, value: Scalar) -> str:
        """A value in words. A code that its label does not contain is searched too: the data set shows it."""
        choices = self._codebook.choices_of(leaf) if leaf.kind in _CHOICE_KINDS else None
        if choices is None:
            return str(value)
        said = []
        for code in codes_of(value):
            known = choices.by_code.get(code)
            same = known is None or words_of(known.label) == words_of(code)
            said.append(code if known is None else known.label if same else f"{known.label} ({code})")
        return "; ".join(said)

    def _note(self, note: dict[str, Any], group: str) -> Place:
        node = self._codebook.node(note["field"], group) if note["field"] else None
        label = self._label(node, group) if node else note["field"]
        private = node is not None and self._is_private(node, group)
        return Place("note", note["field"], label, note["note"], group, note["row"], private)

    # ---- what belongs to no incident

    def _article_notes(self, connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[CodedDocument]:
        places: dict[str, list[Place]] = defaultdict(list)
        for note in _rows(connection, "value_notes", "article", ids):
            if not note["incident"] and note["note"]:
                place = Place("note", note["field"], metadata_label(note["field"]), note["note"])
                places[note["article"]].append(place)
        for article, n in _article_ns(connection, list(places)).items():
            yield CodedDocument(ARTICLE, article, article, n, "", "", 0, tuple(places[article]))

    def _not_codable(self, connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[CodedDocument]:
        lines = [line for line in _rows(connection, "not_codable", "id", ids) if line["note"]]
        article_ns = _article_ns(connection, [line["article"] for line in lines])
        for line in lines:
            place = Place("note", "", "Not codable", line["note"])
            yield CodedDocument(
                NOT_CODABLE, line["id"], line["article"], article_ns[line["article"]], line["coder"], "", 0, (place,)
            )

    # ---- what is said to colleagues

    def _comments(self, connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[CodedDocument]:
        lines = list(_rows(connection, "comments", "id", ids))
        article_ns = _article_ns(connection, [line["article"] for line in lines])
        about = {
            line["id"]: line
            for line in _rows(connection, "incidents", "id", [line["incident"] for line in lines if line["incident"]])
        }
        groups = self._groups_of(connection, [line["row"] for line in lines if line["row"]])
        for line in lines:
            incident = about.get(line["incident"] or "", {"id": "", "coder": "", "n": 0})
            field, row = line["field"] or "", line["row"] or ""
            group = groups.get(row, "")
            label = self._said_of(field, group) if incident["id"] else metadata_label(field)
            yield CodedDocument(
                COMMENT, line["id"], line["article"], article_ns[line["article"]], incident["coder"], incident["id"],
                incident["n"], (Place("comment", field, label, line["text"], group, row),), line["coder"],
            )  # fmt: skip

    def _said_of(self, field: str, group: str) -> str:
        """How that of an incident which a comment is about is called."""
        node = self._codebook.node(field, group) if field else None
        if node is not None:
            return self._label(node, group)
        return field or (self._codebook.group_by_key[group].label if group else "")

    def _groups_of(self, connection: sqlite3.Connection, rows: Sequence[str]) -> dict[str, str]:
        """The groups that these rows are of, by the ids of the rows."""
        return {
            line["id"]: group
            for group in self._codebook.group_by_key if rows and table_columns(connection, group_table(group))
            for line in _rows(connection, group_table(group), "id", rows)
        }  # fmt: skip


def metadata_label(field: str) -> str:
    """How a field of an article's metadata is called."""
    return field.replace("_", " ").capitalize()


def _rows(connection: sqlite3.Connection, table: str, column: str, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(
        f'SELECT * FROM "{table}" WHERE {quoted(column)} IN ({", ".join("?" * len(ids))}) ORDER BY n', tuple(ids)
    )
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _article_ns(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, int]:
    wanted = tuple(dict.fromkeys(ids))
    marks = ", ".join("?" * len(wanted))
    return dict(connection.execute(f"SELECT id, n FROM articles WHERE id IN ({marks}) ORDER BY n", wanted).fetchall())
