# SPDX-License-Identifier: MIT
"""Files read in processes of their own: two that read ahead, each file with its time, ended and begun anew as needed.

What lives here: the processes, the clock, the sentences for what went wrong. What does not: what runs in them
(reader_worker.py), which files there are (tasks).
Source of the limits: RELIABILITY.md 2.6: 10 seconds and 512 MB for one file; the memory is kept where the system keeps
such limits (not on Windows), the clock everywhere.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Any, BinaryIO, cast

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ArticleReader, ReadFile
from curator.formats.frames import BrokenFrame, Frame, read_frame, write_frame
from curator.formats.read_messages import from_message
from curator.formats.reader_worker import ARGUMENT
from curator.own_process import command, variables

SECONDS = 10.0  # for one file
MEMORY = 512_000_000  # bytes of address space of a process; Python and the libraries take a fifth of it
_BEGINNING = 60.0  # seconds: for the start of a process and the import of libraries, on a machine that does much else
_MOST_PIECES = 400_000_000  # bytes of what comes back beside the texts
_LOOK_S = 0.02
_SOUND = frozenset(("articles", "answer", "refusal"))  # after these the process reads the next file


class CannotBeRead(InputRefused):
    """A file with which its reader came to no end, or to a bad one. As plain text it may still be read."""


class Asked:
    """One file that was handed to the readers, and what came of it once `done` is set."""

    def __init__(self, reader: ArticleReader, data: bytes, name: str, ask: str, question: Mapping[str, Any]) -> None:
        kind = type(reader)
        self.head = {
            "reader": f"{kind.__module__}:{kind.__qualname__}", "name": name, "ask": ask, "question": dict(question)
        }  # fmt: skip
        self.data = data
        self.name = name
        self.done = threading.Event()
        self.ends = float("inf")  # on the clock of time.monotonic, once it is being read
        self.late = False
        self.frame: Frame | None = None

    def outcome(self, seconds: float) -> Frame:
        """What was answered. Raises InputRefused where it is no answer."""
        head: Mapping[str, Any] = self.frame.head if self.frame is not None else {}
        if self.late:
            raise self._cannot(f"took longer than {seconds:g} seconds to read")
        if "refusal" in head:
            raise InputRefused(str(head["refusal"]))
        if "deep" in head:
            raise self._cannot("is nested too deeply")
        if "memory" in head or head.get("ended") == "MemoryError":
            raise self._cannot(f"needs more memory than the {MEMORY // 1_000_000} MB that one file may have")
        if self.frame is None or not ("articles" in head or "answer" in head):
            kind = str(head.get("ended", ""))
            raise self._cannot(f"could not be read: its reader ended with it{f' ({kind})' if kind else ''}")
        return self.frame

    def _cannot(self, what: str) -> CannotBeRead:
        return CannotBeRead(f"{self.name} {what}; import it as plain text, or save it in another format.")


class ReadersApart:
    """So many processes that read what is handed to `begin`, in that order. Nothing is started before it is needed.

    To be closed, or used in a `with`; then all its processes are gone, whatever they were doing.
    """

    def __init__(self, processes: int = 2, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._most = processes
        self._waiting: SimpleQueue[Asked | None] = SimpleQueue()
        self._slots: list[_Slot] = []
        self._open = 0

    def begin(
        self,
        reader: ArticleReader,
        data: bytes,
        name: str,
        ask: str = "read",
        question: Mapping[str, Any] | None = None,
    ) -> Asked:
        """Have a file read; `name` is how sentences call it. `ask`: "read", "whole" or "answer"."""
        asked = Asked(reader, data, name, ask, question or {})
        self._open += 1
        if len(self._slots) < min(self._most, self._open):
            self._slots.append(_Slot(self._waiting, self._seconds, self._memory))
        self._waiting.put(asked)
        return asked

    def wait(self, asked: Asked, between: Callable[[], None] = lambda: None) -> Frame:
        """What was answered. `between` is called some fifty times a second; what it raises goes through.

        Raises InputRefused.
        """
        while not asked.done.wait(_LOOK_S):
            between()
            for slot in self._slots:
                slot.look()
        self._open -= 1
        return asked.outcome(self._seconds)

    def read(self, asked: Asked, between: Callable[[], None] = lambda: None) -> ReadFile:
        """The articles of a file that was handed to `begin`. Raises InputRefused."""
        frame = self.wait(asked, between)
        try:
            return from_message(frame, asked.data)
        except BrokenFrame as fault:
            raise CannotBeRead(f"{asked.name} could not be read: its reader found {fault}.") from fault

    def close(self) -> None:
        """End all processes at once."""
        for _ in self._slots:
            self._waiting.put(None)
        for slot in self._slots:
            slot.end()
        self._slots = []

    def __enter__(self) -> ReadersApart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Slot:
    """One process after the other, and the thread that talks to it."""

    def __init__(self, waiting: SimpleQueue[Asked | None], seconds: float, memory: int) -> None:
        self._waiting, self._seconds, self._memory = waiting, seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: Asked | None = None
        self._ending = False
        self._changing = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="articles read apart", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """End the process where it is late with its file; never while it has gone on to the next one."""
        with self._changing:
            asked = self._asked
            if asked is not None and time.monotonic() > asked.ends:
                asked.late = True
                if self._process is not None:
                    self._process.kill()

    def end(self) -> None:
        """End the process and the thread, whatever they are doing."""
        with self._changing:
            self._ending = True
        self._kill()
        self._thread.join()

    def _kill(self) -> None:
        with self._changing:
            if self._process is not None:
                self._process.kill()

    def _work(self) -> None:
        while (asked := self._waiting.get()) is not None and not self._ending:
            self._take_up(asked)
            try:
                asked.frame = self._talk(asked)
            except (OSError, BrokenFrame):
                asked.frame = None
            finally:
                self._take_up(None)
                if asked.late or asked.frame is None or not asked.frame.head.keys() & _SOUND:
                    self._put_away()
                asked.done.set()
        self._put_away()

    def _take_up(self, asked: Asked | None) -> None:
        with self._changing:
            self._asked = asked

    def _talk(self, asked: Asked) -> Frame | None:
        """Hand over the file and take the answer."""
        asked.ends = time.monotonic() + _BEGINNING
        process = self._started()
        said, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        write_frame(said, asked.head, (asked.data,))
        answer = read_frame(answers, _MOST_PIECES)
        if answer is not None and "ready" in answer.head:
            asked.ends = time.monotonic() + self._seconds
            answer = read_frame(answers, _MOST_PIECES)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if self._ending:
                raise BrokenFrame("ended")
            if self._process is None:
                self._process = subprocess.Popen(
                    [*command("curator.formats.reader_worker", ARGUMENT), str(self._seconds), str(self._memory)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=variables(),
                    close_fds=True, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )  # fmt: skip
            return self._process

    def _put_away(self) -> None:
        """End the process; the next file gets a new one."""
        with self._changing:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not written yet goes nowhere
                    pipe.close()


def ask_apart(
    reader: ArticleReader, data: bytes, name: str, question: Mapping[str, Any],
    between: Callable[[], None] = lambda: None,
) -> Frame:  # fmt: skip
    """What a reader answers to a question about a file (`AnsweringReader`): `head["answer"]` and pieces of bytes.

    A process is started for it and gone afterwards; whoever asks often keeps `ReadersApart`. Raises InputRefused.
    """
    with ReadersApart(1) as readers:
        return readers.wait(readers.begin(reader, data, name, "answer", question), between)


def read_apart(
    reader: ArticleReader, data: bytes, name: str, between: Callable[[], None] = lambda: None, *, whole: bool = False
) -> ReadFile:
    """What stands in a file, read in a process that is gone afterwards. Raises InputRefused."""
    with ReadersApart(1) as readers:
        return readers.read(readers.begin(reader, data, name, "whole" if whole else "read"), between)
