# SPDX-License-Identifier: MIT
"""What the head of an article says about it: title, outlet, author, section, dateline, day of publication, language.

What lives here: proposals with the words they rest on. What does not: storing them. Structure decides, never an
outlet's name, and where the structure leaves a doubt nothing is proposed, or it is marked as not sure.

The day of publication is the trap: pages carry the day on which they were shown or saved too. A date counts when it is
labelled as publication, or stands below the title: beside the byline or under the line that names outlet and city. A
date above the title is not taken (the clock of the page stands there); a warning says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from curator.formats.article_readers import Proposal
from curator.formats.head_dates import HeadDate, dates_in
from curator.formats.head_lines import Head, Line, byline, cut_head, is_headline, is_short_label
from curator.formats.language_guess import guess_language
from curator.formats.news_cities import is_city, may_end_with_city
from curator.formats.wire_dateline import begins_report, read_dateline

_PUBLISHED = re.compile(
    r"\b(?:first published|published(?: on| at)?|posted(?: on)?|date de publication|publié le|publicado|veröffentlicht|"
    r"pubblicato|опубликовано)\W*$|نشر\W*$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:updated|modified|accessed|retrieved|printed|downloaded|captured|saved|archived|copyright|mis à jour|"
    r"actualizado|aktualisiert|today is)\b[^\d]*$|©\W*$",
    re.IGNORECASE,
)
_MESSAGE_ID = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+\s*\([^)]{1,40}\)$")
_SEPARATING = re.compile("[,|/•·–—-]")
_SEPARATOR = re.compile(r"\s*[,|/•·–—-]\s+|\s+[|/•·–—-]\s*")
_LEAD = re.compile(r"[\s,|•·–—-]*(?:in\s+|for\s+)?")
_AND = re.compile(r"&|\band\b")
_FIGURE = re.compile(r"\d")
_GAP = re.compile(r"\s+")
_SECTION_WORDS = re.compile(
    r"(?i)\b(?:world|politics|security|business|sports?|opinion|culture|economy|middle east|africa|asia|europe|"
    r"americas|news|local|national|international|science|health|technology|society|crime|conflict|terrorism)\b"
)


class _Dated(NamedTuple):
    """A date in the head: in which line it stands, and whether a label calls it the day of publication."""

    date: HeadDate
    place: int
    line: Line
    labelled: bool


def propose(text: str) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
    """What is proposed for a settled text, at most one value per field, and warnings in plain sentences."""
    head = _until_report(text, cut_head(text))
    page, warnings = _read_page(head) if head.body and head.lines else ((), ())
    report = read_dateline(text, head.body.start) if head.body else ()
    language = guess_language(text)
    found: dict[str, Proposal] = {}
    for proposal in (*page, *report, *((Proposal("language", language),) if language else ())):
        assert not proposal.has_words or text[proposal.start : proposal.end].strip(), proposal
        found.setdefault(proposal.field, proposal)
    return tuple(found.values()), warnings


def _until_report(text: str, head: Head) -> Head:
    """The head without a message's number; a dated dateline ends it, however short the lines of the report are."""
    lines = tuple(line for line in head.lines if not _MESSAGE_ID.match(line.text))
    for place, line in enumerate(lines):
        if begins_report(text, line.start):
            return Head(lines[:place], line)
    return Head(lines, head.body)


def _read_page(head: Head) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
    dated = [one for place, line in enumerate(head.lines) for one in _dates(place, line)]
    authors = [(place, found) for place, line in enumerate(head.lines) if (found := byline(line))]
    title_place, title_sure = _find_title(head.lines, dated, [place for place, _ in authors])
    published, warnings = _find_published(dated, title_place, [place for place, _ in authors])
    below = published.place if published and published.place > title_place else len(head.lines)
    proposals: list[Proposal] = []
    if title_place >= 0:
        line = head.lines[title_place]
        proposals.append(Proposal("title", line.text, line.start, line.end, title_sure))
    for place, (names, rest) in authors[:1]:
        sure = title_place >= 0 and place > title_place
        proposals.append(Proposal("author", names.text, names.start, names.end, sure))
        proposals += _outlet_and_city(_without_lead(rest))
    if published:
        proposals.append(_published(published, title_place))
    if title_place >= 0:
        author_places = [place for place, _ in authors]
        proposals += _between(head.lines, title_place, below, published, author_places)
    return tuple(proposals), warnings


def _dates(place: int, line: Line) -> list[_Dated]:
    """The dates of a line that is about its dates; a headline that speaks of a day is not, nor is an update."""
    dates = dates_in(line.text)
    if not dates:
        return []
    rest = len(line.text) - sum(date.end - date.start for date in dates)
    found = []
    for number, date in enumerate(dates):
        before = line.text[dates[number - 1].end if number else 0 : date.start]
        labelled = bool(_PUBLISHED.search(before))
        if not _OTHERWISE.search(before) and (labelled or rest <= 60) and (labelled or not _is_sentence(line.text)):
            found.append(_Dated(date, place, line, labelled))
    return found


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?")) and len(line.split()) > 8


def _find_title(lines: tuple[Line, ...], dated: list[_Dated], authors: list[int]) -> tuple[int, bool]:
    """The place of the title line and whether it is sure, or -1.

    A title stands above a byline, or else above the lowest date. Of several lines there that look like headlines the
    first of the lowest run is taken (a standfirst follows its title), and is not sure. "OUTLET CITY" is a title only
    where nothing else is. In a head of one line that line is the title.
    """
    taken = {one.place for one in dated} | set(authors)
    headlines = [place for place, line in enumerate(lines) if place not in taken and is_headline(line.text)]
    if len(headlines) > 1:
        headlines = [place for place in headlines if not _outlet_and_city(lines[place])] or headlines
    for anchor in (*authors, *sorted(taken, reverse=True)):
        above = [place for place in headlines if place < anchor]
        if above:
            first = above[-1]
            while first - 1 in above:
                first -= 1
            return first, len(above) == 1
    if headlines[:1] == [0] and not taken:
        return 0, len(lines) == 1
    return -1, False


def _find_published(dated: list[_Dated], title_place: int, authors: list[int]) -> tuple[_Dated | None, tuple[str, ...]]:
    """The date of publication and warnings about dates that were not taken."""
    if not dated:
        return None, ()
    above = [one for one in dated if one.place < title_place and not one.labelled]
    below = [
        one for one in dated if one.place > title_place >= 0 or (title_place < 0 and one.place in _beside(authors))
    ]
    labelled = [one for one in dated if one.labelled]
    chosen = _one_day(labelled) or _one_day([one for one in below if one.place in _beside(authors)]) or _one_day(below)
    warnings: list[str] = []
    if above and (chosen is None or chosen.date.day not in {one.date.day for one in above}):
        words = above[0].date
        shown = above[0].line.text[words.start : words.end]
        warnings.append(f"The date above the title ({shown}) was not taken as the day of publication.")
    if chosen is None and len({one.date.day for one in below}) > 1:
        warnings.append("The head of the page has several dates; none was taken as the day of publication.")
    return chosen, tuple(warnings)


def _beside(places: list[int]) -> set[int]:
    return {place + step for place in places for step in (-1, 0, 1, 2)}


def _one_day(dated: list[_Dated]) -> _Dated | None:
    """The most exact of these dates if they all name one day, else None."""
    if len({one.date.day for one in dated}) != 1:
        return None
    return max(dated, key=lambda one: (len(one.date.value), -one.place))


def _published(one: _Dated, title_place: int) -> Proposal:
    sure = not one.date.doubtful and (one.labelled or one.place > title_place >= 0)
    start = one.line.start
    return Proposal("published", one.date.value, start + one.date.start, start + one.date.end, sure)


def _between(
    lines: tuple[Line, ...], title_place: int, below: int, published: _Dated | None, authors: list[int]
) -> list[Proposal]:
    """Outlet and city in the line just above the date (or before it on its line), section between title and byline."""
    found: list[Proposal] = []
    last = min([below, *(place for place in authors if place > title_place)])
    if published and published.place == below:
        same_line = _without_trail(published.line.part(0, published.date.start))
        found = _outlet_and_city(same_line)
        if not found and below - 1 > title_place and below - 1 not in authors:
            found = _outlet_and_city(lines[below - 1])
            last = min(last, below - 1) if found else last
    between = [line for line in lines[title_place + 1 : last] if line.text]
    by_line_follows = bool(found) or last in authors
    if len(between) == 1 and by_line_follows and is_short_label(between[0].text) and not is_city(between[0].text):
        line = between[0]
        sure = bool(_AND.search(line.text) or _SECTION_WORDS.search(line.text))
        found.append(Proposal("section", line.text, line.start, line.end, sure))
    return found


def _outlet_and_city(line: Line) -> list[Proposal]:
    """ "OUTLET CITY", "CITY", "OUTLET - CITY", "CITY | OUTLET": the known city tells the two apart."""
    if not line.text or len(line.text) > 60:
        return []
    ends_so = may_end_with_city(line.text)
    if ends_so and is_city(line.text):
        return [Proposal("dateline", line.text, line.start, line.end)]
    if _SEPARATING.search(line.text) and (separator := _SEPARATOR.search(line.text)):
        sides = [line.part(0, separator.start()), line.part(separator.end(), len(line.text))]
        if is_city(sides[0].text):
            sides.reverse()
        return _pair(sides[0], sides[1])
    for gap in _GAP.finditer(line.text) if ends_so else ():
        city = line.text[gap.end() :]
        if is_city(city) and not city[0].islower():
            return _pair(line.part(0, gap.start()), line.part(gap.end(), len(line.text)))
    return []


def _pair(outlet: Line, city: Line) -> list[Proposal]:
    if not is_city(city.text) or not is_short_label(_FIGURE.sub("", outlet.text)) or is_city(outlet.text):
        return []
    return [
        Proposal("outlet", outlet.text, outlet.start, outlet.end),
        Proposal("dateline", city.text, city.start, city.end),
    ]


def _without_lead(line: Line) -> Line:
    """What follows the names of a byline, without the comma or the "in" that ties it to them."""
    lead = _LEAD.match(line.text)
    return line.part(lead.end() if lead else 0, len(line.text))


def _without_trail(line: Line) -> Line:
    return line.part(0, len(line.text.rstrip(" \t,|•·–—-/:(")))
