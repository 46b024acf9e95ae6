# SPDX-License-Identifier: MIT
"""Map and time line of 1,000,000 incidents: a first picture, all of them counted, panning, a lasso, a mark's incidents.

The rows are written straight into SQLite and put on the map (placed_rows.py), then the real page is shown offscreen.
Targets: first picture 250 ms, a frame while panning 30 ms (painting included, the 95th percentile), the window's thread
busy for at most 100 ms at a time, a filter 400 ms until every incident that fits is on the map or on the time line. In
CPU time, because the machine may be shared; what the clock said is told too.

What is counted is kept in memory; it is read when map and time line are shown for the first time (`whole_page`,
`time_whole`: with a first picture of some of the incidents meanwhile, and “Counting …” below it). A filter's figures:
`_cpu_ms` until all that fit are in the picture, `_page_cpu_ms` until also the list, the counts beside and the totals
are there. `words` show a first picture before all are counted (`_first_cpu_ms`), and that is their target.

    python tests/benchmarks/bench_map.py [INCIDENTS]
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from curator.domain.filtering import IncidentFilter
from curator.workspace import Workspace
from tests.benchmarks.asked import REFINED, conditions
from tests.benchmarks.figures import noise, percentile, report, seconds
from tests.benchmarks.many_rows import made_apart
from tests.benchmarks.placed_rows import put_on_the_map

ARTICLES_SHARE = 10  # incidents an article
FRAMES = 60
FILTERED = 3  # times each filter
LASSO = ((40.0, 37.0), (44.0, 38.0), (46.5, 36.0), (46.0, 33.0), (42.0, 32.0), (39.5, 34.0))  # northern Iraq


def main() -> int:
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        os.environ["CURATOR_HOME"] = str(Path(name) / "home")
        path = Path(name) / "many.curator"
        made_apart(path, incidents // ARTICLES_SHARE, incidents, "Two were killed. ")
        with Workspace.open(path) as workspace:
            book = workspace.codebook
        put_on_the_map(path, book)
        with Workspace.open(path) as workspace:
            with workspace.read() as reads:
                workspace.act_as(reads.coders()[0])
            return measure(workspace)


def measure(workspace: Workspace) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    from curator.app.application import make_application
    from curator.app.background import Background
    from curator.app.dataset.page import DatasetPage
    from curator.app.map.shapes import country_named

    make_application()
    owner = QWidget()
    background = Background(owner)
    ticks: list[float] = []
    beat = QTimer(owner, interval=5)
    beat.timeout.connect(lambda: ticks.append(time.thread_time()))

    def wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + 120
        while not until() and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.001)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    page = DatasetPage(workspace, background)
    page.resize(1200, 760)
    page.ways.wear("map")
    with workspace.read() as reads:
        total = reads.incident_count()
    panel = page.ways.map.panel
    canvas = panel.canvas

    def first_map() -> None:
        page.show()
        wait(lambda: panel.placed.total > 0)
        page.grab()

    def whole_map() -> None:
        wait(lambda: panel.placed.total == total and not background.busy)

    figures: dict[str, object] = {"incidents": total}
    cpu, wall = seconds(first_map)
    figures |= {"map_first_cpu_ms": ms(cpu), "map_first_wall_ms": ms(wall)}
    beat.start()
    cpu, wall = seconds(whole_map)  # with the list, the totals and the counts that are read meanwhile
    figures |= {"whole_page_cpu_ms": ms(cpu), "whole_page_wall_ms": ms(wall)}
    beat.stop()
    figures["window_busy_ms"] = ms(longest(ticks))
    frames = [seconds(lambda at=at: pan(page, at))[0] * 1000 for at in range(FRAMES)]  # type: ignore[misc]  # a default
    figures |= {"pan_frame_median_ms": round(statistics.median(frames), 1),
                "pan_frame_ms": round(percentile(frames, 0.95), 1)}  # fmt: skip

    def nearer() -> None:
        for _ in range(6):
            canvas.about_middle(1)
            canvas.grab()
        wait(lambda: panel.cell < 1.0 and not panel._moving.isActive() and not background.busy)

    canvas.show_all()
    wait(lambda: not background.busy and not panel._moving.isActive())
    country = country_named("IRQ")
    assert country is not None
    canvas._fit(country.box)
    figures["map_nearer_wall_ms"] = ms(seconds(nearer)[1])
    near = [seconds(lambda at=at: pan(page, at))[0] * 1000 for at in range(FRAMES)]  # type: ignore[misc]  # a default
    figures["pan_near_frame_ms"] = round(percentile(near, 0.95), 1)
    canvas.show_all()
    wait(lambda: not background.busy and not panel._moving.isActive())
    canvas.step(1)

    def mark() -> None:
        canvas._take(canvas.marks_item.chosen)
        wait(lambda: not page.ways.map.here.isHidden())

    figures["mark_wall_ms"] = ms(seconds(mark)[1])

    def lasso() -> None:
        panel.area_drawn.emit(LASSO)
        wait(lambda: panel._whole.total < total and not background.busy)

    figures["lasso_wall_ms"] = ms(seconds(lasso)[1])
    figures["lasso_incidents"] = panel._whole.total
    panel.area_drawn.emit(())
    wait(lambda: panel._whole.total == total and not background.busy)

    chart = page.ways.time.panel  # made, but not shown yet

    def first_time() -> None:
        page.ways.wear("time")
        wait(lambda: chart.bars.total > 0)
        page.grab()

    cpu, wall = seconds(first_time)
    figures |= {"time_first_cpu_ms": ms(cpu), "time_first_wall_ms": ms(wall)}
    cpu, wall = seconds(lambda: wait(lambda: chart.bars.total + chart.bars.undated == total and not background.busy))
    figures |= {"time_whole_cpu_ms": ms(cpu), "time_whole_wall_ms": ms(wall)}
    slowest = {"time_filter_cpu_ms": measure_filters(page, "time", wait, figures)}
    page.ways.wear("map")
    wait(lambda: not background.busy)
    canvas.show_all()
    wait(lambda: not background.busy and not panel._moving.isActive())
    slowest["map_filter_cpu_ms"] = measure_filters(page, "map", wait, figures)
    figures |= slowest
    page.ways.wear("time")
    wait(lambda: not background.busy)
    start = time.perf_counter()
    chart.span_chosen.emit("2010-01-01", "2010-12-31")
    wait(lambda: page.count.text() not in ("…", "") and page.model.rowCount() < total and not background.busy)
    figures["brush_wall_ms"] = ms(time.perf_counter() - start)
    figures["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before, 1)
    background.forget()
    page.close()
    limits = {"map_first_cpu_ms": 250.0, "time_first_cpu_ms": 250.0, "pan_frame_ms": 30.0, "pan_near_frame_ms": 30.0,
              "window_busy_ms": 100.0, "map_filter_cpu_ms": 400.0, "time_filter_cpu_ms": 400.0}  # fmt: skip
    return report("map and time line", figures, limits)


def measure_filters(
    page: Any, way: str, wait: Callable[[Callable[[], bool]], None], figures: dict[str, object]
) -> float:
    """The filters of bench_table.py, and back to all: medians of some. Returns the slowest, in ms, of `words` the first
    picture. Sets that are kept for a filter that was asked before are thrown away each time."""
    panel, own = (page.ways.map if way == "map" else page.ways.time).panel, page.filter.conditions
    firsts: list[float] = []
    counts: list[float] = []
    begin = panel._begin

    def begun(*given: object) -> None:
        begin(*given)
        firsts.append(time.process_time())

    panel._begin = begun
    panel.counted.connect(lambda: counts.append(time.process_time()))

    def shown() -> bool:
        return not page._background.busy and "…" not in (page.count.text(), page.totals.text())

    def once(wanted: IncidentFilter) -> tuple[float, float, float]:
        if (standing := page.ways.counting.standing) is not None:
            standing._sets.clear()
            standing._sizes.clear()
        firsts.clear()
        counts.clear()
        page.filter_line.blockSignals(True)  # words that were typed before
        page.filter_line.clear()
        page.filter_line.blockSignals(False)
        start = time.process_time()
        page.set_filter(wanted)
        wait(lambda: bool(counts))
        firsts.append(counts[0])
        in_picture = counts[0] - start
        wait(shown)
        return in_picture, time.process_time() - start, firsts[0] - start

    runs: dict[str, list[tuple[float, float, float]]] = {}
    for _ in range(FILTERED):
        for name, condition in conditions(page._workspace.codebook).items():
            runs.setdefault(name, []).append(once(IncidentFilter((*own, condition))))
            runs.setdefault("all", []).append(once(IncidentFilter(own)))
    for name, found in runs.items():
        in_picture, whole, first = zip(*found, strict=True)
        figures |= {
            f"{way}_{name}_cpu_ms": ms(statistics.median(in_picture)), f"{way}_{name}_noise": noise(in_picture),
            f"{way}_{name}_page_cpu_ms": ms(statistics.median(whole)),
            f"{way}_{name}_first_cpu_ms": ms(statistics.median(first)),
        }  # fmt: skip
    return max(
        ms(statistics.median([each[2 if name in REFINED else 0] for each in found])) for name, found in runs.items()
    )


def pan(page: object, at: int) -> None:
    canvas = page.ways.map.panel.canvas  # type: ignore[attr-defined]  # the class is imported late: Qt comes after the file
    canvas.pan(17 if at // 15 % 2 == 0 else -17, 9 if at // 30 % 2 == 0 else -9)
    canvas.grab()


def ms(found: float) -> float:
    return round(found * 1000, 1)


def longest(ticks: list[float]) -> float:
    """The longest time, in CPU seconds of the window's thread, in which it did not come to its timer."""
    return max((later - earlier for earlier, later in pairwise(ticks)), default=0.0)


if __name__ == "__main__":
    sys.exit(main())
