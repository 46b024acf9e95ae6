# SPDX-License-Identifier: MIT
"""Near-duplicates in a project of 100,000 articles of 4 kB, every twentieth of them a copy with some words changed.

Taking in all texts is done once, in the background of the window or before the first import; measured are its CPU time,
the file and the memory. Then what opening such a project costs, which must compute nothing anew, and one article that
comes in: comparing it with all that are there.

Targets: opening 500 ms of CPU, off the window's thread; one article 20 ms. Nearly all copies are found.

    python tests/benchmarks/bench_near.py [ARTICLES]
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator import paths
from curator.tasks.near_articles import NearArticles, NearPair, near_pairs
from curator.workspace import Workspace
from tests.benchmarks.bench_search import SEED, fill, texts
from tests.benchmarks.figures import report, seconds
from tests.codings_strategy import small_codebook

ASKED = 200
COPIES = 20  # every so many


def main(articles: int) -> int:
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CURATOR_HOME"] = folder
        made = texts(articles)
        for number in range(COPIES, articles, COPIES):
            made[number] = changed(made[number - 7], chance)
        with Workspace.create(Path(folder) / "near.curator", small_codebook(), name="Near") as workspace:
            fill(workspace, made)
            asked = [changed(text, chance) for text in chance.sample(made, ASKED)]
            del made
            return measure(workspace, asked)


def measure(workspace: Workspace, asked: list[str]) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with NearArticles(workspace) as library:
        cpu, clock = seconds(library.update)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    size = paths.near_file(workspace.path).stat().st_size
    with NearArticles(workspace) as library:
        taken = []
        again, _ = seconds(lambda: taken.append(library.update()))
        assert taken == [0], "opening computes nothing anew"
    pairs: list[NearPair] = []
    reading, _ = seconds(lambda: pairs.extend(near_pairs(workspace)))
    took, found = [], 0
    with NearArticles(workspace) as library:
        for number, text in enumerate(asked):
            begun = process_time()
            found += bool(library.expect(str(number), text))
            took.append((process_time() - begun) * 1000)
    with workspace.read() as reads:
        articles = reads.article_count()
    figures = {
        "articles": articles, "taking_in_cpu_s": round(cpu, 1), "taking_in_s": round(clock, 1),
        "file_mb": round(size / 1e6), "memory_mb": memory, "opening_cpu_ms": round(again * 1000, 1),
        "pairs_cpu_ms": round(reading * 1000, 1), "pairs": len(pairs), "copies": (articles - 1) // COPIES,
        "one_cpu_ms": round(statistics.median(took), 2), "one_cpu_ms_slowest": round(max(took), 1),
        "found": found, "asked": len(asked),
    }  # fmt: skip
    return report("near-duplicates", figures, {"opening_cpu_ms": 500, "pairs_cpu_ms": 500, "one_cpu_ms": 20})


def changed(text: str, chance: random.Random) -> str:
    """The text with one word in forty another one."""
    words = text.split()
    for _ in range(len(words) // 40):
        words[chance.randrange(len(words))] = "changed"
    return " ".join(words)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
