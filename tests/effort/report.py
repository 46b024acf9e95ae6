# SPDX-License-Identifier: MIT
"""The figures of a count, printed: what it took, what a table would have taken, where the presses went."""

from __future__ import annotations

import os
from typing import NamedTuple

from tests.effort.cells import Baseline
from tests.effort.counting import CountingHand


class Counted(NamedTuple):
    """Presses for each character of the baseline: with the quotes typed too, and without them."""

    presses: int
    with_quotes: float
    without_quotes: float


def report(what: str, hand: CountingHand, baseline: Baseline) -> Counted:
    total, plain, quoted = hand.total, baseline.values, baseline.values + baseline.quotes
    counted = Counted(total, total / quoted, total / plain)
    print(f"\n{what}: {total} presses and clicks")  # noqa: T201  # the figures are what one reads
    kinds = ", ".join(f"{number} {kind}" for kind, number in hand.presses.most_common())
    print(f"  of these {kinds} (a drag counts 2)")  # noqa: T201
    for on, number in hand.spent.most_common():
        print(f"  {number:5} {on}")  # noqa: T201
    for line in hand.log if os.environ.get("EFFORT_LOG") else ():
        print(f"    {line}")  # noqa: T201
    print(f"  a table: {plain} characters and cells, {quoted} with the words typed")  # noqa: T201
    print(f"  ratio: {counted.without_quotes:.3f}, {counted.with_quotes:.3f} with the words typed, "  # noqa: T201
          f"{total / (plain + baseline.bases):.3f} with every basis typed")  # fmt: skip
    return counted
