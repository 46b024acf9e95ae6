# SPDX-License-Identifier: MIT
"""When words that look like a date tell no day of their own: a day of every year, of another year, a part of a name.

What lives here: looking at the words right before and behind a phrase for what makes it no date. What does not: the
orders of words that make a date (date_grammar.py), what a date means. In doubt there is none: an invented day is worse
than a missing one.
"""

from __future__ import annotations

import re

from curator.suggest.date_tokens import Tokens, word_at

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
# “the 19 April (M-19) guerrilla movement”: in brackets and with a word more before what is named.
_BRACKETED_NAME = re.compile(r"\([^().¶]{1,6}\)_?[Z8]")
_NAMED_AFTER_WEEKDAYS = frozenset(("سوق", "بسوق", "لسوق", "وسوق", "السوق", "منطقه", "مدينه", "قريه", "ناحيه"))
_FEASTS = frozenset(("العظيمه", "الحزينه", "السوداء", "الاليم", "المجيد", "العظيم", "الاسود"))
# Behind these, الاثنين is “the two” and no Monday.
_BEFORE_THE_TWO = frozenset((
    "ان", "بان", "وان", "فان", "لان", "لكن", "كلا", "كلي", "بين", "هذين", "احد", "عن", "علي", "مع", "ل", "ب",
))  # fmt: skip
_BORN = frozenset(("born", "birthday", "ولد", "ولدت", "وولد", "مواليد", "المولود", "المولوده"))
_ABOUT = frozenset(("about", "around", "circa", "approximately", "حوالي", "نحو", "قرابه", "زهاء"))
_ELEVEN = frozenset(("11", "الحادي"))
_KNOWN_ATTACKS = frozenset((
    "attack", "attacks", "terror", "hijackers", "post", "احداث", "هجمات", "هجوم", "اعتداءات", "تفجيرات", "الهجمات",
))  # fmt: skip
# “24 January of that year”, “24 يناير من العام نفسه”: the year is told elsewhere.
_OTHER_YEAR = frozenset((
    "that", "same", "following", "ensuing", "preceding", "ذلك", "تلك", "نفس", "ذات", "ذاك",
))  # fmt: skip
_YEAR_LEFT_OPEN = re.compile(r",?[ui]e?(?P<unit>[UD])(?![lxhYN#j])")
_A_YEAR = frozenset(("year", "عام", "العام", "سنه", "السنه"))
_OF_A_YEAR = re.compile(r",?[ui]?e?(?P<which>.)[UD]")
_THAT_YEAR_BEFORE = re.compile(r"(?P<which>[_z])[UD][,ine]*U?$|[UD](?P<behind>[_w])[,ine]*U?$")


def comes_again(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the day `first` to `last` is that of every year, month or week, or is what an anniversary is of."""
    kinds = tokens.kinds
    if _AGAIN_AFTER.match(kinds, last) or _AGAIN_BEFORE.search(kinds, max(first - _NEAR, 0), first):
        return True
    behind = word_at(tokens, last)
    if behind in _YEARLY | _ANNIVERSARIES or (behind in (",", "'") and word_at(tokens, last + 1) in _YEARLY):
        return True
    return _first_before(tokens, first, "nie,") in _YEARLY or _first_before(tokens, first, "ueOU") in _ANNIVERSARIES


def _first_before(tokens: Tokens, first: int, passed: str) -> str:
    """The first word before a phrase that is of none of these classes."""
    at = first - 1
    while at > max(first - _NEAR, 0) and (tokens.kinds[at] in passed or tokens.words[at] in _BELONGING):
        at -= 1
    return word_at(tokens, at)


def names_something(tokens: Tokens, text: str, first: int, last: int) -> bool:
    """Whether a day is a part of what is named after it: “the 19 April (M-19) guerrilla movement”, “سوق الجمعة”.

    `text`: the text itself, whose capitals tell of names.
    """
    if _BRACKETED_NAME.match(tokens.kinds, last):
        return True
    before, behind = word_at(tokens, first - 1), word_at(tokens, last)
    if tokens.kinds[first] == "O" and before.startswith("ال"):
        return True  # “الأسبوع الأول من آذار”
    if tokens.kinds[last - 1] != "W":
        return False
    if before in _NAMED_AFTER_WEEKDAYS or behind in _FEASTS:
        return True
    if tokens.words[first] == "الاثنين" and before in _BEFORE_THE_TWO:
        return True
    written = text[tokens.starts[last] : tokens.ends[last]] if behind else ""
    return before == "the" and written.istitle() and written.isascii()


def is_of_elsewhere(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a day without a year is one known by its name, or somebody's birthday, or is told roughly only."""
    around = tokens.words[max(first - 4, 0) : first] + tokens.words[last : last + 3]
    if _BORN.intersection(around[:4]) or word_at(tokens, first - 1) in _ABOUT:
        return True
    is_11_september = bool(_ELEVEN.intersection(tokens.words[first:last])) and "سبتمبر" in tokens.words[first:last]
    is_september_11 = {"september", "11"} <= set(tokens.words[first:last])
    return (is_11_september or is_september_11) and bool(_KNOWN_ATTACKS.intersection(around))


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
