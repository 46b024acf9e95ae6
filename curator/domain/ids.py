# SPDX-License-Identifier: MIT
"""Ids of rows: UUIDv7 (RFC 9562, 5.7) that never run backwards on one device, and UUIDv8 derived from content.

Python 3.11 has neither. What lives here: making and recognising ids. What does not: what they name.
"""

from __future__ import annotations

import hashlib
import threading

from curator.domain.clock import Clock
from curator.pattern import pattern

_ID = pattern(r"[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

# The digit after the third hyphen holds the variant, 10 in its upper two bits, and two random bits.
_VARIANT = {f"{digit:x}": f"{0b1000 | digit & 0b11:x}" for digit in range(16)}


class IdSource:
    """Makes UUIDv7 strings; each is greater than the one before, also when the clock is set back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._ms = 0
        self._counter = 0

    def start_after(self, latest_id: str) -> None:
        """Never make an id below `latest_id`: the newest one in a project, whatever the clock says today."""
        value = int(latest_id.replace("-", ""), 16)
        with self._lock:
            self._ms = max(self._ms, value >> 80)
            self._counter = 0xFFF if self._ms == value >> 80 else 0

    def new(self) -> str:
        """A new UUIDv7. The 12 bits after the version count within one millisecond (RFC 9562, 6.2, method 1)."""
        return self.several(1)[0]

    def several(self, count: int) -> list[str]:
        """New UUIDv7s, ascending: an import needs five for each article, and one by one they take far longer."""
        digits = self._clock.random_bytes(8 * count).hex()
        made: list[str] = []
        with self._lock:
            now = self._clock.now_ms()
            if now > self._ms:
                self._ms, self._counter = now, -1
            first = self._first()
            for at in range(0, 16 * count, 16):
                self._counter += 1
                if self._counter > 0xFFF:
                    self._ms, self._counter = self._ms + 1, 0
                    first = self._first()
                fourth = f"{_VARIANT[digits[at]]}{digits[at + 1 : at + 4]}"
                made.append(f"{first}{self._counter:03x}-{fourth}-{digits[at + 4 : at + 16]}")
        return made

    def _first(self) -> str:
        """What all ids of one millisecond begin with."""
        return f"{self._ms >> 16:08x}-{self._ms & 0xFFFF:04x}-7"


def derived_id(*parts: str) -> str:
    """A UUIDv8 from what it names: the same parts give the same id on every machine (RFC 9562, 5.8).

    The parts are joined by U+001F, so that ("a", "bc") and ("ab", "c") differ.
    """
    digest = bytearray(hashlib.sha256("\x1f".join(parts).encode("utf-8")).digest()[:16])
    digest[6] = (digest[6] & 0x0F) | 0x80
    digest[8] = (digest[8] & 0x3F) | 0x80
    hexed = digest.hex()
    return f"{hexed[:8]}-{hexed[8:12]}-{hexed[12:16]}-{hexed[16:20]}-{hexed[20:]}"


def is_id(text: str) -> bool:
    """Whether `text` is an id as Curator writes them: UUID version 7 or 8, lower case, with hyphens."""
    return _ID.fullmatch(text) is not None
