# SPDX-License-Identifier: MIT
"""The tables of a file compared with what its codebooks call for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.store.connection import open_writer
from curator.store.ddl import APPLICATION_ID, migrate
from curator.store.schema_form import differences, expected_form, normal_form
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

CODEBOOK = small_codebook()
EXPECTED = expected_form([CODEBOOK])


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "work.curator"
    Workspace.create(path, CODEBOOK).close()
    opened = open_writer(path, wal=True)
    yield opened
    opened.close()


def changes(connection: sqlite3.Connection) -> list[str]:
    return differences(normal_form(connection), EXPECTED)


def test_a_project_has_the_tables_its_codebook_calls_for(connection: sqlite3.Connection) -> None:
    assert changes(connection) == []
    assert len(EXPECTED) > 12
    assert EXPECTED["evidence"].checks
    assert EXPECTED["incidents"].strict


def test_tables_that_came_about_another_way_are_the_same(connection: sqlite3.Connection) -> None:
    text = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'evidence'").fetchone()[0]
    connection.execute("DROP TABLE evidence")
    for old, new in (("evidence", "'evidence'"), ("CHECK (", " check  ( /* a note */ "), (" quote ", ' "quote" ')):
        text = text.replace(old, new, 1)
    connection.execute(text)
    connection.execute("CREATE INDEX evidence_incident ON evidence (incident)")
    connection.execute("CREATE INDEX evidence_article ON evidence (article COLLATE BINARY)")
    connection.execute("CREATE INDEX x_status ON incidents (status)")
    connection.execute("ANALYZE")
    assert changes(connection) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("CREATE VIEW v AS SELECT 1", "The view v does not belong"),
        ("CREATE TABLE extra (a)", "The table extra does not belong"),
        ("CREATE VIRTUAL TABLE f USING fts5(a)", "The virtual table f does not belong"),
        ("CREATE TRIGGER tr AFTER UPDATE ON incidents BEGIN DELETE FROM incidents; END", "The trigger tr does not"),
        ("ALTER TABLE articles ADD COLUMN more TEXT", "The column more of articles belongs to no codebook"),
        ("ALTER TABLE articles ADD COLUMN g INT AS (1)", "The column g of articles belongs to no codebook"),
        ("ALTER TABLE articles DROP COLUMN outlet", "The column outlet of articles is missing"),
        ("DROP INDEX incidents_article", "The table incidents lacks its index: incidents_article on article"),
        ("CREATE UNIQUE INDEX u ON coders (name)", "The table coders has an unknown index: u unique"),
        ("DROP TABLE reading", "The table reading is missing"),
    ],
)
def test_each_change_of_the_tables_is_named(connection: sqlite3.Connection, statement: str, words: str) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    found = changes(connection)
    assert any(sentence.startswith(words) for sentence in found), found


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("evidence", "start >= 0 AND ", "", "The table evidence lacks its check: start > = 0 and"),
        ("coders", " STRICT", "", "The table coders is not STRICT"),
        ("coders", "AUTOINCREMENT", "", "The table coders may give a row number twice"),
        ("change_rows", ", WITHOUT ROWID", "", "The table change_rows has other row numbers"),
        ("coders", "name TEXT NOT NULL", "name TEXT", "The column name of coders is of another kind (TEXT)"),
        ("coders", "name TEXT", "name TEXT DEFAULT 'x'", "The column name of coders is of another kind"),
        ("coders", "name TEXT NOT NULL", "name TEXT NOT NULL COLLATE NOCASE",
         "The table coders has an unknown collation"),
        ("reading", "REFERENCES articles(id)", "", "The table reading lacks its reference: article -> articles.id"),
        ("reading", "REFERENCES articles(id)", "REFERENCES articles(id) ON DELETE CASCADE",
         "The table reading has an unknown reference"),
        ("reading", "REFERENCES articles(id)", "REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED",
         "The table reading has an unknown reference: deferred"),
    ],
)  # fmt: skip
def test_each_change_inside_a_table_is_named(
    connection: sqlite3.Connection, table: str, old: str, new: str, words: str
) -> None:
    text = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    assert old in text
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"DROP TABLE {table}")
    connection.execute(text.replace(old, new))
    found = changes(connection)
    assert any(sentence.startswith(words) for sentence in found), found


def test_a_codebook_that_was_not_adopted_is_missed(tmp_path: Path) -> None:
    bare = sqlite3.connect(tmp_path / "a", isolation_level=None)
    bare.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(bare)
    found = changes(bare)
    assert any(sentence.startswith("The column ") and sentence.endswith("is missing.") for sentence in found)
    assert any(sentence.startswith("The table incident_") for sentence in found)
    bare.close()
