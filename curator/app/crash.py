# SPDX-License-Identifier: MIT
"""What happens when the program has a bug: a report on the disk, a sentence in the window, and work goes on.

What lives here: the hooks of this process. What does not: the report itself (tasks/crash.py), what the sentences say
(session.py). Every error in a slot, in work of another thread and in a function that Qt calls (painting, keys, models)
gets here; also a fault of the file that met somebody who only looked, which is no bug.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from curator.domain.faults import UserFault

Tell = Callable[[Path | None], None]
TellFault = Callable[[str], None]
_MOST_REPORTS = 20  # of one run; a bug in painting comes with every picture of the window


def watch(tell: Tell, tell_fault: TellFault) -> None:
    """From now on every error that nobody caught is reported, the same one only once. `tell` gets the path of the
    report, `tell_fault` the sentence of a UserFault, both on the thread it happened."""
    told: set[tuple[str, ...]] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, UserFault):
            tell_fault(error.sentence)
            return
        from curator.tasks.crash import place_of_bug, write_crash_report

        place = place_of_bug(error.with_traceback(trace))
        if place in told or len(told) >= _MOST_REPORTS:
            return
        told.add(place)
        path = write_crash_report(error)
        # The window may be the one that is broken.
        print(f"Curator has a fault of its own; the report is {path}", file=sys.stderr)  # noqa: T201
        tell(path)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            hook(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook
