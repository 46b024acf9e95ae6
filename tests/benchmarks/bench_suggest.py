# SPDX-License-Identifier: MIT
"""Reading values from words: how right dates are read, and how long an article takes.

Targets: of each half of the corpus precision 0.95, recall 0.80, no invented day; an article of 100,000 characters in
0.1 s of CPU time. Of the held-out half only totals are printed.

    python tests/benchmarks/bench_suggest.py [FOLDER OF SHARED DATA]
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.suggest.dates import dates_in
from curator.suggest.proposal import Passage, Proposal
from tests.benchmarks.figures import noise, report, seconds
from tests.suggest.date_phrases import HELD_OUT, LATER, TUNED, Phrase, Score, phrases, score

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"
LENGTH = 100_000


def read(phrase: Phrase) -> list[Proposal]:
    return list(dates_in(Passage(phrase.text, 0, len(phrase.text), phrase.published, phrase.language)))


def scores(known: list[Phrase], later: list[Phrase]) -> Iterator[tuple[str, dict[str, object]]]:
    for half in (TUNED, HELD_OUT):
        for language in ("en", "ar"):
            found = score([each for each in known if each.half == half and each.language == language], read)
            yield f"{half} {language}", totals(found)
    yield "later en", totals(score(later, read))


def totals(found: Score) -> dict[str, object]:
    return {
        "expected": found.expected,
        "proposed": found.proposed,
        "right": found.right,
        "precision": round(found.precision, 3),
        "recall": round(found.recall, 3),
        "invented": found.invented,
    }


def seconds_for(known: list[Phrase], language: str) -> list[float]:
    """CPU seconds for an article of LENGTH characters, made of the corpus's own contexts; five runs."""
    text = " ".join(phrase.text for phrase in known if phrase.language == language)
    text = (text * (LENGTH // len(text) + 1))[:LENGTH]
    passage = Passage(text, 0, len(text), date(2019, 11, 9), language)
    return [seconds(lambda: list(dates_in(passage)))[0] for _ in range(5)]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _BESIDE
    shared = folder if folder.is_dir() else None
    known, later = phrases(shared), phrases(shared, LATER)
    missed: dict[str, float] = {"invented": 0, "precision_short": 0, "recall_short": 0}
    for name, found in scores(known, later):
        print(json.dumps({name: found}))
        missed["invented"] += float(str(found["invented"]))
        missed["precision_short"] += float(str(found["precision"])) < 0.95
        missed["recall_short"] += float(str(found["recall"])) < 0.80
    figures: dict[str, object] = {"phrases": len(known), **missed}
    for language in ("en", "ar"):
        runs = seconds_for(known, language)
        figures |= {f"cpu_{language}": round(statistics.median(runs), 3), f"noise_{language}": noise(runs)}
    limits = {"invented": 0.0, "precision_short": 0.0, "recall_short": 0.0, "cpu_en": 0.1, "cpu_ar": 0.1}
    return report("suggest", figures, limits)


if __name__ == "__main__":
    sys.exit(main())
