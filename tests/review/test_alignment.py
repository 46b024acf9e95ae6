# SPDX-License-Identifier: MIT
"""Incidents of several coders are put together by what they share, and by hand."""

from __future__ import annotations

from itertools import permutations

import pytest

from curator.domain.coding import Incident
from curator.review.alignment import Alignment, Decision, align
from curator.review.likeness import WEIGHTS, likeness
from curator.review.profile import Profiles
from tests.review.shaping import CODEBOOK, article, incident

PROFILES = Profiles(CODEBOOK)


def together(found: Alignment) -> list[tuple[str, ...]]:
    """The ids that are aligned, "" where a coder has none."""
    return [tuple(each.id if each is not None else "" for each in aligned.incidents) for aligned in found.aligned]


def parts(one: Incident, other: Incident) -> dict[str, float | None]:
    found = likeness(PROFILES.of(one), PROFILES.of(other))
    assert likeness(PROFILES.of(other), PROFILES.of(one)) == found
    return dict(found.parts)


def test_each_incident_finds_its_own_and_the_third_stands_alone() -> None:
    coding = article(
        incident("a1", "ana", (0, 50), kind="violence", sub="rocket", first="2019-11-08", last="2019-11-08"),
        incident("a2", "ana", (100, 150), kind="violence", sub="ambush", first="2019-11-08", last="2019-11-08"),
        incident("b1", "bo", (110, 150), kind="violence", sub="ambush", first="2019-11-08", last="2019-11-08"),
        incident("b2", "bo", (5, 50), kind="violence", sub="ambush", first="2019-11-08", last="2019-11-08"),
        incident("b3", "bo", (500, 520), kind="protest", sub="march", first="2019-10-01", last="2019-10-01"),
    )
    found = align(coding, ("bo", "ana"), PROFILES)
    assert found.coders == ("ana", "bo")
    assert together(found) == [("a1", "b2"), ("a2", "b1"), ("", "b3")]
    assert [aligned.one_sided for aligned in found.aligned] == [False, False, True]
    assert found.aligned[0].likenesses["a1", "b2"].parts["kind"] == 0.5


def test_incidents_that_share_only_day_and_land_are_not_put_together() -> None:
    day = {"first": "2019-11-08", "last": "2019-11-08", "land": "Iraq"}
    coding = article(
        incident("a1", "ana", (0, 50), kind="violence", sub="rocket", town="Qayyara", **day),
        incident("b1", "bo", (300, 350), kind="protest", sub="march", town="Baghdad", **day),
    )
    assert together(align(coding, ("ana", "bo"), PROFILES)) == [("a1", ""), ("", "b1")]


def test_the_same_told_in_other_words_of_the_article_is_put_together() -> None:
    told = {"kind": "violence", "sub": "rocket", "first": "2019-11-08", "last": "2019-11-08", "town": "Qayyara"}
    coding = article(incident("a1", "ana", (0, 50), **told), incident("b1", "bo", (300, 350), **told))
    assert together(align(coding, ("ana", "bo"), PROFILES)) == [("a1", "b1")]


def test_the_parts_of_the_likeness() -> None:
    one = incident(
        "a1", "ana", (0, 100), [{"duty": "doer", "called": "Islamic State"}], kind="violence", sub="rocket",
        first="2019-11-08", last="2019-11-08", town="Qayyara base", land="Iraq",
    )  # fmt: skip
    assert parts(one, one) == dict.fromkeys(WEIGHTS, 1.0)
    other = incident(
        "b1", "bo", (50, 100), [{"duty": "doer", "called": "The Islamic State of Iraq"}], kind="violence",
        sub="ambush", first="2019-11-08", last="2019-11-09", town="Qayyara", land="Iraq",
    )  # fmt: skip
    assert parts(one, other) == {
        "words": pytest.approx(50 / 150 + 50 / 50 / 2),  # F1 is 100/150, the share of the shorter 1
        "kind": 0.5,  # the same kind, another below it
        "date": 0.75,  # they meet, and share one day of two
        "place": 1.0,  # the one name is part of the other
        "parties": pytest.approx((2 * 2 / 7 + 1) / 2),
    }
    silent = incident("b2", "bo", None)
    assert parts(one, silent) == dict.fromkeys(WEIGHTS)
    assert likeness(PROFILES.of(one), PROFILES.of(silent)).score == 0


@pytest.mark.parametrize(
    ("exactly", "day", "expected"),
    [
        ("one_day", "2019-11-08", 1.0), ("one_day", "2019-11-09", 0.25), ("one_day", "2019-11-10", 0.0),
        ("one_month", "2019-11-09", pytest.approx(0.5 * 16 / 17)), ("one_month", "2019-11-25", 0.0),
    ],
)  # fmt: skip
def test_a_vague_date_may_miss_by_more(exactly: str, day: str, expected: float) -> None:
    one = incident("a1", "ana", (0, 9), first="2019-11-08", last="2019-11-08", exactly=exactly)
    assert parts(one, incident("b1", "bo", (0, 9), first=day, last=day))["date"] == expected


def test_places_by_land_name_and_distance() -> None:
    def place(**values: str | float) -> float | None:
        qayyara = incident("a1", "ana", None, town="Qayyara", land="Iraq", lat=35.77, lon=43.29)
        return parts(qayyara, incident("b1", "bo", None, **values))["place"]

    assert place(land="Iraq") == 0.25
    assert place(land="Syria") == 0.0
    assert place(land="Iraq", town="Baghdad") == 0.125
    assert place(land="Iraq", town="qayyara") == 1.0
    assert place(lat=35.78, lon=43.30) == 1.0
    assert place(lat=33.3, lon=44.4) == 0.0
    assert place(lat=36.34, lon=43.13) == 0.25  # Mosul, 65 km away


def test_a_proposal_says_nothing_of_an_incident() -> None:
    one = incident("a1", "ana", (0, 9), kind="violence", sub="rocket")
    assert (
        parts(one, incident("b1", "bo", (0, 9), kind="protest", sub="march", proposed=["kind", "sub"]))["kind"] is None
    )


def test_withdrawn_incidents_are_not_compared() -> None:
    from dataclasses import replace

    gone = replace(incident("b1", "bo", (0, 50)), status="withdrawn")
    assert together(align(article(incident("a1", "ana", (0, 50)), gone), ("ana", "bo"), PROFILES)) == [("a1", "")]


HAND = article(
    incident("a1", "ana", (0, 50), kind="violence"), incident("a2", "ana", (100, 150), kind="violence"),
    incident("b1", "bo", (0, 50), kind="violence"), incident("b2", "bo", (400, 450), kind="protest"),
)  # fmt: skip


def test_pairs_by_hand_hold_and_unpairing_too() -> None:
    assert together(align(HAND, ("ana", "bo"), PROFILES)) == [("a1", "b1"), ("a2", ""), ("", "b2")]
    paired = align(HAND, ("ana", "bo"), PROFILES, [Decision("b2", "a2", True)])
    assert together(paired) == [("a1", "b1"), ("a2", "b2")]
    assert paired.aligned[1].likenesses["a2", "b2"].parts["kind"] == 0.0  # how little they share is still shown
    apart = align(HAND, ("ana", "bo"), PROFILES, [Decision("a1", "b1", False)])
    assert together(apart) == [("a1", ""), ("", "b1"), ("a2", ""), ("", "b2")]


def test_the_later_decision_holds_and_what_cannot_be_is_refused() -> None:
    first, later = Decision("a1", "b1", False), Decision("b1", "a1", True)
    assert together(align(HAND, ("ana", "bo"), PROFILES, [first, later]))[0] == ("a1", "b1")
    assert together(align(HAND, ("ana", "bo"), PROFILES, [later, first]))[0] == ("a1", "")
    both = align(HAND, ("ana", "bo"), PROFILES, [Decision("a1", "b2", True), Decision("a2", "b2", True)])
    assert ("a2", "b2") in together(both)
    assert both.refused == (Decision("a1", "b2", True),)
    assert align(HAND, ("ana", "bo"), PROFILES, [Decision("a1", "gone", True)]).refused == ()


def test_three_coders_in_any_order_of_names_and_incidents() -> None:
    told = {"kind": "violence", "sub": "rocket"}
    each = [
        incident("a1", "ana", (0, 50), **told), incident("b1", "bo", (0, 45), **told),
        incident("c1", "cy", (3, 50), **told), incident("c2", "cy", (200, 240), kind="protest"),
        incident("a2", "ana", (205, 240), kind="protest"),
    ]  # fmt: skip
    for order in permutations(each):
        for coders in permutations(("ana", "bo", "cy")):
            assert together(align(article(*order), coders, PROFILES)) == [("a1", "b1", "c1"), ("a2", "", "c2")]


def test_incidents_that_are_kept_apart_are_not_joined_by_a_third() -> None:
    same = {"kind": "violence", "sub": "rocket"}
    coding = article(*(incident(f"{coder}1", coder, (0, 50), **same) for coder in ("ana", "bo", "cy")))
    found = align(coding, ("ana", "bo", "cy"), PROFILES, [Decision("ana1", "cy1", False)])
    assert not any({"ana1", "cy1"} <= set(line) for line in together(found))
    assert sum(map(len, (aligned.there for aligned in found.aligned))) == 3
