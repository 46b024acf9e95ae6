# SPDX-License-Identifier: MIT
"""Project files made to do harm, or broken: each with what is to become of it.

What lives here: one entry for each file. What does not: the file they are made of and the tools (foreign_base.py), what
must hold for all of them (store/test_foreign.py).
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from curator.domain.canonical import canonical_json, sha256_of
from curator.domain.codebook.document import codebook_json, document_of
from curator.domain.codebook.model import Codebook, Field
from curator.domain.ids import derived_id
from curator.shape import replace
from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION
from tests.codings_strategy import small_codebook
from tests.foreign_base import (
    duplicate,
    in_file,
    in_page,
    in_schema,
    loose_statements,
    loosely,
    root_page,
    several,
    statements,
    work,
)

READ = ""
_X = derived_id("evil")


class Evil(NamedTuple):
    """`words`: what the reason says; READ where the file is sound all the same."""

    name: str
    spoil: Callable[[Path], None]
    words: str


def every() -> list[Evil]:
    """All of them."""
    return [*_programs(), *_tables(), *_roots(), *_values(), *_together(), *_codebooks(), *_log(), *_files()]


def _programs() -> Iterator[Evil]:
    """What SQLite would run for whoever opens the file."""
    for verb in ("INSERT", "UPDATE", "DELETE", "UPDATE OF status"):
        sql = f"CREATE TRIGGER tr AFTER {verb} ON incidents BEGIN DELETE FROM incidents; END"
        yield Evil(f"trigger on {verb.lower()}", statements(sql), "The trigger tr does not belong")
    forever = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT max(x) AS a FROM r"
    for name, query in (
        ("plain", "SELECT 1 AS a"),
        ("infinite", forever),
        ("that loads", "SELECT load_extension('/tmp/x') AS a"),
        ("with a tokenizer", "SELECT fts3_tokenizer('x', x'00') AS a"),
        ("of 400 MB", "SELECT hex(zeroblob(200000000)) AS a"),
        ("of itself", "SELECT * FROM v"),
        ("of what is not there", "SELECT * FROM elsewhere"),
    ):
        yield Evil(f"view {name}", statements(f"CREATE VIEW v AS {query}"), "The view v does not belong")
    yield Evil(
        "view in the place of a table",
        statements("DROP TABLE comments", f"CREATE VIEW comments AS {forever}"),
        "The view comments does not belong",
    )
    yield Evil(
        "trigger on a view",
        statements(
            "CREATE VIEW v AS SELECT 1 AS a", "CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN SELECT 1; END"
        ),
        "The view v does not belong",
    )  # fmt: skip
    for name, made in (("fts5", "fts5(a)"), ("fts4", "fts4(a)"), ("rtree", "rtree(id, a, b)"), ("dbstat", "dbstat")):
        yield Evil(
            f"virtual table {name}", statements(f"CREATE VIRTUAL TABLE f USING {made}"), "virtual table f does not"
        )
    yield Evil(
        "virtual table in the place of one of ours",
        statements("DROP TABLE comments", "CREATE VIRTUAL TABLE comments USING fts5(text)"),
        "virtual table comments does not",
    )
    yield Evil(
        "virtual table of an unknown module",
        lambda path: work(
            path,
            "INSERT INTO sqlite_schema VALUES ('table', 'f', 'f', 0, 'CREATE VIRTUAL TABLE f USING curator_evil(a)')",
        ),
        "virtual table f does not",
    )
    yield Evil(
        "shadow table", statements("CREATE TABLE f_data (id INTEGER PRIMARY KEY, block BLOB)"), "f_data does not"
    )
    for name, column in (
        ("virtual", "AS (1)"),
        ("virtual of 100 MB", "AS (hex(zeroblob(50000000)))"),
        ("virtual that is random", "AS (abs(id))"),
    ):
        yield Evil(
            f"generated column {name}",
            statements(f"ALTER TABLE articles ADD COLUMN g TEXT {column}"),
            "The column g of articles belongs to no codebook",
        )
    yield Evil(
        "generated column stored",
        lambda path: in_schema(path, "project", ("value TEXT NOT NULL", "value TEXT NOT NULL, g INT AS (1) STORED")),
        "The column g of project",
    )
    yield Evil(
        "generated column in the place of one of ours",
        lambda path: in_schema(path, "codebooks", ("json TEXT NOT NULL", "json TEXT AS (key) VIRTUAL")),
        "The column json of codebooks is of another kind",
    )
    yield Evil(
        "index on an expression", statements("CREATE INDEX e ON incidents (abs(position))"), "The index e does not"
    )
    yield Evil(
        "index on an expression with a name of ours",
        statements("DROP INDEX comments_thread", "CREATE INDEX comments_thread ON comments (hex(thread))"),
        "The table comments has an unknown index",
    )
    yield Evil(
        "sorting index on an expression",
        statements("CREATE INDEX x_number ON incidents (coder, abs(number))"),
        "The index x_number does not",
    )
    yield Evil(
        "default with a function",
        lambda path: in_schema(
            path, "coders", ("name TEXT NOT NULL", "name TEXT NOT NULL DEFAULT (hex(randomblob(9)))")
        ),
        "The column name of coders is of another kind",
    )
    yield Evil(
        "check of 100 MB",
        lambda path: in_schema(
            path, "coders", ("CHECK (kind", "CHECK (length(hex(zeroblob(50000000))) > 0) CHECK (kind")
        ),
        "The table coders has an unknown check",
    )  # fmt: skip


def _tables() -> Iterator[Evil]:
    """Tables, columns and indexes that are none of a project's, or other than a project's."""
    for name, sql, words in (
        ("unknown table", "CREATE TABLE extra (a)", "The table extra does not"),
        ("table with a word of SQL", 'CREATE TABLE "select" (a)', "The table select does not"),
        ("table whose name turns the line round", 'CREATE TABLE "a\u202eb" (a)', "The table a\ufffdb does not"),
        ("table whose name is long", f'CREATE TABLE "{"n" * 5000}" (a)', "nnn… does not"),
        ("group table of no codebook", "CREATE TABLE incident_select (n, id)", "incident_select does not"),
        ("statistics", "ANALYZE", "The table sqlite_stat1 does not"),
        ("unknown column", "ALTER TABLE articles ADD COLUMN more TEXT", "The column more of articles belongs to no"),
        ("column missing", "ALTER TABLE articles DROP COLUMN outlet", "The column outlet of articles is missing"),
        ("unknown index", "CREATE INDEX mine ON coders (name)", "The index mine does not"),
        ("unknown unique index", "CREATE UNIQUE INDEX u ON coders (name)", "The index u does not"),
        ("table missing", "DROP TABLE reading", "The table reading is missing"),
        ("log missing", "DROP TABLE change_rows", "The table change_rows is missing"),
        ("index missing", "DROP INDEX incidents_article", "The table incidents lacks its index"),
        ("sorting index of ours", 'CREATE INDEX "x_number" ON incidents (coder, "number")', READ),
        ("sorting index without regard to case",
         'CREATE INDEX "x_headline" ON incidents (coder, "headline" COLLATE NOCASE)', READ),
        ("sorting index that is unique", 'CREATE UNIQUE INDEX "x_id" ON incidents (coder, "id")', "x_id does not"),
        ("sorting index of another table", "CREATE INDEX x_name ON coders (name)", "x_name does not"),
    ):  # fmt: skip
        yield Evil(name, statements(sql), words)
    yield Evil(
        "partial index for other rows",
        statements(
            "DROP INDEX changes_job", "CREATE INDEX changes_job ON changes (job) WHERE job IS NULL"
        ),
        "The table changes has an unknown index",
    )  # fmt: skip
    yield Evil(
        "index of ours on another column",
        statements("DROP INDEX evidence_article", "CREATE INDEX evidence_article ON evidence (quote)"),
        "The table evidence has an unknown index",
    )
    for name, table, old, new, words in (
        ("check missing", "evidence", "start >= 0 AND ", "", "The table evidence has an unknown check"),
        ("not strict", "coders", " STRICT", "", "The table coders is not STRICT"),
        ("without rowid", "assignments", ") STRICT", ") STRICT, WITHOUT ROWID", "assignments"),
        ("with rowid", "change_rows", ", WITHOUT ROWID", "", "change_rows"),
        ("another collation", "coders", "name TEXT NOT NULL", "name TEXT NOT NULL COLLATE NOCASE", "collation"),
        ("rows that go with others", "reading", "REFERENCES articles(id)",
         "REFERENCES articles(id) ON DELETE CASCADE", "The table reading has an unknown reference"),
        ("column of another type", "coders", "name TEXT", "name BLOB", "The column name of coders is of another kind"),
        ("remarks in the schema", "coders", "name TEXT", "/* ' */ name -- x\n TEXT", READ),
        ("remark that does not end", "coders", ") STRICT", ") STRICT " + "/* ' " * 18_000, "coders does not"),
        ("remarks without end", "coders", ") STRICT", ") STRICT " + "/**/" * 20_000, READ),
        ("names of checks", "coders", "CHECK (", "CHECK (1 IN (" + '"check"(1), ' * 8_000 + "1)), CHECK (",
         "unknown check"),
        ("remark before the schema", "coders", "CREATE TABLE ", "CREATE /* VIRTUAL */ TABLE ", "coders does not"),
        ("schema that is no SQL", "coders", "CREATE TABLE coders (", "CREATE TABLE coders ((", "malformed"),
        ("schema that is another statement", "coders", "CREATE TABLE coders (", "DELETE FROM coders; (", "malformed"),
    ):  # fmt: skip
        spoil = _in_schema(table, old, new)
        yield Evil(name, spoil, words)
    yield Evil("ten thousand tables", _many_tables, "more than 2,000 tables")
    yield Evil("name that is not UTF-8", _bytes_in_schema(b"coders_x", b"coders\xff\xfe"), "not UTF-8")
    yield Evil("name with NUL", _bytes_in_schema(b"coders_x", b"coders\x00x"), "malformed")
    yield Evil(
        "schema without text",
        lambda path: work(path, "UPDATE sqlite_schema SET sql = NULL WHERE name = 'coders'"),
        "malformed",
    )
    yield Evil(
        "schema of an unknown sort",
        lambda path: work(path, "UPDATE sqlite_schema SET type = 'tablet' WHERE name = 'coders'"),
        "malformed",
    )
    yield Evil(
        "another list of numbers",
        lambda path: in_schema(path, "sqlite_sequence", ("(name,seq)", "(name,seq,x)")),
        "sqlite_sequence does not",
    )  # fmt: skip


def _in_schema(table: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda path: in_schema(path, table, (old, new))


def _many_tables(path: Path) -> None:
    def make(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")
        for number in range(10_000):
            connection.execute(f"CREATE TABLE t{number} (a)")
        connection.execute("COMMIT")

    work(path, make)


def _bytes_in_schema(old: bytes, new: bytes) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        work(path, f"CREATE TABLE {old.decode()} (a)")
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new))

    return spoil


def _roots() -> Iterator[Evil]:
    """Where SQLite finds its pages."""
    move = "UPDATE sqlite_schema SET rootpage = {} WHERE name = 'reading'"
    coders = "(SELECT rootpage FROM sqlite_schema WHERE name = 'coders')"
    yield Evil("two tables in one place", statements(move.format(coders)), "shares its place")
    yield Evil("table in no place", statements(move.format(0)), "reading does not belong")
    yield Evil("table behind the end", statements(move.format(99_999)), "malformed")
    yield Evil("table in the schema's place", statements(move.format(1)), "reading")
    yield Evil("table in a place that is no number", statements(move.format("'x'")), "malformed")
    yield Evil("pages in a ring", _ring, "damaged")
    yield Evil("page of an unknown sort", lambda path: in_page(path, "coders", 0, b"\x07"), "damaged")
    yield Evil("more cells than a page has", lambda path: in_page(path, "coders", 3, b"\xff\xff"), "damaged")
    yield Evil("cells outside their page", lambda path: in_page(path, "coders", 8, b"\xff\xff" * 3), "damaged")
    yield Evil("free pages in a ring", lambda path: in_file(path, 32, b"\x00\x00\x00\x02\x00\x00\x00\x05"), "damaged")


def _ring(path: Path) -> None:
    """An inner page that is its own last child."""
    in_page(path, "change_rows", 8, root_page(path, "change_rows").to_bytes(4, "big"))


def _values() -> Iterator[Evil]:
    """Values that no column of ours can hold."""
    for table, sql, words in (
        ("coders", "UPDATE coders SET name = x'41'", "damaged"),
        ("articles", "UPDATE articles SET title = 7 WHERE n = 1", "damaged"),
        ("articles", "UPDATE articles SET length = 'many' WHERE n = 1", "damaged"),
        ("articles", "UPDATE articles SET length = 7.5 WHERE n = 1", "damaged"),
        ("incidents", "UPDATE incidents SET weight = 'heavy' WHERE n = 1", "damaged"),
        ("incidents", "UPDATE incidents SET number = x'00' WHERE n = 1", "damaged"),
        ("incidents", "UPDATE incidents SET status = NULL WHERE n = 1", "damaged"),
        ("evidence", "UPDATE evidence SET start = 'a' WHERE n = 1", "damaged"),
        ("evidence", "UPDATE evidence SET quote = NULL WHERE n = 1", "damaged"),
        ("article_texts", "UPDATE article_texts SET text = x'414243' WHERE n = 1", "damaged"),
        ("changes", "UPDATE changes SET hash = 'x' WHERE seq = 1", "damaged"),
        ("changes", "UPDATE changes SET removed = 'x' WHERE seq = 1", "damaged"),
        ("project", "UPDATE project SET value = 7 WHERE key = 'name'", "damaged"),
    ):
        yield Evil(f"wrong type: {sql}", loose_statements(table, sql), words)
    broken = "CAST(x'{}' AS TEXT)"
    for name, data, words in (
        ("not UTF-8", "41ff42", "not UTF-8"),
        ("a lone surrogate", "eda080", "not UTF-8"),
        ("a letter written too long", "c081", "not UTF-8"),
        ("a letter that is cut off", "41e282", "not UTF-8"),
        ("NUL", "410042", "In "),
    ):
        text = broken.format(data)
        yield Evil(f"title with {name}", statements(f"UPDATE articles SET title = {text}"), words)
        yield Evil(f"note with {name}", statements(f"UPDATE value_notes SET note = {text}"), words)
        yield Evil(f"value with {name}", statements(f"UPDATE incidents SET headline = {text}"), words)
        yield Evil(
            f"image with {name}", statements(f"UPDATE change_rows SET after = {text}"), words.replace("In ", "log")
        )
        yield Evil(
            f"project's name with {name}", statements(f"UPDATE project SET value = {text} WHERE key = 'name'"), words
        )
        yield Evil(
            f"article with {name}", _text_of_bytes(bytes.fromhex(data)), {"NUL": "no text can"}.get(name, "is damaged")
        )
    for sql, words in (
        ("UPDATE coders SET kind = 'robot'", "kind is “robot”"),
        ("UPDATE coders SET name = ' ' WHERE n = 1", "name is"),
        ("UPDATE coders SET id = 'me' WHERE n = 1", "id is “me”"),
        ("UPDATE incidents SET status = 'perhaps' WHERE n = 1", "status is “perhaps”"),
        ("UPDATE reading SET state = 'asleep' WHERE n = 1", "state is “asleep”"),
        ("UPDATE evidence SET role = 'hero' WHERE n = 1", "role is “hero”"),
        ("UPDATE value_notes SET state = 'odd' WHERE n = 1", "state is “odd”"),
        ("UPDATE value_notes SET basis = 'odd' WHERE n = 1", "basis is “odd”"),
        ("UPDATE value_notes SET proposed = 7 WHERE n = 1", "proposed is 7"),
        ("UPDATE judgements SET verdict = 'hanged' WHERE n = 1", "verdict is “hanged”"),
        ("UPDATE judgements SET unclear = -1 WHERE n = 1", "unclear is -1"),
        ("UPDATE pairs SET same = 2 WHERE n = 1", "same is 2"),
        ("UPDATE comments SET resolved = 2 WHERE n = 1", "resolved is 2"),
        ("UPDATE comments SET text = '' WHERE n = 1", "In the table comments, row "),
        ("UPDATE incidents SET number = 9223372036854775807 WHERE n = 1", "number is 9223372036854775807"),
        ("UPDATE incidents SET position = -9223372036854775808 WHERE n = 1", "position is -9223372036854775808"),
        ("UPDATE incidents SET weight = 9e999 WHERE n = 1", "weight is inf"),
        ("UPDATE incidents SET weight = -9e999 WHERE n = 1", "weight is -inf"),
        ("UPDATE incidents SET weight = 9e999 - 9e999 WHERE n = 1", READ),  # SQLite holds NaN as nothing
        ("UPDATE incidents SET n = 9223372036854775807 WHERE n = 1", "n is 9223372036854775807"),
        ("UPDATE incidents SET when_first = '2019-02-30' WHERE n = 1", "when_first is"),
        ("UPDATE incidents SET sure = 'maybe' WHERE n = 1", "sure is"),
        ("UPDATE incidents SET hour = '25:00' WHERE n = 1", "hour is"),
        ("UPDATE incidents SET follows = 'me' WHERE n = 1", "follows is"),
        ("UPDATE articles SET text_sha256 = 'abc' WHERE n = 1", "text_sha256 is"),
        ("UPDATE articles SET length = -1 WHERE n = 1", "length is -1"),
        (f"UPDATE articles SET title = '{'t' * 3_000_000}' WHERE n = 1", "title is"),
        ("UPDATE changes SET at = 'now' WHERE seq = 2", "at is “now”"),
        ("UPDATE changes SET id = 'x' WHERE seq = 2", "id is “x”"),
        ("UPDATE project SET value = 'x' WHERE key = 'id'", "which project"),
        ("DELETE FROM project WHERE key = 'id'", "which project"),
        ("INSERT INTO project VALUES ('A key!', 'x')", "In the table project"),
        ("INSERT INTO project VALUES ('blind', 'yes')", READ),
    ):
        yield Evil(f"wrong value: {sql[:80]}", statements(sql), words)
    yield Evil("value of 60 MB", _large_blob, "larger than any")
    yield Evil("article of 21 MB", _text_of_bytes(b"a" * 21_000_000), "larger than 20 MB")


def _text_of_bytes(data: bytes) -> Callable[[Path], None]:
    """An article with this text, its hash and length as they should be."""
    sha = sha256_of(data)
    length = len(data.decode("utf-8", "replace"))

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE article_texts SET text = CAST(? AS TEXT) WHERE n = 1", (data,))
        connection.execute("UPDATE articles SET text_sha256 = ?, length = ? WHERE n = 1", (sha, length))
        for table in ("evidence", "not_codable"):
            connection.execute(f"DELETE FROM {table} WHERE article = (SELECT id FROM articles WHERE n = 1)")

    return lambda path: work(path, spoil)


def _large_blob(path: Path) -> None:
    work(path, lambda c: c.execute("UPDATE changes SET removed = zeroblob(60000000) WHERE seq = 3"))


def _together() -> Iterator[Evil]:
    """What rows say of each other."""
    far = 2**62
    for name, sql, words in (
        ("offset below 0", 'UPDATE evidence SET start = -5, "end" = -2 WHERE n = 1', "start is -5"),
        ("offsets beyond the text", 'UPDATE evidence SET start = 900, "end" = 905 WHERE n = 1', "outside their"),
        ("offsets far away", f'UPDATE evidence SET start = {far}, "end" = {far + 5} WHERE n = 1', "start is"),
        ("offsets turned round", 'UPDATE evidence SET start = 5, "end" = 0 WHERE n = 1', "outside their"),
        ("no words", 'UPDATE evidence SET "end" = start, quote = \'\' WHERE n = 1', "outside their"),
        ("passage beyond the text", 'UPDATE not_codable SET start = 900, "end" = 910 WHERE n = 1', "outside their"),
        ("words of elsewhere", "UPDATE evidence SET quote = 'abcde' WHERE n = 2 AND length(quote) = 5", "not those of"),
        ("words that do not match", "UPDATE evidence SET quote = upper(quote) || '' WHERE start = 0", "not those of"),
        ("quote that is longer", "UPDATE evidence SET quote = quote || 'x' WHERE n = 1", "not those of"),
        ("another text", "UPDATE article_texts SET text = replace(text, 'Two', 'Ten')", "not the one that was"),
        ("another hash", f"UPDATE articles SET text_sha256 = '{'0' * 64}' WHERE n = 1", "not the one that was"),
        ("another length", "UPDATE articles SET length = length + 1 WHERE n = 1", "characters, not"),
        ("text missing", "DELETE FROM article_texts WHERE n = 1", "missing"),
        ("text of no article", "INSERT INTO article_texts VALUES (99, 'x')", "refers to a row"),
        ("incident of no article", f"UPDATE incidents SET article = '{_X}' WHERE n = 1", "refers to a row"),
        ("incident of no coder", f"UPDATE incidents SET coder = '{_X}' WHERE n = 1", "refers to a row"),
        ("incident of no codebook", f"UPDATE incidents SET codebook = '{_X}' WHERE n = 1", "names a codebook"),
        ("incident of another article",
         "UPDATE incidents SET article = (SELECT id FROM articles WHERE n = 2) WHERE n = 1", "another article"),
        ("row of no incident", f"UPDATE incident_people SET incident = '{_X}' WHERE n = 1", "refers to a row"),
        ("words of no row", f"UPDATE evidence SET row = '{_X}' WHERE row IS NOT NULL", "a row that is not there"),
        ("words of another's row",
         "UPDATE evidence SET row = (SELECT max(id) FROM incident_people) WHERE row IS NOT NULL AND n < 9",
         "a row that is not there"),
        ("words of no incident", f"UPDATE evidence SET incident = '{_X}' WHERE incident IS NOT NULL",
         "refers to a row"),
        ("words of nothing", "UPDATE evidence SET incident = NULL, field = NULL WHERE n = 1",
         "In the table evidence, row "),
        ("note of no incident", f"UPDATE value_notes SET incident = '{_X}' WHERE incident <> ''", "not there"),
        ("note of an unknown field", "UPDATE value_notes SET field = 'nothing' WHERE incident <> '' AND n < 3",
         "a field “nothing”"),
        ("note of an article's unknown field", "UPDATE value_notes SET field = 'n' WHERE incident = ''", "a field “n”"),
        ("comment of no incident", f"UPDATE comments SET incident = '{_X}' WHERE n = 1", "refers to a row"),
        ("comment of a row of no incident", "UPDATE comments SET incident = NULL WHERE row IS NOT NULL",
         "In the table comments, row "),
        ("judgement of nothing", "UPDATE judgements SET incident = NULL", "In the table judgements, row "),
        ("comment of no row", f"UPDATE comments SET row = '{_X}' WHERE n = 1", "row that is not there"),
        ("reading of no coder", f"UPDATE reading SET coder = '{_X}' WHERE n = 1", "refers to a row"),
        ("assignment of no article", f"UPDATE assignments SET article = '{_X}'", "refers to a row"),
        ("judgement of an incident that is gone", f"UPDATE judgements SET incident = '{_X}'", READ),
        ("pair in the wrong order", "UPDATE pairs SET one = other, other = one", "In the table pairs, row "),
        ("comments in a ring", "UPDATE comments SET thread = (SELECT id FROM comments c WHERE c.n = 3 - comments.n) "
         "WHERE n < 3", READ),
        ("incidents that follow each other", "UPDATE incidents SET follows = id WHERE n = 1", READ),
        ("two coders of one name", "UPDATE coders SET name = 'Ann'", READ),
        ("codebook in force missing", f"UPDATE project SET value = '{_X}' WHERE key = 'codebook'", "in force is not"),
        ("no codebook in force", "DELETE FROM project WHERE key = 'codebook'", "in force is not"),
    ):  # fmt: skip
        yield Evil(name, statements(sql), words)
    for table, columns in (
        ("incidents", "id, article, coder, codebook, status, position, created"),
        ("coders", "id, name, kind"),
        ("evidence", 'id, start, "end", quote, role, article, incident, row, field, position'),
        ("reading", "id, article, coder, state"),
    ):
        yield Evil(f"twice the same id in {table}", _duplicate(table, columns), "damaged")


def _duplicate(table: str, columns: str) -> Callable[[Path], None]:
    return lambda path: duplicate(path, table, columns)


def _codebooks() -> Iterator[Evil]:
    """Codebooks that are none."""
    whole = document_of(small_codebook("1.1"))
    deep = "[" * 200_000 + "]" * 200_000
    field = {"key": "x", "kind": "text", "label": "X"}
    many = [{**field, "key": f"f{number}"} for number in range(10_000)]
    for name, text, words in (
        ("deep", deep, "nested too deep"),
        ("deep inside", canonical_json(whole)[:-1] + ',"zzz":' + deep + "}", "nested too deep"),
        ("of ten thousand fields", canonical_json({**whole, "fields": many}), "has faults"),
        ("that is no JSON", "{", "cannot be read"),
        ("that is empty", "", "cannot be read"),
        ("that is a number", "7", "has faults"),
        ("with NaN", '{"key": NaN}', "cannot be read"),
        ("with a member twice", '{"key":"a","key":"b"}', "cannot be read"),
        ("with another key", canonical_json({**whole, "key": "other"}), "another one than it says"),
        ("with another version", canonical_json({**whole, "version": "7"}), "another one than it says"),
        ("of another format", canonical_json({**whole, "format": "curator-codebook/9"}), "has faults"),
        ("with a column of ours", canonical_json({**whole, "fields": [{**field, "key": "article"}]}), "has faults"),
        ("with a key that is SQL", canonical_json({**whole, "fields": [{**field, "key": 'a" AS (1)'}]}), "has faults"),
        ("with an unknown kind", canonical_json({**whole, "fields": [{**field, "kind": "evil"}]}), "has faults"),
        ("with another field", codebook_json(_with_another_field()), "The column more of incidents is missing"),
        ("written otherwise", json.dumps(whole, sort_keys=True, ensure_ascii=False), "not written as Curator"),
        ("of a field of another kind", canonical_json(_other_kind(whole)), "does not fit those before"),
        ("of five megabytes", canonical_json({**whole, "help": "x" * 5_000_000}), "larger codebooks"),
    ):
        yield Evil(f"codebook {name}", _codebook_text(text), words)
    yield Evil(
        "codebook with another hash",
        statements(f"UPDATE codebooks SET sha256 = '{'0' * 64}' WHERE n = 1"),
        "not as it was",
    )
    yield Evil(
        "codebook with another letter",
        statements("UPDATE codebooks SET json = replace(json, 'Memo', 'Mema') WHERE n = 1"),
        "not as it was",
    )
    yield Evil("codebook twice", lambda path: duplicate(path, "codebooks", "id, key, version, json, sha256"), "twice")
    yield Evil("no codebook", statements("DELETE FROM codebooks"), "has no codebook")
    yield Evil("codebook whose id is none", statements("UPDATE codebooks SET id = 'x' WHERE n = 1"), "damaged")
    yield Evil(
        "codebook of bytes", loose_statements("codebooks", "UPDATE codebooks SET json = x'00' WHERE n = 1"), "damaged"
    )
    yield Evil(
        "codebook that is not UTF-8",
        statements("UPDATE codebooks SET json = CAST(x'ff' AS TEXT) WHERE n = 1"),
        "not UTF-8",
    )


def _with_another_field() -> Codebook:
    """A sound codebook for which the tables were not made."""
    book = small_codebook("1.1")
    return replace(book, fields=(*book.fields, Field("more", "text", "More")))


def _other_kind(document: dict[str, object]) -> dict[str, object]:
    fields = [dict(each) for each in document["fields"]]  # type: ignore[attr-defined]
    changed = next(each for each in fields if each["key"] == "number")
    changed["kind"] = "decimal"
    return {**document, "fields": fields}


def _codebook_text(text: str) -> Callable[[Path], None]:
    values = (text, sha256_of(text))
    return lambda path: work(path, lambda c: c.execute("UPDATE codebooks SET json = ?, sha256 = ? WHERE n = 2", values))


def _log() -> Iterator[Evil]:
    """Logs that are broken, or lie."""
    for name, sql, words in (
        ("image that is no JSON", "UPDATE change_rows SET after = '{' WHERE seq = 8", "wrongly what it did"),
        ("image that is deep", f"UPDATE change_rows SET after = '{'[' * 50_000}' WHERE seq = 8", "wrongly what it did"),
        ("image that is a list", "UPDATE change_rows SET after = '[]' WHERE seq = 8", "wrongly what it did"),
        ("image with a list", "UPDATE change_rows SET after = '{\"name\":[]}' WHERE seq = 2", "wrongly what it did"),
        ("image with half a letter",
         "UPDATE change_rows SET after = '{\"name\":\"\\ud800\"}' WHERE seq = 2", "wrongly"),
        ("image with NaN", "UPDATE change_rows SET after = '{\"name\":NaN}' WHERE seq = 2", "wrongly what it did"),
        ("image with unknown columns", "UPDATE change_rows SET after = '{\"evil\":1}' WHERE seq = 2", "wrongly what"),
        ("image written otherwise", "UPDATE change_rows SET after = after || ' ' WHERE seq = 8", "wrongly what it did"),
        ("image of an unknown table", "UPDATE change_rows SET tbl = 'sqlite_schema' WHERE seq = 8", "wrongly what"),
        ("bulk that is no JSON", "UPDATE changes SET bulk = 'x' WHERE bulk IS NOT NULL", "wrote in bulk"),
        ("bulk that is a list", "UPDATE changes SET bulk = '[1]' WHERE bulk IS NOT NULL", "wrote in bulk"),
        ("bulk without numbers", "UPDATE changes SET bulk = '{\"add\":{\"coders\":{}}}' WHERE bulk IS NOT NULL",
         "wrote in bulk"),
        ("entry that was altered", "UPDATE changes SET label = 'Other' WHERE seq = 5", "was altered"),
        ("entry that is missing", "DELETE FROM changes WHERE seq = 5", "missing"),
        ("row of an entry that is missing", "DELETE FROM change_rows WHERE seq = 8", "was altered"),
        ("hash of 31 bytes", "UPDATE changes SET hash = x'00' WHERE seq = 5", "hash is 1 bytes"),
        ("entries that undo each other",
         "UPDATE changes SET undoes = (SELECT id FROM changes c WHERE c.seq = 11 - changes.seq) WHERE seq IN (5, 6)",
         "undoes what does not come before"),
        ("entry that undoes itself", "UPDATE changes SET undoes = id WHERE seq = 5", "undoes what does not"),
        ("entry of no sitting", f"UPDATE changes SET sitting = '{_X}' WHERE seq = 5", "refers to a row"),
        ("no log", "DELETE FROM changes", "refers to a row"),
    ):  # fmt: skip
        yield Evil(name, statements(sql), words)


def _files() -> Iterator[Evil]:
    """Files that are no files, none of ours, or not whole."""
    for name, share in (("a tenth", 0.1), ("half", 0.5), ("nearly all", 0.999)):
        yield Evil(f"cut off: {name}", _cut(share), "cut off")
    yield Evil("one byte", lambda path: path.write_bytes(b"S"), "not a Curator project")
    yield Evil("a hundred bytes", lambda path: path.write_bytes(path.read_bytes()[:100]), "cut off")
    yield Evil("one byte more", lambda path: path.write_bytes(path.read_bytes() + b"x"), "cut off")
    yield Evil("pages said to be smaller", lambda path: in_file(path, 16, b"\x02\x00"), "damaged")
    yield Evil("pages said to be larger", lambda path: in_file(path, 16, b"\x20\x00"), "cut off")
    yield Evil("pages of 3 bytes", lambda path: in_file(path, 16, b"\x00\x03"), "damaged")
    yield Evil("more pages than there are", lambda path: in_file(path, 28, b"\x7f\xff\xff\xff"), "cut off")
    yield Evil("reserved bytes", lambda path: in_file(path, 20, b"\xff"), "damaged")
    yield Evil("newer file format", lambda path: in_file(path, 18, b"\x09\x09"), "not a database")
    yield Evil("newer schema format", lambda path: in_file(path, 44, b"\x00\x00\x00\x09"), "unsupported")
    yield Evil("newer version", statements(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"), "newer version of Curator")
    yield Evil("much newer version", statements("PRAGMA user_version = 2147483647"), "newer version of Curator")
    yield Evil("version 0", statements("PRAGMA user_version = 0"), "format 0")
    yield Evil("version below 0", statements("PRAGMA user_version = -7"), "format -7")
    yield Evil("older version than the tables", statements("PRAGMA user_version = 1"), "comments does not belong")
    yield Evil("of another program", statements("PRAGMA application_id = 7"), "another program")
    yield Evil("of no program", statements("PRAGMA application_id = 0"), "another program")
    yield Evil("UTF-16", _utf16, "UTF-16")
    yield Evil("said to be UTF-16", lambda path: in_file(path, 56, b"\x00\x00\x00\x02"), "UTF-16")
    yield Evil("that makes itself smaller", statements("PRAGMA auto_vacuum = FULL", "VACUUM"), READ)
    yield Evil("with a log that is used", statements("PRAGMA journal_mode = WAL"), READ)
    yield Evil("made anew", statements("VACUUM"), READ)
    yield Evil("with larger pages", statements("PRAGMA page_size = 65536", "VACUUM"), READ)
    yield Evil("text", lambda path: path.write_text("not a database " * 1000), "not a Curator project")
    yield Evil("as if encrypted", lambda path: path.write_bytes(random.Random(7).randbytes(100_000)), "not a Curator")
    yield Evil("bytes behind the magic", _magic, "damaged")
    yield Evil("empty", lambda path: path.write_bytes(b""), "empty")
    yield Evil("zeros", lambda path: path.write_bytes(bytes(100_000)), "not a Curator project")
    yield Evil("too large", _too_large, "larger than")
    yield Evil("missing", lambda path: path.unlink(), "no such file")
    yield Evil("a folder", several((lambda path: path.unlink(), lambda path: path.mkdir())), "not a file")
    yield Evil("work beside it", lambda path: path.with_name(f"{path.name}-wal").write_bytes(b"x"), "Save a copy")
    yield Evil("work half done", lambda path: path.with_name(f"{path.name}-journal").write_bytes(b"x"), "-journal")
    yield Evil("empty log beside it", lambda path: path.with_name(f"{path.name}-wal").write_bytes(b""), READ)
    if os.name != "nt":
        yield Evil("a pipe", several((lambda path: path.unlink(), lambda path: os.mkfifo(path))), "not a file")
        yield Evil("a link to zeros", _link("/dev/zero"), "not a file")
        yield Evil("a link to random bytes", _link("/dev/urandom"), "not a file")
        yield Evil("a link to nothing", _link("/nowhere/at/all"), "no such file")
        yield Evil("a link to itself", lambda path: _link(str(path))(path), "cannot be read")
        yield Evil("a link to a project", _linked, READ)
        yield Evil("a link to a project with work beside it", _linked_with_work, "-wal")


def _cut(share: float) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return spoil


def _magic(path: Path) -> None:
    data = bytearray(path.read_bytes()[:100]) + random.Random(8).randbytes(len(path.read_bytes()) - 100)
    path.write_bytes(bytes(data))


def _too_large(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1_100_000_000)  # a hole: it takes no room


def _utf16(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    for sql in ("PRAGMA encoding = 'UTF-16le'", f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 3",
                "CREATE TABLE coders (n)"):  # fmt: skip
        connection.execute(sql)
    connection.close()


def _link(target: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return spoil


def _linked(path: Path) -> None:
    (path.parent / "real").mkdir()
    path.rename(path.parent / "real" / "work")
    path.symlink_to(path.parent / "real" / "work")


def _linked_with_work(path: Path) -> None:
    _linked(path)
    (path.parent / "real" / "work-wal").write_bytes(b"x")


__all__ = ["READ", "Evil", "every", "loosely"]
