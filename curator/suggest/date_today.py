# SPDX-License-Identifier: MIT
"""“Today”, “yesterday” and “tomorrow” where they are no day: in names of papers and channels, as nouns, in counting.

What lives here: looking at the words around them. What does not: other days (date_doubts.py), the orders of words that
make a date (date_grammar.py). In doubt there is no day.
"""

from __future__ import annotations

from curator.suggest.date_tokens import Tokens, word_at

# In front of a day they make it another one, or none: “that day”, “the whole day”.
_OF_A_DAY = frozenset(("ذلك", "ذاك", "نفس", "ذات", "طوال", "طيله", "بقيه", "باقي", "بعض", "كامل", "منتصف", "all"))
_GOVERNING = frozenset((
    "في", "من", "خلال", "منذ", "حتي", "بعد", "قبل", "الي", "لغايه", "ب", "ل", "علي", "عن", "مع", "مثل", "بمثل",
))  # fmt: skip
# Behind “اليوم” they make it a day counted or described.
_DESCRIBING = frozenset((
    "الثلاثون", "الاربعون", "الاربعين", "الخمسون", "الخمسين", "الستون", "الستين", "السبعون", "السبعين", "الثمانون",
    "الثمانين", "التسعون", "التسعين", "المئه", "المائه", "الالف", "الذي", "التي", "الواحد", "السابق", "الماضي",
    "المقبل", "القادم", "الفاصل", "المحدد", "المفتوح", "الكامل",
))  # fmt: skip
# What has “today” in its name (قناة روسيا اليوم, صحيفة الغد), and what is of nowadays (عالم اليوم, جيل الغد).
_NAMED_SO = frozenset(
    particle + noun
    for noun in (
        "قناه", "صحيفه", "جريده", "مجله", "موقع", "وكاله", "شبكه", "تلفزيون", "فضائيه", "اذاعه", "راديو", "منصه",
        "بوابه", "برنامج", "نشره", "حزب", "تيار", "مركز", "موسسه", "اخبار", "عالم", "جيل", "اجيال", "شباب", "انسان",
        "قاده",
    )
    for particle in ("", "و", "ل", "ب", "ال", "لل", "بال", "ول", "وب", "ف", "ك")
)  # fmt: skip
# Behind “according to”, a name and “today” is more often a paper than a day; behind a verb where it is one of these.
_ACCORDING = frozenset(("وفق", "وفقا", "بحسب", "حسب", "نقلا", "عبر", "لصالح", "وبحسب", "ووفقا", "ووفق"))
_TOLD = frozenset((
    "ذكر", "ذكرت", "افاد", "افادت", "نقل", "نقلت", "اورد", "اوردت", "نشر", "نشرت", "بث", "بثت", "قال", "قالت",
))  # fmt: skip
_PAPERS = frozenset((
    "روسيا", "المصري", "المغرب", "العراق", "لبنان", "سوريا", "ليبيا", "اليمن", "الاردن", "فلسطين", "تونس", "الجزائر",
    "السودان", "مصر", "ايران", "تركيا", "الخليج", "العرب", "القدس", "الشرق", "الراي", "راي", "العالم", "الخبر",
))  # fmt: skip
_OPENS, _CLOSES = frozenset("\"“«„'("), frozenset("\"”»“')")
_ENGLISH_NAMED_SO = frozenset(("show", "programme", "program", "newspaper", "magazine", "website"))
_OF_THAT_DAY = frozenset(("as", "morning", "afternoon", "evening", "night", "hours", "attack", "events", "meeting"))
_NOWADAYS = frozenset((
    "men", "man", "world", "youth", "generation", "society", "standards", "technology", "children", "economy", "young",
))  # fmt: skip


def is_another_day(tokens: Tokens, text: str, first: int, at: int, last: int) -> bool:
    """Whether “today”, “yesterday” or “tomorrow” at index `at` of a phrase is a part of a name, or an ordinary noun.

    `text`: the text itself, whose capitals tell of names.
    """
    before = word_at(tokens, first - 1)
    if tokens.words[at].isascii():
        return _is_english_name(tokens, text, first, last) or _is_english_noun(tokens, first, at, last)
    if before.removeprefix("و") in _OF_A_DAY or word_at(tokens, last) in ("القريب", "البعيد"):
        return True
    if before == "هذا" and word_at(tokens, first - 2) in _GOVERNING:
        return True  # “احتفلوا بهذا اليوم”
    if at + 1 < last:
        return False  # “اليوم الأحد”
    return _is_day_of_something(tokens, first, at) or _is_arabic_name(tokens, first, at)


def _is_english_name(tokens: Tokens, text: str, first: int, last: int) -> bool:
    """“USA Today”, “the Today show”: a capital where no sentence begins, and small letters behind it."""
    if not first or not text[tokens.starts[first] : tokens.ends[first]].istitle():
        return False
    return tokens.words[first - 1].isalpha() or word_at(tokens, last) in _ENGLISH_NAMED_SO


def _is_english_noun(tokens: Tokens, first: int, at: int, last: int) -> bool:
    """“today's youth”, “the leaders of tomorrow”, “what tomorrow will bring”."""
    if word_at(tokens, last) == "'" and _NOWADAYS.intersection(tokens.words[last + 2 : last + 4]):
        return True
    named = word_at(tokens, last) != "'" and word_at(tokens, first - 1) == "of"
    if named and tokens.words[at] in ("today", "tomorrow"):
        return word_at(tokens, first - 2) not in _OF_THAT_DAY
    return word_at(tokens, first - 1) == "what"


def _is_day_of_something(tokens: Tokens, first: int, at: int) -> bool:
    """“اليوم ال 112 للحرب”, “اليوم الخمسين”, “فعاليات اليوم الثقافي”: a day counted or described, not today."""
    kind, behind = tokens.kinds[at + 1 : at + 2], word_at(tokens, at + 1)
    if tokens.words[at] != "اليوم" or not kind or kind in "WMAT":
        return False
    if kind in "2O" or behind == "ال" or behind in _DESCRIBING:
        return True
    if kind in "Nj#":
        return word_at(tokens, at + 2).startswith("ل") and tokens.kinds[at + 2] not in "MAT"
    governed = word_at(tokens, first - 1) in _GOVERNING
    return behind.startswith("ال") and len(behind) > 5 and (governed or behind.endswith(("ي", "يه")))


def _is_arabic_name(tokens: Tokens, first: int, at: int) -> bool:
    """“قناة روسيا اليوم”, “صحيفة الغد”, “«المصري اليوم»”, “وفقا لروسيا اليوم”."""
    if first < at and tokens.kinds[at - 1] == "P":
        return False  # “صباح اليوم”
    words = tokens.words[max(at - 4, 0) : at]
    if tokens.words[at] not in ("اليوم", "الغد"):
        return False
    if tokens.words[at] == "الغد" and first == at and tokens.kinds[at - 1 : at] not in tuple("itufPUq"):
        return True  # the morrow is oftener a noun than a day
    if (
        words
        and word_at(tokens, at + 1) in _CLOSES
        and _OPENS.intersection(words[-2:])
        and tokens.kinds[at - 1] in "_\"“«'"
    ):
        return True
    nouns = [word for word in words if word not in _OPENS]
    if _NAMED_SO.intersection(nouns[-2:]) and tokens.kinds[at - 1] in "_\"“«'":
        return True
    if _ACCORDING.intersection(nouns[-3:]):
        return True
    paper = nouns[-1].removeprefix("ل") if nouns else ""
    return paper in _PAPERS and bool(_TOLD.intersection(word.removeprefix("و") for word in nouns[-3:-1]))
