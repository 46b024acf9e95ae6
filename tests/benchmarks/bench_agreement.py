# SPDX-License-Identifier: MIT
"""How long two coders' layers of 1,000 articles with 5 incidents each take to be aligned and measured.

The incidents have most fields of the codebook, a row in each group, words under them, and differ in a tenth of what is
coded. Target: 2 s of CPU time for both together, with intervals of 1,000 rounds (the median of the runs).

    python tests/benchmarks/bench_agreement.py
"""

from __future__ import annotations

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
LIMIT = 2.0


def main() -> int:
    codebook = codebook_named(USUAL)
    maker = Maker(codebook, "benchmark")
    codings = [maker.article(number, ("one", "two"), INCIDENTS, ALTERED) for number in range(ARTICLES)]
    aligning, measuring, bare = [], [], []
    compared: list[Comparison] = []
    for _ in range(RUNS):
        compared.clear()
        aligning.append(seconds(lambda: compared.append(compare(codings, codebook)))[0])
        bare.append(seconds(lambda: measured(compared[0], rounds=0))[0])
        measuring.append(seconds(lambda: measured(compared[0]))[0])
    agreement = measured(compared[0])
    both = [one + other for one, other in zip(aligning, measuring, strict=True)]
    figures = {
        "align_s": round(statistics.median(aligning), 2),
        "measure_without_intervals_s": round(statistics.median(bare), 2),
        "measure_s": round(statistics.median(measuring), 2),
        "align_and_measure_s": round(statistics.median(both), 2),
        "noise": noise(both),
        "aligned": agreement.detection.found.both,
        "fields": len(agreement.fields),
    }
    return report("agreement of 1,000 articles", figures, {"align_and_measure_s": LIMIT})


if __name__ == "__main__":
    sys.exit(main())
