# SPDX-License-Identifier: MIT
"""The process in which a colleague's file is read: whatever it does to SQLite or to Python, it does there.

What lives here: limits, the two files in which it leaves what it read and how it ended. What does not: the steps
(foreign_examining.py), starting and ending this process (foreign.py).
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from curator.own_process import limit
from curator.store.foreign_examining import examine
from curator.store.foreign_refusal import Refused, too_much_memory

ARGUMENT = "--read-a-colleagues-file"  # how the program itself is told to be this process, where it is one file
_HEAP = 500_000_000  # bytes that SQLite may take
LINES, OUTCOME = "lines", "outcome"


def main(argv: Sequence[str] | None = None) -> int:
    """Examine a copy: its path, seconds, bytes of memory, bytes of result. Leaves `lines` and `outcome` beside it."""
    path, seconds, memory, result = sys.argv[1:] if argv is None else argv
    _limit(float(seconds), int(memory), int(result))
    copy = Path(path)
    try:
        with copy.with_name(LINES).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(examine(copy, float(seconds)))
        outcome: dict[str, object] = {"read": True}
    except Refused as refusal:
        outcome = {"reason": refusal.reason, "places": refusal.places}
    except MemoryError:
        outcome = {"reason": too_much_memory().reason, "places": ()}
    copy.with_name(OUTCOME).write_text(json.dumps(outcome), encoding="utf-8")
    return 0


def _limit(seconds: float, memory: int, result: int) -> None:
    """SQLite's own limit of memory, and the system's where it has them. Not every system keeps that one (macOS)."""
    sqlite3.connect(":memory:").execute(f"PRAGMA hard_heap_limit = {_HEAP}").connection.close()  # of the whole process
    limit(AS=memory, CPU=int(seconds) + 2, FSIZE=result, CORE=0)


if __name__ == "__main__":
    sys.exit(main())
