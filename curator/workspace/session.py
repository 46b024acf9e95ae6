# SPDX-License-Identifier: MIT
"""The session: the writing connection and what one transaction is.

What lives here: begin, apply, log, commit, publish; undo and redo; what happens when the disk says no. What does not:
threads (queue.py), opening and closing (workspace.py). Everything here runs on the writing thread.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator import __version__
from curator.domain.clock import Clock
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.faults import NotNow, UserFault
from curator.domain.ids import IdSource
from curator.store import codebooks, incident_list, log, undo
from curator.store.connection import fault_of
from curator.store.incident_list import Source
from curator.store.log import Entry
from curator.store.writer import Writer
from curator.workspace.feed import ChangeSet, Feed

if TYPE_CHECKING:
    from curator.operations import Operation

Step = tuple[Callable[[Writer], Any], str, str | None]  # what is done, its kind, the id of the change it undoes
WAL_LIMIT = 64 * 1024 * 1024  # bytes; above this the log file is put away between two actions (STORAGE.md 1.6)


class Session:
    """`connect` opens a fresh writing connection; it is called again after an error of the disk. `look` raises a
    UserFault where the file at `path` is not the one that was opened, or is somebody else's to write."""

    def __init__(
        self,
        path: Path,
        connect: Callable[[], sqlite3.Connection],
        *,
        clock: Clock,
        ids: IdSource,
        device: str,
        feed: Feed,
        look: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = path
        self.connection = connect()
        self.codebook: Codebook | None = None
        self.codebook_id = ""
        self.coder: Coder | None = None
        self._connect = connect
        self._look = look
        self._clock = clock
        self._ids = ids
        self._device = device
        self._feed = feed
        self._sittings: dict[str, str] = {}
        self._index_wanted: Source | None = None
        self._lost = False  # after an error of the disk, until a fresh connection stands
        self.turn = threading.RLock()  # held by a transaction, and by readers where there is one connection only

    # -- running ---------------------------------------------------------------------------------------------
    def run(self, operation: Operation, coder: Coder | None, job: str | None = None, part_of: str = "") -> Any:
        """One operation: one transaction, one entry in the log, one ChangeSet. Nothing is logged if nothing changed.
        `part_of`: what the entries of the job are together, in plain words."""

        def step(writer: Writer) -> Any:
            return operation.apply(writer)

        return self._transact([(step, operation.kind, None)], coder, job, part_of)[0]

    def turn_round(self, entries: list[Entry], kind: str, coder: Coder | None) -> None:
        """Undo or redo entries (newest first) in one transaction."""
        job = self._ids.new() if len(entries) > 1 else None
        steps: list[Step] = [(self._inversion(entry, kind), kind, entry.id) for entry in entries]
        self._transact(steps, coder, job, entries[0].note)

    def _inversion(self, entry: Entry, kind: str) -> Callable[[Writer], None]:
        def step(writer: Writer) -> None:
            undo.invert(writer, entry)
            label = entry.label.split(": ", 1)[1] if entry.kind in ("undo", "redo") else entry.label
            writer.describe(f"{'Undo' if kind == 'undo' else 'Redo'}: {label}", entry.article or None)

        return step

    def _transact(self, steps: list[Step], coder: Coder | None, job: str | None, note: str) -> list[Any]:
        with self.turn:
            return self._transact_alone(steps, coder, job, note)

    def _transact_alone(self, steps: list[Step], coder: Coder | None, job: str | None, note: str) -> list[Any]:
        self._look()
        connection = self.ready()
        last_id = ""
        writers: list[tuple[Writer, str, int]] = []
        results = []
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for step, kind, undoes in steps:
                writer = self._writer(coder)
                results.append(step(writer))
                if writer.change.empty:
                    continue
                last_id = self._ids.new()
                seq = log.append(
                    connection, writer.change, change_id=last_id, at=self._clock.stamp(),
                    sitting=self._sitting(connection, coder), kind=kind, job=job, undoes=undoes,
                    note=note or None,
                )  # fmt: skip
                writers.append((writer, kind, seq))
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if not self._survived(error, last_id):
                raise self._fault(error) from error
        except BaseException:
            self._roll_back()
            raise
        self._settle(writers)
        return results

    def _writer(self, coder: Coder | None) -> Writer:
        codebook = self.codebook
        if codebook is None:
            codebook = _NOTHING_YET
        return Writer(
            self.connection, ids=self._ids, clock=self._clock, coder=coder, codebook=codebook,
            codebook_id=self.codebook_id,
        )  # fmt: skip

    def _sitting(self, connection: sqlite3.Connection, coder: Coder | None) -> str:
        key = coder.id if coder else ""
        if key not in self._sittings:
            self._sittings[key] = self._ids.new()
        if not connection.execute("SELECT 1 FROM sittings WHERE id = ?", (self._sittings[key],)).fetchall():
            connection.execute(
                "INSERT INTO sittings (id, coder, device, program, started) VALUES (?, ?, ?, ?, ?)",
                (self._sittings[key], key or None, self._device, f"curator {__version__}", self._clock.stamp()),
            )
        return self._sittings[key]

    def _settle(self, writers: list[tuple[Writer, str, int]]) -> None:
        """After COMMIT: take over a changed codebook, tell everybody, put a large log file away."""
        if not writers:
            return
        if any(writer.change.codebook_changed for writer, _, _ in writers):
            self.load_codebook()
        tables: dict[str, frozenset[str]] = {}
        articles: set[str] = set()
        incidents: set[str] = set()
        for writer, _, _ in writers:
            articles |= writer.change.articles
            incidents |= writer.change.incidents
            for table, touched in writer.change.touched.items():
                ids = frozenset() if writer.change.in_bulk(table) else frozenset(touched)
                both = tables.get(table, ids) | ids
                tables[table] = frozenset() if not ids or tables.get(table) == frozenset() else both
        _, kind, _ = writers[-1]
        self._feed.publish(
            ChangeSet(
                tuple(seq for _, _, seq in writers), kind, writers[0][0].change.label, tables, frozenset(articles),
                any(writer.change.codebook_changed for writer, _, _ in writers), frozenset(incidents),
            )
        )  # fmt: skip
        with suppress(OSError):  # the change is saved: whoever made it must not be told that it failed
            if self.path.with_name(self.path.name + "-wal").stat().st_size > WAL_LIMIT:
                self.checkpoint()

    # -- the codebook in force -------------------------------------------------------------------------------
    def load_codebook(self) -> None:
        """Read the codebook in force from the file."""
        found = codebooks.in_force(self.connection)
        if found:
            self.codebook_id, self.codebook = found

    # -- faults ----------------------------------------------------------------------------------------------
    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def _survived(self, error: sqlite3.Error, change_id: str) -> bool:
        """After an error the outcome is unknown: open afresh and look for the entry (RELIABILITY.md 2.3)."""
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            self._roll_back()
            return False
        self.connection.close()
        self._lost = True
        try:
            self._connect_again()
            found = self.connection.execute("SELECT 1 FROM changes WHERE id = ?", (change_id,)).fetchall()
        except (UserFault, sqlite3.Error):
            return False  # the disk is still away: the next action tries again
        return bool(change_id and found)

    def ready(self) -> sqlite3.Connection:
        """The writing connection, opened afresh after an error of the disk. Raises UserFault while that lasts."""
        if self._lost:
            self._connect_again()
        return self.connection

    def _connect_again(self) -> None:
        try:
            self.connection = self._connect()
        except sqlite3.Error as error:
            raise self._fault(error) from error
        self._lost = False

    def _fault(self, error: sqlite3.Error) -> Exception:
        if isinstance(error, sqlite3.IntegrityError):
            return NotNow("A later change stands in the way; nothing was changed.")
        return fault_of(error, self.path) or error

    def checkpoint(self) -> None:
        """Put the log file of SQLite away if no reader is in the way; never wait for one."""
        with suppress(sqlite3.Error):  # a reader is at work, the disk is full or away: the next pause will do
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self.connection.execute("PRAGMA busy_timeout = 5000")

    # -- indexes ---------------------------------------------------------------------------------------------
    def want_index(self, order: Source) -> None:
        """Make an index for sorting by this column when there is time."""
        self._index_wanted = order

    def make_index(self) -> None:
        """Make the index that is wanted, if any. It is no data: it changes no row and stands in no log."""
        order, self._index_wanted = self._index_wanted, None
        if order is not None:
            with self.turn, suppress(sqlite3.Error):  # no room on the disk: sorting takes a moment longer
                incident_list.make_index(self.connection, order)

    def close(self) -> None:
        self.checkpoint()
        self.connection.close()


_NOTHING_YET = Codebook(
    key="none", version="0", title="", language="", sections=(), lists=(), fields=(), groups=(), keys=(), rules=(),
    derived=(), not_codable="",
)  # fmt: skip
