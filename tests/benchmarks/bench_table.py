# SPDX-License-Identifier: MIT
"""The table of all incidents with 1,000,000 of them: first rows, a jump anywhere, sorting, filtering, memory.

The rows are written straight into SQLite, then the real page is shown offscreen. Targets (DESIGN.md 10): first rows
50 ms, jump 20 ms (paint included), sort and filter 400 ms (first rows, then the whole list and how many there are;
sorted by a field that has its index). All of it in CPU time of the process, because the machine may be shared; what the
clock said is told beside it.

    python tests/benchmarks/bench_table.py [INCIDENTS]
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from curator.domain.filtering import IncidentFilter
from curator.workspace import Workspace
from tests.benchmarks.asked import REFINED, conditions
from tests.benchmarks.figures import noise, report, seconds
from tests.benchmarks.many_rows import made_apart

JUMPS = 25
FILTERED = 3  # times each filter
ARTICLES_SHARE = 10  # incidents an article


def main() -> int:
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        os.environ["CURATOR_HOME"] = str(Path(name) / "home")
        path = Path(name) / "many.curator"
        made_apart(path, incidents // ARTICLES_SHARE, incidents, "Two were killed. " * 8)
        with Workspace.open(path) as workspace:
            with workspace.read() as reads:
                workspace.act_as(reads.coders()[0])
            return measure(workspace)


def measure(workspace: Workspace) -> int:
    from PySide6.QtWidgets import QApplication, QWidget

    from curator.app.application import make_application
    from curator.app.background import Background
    from curator.app.dataset.page import DatasetPage

    make_application()
    owner = QWidget()
    background = Background(owner)

    def wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + 120
        while not until() and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    panel = DatasetPage(workspace, background)
    panel.resize(1200, 760)
    with workspace.read() as reads:
        total = reads.incident_count()

    def first_rows() -> None:
        panel.show()
        wait(lambda: panel.model.rowCount() > 0)
        panel.grab()

    first_cpu, first_wall = seconds(first_rows)
    wait(lambda: panel.model.rowCount() == total)
    draw = random.Random(20191108)
    jumps = [seconds(lambda: _jump(panel, draw.randrange(total)))[0] * 1000 for _ in range(JUMPS)]
    sorts, first_sorts, clock = [], [], []
    for column in [column for column in panel.columns if column.source[0] == "leaf"]:
        at = panel.columns.index(column)
        panel._sort(at, False)  # asks for the index, which is made in a pause
        wait(lambda: panel.count.text() == "…")
        wait(lambda: panel.model.rowCount() == total)
        wait(lambda order=column.source: _indexed(workspace, order))  # type: ignore[misc]  # a lambda with a default
        wait(lambda: panel.totals.text() != "…")  # those of the order before
        start, cpu = time.perf_counter(), time.process_time()
        panel._sort(at, True)
        wait(lambda: panel.count.text() == "…")
        first_sorts.append((time.perf_counter() - start) * 1000)
        wait(lambda: panel.model.rowCount() == total)
        clock.append((time.perf_counter() - start) * 1000)
        sorts.append((time.process_time() - cpu) * 1000)
    filters = measure_filters(panel, total, wait)
    figures = {
        "incidents": total, "first_rows_cpu_ms": round(first_cpu * 1000, 1),
        "first_rows_wall_ms": round(first_wall * 1000, 1), "jump_median_ms": round(statistics.median(jumps), 1),
        "jump_worst_ms": round(max(jumps), 1), "sort_cpu_worst_ms": round(max(sorts), 1),
        "sort_cpu_median_ms": round(statistics.median(sorts), 1),
        "sort_wall_median_ms": round(statistics.median(clock), 1), "sorted_first_rows_ms": round(max(first_sorts), 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before, 1),
    }  # fmt: skip
    figures |= filters
    background.forget()
    panel.close()
    return report(
        "table of all incidents", figures,
        {"first_rows_cpu_ms": 50.0, "jump_median_ms": 20.0, "sort_cpu_median_ms": 400.0, "filter_cpu_ms": 400.0,
         "filter_first_rows_cpu_ms": 400.0},
    )  # fmt: skip


def measure_filters(panel: Any, total: int, wait: Callable[[Callable[[], bool]], None]) -> dict[str, float]:
    """Each condition three times (medians; sets that are kept for a filter asked before are thrown away; `once`: the
    first time), and a filter that takes the place of one that is under way."""
    own = panel.filter.conditions
    asked = conditions(panel._workspace.codebook)
    standing = panel.ways.counting.standing
    figures: dict[str, float] = {}
    for name, condition in asked.items():
        first, first_cpus, whole, cpus = [], [], [], []
        for _ in range(FILTERED):
            if standing is not None:
                standing._sets.clear()
            start, cpu = time.perf_counter(), time.process_time()
            panel.set_filter(IncidentFilter((*own, condition)))
            wait(lambda: panel.count.text() == "…")
            first.append((time.perf_counter() - start) * 1000)
            first_cpus.append((time.process_time() - cpu) * 1000)
            wait(lambda: panel.count.text() != "…")
            whole.append((time.perf_counter() - start) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
            wait(lambda: panel.totals.text() != "…")
            figures[f"filter_{name}_rows"] = panel.model.rowCount()
            panel.filter_line.blockSignals(True)  # words that were typed
            panel.filter_line.clear()
            panel.filter_line.blockSignals(False)
            panel.set_filter(IncidentFilter(own))
            wait(lambda: panel.count.text() not in ("…", "") and panel.model.rowCount() == total)
            wait(lambda: panel.totals.text() != "…")
        figures[f"filter_{name}_first_rows_ms"] = round(statistics.median(first), 1)
        figures[f"filter_{name}_first_rows_cpu_ms"] = round(statistics.median(first_cpus), 1)
        figures[f"filter_{name}_once_cpu_ms"] = round(cpus[0], 1)
        figures[f"filter_{name}_wall_ms"] = round(statistics.median(whole), 1)
        figures[f"filter_{name}_cpu_ms"] = round(statistics.median(cpus), 1)
        figures[f"filter_{name}_noise"] = noise(cpus)
    figures["filter_cpu_ms"] = max(figures[f"filter_{name}_cpu_ms"] for name in asked if name not in REFINED)
    figures["filter_first_rows_cpu_ms"] = max(figures[f"filter_{name}_first_rows_cpu_ms"] for name in asked)
    panel.set_filter(IncidentFilter((*own, asked["no_words"])))
    start = time.perf_counter()
    panel.set_filter(IncidentFilter((*own, asked["value"])))
    wait(lambda: panel.count.text() != "…" and panel.model.rowCount() == figures["filter_value_rows"])
    figures["filter_in_place_of_a_slow_one_ms"] = round((time.perf_counter() - start) * 1000, 1)
    panel.set_filter(IncidentFilter(own))
    wait(lambda: panel.model.rowCount() == total)
    return figures


def _jump(panel: object, row: int) -> None:
    table = panel.table  # type: ignore[attr-defined]  # the class is imported late: Qt must not be there before the file
    table.choose(row)
    table.grab()


def _indexed(workspace: Workspace, order: tuple[str, str]) -> bool:
    from curator.store.incident_list import index_wanted

    with workspace.read() as reads:
        return not index_wanted(reads.connection, order)


if __name__ == "__main__":
    sys.exit(main())
