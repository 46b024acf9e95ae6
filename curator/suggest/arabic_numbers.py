# SPDX-License-Identifier: MIT
"""Numbers in Arabic words, digits with Arabic multipliers, read from a place in a list of folded words.

What lives here: cardinal numbers in every case and gender, with the "and" that is written onto the next word. What
does not: dual nouns and what is counted (arabic_counts.py). Days of the week ("الأحد", "الاثنين") are no numbers.
"""

from __future__ import annotations

from curator.suggest import english_numbers
from curator.suggest.folding import Words, fold, word_set


def _table(rows: str) -> dict[str, int]:
    """Rows of a figure and the words for it."""
    table: dict[str, int] = {}
    for row in rows.strip().splitlines():
        figure, *words = row.split()
        table |= {fold(word): int(figure) for word in words}
    return table


_ONES = _table("""
1 واحد واحدة واحدا
2 اثنان اثنين اثنتان اثنتين إثنان إثنين اثنا اثني اثنتا اثنتي
3 ثلاثة ثلاث ثلاثا
4 أربعة أربع أربعا
5 خمسة خمس خمسا
6 ستة ست ستا
7 سبعة سبع سبعا
8 ثمانية ثماني ثمان ثمانيا
9 تسعة تسع تسعا
10 عشرة عشر عشرا
""")
_UNIT_OF_TEEN = {word: figure for word, figure in _ONES.items() if figure < 10} | _table("1 أحد إحدى")
_TEN = word_set("عشر عشرة")
_TENS = _table("""
20 عشرون عشرين
30 ثلاثون ثلاثين
40 أربعون أربعين
50 خمسون خمسين
60 ستون ستين
70 سبعون سبعين
80 ثمانون ثمانين
90 تسعون تسعين
""")
_HUNDREDS = _table("""
100 مئة مائة مية
200 مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي
300 ثلاثمئة ثلاثمائة
400 أربعمئة أربعمائة
500 خمسمئة خمسمائة
600 ستمئة ستمائة
700 سبعمئة سبعمائة
800 ثمانمئة ثمانمائة ثمانيمئة
900 تسعمئة تسعمائة
""")
_LARGE = _table("""
1000 ألف ألفا آلاف
1000000 مليون مليونا ملايين
1000000000 مليار مليارا مليارات
""")
_TWO_LARGE = _table("""
2000 ألفان ألفين ألفا ألفي
2000000 مليونان مليونين مليونا مليوني
""")
_TWO_LARGE = {word: figure for word, figure in _TWO_LARGE.items() if word not in _LARGE}
_HOW_MANY = word_set("آلاف ملايين مليارات")  # "thousands": a number only behind another one
_DAYS = word_set("الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس")
_PARTS = _table("2 نصف\n4 ربع")
_PER_CENT = word_set("المئة المائة بالمئة بالمائة")
_HALF = word_set("نصف النصف")
_SIMPLE = _ONES | _TENS | _HUNDREDS | _LARGE | _TWO_LARGE

Number = tuple[int, int]


def bare(word: str, joined: bool = False) -> str:
    """The number word without the article, a preposition or (`joined`) an "and" written onto it; "" for none."""
    if word in _DAYS:
        return ""
    if word in _SIMPLE or word in _UNIT_OF_TEEN:
        return word
    for prefix in ("ال", "ب", "ل", "ك", "لل", "بال"):
        if word.startswith(prefix) and word[len(prefix) :] in _SIMPLE and word not in _PER_CENT:
            return word[len(prefix) :]
    if joined and word.startswith(("و", "ف")) and word[1:] not in _DAYS:
        return bare(word[1:])
    return ""


def may_begin(word: str) -> bool:
    """Whether a number may begin with this word."""
    return bool(bare(word, joined=True)) or word in _PARTS


def is_large(word: str) -> bool:
    """Whether the word multiplies the number before it: "thousand", "million"."""
    return word in _LARGE


def read(words: Words, index: int, joined: bool = True) -> Number | None:
    """The number that begins at this index, and the index after it; `joined`: an "and" may be written onto it."""
    word = words.at(index)
    if english_numbers.is_digits(word):
        return _after_digits(words, index)
    if word in _PARTS and words.at(index + 1) in _LARGE:
        return _LARGE[words.at(index + 1)] // _PARTS[word], index + 2
    if words.at(index - 1) in _PARTS:
        return None
    plain = bare(word, joined)
    if not plain or plain in _HOW_MANY:
        return None
    return _in_words(words, index)


def simple(words: Words, index: int) -> Number | None:
    """The number at this index without anything that an "and" joins to it ("twenty" of "between twenty and thirty")."""
    if english_numbers.is_digits(words.at(index)):
        return _after_digits(words, index)
    return _part(words, index, True)


def _after_digits(words: Words, index: int) -> Number | None:
    large = english_numbers.past_quote(words, index + 1)
    factor = _LARGE.get(words.at(large))
    if factor is not None:
        figure = english_numbers.times(words.at(index), factor)
        return (figure, large + 1) if figure is not None else None
    figure = english_numbers.digits(words.at(index))
    return (figure, index + 1) if figure is not None else None


def _part(words: Words, index: int, joined: bool) -> Number | None:
    """One part below a thousand ("eleven", "three", "twenty", "three hundred"), or a large number alone."""
    word = bare(words.at(index), joined)
    if not word:
        return None
    if word in _UNIT_OF_TEEN and words.at(index + 1) in _TEN:
        return _UNIT_OF_TEEN[word] + 10, index + 2
    figure = _SIMPLE.get(word)
    if figure is None:
        return None
    if figure < 10 and _HUNDREDS.get(words.at(index + 1)) == 100:
        return figure * 100, index + 2
    return figure, index + 1


def _in_words(words: Words, index: int) -> Number | None:
    total, current, at = 0, 0, index
    while True:
        begun = at > index
        part = _part(words, at, True)
        if part is not None and (not begun or words.at(at).startswith("و")) and _fits(part[0], current, total):
            if part[0] >= 1000:
                total, current = total + part[0], 0
            else:
                current += part[0]
            at = part[1]
        elif begun and words.at(at) == "و" and english_numbers.is_digits(words.at(at + 1)):
            digits = english_numbers.digits(words.at(at + 1))
            if digits is None or digits >= 1000 or current:
                return total + current, at
            current, at = digits, at + 2
        elif words.at(at) in _LARGE and current:
            total, current, at = total + current * _LARGE[words.at(at)], 0, at + 1
        elif begun and total >= 1000 and words.at(at)[:1] == "و" and words.at(at)[1:] in _HALF:
            return total + _unit_of(total) // 2, at + (2 if words.at(at + 1)[2:] in _LARGE else 1)
        else:
            return (total + current, at) if begun else None


def _fits(part: int, current: int, total: int) -> bool:
    """Whether Arabic joins this part to what was read: hundreds, then ones, then tens."""
    if part >= 1000:
        return current == 0 and (total == 0 or part < total)
    if part >= 100:
        return current == 0
    if part >= 20:
        return current % 100 < 10
    return current % 100 == 0


def _unit_of(total: int) -> int:
    return next(figure for figure in (1_000_000_000, 1_000_000, 1000) if total >= figure)
