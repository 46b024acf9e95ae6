# SPDX-License-Identifier: MIT
"""Heights of all pieces, in whole pixels: estimated first, corrected when a piece is laid out.

What lives here: sums over heights, fast enough for a million pieces. What does not: how a height is found.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

BLOCK = 512


class Heights:
    """Kept in blocks with their sums: a change costs O(1), a look-up one walk over the sums and one block."""

    __slots__ = ("_sums", "_values", "total")

    def __init__(self, values: Iterable[int]) -> None:
        self._values = array("q", values)
        self._sums = [sum(self._values[at : at + BLOCK]) for at in range(0, len(self._values), BLOCK)]
        self.total = sum(self._sums)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[int]:
        return iter(self._values)

    def __getitem__(self, index: int) -> int:
        return self._values[index]

    def put(self, index: int, height: int) -> None:
        change = height - self._values[index]
        if change:
            self._values[index] = height
            self._sums[index // BLOCK] += change
            self.total += change

    def top(self, index: int) -> int:
        """The sum of all heights before `index`."""
        block = index // BLOCK
        return sum(self._sums[:block]) + sum(self._values[block * BLOCK : index])

    def find(self, y: int) -> tuple[int, int]:
        """The piece at height `y` and the pixels below its top; clamped to the first and the last piece."""
        if y <= 0 or not self._values:
            return 0, 0
        rest, block = y, 0
        while block < len(self._sums) - 1 and rest >= self._sums[block]:
            rest -= self._sums[block]
            block += 1
        index, last = block * BLOCK, min(len(self._values), (block + 1) * BLOCK) - 1
        while index < last and rest >= self._values[index]:
            rest -= self._values[index]
            index += 1
        return index, min(rest, self._values[index])
