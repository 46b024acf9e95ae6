# SPDX-License-Identifier: MIT
"""The search index: one SQLite file of FTS5 in the cache folder, beside nobody's data, that may be lost at any time.

What lives here: its tables, putting articles and codings into it and taking them out, what its errors mean. What does
not: opening, making and removing its file (search_index_file.py), which changes of the project it lacks
(search_sync.py), searching (search_find.py), when all this is done (tasks).

 - `words` holds the articles: contentless, so that no text is kept twice; rowid = articles.n. The head (title, outlet
   ...) can change, so it is kept in `articles`: with it and the immutable text the old words can be taken out exactly.
 - An article that is gone stays as a ghost: its text is not there any more to be taken out with, and it may come back
   by Undo under the same number. Whoever searches joins the project's articles. Many ghosts: the index is made anew.
 - `coded` holds incidents, notes and comments with their words, because those change; rowid = articles.n * 2^20 + a
   number, so that its rows go by article. `places` says what they are, whose, and who wrote a comment.
 - `about` names the project and the entry of its log up to which the index goes, with that entry's hash: a project
   restored from a backup, purged, or another one at the same path does not fit and has its index made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.domain.coding import ARTICLE_FIELDS
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import NotNow, UserFault
from curator.store.search_coded import CodedDocument, Key
from curator.store.search_text import FOLDING_VERSION, indexed

FORMAT = f"2 {FOLDING_VERSION}"
_MERGED_PAGES = 500  # of one step of tidying
ARTICLE_SHIFT = 20  # bits of `coded`'s rowid below the article's number
_BOUNDARY = " \ue000 "  # between two fields, so that no phrase reaches from one into the next; folding never makes it
_SEARCHED_FIELDS = tuple(name for name in ARTICLE_FIELDS if name not in ("url", "language", "retrieved", "published"))
TABLES = (
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
        with judged(self._path, self._making):
            return self._connection.execute(sql, values).fetchall()

    def rows(self, sql: str, values: Sequence[object] = ()) -> Generator[tuple[Any, ...], None, None]:
        """What a SELECT gives, one after the other; close it where it is not read to its end."""
        with judged(self._path, self._making):
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


@contextmanager
def judged(path: Path, making: bool = False) -> Iterator[None]:
    """What errors of the index at this path mean. The project is never at fault, and the sentences say so."""
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
