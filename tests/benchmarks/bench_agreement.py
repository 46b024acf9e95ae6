# SPDX-License-Identifier: MIT
"""How long two coders' layers of 1,000 articles with 5 incidents each take to be aligned and measured.

The incidents have most fields of the codebook, a row in each group, words under them, and differ in a tenth of what is
coded. Targets: 2 s of CPU time for aligning and measuring everything (fields, words, detection, rows) without
intervals, and 1.5 s more for the intervals of all figures from 1,000 draws; medians of the runs.

    python tests/benchmarks/bench_agreement.py
"""

from __future__ import annotations

import gc
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.review.comparison import Comparison, compare
from curator.review.measuring import measured
from curator.tasks.codebooks import USUAL, codebook_named
from tests.benchmarks.figures import noise, report, seconds
from tests.review.making import Maker

ARTICLES, INCIDENTS, ALTERED = 1000, 5, 0.1
RUNS = 5
LIMIT, LIMIT_OF_INTERVALS = 2.0, 1.5


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
    agreement = measured(compared[0], rounds=0)
    both = [one + other for one, other in zip(aligning, measuring, strict=True)]
    intervals = [whole - figures for whole, figures in zip(with_intervals, measuring, strict=True)]
    figures = {
        "align_s": round(statistics.median(aligning), 2),
        "measure_s": round(statistics.median(measuring), 2),
        "align_and_measure_s": round(statistics.median(both), 2),
        "noise": noise(both),
        "intervals_s": round(statistics.median(intervals), 2),
        "aligned": agreement.detection.found.both,
        "fields": len(agreement.fields),
    }
    limits = {"align_and_measure_s": LIMIT, "intervals_s": LIMIT_OF_INTERVALS}
    return report("agreement of 1,000 articles", figures, limits)


if __name__ == "__main__":
    sys.exit(main())
