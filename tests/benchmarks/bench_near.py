# SPDX-License-Identifier: MIT
"""Near-duplicates among many short articles: how long the index takes, how much memory, how long one question.

python tests/benchmarks/bench_near.py [ARTICLES]
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.near import NearIndex, near_of, shingles

WORDS = 120


def main(count: int) -> None:
    random = Random(1)
    vocabulary = [f"word{number}" for number in range(8_000)]
    index, kept = NearIndex(), {}
    begun = process_time()
    made = 0.0
    for number in range(count):
        at = process_time()
        text = " ".join(random.choices(vocabulary, k=WORDS))
        made += process_time() - at
        if number % (count // 200) == 0:
            kept[str(number)] = text
        index.add(str(number), shingles(text))
    built = process_time() - begun - made
    asked, found = [], 0
    for article, text in kept.items():
        words = text.split()
        for place in random.sample(range(WORDS), 4):
            words[place] = "changed"
        changed = " ".join(words)
        at = process_time()
        candidates = index.candidates(shingles(changed))
        near = near_of(changed, [(each, kept[each]) for each in candidates if each in kept])
        asked.append(1000 * (process_time() - at))
        found += article in {each.article for each in near}
    figures = {
        "articles": count, "index_seconds": round(built, 1), "question_ms": round(statistics.median(asked), 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "found": f"{found} of {len(kept)}",
    }  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
