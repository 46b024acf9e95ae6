# SPDX-License-Identifier: MIT
"""Reading a colleague's project file: never written, never attached, nothing in it believed (RELIABILITY.md 3.3).

What lives here: our copy of it, the process that examines the copy, its end, and what it tells. What does not: the
examining (foreign_examining.py), taking in what was read (tasks).
A file is refused before anything of it is used: for its size, for newest work that lies beside it, for its first 100
bytes, for any table, index, view or trigger that no project has, for any value that does not fit.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from curator import atomic
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import InputRefused
from curator.domain.handover import HandOver
from curator.oslock import try_lock
from curator.own_process import command, variables
from curator.store.foreign_file import copy_foreign
from curator.store.foreign_lines import read_lines, unusable
from curator.store.foreign_refusal import Refused, shown, too_slow
from curator.store.foreign_worker import ARGUMENT, LINES, OUTCOME

SECONDS = 5.0  # for any file; one second more for so many of its bytes: fifteen times what a sound file takes
_BYTES_A_SECOND = 2_000_000
_MEMORY = 1_000_000_000  # bytes of address space, besides the file's size: Python and SQLite take a quarter of it
_RESULT = 64_000_000  # bytes, besides twice the file's size
_MOST_OUTCOME = 100_000
_LOOK_S = 0.02


def read_foreign(
    path: Path, folder: Path, between: Callable[[], None] = lambda: None, *, seconds: float = SECONDS
) -> HandOver:
    """What a colleague's project file holds. The file is not changed, whatever it is.

    The copy lies in a folder of its own below `folder`, for this user alone, and is gone afterwards. `between` is
    called some fifty times a second; what it raises ends the reading at once. Raises InputRefused for a file that is
    not read, with the reason and what else was found; UserFault where the copy cannot be written.
    """
    try:
        with _own_folder(folder) as own:
            copy = own / "colleague.curator"
            size = copy_foreign(path, copy, between)
            _examine_apart(copy, size, seconds + size / _BYTES_A_SECOND, between)
            return _read(own / LINES)
    except Refused as refusal:
        name = shown(path.name or str(path), 80)
        raise InputRefused(f"{name} was not read. {refusal.reason} It was not changed.", refusal.places) from None


def _read(path: Path) -> HandOver:
    try:
        with path.open("rb") as lines:
            return read_lines(lines)
    except OSError:
        raise unusable() from None


@contextmanager
def _own_folder(folder: Path) -> Iterator[Path]:
    """A folder for this user alone, gone after the block; what killed programs left is swept first."""
    own = atomic.temp_beside(folder / "colleague")
    holder = None
    try:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.sweep(folder)
            own.mkdir(mode=0o700)
            if os.name != "nt":
                holder = os.open(own, os.O_RDONLY)
                try_lock(holder)
        except OSError as error:
            raise disk_fault(error, "A copy to read from", folder) from error
        yield own
    finally:
        if holder is not None:
            os.close(holder)
        shutil.rmtree(own, ignore_errors=True)


def _examine_apart(copy: Path, size: int, seconds: float, between: Callable[[], None]) -> None:
    """Have another process examine the copy; it is gone when this returns or raises."""
    process_of = command("curator.store.foreign_worker", ARGUMENT)
    examine = [*process_of, str(copy), str(seconds * 0.95), str(_MEMORY + size), str(_RESULT + 2 * size)]
    with (copy.parent / "said").open("wb") as said:
        process = subprocess.Popen(
            examine, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=copy.parent, env=variables(),
            close_fds=True, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        try:
            _wait(process, time.monotonic() + seconds, between)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
    _judge(copy.parent, process.returncode)


def _wait(process: subprocess.Popen[bytes], end: float, between: Callable[[], None]) -> None:
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_LOOK_S)
            return
        between()
        if time.monotonic() > end:
            raise too_slow()


def _judge(folder: Path, code: int) -> None:
    """How the process ended. Raises Refused for every end but a sound one."""
    try:
        with (folder / OUTCOME).open("rb") as file:
            outcome = json.loads(file.read(_MOST_OUTCOME))
        reason, places = outcome.get("reason", ""), tuple(map(str, outcome.get("places", ())))
        read = outcome.get("read") is True
    except (OSError, ValueError, AttributeError, TypeError):
        read, reason, places = False, "", ()
    if not read:
        raise Refused(
            str(reason) or f"The process that examined it ended with it ({_last_words(folder, code)}).", places
        )


def _last_words(folder: Path, code: int) -> str:
    """The kind of fault by which the process ended, for a report; what it said of the file's content is left out."""
    with suppress(OSError), (folder / "said").open("rb") as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - 2_000))
        lines = file.read().decode("utf-8", "replace").split("\n")
        kinds = [line.split(":", 1)[0] for line in lines if line and not line.startswith(" ")]
        if kinds and kinds[-1].replace(".", "").isidentifier():
            return kinds[-1]
    return f"code {code}"
