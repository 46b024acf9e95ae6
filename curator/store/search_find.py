# SPDX-License-Identifier: MIT
"""Searching: from a query to the articles that answer it, with the words found and what stands around them.

What lives here: asking the index, keeping what is in the project now, and showing why each article was found. What does
not: the query language (search_query.py), keeping the index up to date (search_sync.py, tasks).

An article is found where the whole query is answered by its text and head together, or by one incident, note or comment
of it. What may be looked into is said by a scope (search_scope.py).
The index is read by a connection of its own, not attached to the project's: so an error of the cache is never taken for
one of the project, and it also works where a project allows one connection only.
"""

from __future__ import annotations

import heapq
import sqlite3
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any, Literal

from curator.domain.coding import ARTICLE_FIELDS
from curator.store import articles as article_reads
from curator.store.search_coded import CodedDocument, CodedWords, Key, metadata_label
from curator.store.search_hits import Hit, Snippet, hits_in, snippet
from curator.store.search_index import ARTICLE_SHIFT, SearchIndex, numbers_of
from curator.store.search_query import Query
from curator.store.search_scope import Asking, Scope, Sight

Sort = Literal["newest", "best"]
_HEAD_WEIGHT = 4.0  # a word in the title counts for as much as four in the text
MOST_RANKED = 30_000  # where more answer than these and one, the newest of them are ranked
_MORE = 200  # candidates looked at at a time
_FROM = "FROM coded c JOIN places p ON p.n = c.rowid"
_PLACE = f"c.rowid >> {ARTICLE_SHIFT}, p.coder, p.writer {_FROM}"
_RANKED_PLACE = f"c.rowid >> {ARTICLE_SHIFT}, c.rank, p.coder, p.writer {_FROM}"


@dataclass(frozen=True)
class PlaceHit:
    """Words found beside the article's text: in its head ("head"), a value, a note or a comment (`what`).

    `kind` "article" (its metadata, or notes on them), "incident", "not_codable" or "comment"; `id` is that of the
    article, incident, passage or comment. `incident` and its readable `number`: the one it is, or that a comment is
    about; else "" and 0. `coder`: whose layer it belongs to; `writer`: who wrote a comment. `text` is cut from the
    value as it stands.
    """

    what: str
    kind: str
    id: str
    incident: str
    number: int
    coder: str
    writer: str
    group: str
    row: str
    field: str
    label: str
    private: bool
    text: Snippet


@dataclass(frozen=True)
class ArticleHit:
    """An article that answers the query. `score`: the higher the better, comparable within one search; 0 if not asked.

    `hits`: in the article's text, code points, in order (at most 1,000); `snippet` shows the best of them. Where the
    text with its head is no answer, and only `places` are, there are no hits and the snippet is the text's beginning.
    """

    n: int
    id: str
    title: str
    outlet: str
    published: str
    language: str
    source_file: str
    score: float
    snippet: Snippet
    hits: tuple[Hit, ...]
    places: tuple[PlaceHit, ...]


@dataclass(frozen=True)
class Found:
    """`more`: whether there are further articles beyond the limit."""

    articles: tuple[ArticleHit, ...]
    more: bool


class Search:
    """One query to one index over one snapshot of the project."""

    def __init__(
        self,
        index: SearchIndex,
        project: sqlite3.Connection,
        coded: Callable[[], CodedWords],
        query: Query,
        scope: Scope,
    ) -> None:
        self._index = index
        self._project = project
        self._coded = coded
        self._query = query
        self._scope = scope if scope.within is None else replace(scope, within=frozenset(scope.within))
        self._wanted_words = query.expression
        self._askings = Sight(project, scope).askings(query.expression)

    def articles(self, sort: Sort, limit: int) -> Found:
        """The first `limit` articles: those added last, or those that answer best (equal ones: added last)."""
        scored = self._best(limit + 1) if sort == "best" else dict.fromkeys(self._newest(limit + 1), 0.0)
        lines = {line.n: line for line in article_reads.lines(self._project, list(scored))}
        shown = [(n, score) for n, score in scored.items() if n in lines]
        answering = self._answering([n for n, _ in shown[:limit]])
        coded = self._places(self._keys([n for n, _ in shown[:limit]]))
        found = []
        for n, score in shown[:limit]:
            line = lines[n]
            text, itself = self._text(n), n in answering
            hits = tuple(hits_in(text, self._query)) if itself else ()
            places = (*(self._head(line.id) if itself else ()), *coded.get(n, ()))
            found.append(
                ArticleHit(
                    n, line.id, line.title, line.outlet, line.published, line.language, line.source_file, score,
                    snippet(text, hits), hits, places,
                )
            )  # fmt: skip
        return Found(tuple(found), len(shown) > limit)

    def numbers(self) -> array[int]:
        """The local numbers of all articles that answer, ascending, 8 bytes each."""
        found = {n for (n,) in self._index.rows("SELECT rowid FROM words WHERE words MATCH ?", (self._wanted_words,))}
        if self._has_coded():
            sql = f"SELECT DISTINCT {_PLACE} WHERE c.coded MATCH ?"
            for asking in self._askings:
                rows = self._index.rows(sql, (asking.expression,))
                found |= {n for n, coder, writer in rows if asking.counts(n, coder, writer)}
        there = {row[0] for row in self._project.execute("SELECT n FROM articles").fetchall()}
        return array("q", sorted(n for n in found & there if self._scope.has(n)))

    # ---- which articles

    def _newest(self, most: int) -> list[int]:
        with ExitStack() as stack:

            def rows(sql: str, expression: str) -> Generator[tuple[Any, ...], None, None]:
                return stack.enter_context(closing(self._index.rows(sql, (expression,))))

            words = rows("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC", self._wanted_words)
            found: list[Iterator[int]] = [(row[0] for row in words)]
            if self._has_coded():
                sql = f"SELECT {_PLACE} WHERE c.coded MATCH ? ORDER BY c.rowid DESC"
                for asking in self._askings:
                    found.append(_counting(rows(sql, asking.expression), asking))
            both = heapq.merge(*found, reverse=True)
            return list(islice(self._there(n for n, _ in groupby(both)), most))

    def _best(self, most: int) -> dict[int, float]:
        """The best of either kind are among the best of both; an article counts as its better one."""
        sql = (
            "SELECT rowid, rank FROM words WHERE words MATCH ? AND rowid >= ? "
            f"AND rank MATCH 'bm25({_HEAD_WEIGHT}, 1.0)' ORDER BY rank"
        )
        first = self._first_ranked("words", self._wanted_words)
        scores = self._first(self._index.rows(sql, (self._wanted_words, first)), most)
        if self._has_coded():
            sql = f"SELECT {_RANKED_PLACE} WHERE c.coded MATCH ? AND c.rowid >= ? ORDER BY c.rank"
            for asking in self._askings:
                first = self._first_ranked("coded", asking.expression)
                coded = self._first(self._index.rows(sql, (asking.expression, first)), most, asking)
                for n, score in coded.items():
                    scores[n] = max(score, scores.get(n, score))
        ordered = sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))
        return dict(ordered[:most])

    def _first_ranked(self, table: str, wanted: str) -> int:
        """The row number from which on rows are ranked: words that are nearly everywhere tell no article from another,
        and ranking takes a microsecond a word found."""
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET {MOST_RANKED}"
        found = self._index.run(sql, (wanted,))
        return int(found[0][0]) if found else 0

    def _first(
        self, ranked: Generator[tuple[Any, ...], None, None], most: int, asking: Asking | None = None
    ) -> dict[int, float]:
        scores: dict[int, float] = {}

        def fresh() -> Iterator[int]:
            for n, rank, *whose in ranked:
                if n not in scores and (asking is None or asking.counts(n, *whose)):
                    scores[n] = -rank
                    yield n

        with closing(ranked):
            kept = list(islice(self._there(fresh()), most))
        return {n: scores[n] for n in kept}

    def _there(self, ns: Iterable[int]) -> Iterator[int]:
        """Those that the project has now and the scope lets through; the index may have ghosts."""
        wanted = (n for n in ns if self._scope.has(n))
        while some := list(islice(wanted, _MORE)):
            marks = ", ".join("?" * len(some))
            there = {row[0] for row in self._project.execute(f"SELECT n FROM articles WHERE n IN ({marks})", some)}
            yield from (n for n in some if n in there)

    # ---- what is coded

    def _has_coded(self) -> bool:
        return bool(self._index.run("SELECT 1 FROM places LIMIT 1"))

    def _keys(self, ns: Sequence[int]) -> dict[Key, bool]:
        """What is coded in these articles and answers the query, and whether its private texts do."""
        if not self._has_coded():
            return {}
        spans = [numbers_of(n) for n in ns]
        sql = "SELECT kind, id, coder, writer FROM places WHERE n = ?"
        numbers = [
            (number, asking) for asking in self._askings for number in self._matching("coded", asking.expression, spans)
        ]
        found: dict[Key, bool] = {}
        for number, asking in sorted(numbers, key=lambda pair: pair[0]):
            kind, row_id, coder, writer = self._index.run(sql, (number,))[0]
            if asking.counts(number >> ARTICLE_SHIFT, coder, writer):
                found[kind, row_id] = asking.private
        return found

    def _matching(self, table: str, wanted: str, spans: Sequence[tuple[int, int]]) -> set[int]:
        """The row numbers within these spans that match. A beginning of a word costs the same for one row as for all,
        because FTS5 gathers every word that begins so; other queries go straight to the row."""
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?"
        if not spans:
            return set()
        if '"*' in wanted:
            whole = (min(first for first, _ in spans), max(last for _, last in spans))
            shift = ARTICLE_SHIFT if table == "coded" else 0
            articles = {first >> shift for first, _ in spans}
            return {n for (n,) in self._index.rows(sql, (wanted, *whole)) if n >> shift in articles}
        return {row[0] for span in spans for row in self._index.run(sql, (wanted, *span))}

    def _places(self, keys: Mapping[Key, bool]) -> dict[int, list[PlaceHit]]:
        """The words found in these, by the number of their article; read for all articles at once."""
        found: dict[int, list[PlaceHit]] = {}
        for document in self._coded().documents(self._project, keys) if keys else ():
            hits = self._hits_of(document, keys[document.kind, document.id])
            found.setdefault(document.article_n, []).extend(hits)
        return found

    def _hits_of(self, document: CodedDocument, private: bool) -> Iterator[PlaceHit]:
        for place in document.places:
            hits = hits_in(place.text, self._query) if private or not place.private else []
            if hits:
                yield PlaceHit(
                    place.what, document.kind, document.id, document.incident, document.number, document.coder,
                    document.writer, place.group, place.row, place.field, place.label, place.private,
                    snippet(place.text, hits),
                )  # fmt: skip

    # ---- the article itself

    def _answering(self, ns: Sequence[int]) -> set[int]:
        """Those whose text and head answer the query: hits of a text that does not would tell the wrong story."""
        if not self._has_coded():
            return set(ns)
        return self._matching("words", self._wanted_words, [(n, n) for n in ns])

    def _text(self, n: int) -> str:
        found = self._project.execute("SELECT text FROM article_texts WHERE n = ?", (n,)).fetchone()
        return str(found[0]) if found else ""

    def _head(self, article_id: str) -> Sequence[PlaceHit]:
        article = article_reads.head(self._project, article_id)
        if article is None:
            return ()
        found = []
        for name in ARTICLE_FIELDS:
            value = article.fields.get(name, "")
            hits = hits_in(value, self._query) if value else []
            if hits:
                cut, label = snippet(value, hits), metadata_label(name)
                found.append(PlaceHit("head", "article", article_id, "", 0, "", "", "", "", name, label, False, cut))
        return found


def _counting(rows: Iterable[tuple[int, str, str]], asking: Asking) -> Iterator[int]:
    return (n for n, coder, writer in rows if asking.counts(n, coder, writer))
