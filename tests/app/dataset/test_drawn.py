# SPDX-License-Identifier: MIT
"""What is drawn or clicked becomes one condition, in its place, and comes back from it."""

from __future__ import annotations

from curator.app.dataset.drawn import (
    answers_of,
    area_of,
    span_of,
    with_answer,
    with_area,
    with_span,
    without_answers,
    without_span,
)
from curator.domain.filter_words import words
from curator.domain.filtering import Condition, IncidentFilter, compound, faults
from curator.tasks.codebooks import USUAL, built_in_codebooks

BOOK = next(book for book in built_in_codebooks() if book.key == USUAL)
MINE, DRAFTS = Condition("layer", value=("mine",)), Condition("state", "status", "is", ("draft",))
START = IncidentFilter((MINE, DRAFTS))
CHOICE = next(leaf.key for leaf in BOOK.leaves() if leaf.kind == "choice")
CORNERS = ((42.0, 37.0), (44.0, 37.0), (44.0, 35.5), (43.0, 35.0), (42.0, 35.5))


def test_an_area_stands_once_and_where_it_stood() -> None:
    first = with_area(START, BOOK, CORNERS)
    assert area_of(first, BOOK) == CORNERS
    assert faults(first, BOOK) == []
    more = IncidentFilter((*first.conditions, Condition("problems", op="some")))
    again = with_area(more, BOOK, CORNERS[:3])
    assert area_of(again, BOOK) == CORNERS[:3]
    assert [each.kind for each in again.conditions] == ["layer", "state", "place", "problems"]
    assert with_area(again, BOOK, ()).conditions == (MINE, DRAFTS, Condition("problems", op="some"))
    assert area_of(START, BOOK) == ()


def test_a_box_that_was_typed_is_drawn_as_its_corners() -> None:
    place = compound(BOOK, "place", "")
    assert place is not None
    assert place.node is not None
    boxed = IncidentFilter((Condition("place", place.node.key, "inside", (42, 35, 44, 37)),))
    assert area_of(boxed, BOOK) == ((42, 35), (44, 35), (44, 37), (42, 37))
    assert len(with_area(boxed, BOOK, CORNERS).conditions) == 1, "named or not, it is the same place"


def test_a_span_comes_back_and_goes() -> None:
    made = with_span(START, BOOK, "2019-01-01", "2019-06-30")
    assert span_of(made, BOOK) == ("2019-01-01", "2019-06-30")
    assert faults(made, BOOK) == []
    moved = with_span(made, BOOK, "2019-02-01", "2019-02-28")
    assert len(moved.conditions) == 3
    assert without_span(moved, BOOK) == START
    assert with_span(moved, BOOK, "", "") == START
    assert span_of(START, BOOK) == ("", "")


def test_answers_are_added_and_taken_away_and_no_answer_stands_by_itself() -> None:
    one = with_answer(START, CHOICE, "battle")
    two = with_answer(one, CHOICE, "protest")
    assert answers_of(two, CHOICE) == ("battle", "protest")
    assert "or" in words(two, BOOK)
    assert with_answer(two, CHOICE, "protest") == one
    assert with_answer(one, CHOICE, "battle") == START
    none = with_answer(two, CHOICE, "")
    assert none.conditions[-1] == Condition("value", CHOICE, "blank")
    assert answers_of(none, CHOICE) == ("",)
    assert with_answer(none, CHOICE, "battle") == one
    assert with_answer(none, CHOICE, "") == START
    assert without_answers(two, CHOICE) == START
