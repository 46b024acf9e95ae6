# SPDX-License-Identifier: MIT
"""The connection to a colleague's file alone, as if nothing had been looked at before: nothing writes, nothing else is
opened, nothing runs for ever (RELIABILITY.md 3.3)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from curator.store.foreign_connection import MOST_VALUE, Deadline, open_foreign

ENDLESS = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT count(*) FROM more"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as connection, connection:
        connection.execute("CREATE TABLE t (a TEXT)")
        connection.execute("CREATE INDEX t_a ON t (a)")
        connection.execute("CREATE VIEW endless AS " + ENDLESS)
        connection.execute("CREATE VIEW loads AS SELECT load_extension('x')")
        connection.execute("INSERT INTO t VALUES ('one'), (CAST(x'ff' AS TEXT))")
    return tmp_path / "theirs.db"


@pytest.fixture
def theirs(path: Path) -> Iterator[sqlite3.Connection]:
    before = path.read_bytes()
    with closing(open_foreign(path, Deadline(5))) as connection:
        yield connection
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name], "nothing lies beside it"


def test_what_is_no_text_is_read_as_bytes(theirs: sqlite3.Connection) -> None:
    assert theirs.execute("SELECT a FROM t").fetchall() == [(b"one",), (b"\xff",)]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "DELETE FROM t", "DROP TABLE t", "CREATE TABLE u (a)",
        "CREATE TEMP TABLE u (a)", "CREATE TEMP VIEW u AS SELECT 1", "CREATE TEMP TRIGGER u AFTER INSERT ON t BEGIN "
        "SELECT 1; END", "ALTER TABLE t ADD COLUMN b", "REINDEX", "ANALYZE", "BEGIN IMMEDIATE", "SAVEPOINT a",
        "VACUUM INTO 'elsewhere.db'", "ATTACH 'elsewhere.db' AS other", "ATTACH ':memory:' AS other", "DETACH main",
        "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = ON", "PRAGMA query_only = OFF",
        "PRAGMA user_version = 9", "PRAGMA trusted_schema = ON", "PRAGMA database_list",
        "SELECT load_extension('x')", "SELECT * FROM loads", "SELECT zeroblob(9)", "SELECT randomblob(9)",
        "SELECT fts3_tokenizer('x')", "CREATE VIRTUAL TABLE v USING fts5(a)",
    ],
)  # fmt: skip
def test_nothing_but_reading_is_let_through(theirs: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        theirs.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT " + "1" * 100_001, "too"),
        ("SELECT " + "(" * 30 + "1" + " + 1)" * 30, "depth"),
        ("SELECT " + ", ".join("1" for _ in range(501)), "too many columns"),
    ],
)
def test_what_is_too_large_is_refused(theirs: sqlite3.Connection, sql: str, told: str) -> None:
    with pytest.raises((sqlite3.DatabaseError, sqlite3.DataError), match=told):
        theirs.execute(sql).fetchall()


def test_no_value_is_larger_than_said(theirs: sqlite3.Connection) -> None:
    with pytest.raises((sqlite3.DatabaseError, sqlite3.DataError), match="too big"):
        theirs.execute("SELECT length(replace(?, 'x', 'xxxxxxxxxx'))", ("x" * (MOST_VALUE // 9),)).fetchall()


@pytest.mark.parametrize("sql", [ENDLESS, "SELECT * FROM endless"])
def test_nothing_runs_longer_than_it_was_given(path: Path, sql: str) -> None:
    begun = time.process_time()
    with (
        closing(open_foreign(path, Deadline(0.2))) as theirs,
        pytest.raises(sqlite3.DatabaseError, match="interrupted"),
    ):
        theirs.execute(sql).fetchall()
    assert time.process_time() - begun < 2
