# SPDX-License-Identifier: MIT
"""What every long job shares: progress, being stopped, and batches small enough that a coder never waits.

What lives here: how a job talks to the face that started it, and how large a batch may be. What does not: threads and
progress bars (the faces), what a job does.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from curator.domain.faults import UserFault
from curator.operations import Operation
from curator.workspace import Workspace

# progress(done, total, words): total 0 where it is not known; words say what is being done. From the job's own thread.
Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

BATCH_MS = 50.0
_AIM = 0.6  # of the 50 ms: the next batch may be dearer than the last one
_FEWEST, _MOST = 16_000, 4_000_000  # weights, about bytes
_Thing = TypeVar("_Thing")


def silent(done: int, total: int, words: str) -> None:
    """The progress of a job that nobody watches."""


def never() -> bool:
    """The answer for a job that nobody can stop."""
    return False


class Stopped(UserFault):
    """The user stopped a job that leaves nothing behind when it is stopped."""


def stopping(cancelled: Cancelled, sentence: str) -> Callable[[], None]:
    """What raises Stopped with this sentence once the user wants to stop."""

    def look() -> None:
        if cancelled():
            raise Stopped(sentence)

    return look


_uncollected: list[bool] = []  # for each block that asks for it: whether garbage was collected before
_collecting = threading.Lock()


@contextmanager
def no_long_pauses() -> Iterator[None]:
    """For work on very many values at once: meanwhile Python does not look for cycles of garbage.

    That look stands all threads still, the window's too, for longer the more values there are (10,000 incidents with
    all that is in them: a third of a second). Garbage without cycles is freed as ever. May be nested, on any thread.
    """
    with _collecting:
        _uncollected.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _collecting:
            first = _uncollected.pop(0)  # of the outermost block, whichever ends first
            if not _uncollected and first:
                gc.enable()
            elif _uncollected:
                _uncollected[0] = first


class Pace:
    """Tells the progress of a job at most twenty times a second: a window or a terminal need not follow every step."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._next = 0.0

    def tell(self, done: int, total: int, words: str) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + BATCH_MS / 1000
            self._progress(done, total, words)

    def end(self, total: int, words: str) -> None:
        """Everything is done."""
        self._progress(total, total, words)


class BatchSize:
    """How much goes into one transaction, learnt from how long the last ones took."""

    def __init__(self) -> None:
        self.weight = 64_000.0

    def learn(self, weight: int, seconds: float) -> None:
        """A batch of this weight took so long: make the next take about 30 ms, and at most double the last."""
        fitting = weight * (BATCH_MS * _AIM) / max(seconds * 1000, 0.01)
        self.weight = min(max(fitting, _FEWEST), self.weight * 2, _MOST)


class Batches(Generic[_Thing]):
    """Gathers things until their weight fills a batch, then has an operation written for them.

    Whoever gathers waits while a batch is written: two threads of one Python that take turns at small pieces of work
    cost nearly twice the CPU time of one after the other, and save next to no time on the clock.
    `operation` makes the operation for some things; `written` is called with the things and the operation's result, on
    the caller's thread. All entries carry one `job` id, so that one Undo takes the whole job back.
    """

    def __init__(
        self,
        workspace: Workspace,
        operation: Callable[[tuple[_Thing, ...]], Operation],
        written: Callable[[tuple[_Thing, ...], Any], None],
        part_of: str = "",
    ) -> None:
        self.job = workspace.ids.new()
        self._workspace = workspace
        self._operation = operation
        self._written = written
        self._part_of = part_of  # what Undo and the history call all of it; "" for what each entry says
        self._size = BatchSize()
        self._waiting: list[_Thing] = []
        self._weight = 0

    def add(self, thing: _Thing, weight: int) -> None:
        """Take one more; write a batch when it is full. Raises UserFault where it was not written."""
        self._waiting.append(thing)
        self._weight += weight
        if self._weight >= self._size.weight:
            self._write()

    def finish(self) -> None:
        """Write the rest."""
        if self._waiting:
            self._write()

    def _write(self) -> None:
        things, weight = tuple(self._waiting), self._weight
        self._waiting, self._weight = [], 0
        operation = self._operation(things)
        started = time.perf_counter()
        result = self._workspace.run(operation, job=self.job, part_of=self._part_of)
        self._size.learn(weight, time.perf_counter() - started)
        self._written(things, result)
