# SPDX-License-Identifier: MIT
"""One file of the disk read as an article.

What lives here: opening it without ever hanging, the size limit, and the sentences for what the disk refuses. What does
not: what the bytes mean (the article readers), walking folders and writing to the project (tasks).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle, Readers, installed_readers

MAX_BYTES = 20_000_000  # an article of the size of ten novels; source: the reliability rules, row 15
_PIECE = 1 << 16
# A FIFO opened for reading waits for its writer for ever; with O_NONBLOCK it opens at once and is seen for what it is.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_article_file(path: Path, relative_name: str = "", readers: Readers | None = None) -> ReadArticle:
    """The article in one file; `relative_name` is its `source_file` and what sentences call it (default: its name).

    Raises InputRefused with one sentence for a file that is missing or vanished, may not be read, is a folder, a
    device or a FIFO, is empty, blank, too big (told by its size before reading), no text, or in no known encoding.
    """
    source = storable_name(relative_name or path.name)
    shown = f"“{shown_name(source)}”"
    data = _read_bytes(path, shown)
    article = (readers or installed_readers()).for_name(source).read(data, shown)
    return article._replace(source_file=source)


def storable_name(name: str) -> str:
    """A file's name as text that UTF-8 can hold: bytes of the name that are no characters become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\x00", "\ufffd")


def shown_name(name: str) -> str:
    """A name for a sentence: without line breaks, controls and marks that turn the direction of writing."""
    shown = name if name.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in name)
    return shown if len(shown) <= 200 else f"{shown[:120]}…{shown[-60:]}"


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        _check(path.stat(), shown)
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as fault:
        raise _refusal(fault, shown) from fault
    try:
        facts = os.fstat(descriptor)  # another file may have taken the name since
        _check(facts, shown)
        return _read_open(descriptor, facts.st_size, shown)
    except OSError as fault:
        raise _refusal(fault, shown) from fault
    finally:
        os.close(descriptor)


def _read_open(descriptor: int, expected: int, shown: str) -> bytes:
    """All bytes to the end of the file; `expected` is its size. Most articles come with one look at the disk."""
    pieces = [os.read(descriptor, expected + 1)]
    size = len(pieces[0])
    if size == expected <= MAX_BYTES:  # one byte more was asked for, so this is the end
        return pieces[0]
    while pieces[-1]:
        pieces.append(os.read(descriptor, _PIECE))
        size += len(pieces[-1])
        if size > MAX_BYTES:
            raise InputRefused(f"{shown} grew beyond 20 MB while it was read; one article may have 20 MB.")
    return b"".join(pieces)


def _check(facts: os.stat_result, shown: str) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise InputRefused(f"{shown} is a folder, not a file.")
    if not stat.S_ISREG(facts.st_mode):
        raise InputRefused(f"{shown} is a device or a pipe, not a file; copy its contents into a file first.")
    if facts.st_size > MAX_BYTES:
        size = facts.st_size / 1e6
        raise InputRefused(f"{shown} is too big: it has {size:.1f} MB, and one article may have 20 MB; split it.")


def _refusal(fault: OSError | ValueError, shown: str) -> InputRefused:
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return InputRefused(f"{shown} is not there; it was moved, renamed or deleted.")
    if isinstance(fault, PermissionError):
        return InputRefused(f"{shown} may not be read with your rights; change its permissions or copy it.")
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return InputRefused(f"{shown} could not be read ({reason}); check the disk and try again.")
