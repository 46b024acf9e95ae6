# SPDX-License-Identifier: MIT
"""Rule kinds about what is unlikely: a point outside its country, one thing told twice, words far from their incident,
a figure far above all others, what is called confirmed by one source.

What lives here: their judging functions; nothing they find need be wrong. What does not: what cannot be right (the
other modules).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from curator.domain.coding import Evidence, Scalar
from curator.domain.rules.context import inside
from curator.domain.rules.facts import Facts
from curator.domain.rules.general import finding
from curator.domain.rules.params import Params
from curator.domain.rules.problems import Finding

_BREAK = re.compile(r"\n\s*")


def in_country(facts: Facts, params: Params) -> Iterator[Finding]:
    """The point lies in the box of the country (V15); nothing where no box of it is known."""
    for row in facts.owners(params.text("group")):
        node = facts.node(params.text("field"), row)
        country = facts.part(node, "country", row)
        latitude, longitude = facts.part(node, "latitude", row), facts.part(node, "longitude", row)
        box = facts.context.boxes.get(str(country)) if country is not None else None
        if box is None or not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
            continue
        if not inside(box, latitude, longitude):
            message = f"The point {latitude:g}, {longitude:g} does not lie in the country {country}."
            yield finding(facts, message, node.part_named("latitude") or node, row)


def near_mention(facts: Facts, params: Params) -> Iterator[Finding]:
    """Direct evidence lies in the paragraph of a mention, or in one next to it (V22)."""
    paragraphs = _paragraphs(facts.coding.text)
    home = {at for span in facts.incident.mentions() for at in _paragraphs_of(paragraphs, span)}
    if not home:
        return
    groups = {row.id: row.group for row in facts.incident.rows}
    for span in facts.incident.evidence:
        if span.role != "direct" or not (span.field or span.row):
            continue
        here = _paragraphs_of(paragraphs, span) if 0 <= span.start < span.end else range(0)
        if here and all(abs(at - other) > 1 for at in here for other in home):
            message = "These words stand far from the words that report the incident; do they speak of it?"
            yield Finding(message, span.field, span.row, groups.get(span.row, ""), (span.id,))


def told_twice(facts: Facts, params: Params) -> Iterator[Finding]:
    """No other incident of this coder in the article agrees in all of `fields` while their dates overlap (V24)."""
    mine = _told(facts, params)
    if mine is None:
        return
    for other in facts.coding.incidents:
        if other.id == facts.incident.id or other.coder != facts.incident.coder or other.status == "withdrawn":
            continue
        if _same(mine, _told(facts.of(other), params)):
            node = facts.node(params.text("field"), None)
            number = f" {other.number}" if other.number else ""
            message = f"Incident{number} of this article has the same kind, place and date; is it the same one?"
            yield finding(facts, message, node, None)


def far_above(facts: Facts, params: Params) -> Iterator[Finding]:
    """A number is not so large that it looks typed twice: below `at_least`, and below `times` the largest one in other
    incidents of the project whose rows agree in `same`, once the project has `after` of them (V11)."""
    most, times = params.number("at_least"), params.number("times")
    same, after = params.texts("same"), params.number("after") or 1
    for row in facts.owners(params.text("group")):
        node = facts.node(params.text("field"), row)
        value = facts.held(node, row)
        if not isinstance(value, int | float) or not facts.hold(params.conditions("when"), row):
            continue
        if most is not None and value >= most:
            yield finding(facts, f"{value:g} is {most:g} or more. Is it right?", node, row)
            continue
        agreed = tuple(facts.held_at(key, row) for key in same)
        known = facts.context.peaks.get((params.text("group"), node.key, same), {}).get(agreed)
        highest = known.beside(facts.incident.id) if known is not None and known.count >= after else None
        if times is not None and highest and value >= times * highest:
            message = f"{value:g} is far above {highest:g}, the largest so far in this project. Is it right?"
            yield finding(facts, message, node, row)


def corroborated(facts: Facts, params: Params) -> Iterator[Finding]:
    """Where the conditions of `when` hold, two rows differ in a field of `rows`, or one of `or_any` holds (V23)."""
    conditions = params.conditions("when")
    if not facts.hold(conditions) or facts.hold_any(params.conditions("or_any")):
        return
    told: set[tuple[str, ...]] = set()
    for rows in params.conditions("rows"):
        for row in facts.owners(rows.group):
            said = [facts.held_at(each.field, row) for each in rows.where]
            if all(value is not None for value in said):
                told.add((rows.group, *(" ".join(str(value).casefold().split()) for value in said)))
    if len(told) < 2:
        labels = " or ".join(facts.codebook.group_by_key[rows.group].label for rows in params.conditions("rows"))
        first = facts.node(conditions[0].field, None) if conditions and conditions[0].field else None
        yield finding(facts, f"Two that are independent are needed in {labels}, or a linked report.", first, None)


_Told = tuple[tuple[Scalar, ...], str, str]


def _told(facts: Facts, params: Params) -> _Told | None:
    """The values to compare, the first and the last day; None where one of them is missing."""
    date = facts.node(params.text("field"), None)
    values = [facts.held_at(key, None) for key in params.texts("fields")]
    first, last = facts.part(date, "start", None), facts.part(date, "end", None)
    kept = tuple(value for value in values if value is not None)
    if len(kept) < len(values) or first is None or last is None:
        return None
    return kept, str(first), str(last)


def _same(mine: _Told, other: _Told | None) -> bool:
    return other is not None and mine[0] == other[0] and mine[1] <= other[2] and other[1] <= mine[2]


@lru_cache(maxsize=2)
def _paragraphs(text: str) -> tuple[int, ...]:
    """Where the paragraphs of the text begin; several line breaks in a row begin one."""
    return (0, *(found.end() for found in _BREAK.finditer(text)))


def _paragraphs_of(paragraphs: tuple[int, ...], span: Evidence) -> range:
    """The numbers of the paragraphs that a span lies in; none for one that is turned round."""
    return range(bisect_right(paragraphs, span.start) - 1, bisect_right(paragraphs, span.end - 1))
