# SPDX-License-Identifier: MIT
"""The process in which files from anywhere are read: whatever a page or a document does to its reader, it does here.

What lives here: limits, the seal, and one answer for each file that is asked about. What does not: the readers,
starting and ending this process (reading_apart.py).

It reads frames from its standard input and writes frames to its standard output:
    asked     {"reader": "module:Class", "name": ..., "ask": "read" | "whole" | "answer", "question": {...}}, the file
    answered  {"ready": true} when the reader's libraries are there, then one of
              {"articles": ...}, {"answer": {...}} with pieces, {"refusal": sentence}, {"deep": true}, {"memory": true},
              {"ended": kind of fault} and the end of the process
"""

from __future__ import annotations

import importlib
import signal
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from curator.domain.faults import InputRefused
from curator.formats.article_readers import AnsweringReader, ArticleReader, WholePageReader, as_file
from curator.formats.frames import Frame, read_frame, write_frame
from curator.formats.read_messages import as_message
from curator.formats.sealing import Seal
from curator.own_process import limit

ARGUMENT = "--read-articles-apart"  # how the program itself is told to be this process, where it is one file
MOST_FILE = 2_000_000_000
_FRAMES_DEEP = 1_500  # of Python's stack: no page needs more, and C libraries have room left below it


def main(argv: Sequence[str] | None = None) -> int:
    """Answer until the input ends: seconds for a file (beyond them the system ends this process), bytes of memory."""
    seconds, memory = sys.argv[1:] if argv is None else argv
    asked, said = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    sys.dont_write_bytecode = True
    sys.setrecursionlimit(_FRAMES_DEEP)
    _leave_stopping_to_the_asker()
    _tell_the_end(said)
    limit(AS=int(memory), FSIZE=0, CORE=0)
    seal = Seal()
    while frame := read_frame(asked, MOST_FILE):
        _alarm(float(seconds) * 3 + 30)  # should the asker be gone
        head, pieces = _answer(frame, seal, said)
        _alarm(0)
        write_frame(said, head, pieces)
    return 0


def _answer(frame: Frame, seal: Seal, said: BinaryIO) -> tuple[dict[str, Any], Sequence[bytes]]:
    try:
        reader = _reader(frame.head["reader"])
        write_frame(said, {"ready": True})
        seal.closed = True
        try:
            return _asked(reader, frame)
        finally:
            seal.closed = False
    except InputRefused as refusal:
        return {"refusal": refusal.sentence}, ()
    except RecursionError:
        return {"deep": True}, ()
    except MemoryError:
        return {"memory": True}, ()


def _asked(reader: ArticleReader, frame: Frame) -> tuple[dict[str, Any], Sequence[bytes]]:
    ask, name, data = frame.head["ask"], frame.head["name"], frame.pieces[0]
    if ask == "answer":
        answer, pieces = cast(AnsweringReader, reader).answer(data, frame.head["question"])
        return {"answer": answer}, pieces
    if ask == "whole" and isinstance(reader, WholePageReader):
        return as_message(as_file(reader.read_page(data, name, whole=True)))
    return as_message(as_file(reader.read(data, name)))


@cache
def _reader(place: str) -> ArticleReader:
    """A reader with its libraries imported."""
    module, name = place.split(":")
    reader: ArticleReader = getattr(importlib.import_module(module), name)()
    prepare = getattr(reader, "prepare", None)
    if prepare is not None:
        prepare()
    return reader


def _leave_stopping_to_the_asker() -> None:
    """Ctrl+C in a terminal reaches all its processes; this one ends when it is told to, or its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _tell_the_end(said: BinaryIO) -> None:
    """A fault that no reader should have ends the process: its kind is the last thing said, nothing of the file."""

    def told(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        write_frame(said, {"ended": kind.__name__, "where": _where(trace)})

    sys.excepthook = told


def _where(trace: TracebackType | None) -> str:
    """File and line of our own code in which it ended."""
    own, where = str(Path(__file__).parent), ""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(own):
            where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


if __name__ == "__main__":
    sys.exit(main())
