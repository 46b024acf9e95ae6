# SPDX-License-Identifier: MIT
"""One file of the disk read as an article, or as several.

What lives here: opening it without ever hanging, the size limit, and the sentences for what the disk refuses. What does
not: what the bytes mean (the article readers), walking folders and writing to the project (tasks).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from curator.domain.faults import InputRefused
from curator.formats.article_readers import (
    MAX_BYTES,
    ArticleReader,
    ReadArticle,
    Readers,
    ReadFile,
    as_file,
    installed_readers,
    largest,
    runs_here,
)

_PIECE = 1 << 16
# A FIFO opened for reading waits for its writer for ever; with O_NONBLOCK it opens at once and is seen for what it is.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, relative_name: str = "", readers: Readers | None = None) -> ReadFile:
    """The articles in one file; `relative_name` is their `source_file` and what sentences call it (default: its name).

    Raises InputRefused with one sentence for a file that is missing or vanished, may not be read, is a folder, a
    device or a FIFO, is empty, blank, too big (told by its size before reading), no text, or in no known encoding.
    """
    source = storable_name(relative_name or path.name)
    reader, data = read_bytes(path, source, readers or installed_readers())
    return named_parts(as_file(reader.read(data, in_sentences(source))), source)


def read_article_file(path: Path, relative_name: str = "", readers: Readers | None = None) -> ReadArticle:
    """The one article of a file. Raises InputRefused as `read_file` does, and for a file of several articles."""
    read = read_file(path, relative_name, readers)
    if len(read.articles) == 1:
        return read.articles[0]
    shown = in_sentences(storable_name(relative_name or path.name))
    if read.refused and not read.articles:
        raise InputRefused(read.refused[0][1])
    raise InputRefused(f"{shown} holds {len(read.articles)} articles; import it, and name one of them.")


def read_bytes(path: Path, source: str, readers: Readers) -> tuple[ArticleReader, bytes]:
    """The bytes of a file and the reader for them; `source` is its storable name. Raises InputRefused."""
    by_name = readers.for_name(source)
    data = _read_bytes(path, in_sentences(source), largest(by_name))
    return (readers.for_file(data, source) if runs_here(by_name) else by_name), data


def named_parts(read: ReadFile, source: str) -> ReadFile:
    """The articles with their `source_file`: that of the file, or "file.zip/part", or "bundle.txt#3"."""
    return read._replace(
        articles=tuple(one._replace(source_file=part_name(source, one.part)) for one in read.articles),
        refused=tuple((part_name(source, part), sentence) for part, sentence in read.refused),
    )


def part_name(source: str, part: str) -> str:
    """How the project calls a part of a file; `part` is "" for the file itself."""
    name = storable_name(part)
    return source + name if not name or name.startswith("#") else f"{source}/{name}"


def in_sentences(source: str) -> str:
    """How sentences call a file."""
    return f"“{shown_name(source)}”"


def storable_name(name: str) -> str:
    """A file's name as text that UTF-8 can hold: bytes of the name that are no characters become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\x00", "\ufffd")


def shown_name(name: str) -> str:
    """A name for a sentence: without line breaks, controls and marks that turn the direction of writing."""
    shown = name if name.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in name)
    return shown if len(shown) <= 200 else f"{shown[:120]}…{shown[-60:]}"


def _read_bytes(path: Path, shown: str, most: int = MAX_BYTES) -> bytes:
    try:
        _check(path.stat(), shown, most)
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as fault:
        raise _refusal(fault, shown) from fault
    try:
        facts = os.fstat(descriptor)  # another file may have taken the name since
        _check(facts, shown, most)
        return _read_open(descriptor, facts.st_size, shown, most)
    except OSError as fault:
        raise _refusal(fault, shown) from fault
    finally:
        os.close(descriptor)


def _read_open(descriptor: int, expected: int, shown: str, most: int) -> bytes:
    """All bytes to the end of the file; `expected` is its size. Most articles come with one look at the disk."""
    pieces = [os.read(descriptor, expected + 1)]
    size = len(pieces[0])
    if size == expected <= most:  # one byte more was asked for, so this is the end
        return pieces[0]
    while pieces[-1]:
        pieces.append(os.read(descriptor, _PIECE))
        size += len(pieces[-1])
        if size > most:
            raise InputRefused(f"{shown} grew beyond {most / 1e6:.0f} MB while it was read; it may have no more.")
    return b"".join(pieces)


def _check(facts: os.stat_result, shown: str, most: int) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise InputRefused(f"{shown} is a folder, not a file.")
    if not stat.S_ISREG(facts.st_mode):
        raise InputRefused(f"{shown} is a device or a pipe, not a file; copy its contents into a file first.")
    if facts.st_size > most:
        size, room = facts.st_size / 1e6, "one article may have" if most == MAX_BYTES else "a file of its kind may have"
        raise InputRefused(f"{shown} is too big: it has {size:.1f} MB, and {room} {most / 1e6:.0f} MB; split it.")


def _refusal(fault: OSError | ValueError, shown: str) -> InputRefused:
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return InputRefused(f"{shown} is not there; it was moved, renamed or deleted.")
    if isinstance(fault, PermissionError):
        return InputRefused(f"{shown} may not be read with your rights; change its permissions or copy it.")
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return InputRefused(f"{shown} could not be read ({reason}); check the disk and try again.")
