# SPDX-License-Identifier: MIT
"""Which judgement holds: the newest of its place, as long as what it was made of is what it was."""

from __future__ import annotations

import pytest

from curator.domain.coding import Incident, Row, ValueNote
from curator.domain.reviewing import Judgement
from curator.review.reviewed import Side
from curator.review.sides import Sides
from curator.review.standing import Standing, remembered, row_stands, said_otherwise, seen_row, seen_values
from tests.codings_strategy import small_codebook

SIDES = Sides(small_codebook())


def said(verdict: str, created: str = "1", **place: str) -> Judgement:
    return Judgement(f"{created}-{verdict}", "article", "lead", verdict, created=created, **place)


def side(incident: str, notes: tuple[ValueNote, ...] = (), **values: object) -> Side:
    top = SIDES.top("when")
    assert top
    made = Incident(incident, "article", "coder", "book", values=values, notes=notes)  # type: ignore[arg-type]  # plain values
    return SIDES.reader(made).side(top)


def test_the_newest_of_a_place_holds_in_whatever_order_they_come() -> None:
    told = [
        said("accepted", "1", incident="a", consensus="c"), said("returned", "3", incident="a"),
        said("agreed", "1", consensus="c", field="when"), said("neither", "2", consensus="c", field="when"),
    ]  # fmt: skip
    for order in (told, told[::-1]):
        standing = Standing(order)
        newest, place = standing.of_incident("a"), standing.of_place("c", "", "when")
        assert newest
        assert place
        assert (newest.verdict, place.verdict) == ("returned", "neither")
        assert standing.accepted_into("a") == "c", "returned to its coder, it is still in the consensus"
    assert Standing([*told, said("rejected", "4", incident="a")]).accepted_into("a") == ""


def test_what_agrees_with_the_consensus_opens_nothing() -> None:
    settled, ann, bob = side("c", when_first="2020-01-02"), side("a", when_first="2020-01-02"), side("b")
    judged = said("adopted", consensus="c", field="when")
    judged = Judgement(
        **{name: getattr(judged, name) for name in judged._fields} | {"seen": seen_values(settled, (ann, bob))}
    )
    assert said_otherwise(judged, (ann, bob), {"a": True, "b": False}) == ()
    taken_over, other = side("b", when_first="2020-01-02"), side("b", when_first="2020-01-03")
    assert said_otherwise(judged, (ann, taken_over), {"a": True, "b": True}) == ()
    assert said_otherwise(judged, (ann, other), {"a": True, "b": False}) == ("b",)
    newcomer = side("d", when_first="2020-01-03")
    assert said_otherwise(judged, (ann, bob, newcomer), {"a": True, "b": False, "d": False}) == ("d",)


@pytest.mark.parametrize("seen", ["", "[]", "{", "1", "[" * 100_000, '"x"', "null"])
def test_what_a_foreign_file_says_was_seen_is_taken_for_nothing(seen: str) -> None:
    assert remembered(seen) == {}


def test_a_row_is_open_again_when_a_coder_who_had_it_lacks_it_or_a_new_one_does() -> None:
    judged = Judgement("j", "article", "lead", "adopted", consensus="c", row="r", seen=seen_row(["a", "b"], ["a"]))
    assert row_stands(judged, ["a", "b"], ["a"])
    assert row_stands(judged, ["a", "b"], ["a", "b"]), "it was taken over"
    assert not row_stands(judged, ["a", "b"], [])
    assert not row_stands(judged, ["a", "b", "d"], ["a"])


def test_the_fingerprint_tells_values_states_bases_and_words_and_nothing_private_or_proposed() -> None:
    plain = side("a", when_first="2020-01-02")
    note = ValueNote("n", "article", "a", "", "when_first", basis="inferred")
    assert side("b", when_first="2020-01-02").seen == plain.seen, "whose it is does not matter"
    assert side("a", (note,), when_first="2020-01-02").seen != plain.seen
    proposed = ValueNote("n", "article", "a", "", "when_first", proposed=True)
    assert side("a", (proposed,), when_first="2020-01-02").seen == side("a").seen
    memo = [Incident("a", "article", "coder", "book", values={"memo": text}) for text in ("x", "y")]
    assert len({SIDES.reader(one).seen() for one in memo}) == 1
    rows = [Incident("a", "article", "coder", "book", rows=(Row("r", "harm", at, {"what": "hurt"}),)) for at in (0, 5)]
    assert len({SIDES.reader(one).seen() for one in rows}) == 1, "the order of rows says nothing"
