# SPDX-License-Identifier: MIT
"""One line of a history as it is shown.

What lives here: the shape. What does not: reading it (source.py), painting it (delegate.py).
"""

from __future__ import annotations

from curator.shape import Frozen
from curator.store.log_lines import LogLine
from curator.store.value_history import ValueStep


class HistoryLine(Frozen):
    """`title`: of the entry's article. `step`: for the history of a value, what it was before and after; `was`, `now`
    say these in words (both empty where only its words changed, or for other histories)."""

    log: LogLine
    title: str = ""
    step: ValueStep | None = None
    was: str = ""
    now: str = ""
