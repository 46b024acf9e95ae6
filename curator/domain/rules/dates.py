# SPDX-License-Identifier: MIT
"""Rule kinds about a compound date: its precision, the day of publication, the anchor of relative words.

What lives here: their judging functions. What does not: the order of first and last day (general.in_order).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from curator.domain.codebook.model import Field
from curator.domain.coding import Row
from curator.domain.rules.facts import Facts
from curator.domain.rules.general import finding
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding

# Shortest and longest span of days for each meaning of a precision (CODEBOOK.md 2.4, V03).
_LENGTHS = {"day": (1, 1), "range": (2, 6), "week": (1, 7), "month": (1, 31), "year": (1, 366)}
_PERIODS = ("week", "month", "year")
_COUNTED_FROM = ("relative", "explicit_partial")


def date_fits_precision(facts: Facts, params: Params) -> Iterator[Finding]:
    """First and last day are as far apart as the precision says (V03)."""
    for row, node in _dates(facts, params):
        first, last = _days(facts, node, row)
        meant = facts.meaning(node, "precision", row)
        if first is None or last is None or last < first or meant not in _LENGTHS:
            continue
        shortest, longest = _LENGTHS[meant]
        days = (last - first).days + 1
        if not shortest <= days <= longest:
            wanted = f"{shortest} to {longest} days" if shortest < longest else "one day"
            message = f"{node.label} covers {days} days; its precision “{meant}” means {wanted}."
            yield finding(facts, message, node.part_named("precision") or node, row)


def not_after_published(facts: Facts, params: Params) -> Iterator[Finding]:
    """The last day is at most `days` after publication; `unless` lets threats through (V04)."""
    published = facts.published
    for row, node in _dates(facts, params):
        _, last = _days(facts, node, row)
        if published is None or last is None or facts.hold_any(params.conditions("unless"), row):
            continue
        if not _clipped(facts, node, row, published) and (last - published).days > (params.number("days") or 0):
            message = f"{node.label} ends on {last}, after the article was published ({published})."
            yield finding(facts, message, node.part_named("end") or node, row)


def not_long_before_published(facts: Facts, params: Params) -> Iterator[Finding]:
    """The first day is at most `days` before publication (V05)."""
    published = facts.published
    for row, node in _dates(facts, params):
        first, _ = _days(facts, node, row)
        if published is None or first is None or facts.hold_any(params.conditions("unless"), row):
            continue
        if not _clipped(facts, node, row, published) and (published - first).days > (params.number("days") or 0):
            days = (published - first).days
            message = f"{node.label} begins {days} days before the article was published; is this background?"
            yield finding(facts, message, node.part_named("start") or node, row)


def needs_anchor(facts: Facts, params: Params) -> Iterator[Finding]:
    """A relative or incomplete date is counted from something: an anchor span or the day of publication (V06)."""
    for row, node in _dates(facts, params):
        if facts.meaning(node, "basis", row) not in _COUNTED_FROM or facts.published is not None:
            continue
        if not any(span.role == "anchor" for span in facts.spans(node, row)):
            message = f"{node.label} is counted from another date: mark that date as anchor, or give the article's."
            yield finding(facts, message, node, row)


def _dates(facts: Facts, params: Params) -> Iterator[tuple[Row | None, Field]]:
    for row in facts.owners(params.text("group")):
        yield row, facts.node(params.text("field"), row)


def _days(facts: Facts, node: Field, row: Row | None) -> tuple[date | None, date | None]:
    """First and last day; None where blank, proposed or (in foreign data) not a day."""
    return _day(facts.part(node, "start", row)), _day(facts.part(node, "end", row))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value is not None else None
    except ValueError:
        return None


def _clipped(facts: Facts, node: Field, row: Row | None, published: date) -> bool:
    """Whether the date is a week, month or year that holds the day of publication: then it ends (or begins) there."""
    first, last = _days(facts, node, row)
    if facts.meaning(node, "precision", row) not in _PERIODS or first is None or last is None:
        return False
    return first <= published <= last
