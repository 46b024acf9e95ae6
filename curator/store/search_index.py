# SPDX-License-Identifier: MIT
"""The search index: one SQLite file of FTS5 in the cache folder, beside nobody's data, that may be lost at any time.

What lives here: its tables, whether it fits a project, putting articles and codings into it, and its lock. What does
not: which changes of the project it lacks (search_sync.py), searching (search_find.py), when all this is done (tasks).

 - `words` holds the articles: contentless, so that no text is kept twice; rowid = articles.n. The head (title, outlet
   ...) can change, so it is kept in `articles`: with it and the immutable text the old words can be taken out exactly.
 - An article that is gone stays as a ghost: its text is not there any more to be taken out with, and it may come back
   by Undo under the same number. Whoever searches joins the project's articles. Many ghosts: the index is made anew.
 - `coded` holds incidents, notes and comments with their words, because those change; rowid = articles.n * 2^20 + a
   number, so that its rows go by article. `places` says what they are, whose, and who wrote a comment.
 - `about` names the project and the entry of its log up to which the index goes, with that entry's hash: a project
   restored from a backup, purged, or another one at the same path does not fit and has its index made anew.

The index is written by whoever has its lock: a new one is built beside the old and takes its place whole; what changed
since is added in short transactions. Readers wait for neither.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator import atomic, paths
from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import NotNow, UserFault
from curator.oslock import try_lock
from curator.store.connection import file_uri
from curator.store.search_coded import CodedDocument, Key
from curator.store.search_text import FOLDING_VERSION, indexed

_APPLICATION_ID = 0x43555249  # "CURI"
FORMAT = f"2 {FOLDING_VERSION}"
_MERGED_PAGES = 500  # of one step of tidying
ARTICLE_SHIFT = 20  # bits of `coded`'s rowid below the article's number
_BOUNDARY = " \ue000 "  # between two fields, so that no phrase reaches from one into the next; folding never makes it
_SEARCHED_FIELDS = tuple(name for name in ARTICLE_FIELDS if name not in ("url", "language", "retrieved", "published"))
_TABLES = (
    "CREATE TABLE about (key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE VIRTUAL TABLE words USING fts5(head, body, content='', tokenize='ascii')",
    "CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT NOT NULL, text_sha256 TEXT NOT NULL, head TEXT NOT NULL, "
    "gone INTEGER NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE coded USING fts5(open, private, tokenize='ascii')",
    "CREATE TABLE places (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, coder TEXT NOT NULL, "
    "writer TEXT NOT NULL, UNIQUE (kind, id)) STRICT",
)


class IndexUnusable(Exception):
    """There is no index, or it is broken, of another version, or another project's."""


@dataclass(frozen=True)
class ArticleWords:
    """An article as the index takes it. `fields` are those of SEARCHED_FIELDS, in that order, "" where blank."""

    n: int
    id: str
    text_sha256: str
    fields: tuple[str, ...]
    text: str

    @property
    def head(self) -> str:
        return _BOUNDARY.join(indexed(field) for field in self.fields if field)


def article_words(connection: sqlite3.Connection, ns: Iterable[int]) -> list[ArticleWords]:
    """The articles of a project with these local numbers that are there."""
    wanted = tuple(ns)
    fields = ", ".join(f"coalesce(a.{name}, '')" for name in _SEARCHED_FIELDS)
    found = connection.execute(
        f"SELECT a.n, a.id, a.text_sha256, t.text, {fields} FROM articles a JOIN article_texts t ON t.n = a.n "
        f"WHERE a.n IN ({', '.join('?' * len(wanted))}) ORDER BY a.n",
        wanted,
    ).fetchall()
    return [ArticleWords(n, row_id, sha, tuple(rest), text) for n, row_id, sha, text, *rest in found]


class SearchIndex:
    """An open index: use `open_index` or `new_index`. Its errors come out as IndexUnusable, NotNow or UserFault, each
    where it happens, so that an error of the project read at the same time is never taken for one of the index."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, making: bool = False) -> None:
        self._connection = connection
        self._path = path
        self._making = making

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and fetch all it gives."""
        with _judged(self._path, self._making):
            return self._connection.execute(sql, values).fetchall()

    def rows(self, sql: str, values: Sequence[object] = ()) -> Generator[tuple[Any, ...], None, None]:
        """What a SELECT gives, one after the other; close it where it is not read to its end."""
        with _judged(self._path, self._making):
            cursor = self._connection.execute(sql, values)
            try:
                yield from cursor
            finally:
                cursor.close()

    # ---- about

    def about(self) -> dict[str, bytes]:
        return dict(self.run("SELECT key, value FROM about"))

    def say(self, **values: bytes) -> None:
        """Note something about the index."""
        for key, value in sorted(values.items()):
            self.run("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))

    def reaches(self, seq: int, entry_hash: bytes) -> None:
        """Note that the index holds everything up to this entry of the log."""
        with self.writing():
            self.say(seq=str(seq).encode(), hash=entry_hash)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; short, because readers wait while it commits."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise
        self.run("COMMIT")

    # ---- articles

    def put_articles(self, articles: Iterable[ArticleWords]) -> None:
        """Put articles in, new or changed. Raises IndexUnusable where a number has come to mean another text."""
        for article in articles:
            head = article.head
            there = self.run("SELECT id, text_sha256, head, gone FROM articles WHERE n = ?", (article.n,))
            if not there:
                self._add_words(article.n, head, indexed(article.text))
            elif there[0][:2] != (article.id, article.text_sha256):
                raise IndexUnusable("another article has this number now")
            elif there[0][2] != head:
                body = indexed(article.text)
                self.run(
                    "INSERT INTO words (words, rowid, head, body) VALUES ('delete', ?, ?, ?)",
                    (article.n, there[0][2], body),
                )
                self._add_words(article.n, head, body)
            elif not there[0][3]:
                continue
            self.run(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, 0)",
                (article.n, article.id, article.text_sha256, head),
            )

    def _add_words(self, n: int, head: str, body: str) -> None:
        self.run("INSERT INTO words (rowid, head, body) VALUES (?, ?, ?)", (n, head, body))

    def drop_articles(self, ns: Iterable[int]) -> None:
        """These articles are gone, with everything coded in them."""
        for n in ns:
            self.run("UPDATE articles SET gone = 1 WHERE n = ?", (n,))
            self._drop_coded(row[0] for row in self.run("SELECT n FROM places WHERE n BETWEEN ? AND ?", numbers_of(n)))

    def ghosts(self) -> tuple[int, int]:
        """(articles that are gone, articles in all)."""
        gone, total = self.run("SELECT coalesce(sum(gone), 0), count(*) FROM articles")[0]
        return int(gone), int(total)

    # ---- what is coded

    def put_coded(self, keys: Iterable[Key], documents: Iterable[CodedDocument]) -> None:
        """Put the documents in and take out those of `keys` that are not among them."""
        found = {(document.kind, document.id): document for document in documents}
        for key in dict.fromkeys((*keys, *found)):
            there = [row[0] for row in self.run("SELECT n FROM places WHERE kind = ? AND id = ?", key)]
            self._drop_coded(there)
            document = found.get(key)
            if document is not None:
                kept = [n for n in there if n >> ARTICLE_SHIFT == document.article_n]
                self._add_coded(document, kept[0] if kept else self._free_number(document.article_n))

    def _add_coded(self, document: CodedDocument, n: int) -> None:
        texts = [
            _BOUNDARY.join(indexed(place.text) for place in document.places if place.private == private)
            for private in (False, True)
        ]
        self.run("INSERT INTO coded (rowid, open, private) VALUES (?, ?, ?)", (n, *texts))
        whose = (document.coder, document.writer)
        self.run("INSERT INTO places VALUES (?, ?, ?, ?, ?)", (n, document.kind, document.id, *whose))

    def _free_number(self, article_n: int) -> int:
        first, last = numbers_of(article_n)
        top = self.run("SELECT max(n) FROM places WHERE n BETWEEN ? AND ?", (first, last))[0][0]
        return first if top is None else int(top) + 1

    def _drop_coded(self, ns: Iterable[int]) -> None:
        for n in ns:
            self.run("DELETE FROM coded WHERE rowid = ?", (n,))
            self.run("DELETE FROM places WHERE n = ?", (n,))

    def coded_keys(self) -> list[Key]:
        """What of the coding is in the index."""
        return [(kind, row_id) for kind, row_id in self.run("SELECT kind, id FROM places")]

    # ---- order

    def tidy(self) -> Iterator[None]:
        """Merge what FTS5 keeps apart, which makes searching quicker; each step is short."""
        for table in ("words", "coded"):
            pages = -_MERGED_PAGES  # negative once: begin a merge of everything
            changes = 2
            while changes >= 2:  # FTS5's way of saying that it merged something
                before = self._connection.total_changes
                self.run(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
                changes = self._connection.total_changes - before
                pages = _MERGED_PAGES
                yield


def numbers_of(article_n: int) -> tuple[int, int]:
    """The first and the last rowid that what is coded in an article may have in `coded`."""
    return article_n << ARTICLE_SHIFT, (article_n + 1 << ARTICLE_SHIFT) - 1


# ---- the file


@contextmanager
def open_index(path: Path, *, write: bool = False) -> Iterator[SearchIndex]:
    """The index at this path, as long as the block lasts. Raises IndexUnusable where there is none that can be used,
    NotNow while another one writes."""
    with _judged(path):
        connection = _connect(path, "rw" if write else "ro")
    try:
        index = SearchIndex(connection, path)
        mark = index.run("PRAGMA application_id")[0][0]
        if mark != _APPLICATION_ID or index.about().get("format") != FORMAT.encode():
            raise IndexUnusable("another version's, or no index at all")
        yield index
    finally:
        connection.close()


@contextmanager
def new_index(path: Path, project_id: str, project: Path, lock: IndexLock) -> Iterator[SearchIndex]:
    """An empty index to fill; it takes the place of the old one when the block ends, and is gone when it raises.

    Whoever was killed in the making left theirs behind: it is removed, because the lock says that nobody makes one.
    Raises UserFault where it cannot be written.
    """
    _sweep(path)
    temp = atomic.temp_beside(path, database=True)
    try:
        with _judged(path, making=True):
            os.close(os.open(temp, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            connection = _connect(temp, "rw")
        try:
            index = SearchIndex(connection, path, making=True)
            _lay_out(index, project_id, project)
            yield index
        finally:
            connection.close()
        if not lock.is_still_there():
            raise NotNow("The project was forgotten while its search index was made; nothing of it was kept.")
        with _judged(path, making=True):
            atomic.sync_file(temp)
            for left in ("-journal", "-wal", "-shm"):  # of the old one; SQLite would take it for the new one's
                path.with_name(path.name + left).unlink(missing_ok=True)
            atomic.replace(temp, path)
            atomic.sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if mode == "rw" and os.name == "posix" and paths.is_file(path) and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    connection = sqlite3.connect(
        file_uri(path, f"mode={mode}"), uri=True, isolation_level=None, check_same_thread=False
    )
    for pragma in (
        "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "busy_timeout = 5000", "temp_store = MEMORY",
        "secure_delete = ON", "synchronous = NORMAL",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _lay_out(index: SearchIndex, project_id: str, project: Path) -> None:
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"application_id = {_APPLICATION_ID}"):
        index.run(f"PRAGMA {pragma}")
    for statement in _TABLES:
        index.run(statement)
    index.say(format=FORMAT.encode(), project=project_id.encode(), path=os.fsencode(os.path.realpath(project)))


@contextmanager
def _judged(path: Path, making: bool = False) -> Iterator[None]:
    """What errors of the index mean. It is never the project that is at fault, and the sentences say so."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if "fts5" in str(error) and "no such module" in str(error):
            raise UserFault(
                "Searching needs an SQLite with FTS5, which this Python does not have. All else works without."
            ) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise NotNow("The search index is being written by another window. Try again in a moment.") from error
        if code == sqlite3.SQLITE_FULL:
            raise UserFault(
                "The disk is full: the search index could not be written. Your project is whole; make room, then "
                "search again."
            ) from error
        if making:
            raise UserFault(
                f"The search index could not be written in {path.parent} ({error}). Your project is whole; check that "
                "folder, then search again."
            ) from error
        raise IndexUnusable(str(error)) from error
    except OSError as error:
        if not making:
            raise IndexUnusable(str(error)) from error
        raise disk_fault(error, "Making the search index", path) from error


def _sweep(path: Path) -> None:
    """Remove what was left of this index's making, and the indexes of projects that are not there any more."""
    with suppress(OSError):
        for left in path.parent.glob(f".{path.name}.curator-copy-*"):
            left.unlink(missing_ok=True)
        for other in path.parent.glob("*.index"):
            if other != path and not _has_project(other):
                _remove(other)


def _remove(index: Path) -> None:
    """Remove an index with all that belongs to it, unless somebody is at work on it."""
    lock = IndexLock(index)
    if lock.take():
        try:
            for file in index.parent.glob(f"*{index.name}*"):
                file.unlink(missing_ok=True)
        finally:
            lock.release()


def _has_project(index: Path) -> bool:
    """Whether the project of an index is still at its place. One that cannot be read is nobody's."""
    try:
        with open_index(index) as opened:
            return paths.exists(Path(os.fsdecode(opened.about()["path"])))
    except (IndexUnusable, KeyError):
        return False
    except UserFault:
        return True


class IndexLock:
    """One builder or writer of an index at a time, in whatever process or thread."""

    def __init__(self, index: Path) -> None:
        self._file = index.with_name(f".{index.name}.lock")
        self._fd: int | None = None

    def take(self) -> bool:
        """Ask without waiting. Where there are no locks everybody gets it: an index is whole in any case, because
        it is replaced in one step. Raises UserFault where the folder cannot be written."""
        for _ in range(8):  # the file may be removed between opening and locking: then the lock is worth nothing
            try:
                fd = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise disk_fault(error, "Making the search index", self._file.parent) from error
            if try_lock(fd) is False:
                os.close(fd)
                return False
            self._fd = fd
            if self.is_still_there():
                return True
            self.release()
        return False

    def is_still_there(self) -> bool:
        """False once the project was forgotten: then its index, with the lock, was removed."""
        try:
            there = self._file.stat()
        except OSError:
            return False
        return self._fd is not None and os.path.samestat(there, os.fstat(self._fd))

    def release(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
