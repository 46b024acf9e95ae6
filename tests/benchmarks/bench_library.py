# SPDX-License-Identifier: MIT
"""The window on a project with 100,000 articles of 4 kB: first paint, filter, chips, a jump anywhere, memory.

The rows are written straight into SQLite by a process of its own, then the real window opens them offscreen. Targets:
memory under 250 MB (DESIGN.md 10), and no step that keeps the window's thread longer than 100 ms (DESIGN.md 4, rule 8);
`gap` is the longest time in which the window answered nothing while it looked for words.

    python tests/benchmarks/bench_library.py [ARTICLES]
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
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from curator.domain.coding import READING_STATES
from tests.benchmarks.figures import report, seconds
from tests.benchmarks.many_rows import made_apart

JUMPS = 25
TEXT = ("Two policemen were killed on Friday when gunmen opened fire at a checkpoint near the river.\n" * 45)[:4000]


def main() -> int:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        os.environ["CURATOR_HOME"] = str(Path(name) / "home")
        path = Path(name) / "many.curator"
        made_apart(path, articles, articles // 2, TEXT)
        return measure(path, articles)


def measure(path: Path, articles: int) -> int:
    from PySide6.QtWidgets import QApplication

    from curator.app import picture

    gaps: list[float] = [0.0]

    def wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        gaps.append(0.0)
        while not until() and time.monotonic() < end:
            before = time.perf_counter()
            QApplication.processEvents()
            gaps[-1] = max(gaps[-1], (time.perf_counter() - before) * 1000)
            time.sleep(0.001)
        assert until()

    window = picture.shown_window((1280, 800), "light")
    bare = _memory()

    def open_it() -> None:
        window.open_project(path)
        page = window.page
        assert page is not None
        wait(lambda: page.library.model.rowCount() == articles)
        window.grab()

    first = seconds(open_it)[1]
    page = window.page
    assert page is not None
    with page.workspace.read() as reads:
        page.workspace.act_as(reads.coders()[0])
    library = page.library
    picture.settle(window)
    draw = random.Random(20191108)

    def jump(row: int) -> None:
        library.table.scrollTo(library.model.index(row, 0))
        library.table.grab()

    jumps = [seconds(lambda: jump(draw.randrange(articles)))[0] * 1000 for _ in range(JUMPS)]
    gaps.clear()

    def looked(change: Callable[[], object], enough: Callable[[int], bool]) -> float:
        start = time.perf_counter()
        change()
        wait(lambda: enough(library.model.rowCount()) and not page.background.busy)
        library.table.grab()
        return (time.perf_counter() - start) * 1000

    filtered = looked(lambda: library.filter.setText("kirkuk"), lambda rows: 0 < rows < articles)
    looked(library.filter.clear, lambda rows: rows == articles)

    def press(*states: str) -> None:
        library.chips.choose(states)
        library.chips.changed.emit()

    fourth = articles // 4
    chips = [looked(partial(press, state), lambda rows: rows == fourth) for state in READING_STATES]
    looked(press, lambda rows: rows == articles)
    figures = {
        "articles": articles, "opened_wall_ms": round(first * 1000, 1),
        "jump_median_ms": round(statistics.median(jumps), 1), "jump_worst_ms": round(max(jumps), 1),
        "filter_wall_ms": round(filtered, 1),
        "chip_worst_wall_ms": round(max(chips), 1), "gap_worst_ms": round(max(gaps), 1),
        "memory_mb": round(_memory(), 1), "memory_bare_window_mb": round(bare, 1),
    }  # fmt: skip
    window.close()
    return report(
        "library of many articles", figures,
        {"memory_mb": 250.0, "jump_median_ms": 20.0, "gap_worst_ms": 100.0, "opened_wall_ms": 1000.0},
    )  # fmt: skip


def _memory() -> float:
    """The most that was resident, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
