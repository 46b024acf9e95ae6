# SPDX-License-Identifier: MIT
"""How articles came in, written beside them: reader, media type, original bytes, which article they follow.

What lives here: the rows of `article_origins`, `article_originals` and `article_versions`. What does not: the articles
(articles.py), carrying a coding over to a newer version (carrying_over.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from curator.domain.ids import derived_id
from curator.domain.kept import MOST_ORIGINAL
from curator.domain.project_settings import KEEP_ORIGINALS, project_setting
from curator.store.kept import packed
from curator.store.writer import Writer

if TYPE_CHECKING:  # the operation that uses this
    from curator.operations.articles import NewArticle

_ORIGIN = ("id", "article", "reader", "reader_version", "media")
_VERSION = ("id", "article", "follows", "created")


def add_origins(writer: Writer, articles: Sequence[NewArticle], ids: Sequence[str], now: str) -> None:
    """Note how each of these articles came in, in bulk; nothing is noted of one that nothing is told of.

    Their rows have the same ids wherever an article goes. Raises NotNow where an article that is followed is gone.
    """
    told = [
        (row_id, each)
        for row_id, each in zip(ids, articles, strict=True)
        if each.reader or each.media or each.original is not None
    ]
    numbers = writer.add_lines(
        "article_origins", _ORIGIN,
        [(derived_id("origin", row_id), row_id, each.reader, each.reader_version, each.media) for row_id, each in told],
    )  # fmt: skip
    if keeps_originals(writer):
        kept = [
            (number, packed(each.original))
            for number, (_, each) in zip(numbers, told, strict=True)
            if each.original and len(each.original) <= MOST_ORIGINAL
        ]
        writer.add_blobs("article_originals", kept)
    newer = [(row_id, each.follows) for row_id, each in zip(ids, articles, strict=True) if each.follows]
    for _, older in newer:
        writer.row("articles", older)
    add_followings(writer, newer, now)


def add_followings(writer: Writer, pairs: Sequence[tuple[str, str]], now: str) -> None:
    """Note, in bulk, of which article each is the next version: (newer, older), both in the project."""
    lines = [(derived_id("version", newer), newer, older, now) for newer, older in pairs]
    writer.add_lines("article_versions", _VERSION, lines)


def keeps_originals(writer: Writer) -> bool:
    """Whether this project keeps the bytes articles were read from."""
    found = dict(writer.query("SELECT key, value FROM project WHERE key = ?", (KEEP_ORIGINALS,)))
    return project_setting(found, KEEP_ORIGINALS) == "yes"
