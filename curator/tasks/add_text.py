# SPDX-License-Identifier: MIT
"""Bringing in one text that is no file: pasted, or dropped on the window.

What lives here: reading it as a file is read, whether the project has it already, adding it. What does not: bytes and
heads (formats), files and folders (import_articles.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.canonical import sha256_of
from curator.domain.coding import Article
from curator.domain.faults import InputRefused
from curator.domain.kept import MOST_ORIGINAL
from curator.domain.project_settings import KEEP_ORIGINALS, project_setting
from curator.domain.settling import settle
from curator.formats.article_readers import MAX_BYTES, ReadArticle
from curator.formats.text_reader import TextReader
from curator.operations import AddArticles, FieldWords, NewArticle
from curator.workspace import Workspace

ASKED = ("title", "outlet", "published")  # what is proposed from the head and asked about
ASKED_OF_PAGES = ("title", "outlet", "author", "published", "language", "url")


def read_text(text: str) -> ReadArticle:
    """The text settled as at an import, with what its head says. Raises InputRefused where it is blank or too long."""
    settled = settle(text).text
    data = settled.encode("utf-8")
    if len(data) > MAX_BYTES:
        raise InputRefused("The text is too big: one article may have 20 MB; split it.")
    if not data:
        raise InputRefused("There is no text to add.")
    # There is no file whose bytes could be named.
    return TextReader().read(data, "The text")._replace(original_sha256="")


def same_text(workspace: Workspace, read: ReadArticle) -> list[Article]:
    """The articles of the project that have this very text."""
    with workspace.read() as reads:
        return reads.articles_with_text(read.text_sha256 or sha256_of(read.text))


def add_text(
    workspace: Workspace,
    read: ReadArticle,
    values: Mapping[str, str],
    original: bytes = b"",
    *,
    follows: str = "",
    job: str | None = None,
) -> str:
    """Add the text as an article; `values` are what the user left or wrote for the fields that were asked about, "" for
    none. Returns its id. One undo step.

    A value that is not the one read from the head has no words to rest on. `original`: the bytes it was read from, kept
    where the project keeps such; `follows`: the article of which it is a newer version.
    """
    fields = {name: value for name, value in {**read.fields, **values}.items() if value}
    words = tuple(
        FieldWords(one.field, one.start, one.end, "stated" if read.text[one.start : one.end] == one.value else
                   "normalised")
        for one in read.proposals if one.has_words and fields.get(one.field) == one.value
    )  # fmt: skip
    article = NewArticle(
        read.text, fields, words, read.original_sha256, settled_by=read.settled_by, text_sha256=read.text_sha256,
        reader=read.reader, reader_version=read.reader_version, media=read.media,
        original=_kept(workspace, original), follows=follows,
    )  # fmt: skip
    title = fields.get("title", "")
    label = f"Add “{title if len(title) <= 60 else title[:60] + '…'}”" if title else "Add a text"
    ids: list[str] = workspace.run(AddArticles((article,), label), job=job)
    return ids[0]


def _kept(workspace: Workspace, original: bytes) -> bytes | None:
    with workspace.read() as reads:
        keeps = project_setting(reads.project(), KEEP_ORIGINALS) == "yes"
    return original if original and keeps and len(original) <= MOST_ORIGINAL else None
