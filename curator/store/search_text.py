# SPDX-License-Identifier: MIT
"""Words as search compares them: without case, accents, harakat, and the differences of spelling nobody types.

What lives here: folding a text to words, the same for texts and for what is looked for, and the way back from a place
in the folded text to the original. What does not: the language of queries (search_query.py), the index
(search_index.py). Pure.

Folded texts hold ASCII letters in lower case, ASCII digits, and other scripts' letters; all else separates words.
The index splits them with FTS5's plain `ascii` tokenizer, so what a word is does not depend on the SQLite at hand.
 - Latin, Greek, Cyrillic: accents go (é is e, ё is е; й, ї, ў stay letters of their own), ø ł đ ı æ œ become what
   people type; compatibility forms (ﬁ, full width) become plain; a letter-like apostrophe parts words as ' does.
 - Arabic script: harakat and tatweel go; أ إ آ ٱ are ا, ى and ی are ي, ة ہ ھ are ه, ک is ك, ؤ is و, ئ is ي.
   The article goes with what clings to it (ال وال بال كال فال لل) where three letters remain: الشرطة is شرطة.
 - Digits of every script are 0-9.
 - Scripts written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese): each letter is a word of its own, and
   several in a row are looked for as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

FOLDING_VERSION = f"words/2 unicode {unicodedata.unidata_version}"
"""Changes whenever the same text may be folded differently: an index of another version is made anew."""

_OWN = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "\u0640": "", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ک": "ك",
}  # fmt: skip
_OWN_LETTERS = frozenset("йїў")  # would lose their mark, and are not what people take for an accented letter
_SPACELESS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF),
    (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF),
)  # fmt: skip
_COMPOSED = ((0xAC00, 0xD7A3), (0x3040, 0x30FF))  # Hangul, kana: their parts are no accents

TOKEN_CLASS = "0-9a-zA-Z\x80-\U0010ffff"
_TOKEN = re.compile(f"[{TOKEN_CLASS}]+")
ARTICLES = "(?:[وبكف]?ال|لل)"
_ARABIC = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
_HAS_ARABIC = re.compile(f"[{_ARABIC}]")
_ARTICLE = re.compile(f"(?<![{TOKEN_CLASS}]){ARTICLES}(?=[{_ARABIC}]{{3}})")
_ARTICLE_OF_PREFIX = re.compile(f"{ARTICLES}(?=[{_ARABIC}])")
_FEW_CHANGES = 16  # so many replacements of one character each are faster than translating all of a text


class _Folding(dict[int, str]):
    """Code point -> what it is folded to; each is worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text as it is compared, the Arabic article still in place. Idempotent but for the number of spaces."""
    return _changed(text, _changes(text))


def _changes(text: str) -> list[tuple[str, str]]:
    """(character, what it is folded to) of all that are folded to something else, but ASCII."""
    if text.isascii():
        return []
    return [(char, plain) for char in set(text) if char >= "\x80" and (plain := _FOLDING[ord(char)]) != char]


def _changed(text: str, changes: list[tuple[str, str]]) -> str:
    if len(changes) > _FEW_CHANGES or any(len(plain) > 2 for _, plain in changes):
        return text.translate(_FOLDING)
    for char, plain in changes:  # at most two letters, which are folded already
        text = text.replace(char, plain)
    return text.lower()  # of what is left only ASCII has capitals


def indexed(text: str) -> str:
    """The text as the index takes it: folded, without the Arabic article."""
    return stem(text if text.isascii() else folded(text))  # the tokenizer lowers ASCII itself


def stem(words: str) -> str:
    """Folded words without the Arabic article."""
    return words if words.isascii() or not _HAS_ARABIC.search(words) else _ARTICLE.sub("", words)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared and indexed."""
    return tuple(_TOKEN.findall(stem(folded(text))))


def tokens_of(folded_text: str) -> list[str]:
    """The words of a folded text, as they stand in it."""
    return _TOKEN.findall(folded_text)


def without_article(beginning: str) -> str:
    """The beginning of a word without the Arabic article, however little remains; as it is where there is none."""
    return _ARTICLE_OF_PREFIX.sub("", beginning, count=1) if _ARTICLE_OF_PREFIX.match(beginning) else beginning


def is_arabic(word: str) -> bool:
    """Whether the word has letters of the Arabic script."""
    return _HAS_ARABIC.search(word) is not None


def in_word(char: str) -> bool:
    """Whether a folded character belongs to a word."""
    return char >= "\x80" or char.isalnum()


class FoldedText:
    """A text folded, with the way back: `span` gives code points of the original, half open."""

    def __init__(self, text: str) -> None:
        self.original = text
        changes = _changes(text)
        self.folded = _changed(text, changes)
        irregular = "".join(char for char, plain in changes if len(plain) != 1)
        self._starts, self._originals, self._steps = _segments(text, irregular)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of a folded span that is not empty; marks on its last letter belong to it."""
        if not self._starts:
            return start, end
        last = self._original_of(end - 1) + 1
        text = self.original
        while last < len(text) and unicodedata.category(text[last])[0] == "M" and not _FOLDING[ord(text[last])]:
            last += 1
        return self._original_of(start), last

    def _original_of(self, place: int) -> int:
        segment = bisect_right(self._starts, place) - 1
        return self._originals[segment] + (place - self._starts[segment]) * self._steps[segment]


def _segments(text: str, irregular: str) -> tuple[list[int], list[int], list[int]]:
    """Runs of the folded text: where each starts, in the original too, and whether it goes on step by step (1) or is
    what one character became (0). Empty where every character became one; `irregular` are those that did not."""
    starts: list[int] = []
    originals: list[int] = []
    steps: list[int] = []
    if not irregular:
        return starts, originals, steps
    there = before = 0

    def run(start: int, original: int, step: int) -> None:
        starts.append(start)
        originals.append(original)
        steps.append(step)

    run(0, 0, 1)
    for match in re.finditer(f"[{re.escape(irregular)}]", text):
        there += match.start() - before
        before = match.end()
        length = len(_FOLDING[ord(match.group())])
        if length:
            run(there, match.start(), 0)
        there += length
        run(there, before, 1)
    return starts, originals, steps


def _fold_character(char: str) -> str:
    letters = _letters(char)
    if letters.strip() and _is_within(ord(char), _SPACELESS):
        return f" {' '.join(letters)} "  # Thai and Lao have a letter of two
    return letters


def _letters(char: str) -> str:
    """What one character is folded to: letters and digits, "" where it is passed over, " " where it parts words."""
    if char < "\x80":
        return char.lower()
    if char in _OWN:
        return _OWN[char]
    category = unicodedata.category(char)
    if category[0] == "M":
        return char if _is_vowel_sign(char, category) else ""
    if category == "Cf":
        return ""  # soft hyphens, joiners, marks of direction
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] not in "LN" or (category == "Lm" and 0x02B9 <= ord(char) <= 0x02DF):
        return " "
    lower = char.casefold().lower()  # casefold makes capitals of Cherokee
    if lower in _OWN_LETTERS or _is_within(ord(char), _COMPOSED):
        return unicodedata.normalize("NFKC", lower)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()).lower()
    if plain == char:
        return char
    pieces = [piece if piece == char else _letters(piece) for piece in plain]
    whole = "".join(pieces)
    return whole if whole and all(in_word(piece) for piece in whole) else " "


def _is_vowel_sign(char: str, category: str) -> bool:
    """Marks that are as much as letters (Indic vowels, virama, voicing of kana); accents and points are not."""
    code = ord(char)
    if category == "Me" or code == 0x034F or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return False
    return category == "Mc" or unicodedata.combining(char) in (0, 7, 8, 9)


def _is_within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
