# SPDX-License-Identifier: MIT
"""How well and how fast counts are read: precision and recall per half and language, CPU time for 100 kB of news.

The phrases are those of tests/suggest/data, the half "held out" was not looked at while the readers were tuned.
Targets: on the held-out half precision >= .95 and recall >= .80; 100 kB in 100 ms of CPU time.

    python tests/benchmarks/bench_suggest_counts.py
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.codebook.model import Codebook
from curator.suggest.counts import CountSuggester
from curator.suggest.proposal import Passage
from tests.benchmarks.figures import report, seconds
from tests.suggest.count_phrases import Score, phrases, score

RUNS = 9
SIZE = 100_000  # code points
NONE = Codebook("none", "1.0", "None", "en", (), (), (), (), (), (), (), "none")


def halves(suggester: CountSuggester) -> dict[str, Score]:
    """The scores by half, and by half and language."""
    pairs = []
    for phrase in phrases():
        proposal = suggester.whole(Passage(phrase.text, phrase.start, phrase.end, language=phrase.language))
        pairs.append((phrase, proposal.values if proposal else None))
    scores = {}
    for held_out, half in ((False, "tuned"), (True, "held_out")):
        here = [pair for pair in pairs if pair[0].held_out == held_out]
        scores[half] = score(here)
        for language in ("en", "ar"):
            scores[f"{half}_{language}"] = score(pair for pair in here if pair[0].language == language)
    return scores


def milliseconds(suggester: CountSuggester, language: str) -> float:
    """Median CPU time to read SIZE code points made of the phrases' contexts in this language."""
    text = "\n\n".join(phrase.text for phrase in phrases() if phrase.language == language)
    passage = Passage((text * (SIZE // len(text) + 1))[:SIZE], 0, SIZE, language=language)
    return statistics.median(seconds(lambda: suggester.propose(passage, NONE))[0] * 1000 for _ in range(RUNS))


def main() -> int:
    suggester = CountSuggester()
    figures: dict[str, object] = {}
    for name, figure in halves(suggester).items():
        figures[f"{name}_precision"] = round(figure.precision, 3)
        figures[f"{name}_recall"] = round(figure.recall, 3)
        figures[f"{name}_right_given_wanted"] = [figure.right, figure.given, figure.wanted]
    for language in ("en", "ar"):
        figures[f"cpu_ms_100kB_{language}"] = round(milliseconds(suggester, language), 1)
    figures["missed_precision"] = round(1 - float(str(figures["held_out_precision"])), 3)
    figures["missed_recall"] = round(1 - float(str(figures["held_out_recall"])), 3)
    limits = {
        "missed_precision": 0.05, "missed_recall": 0.20, "cpu_ms_100kB_en": 100.0, "cpu_ms_100kB_ar": 100.0,
    }  # fmt: skip
    return report("counts read from words", figures, limits)


if __name__ == "__main__":
    sys.exit(main())
