# SPDX-License-Identifier: MIT
"""The orders of words that make a date, over the classes of date_tokens.py, and what each of them means.

What lives here: one regular expression and one function for each kind of date phrase. What does not: the arithmetic
(date_readings.py), what the surroundings tell (date_context.py), which phrase wins where two overlap (dates.py).
A phrase that is understood but has no reading still takes its words: “30 February 2019” is not “2019”.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from curator.suggest import date_readings as calendar
from curator.suggest.date_readings import EXPLICIT, PARTIAL, RELATIVE, Reading
from curator.suggest.date_tokens import Tokens
from curator.suggest.date_words import AFTER_MAY, DAY, HOUR, MONTH, WEEK, WEEKEND, YEAR


@dataclass(frozen=True)
class Place:
    """A phrase in its surroundings: the words, the day it counts from, whether the sentence looks ahead."""

    tokens: Tokens
    match: re.Match[str]
    counted_from: date | None
    ahead: bool | None
    anchor: date | None  # the date told last before it

    def has(self, group: str) -> bool:
        return self.match.group(group) is not None

    @property
    def before(self) -> str:
        """The word before the phrase."""
        return self.tokens.words[self.match.start() - 1] if self.match.start() else ""

    @property
    def after(self) -> str:
        """The word after the phrase."""
        return "".join(self.tokens.words[self.match.end() : self.match.end() + 1])

    def value(self, group: str) -> int:
        """The value of the first word of a group."""
        return self.tokens.values[self.match.start(group)]

    def kinds(self, group: str) -> str:
        return self.match.group(group) or ""


Readings = tuple[Reading, ...]


@dataclass(frozen=True)
class Rule:
    """A kind of date phrase. `unless`: classes that must not stand before it or after it."""

    name: str
    order: re.Pattern[str]
    read: Callable[[Place], Readings]
    not_after: str = ""
    not_before: str = ""


_M = r"(?:(?:M|A|TO)(?:/(?:M|A|TO)|\((?:M|A|TO)\)|(?<=O)[MA])?|J(?:\.(?=[NOYj,]))?)"
_DAY = r"(?<![:/%$€£])(?:O&2|O1|N|O|2)"
_YEAR = r"(?:,?Y|[ui]?U?Y|'?j(?=[(,.)\]¶-]|$)|N(?=\(|--))"
_THAT_YEAR = r"(?:u?D[lxh]|,?u?[LHX]U)"


def _tail(number: str = "") -> str:
    return rf"(?:(?P<year{number}>{_YEAR})|(?P<that_year{number}>{_THAT_YEAR})|(?P<side{number}>[lxh]))?"


_PART = r"(?:(?:3?P|E)u?e?)"
_WEEKDAY = r"(?:U?(?P<weekday>[WV])[lxh]?P?\.?[,m]?(?P<open>\()?)?"
_HEAD = rf"{_PART}?H?e?{_PART}?(?:U?(?P<near>[03B]?u?R)P?,?)?{_WEEKDAY}U?e?"
_TO = r"(?:-|t|&|\|)"


def _month_of(place: Place, group: str) -> int:
    """The number of a month's words; 0 where two names beside each other are not the same month."""
    first = place.match.start(group)
    numbers = []
    kinds = place.kinds(group)
    for offset, kind in enumerate(kinds):
        value = place.tokens.values[first + offset]
        if kind in "MAJ":
            numbers.append(value)
        elif kind == "T":
            following = place.tokens.values[first + offset + 1]
            numbers.append((value + following - 1) % 12 + 1 if following <= 2 else 0)
    return numbers[0] if len(set(numbers)) == 1 else 0


def _day_of(place: Place, group: str) -> int:
    first, kinds = place.match.start(group), place.kinds(group)
    value = place.tokens.values[first]
    if kinds == "O&2":
        return value + place.tokens.values[first + 2]
    return value + 10 if kinds == "O1" else value


def _year_of(place: Place, group: str) -> int:
    last = place.match.end(group) - 1
    value = place.tokens.values[last]
    return value if place.tokens.kinds[last] == "Y" else calendar.century(value, place.counted_from)


def _side_of(kinds: str) -> int:
    """-1 last, 0 this, 1 next, from the words that say so."""
    return next((-1 if kind in "lLC" else 1 if kind in "xX" else 0 for kind in kinds if kind in "lLCxXhH"), 0)


def _days(place: Place, day: str, month: str, number: str = "") -> tuple[date, ...]:
    """The days a day and a month can be, with the year that the words or the day of publication give."""
    month_number, day_number = _month_of(place, month), _day_of(place, day)
    if not month_number or not 1 <= day_number <= 31:
        return ()
    base = place.counted_from
    weekday = place.value("weekday") if "weekday" in place.match.re.groupindex and place.has("weekday") else -1
    if place.has(f"year{number}"):
        found = calendar.valid(_year_of(place, f"year{number}"), month_number, day_number)
        return (found,) if found else ()
    if base is None:
        return ()
    if place.has(f"that_year{number}"):
        year = base.year + _side_of(place.kinds(f"that_year{number}"))
        found = calendar.valid(year, month_number, day_number)
        return (found,) if found else ()
    if place.has(f"side{number}"):
        return _beside(place.kinds(f"side{number}"), month_number, day_number, base)
    return calendar.without_year(month_number, day_number, base, place.ahead, weekday)


def _beside(side: str, month: int, day: int, base: date) -> tuple[date, ...]:
    """“3 مارس المقبل”: the last, the next, or that of the year of publication."""
    years = {"l": range(base.year, base.year - 5, -1), "x": range(base.year, base.year + 5), "h": (base.year,)}[side]
    for found in (calendar.valid(year, month, day) for year in years):
        if found is not None and (side == "h" or (found < base if side == "l" else found > base)):
            return (found,)
    return ()


def _basis(place: Place, number: str = "") -> str:
    if place.has(f"year{number}"):
        return EXPLICIT
    relative = place.has(f"that_year{number}") or place.has(f"side{number}")
    return RELATIVE if relative else PARTIAL


def day_and_month(place: Place) -> Readings:
    """“Friday, 8 November 2019”, “Nov. 8”, “يوم أمس الخميس 3 مايو”."""
    if _is_verb(place):
        return ()
    days = _days(place, "day", "month")
    basis = _basis(place)
    found = [calendar.at(day, basis) for day in days]
    base = place.counted_from
    if len(days) == 1 and place.has("weekday") and days[0].weekday() != place.value("weekday"):
        found.append(calendar.at(calendar.weekday_near(place.value("weekday"), days[0]), basis))
    if len(days) == 1 and place.has("near") and base is not None and abs(days[0] - base) > timedelta(days=7):
        found.append(calendar.at(base + timedelta(days=place.tokens.values[place.match.end("near") - 1]), RELATIVE))
    return tuple(found)


def _is_verb(place: Place) -> bool:
    """“7 APRIL MAY MEAN”, “THE 23 MAY BE”: the month is a verb."""
    last = place.match.end("month") - 1
    return place.tokens.words[last] == "may" and bool(AFTER_MAY.intersection(place.tokens.words[last + 1 : last + 2]))


def written(place: Place) -> Readings:
    """“2019-11-03”, “08/11/2019”: with the day or the month first where both can be."""
    word = place.tokens.words[place.match.start()]
    numbers = [int(number) for number in re.findall(r"\d+", word)]
    if numbers[0] > 31:
        found = [calendar.valid(*numbers)]
    else:
        first, second, year = numbers
        year = year if year > 99 else calendar.century(year, place.counted_from)
        found = [calendar.valid(year, second, first), calendar.valid(year, first, second)]
    days = dict.fromkeys(day for day in found if day is not None)
    return tuple(calendar.at(day, EXPLICIT) for day in days)


def days_of_month(place: Place) -> Readings:
    """“1-2 November”, “between 3 and 5 May”, “21 or 22 May”."""
    firsts, lasts = (_days(place, day, "month") for day in ("day", "day2"))
    basis = _basis(place)
    if "|" in place.kinds("to"):
        return tuple(calendar.at(day, basis) for pair in zip(firsts, lasts, strict=False) for day in pair)
    return tuple(
        reading
        for last in lasts
        for first in (calendar.valid(last.year, last.month, _day_of(place, "day")),)
        if first is not None and first < last
        for reading in calendar.between(first, last, basis)
    )


def days_of_months(place: Place) -> Readings:
    """“from 28 April to 2 May”, “11 November 1989 to 30 January 1990”, “the night of 31 October to 1 November”."""
    basis = _basis(place, "2")
    found: list[Reading] = []
    for last in _days(place, "day2", "month2", "2"):
        if place.has("year"):
            firsts = _days(place, "day", "month")
        else:
            firsts = tuple(filter(None, (_up_to(last, place),)))
        for first in firsts[:1]:
            found += calendar.between(first, last, basis) if first < last else ()
    return tuple(found)


def _up_to(last: date, place: Place) -> date | None:
    """The first day of a range, in the year of the last or the one before."""
    month, day = _month_of(place, "month"), _day_of(place, "day")
    if not month or not 1 <= day <= 31:
        return None
    found = calendar.valid(last.year, month, day)
    return found if found is None or found < last else calendar.valid(last.year - 1, month, day)


def months(place: Place) -> Readings:
    """“between April and May 1989”, “شهري مايو ويونيو الماضيين”."""
    first, last = _month_of(place, "month"), _month_of(place, "month2")
    year = _year_of_month(place, last)
    if not first or not last or year is None:
        return ()
    start = date(year - (first > last), first, 1)
    return calendar.between(start, calendar.month_end(year, last), _basis(place))


def _year_of_month(place: Place, month: int) -> int | None:
    base = place.counted_from
    if place.has("year"):
        return _year_of(place, "year")
    if base is None:
        return None
    if place.has("that_year"):
        return base.year + _side_of(place.kinds("that_year"))
    side = place.kinds("side") or (place.kinds("front") if "front" in place.match.re.groupindex else "")
    if side:
        return base.year + {-1: -(month >= base.month), 0: 0, 1: month <= base.month}[_side_of(side)]
    return calendar.month_without_year(month, base, place.ahead)


def month(place: Place) -> Readings:
    """“in October”, “mid-January”, “last October”, “August 2012”, “شهر نيسان الماضي”."""
    number = _month_of(place, "month")
    if not number or not _supported(place):
        return ()
    year = _year_of_month(place, number)
    basis = _basis(place) if not place.has("front") else RELATIVE
    return (calendar.month(year, number, basis),) if year is not None else ()


def _supported(place: Place) -> bool:
    """A month alone is told as one by the word before it; in capitals “this march” is none."""
    tokens, first = place.tokens, place.match.start()
    if place.has("year") or place.has("that_year") or place.has("side") or place.has("lead"):
        return True
    if place.kinds("month") == "A" and place.kinds("front")[:1] == "H":
        return False
    if place.has("front"):
        return True
    kind, word = tokens.kinds[first - 1 : first] if first else "", tokens.words[place.match.end("month") - 1]
    if not kind or kind not in "itfub" or place.kinds("month").startswith("J"):
        return False
    if place.kinds("month") == "A" and place.before == "to":
        return False
    if word == "may" and place.after in AFTER_MAY:
        return False
    return place.before != "by" or tokens.kinds[place.match.end() : place.match.end() + 1] != "_"  # by April Jones


def weekday(place: Place) -> Readings:
    """“on Friday”, “last Friday”, “early Friday”, “يوم الأحد المقبل”."""
    base, number = place.counted_from, place.value("weekday")
    if base is None:
        return ()
    front = place.kinds("front") + place.kinds("side")
    before = calendar.weekday_up_to(number, base - timedelta(days=1))
    up_to, after = calendar.weekday_up_to(number, base), calendar.weekday_after(number, base)
    if "B" in front:
        return (calendar.at(before - timedelta(days=7), RELATIVE),)
    side = _side_of(front)
    if side < 0:
        return (calendar.at(before, RELATIVE),)
    if side > 0:
        return (calendar.at(after, RELATIVE),)
    if place.ahead:
        return (calendar.at(after, RELATIVE), calendar.at(up_to, RELATIVE))
    if _awaited(place) or (place.ahead is None and ("H" in front or "h" in front)):
        return (calendar.at(up_to, RELATIVE), calendar.at(after, RELATIVE))
    if place.before in _UNTOLD and (place.ahead is None or place.before in ("for", "by")):
        return ()
    return (calendar.at(up_to, RELATIVE),)


# Words after which a weekday may as well be one to come, or any.
_UNTOLD = frozenset(("for", "by", "from", "until", "till", "من", "حتي"))


def _awaited(place: Place) -> bool:
    """“Friday's hearing”: it may have been or be still to come."""
    return "q" in place.tokens.kinds[place.match.end() : place.match.end() + 3]


def weekdays(place: Place) -> Readings:
    """“Monday and Tuesday”, “ليلة الخميس على الجمعة”."""
    base = place.counted_from
    if base is None:
        return ()
    side = _side_of(place.kinds("side"))
    if side > 0 or place.ahead:
        first = calendar.weekday_after(place.value("weekday"), base)
        return calendar.between(first, calendar.weekday_after(place.value("weekday2"), first), RELATIVE)
    last = calendar.weekday_up_to(place.value("weekday2"), base - timedelta(days=1 if side else 0))
    first = calendar.weekday_up_to(place.value("weekday"), last - timedelta(days=1))
    return calendar.between(first, last, RELATIVE)


def near_day(place: Place) -> Readings:
    """“today”, “yesterday morning”, “أول أمس السبت”, “tomorrow, Thursday”, “the day before yesterday”."""
    base = place.counted_from
    if base is None:
        return ()
    after = place.value("near")
    further = place.has("further")
    if (further and not after) or _no_day(place):
        return ()
    day = base + timedelta(days=after + (after if further else 0))
    found = [calendar.at(day, RELATIVE)]
    if place.has("weekday") and day.weekday() != place.value("weekday"):
        found.append(calendar.at(calendar.weekday_near(place.value("weekday"), day), RELATIVE))
    return tuple(found)


def _no_day(place: Place) -> bool:
    """“في اليوم” is on that day; “غدا الطريق خاليا”: the road became empty."""
    word = place.tokens.words[place.match.start("near")]
    if word == "اليوم":
        return place.before == "في" and not place.has("weekday")
    return word == "غدا" and not place.has("weekday") and place.after.startswith("ال")


def part_of_today(place: Place) -> Readings:
    """“this morning”."""
    return (calendar.at(place.counted_from, RELATIVE),) if place.counted_from else ()


def last_night(place: Place) -> Readings:
    """“last night”, “overnight”, “الليلة الماضية”: from the day before to the day of publication."""
    base = place.counted_from
    part = place.tokens.words[place.match.start("part")] if place.has("part") else "overnight"
    if base is None or part not in ("night", "overnight", "الليله", "ليله"):
        return ()
    return calendar.between(base - timedelta(days=1), base, RELATIVE)


def period(place: Place) -> Readings:
    """“last week”, “this month”, “the past year”, “العام الماضي”."""
    base, unit, side = place.counted_from, place.value("unit"), _side_of(place.kinds("side"))
    if base is None or unit in (DAY, HOUR) or "B" in place.kinds("side"):
        return ()
    if "C" in place.kinds("side"):
        return _up_to_now(base, unit, 1)
    return (_period_of(base, unit, side),)


def later(place: Place) -> Readings:
    """“later this month”: from the day of publication on."""
    base, unit = place.counted_from, place.value("unit")
    if base is None or unit not in (WEEK, MONTH, YEAR):
        return ()
    found = _period_of(base, unit, 0)
    return (Reading(base, found.end, found.precision, RELATIVE),)


def _period_of(base: date, unit: int, side: int) -> Reading:
    if unit == YEAR:
        return calendar.year(base.year + side, RELATIVE)
    if unit == MONTH:
        return calendar.month(*calendar.months_after(base, side), RELATIVE)
    week = calendar.week(base + timedelta(days=7 * side), RELATIVE)
    if unit == WEEK:
        return week
    saturday = week.start + timedelta(days=5)
    if side == 0 and saturday > base:  # “this weekend” on a Monday is the one before
        saturday -= timedelta(days=7)
    return Reading(saturday, saturday + timedelta(days=1), "range", RELATIVE)


def _up_to_now(base: date, unit: int, count: int) -> Readings:
    """The last so many units up to the day of publication; hours count as the days they touch."""
    if unit == HOUR:
        return calendar.between(base - timedelta(days=-(-count // 24)), base, RELATIVE)
    if unit == DAY:
        return calendar.between(base - timedelta(days=count), base, RELATIVE)
    if unit == WEEK:
        return calendar.between(base - timedelta(days=7 * count - 1), base, RELATIVE)
    if unit in (MONTH, YEAR):
        start = calendar.same_day(base, -count * (12 if unit == YEAR else 1))
        too_long = (base - start).days >= (31 if count == 1 and unit == MONTH else calendar.LONGEST)
        return calendar.between(start + timedelta(days=1) if too_long else start, base, RELATIVE)
    return ()


def last_units(place: Place) -> Readings:
    """“the past 24 hours”, “the last six months”; what is to come in so many days has no first day."""
    base, unit = place.counted_from, place.value("unit")
    if base is None or _side_of(place.kinds("side")) >= 0 or unit == WEEKEND:
        return ()
    return _up_to_now(base, unit, place.value("count"))


def ago(place: Place) -> Readings:
    """“two days ago” is a day, “three weeks ago” a week, “قبل شهرين” a month, “ten years ago” a year."""
    base = place.counted_from
    words = place.tokens.words
    if base is None or place.before == "than":
        return ()
    unit, count = place.value("unit"), 1
    if place.tokens.kinds[place.match.start("unit")] == "K":
        count = 2
    elif place.has("count"):
        count = place.value("count") or int(place.kinds("count") == "a")
    elif words[place.match.start("unit")] in _MANY:
        return ()
    if count < 1:
        return ()
    if place.has("today"):
        months = {MONTH: count, YEAR: 12 * count}.get(unit)
        days = {DAY: count, WEEK: 7 * count}.get(unit, 0)
        day = base - timedelta(days=days) if months is None else calendar.same_day(base, -months)
        return (calendar.at(day, RELATIVE),) if unit != HOUR else ()
    if unit == HOUR:
        return (calendar.at(base - timedelta(days=count // 24), RELATIVE),) if count % 24 == 0 else ()
    if unit == DAY:
        return (calendar.at(base - timedelta(days=count), RELATIVE),)
    return (_period_of(base, unit, -count),) if unit in (WEEK, MONTH, YEAR) else ()


_MANY = frozenset(["ايام", "اسابيع", "اشهر", "شهور", "سنوات", "سنين", "اعوام", "ساعات", "days", "weeks", "months", "years", "hours"])


def year(place: Place) -> Readings:
    """“in 2014”, “since 1988”, “عام 2014”, “صيف 2005”."""
    told = place.has("unit") or place.has("season") or place.has("part")
    following = place.tokens.kinds[place.match.end() : place.match.end() + 1]
    if not told and (place.before == "to" or (following == "_" and _counted(place.after))):
        return ()
    return (calendar.year(place.tokens.values[place.match.end() - 1], EXPLICIT),)


def _counted(word: str) -> bool:
    """“in 2000 villages”, “في 2000 قرية”: a number, no year."""
    return word.endswith("s") or not word.isascii()


def nothing(place: Place) -> Readings:
    """“the 2011-2019 war”: longer than a year."""
    return ()


def the_day(place: Place) -> Readings:
    """“the 7th”, of the month told before it."""
    if place.anchor is None:
        return ()
    found = calendar.valid(place.anchor.year, place.anchor.month, place.value("day"))
    return (calendar.at(found, PARTIAL),) if found else ()


def _order(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_NAMES = "z"  # words that make a name of what follows
RULES = (
    Rule("written", _order("I"), written),
    Rule("day_month", _order(rf"{_HEAD}(?P<day>{_DAY}|o(?=u))u?U?(?P<month>{_M}){_tail()}(?(open)\))P?"), day_and_month, _NAMES, "Z"),
    Rule("month_day", _order(rf"{_HEAD}(?P<month>{_M})e?(?P<day>[NO])(?![:%/]){_tail()}P?"), day_and_month, _NAMES, "Z"),
    Rule("days", _order(rf"[bfu]?{_HEAD}(?P<day>{_DAY})(?P<to>{_TO})e?(?P<day2>{_DAY})u?U?(?P<month>{_M}){_tail()}"), days_of_month, _NAMES),
    Rule("days", _order(rf"[bfu]?{_HEAD}(?P<month>{_M})e?(?P<day>[NO])(?P<to>{_TO})e?(?P<day2>[NO])(?![:%/]){_tail()}"), days_of_month, _NAMES),
    Rule("days_months", _order(rf"[bfu]?e?{_PART}?(?P<day>{_DAY})u?(?P<month>{_M}){_tail()}(?P<to>{_TO})e?{_PART}?{_PART}?(?P<day2>{_DAY})u?(?P<month2>{_M}){_tail('2')}"), days_of_months),
    Rule("days_months", _order(rf"[bfu]?e?{_PART}?(?P<month>{_M})(?P<day>[NO]){_tail()}(?P<to>{_TO})e?{_PART}?(?P<month2>{_M})(?P<day2>[NO]){_tail('2')}"), days_of_months),
    Rule("months", _order(rf"[bfuU](?P<month>{_M})(?P<to>[&t-])(?P<month2>{_M}){_tail()}"), months),
    Rule("month", _order(rf"(?P<lead>(?:Eu?e?-?U?|U))?(?P<front>H?[LCXH])?(?P<month>{_M})(?:{_tail()})"), month, _NAMES, "Z"),
    Rule("weekday", _order(rf"(?:{_PART})?(?P<front>H?[LCXH])?U?(?P<weekday>W)(?P<side>B?[lxh])?P?"), weekday, "kzy", "Z"),
    Rule("weekdays", _order(rf"[bf]?{_PART}?U?(?P<weekday>W)(?:{_TO}|_)?U?(?P<weekday2>W)(?P<side>[lxh])?"), weekdays, "kzy", "Z"),
    Rule("near_day", _order(rf"(?:{_PART}|g)?(?:(?P<further>e?Ui|0u?|[3B])|U)?(?P<near>R),?U?(?P<weekday>W)?P?"), near_day, "zy", "wZO"),
    Rule("part_of_today", _order(r"E?H(?P<part>P)"), part_of_today),
    Rule("night", _order(r"E?(?:L(?P<part>P)|v)"), last_night),
    Rule("night", _order(r"(?P<part>P)l"), last_night),
    Rule("period", _order(r"E?e?(?P<side>H?[LCXH])(?P<unit>[UD])"), period),
    Rule("later", _order(r"g(?P<side>H)(?P<unit>U)"), later),
    Rule("period", _order(r"E?(?P<unit>D)(?P<side>B?[lxh])"), period),
    Rule("last_units", _order(r"(?P<side>[LCX])(?P<count>[QNj#])(?P<unit>U)"), last_units),
    Rule("ago", _order(r"(?P<count>[QNja#])(?P<unit>U)G(?P<today>R)?"), ago),
    Rule("ago", _order(r"B~?(?P<count>[QNj#])?(?P<unit>[UK])(?!u)(?P<today>R)?"), ago),
    Rule("year", _order(r"(?:(?P<part>E)[ui]?e?)?(?:(?P<season>s)[ui]?|(?P<unit>U)|(?<=[itfu]))Y"), year),
    Rule("years", _order(r"[bf]?Y(?:[-/t]|b&)[YNj]"), nothing),
    Rule("the_day", _order(r"e(?P<day>O)(?=[,.;)¶&]|$)"), the_day),
)  # fmt: skip
