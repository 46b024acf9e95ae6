# SPDX-License-Identifier: MIT
"""The workspace: one open project.

What lives here: create, open, run(operation), undo, redo, read, subscribe, close. What does not: one transaction
(session.py), threads (queue.py), what a file must be to be opened (store/opening.py), jobs (tasks).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from curator.domain.clock import Clock
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.faults import NotNow
from curator.domain.ids import IdSource
from curator.store import codebooks, undo
from curator.store.connection import put_away_empty_log
from curator.store.incident_list import Source, index_wanted
from curator.store.log import Entry, newest
from curator.store.reads import Reads
from curator.workspace import opening
from curator.workspace.backups import Backups
from curator.workspace.feed import ChangeSet, Feed
from curator.workspace.opening import Opened
from curator.workspace.queue import WritingThread, take_turns
from curator.workspace.readers import Readers
from curator.workspace.session import Session

if TYPE_CHECKING:  # the verbs are not needed to show a project, and a tenth of a second to import
    from curator.operations import Operation
    from curator.store.backup import Backup
    from curator.store.copying import Copied


class Workspace:
    """Made by `create` or `open`; a context manager that closes. Any thread may call any method."""

    def __init__(self, opened: Opened, clock: Clock) -> None:
        self.path = opened.path
        self.notices: tuple[str, ...] = opened.notices
        self.unclean = opened.unclean  # it was not closed when it was last written: a quick check is due
        self.clock = clock
        self.ids = IdSource(clock)
        self._opened = opened
        self._feed = Feed()
        self._coder: Coder | None = None
        self._codebooks: dict[str, Codebook] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._session = self._start_writing(opened) if opened.writable else None
        self._thread = self._start_thread(self._session) if self._session else None
        take_turns()
        self._readers = Readers(opened, self._session)
        self._backups = Backups(self._readers, self.path, clock)

    def _start_writing(self, opened: Opened) -> Session:
        session = Session(
            opened.path, opened.connect, clock=self.clock, ids=self.ids, device=opened.device, feed=self._feed,
            look=opened.look,
        )  # fmt: skip
        last = newest(session.connection, "1")
        if last:
            self.ids.start_after(last.id)
            session.load_codebook()
        return session

    def _start_thread(self, session: Session) -> WritingThread:
        return WritingThread(f"curator writes {self.path.name}", lambda: self._when_idle(session))

    def _when_idle(self, session: Session) -> None:
        session.make_index()
        session.checkpoint()
        self._backups.make_if_due(wait=False)

    # -- opening and closing ---------------------------------------------------------------------------------
    @classmethod
    def create(
        cls, path: Path | str, codebook: Codebook, *, name: str = "", clock: Clock | None = None, device: str = ""
    ) -> Self:
        """Make a new project file. Raises UserFault where one is there already or the folder cannot be written."""
        from curator.operations import CreateProject

        clock = clock or Clock()
        with opening.new_file(Path(path), device) as opened:
            workspace = cls(opened, clock)
            try:
                workspace.run(CreateProject(name or _as_text(Path(path).stem), codebook))
            except BaseException:
                workspace.close()
                raise
        return workspace

    @classmethod
    def open(cls, path: Path | str, *, write: bool = True, clock: Clock | None = None, device: str = "") -> Self:
        """Open a project file. Without `write`, or where another window has it, it can be read only; `notices` say why.

        Raises UserFault where it is no project, damaged, or missing.
        """
        opened = opening.existing_file(Path(path), write, device)
        try:
            return cls(opened, clock or Clock())
        except BaseException:
            opened.release()
            raise

    def close(self) -> None:
        """Finish what is under way, put the log file of SQLite away, let the file go. Twice is once."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        try:
            if self._thread:
                self._thread.call(lambda: None)
                self._backups.make_if_due(wait=True)
        finally:
            self._readers.close()
            if self._thread and self._session:
                self._thread.submit(self._session.close)
                self._thread.stop()
            elif not self._opened.immutable:
                put_away_empty_log(self.path)
            self._opened.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def back_up(self, reason: str) -> Backup:
        """Make a verified backup now; `reason` is a few words ("before import"). Raises UserFault."""
        return self._backups.make(reason)

    def back_up_before(self, reason: str) -> None:
        """Before a risky act: a verified backup, unless the newest one holds everything. Raises UserFault."""
        self._backups.make_before(reason)

    @property
    def backup_trouble(self) -> str:
        """Why the last backup in a pause or at closing could not be made, in a sentence; "" when it could."""
        return self._backups.trouble

    # -- what is open ----------------------------------------------------------------------------------------
    @property
    def writable(self) -> bool:
        return self._session is not None

    @property
    def project_id(self) -> str:
        return self._project_value("id")

    @property
    def name(self) -> str:
        return self._project_value("name")

    @property
    def codebook_id(self) -> str:
        return self._project_value("codebook")

    @property
    def codebook(self) -> Codebook:
        """The codebook in force."""
        return self.codebook_of(self.codebook_id)

    def codebook_of(self, codebook_id: str) -> Codebook:
        """A codebook that was adopted once. Raises KeyError for an id that is none."""
        session = self._session
        if session and session.codebook and session.codebook_id == codebook_id:
            return session.codebook
        with self._lock:
            if codebook_id in self._codebooks:
                return self._codebooks[codebook_id]
        with self.read() as reads:
            found = {row[0]: (row[3], row[4]) for row in reads.codebooks()}
        codebook = codebooks.stored(*found[codebook_id])
        with self._lock:
            self._codebooks[codebook_id] = codebook
        return codebook

    def _project_value(self, key: str) -> str:
        with self.read() as reads:
            return reads.project()[key]

    @property
    def coder(self) -> Coder | None:
        """Who is coding: whose layer is written and whose steps Undo takes back."""
        return self._coder

    def act_as(self, coder: Coder | None) -> None:
        """Say who is coding from now on."""
        self._coder = coder

    # -- writing ---------------------------------------------------------------------------------------------
    def run(self, operation: Operation, *, job: str | None = None, part_of: str = "") -> Any:
        """Run an operation and wait until it is committed. Raises UserFault (nothing was changed then)."""
        return self.submit(operation, job=job, part_of=part_of).result()

    def submit(self, operation: Operation, *, job: str | None = None, part_of: str = "") -> Future[Any]:
        """Ask for an operation; the Future carries its result once it is committed. `job` joins entries for undo;
        `part_of` says in plain words what they are together, on one line."""
        thread, session = self._writing()
        coder = self._coder
        return thread.submit(lambda: session.run(operation, coder, job, part_of))

    def undo(self, change_id: str = "") -> Entry:
        """Take back the coder's last step (or the change with this id). Returns it. Raises NotNow with the reason."""
        return self._turn_round("undo", change_id)

    def redo(self) -> Entry:
        """Take back the last undo. Returns the step that is there again. Raises NotNow with the reason."""
        return self._turn_round("redo", "")

    def sorts_by(self, order: Source) -> None:
        """The list of all incidents is sorted by this column: in a large project it gets an index in the next pause."""
        if self._thread is None or self._session is None or self._closed:
            return
        session = self._session
        with self.read() as reads:
            wanted = index_wanted(reads.connection, order)
        if wanted:
            self._thread.submit(lambda: session.want_index(order))

    def _turn_round(self, kind: str, change_id: str) -> Entry:
        thread, session = self._writing()
        coder = self._coder

        def turn() -> Entry:
            with session.turn:
                session.ready()
                target = self._target(session, kind, change_id, coder)
            if target is None:
                raise NotNow("There is nothing to undo." if kind == "undo" else "There is nothing to redo.")
            session.turn_round(undo.whole_job(session.connection, target), kind, coder)
            return target

        result: Entry = thread.call(turn)
        return result

    @staticmethod
    def _target(session: Session, kind: str, change_id: str, coder: Coder | None) -> Entry | None:
        coder_id = coder.id if coder else ""
        if change_id:
            return newest(session.connection, "c.id = ?", (change_id,))
        find = undo.undo_target if kind == "undo" else undo.redo_target
        return find(session.connection, coder_id)

    def undo_target(self) -> Entry | None:
        """What Undo would take back now."""
        with self.read() as reads:
            return undo.undo_target(reads.connection, self._coder.id if self._coder else "")

    def redo_target(self) -> Entry | None:
        """The undo that Redo would take back now."""
        with self.read() as reads:
            return undo.redo_target(reads.connection, self._coder.id if self._coder else "")

    def _writing(self) -> tuple[WritingThread, Session]:
        if self._thread is None or self._session is None or self._closed:
            reason = self.notices[0] if self.notices else "It was opened for reading."
            raise NotNow(f"{self.path.name} cannot be changed here. {reason}")
        return self._thread, self._session

    # -- reading ---------------------------------------------------------------------------------------------
    @contextmanager
    def read(self) -> Iterator[Reads]:
        """One snapshot of the project, for as long as the block lasts; keep it short where a coder may be at work."""
        with self._readers.snapshot() as reads:
            yield reads

    @contextmanager
    def read_long(self, between: Callable[[], None] = lambda: None) -> Iterator[Reads]:
        """As `read`, for jobs that read much: the window and its actions go on beside it on every disk.

        Where the file allows one connection only, the project is copied first, step by step, into a file of its own
        beside the backups; `between` is called between the steps, and may raise to stop. Raises UserFault, also where
        there is no room for that.
        """
        with self._readers.long_snapshot(between) as reads:
            yield reads

    def save_copy(self, target: Path, *, replace: bool = False) -> Copied:
        """A whole copy in one file, for a colleague. Raises UserFault."""
        from curator.store.backup import save_copy

        with self._readers.outside() as connection:
            return save_copy(connection, target, replace=replace, origin=self.path)

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Hear of every committed change, on the writing thread; call what is returned to hear no more."""
        return self._feed.subscribe(callback)


def _as_text(name: str) -> str:
    """The name of a file as text that can be stored: bytes that are no characters become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
