# SPDX-License-Identifier: MIT
"""Starting the window: what `curator` and `curator open` do.

What lives here: refusing what cannot work with one sentence, starting Qt, showing the first page, measuring it.
What does not: the window itself (main_window.py).
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path

from curator.app.plain_import import give_back_import

FAULT = 3
_BAD_QT = (6, 12)  # loses references to None before Python 3.12 and aborts after some thousand calls
NO_DISPLAY = (
    "Curator needs a display for its window, and there is none here. Without one you can use the command line: "
    "curator --help lists what it does."
)
BAD_PAIR = (
    "PySide6 6.12 aborts on Python older than 3.12. Install PySide6-Essentials older than 6.12, or use Python 3.12."
)


def run(project: str | None = None, article: int | None = None, exit_when_shown: bool = False) -> int:
    """Show the window: on `project`, or on the start page. Returns the exit code.

    With `exit_when_shown` the milliseconds from the start of the process to the first paint go to stdout as JSON, and
    the window closes.
    """
    # Almost nothing of what is made until the window stands is ever thrown away, so looking for rubbish again and again
    # would only cost time. Session turns it on as soon as the window is shown.
    gc.disable()
    try:
        refusal = why_not()
        if refusal:
            print(refusal, file=sys.stderr)  # noqa: T201  # there is no window to say it in
            return FAULT
        give_back_import()
        from curator.app.session import Session

        return Session(Path(project) if project else None, article or 0, exit_when_shown).run()
    finally:
        gc.enable()


def why_not() -> str:
    """Why no window can be shown here; empty where one can."""
    if not has_display():
        return NO_DISPLAY
    import PySide6

    version = tuple(int(part) for part in PySide6.__version__.split(".")[:2])
    if version == _BAD_QT and sys.version_info < (3, 12):
        return BAD_PAIR
    return ""


def has_display() -> bool:
    """Whether Qt will find a display; asking Qt itself would abort the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def milliseconds_since_start() -> float:
    """Milliseconds since this process began, as exactly as the platform tells; else since Python was up."""
    try:
        with Path("/proc/self/stat").open(encoding="ascii") as stat, Path("/proc/uptime").open(encoding="ascii") as up:
            began = int(stat.read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
            return (float(up.read().split()[0]) - began) * 1000
    except (OSError, ValueError, IndexError):
        return time.process_time() * 1000


def told_as_json(cpu_ms: float, wall_ms: float, article: str) -> str:
    """What `--exit-when-shown` prints."""
    return json.dumps({"first_paint_ms": round(wall_ms, 1), "cpu_ms": round(cpu_ms, 1), "article": article})
