# SPDX-License-Identifier: MIT
"""How plausible a decoded text is as writing in one language: the scale on which encodings are weighed.

What lives here: a cost in nats (negative logarithm of a rough probability) for the words of a text that hold characters
beyond ASCII; the other words look alike in all these encodings and say nothing. Characters are taken as independent,
which overstates certainty, so whoever reads the cost must damp it. What does not live here: choosing (encodings.py).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from curator.formats.letter_habits import Habit

# Words end at ASCII white space only: what a wrong reading makes of the other bytes must not slip through as a space.
_WORDS = re.compile(r"[^ \t-\r]+")
_ASCII_WORD = re.compile(r"[\x21-\x7e]+")
_TWO_LETTERS = re.compile(r"[A-Za-z]{2}")
_MARKS = (
    "’‘“”„«»–—…•·°§№©®™€£×¿¡²³½،؛؟。、，：；！？（）「」『』《》【】·・ー〇％・\u00a0\u200c\u200d\u200e\u200f\u3000"
)
_OPENING = "‘“„¿¡「『《【（"
_CLOSING = "’”…。、，：；！？」』》】）،؛؟™®"

USUAL_ASCII, USUAL_MARK = 3.0, 5.0
OTHER_LETTER, STRANGE_ACCENT, FOREIGN_LETTER, ODD_SIGN, NO_TEXT = 9.0, 10.5, 11.0, 10.0, 16.0
WRONG_PLACE, CAPITAL_INSIDE, CAPITAL_FIRST, CAPITAL_LATER = 5.0, 4.0, 1.5, 1.0
SCRIPTS_JOINED, UNUSUAL_SCRIPT, AMONG_LATIN_WORDS = 4.0, 1.0, 8.0

_SCRIPT_RANGES = {
    "latin": ((0x41, 0x24F), (0x1E00, 0x1EFF)),
    "alphabet": (),
    "chinese": ((0x4E00, 0x9FFF),),
    "japanese": ((0x3041, 0x30FF), (0x4E00, 0x9FFF)),
    "korean": ((0xAC00, 0xD7A3),),
}


def cost(text: str, habit: Habit) -> float:
    """What the words beyond ASCII cost under this language's habits; lower is more plausible."""
    words, latin = _sorted_words(text)
    total = sum(_word_cost(word, habit) for word in words)
    if habit.writing == "latin" or not words:
        return total
    # One odd letter among Latin words is rather an accented letter of theirs than a word of another script.
    return total + UNUSUAL_SCRIPT + AMONG_LATIN_WORDS * latin / (latin + len(words))


def usual_ascii_cost(text: str) -> float:
    """The part of the cost that the ASCII letters of those words have in a Latin language."""
    words, _ = _sorted_words(text)
    return USUAL_ASCII * sum(char.isascii() and char.isalpha() for word in words for char in word)


@lru_cache(maxsize=8)
def _sorted_words(text: str) -> tuple[tuple[str, ...], int]:
    """The words that hold characters beyond ASCII, and how many words are Latin ones throughout.

    One walk, whatever the text: a pattern for each sort would try each place of a long word anew.
    """
    words = _WORDS.findall(text)
    beyond = tuple(word for word in words if not word.isascii())
    return beyond, sum(_ASCII_WORD.fullmatch(word) is not None and bool(_TWO_LETTERS.search(word)) for word in words)


def _word_cost(word: str, habit: Habit) -> float:
    total = 0.0
    before = ""
    for place, char in enumerate(word):
        total += _character_cost(char, habit)
        if char in _OPENING:
            total += WRONG_PLACE * (before.isalnum() or place == len(word) - 1)
        elif char in _CLOSING:
            total += WRONG_PLACE * (not before)
        elif not (char.isascii() and before.isascii()):
            total += _joint_cost(before, char, word[place + 1 : place + 2], habit)
        before = char
    return total


def _joint_cost(before: str, char: str, after: str, habit: Habit) -> float:
    """What two neighbours cost of which one at least is beyond ASCII: capitals out of place, scripts that meet.

    A capital after a small letter is the mark of a text read in the wrong Cyrillic encoding.
    """
    if habit.writing in ("chinese", "japanese", "korean"):
        meet = before.isalpha() and char.isalpha() and before.isascii() != char.isascii()
        return SCRIPTS_JOINED * meet
    if not char.isupper():
        return 0.0
    if before.isalpha():
        return CAPITAL_INSIDE if before.islower() or after.islower() else CAPITAL_LATER
    return CAPITAL_FIRST


@lru_cache(maxsize=40_000)
def _character_cost(char: str, habit: Habit) -> float:
    if char.isascii():
        return _ascii_cost(char, habit)
    if char in _MARKS:
        return USUAL_MARK
    small = (
        char if char in habit.letters else char.lower()[0]
    )  # the Turkish dotted capital has no one-letter small form
    rank = habit.letters.find(small)
    if rank >= 0:
        return _ranked(rank, habit)
    category = unicodedata.category(char)
    if category in ("Cc", "Cn", "Co", "Cs"):
        return NO_TEXT
    if category == "Mn" and habit.language in ("Arabic", "Hebrew", "Persian", "Thai"):
        return 6.0
    if category[0] == "L":
        return _unlisted_letter(char, small, habit)
    return ODD_SIGN


def _ascii_cost(char: str, habit: Habit) -> float:
    if not char.isalpha():
        return 0.0
    # In a language of another script a Latin letter within the same word is foreign; around Chinese it is usual.
    return FOREIGN_LETTER if habit.writing == "alphabet" else USUAL_ASCII


def _ranked(rank: int, habit: Habit) -> float:
    if habit.writing == "latin":
        # Languages with many accented letters (Czech, Hungarian) use each oftener than those with four (Danish) do.
        return 3.6 + 0.2 * rank if len(habit.letters) >= 9 else 4.2 + 0.3 * rank
    if habit.writing == "alphabet":
        return 2.3 + 0.12 * rank
    return 5.5 if rank < 100 else 6.5


def _unlisted_letter(char: str, small: str, habit: Habit) -> float:
    if habit.writing == "alphabet":
        return OTHER_LETTER if _script(small) == _script(habit.letters[0]) else FOREIGN_LETTER
    if not any(first <= ord(char) <= last for first, last in _SCRIPT_RANGES[habit.writing]):
        return FOREIGN_LETTER
    if habit.writing == "latin":
        return STRANGE_ACCENT
    if habit.writing == "japanese" and ord(char) < 0x3100:
        return 5.0 if ord(char) < 0x30A0 else 6.0
    return 9.0 if _of_first_level(char, habit) else 12.0


def _of_first_level(char: str, habit: Habit) -> bool:
    """Whether the national standard lists the character among its frequent ones (its first level)."""
    standard, first, last = {
        "Chinese (simplified)": ("gb2312", 0xB0, 0xD7),
        "Chinese (traditional)": ("big5", 0xA4, 0xC6),
        "Japanese": ("euc_jp", 0xB0, 0xCF),
        "Korean": ("euc_kr", 0xB0, 0xC8),
    }[habit.language]
    encoded = char.encode(standard, "ignore")
    return len(encoded) == 2 and first <= encoded[0] <= last


def _script(char: str) -> str:
    return unicodedata.name(char, "?").partition(" ")[0]
