# SPDX-License-Identifier: MIT
"""Is a project whole? The parts of `curator check` that look at the file, its rows and its backups.

What lives here: SQLite's own checks, texts against their hashes, marked words against the texts, rows that point
nowhere, tables against the codebooks, log file, SQLite's version, backups (RELIABILITY.md 3.6). SQLite finds almost no
changed text, so the hashes and quotes are what counts (1.3). What does not: the change log (log.py, replay.py), and
mending anything. Every check only reads, names all it finds, and goes on.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from curator.domain.canonical import sha256_of
from curator.domain.disk_faults import in_words
from curator.domain.faults import UserFault
from curator.domain.graphemes import grapheme_start
from curator.store import codebooks
from curator.store.backup import Backup, check_backup
from curator.store.ddl import APPLICATION_ID, SCHEMA_VERSION, tables_there
from curator.store.schema_form import differences, expected_form, normal_form
from curator.store.undo import group_tables

_MOST_FROM_SQLITE = 100
_LARGE_LOG_BYTES = 64_000_000
_OLD_BACKUP = timedelta(days=7)
# SQLite could damage a database in WAL mode that two connections write and checkpoint at once: from, fixed in.
_WAL_RESET_BUG = ((3, 7, 0), (3, 51, 3))
_BROKEN_FILE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Finding:
    """One thing found: its kind (a slug, for programs), a sentence, and where ("article ID", "evidence ID", a table).

    What is not `grave` is good to know, and no damage.
    """

    kind: str
    sentence: str
    place: str = ""
    grave: bool = True


def _reading_on(kind: str) -> Callable[[Callable[..., Iterator[Finding]]], Callable[..., Iterator[Finding]]]:
    """A check that meets unreadable pages or bytes ends with a finding, so that the other checks still run."""

    def wrap(check: Callable[..., Iterator[Finding]]) -> Callable[..., Iterator[Finding]]:
        @functools.wraps(check)
        def guarded(connection: sqlite3.Connection, *rest: object) -> Iterator[Finding]:
            try:
                yield from check(connection, *rest)
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", None)
                if code is not None and code & 0xFF not in _BROKEN_FILE:
                    raise
                yield Finding(kind, f"A part of the file cannot be read ({error}); this check could not go on.")

        return guarded

    return wrap


@_reading_on("pages")
def check_pages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """SQLite's integrity_check: pages, indexes, CHECKs, types."""
    for (message,) in connection.execute(f"PRAGMA integrity_check({_MOST_FROM_SQLITE})").fetchall():
        if message != "ok":
            yield Finding("pages", f"SQLite reports: {message}.")


@_reading_on("pages")
def check_pages_quickly(connection: sqlite3.Connection) -> Iterator[Finding]:
    """SQLite's quick_check: as `check_pages`, without comparing indexes with their tables; many times faster."""
    for (message,) in connection.execute(f"PRAGMA quick_check({_MOST_FROM_SQLITE})").fetchall():
        if message != "ok":
            yield Finding("pages", f"SQLite reports: {message}.")


@_reading_on("references")
def check_references(connection: sqlite3.Connection) -> Iterator[Finding]:
    """SQLite's foreign_key_check: rows that refer to a row that is not there."""
    for table, row, target, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        sentence = f"A row of {table} refers to a row of {target} that is not there."
        yield Finding("references", sentence, f"{table} {row}")


@_reading_on("marks")
def check_marks(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the file says that it is a project, and of which version."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id != APPLICATION_ID:
        yield Finding("marks", "The file does not say that it is a Curator project.", "application_id")
    if version > SCHEMA_VERSION:
        yield Finding("marks", f"The file was made by a newer version (format {version}).", "user_version", grave=False)
    elif version < 1:
        yield Finding("marks", f"The file has format {version}, not {SCHEMA_VERSION}.", "user_version")
    elif version < SCHEMA_VERSION:
        sentence = f"The file has format {version}; it gets format {SCHEMA_VERSION} when it is opened for writing."
        yield Finding("marks", sentence, "user_version", grave=False)


@_reading_on("tables")
def check_tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The tables against those the project's codebooks call for; the codebooks against their own hashes."""
    for row_id, text, digest in connection.execute("SELECT id, CAST(json AS BLOB), sha256 FROM codebooks").fetchall():
        if sha256_of(bytes(text)) != digest:
            yield Finding("codebooks", "A codebook is not as it was adopted.", f"codebook {row_id}")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        known = version if 1 <= version <= SCHEMA_VERSION else SCHEMA_VERSION
        expected = expected_form(codebooks.all_of(connection).values(), known)
    except (ValueError, KeyError, TypeError, UserFault) as fault:
        yield Finding("codebooks", f"A codebook cannot be read ({fault}), so the tables were not compared.")
        return
    for sentence in differences(normal_form(connection), expected):
        yield Finding("tables", sentence)


@_reading_on("texts")
def check_texts(connection: sqlite3.Connection, progress: Progress = lambda done: None) -> Iterator[Finding]:
    """Each article's text against its hash and length, each marked passage against the text (code points).

    `progress` is called with the number of articles done.
    """
    articles = connection.execute(
        "SELECT a.id, a.text_sha256, a.length, CAST(t.text AS BLOB) FROM articles a "
        "LEFT JOIN article_texts t ON t.n = a.n ORDER BY a.n"
    )
    for done, (article, digest, length, data) in enumerate(articles, 1):
        progress(done)
        place = f"article {article}"
        if data is None:
            yield Finding("texts", "The text of an article is missing.", place)
            continue
        if sha256_of(data) != digest:
            yield Finding("texts", "The text of an article is not the one that was imported.", place)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            yield Finding("texts", "The text of an article is damaged, so its marked words were not compared.", place)
            continue
        if len(text) != length:
            yield Finding("texts", f"An article has {len(text):,} characters, not {length:,}.", place)
        yield from _check_spans(connection, article, text)


def _check_spans(connection: sqlite3.Connection, article: str, text: str) -> Iterator[Finding]:
    for table in ("evidence", "not_codable"):
        spans = connection.execute(
            f'SELECT id, start, "end", CAST(quote AS BLOB) FROM {table} WHERE article = ? ORDER BY n', (article,)
        ).fetchall()
        for row_id, start, end, quote in spans:
            place = f"{table} {row_id}"
            if not 0 <= start < end <= len(text):
                yield Finding("spans", f"Marked words lie outside their article ({start} to {end}).", place)
            elif text[start:end].encode("utf-8", "surrogatepass") != quote:
                yield Finding("spans", f"Marked words are not those of the article at {start} to {end}.", place)
            elif _cuts_a_character(text, start) or _cuts_a_character(text, end):
                sentence = f"Marked words at {start} to {end} begin or end inside a character."
                yield Finding("graphemes", sentence, place, grave=False)


def _cuts_a_character(text: str, at: int) -> bool:
    return at < len(text) and grapheme_start(text, at) != at


@_reading_on("orphans")
def check_orphans(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rows that belong to nothing, where the tables themselves cannot see it."""
    members = " UNION ALL ".join(
        f'SELECT id, incident FROM "{table}"' for table in group_tables(connection)
    ) or "SELECT NULL AS id, NULL AS incident WHERE 0"  # fmt: skip
    for table, what, query in (
        ("evidence", "Marked words belong to an incident of another article.",
         "SELECT e.id FROM evidence e JOIN incidents i ON i.id = e.incident WHERE i.article <> e.article"),
        ("evidence", "Marked words belong to a row that is not there.",
         "SELECT e.id FROM evidence e LEFT JOIN members r ON r.id = e.row AND r.incident = e.incident "
         "WHERE e.row IS NOT NULL AND r.id IS NULL"),
        ("value_notes", "A note on a value belongs to an incident that is not there.",
         "SELECT v.id FROM value_notes v LEFT JOIN incidents i ON i.id = v.incident AND i.article = v.article "
         "WHERE v.incident <> '' AND i.id IS NULL"),
        ("value_notes", "A note on a value belongs to a row that is not there.",
         "SELECT v.id FROM value_notes v LEFT JOIN members r ON r.id = v.row AND r.incident = v.incident "
         "WHERE v.row <> '' AND r.id IS NULL"),
        ("comments", "A comment belongs to an incident of another article.",
         "SELECT c.id FROM comments c JOIN incidents i ON i.id = c.incident WHERE i.article <> c.article"),
        ("comments", "A comment belongs to a row that is not there.",
         "SELECT c.id FROM comments c LEFT JOIN members r ON r.id = c.row AND r.incident = c.incident "
         "WHERE c.row IS NOT NULL AND r.id IS NULL"),
        ("article_texts", "A text belongs to no article.",
         "SELECT t.n FROM article_texts t LEFT JOIN articles a ON a.n = t.n WHERE a.n IS NULL"),
        ("project", "The codebook in force is not in the project.",
         "SELECT p.value FROM project p LEFT JOIN codebooks b ON b.id = p.value "
         "WHERE p.key = 'codebook' AND b.id IS NULL"),
    ):  # fmt: skip
        if not tables_there(connection, (table,)):
            continue
        for (row_id,) in connection.execute(f"WITH members AS ({members}) {query}").fetchall():
            yield Finding("orphans", what, f"{table} {row_id}")


def check_log_file(project: Path) -> Iterator[Finding]:
    """Whether the write-ahead log beside the file has grown beyond what the writer lets it."""
    try:
        size = project.with_name(project.name + "-wal").stat().st_size
    except OSError:
        return
    if size > _LARGE_LOG_BYTES:
        sentence = f"The log file beside the project holds {in_words(size)}. Closing the project takes it in."
        yield Finding("log_file", sentence, f"{project.name}-wal", grave=False)


def check_sqlite_version(version: Sequence[int] = sqlite3.sqlite_version_info) -> Iterator[Finding]:
    """Whether this SQLite is one whose log can be damaged by a second writer."""
    since, fixed = _WAL_RESET_BUG
    if since <= tuple(version) < fixed:
        shown, better = ".".join(map(str, version)), ".".join(map(str, fixed))
        sentence = (
            f"SQLite {shown} can damage a project when two programs write it at the same moment (mended in {better}). "
            "Curator lets only one write; let no other program change the file while it is open."
        )
        yield Finding("sqlite_version", sentence, shown, grave=False)


def check_backups(
    backups: Sequence[Backup], *, last_change: str, now: str, read_back: bool = True
) -> Iterator[Finding]:
    """The age of the newest backup, and whether each one can be read (times UTC as everywhere)."""
    if last_change and not backups:
        yield Finding("backups", "There is no backup of this project yet.", grave=False)
    elif last_change and last_change > backups[0].at and _time(now) - backups[0].moment > _OLD_BACKUP:
        yield Finding("backups", f"The newest backup is of {backups[0].at[:10]}, and work was done since.", grave=False)
    for backup in backups if read_back else ():
        try:
            check_backup(backup)
        except UserFault as fault:
            yield Finding("backups", f"A backup is not sound: {fault.sentence}", backup.path.name)


def _time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp.replace("Z", "+00:00"))
