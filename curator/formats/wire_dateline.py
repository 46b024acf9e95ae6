# SPDX-License-Identifier: MIT
"""Datelines at the beginning of a report: "SAN SALVADOR, 3 JAN 90 (EFE) -- [TEXT] ...", "BAGHDAD (AP) — ...".

What lives here: city, date and agency of such a line. What does not: the heads of web pages (page_head.py). Offsets are
code points of the settled text.
"""

from __future__ import annotations

import re
from datetime import date

from curator.formats.article_readers import Proposal
from curator.formats.head_dates import month_number
from curator.formats.news_cities import is_city

_CITY = r"(?P<city>[^\W\d_][^\n\d,()\[\]:;\"“”]{1,38}?)"
_COUNTRY = r"(?:\s*[(,]\s*(?P<country>[^\W\d_][^\d()\[\]\n,]{1,30}?)\)?)?"
_DATE = r"(?P<date>(?P<d>\d{1,2})\s+(?P<m>[^\W\d_]{3,9})\.?(?:,?\s+(?P<y>\d{4}|\d\d))?(?!\d)|NO\s+DATE)"
_MONTH_FIRST = r"(?P<date>(?P<m>[^\W\d_]{3,9})\.?\s+(?P<d>\d{1,2})(?:,?\s+(?P<y>\d{4}|\d\d))?(?!\d))"
_SOURCE = r"(?:\s*[(\[](?P<source>[^()]{2,80})\))"
_DASH = r"\s*(?:--|[—–]|(?<=\s)-(?=\s))"
_WITH_DATE = tuple(
    re.compile(rf"\s*{_CITY}{_COUNTRY},\s+{form}{_SOURCE}?{_DASH}", re.UNICODE) for form in (_DATE, _MONTH_FIRST)
)
_WITHOUT_DATE = re.compile(rf"\s*{_CITY}{_COUNTRY}{_SOURCE}?{_DASH}\s", re.UNICODE)
_GENERAL = re.compile(r"(?i:domestic|international|foreign|service|network|radio|television|press|news|agency|[\s-])+$")
# Reports with two-figure years are nearly all of the last century: 70 is 1970. 69 and below is read as 20.., not sure.
_LAST_CENTURY_FROM = 70


def read_dateline(text: str, start: int) -> tuple[Proposal, ...]:
    """Dateline city, day and agency of the report that begins at `start`; empty where there is no dateline.

    A day counts only with its year. What stands for "no city" is no city. The agency is never sure to be the outlet.
    """
    passage = text[start : start + 300]
    if not _may_be_dateline(passage):
        return ()
    if match := _dated(passage):
        return (*_city(match, start), *_day(match, start), *_outlet(match, start))
    match = _WITHOUT_DATE.match(passage)
    if match and (match["city"].isupper() or (match["source"] and is_city(match["city"]))):
        known = is_city(match["city"]) or bool(match["source"])
        return _city(match, start) if known else ()
    return ()


def begins_report(text: str, start: int) -> bool:
    """Whether a dateline with a date stands here; no headline looks like one."""
    passage = text[start : start + 300]
    return _may_be_dateline(passage) and _dated(passage) is not None


def _may_be_dateline(passage: str) -> bool:
    """Every dateline ends with a dash; looking for one takes a hundredth of the time of the patterns."""
    return "-" in passage or "—" in passage or "–" in passage


def _dated(passage: str) -> re.Match[str] | None:
    for form in _WITH_DATE:
        if (match := form.match(passage)) and (match["date"].startswith("NO") or month_number(match["m"])):
            return match
    return None


def _city(match: re.Match[str], start: int) -> tuple[Proposal, ...]:
    if match["city"].upper() in ("CLANDESTINE", "NO CITY"):
        return ()
    first, last = match.span("city")
    return (Proposal("dateline", match["city"], start + first, start + last),)


def _day(match: re.Match[str], start: int) -> tuple[Proposal, ...]:
    if not match["d"] or not match["y"]:
        return ()
    year = int(match["y"])
    sure = year >= _LAST_CENTURY_FROM
    if year < 100:
        year += 1900 if sure else 2000
    try:
        day = date(year, month_number(match["m"]), int(match["d"]))
    except ValueError:
        return ()
    first, last = match.span("date")
    return (Proposal("published", day.isoformat(), start + first, start + last, sure),)


def _outlet(match: re.Match[str], start: int) -> tuple[Proposal, ...]:
    if not match["source"] or _GENERAL.match(match["source"]):
        return ()
    first, last = match.span("source")
    return (Proposal("outlet", " ".join(match["source"].split()), start + first, start + last, sure=False),)
