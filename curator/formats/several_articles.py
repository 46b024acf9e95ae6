# SPDX-License-Identifier: MIT
"""A text that looks like several articles one after the other, put together by hand or by a script.

What lives here: recognising such a text by its form alone, and where each article begins. What does not: bundles of
news databases, which say where each begins (bundle_splitting.py), and reading the articles (text_reader.py). Nothing is
cut unless somebody asks for it: a text that only looks so stays whole.

Recognised are numbers that run on (DEV-0001, DEV-0002 ...), rows of one mark (=====, * * *) or form feeds between
pieces that have a head, and heads that repeat: a short line after a blank one, and a line with little more than a date
below it. A head is a short line with a date near by; so the chapters of one report, the pages of a printed one and the
days of a chronicle are not taken for articles.
"""

from __future__ import annotations

import re
from itertools import islice

from curator.formats.head_dates import dates_in
from curator.formats.wire_dateline import begins_report

LEAST = 3  # articles
_LEAST_TEXT = 600  # code points; so little holds no three reports
_BODY = 100  # code points that follow a head
_HEADLINE, _DATE_LINE = 160, 90  # code points a line has at most
_LETTERS = 30  # beside the date of a date line: “Published:”, a weekday, a time, an outlet
_HEAD_LINES = 6  # within which a date stands
_HEADED = 0.7  # of the pieces between rows of marks
_ROW = re.compile(r"^[^\S\n]*([=*_#~+-])(?:[^\S\n]*\1){4,}[^\S\n]*$", re.MULTILINE)
_STARS = re.compile(r"^[^\S\n]*\*(?:[^\S\n]*\*){2,3}[^\S\n]*$", re.MULTILINE)
_YEAR = re.compile(r"^[^\n]{0,80}(?:1[89]|20)\d\d[^\n]{0,40}$", re.MULTILINE)
_NUMBER = re.compile(  # alone on its line: a sign with a number, or a word with one
    r"^[^\S\n]*(?P<name>[A-Z][\w./#-]*[-/#]|[^\W\d]{2,20}\.?[^\S\n]+#?|#|\[)(?P<number>\d{1,6})[\].:)]?"
    r"(?:[^\S\n]*\([^)\n]{1,40}\))?[^\S\n]*$",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")


def article_starts(text: str) -> tuple[int, ...]:
    """Where each article begins (code points of a settled text); () for a text that does not look like several."""
    if len(text) < _LEAST_TEXT:
        return ()
    rows: dict[str, list[tuple[int, int]]] = {}
    for found in (*_ROW.finditer(text), *_STARS.finditer(text)):
        rows.setdefault(found[1] if found.re is _ROW else "***", []).append(found.span())
    if "\f" in text:
        rows["\f"] = [found.span() for found in re.finditer("\f+", text)]
    for marks in sorted(rows.values(), key=len, reverse=True):
        if len(marks) >= LEAST - 1 and (starts := _between(text, marks)):
            return starts
    return _by_numbers(text) or _by_heads(text)


def piece_of(text: str) -> str:
    """The words of an article that was cut out: without blank lines, form feeds and rows of marks around them."""
    before = ""
    while text != before:
        before, text = text, text.strip("\n\f")
        for row in (_ROW, _STARS):
            first, last = row.match(text), row.match(text, text.rfind("\n") + 1)
            text = text[first.end() :] if first else text[: last.start()] if last else text
    return text


def _by_numbers(text: str) -> tuple[int, ...]:
    """Lines with numbers that grow, the first of them at the beginning; a blank line stands above each. Words may count
    chapters: theirs need heads below them."""
    marks: dict[str, list[re.Match[str]]] = {}
    for found in _NUMBER.finditer(text):
        if not text[text.rfind("\n", 0, max(0, found.start() - 1)) + 1 : found.start()].strip():
            marks.setdefault(found["name"].strip(), []).append(found)
    name, runs = max(marks.items(), key=lambda pair: len(pair[1]), default=("", []))
    numbers = [int(found["number"]) for found in runs]
    if len(runs) < LEAST or numbers != sorted(set(numbers)) or text[: runs[0].start()].strip():
        return ()
    starts = [found.start() for found in runs]
    stops = [*starts[1:], len(text)]
    if any(len(text[found.end() : stop].strip()) < _BODY for found, stop in zip(runs, stops, strict=True)):
        return ()
    headed = sum(_has_head(text, found.end(), stop) for found, stop in zip(runs, stops, strict=True))
    return tuple(starts) if name.endswith(("-", "/", "#")) or headed >= _HEADED * len(starts) else ()


def _between(text: str, marks: list[tuple[int, int]]) -> tuple[int, ...]:
    """The pieces between marks, where most of them begin as articles do. What is too short for one (a headline between
    two rows) belongs to what follows."""
    edges = [0, *(end for _, end in marks), len(text)]
    stops = [*(start for start, _ in marks), len(text)]
    starts: list[int] = []
    headed, waiting = 0, -1
    for begin, stop in zip(edges, stops, strict=False):
        if not text[begin:stop].strip():
            continue
        waiting = begin if waiting < 0 else waiting
        if len(text[begin:stop].strip()) < _BODY:
            continue
        starts.append(waiting)
        headed += _has_head(text, waiting, stop)
        waiting = -1
    return tuple(starts) if len(starts) >= LEAST and headed >= _HEADED * len(starts) else ()


def _has_head(text: str, begin: int, stop: int) -> bool:
    """Whether a piece begins with a short line and has a date in the first ones."""
    found = [line for line in islice(_LINE.finditer(text, begin, stop), _HEAD_LINES) if not _ROW.fullmatch(line[0])]
    if found and begins_report(text, found[0].start()):
        return True
    lines = [line[0] for line in found]
    short = bool(lines) and len(lines[0].strip()) <= _HEADLINE
    return short and any(len(line) <= 2 * _HEADLINE and bool(dates_in(line)) for line in lines)


def _by_heads(text: str) -> tuple[int, ...]:
    """The heads that repeat, the first of them at the beginning."""
    starts: list[int] = []
    for found in _YEAR.finditer(text):
        begin = _head_of(text, found.start()) if _is_date_line(found.group()) else -1
        if begin < 0 or (starts and begin - starts[-1] < _BODY):
            continue
        starts.append(begin)
    if len(starts) < LEAST or text[: starts[0]].strip() or len(text[starts[-1] :].strip()) < _BODY:
        return ()
    return tuple(starts)


def _is_date_line(line: str) -> bool:
    """Whether a line says little more than a date."""
    if len(line) > _DATE_LINE:
        return False
    dates = dates_in(line)
    if not dates:
        return False
    beside = line[: dates[0].start] + line[dates[0].end :]
    return sum(map(str.isalpha, beside)) <= _LETTERS


def _head_of(text: str, line: int) -> int:
    """Where the head begins whose date stands in the line that begins here; -1 where no headline stands above it.

    At most two lines stand between the headline and the date, and a blank line, or nothing, above the headline.
    """
    begin, above = line, 0
    while begin > 0 and above < 3:
        before = text.rfind("\n", 0, begin - 1) + 1
        if not text[before : begin - 1].strip():
            break
        begin, above = before, above + 1
    if begin == line:  # one blank line may stand between the headline and its date
        end = len(text[:line].rstrip())
        if text.count("\n", end, line) != 2:
            return -1
        begin = text.rfind("\n", 0, end) + 1
    elif begin > 0 and text[text.rfind("\n", 0, begin - 1) + 1 : begin - 1].strip():
        return -1
    if begin > 0 and text[text.rfind("\n", 0, begin - 1) + 1 : begin - 1].strip():
        return -1
    headline = text[begin : text.find("\n", begin)].strip()
    return begin if headline and len(headline) <= _HEADLINE and not headline.endswith((".", "،", ":")) else -1
