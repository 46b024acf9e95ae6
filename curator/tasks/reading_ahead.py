# SPDX-License-Identifier: MIT
"""Files read in the order in which they were named, some of them ahead.

What lives here: which reader reads a file, and how far ahead. What does not: which files (found_files.py), the
processes (formats/reading_apart.py), what is done with what was read (import_articles.py).
Texts are read at once, on the caller's thread, as long as nothing else waits to be read; two processes read the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from curator.domain.faults import InputRefused, UserFault
from curator.formats.article_file import in_sentences, named_parts, read_bytes
from curator.formats.article_readers import (
    ArticleReader,
    Readers,
    ReadFile,
    TakingApart,
    as_file,
    installed_readers,
    runs_here,
)
from curator.formats.reading_apart import Asked, ReadersApart
from curator.tasks.found_files import Found

# Of a page: its article, all that it shows, or its file as plain text; of a text that looks like several: each of them.
Reading = Literal["article", "page", "text", "several"]

_MOST_FILES, _MOST_BYTES = 32, 64_000_000  # that are read ahead
# In a folder these lie beside articles; as articles they are only taken where the file itself is named.
_DATA = (".csv", ".curator", ".json", ".jsonl", ".toml", ".tsv", ".xml", ".yaml", ".yml")


class Outcome(NamedTuple):
    """A file, and what was read in it, or why not."""

    found: Found
    read: ReadFile | UserFault


class _Ahead(NamedTuple):
    """A file that was taken up: what came of it, or whom to ask for it."""

    found: Found
    what: ReadFile | UserFault | Asked
    size: int


def read_ahead(
    files: Sequence[Found], apart: ReadersApart, *, how: Reading = "article",
    between: Callable[[], None] = lambda: None, readers: Readers | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """What was read of each file, in their order. `between` is called often while it waits; what it raises passes.

    The caller closes `apart`.
    """
    reading = _Reading(apart, how, readers or installed_readers())
    ahead: deque[_Ahead] = deque()
    size = 0
    for found in files:
        taken = reading.take_up(found)
        ahead.append(taken)
        size += taken.size
        while ahead and (len(ahead) >= _MOST_FILES or size >= _MOST_BYTES or not isinstance(ahead[0].what, Asked)):
            size -= ahead[0].size
            yield reading.finished(ahead.popleft(), between)
    while ahead:
        yield reading.finished(ahead.popleft(), between)


class _Reading:
    def __init__(self, apart: ReadersApart, how: Reading, readers: Readers) -> None:
        self._apart, self._how, self._readers = apart, how, readers

    def take_up(self, found: Found) -> _Ahead:
        """Read a text; of another file read the bytes and hand them over."""
        try:
            _check(found)
            reader, data = read_bytes(found.path, found.name, self._readers)
            shown = in_sentences(found.name)
            if self._how == "text" and not runs_here(reader):
                reader = self._readers.for_name("")
            if runs_here(reader):
                return _Ahead(found, named_parts(self._read_here(reader, data, shown), found.name), len(data))
            asked = self._apart.begin(reader, data, shown, "whole" if self._how == "page" else "read")
        except UserFault as fault:
            return _Ahead(found, fault, 0)
        return _Ahead(found, asked, len(data))

    def _read_here(self, reader: ArticleReader, data: bytes, shown: str) -> ReadFile:
        if self._how == "several" and isinstance(reader, TakingApart):
            return reader.read_several(data, shown)
        return as_file(reader.read(data, shown))

    def finished(self, ahead: _Ahead, between: Callable[[], None]) -> Outcome:
        if not isinstance(ahead.what, Asked):
            return Outcome(ahead.found, ahead.what)
        try:
            read = self._apart.read(ahead.what, between)
        except InputRefused as fault:
            return Outcome(ahead.found, fault)
        return Outcome(ahead.found, named_parts(read, ahead.found.name))


def _check(found: Found) -> None:
    if found.refused:
        raise UserFault(found.refused)
    if found.in_folder and found.name.lower().endswith(_DATA):
        raise UserFault(f"“{found.name}” is a data file; to import it as an article, name the file itself.")
