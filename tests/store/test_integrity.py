# SPDX-License-Identifier: MIT
"""Damage of every kind is found and named; a sound project has none."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.operations import (
    AddArticles,
    AddCoder,
    AddComment,
    AddEvidence,
    AddIncident,
    AddNotCodable,
    AddRow,
    NewArticle,
    SetValue,
)
from curator.store import integrity
from curator.store.backup import list_backups, make_backup
from curator.store.integrity import Finding
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

TEXTS = (
    "Two people were killed in Qayyara on Friday. Police said three were hurt.",
    "قُتِل شخصان في القيارة يوم الجمعة 👩‍👩‍👧 وأصيب ثلاثة.",
    "e\u0301lections in Iraq: 50\u00a0people hurt, e\u0301 again.",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "work.curator"
    with Workspace.create(path, small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        for text in TEXTS:
            (article,) = workspace.run(AddArticles((NewArticle(text),)))
            incident = workspace.run(AddIncident(article, (0, 5 if "e\u0301" not in text else 6)))
            row = workspace.run(AddRow(incident, "people", {}))
            workspace.run(AddEvidence(article, 10, 16, incident, row, "called"))
            workspace.run(AddEvidence(article, 6, 9, incident, field="sort"))
            workspace.run(SetValue(incident, "number", 3, basis="inferred"))
            workspace.run(AddNotCodable(article, 20, 30, "past"))
            workspace.run(AddComment(article, "Really three?", incident, row, "called"))
    return path


@pytest.fixture
def connection(project: Path) -> Iterator[sqlite3.Connection]:
    """A connection without any guard: what only a fault of the disk or another program would do."""
    opened = sqlite3.connect(project, isolation_level=None)
    opened.execute("PRAGMA ignore_check_constraints = ON")
    yield opened
    opened.close()


def all_findings(connection: sqlite3.Connection) -> list[Finding]:
    return [
        finding
        for check in (integrity.check_pages, integrity.check_references, integrity.check_marks, integrity.check_tables,
                      integrity.check_texts, integrity.check_orphans)
        for finding in check(connection)
    ]  # fmt: skip


def test_a_sound_project_has_no_findings(connection: sqlite3.Connection) -> None:
    assert all_findings(connection) == []
    done: list[int] = []
    assert list(integrity.check_texts(connection, done.append)) == []
    assert done == [1, 2, 3]


DAMAGE = [
    ("UPDATE article_texts SET text = replace(text, 'Two', 'Ten')", "texts", "not the one that was imported"),
    ("UPDATE article_texts SET text = CAST(x'ff' AS TEXT) WHERE n = 2", "texts", "is damaged"),
    ("DELETE FROM article_texts WHERE n = 2", "texts", "missing"),
    ("UPDATE articles SET length = length + 1 WHERE n = 1", "texts", "characters, not"),
    ("UPDATE articles SET text_sha256 = 'x'", "texts", "not the one that was imported"),
    ("UPDATE evidence SET quote = 'Twins' WHERE n = 1", "spans", "not those of the article at 0 to 5"),
    ("UPDATE evidence SET start = start + 1, \"end\" = \"end\" + 1 WHERE n = 2", "spans", "not those of the article"),
    ("UPDATE evidence SET start = 900, \"end\" = 905 WHERE n = 2", "spans", "outside"),
    ("UPDATE evidence SET start = -1 WHERE n = 2", "spans", "outside"),
    ("UPDATE not_codable SET quote = 'x' || substr(quote, 2)", "spans", "not those of the article"),
    ("UPDATE evidence SET start = start + 1, quote = substr(quote, 2) WHERE n = 7", "graphemes", "inside a character"),
    ("UPDATE evidence SET \"end\" = 1, quote = 'e' WHERE n = 7", "graphemes", "inside a character"),
    ("UPDATE evidence SET row = (SELECT max(id) FROM incident_people) WHERE n = 2", "orphans", "row that is not there"),
    ("UPDATE value_notes SET article = (SELECT max(id) FROM articles) WHERE n = 1", "orphans",
     "an incident that is not there"),
    ("UPDATE evidence SET row = 'none' WHERE row IS NOT NULL", "orphans", "a row that is not there"),
    ("UPDATE evidence SET article = (SELECT max(id) FROM articles) WHERE n = 1", "orphans", "another article"),
    ("UPDATE value_notes SET incident = 'none'", "orphans", "an incident that is not there"),
    ("UPDATE value_notes SET row = 'none'", "orphans", "a row that is not there"),
    ("UPDATE comments SET row = 'none'", "orphans", "a row that is not there"),
    ("UPDATE comments SET article = (SELECT max(id) FROM articles) WHERE n = 1", "orphans", "another article"),
    ("UPDATE comments SET incident = 'none' WHERE n = 1", "references", "a row of incidents that is not there"),
    ("INSERT INTO article_texts VALUES (99, 'x')", "orphans", "belongs to no article"),
    ("UPDATE project SET value = 'none' WHERE key = 'codebook'", "orphans", "codebook in force"),
    ("DELETE FROM coders", "references", "a row of coders that is not there"),
    ("UPDATE codebooks SET json = replace(json, 'Headline', 'Headlinx')", "codebooks", "not as it was adopted"),
    ("UPDATE codebooks SET json = '{'", "codebooks", "cannot be read"),
    ("ALTER TABLE incidents ADD COLUMN extra TEXT", "tables", "belongs to no codebook"),
    ("PRAGMA application_id = 1", "marks", "does not say"),
    ("PRAGMA user_version = 0", "marks", "format 0"),
    ("PRAGMA user_version = 99", "marks", "newer version"),
    ("UPDATE incidents SET status = 'wrong'", "pages", "CHECK constraint failed"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "kind", "words"), DAMAGE, ids=range(len(DAMAGE)))
def test_damage_is_found_and_named(connection: sqlite3.Connection, statement: str, kind: str, words: str) -> None:
    assert connection.execute(statement).rowcount != 0
    connection.execute("PRAGMA ignore_check_constraints = OFF")
    found = all_findings(connection)
    assert any(finding.kind == kind and words in finding.sentence for finding in found), found


def test_every_random_change_of_a_text_or_quote_is_named(connection: sqlite3.Connection) -> None:
    chance = random.Random(358)
    cells = [("article_texts", "text"), ("evidence", "quote"), ("not_codable", "quote")]
    for _ in range(200):
        table, column = chance.choice(cells)
        n, data = chance.choice(connection.execute(f"SELECT n, CAST({column} AS BLOB) FROM {table}").fetchall())
        changed = bytearray(data)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        connection.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE n = ?", (bytes(changed), n))
        assert list(integrity.check_texts(connection)), (table, n, bytes(changed))
        connection.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE n = ?", (data, n))
    assert list(integrity.check_texts(connection)) == []


@pytest.mark.slow
def test_unreadable_pages_end_a_check_and_not_the_others(project: Path) -> None:
    chance = random.Random(7)
    whole = project.read_bytes()
    named = 0
    for _ in range(40):
        data = bytearray(whole)
        page = chance.randrange(1, len(data) // 4096)
        data[page * 4096 : page * 4096 + 4096] = chance.randbytes(4096)
        project.write_bytes(data)
        opened = sqlite3.connect(f"file:{project}?mode=ro&immutable=1", uri=True)
        named += bool(all_findings(opened))
        opened.close()
    assert named == 40


def test_a_fault_of_the_program_is_no_finding(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE articles RENAME COLUMN length TO longness")
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        list(integrity.check_texts(connection))


def test_a_large_log_beside_the_file_is_told(project: Path) -> None:
    log = project.with_name(project.name + "-wal")
    assert list(integrity.check_log_file(project)) == []
    with log.open("wb") as file:
        file.truncate(64_000_001)
    (finding,) = integrity.check_log_file(project)
    assert not finding.grave
    assert "64.0 MB" in finding.sentence


@pytest.mark.parametrize(
    ("version", "told"),
    [((3, 6, 23), 0), ((3, 7, 0), 1), ((3, 40, 1), 1), ((3, 51, 2), 1), ((3, 51, 3), 0), ((3, 53, 0), 0)],
)
def test_versions_of_sqlite_with_the_fault_of_the_log_are_told(version: tuple[int, ...], told: int) -> None:
    found = list(integrity.check_sqlite_version(version))
    assert len(found) == told
    assert not any(finding.grave for finding in found)


def test_backups_that_are_missing_old_or_broken_are_told(project: Path) -> None:
    late = "2999-01-01T00:00:00.000Z"
    assert list(integrity.check_backups((), last_change="", now=late)) == []
    (none,) = integrity.check_backups((), last_change="2026-01-01T00:00:00.000Z", now=late)
    assert "no backup" in none.sentence
    backup = make_backup(project, "p", "daily")
    assert list(integrity.check_backups(list_backups("p"), last_change=backup.at, now=late)) == []
    (old,) = integrity.check_backups(list_backups("p"), last_change=late, now=late)
    assert "work was done since" in old.sentence
    backup.path.write_bytes(backup.path.read_bytes()[:-1])
    (broken,) = integrity.check_backups(list_backups("p"), last_change=backup.at, now=late)
    assert broken.grave
    assert broken.place == backup.path.name
    assert list(integrity.check_backups(list_backups("p"), last_change=backup.at, now=late, read_back=False)) == []
