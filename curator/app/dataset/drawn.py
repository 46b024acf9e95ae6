# SPDX-License-Identifier: MIT
"""Conditions that are drawn or clicked: the area of the map, the span of the time line, an answer that is counted.

What lives here: from what was drawn to a filter and back; each stands once, and drawn again takes the place of what was
there. What does not: drawing (map/, timeline/), what conditions mean (domain/filtering.py).
"""

from __future__ import annotations

from collections.abc import Callable

from curator.app.map.area import Corners
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Scalar
from curator.domain.filtering import Condition, IncidentFilter, compound


def area_of(wanted: IncidentFilter, codebook: Codebook) -> Corners:
    """The corners (longitude, latitude) of the area that is filtered by, none for none."""
    drawn = next((each for each in wanted.conditions if _is_area(codebook)(each)), None)
    numbers = [float(one) for one in drawn.value] if drawn is not None else []
    if len(numbers) == 4:
        west, south, east, north = numbers
        return ((west, south), (east, south), (east, north), (west, north))
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def with_area(wanted: IncidentFilter, codebook: Codebook, corners: Corners) -> IncidentFilter:
    """The filter with this area in place of the one there; without any for no corners."""
    value = tuple(number for corner in corners for number in corner)
    return _in_place(wanted, _is_area(codebook), Condition("place", "", "inside", value) if corners else None)


def span_of(wanted: IncidentFilter, codebook: Codebook) -> tuple[str, str]:
    """First and last day that are filtered by, "" and "" for none."""
    drawn = next((each for each in wanted.conditions if _is_span(codebook)(each)), None)
    return (str(drawn.value[0]), str(drawn.value[1])) if drawn is not None else ("", "")


def with_span(wanted: IncidentFilter, codebook: Codebook, first: str, last: str) -> IncidentFilter:
    """The filter with this span in place of the one there; without any for "" and ""."""
    made = Condition("date", "", "overlaps", (first, last)) if first or last else None
    return _in_place(wanted, _is_span(codebook), made)


def without_span(wanted: IncidentFilter, codebook: Codebook) -> IncidentFilter:
    return _in_place(wanted, _is_span(codebook), None)


def answers_of(wanted: IncidentFilter, key: str) -> tuple[Scalar, ...]:
    """The answers to a field that are filtered by; "" among them stands for none given."""
    told = next((each for each in wanted.conditions if _is_answer(key)(each)), None)
    return () if told is None else ("",) if told.op == "blank" else told.value


def without_answers(wanted: IncidentFilter, key: str) -> IncidentFilter:
    return _in_place(wanted, _is_answer(key), None)


def with_answer(wanted: IncidentFilter, key: str, answer: Scalar) -> IncidentFilter:
    """The filter for this answer too, or without it where it was asked for. "No answer" stands by itself."""
    there = answers_of(wanted, key)
    if answer in there:
        left = tuple(one for one in there if one != answer)
    else:
        left = (answer,) if answer == "" or there == ("",) else (*there, answer)
    blank = Condition("value", key, "blank")
    made = None if not left else blank if left == ("",) else Condition("value", key, "is", left)
    return _in_place(wanted, _is_answer(key), made)


def _is_area(codebook: Codebook) -> Callable[[Condition], bool]:
    keys = _keys(codebook, "place")
    return lambda each: each.kind == "place" and each.op == "inside" and each.key in keys


def _is_span(codebook: Codebook) -> Callable[[Condition], bool]:
    keys = _keys(codebook, "date")
    return lambda each: each.kind == "date" and each.op == "overlaps" and each.key in keys


def _is_answer(key: str) -> Callable[[Condition], bool]:
    return lambda each: each.kind == "value" and each.key == key and each.op in ("is", "blank")


def _keys(codebook: Codebook, kind: str) -> tuple[str, ...]:
    """How a condition may name the first date or place."""
    meant = compound(codebook, kind, "")
    return ("", meant.node.key) if meant is not None and meant.node is not None else ("",)


def _in_place(wanted: IncidentFilter, is_one: Callable[[Condition], bool], made: Condition | None) -> IncidentFilter:
    """The filter with `made` where the first of these stood, else at its end, and without the others of them."""
    kept: list[Condition] = []
    for each in wanted.conditions:
        if not is_one(each):
            kept.append(each)
        elif made is not None:
            kept.append(made)
            made = None
    return IncidentFilter((*kept, made) if made is not None else tuple(kept))
