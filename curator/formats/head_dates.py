# SPDX-License-Identifier: MIT
"""Dates as pages and wires print them, turned into the form of `published`.

What lives here: finding full dates (day, month, year) in one line, with their time where a zone is given. What does
not: which of them is the day of publication (page_head.py). Two-figure years and days without a year are not read here:
what they mean is a guess. 3/4/2019 is left alone too, because nobody can tell its day from its month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = (
    ("january jan janvier janv enero ene januar jän janeiro gennaio gen ocak января январь stycznia يناير"
     " كانون_الثاني",
     "february feb février fevrier févr febrero februar fevereiro fev febbraio şubat февраля февраль lutego"
     " فبراير شباط"),
    ("march mar mars marzo märz mrz março marco mart марта март marca مارس آذار اذار",
     "april apr avril avr abril abr aprile nisan апреля апрель kwietnia أبريل ابريل نيسان"),
    ("may mai mayo maio maggio mag mayıs мая май maja مايو أيار ايار",
     "june jun juin junio juni junho giugno giu haziran июня июнь czerwca يونيو يونيه حزيران"),
    ("july jul juillet juil julio juli julho luglio lug temmuz июля июль lipca يوليو يوليه تموز",
     "august aug août aout agosto ago ağustos августа август sierpnia أغسطس اغسطس آب"),
    ("september sep sept septembre septiembre setembro set settembre eylül сентября сентябрь września"
     " سبتمبر أيلول ايلول",
     "october oct octobre octubre oktober okt outubro out ottobre ott ekim октября октябрь października أكتوبر اكتوبر"
     " تشرين_الأول تشرين_الاول"),
    ("november nov novembre noviembre novembro kasım ноября ноябрь listopada نوفمبر تشرين_الثاني",
     "december dec décembre decembre déc diciembre dic dezember dez dezembro dicembre aralık декабря декабрь grudnia"
     " ديسمبر كانون_الأول كانون_الاول"),
)  # fmt: skip
MONTH_NUMBERS = {
    name.replace("_", " "): number
    for number, names in enumerate((names for pair in _MONTHS for names in pair), start=1)
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTH_NUMBERS), key=len, reverse=True)) + r")(?!\w)\.?"
_YEAR = r"(?P<y>(?:1[89]|20)\d\d)(?!\d)"
_ANY_YEAR = re.compile(_YEAR)
_DAY_FIRST = r"(?<![\d/.-])(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
# Each with the character without which it cannot match ("": any line may): looking for one takes far less time.
_FORMS = [
    (sign, re.compile(form, re.IGNORECASE))
    for sign, form in (
        ("", rf"{_DAY_FIRST}\s+(?:de\s+|of\s+)?(?P<m>{_MONTH}),?\s+(?:de\s+)?{_YEAR}"),
        ("", rf"(?<!\w)(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
        ("-", rf"(?<![\d-]){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
        ("/", rf"(?<![\d/]){_YEAR}/(?P<m>\d\d)/(?P<d>\d\d)(?!\d)"),
        (".", rf"(?<![\d.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}"),
        ("", rf"{_YEAR}\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]"),
    )
]
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(mon)(?:day)?|(tue)(?:s|sday)?|(wed)(?:nesday)?|(thu)(?:rs|rsday)?|(fri)(?:day)?|(sat)(?:urday)?|(sun)(?:day)?)"
    r"\.?,?\s+$",
    re.IGNORECASE,
)
_ZONES = {
    "gmt": "Z", "utc": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
    "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "jst": "+09:00",
}  # fmt: skip
# CST, IST, BST and AST each name several zones and are not read.
_TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+|um\s+|à\s+)?|\s*[-–|/]\s*)(?P<h>\d{1,2})[:.](?P<min>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?(?!\w))?\s*(?P<zone>(?:gmt|utc)?[+-]\d\d:?\d\d|[a-z]{1,4}(?!\w))?",
    re.IGNORECASE,
)


class HeadDate(NamedTuple):
    """A date in a line: its ISO value (with time only where the zone is known) and the span of its words."""

    value: str
    start: int
    end: int
    doubtful: bool = False

    @property
    def day(self) -> str:
        return self.value[:10]


def dates_in(line: str) -> list[HeadDate]:
    """All full dates of a line, in order; offsets are into the line. `doubtful`: the weekday is another day's."""
    if not _ANY_YEAR.search(line):  # every form has one, and most lines of a head have none
        return []
    forms = [form for sign, form in _FORMS if sign in line]
    found = {date.start: date for form in forms for match in form.finditer(line) if (date := _read(line, match))}
    dates = [found[start] for start in sorted(found)]
    return [one for place, one in enumerate(dates) if not place or one.start >= dates[place - 1].end]


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation in one of the languages known here, else 0."""
    return MONTH_NUMBERS.get(word.lower().rstrip("."), 0)


def _read(line: str, match: re.Match[str]) -> HeadDate | None:
    word = match["m"]
    month = int(word) if word.isdecimal() else month_number(word)
    try:
        day = date(int(match["y"]), month, int(match["d"]))
    except ValueError:
        return None
    start, doubtful = match.start(), False
    if weekday := _WEEKDAY.search(line, max(0, start - 12), start):
        start = weekday.start()
        doubtful = weekday.lastindex != day.isoweekday()
    for clock, end in _clock(line, match.end()):
        return HeadDate(f"{day.isoformat()}T{clock}", start, end, doubtful)
    return HeadDate(day.isoformat(), start, match.end(), doubtful)


def _clock(line: str, place: int) -> Iterator[tuple[str, int]]:
    """The time with its zone that stands at this place, and where it ends; nothing where there is no known zone."""
    match = _TIME.match(line, place)
    zone = _zone(match["zone"] or "") if match else ""
    if match is None or not zone:
        return
    hour, minute, second = int(match["h"]), int(match["min"]), int(match["s"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour < 24 and minute < 60 and second < 60:
        yield f"{hour:02}:{minute:02}:{second:02}{zone}", match.end()


def _zone(words: str) -> str:
    lower = words.lower()
    if lower in _ZONES:
        return _ZONES[lower]
    if figures := re.fullmatch(r"(?:gmt|utc)?([+-])(\d\d):?(\d\d)", lower):
        sign, hours, minutes = figures.groups()
        if int(hours) <= 14 and int(minutes) < 60:
            return "Z" if hours == minutes == "00" else f"{sign}{hours}:{minutes}"
    return ""
