# SPDX-License-Identifier: MIT
"""Time and randomness, in one place, so that tests can make both repeatable.

What lives here: the Clock and the form in which Curator writes times. What does not: ids (ids.py).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime

from curator.shape import Frozen, fresh


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Clock(Frozen):
    """Where times (milliseconds since 1970, UTC) and random bytes come from."""

    now_ms: Callable[[], int] = fresh(default_factory=lambda: _now_ms)
    random_bytes: Callable[[int], bytes] = fresh(default_factory=lambda: os.urandom)

    def stamp(self) -> str:
        """The time now as Curator writes it: `2026-11-23T10:54:40.123Z`."""
        return stamp_of(self.now_ms())


def stamp_of(ms: int) -> str:
    """Milliseconds since 1970 as `YYYY-MM-DDTHH:MM:SS.mmmZ`."""
    moment = datetime.fromtimestamp(ms // 1000, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{ms % 1000:03d}Z"
