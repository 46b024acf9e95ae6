# SPDX-License-Identifier: MIT
"""Find in the article: words as people type them, hits in code points of the stored text.

What lives here: folding with a map back, and the search. What does not: the find bar and the full-text search over
all articles. Folded are: case, accents, Arabic vowel marks and letter forms, tatweel, presentation forms, digits of
other scripts, quotes and dashes, all white space, and invisible format characters.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right

Span = tuple[int, int]
MOST_HITS = 100_000

_FORMS = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ـ": "", "ı": "i", "ø": "o",
    "ł": "l", "đ": "d",
}  # fmt: skip
_QUOTES = dict.fromkeys("‘’‚‛′ʼ", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")


def fold_character(character: str) -> str:
    """What the character is compared as: usually one character, "" for marks, several for ligatures."""
    if character.isspace():
        return " "
    if character in _QUOTES:
        return _QUOTES[character]
    folded = []
    for part in unicodedata.normalize("NFKD", character).casefold():
        # Class 9 are the viramas of Indic scripts: they make the syllable and stay.
        if unicodedata.combining(part) not in (0, 9) or unicodedata.category(part) == "Cf":
            continue
        digit = unicodedata.decimal(part, None)
        folded.append(str(digit) if digit is not None else _FORMS.get(part, part))
    return "".join(folded)


class FoldedText:
    """A text folded once, with the way back from each folded position."""

    def __init__(self, text: str) -> None:
        table = {ord(character): fold_character(character) for character in set(text)}
        self.folded = text.translate(table)
        # Only characters that fold to none or to several shift what follows; all others keep their place.
        self._odd = array("q")
        self._after_folded = array("q", [0])
        self._after = array("q", [0])
        odd = "".join(chr(code) for code, folded in table.items() if len(folded) != 1)
        if odd:
            self._map(text, table, odd)

    def _map(self, text: str, table: dict[int, str], odd: str) -> None:
        shift = 0
        for match in re.finditer(f"[{re.escape(odd)}]", text):
            at = match.start()
            shift += len(table[ord(text[at])]) - 1
            self._odd.append(at)
            self._after.append(at + 1)
            self._after_folded.append(at + 1 + shift)

    def original(self, folded: int, end: bool = False) -> int:
        """The code point at a folded position; inside an expansion the character's beginning, for an `end` its end."""
        which = bisect_right(self._after_folded, folded) - 1
        at = self._after[which] + folded - self._after_folded[which]
        if which < len(self._odd) and at > self._odd[which]:
            return self._odd[which] + end
        return at


class Finder:
    """Searches one text; the folding is made at the first search and kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: FoldedText | None = None

    def find(self, words: str, case_sensitive: bool = False) -> list[Span]:
        """All hits without overlaps, at most MOST_HITS. `case_sensitive`: exactly these characters, nothing folded."""
        if case_sensitive:
            return _occurrences(self._text, words)
        wanted = "".join(map(fold_character, words))
        if not wanted.strip():
            return []
        if self._folded is None:
            self._folded = FoldedText(self._text)
        way = self._folded.original
        return [(way(start), way(end, end=True)) for start, end in _occurrences(self._folded.folded, wanted)]


def _occurrences(text: str, wanted: str) -> list[Span]:
    hits: list[Span] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0 and len(hits) < MOST_HITS:
        hits.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return hits
