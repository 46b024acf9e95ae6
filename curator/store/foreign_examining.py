# SPDX-License-Identifier: MIT
"""Our copy of a colleague's file, examined step by step and told in lines (RELIABILITY.md 3.3).

What lives here: the order of the steps, and what every fault on the way means. What does not: the steps themselves, the
process in which this runs (foreign_worker.py).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.domain.handover import HandedArticle, Version
from curator.store import articles, codings, integrity
from curator.store.foreign_connection import Deadline, open_foreign
from curator.store.foreign_file import check_header
from curator.store.foreign_lines import lines_of
from curator.store.foreign_log import check_log
from curator.store.foreign_refusal import Refused, of_sqlite, too_much_memory
from curator.store.foreign_rows import check_rows
from curator.store.foreign_schema import check_schema
from curator.store.versions import units_of

_OWN_KEYS = ("id", "name", "made", "codebook")  # of `project`: what is said of the project, and no setting


def examine(copy: Path, seconds: float) -> Iterator[str]:
    """The lines of a sound file, as they are read. Raises Refused for every other one, also between two lines.

    What was yielded before counts only when the last line has come.
    """
    with _faults():
        deadline = Deadline(seconds)
        with copy.open("rb") as file:
            header = check_header(file.read(100), os.fstat(file.fileno()).st_size)
        connection = open_foreign(copy, deadline)
        try:
            codebooks = check_schema(connection, header.user_version, deadline)
            for finding in integrity.check_pages(connection):  # looks into every row, so only now
                raise Refused(f"It is damaged. {finding.sentence}")
            check_rows(connection, codebooks, deadline)
            check_log(connection, codebooks, deadline)
            yield from _lines(connection, codebooks, deadline)
        finally:
            connection.close()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise of_sqlite(error) from None
    except MemoryError:
        raise too_much_memory() from None
    except UnicodeDecodeError:
        raise Refused("It holds a text that is not UTF-8.") from None
    except RecursionError:
        raise Refused("Something in it is nested too deep.") from None


def _lines(connection: sqlite3.Connection, codebooks: Mapping[str, Codebook], deadline: Deadline) -> Iterator[str]:
    said = dict(connection.execute("SELECT key, value FROM project").fetchall())
    in_force = codebooks[said["codebook"]]
    for line in lines_of(
        _head(connection, said),
        codings.coders(connection),
        [in_force, *(each for each in codebooks.values() if each != in_force)],
        _articles(connection),
        _units(connection),
    ):
        deadline.look()
        yield line


def _units(connection: sqlite3.Connection) -> Iterator[Version]:
    """All versions of all units. Each line of the log was looked at, but they may still tell what cannot be."""
    try:
        yield from units_of(connection)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise Refused("Its log is damaged: it does not tell what became of the rows.") from None


def _head(connection: sqlite3.Connection, said: Mapping[str, str]) -> dict[str, Any]:
    """Who made the file: whoever worked in it last."""
    last = connection.execute("SELECT coalesce(coder, ''), program FROM sittings ORDER BY n DESC LIMIT 1").fetchall()
    made_by, program = last[0] if last else ("", "")
    return {
        "project": said["id"], "project_name": said.get("name", ""), "made_by": made_by, "program": program, "note": "",
        "settings": {key: value for key, value in said.items() if key not in _OWN_KEYS},
    }  # fmt: skip


def _articles(connection: sqlite3.Connection) -> Iterator[HandedArticle]:
    for article_id in articles.every(connection):
        article = articles.one(connection, article_id)
        if article is not None:
            yield HandedArticle(article, articles.text(connection, article_id))
