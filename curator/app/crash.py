# SPDX-License-Identifier: MIT
"""What happens when the program has a bug: a report on the disk, a sentence in the window, and work goes on.

What lives here: the hooks and the report. What does not: faults of files and input (UserFault). A report never holds
text of an article: of the error only its type is kept (and the number of an error of the system), no values.
"""

from __future__ import annotations

import platform
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from curator import __version__, paths

_MOST_REPORTS = 20
Tell = Callable[[Path | None], None]


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The report: versions, type of the error, and where it happened, as file, line and function."""
    lines = [
        f"Curator {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{kind.__module__}.{kind.__qualname__}{_number_of(error)}",
        "",
    ]
    frames = traceback.extract_tb(trace)
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}: {frame.line}" for frame in frames]
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        lines += ["", "after", report_of(type(cause), cause, cause.__traceback__)]
    return "\n".join(lines)


def _number_of(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f" (errno {error.errno})"
    if isinstance(error, sqlite3.Error):
        return f" ({getattr(error, 'sqlite_errorname', '')})"
    return ""


def write_report(text: str) -> Path | None:
    """Keep a report in the data folder; None where even that cannot be written. Old ones go after twenty."""
    folder = paths.data_folder() / "crash-reports"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for old in sorted(folder.glob("crash-*.txt"))[: -(_MOST_REPORTS - 1)]:
            old.unlink()
        path = folder / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.txt"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return None
    return path


def watch(tell: Tell) -> None:
    """From now on every error that nobody caught is reported; `tell` gets the report's path."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        path = write_report(report_of(kind, error, trace))
        print(f"Curator has a fault of its own; the report is {path}", file=sys.stderr)  # noqa: T201  # no window may be left
        tell(path)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            hook(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook
