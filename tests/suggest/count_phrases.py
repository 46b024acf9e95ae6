# SPDX-License-Identifier: MIT
"""The count phrases of tests/suggest/data/count-phrases.jsonl: how they are stored, found again and split in two.

Each line is one phrase in its context with what a careful coder reads from it (the rules of the built-in codebook:
figures). A phrase written for this project has its whole `text`. A phrase of a text that may not ship names the `file`
below shared/data, the window `start`-`end` in code points, and the SHA-256 of the window's text; where the file is
absent the phrase is left out. `words_start` and `words_end` are the selected words inside the window. `expected`: low,
best, high, each only where the words give it, and the qualifier; null where the words give no count of persons.
`alternatives`: other readings that are as good.

The split: the words of a phrase with an even SHA-256 may be looked at while the readers are tuned; the odd half is
counted only. The phrases were written and judged before the readers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from curator.domain.coding import Scalar
from curator.suggest.proposal import Passage, Proposal

PHRASES = Path(__file__).parent / "data" / "count-phrases.jsonl"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

Reading = Mapping[str, Scalar] | None


@dataclass(frozen=True)
class CountPhrase:
    """One phrase: `text[start:end]` was selected; `readings` are the accepted ones, the expected one first."""

    id: str
    language: str
    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def held_out(self) -> bool:
        return hashlib.sha256(self.words.encode()).digest()[-1] % 2 == 1


@dataclass
class Score:
    """How the readings compare: `right` of those `given`, and of the `wanted` ones."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def phrases(shared: Path = SHARED) -> list[CountPhrase]:
    """Every phrase whose text is at hand. Raises ValueError where a window does not have its SHA-256."""
    found, texts = [], dict[str, str]()
    for line in PHRASES.read_text("utf-8").splitlines():
        row = json.loads(line)
        if "file" in row and not (shared / row["file"]).is_file():
            continue
        text = row["text"] if "text" in row else _window(row, shared, texts)
        readings = (row["expected"], *row.get("alternatives", ()))
        found.append(CountPhrase(row["id"], row["language"], text, row["words_start"], row["words_end"], readings))
    return found


def marked(text: str) -> Passage:
    """The passage whose selected words stand in double brackets."""
    before, rest = text.split("[[")
    words, after = rest.split("]]")
    return Passage(before + words + after, len(before), len(before + words))


def short(proposal: Proposal | None) -> str:
    """A count in a few signs: "6", ">=6", "<=6", "~6", "6-8", "v12", "v", "0", "-" for none."""
    if proposal is None:
        return "-"
    low, best, high = (proposal.values.get(part, "") for part in ("low", "best", "high"))
    signs = {
        "exact": f"{best}", "explicit_zero": f"{best}", "at_least": f">={low}", "at_most": f"<={high}",
        "approximate": f"~{best}", "range": f"{low}-{high}", "vague": f"v{low}",
    }  # fmt: skip
    return signs[str(proposal.values["qualifier"])]


def score(pairs: Iterable[tuple[CountPhrase, Reading]]) -> Score:
    """The score of the readings given for phrases; None is no reading."""
    total = Score()
    for phrase, reading in pairs:
        total.wanted += None not in phrase.readings
        total.given += reading is not None
        total.right += reading is not None and reading in phrase.readings
    return total


def _window(row: dict[str, str], shared: Path, texts: dict[str, str]) -> str:
    if row["file"] not in texts:
        with (shared / row["file"]).open(encoding="utf-8", newline="") as file:
            texts[row["file"]] = file.read()
    window = texts[row["file"]][int(row["start"]) : int(row["end"])]
    if hashlib.sha256(window.encode()).hexdigest() != row["sha256"]:
        raise ValueError(f"{row['id']}: the file has other words at this place")
    return window
