# SPDX-License-Identifier: MIT
"""Reading what a project keeps beside its codings (domain/kept.py).

What lives here: SELECTs over origins and original bytes, versions of articles, pairs, waiting words, what is saved by
name, releases. What does not: writing (operations). A file of an earlier version, opened for reading, has none of it.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from typing import Any

from curator.domain.faults import UserFault
from curator.domain.kept import MOST_ORIGINAL, ArticlePair, Origin, Release, Waiting
from curator.store.ddl import tables_there

_WAITING = (
    "id", "article", "coder", "quote", "before", "after", "incident", "row", "field", "role", "position",
    "from_article", "start", "end", "reason", "note", "created",
)  # fmt: skip


# -- how articles came in ----------------------------------------------------------------------------------------------
def origin(connection: sqlite3.Connection, article: str) -> Origin | None:
    """How an article was read; None where nobody noted it."""
    if not tables_there(connection, ("article_origins",)):
        return None
    found = connection.execute(
        "SELECT reader, reader_version, media, EXISTS (SELECT 1 FROM article_originals b WHERE b.n = o.n) "
        "FROM article_origins o WHERE article = ?",
        (article,),
    ).fetchall()
    if not found:
        return None
    reader, reader_version, media, is_kept = found[0]
    return Origin(reader, reader_version, media, bool(is_kept))


def original(connection: sqlite3.Connection, article: str) -> bytes | None:
    """The bytes an article was read from; None where they are not kept. Raises UserFault where they are damaged."""
    if not tables_there(connection, ("article_originals",)):
        return None
    found = connection.execute(
        "SELECT b.data FROM article_originals b JOIN article_origins o ON o.n = b.n WHERE o.article = ?", (article,)
    ).fetchall()
    return unpacked(found[0][0]) if found else None


def packed(data: bytes) -> bytes:
    """Original bytes as they are kept: compressed quickly, for files are many and most are compressed already."""
    return zlib.compress(data, 1)


def unpacked(data: bytes) -> bytes:
    """What `packed` made, never more than is kept of one file. Raises UserFault."""
    unpacking = zlib.decompressobj()
    try:
        whole = unpacking.decompress(data, MOST_ORIGINAL + 1)
    except zlib.error as error:
        raise UserFault(f"The original file of this article is damaged ({error}).") from error
    if len(whole) > MOST_ORIGINAL or not unpacking.eof:
        raise UserFault("The original file of this article is damaged (it does not end where it must).")
    return whole


# -- versions of articles ----------------------------------------------------------------------------------------------
def follows(connection: sqlite3.Connection, article: str) -> str:
    """The article of which this one is the next version; "" where it is the first."""
    return _one(connection, "SELECT follows FROM article_versions WHERE article = ?", article)


def followed_by(connection: sqlite3.Connection, article: str) -> str:
    """The article that is the next version of this one, the newest where there are several; "" where none is."""
    return _one(connection, "SELECT article FROM article_versions WHERE follows = ? ORDER BY n DESC", article)


def versions_of(connection: sqlite3.Connection, article: str) -> tuple[str, ...]:
    """All versions of the report an article is a version of, the oldest first; the article alone where it is one."""
    first, seen = article, {article}
    while (older := follows(connection, first)) and older not in seen:
        first = older
        seen.add(older)
    found, at = [first], 0
    while at < len(found):
        if tables_there(connection, ("article_versions",)):
            rows = connection.execute("SELECT article FROM article_versions WHERE follows = ? ORDER BY n", (found[at],))
            found += [str(row[0]) for row in rows.fetchall() if row[0] not in found]
        at += 1
    return tuple(found)


def superseded(connection: sqlite3.Connection) -> set[str]:
    """The articles of which there is a newer version."""
    if not tables_there(connection, ("article_versions",)):
        return set()
    return {str(row[0]) for row in connection.execute("SELECT follows FROM article_versions").fetchall()}


def _one(connection: sqlite3.Connection, query: str, value: str) -> str:
    if not tables_there(connection, ("article_versions",)):
        return ""
    found = connection.execute(f"{query} LIMIT 1", (value,)).fetchall()
    return str(found[0][0]) if found else ""


def waiting(connection: sqlite3.Connection, article: str, coder: str = "") -> tuple[Waiting, ...]:
    """Words of an older version that wait in an article for a place, in the order they had; of one coder, or all."""
    if not tables_there(connection, ("waiting_evidence",)):
        return ()
    listed = ", ".join(f'"{name}"' for name in _WAITING)
    rows = connection.execute(
        f"SELECT {listed} FROM waiting_evidence WHERE article = ?1 AND (?2 = '' OR coder = ?2) ORDER BY start, n",
        (article, coder),
    ).fetchall()
    return tuple(
        Waiting(**{name: cell for name, cell in zip(_WAITING, row, strict=True) if cell is not None}) for row in rows
    )


def waiting_in(connection: sqlite3.Connection, coder: str, articles: Sequence[str] | None = None) -> dict[str, int]:
    """article -> how many words of `coder` wait in it for a place; of all articles, or of these."""
    if not coder or not tables_there(connection, ("waiting_evidence",)):
        return {}
    among, values = "", [coder]
    if articles is not None:
        among, values = " AND article IN (SELECT value FROM json_each(?))", [coder, json.dumps([*articles])]
    rows = connection.execute(
        f"SELECT article, count(*) FROM waiting_evidence WHERE coder = ?{among} GROUP BY article", values
    )
    return {str(article): int(many) for article, many in rows.fetchall()}


def pairs(connection: sqlite3.Connection, article: str = "") -> tuple[ArticlePair, ...]:
    """What was said of near-duplicates, the oldest first; with `article` only of pairs it belongs to."""
    if not tables_there(connection, ("article_pairs",)):
        return ()
    where, values = ("WHERE one = ?1 OR other = ?1", (article,)) if article else ("", ())
    rows = connection.execute(
        f"SELECT one, other, decision, coder, created FROM article_pairs {where} ORDER BY n", values
    )
    return tuple(ArticlePair(*row) for row in rows.fetchall())


# -- by name -----------------------------------------------------------------------------------------------------------
def saved(connection: sqlite3.Connection, kind: str) -> dict[str, Any]:
    """name -> what was saved of this kind (one of SAVED_KINDS), in the order of the names."""
    if not tables_there(connection, ("saved",)):
        return {}
    rows = connection.execute("SELECT name, json FROM saved WHERE kind = ? ORDER BY name", (kind,)).fetchall()
    return {str(name): json.loads(text) for name, text in rows}


def releases(connection: sqlite3.Connection) -> tuple[Release, ...]:
    """The releases, the oldest first."""
    if not tables_there(connection, ("releases",)):
        return ()
    rows: Sequence[tuple[Any, ...]] = connection.execute(
        "SELECT r.id, r.name, coalesce(r.coder, ''), r.created, r.options, r.counts, r.sha256, "
        "coalesce((SELECT length(s.data) FROM release_sets s WHERE s.n = r.n), 0) FROM releases r ORDER BY r.n"
    ).fetchall()
    return tuple(
        Release(row_id, name, coder, created, json.loads(options), json.loads(counts), sha256, size)
        for row_id, name, coder, created, options, counts, sha256, size in rows
    )


def release_set(connection: sqlite3.Connection, name: str) -> bytes:
    """The zipped set of a release. Raises UserFault where there is no such release."""
    found: Sequence[tuple[Any, ...]] = ()
    if tables_there(connection, ("releases",)):
        found = connection.execute(
            "SELECT s.data FROM release_sets s JOIN releases r ON r.n = s.n WHERE r.name = ?", (name,)
        ).fetchall()
    if not found:
        raise UserFault(f"There is no release “{name}” in this project.")
    return bytes(found[0][0])
