# SPDX-License-Identifier: MIT
"""Rule kinds about what is unlikely: a point outside its country, one thing told twice, words far from their incident,
figures that the words do not say.

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

_FIGURES = ("low", "best", "high")
_BREAK = re.compile(r"\n\s*")
_ENGLISH = (
    "no|zero|none", "one", "two|couple", "three", "four", "five", "six|half-dozen", "seven", "eight", "nine", "ten",
    "eleven", "twelve|dozen",
)  # fmt: skip
_NUMBERS = {
    word: number
    for number, words in enumerate(_ENGLISH)
    for word in words.split("|")
} | {
    "اثنان": 2, "اثنين": 2, "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "خمسة": 5, "خمس": 5, "ستة": 6, "ست": 6,
    "سبعة": 7, "سبع": 7, "ثمانية": 8, "ثماني": 8, "تسعة": 9, "تسع": 9, "عشرة": 10, "عشر": 10,
}  # fmt: skip
_WORD = re.compile(r"\d+(?:[,.]\d{3})*|[^\W\d_]+(?:-[^\W\d_]+)*")


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


def words_tell_figure(facts: Facts, params: Params) -> Iterator[Finding]:
    """Where the direct words of a count tell just one number, one of its figures is that number (V26)."""
    for row in facts.owners(params.text("group")):
        node = facts.node(params.text("field"), row)
        figures = {facts.part(node, name, row) for name in _FIGURES} - {None}
        if not figures:
            continue
        for span in facts.spans(node, row):
            told = _numbers(span.quote) if span.role == "direct" else set()
            if len(told) == 1 and not told & figures:
                coded = ", ".join(map(str, sorted(figures, key=str)))
                message = f"The words say {told.pop()}; {node.label} says {coded}."
                yield Finding(message, node.key, row.id if row else "", row.group if row else "", (span.id,))


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


def _numbers(quote: str) -> set[int]:
    """The numbers in words or figures that a quote tells; an article (“a guard”) is none."""
    found = set()
    for word in _WORD.findall(quote.casefold()):
        if word[0].isdigit():
            found.add(int(re.sub(r"\D", "", word)))
        elif word in _NUMBERS:
            found.add(_NUMBERS[word])
    return found
