# SPDX-License-Identifier: MIT
"""The fixed tables of a project file, as migrations.

What lives here: our own DDL and the steps from one schema version to the next. What does not: columns and group tables
that a codebook calls for (columns.py).
A migration is a tuple of single statements that run in one transaction; `executescript` and journal pragmas, which
commit first, are not used (RELIABILITY.md 2.8).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from types import MappingProxyType

APPLICATION_ID = 0x43555241  # "CURA"

_CODED = "article TEXT NOT NULL REFERENCES articles(id), coder TEXT NOT NULL REFERENCES coders(id)"
_SPAN = (
    'start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, {columns}, '
    'CHECK (start >= 0 AND "end" > start AND length(quote) = "end" - start)'
)


def _table(name: str, columns: str) -> str:
    return f"CREATE TABLE {name} (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, {columns}) STRICT"


_VERSION_1 = (
    "CREATE TABLE project (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    _table("coders", "name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('person', 'consensus'))"),
    _table(
        "codebooks",
        "key TEXT NOT NULL, version TEXT NOT NULL, json TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, "
        "UNIQUE (key, version)",
    ),
    _table(
        "articles",
        "text_sha256 TEXT NOT NULL, original_sha256 TEXT, settled_by TEXT NOT NULL, length INTEGER NOT NULL, "
        "title TEXT, outlet TEXT, author TEXT, section TEXT, dateline TEXT, published TEXT, url TEXT, language TEXT, "
        "source_file TEXT, retrieved TEXT, added TEXT NOT NULL",
    ),
    "CREATE INDEX articles_text ON articles (text_sha256)",
    "CREATE TABLE article_texts (n INTEGER PRIMARY KEY REFERENCES articles(n), text TEXT NOT NULL) STRICT",
    _table(
        "reading",
        f"{_CODED}, state TEXT NOT NULL CHECK (state IN ('unread', 'started', 'finished', 'nothing_to_code')), "
        "UNIQUE (article, coder)",
    ),
    _table(
        "incidents",
        f"{_CODED}, codebook TEXT NOT NULL REFERENCES codebooks(id), "
        "status TEXT NOT NULL CHECK (status IN ('draft', 'finished', 'withdrawn')), "
        "position INTEGER NOT NULL, created TEXT NOT NULL",
    ),
    "CREATE INDEX incidents_article ON incidents (article, coder)",
    _table(
        "value_notes",
        "article TEXT NOT NULL REFERENCES articles(id), incident TEXT NOT NULL, row TEXT NOT NULL, "
        "field TEXT NOT NULL, state TEXT NOT NULL, basis TEXT NOT NULL, "
        "proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)), note TEXT NOT NULL, "
        "UNIQUE (article, incident, row, field)",
    ),
    "CREATE INDEX value_notes_incident ON value_notes (incident)",
    _table(
        "evidence",
        _SPAN.format(
            columns="role TEXT NOT NULL CHECK (role IN ('direct', 'anchor', 'support', 'contradicts')), "
            "article TEXT NOT NULL REFERENCES articles(id), incident TEXT REFERENCES incidents(id), "
            "row TEXT, field TEXT, position INTEGER NOT NULL, "
            "CHECK (incident IS NOT NULL OR (field IS NOT NULL AND row IS NULL))"
        ),
    ),
    "CREATE INDEX evidence_incident ON evidence (incident)",
    "CREATE INDEX evidence_article ON evidence (article)",
    _table("not_codable", _SPAN.format(columns=f"{_CODED}, reason TEXT NOT NULL, note TEXT NOT NULL")),
    "CREATE INDEX not_codable_article ON not_codable (article)",
    _table(
        "sittings",
        "coder TEXT REFERENCES coders(id), device TEXT NOT NULL, program TEXT NOT NULL, started TEXT NOT NULL",
    ),
    "CREATE TABLE changes (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, "
    "sitting TEXT NOT NULL REFERENCES sittings(id), kind TEXT NOT NULL, label TEXT NOT NULL, article TEXT, job TEXT, "
    "undoes TEXT UNIQUE, note TEXT, bulk TEXT, removed BLOB, hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT",
    "CREATE INDEX changes_job ON changes (job) WHERE job IS NOT NULL",
    "CREATE INDEX changes_article ON changes (article) WHERE article IS NOT NULL",
    "CREATE TABLE change_rows (seq INTEGER NOT NULL REFERENCES changes(seq), pos INTEGER NOT NULL, tbl TEXT NOT NULL, "
    '"row" TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (seq, pos)) STRICT, WITHOUT ROWID',
    'CREATE INDEX change_rows_row ON change_rows ("row")',
)

# Comments on articles, incidents, rows and values; `thread` is the id of the first of a conversation, also its own.
_VERSION_2 = (
    _table(
        "comments",
        f"{_CODED}, incident TEXT REFERENCES incidents(id), row TEXT, field TEXT, thread TEXT NOT NULL, "
        "text TEXT NOT NULL CHECK (text <> ''), created TEXT NOT NULL, "
        "resolved INTEGER NOT NULL CHECK (resolved IN (0, 1)), CHECK (row IS NULL OR incident IS NOT NULL)",
    ),
    "CREATE INDEX comments_article ON comments (article)",
    "CREATE INDEX comments_incident ON comments (incident) WHERE incident IS NOT NULL",
    "CREATE INDEX comments_thread ON comments (thread)",
    "CREATE INDEX reading_coder ON reading (coder, state)",
)

# Reviewing. A judgement and a decision about a pair stay when an incident they name is removed: then they speak of
# nothing that is there, and are passed over. `seen` is a fingerprint of what the judgement was made of.
_VERSION_3 = (
    _table("assignments", f"{_CODED}, added TEXT NOT NULL, UNIQUE (article, coder)"),
    _table("openings", f"{_CODED}, reason TEXT NOT NULL, created TEXT NOT NULL, UNIQUE (article, coder)"),
    _table(
        "judgements",
        f"{_CODED}, incident TEXT, consensus TEXT, row TEXT, field TEXT, "
        "verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'returned', 'reopened', 'checked', "
        "'agreed', 'adopted', 'neither', 'changed')), reason TEXT NOT NULL, "
        "unclear INTEGER NOT NULL CHECK (unclear IN (0, 1)), seen TEXT NOT NULL, created TEXT NOT NULL, "
        "CHECK (incident IS NOT NULL OR consensus IS NOT NULL), CHECK (row IS NULL OR row <> '')",
    ),
    "CREATE INDEX judgements_article ON judgements (article)",
    # What was said of incidents as a whole: a handful among very many judgements of values.
    "CREATE INDEX judgements_incident ON judgements (incident, created, verdict, article) "
    'WHERE incident IS NOT NULL AND "row" IS NULL AND field IS NULL',
    _table(
        "pairs",
        f"{_CODED}, one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL CHECK (same IN (0, 1)), "
        "created TEXT NOT NULL, UNIQUE (coder, one, other), CHECK (one < other)",
    ),
    "CREATE INDEX pairs_article ON pairs (article)",
    # What hand-overs told of each unit: the ids of its own changes, and up to when those of this file's log count in.
    _table(
        "versions",
        "kind TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles(id), coder TEXT NOT NULL, known TEXT NOT NULL, "
        "through TEXT NOT NULL, gone INTEGER NOT NULL CHECK (gone IN (0, 1))",
    ),
    "CREATE INDEX versions_article ON versions (article)",
    # Versions that were received and do not stand: in conflict with the one that does, or waiting for what they name.
    _table(
        "versions_aside",
        "unit TEXT NOT NULL, kind TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles(id), coder TEXT NOT NULL, "
        "known TEXT NOT NULL, content TEXT, why TEXT NOT NULL CHECK (why IN ('conflict', 'waiting')), "
        "received TEXT NOT NULL",
    ),
    "CREATE INDEX versions_aside_unit ON versions_aside (unit)",
    "CREATE INDEX versions_aside_article ON versions_aside (article)",
)

# How articles came in, newer versions of articles, near-duplicates, what a project remembers, releases. Words that wait
# for a place stay when the incident they name is removed, as judgements do, and `from_article` may be gone too: they
# hold the words themselves. `reason` and `note`: of a passage that is not codable, else NULL.
_VERSION_4 = (
    _table(
        "article_origins",
        "article TEXT NOT NULL UNIQUE REFERENCES articles(id), reader TEXT NOT NULL, reader_version TEXT NOT NULL, "
        "media TEXT NOT NULL",
    ),
    "CREATE TABLE article_originals (n INTEGER PRIMARY KEY REFERENCES article_origins(n), data BLOB NOT NULL) STRICT",
    _table(
        "article_versions",
        "article TEXT NOT NULL UNIQUE REFERENCES articles(id), follows TEXT NOT NULL REFERENCES articles(id), "
        "created TEXT NOT NULL, CHECK (article <> follows)",
    ),
    "CREATE INDEX article_versions_follows ON article_versions (follows)",
    _table(
        "waiting_evidence",
        f"{_CODED}, incident TEXT, row TEXT, field TEXT, "
        "role TEXT NOT NULL CHECK (role IN ('direct', 'anchor', 'support', 'contradicts')), "
        "quote TEXT NOT NULL CHECK (quote <> ''), before TEXT NOT NULL, after TEXT NOT NULL, "
        'from_article TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, position INTEGER NOT NULL, '
        "reason TEXT, note TEXT, created TEXT NOT NULL, "
        "CHECK ((incident IS NOT NULL AND reason IS NULL) "
        "OR (incident IS NULL AND row IS NULL AND (field IS NULL) = (reason IS NOT NULL)))",
    ),
    "CREATE INDEX waiting_evidence_article ON waiting_evidence (article)",
    "CREATE INDEX waiting_evidence_incident ON waiting_evidence (incident) WHERE incident IS NOT NULL",
    _table(
        "article_pairs",
        "one TEXT NOT NULL REFERENCES articles(id), other TEXT NOT NULL REFERENCES articles(id), "
        "decision TEXT NOT NULL CHECK (decision IN ('same report', 'different')), "
        "coder TEXT NOT NULL REFERENCES coders(id), created TEXT NOT NULL, UNIQUE (one, other), CHECK (one < other)",
    ),
    "CREATE INDEX article_pairs_other ON article_pairs (other)",
    _table(
        "saved",
        "kind TEXT NOT NULL CHECK (kind IN ('view', 'profile', 'mapping')), name TEXT NOT NULL CHECK (name <> ''), "
        "json TEXT NOT NULL, coder TEXT REFERENCES coders(id), created TEXT NOT NULL, UNIQUE (kind, name)",
    ),
    _table(
        "releases",
        "name TEXT NOT NULL UNIQUE CHECK (name <> ''), coder TEXT REFERENCES coders(id), created TEXT NOT NULL, "
        "options TEXT NOT NULL, counts TEXT NOT NULL, sha256 TEXT NOT NULL",
    ),
    "CREATE TABLE release_sets (n INTEGER PRIMARY KEY REFERENCES releases(n), data BLOB NOT NULL) STRICT",
)

# One entry for each schema version, oldest first; user_version of a file is the number of those it has.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4)
SCHEMA_VERSION = len(MIGRATIONS)

# Tables whose rows are data of the project: logged, undone, digested. Group tables are added by name.
FIXED_TABLES = (
    "project", "coders", "codebooks", "articles", "reading", "incidents", "value_notes", "evidence", "not_codable",
    "comments", "assignments", "openings", "judgements", "pairs", "versions", "versions_aside",
    "article_origins", "article_versions", "waiting_evidence", "article_pairs", "saved", "releases",
)  # fmt: skip

# Those that belong to an article besides what is coded in it.
REVIEW_TABLES = ("assignments", "openings", "judgements", "pairs", "versions", "versions_aside")
# Where an article stands beside another one, or what belongs to it alone: (table, column that names the article).
ARTICLE_TABLES = (
    ("article_origins", "article"), ("article_versions", "article"), ("article_versions", "follows"),
    ("waiting_evidence", "article"), ("article_pairs", "one"), ("article_pairs", "other"),
)  # fmt: skip

# One large thing for each row of another table, by its `n`: written in bulk, never changed, hashed by its own SHA-256.
BLOB_TABLES: Mapping[str, str] = MappingProxyType({"article_originals": "article_origins", "release_sets": "releases"})
BESIDE_TABLES = ("article_texts", *BLOB_TABLES)


def tables_there(connection: sqlite3.Connection, tables: Iterable[str] = FIXED_TABLES) -> tuple[str, ...]:
    """Those of these tables that a file has: one of an earlier version, opened for reading, lacks the later ones."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()}
    return tuple(table for table in tables if table in there)


def migrate(connection: sqlite3.Connection, to: int = SCHEMA_VERSION) -> None:
    """Bring an open transaction's file to a schema version. The caller has made a backup and begun the transaction."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version >= to:
        return
    for step in MIGRATIONS[version:to]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {to}")
