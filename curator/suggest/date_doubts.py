# SPDX-License-Identifier: MIT
"""When words that look like a date tell no day of their own: a day of every year, of another year, a part of a name.

What lives here: looking at the words right before and behind a phrase for what makes it no date. What does not: the
orders of words that make a date (date_grammar.py), what a date means. In doubt there is none: an invented day is worse
than a missing one.
"""

from __future__ import annotations

import re

from curator.suggest.date_tokens import Tokens

_NEAR = 6  # words looked at before or behind a phrase
# Days that come again: “24 January of every year”, “كل عام في 24 يناير”, “annually on 24 January”.
_AGAIN_AFTER = re.compile(r",?[ui]?y[UDP]")
_AGAIN_BEFORE = re.compile(r"y[UDP][,inueU]*$")
_YEARLY = frozenset(("annually", "yearly", "سنويا"))
_ANNIVERSARIES = frozenset(("anniversary", "anniversaries", "commemoration", "ذكري", "الذكري", "بذكري", "لذكري"))
_BELONGING = frozenset((
    "ل", "السنويه", "الاولي", "الثانيه", "الثالثه", "الرابعه", "الخامسه", "السادسه", "السابعه", "الثامنه", "التاسعه",
    "العاشره", "العشرون", "العشرين",
))  # between an anniversary and its day  # fmt: skip
# “24 January of that year”, “24 يناير من العام نفسه”: the year is told elsewhere.
_OTHER_YEAR = frozenset((
    "that", "same", "following", "ensuing", "preceding", "next", "ذلك", "تلك", "نفس", "ذات", "ذاك",
))  # fmt: skip
_YEAR_LEFT_OPEN = re.compile(r",?[ui]e?(?P<unit>[UD])(?![lxhYN#j])")
_A_YEAR = frozenset(("year", "عام", "العام", "سنه", "السنه"))
_OF_A_YEAR = re.compile(r",?[ui]?e?(?P<which>.)[UD]")
_THAT_YEAR_BEFORE = re.compile(r"(?P<which>[_zX])[UD][,ine]*U?$|[UD](?P<behind>[_w])[,ine]*U?$")

# In front of a day they make it another one, or none: “that day”, “the whole day”.
_OF_A_DAY = frozenset(("ذلك", "ذاك", "نفس", "ذات", "طوال", "طيله", "بقيه", "باقي", "بعض", "كامل", "منتصف", "all"))
_GOVERNING = frozenset((
    "في", "من", "خلال", "منذ", "حتي", "بعد", "قبل", "الي", "لغايه", "ب", "ل", "علي", "عن", "مع",
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
_NOWADAYS = frozenset((
    "world", "youth", "generation", "society", "standards", "technology", "children", "economy", "young",
))  # fmt: skip


def comes_again(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the day `first` to `last` is that of every year, month or week, or is what an anniversary is of."""
    kinds = tokens.kinds
    if _AGAIN_AFTER.match(kinds, last) or _AGAIN_BEFORE.search(kinds, max(first - _NEAR, 0), first):
        return True
    behind = _word(tokens, last)
    if behind in _YEARLY | _ANNIVERSARIES or (behind in (",", "'") and _word(tokens, last + 1) in _YEARLY):
        return True
    return _first_before(tokens, first, "nie,") in _YEARLY or _first_before(tokens, first, "ueOU") in _ANNIVERSARIES


def _first_before(tokens: Tokens, first: int, passed: str) -> str:
    """The first word before a phrase that is of none of these classes."""
    at = first - 1
    while at > max(first - _NEAR, 0) and (tokens.kinds[at] in passed or tokens.words[at] in _BELONGING):
        at -= 1
    return _word(tokens, at)


def of_another_year(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words beside a day or month without a year say that its year is another than that of publication."""
    kinds, words = tokens.kinds, tokens.words
    left_open = _YEAR_LEFT_OPEN.match(kinds, last)
    if left_open and words[left_open.start("unit")] in _A_YEAR:
        return True
    behind = _OF_A_YEAR.match(kinds, last)
    if behind and words[behind.start("which")] in _OTHER_YEAR:
        return True
    before = _THAT_YEAR_BEFORE.search(kinds, max(first - _NEAR, 0), first)
    if before is None:
        return False
    which = before.start("which") if before["which"] else before.start("behind")
    return words[which] in _OTHER_YEAR or words[which] in ("نفسه", "ذاته", "نفسها", "ذاتها", "التالي", "التاليه")


def is_another_day(tokens: Tokens, text: str, first: int, at: int, last: int) -> bool:
    """Whether “today”, “yesterday” or “tomorrow” at index `at` of a phrase is a part of a name, or an ordinary noun.

    `text`: the text itself, whose capitals tell of names.
    """
    if tokens.words[at].isascii():
        return _is_english_name(tokens, text, first, last) or (
            _word(tokens, last) == "'" and bool(_NOWADAYS.intersection(tokens.words[last + 2 : last + 4]))
        )
    if _word(tokens, first - 1).removeprefix("و") in _OF_A_DAY or _word(tokens, last) in ("القريب", "البعيد"):
        return True
    if at + 1 < last:
        return False  # “اليوم الأحد”
    return _is_day_of_something(tokens, first, at) or _is_arabic_name(tokens, first, at)


def _word(tokens: Tokens, at: int) -> str:
    return tokens.words[at] if 0 <= at < len(tokens.words) else ""


def _is_english_name(tokens: Tokens, text: str, first: int, last: int) -> bool:
    """“USA Today”, “the Today show”: a capital where no sentence begins, and small letters behind it."""
    if not first or not text[tokens.starts[first] : tokens.ends[first]].istitle():
        return False
    glued = tokens.starts[first] - tokens.ends[first - 1] == 1 and text[tokens.starts[first - 1]].isupper()
    return glued or _word(tokens, last) in _ENGLISH_NAMED_SO


def _is_day_of_something(tokens: Tokens, first: int, at: int) -> bool:
    """“اليوم ال 112 للحرب”, “اليوم الخمسين”, “فعاليات اليوم الثقافي”: a day counted or described, not today."""
    kind, behind = tokens.kinds[at + 1 : at + 2], _word(tokens, at + 1)
    if tokens.words[at] != "اليوم" or not kind or kind in "WMAT":
        return False
    if kind in "2O" or behind == "ال" or behind in _DESCRIBING:
        return True
    if kind in "Nj#":
        return _word(tokens, at + 2).startswith("ل") and tokens.kinds[at + 2] not in "MAT"
    governed = _word(tokens, first - 1) in _GOVERNING
    return behind.startswith("ال") and len(behind) > 5 and (governed or behind.endswith(("ي", "يه")))


def _is_arabic_name(tokens: Tokens, first: int, at: int) -> bool:
    """“قناة روسيا اليوم”, “صحيفة الغد”, “«المصري اليوم»”, “وفقا لروسيا اليوم”."""
    if first < at and tokens.kinds[at - 1] == "P":
        return False  # “صباح اليوم”
    words = tokens.words[max(at - 4, 0) : at]
    if tokens.words[at] not in ("اليوم", "الغد"):
        return False
    if (
        words
        and _word(tokens, at + 1) in _CLOSES
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
