# SPDX-License-Identifier: MIT
"""What happens when the program has a bug: a report on the disk, a sentence in the window, and work goes on.

What lives here: the hooks of this process. What does not: the report itself (tasks/crash.py), faults of files and input
(UserFault).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

Tell = Callable[[Path | None], None]


def watch(tell: Tell) -> None:
    """From now on every error that nobody caught is reported; `tell` gets the path, on the thread it happened."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        from curator.tasks.crash import write_crash_report

        path = write_crash_report(error.with_traceback(trace))
        # The window may be the one that is broken.
        print(f"Curator has a fault of its own; the report is {path}", file=sys.stderr)  # noqa: T201
        tell(path)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            hook(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook
