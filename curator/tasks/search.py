# SPDX-License-Identifier: MIT
"""Searching a project: the index is made or brought up to date first, then asked.

What lives here: when the index is made, in which batches, with progress and cancel, and what the faces ask. What does
not: the index and the query language (store/search_*.py), filters over articles (SQL of the caller, `within`).

Every function may be called from any thread, while the project is written, and beside other windows and commands.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from curator import paths
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import NotNow, UserFault
from curator.formats.wide_codebook import widened
from curator.store.reads import Reads
from curator.store.search_coded import CodedWords, Key
from curator.store.search_find import ArticleHit, Found, PlaceHit, Search, Sort
from curator.store.search_hits import Hit, Snippet, hits_in
from curator.store.search_index import IndexUnusable, SearchIndex, article_words
from curator.store.search_index_file import IndexLock, new_index, open_index
from curator.store.search_query import Query, read_query
from curator.store.search_scope import Scope
from curator.store.search_sync import Lacking, everything, fits, lacking
from curator.tasks.job import BatchSize, Cancelled, Pace, Progress, Stopped, never, silent
from curator.workspace import Workspace

__all__ = [
    "ArticleHit", "Found", "Hit", "IndexReport", "PlaceHit", "Query", "Scope", "Snippet", "Sort", "hits_in",
    "matching_articles", "read_query", "search", "update_index",
]  # fmt: skip

_WAIT_S = 0.05
_MOST_IN_BATCH = 500  # articles or documents
_A_DOCUMENT = 400  # weight of a coded document, in code points of text


@dataclass(frozen=True)
class IndexReport:
    """What became of the index: made anew, brought up to date, or fitting already. How many articles were read."""

    outcome: Literal["made", "updated", "fitting"]
    articles: int


def update_index(workspace: Workspace, *, progress: Progress = silent, cancelled: Cancelled = never) -> IndexReport:
    """Make the index fit the project as it is now. Costs about a millisecond where it does already.

    A broken, foreign or missing index is made anew; while another window makes it, this waits. Raises Stopped where the
    user stopped it (nothing is left behind, or what was added stays and the rest follows next time), and UserFault
    where the cache folder cannot be written.
    """
    path = paths.search_index(workspace.path)
    if _fits(workspace):
        return IndexReport("fitting", 0)
    with _alone(IndexLock(path), cancelled, Pace(progress)) as lock:
        try:
            return _bring_up(workspace, Pace(progress), cancelled)
        except IndexUnusable:
            return _make(workspace, lock, Pace(progress), cancelled)


def search(
    workspace: Workspace,
    query: Query,
    scope: Scope | None = None,
    *,
    sort: Sort = "newest",
    limit: int = 50,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Found:
    """The first articles that answer a query that was understood (`query.problem` is ""), the index brought up to date
    first. Raises as `update_index` does, and NotNow while another window writes the index and does not end."""

    def ask(asked: Search) -> Found:
        return asked.articles(sort, limit)

    return _ask(workspace, query, scope or Scope(), ask, progress, cancelled)


def matching_articles(
    workspace: Workspace,
    query: Query,
    scope: Scope | None = None,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> array[int]:
    """The local numbers of all articles that answer, ascending: to filter a list with its own order. As `search`."""
    return _ask(workspace, query, scope or Scope(), Search.numbers, progress, cancelled)


_Answer = TypeVar("_Answer")


def _ask(
    workspace: Workspace,
    query: Query,
    scope: Scope,
    ask: Callable[[Search], _Answer],
    progress: Progress,
    cancelled: Cancelled,
) -> _Answer:
    if query.problem:
        raise ValueError("a query that was not understood cannot be asked")
    path = paths.search_index(workspace.path)
    for last in (False, True):
        update_index(workspace, progress=progress, cancelled=cancelled)
        try:
            with workspace.read() as reads, open_index(path) as index:
                return ask(Search(index, reads.connection, lambda: _coded_words(workspace, reads), query, scope))
        except IndexUnusable as error:
            if last:
                raise UserFault(
                    f"The search index in {path.parent} was made anew and still cannot be read ({error}). "
                    "Your project is whole; check that disk."
                ) from error
            _discard(path)
    raise AssertionError("not reached")


def _fits(workspace: Workspace) -> bool:
    try:
        with workspace.read() as reads, open_index(paths.search_index(workspace.path)) as index:
            return fits(index, reads.connection, reads.project()["id"])
    except (IndexUnusable, NotNow):
        return False


def _discard(path: Path) -> None:
    """Take away an index that broke while it was asked although it seemed to fit."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise disk_fault(error, "Making the search index", path) from error


def _coded_words(workspace: Workspace, reads: Reads) -> CodedWords:
    in_force = reads.project()["codebook"]
    others = [workspace.codebook_of(row[0]) for row in reads.codebooks()]
    return CodedWords(widened(workspace.codebook_of(in_force), others))


@contextmanager
def _alone(lock: IndexLock, cancelled: Cancelled, pace: Pace) -> Iterator[IndexLock]:
    while not lock.take():
        if cancelled():
            raise Stopped("The search was stopped while another window made the index.")
        pace.tell(0, 0, "Waiting for another window's search index")
        time.sleep(_WAIT_S)
    try:
        yield lock
    finally:
        lock.release()


def _bring_up(workspace: Workspace, pace: Pace, cancelled: Cancelled) -> IndexReport:
    with open_index(paths.search_index(workspace.path), write=True) as index:
        with workspace.read() as reads:
            wanted = lacking(index, reads.connection, reads.project()["id"])
            coded = _coded_words(workspace, reads)
        if wanted is None:
            return IndexReport("fitting", 0)
        if wanted.gone:
            with index.writing():
                index.drop_articles(wanted.gone)
        _fill(workspace, index, wanted, coded, pace, cancelled)
        index.reaches(wanted.seq, wanted.hash)
        return IndexReport("updated", len(wanted.articles))


def _make(workspace: Workspace, lock: IndexLock, pace: Pace, cancelled: Cancelled) -> IndexReport:
    with workspace.read() as reads:
        wanted = everything(reads.connection)
        coded = _coded_words(workspace, reads)
        project_id = reads.project()["id"]
    with new_index(paths.search_index(workspace.path), project_id, workspace.path, lock) as index:
        _fill(workspace, index, wanted, coded, pace, cancelled)
        for _ in index.tidy():
            _refuse_stopped(cancelled)
        index.reaches(wanted.seq, wanted.hash)
    return IndexReport("made", len(wanted.articles))


def _fill(
    workspace: Workspace, index: SearchIndex, wanted: Lacking, coded: CodedWords, pace: Pace, cancelled: Cancelled
) -> None:
    """Batch by batch: each reads a snapshot of its own and is one short transaction of the index."""
    total, done = len(wanted.articles) + len(wanted.coded), 0
    for ns in _batches(wanted.articles.items()):
        _refuse_stopped(cancelled)
        with workspace.read() as reads:
            found = article_words(reads.connection, ns)
        with index.writing():
            index.put_articles(found)
        done += len(ns)
        pace.tell(done, total, "Making the search index")
    weights: Iterable[tuple[Key, int]] = ((key, _A_DOCUMENT) for key in wanted.coded)
    for keys in _batches(weights):
        _refuse_stopped(cancelled)
        with workspace.read() as reads:
            documents = coded.documents(reads.connection, keys)
        with index.writing():
            index.put_coded(keys, documents)
        done += len(keys)
        pace.tell(done, total, "Making the search index")
    pace.end(total, "Making the search index")


_Thing = TypeVar("_Thing")


def _batches(things: Iterable[tuple[_Thing, int]]) -> Iterator[list[_Thing]]:
    """Things with their weights in batches that take about as long as a coder does not notice."""
    size, batch, weight = BatchSize(), list[_Thing](), 0
    for thing, its_weight in things:
        batch.append(thing)
        weight += its_weight
        if weight >= size.weight or len(batch) >= _MOST_IN_BATCH:
            started = time.perf_counter()
            yield batch
            size.learn(weight, time.perf_counter() - started)
            batch, weight = [], 0
    if batch:
        yield batch


def _refuse_stopped(cancelled: Cancelled) -> None:
    if cancelled():
        raise Stopped(
            "The search was stopped before its index was ready. Your project is whole; search again any time."
        )
