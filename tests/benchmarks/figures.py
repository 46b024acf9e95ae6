# SPDX-License-Identifier: MIT
"""What the benchmarks share: medians, percentiles, and one line of JSON with a verdict.

Figures are ratios against a baseline of the same run wherever a target is one; machines differ, ratios less so.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """(CPU seconds of this process, wall seconds) of one run."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def noise(runs: Sequence[float]) -> float:
    """How far the runs lie apart: (largest - smallest) / median."""
    return round((max(runs) - min(runs)) / statistics.median(runs), 2) if runs else 0.0


def report(name: str, figures: Mapping[str, object], limits: Mapping[str, float]) -> int:
    """Print the figures as JSON; 1 where one lies beyond its limit, else 0."""
    beyond = {key: limit for key, limit in limits.items() if float(str(figures[key])) > limit}
    print(
        json.dumps(
            {
                "benchmark": name, **figures, "limits": limits, "beyond": beyond,
                "cores": os.cpu_count(), "python": sys.version.split()[0], "sqlite": sqlite3.sqlite_version,
            },
            indent=1,
        )
    )  # fmt: skip
    return 1 if beyond else 0
