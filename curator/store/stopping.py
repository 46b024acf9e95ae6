# SPDX-License-Identifier: MIT
"""Questions to SQLite that can be given up: the answer is not wanted any more.

What lives here: asking, every few thousand steps of SQLite, whether to go on. What does not: why one stops (app).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_STEPS = 20_000  # of SQLite's machine: a fraction of a millisecond


class GivenUp(Exception):
    """The question was given up, and there is no answer. The connection is as good as before."""


@contextmanager
def giving_up(connection: sqlite3.Connection, given_up: Callable[[], bool]) -> Iterator[None]:
    """What is asked in here ends with GivenUp soon after `given_up` says so. It is called on the asking thread."""
    connection.set_progress_handler(lambda: int(given_up()), _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise GivenUp from None
    finally:
        connection.set_progress_handler(None, 0)
