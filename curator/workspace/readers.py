# SPDX-License-Identifier: MIT
"""Reading connections: as many as are in use at once, kept for the next one who asks.

What lives here: snapshots. What does not: what is asked of them (store/reads.py).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from curator.store.connection import fault_of, open_reader
from curator.store.reads import Reads
from curator.workspace.opening import Opened
from curator.workspace.session import Session


class Readers:
    """Where the file allows one connection only (no WAL), readers take turns on the writing one."""

    def __init__(self, opened: Opened, session: Session | None) -> None:
        self._opened = opened
        self._session = session if session and not opened.wal else None
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def snapshot(self) -> Iterator[Reads]:
        """One read transaction. Errors of the disk and the file are raised as UserFault."""
        try:
            with self.outside() as connection:
                alone = self._session is not None  # whoever has the turn on the only connection has a snapshot
                if not alone:
                    connection.execute("BEGIN")
                try:
                    yield Reads(connection)
                finally:
                    if not alone and connection.in_transaction:
                        connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            fault = fault_of(error, self._opened.path)
            if fault is None:
                raise
            raise fault from error

    @contextmanager
    def outside(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, for a copy of the whole file."""
        if self._session is not None:
            with self._session.turn:
                yield self._session.ready()
            return
        connection = self._take()
        try:
            yield connection
        except sqlite3.Error:
            connection.close()  # what it met may be gone; the next reader opens the file afresh
            raise
        except BaseException:
            self._give_back(connection)
            raise
        self._give_back(connection)

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return open_reader(self._opened.path, immutable=self._opened.immutable)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
