# SPDX-License-Identifier: MIT
"""The report of a crash: enough to mend a bug, nothing of anybody's articles.

What lives here: the file. What does not: catching (the faces), the sentence for the user (the faces).
Neither values of variables nor the message of the exception are in it: both may hold words of an article.
"""

from __future__ import annotations

import platform
import sqlite3
import sys
import traceback
from pathlib import Path

from curator import __version__, atomic, paths
from curator.domain.clock import Clock


def write_crash_report(error: BaseException, clock: Clock | None = None) -> Path | None:
    """Write the report below the data folder. Returns its path; None where even that cannot be written."""
    at = (clock or Clock()).stamp()
    folder = paths.data_folder() / "crash-reports"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"crash-{at.replace(':', '').replace('.', '-')}.txt"
        atomic.write_atomically(path, report(error, at).encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    return path


def place_of_bug(error: BaseException) -> tuple[str, ...]:
    """What tells one bug from another: the kind and the innermost place of the first error of the chain."""
    first = _chain(error)[-1]
    frames = traceback.extract_tb(first.__traceback__)
    return type(first).__qualname__, *(f"{frame.filename}:{frame.lineno}" for frame in frames[-1:])


def _chain(error: BaseException) -> list[BaseException]:
    """The error, its cause, and so on; also where they go round in a ring."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and all(cause is not each for each in chain):
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    return chain


def report(error: BaseException, at: str) -> str:
    """The text of the report: versions, and where in the program it happened, innermost last."""
    lines = [
        f"Curator {__version__}, {at}",
        f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {platform.platform()}",
        "",
    ]
    for cause in _chain(error):
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}{_number_of(cause)}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
    return "\n".join(lines) + "\n"


def _number_of(error: BaseException) -> str:
    """The number of a fault of the system or the file, which tells nothing of anybody's words."""
    if isinstance(error, OSError):
        return f" (errno {error.errno})"
    if isinstance(error, sqlite3.Error):
        return f" ({getattr(error, 'sqlite_errorname', '')})"
    return ""
