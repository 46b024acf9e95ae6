# SPDX-License-Identifier: MIT
"""How long two coders' layers of 1,000 articles with 5 incidents each take to be aligned and measured.

The incidents have most fields of the codebook, a row in each group, words under them, and differ in a tenth of what is
coded. Targets: 2 s of CPU time for aligning and measuring everything (fields, words, detection, rows) without
intervals, and 1.5 s more for the intervals of all figures from 1,000 draws; the whole job from the project file,
without intervals, takes no more than twice the aligning and measuring; and while it runs in a thread with intervals,
another thread that wants to do something every 5 ms is kept waiting 100 ms at most. Medians of the runs.

    python tests/benchmarks/bench_agreement.py
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.review.comparison import Comparison, compare
from curator.review.measuring import measured
from curator.tasks.agreement import agreement, let_go
from curator.tasks.codebooks import USUAL, codebook_named
from curator.workspace import Workspace
from tests.benchmarks.figures import noise, report, seconds
from tests.review.making import Maker
from tests.tasks.coded_project import coded_project

ARTICLES, INCIDENTS, ALTERED = 1000, 5, 0.1
RUNS = 5
LIMIT, LIMIT_OF_INTERVALS, LIMIT_OF_FILE, LIMIT_OF_WAITING = 2.0, 1.5, 2.0, 100


def from_file(path: Path, rounds: int) -> None:
    """The whole job, from the project file to the figures."""
    with Workspace.open(path, write=False) as workspace:
        let_go([agreement(workspace, rounds=rounds)])


def longest_wait(work: threading.Thread) -> float:
    """The longest time in ms that this thread had to wait for its turn while the other worked, less the 5 ms."""
    longest = 0.0
    work.start()
    while work.is_alive():
        before = time.perf_counter()
        time.sleep(0.005)
        longest = max(longest, (time.perf_counter() - before) * 1000 - 5)
    return longest


def main() -> int:
    codebook = codebook_named(USUAL)
    maker = Maker(codebook, "benchmark")
    codings = [maker.article(number, ("one", "two"), INCIDENTS, ALTERED) for number in range(ARTICLES)]
    gc.collect()
    gc.freeze()  # the program reads article by article; here all stand in memory and need not be searched each time
    aligning, measuring, with_intervals = [], [], []
    compared: list[Comparison] = []
    for _ in range(RUNS):
        compared.clear()
        aligning.append(seconds(lambda: compared.append(compare(codings, codebook)))[0])
        measuring.append(seconds(lambda: measured(compared[0], rounds=0))[0])
        with_intervals.append(seconds(lambda: measured(compared[0]))[0])
    result = measured(compared[0], rounds=0)
    aligned, fields = result.detection.found.both, len(result.fields)
    del result
    both = [one + other for one, other in zip(aligning, measuring, strict=True)]
    intervals = [whole - figures for whole, figures in zip(with_intervals, measuring, strict=True)]
    gc.unfreeze()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.curator"
        coded_project(path, codebook, codings, {"one": "One", "two": "Two"})
        compared.clear()
        codings.clear()
        gc.collect()
        whole_job = [seconds(partial(from_file, path, 0))[0] for _ in range(RUNS)]
        waits = [longest_wait(threading.Thread(target=from_file, args=(path, 1000))) for _ in range(RUNS)]
    figures = {
        "align_s": round(statistics.median(aligning), 2),
        "measure_s": round(statistics.median(measuring), 2),
        "align_and_measure_s": round(statistics.median(both), 2),
        "noise": noise(both),
        "intervals_s": round(statistics.median(intervals), 2),
        "from_file_s": round(statistics.median(whole_job), 2),
        "from_file_ratio": round(statistics.median(whole_job) / statistics.median(both), 2),
        "longest_wait_ms": round(statistics.median(waits)),
        "aligned": aligned,
        "fields": fields,
    }
    limits = {
        "align_and_measure_s": LIMIT, "intervals_s": LIMIT_OF_INTERVALS, "from_file_ratio": LIMIT_OF_FILE,
        "longest_wait_ms": LIMIT_OF_WAITING,
    }  # fmt: skip
    return report("agreement of 1,000 articles", figures, limits)


if __name__ == "__main__":
    sys.exit(main())
