# SPDX-License-Identifier: MIT
"""The orders of words that make a date, over the classes of date_tokens.py.

What lives here: one regular expression for each kind of date phrase. What does not: what a phrase means (date_days.py,
date_weekdays.py, date_periods.py), which one wins where two overlap (dates.py). A phrase that is understood but has no
reading still takes its words: “30 February 2019” is not “2019”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curator.suggest import date_days as days
from curator.suggest import date_periods as periods
from curator.suggest import date_weekdays as weekdays
from curator.suggest.date_place import Place, Readings

Read = Callable[[Place], Readings]


@dataclass(frozen=True)
class Rule:
    """A kind of date phrase. It is none where a class of `not_after` stands before it, or of `not_before` after it."""

    name: str
    order: re.Pattern[str]
    read: Read
    not_after: str = ""
    not_before: str = ""


_KNOWN = r"(?![_.,cd])"  # no phrase begins with these; most words are of them, and are passed at once
_M = r"(?:(?:M|A|TO)(?:/(?:M|A|TO)|\((?:M|A|TO)\)|(?<=O)[MA])?|J(?:\.(?=[NOYj,]))?)"
_DAY = r"(?<![:/%$€£])(?:O&2|O1|N|O|2)"
_YEAR = r"(?:,?(?:[ui]?e?[UD])?Y|[ui]e?Y|[Nj]:[Nj](?::[Nj])?_?Y|'?j(?=[(,.)\]¶-]|$)|N(?=\(|--))"
_THAT_YEAR = r"(?:[ui]?D[lxh]|,?[ui]?e?[LHX]U)"


def _tail(number: str = "") -> str:
    return rf"(?:(?P<year{number}>{_YEAR})|(?P<that_year{number}>{_THAT_YEAR})|(?P<side{number}>[lxh]))?"


_PART = r"(?:(?:3?P|E)u?e?)"
_WEEKDAY = r"(?:U?(?P<weekday>[WV])[lxh]?P?\.?[,m]?(?P<open>\()?)?"
_HEAD = rf"{_PART}?H?e?{_PART}?(?:U?(?P<near>[03B]?u?R)P?,?)?{_WEEKDAY}U?e?"
_TO = r"(?:-|t|&|\|)"
_BETWEEN = r"(?:-|t|(?(lead)&|-))"


# What makes a name in front of a date (حركة 6 أبريل) and behind it (the 19 April Movement), of a weekday likewise.
_NAMED, _NAME = "zy", "Z8"
_DAY_NAMED, _DAY_NAME = "kzy", "8"


def _rules() -> Iterator[Rule]:
    day, number, month = rf"(?P<day>{_DAY})", "(?P<day>[NO])(?![:%/])", f"(?P<month>{_M})"
    lead, to, between = "(?P<lead>[bfu])?", f"(?P<to>{_TO})e?", f"(?P<to>{_BETWEEN})e?"
    day2, number2, month2 = rf"(?P<day2>{_DAY})", "(?P<day2>[NO])(?![:%/])", f"(?P<month2>{_M})"
    named = (_NAMED, _NAME)

    def rule(name: str, order: str, read: Read, not_after: str = "", not_before: str = "") -> Rule:
        return Rule(name, re.compile(_KNOWN + order), read, not_after, not_before)

    yield rule("written", rf"{_WEEKDAY}I(?(open)\))", days.written)
    first = rf"(?P<day>{_DAY}|o(?=u))"
    yield rule("day_month", rf"{_HEAD}{first}u?U?{month}{_tail()}(?(open)\))P?", days.day_and_month, *named)
    yield rule("month_day", rf"{_HEAD}{month}e?{number}{_tail()}P?", days.day_and_month, *named)
    yield rule("days", rf"{lead}{_HEAD}{day}{to}{day2}u?U?{month}{_tail()}", days.days_of_month, _NAMED)
    yield rule("days", rf"{lead}{_HEAD}{month}e?{number}{to}{number2}{_tail()}", days.days_of_month, _NAMED)
    yield rule(
        "days_months",
        rf"{lead}e?{_PART}?{day}u?{month}{_tail()}{between}{_PART}?{_PART}?{day2}u?{month2}{_tail('2')}",
        days.days_of_months,
    )
    yield rule(
        "days_months",
        rf"{lead}e?{_PART}?{month}{number}{_tail()}{between}{_PART}?{month2}{number2}{_tail('2')}",
        days.days_of_months,
    )
    of_that_month = r"u(?:(?P<side>[LHX])(?P<unit>U)|(?P<that>D)(?P<that_side>[lxh]))"
    yield rule("day_of_month", rf"{_HEAD}{day}{of_that_month}", days.day_of_that_month)
    yield rule("days_of_month", rf"{lead}{day}{to}{day2}{of_that_month}", days.days_of_that_month)
    yield rule("the_day", r"e(?P<day>O)(?=[,.;)¶]|$)", days.the_day)
    yield rule(
        "weekday",
        rf"{_PART}?(?P<front>H?[LCXH])?U?(?P<weekday>W)(?P<side>B?[lxh])?P?",
        weekdays.weekday, _DAY_NAMED, _DAY_NAME,
    )  # fmt: skip
    yield rule("week_day", rf"{_PART}?U?(?P<weekday>W)P?,?u?e?(?P<side>[LHX])(?P<unit>U)", weekdays.weekday_of_week)
    yield rule("week_day", rf"{_PART}?U?(?P<weekday>W)P?,?u?(?P<unit>D)(?P<side>[lxh])", weekdays.weekday_of_week)
    of_week = r"u?e?(?P<of_week>[LHX]U|D[lxh])"
    yield rule(
        "weekdays",
        rf"(?P<lead>[bf])?{_PART}?U?(?P<weekday>W)(?P<to>[-/t4&])?U?(?P<weekday2>W)(?:(?P<side>[lxh])|{of_week})?",
        weekdays.weekdays, _DAY_NAMED, _DAY_NAME,
    )  # fmt: skip
    further = "(?P<further>e?Ui|0u?|[3B])"
    yield rule(
        "near_day",
        rf"(?:{_PART}|g)?(?:{further}|U)?(?P<near>R)(?P<before_that>O)?(?:[,(]?U?(?P<weekday>W)\)?)?P?",
        days.near_day, "zy", "wO2",
    )  # fmt: skip
    yield rule("part_of_today", r"E?H(?P<part>P)", days.part_of_today)
    yield rule("night", r"E?(?:L(?P<part>P)|v)", days.last_night)
    yield rule("night", r"(?P<part>P)l", days.last_night)

    yield rule("months", rf"(?P<lead>[bfuUi])?{month}(?P<to>(?(lead)[&t-]|[t-])){month2}{_tail()}", periods.months)
    yield rule("month", rf"(?P<lead>(?:Eu?e?-?U?|U))?(?P<front>H?[LCXH])?{month}{_tail()}", periods.month, *named)
    told = "(?P<season>s)[ui]?|(?P<unit>[UD])|(?<=[itfuE])|(?<=Y&)"
    yield rule("year", rf"(?:(?P<part>E)[ui]?e?)?(?:{told})Y", periods.year, "y")
    yield rule("year", r"(?P<unit>[UD])(?P<old>#)", periods.old_year, "yaQNHL")
    yield rule("years", r"be?[UD]?Y&[YNj]|f?Y[-/t][YNj]", periods.nothing)
    yield rule("period", r"E?e?(?P<side>H?[LCXH])(?P<unit>[UD])", periods.period)
    yield rule("period", r"E?(?P<unit>D)(?P<side>B?[lxh])", periods.period)
    yield rule("weekend", r"(?<=[i5])e(?P<unit>U)(?![uY#])", periods.the_weekend)
    yield rule("later", r"(?:g[iu]?|XU[iu])(?P<side>H)(?P<unit>U)", periods.later)
    yield rule("later", r"(?:g|p_?[xg])[iu](?P<unit>D)h", periods.later)
    yield rule("last_units", r"(?P<side>[LCX])(?P<count>[QNj#])(?P<unit>U)", periods.last_units)
    yield rule("last_units", r"(?P<count>[QNj#])(?P<unit>U)(?P<side>[lx])", periods.last_units)
    yield rule("last_units", r"(?P<unit>p)_?(?P<count>[QNj#])(?P<side>[lx])", periods.last_units)
    yield rule("ago", r"(?<![/.,-])(?<![NQj#][t|])(?P<count>[QNja#])(?P<unit>U)G(?P<today>R)?", periods.ago)
    yield rule("ago", r"B~?(?P<count>[QNj#])?(?P<unit>[UK])(?![u4Y#])(?P<today>R)?", periods.ago)


RULES: tuple[Rule, ...] = tuple(_rules())
