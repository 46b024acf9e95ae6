# SPDX-License-Identifier: MIT
"""Reading connections: as many as are in use at once, kept for the next one who asks.

What lives here: snapshots, short and long. What does not: what is asked of them (store/reads.py).
Where the file allows one connection only (no WAL), short readers take turns on the writing one; whoever reads for long
gets a private copy, because the window could neither read nor write meanwhile.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from curator import paths
from curator.domain.faults import NotNow
from curator.store.connection import fault_of, open_reader
from curator.store.reads import Reads
from curator.workspace.opening import Opened
from curator.workspace.session import Session

_LET_IN_S = 0.001  # between two steps of a private copy: long enough for a thread that waits to be woken


class Readers:
    def __init__(self, opened: Opened, session: Session | None) -> None:
        self._opened = opened
        self._session = session if session and not opened.wal else None
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def snapshot(self) -> Iterator[Reads]:
        """One read transaction, for a moment. Errors of the disk and the file are raised as UserFault."""
        with self._faults():
            if self._session is not None:
                with self._session.turn:  # whoever has the turn on the only connection has a snapshot
                    yield Reads(self._session.ready())
                return
            with self._own() as connection:
                connection.execute("BEGIN")
                try:
                    yield Reads(connection)
                finally:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")

    @contextmanager
    def long_snapshot(self, between: Callable[[], None]) -> Iterator[Reads]:
        """One read transaction that may last; `between` is called while it is being prepared, and may raise."""
        if self._session is None:
            with self.snapshot() as reads:
                yield reads
            return
        with self._faults(), self.outside(between) as connection:
            yield Reads(connection)

    @contextmanager
    def outside(self, between: Callable[[], None] = lambda: None) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, for a copy of the whole file."""
        if self._session is None:
            with self._own() as connection:
                yield connection
            return
        with self._private_copy(self._session, between) as connection:
            yield connection

    @contextmanager
    def _private_copy(self, session: Session, between: Callable[[], None]) -> Iterator[sqlite3.Connection]:
        from curator.store.private_copy import private_copy  # needed seldom, and not while a window opens

        with ExitStack() as stack:
            with session.turn:
                source = session.ready()

                def let_others_in() -> None:
                    session.turn.release()
                    try:
                        time.sleep(_LET_IN_S)
                        between()
                    finally:
                        session.turn.acquire()
                    if session.connection is not source:
                        raise NotNow("The disk was away while the project was read. Nothing was written; try again.")

                folder = paths.backup_folder(Reads(source).project().get("id", "unnamed"))
                connect = stack.enter_context(private_copy(source, self._opened.path, folder, let_others_in))
            connection = connect()
            stack.callback(connection.close)
            yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            fault = fault_of(error, self._opened.path)
            if fault is None:
                raise
            raise fault from error

    @contextmanager
    def _own(self) -> Iterator[sqlite3.Connection]:
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
        self._opened.look_at_file()
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
