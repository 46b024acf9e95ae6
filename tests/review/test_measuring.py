# SPDX-License-Identifier: MIT
"""Each figure says what it rests on, what it leaves out and why, and opens its cases."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from curator.review.alignment import Decision
from curator.review.answers import Said
from curator.review.comparison import NOT_FINISHED_BY_TWO, by_coder, by_kind, by_month, by_pair, compare
from curator.review.measuring import BLANK, NO_VALUE, ONE_SIDED, ONE_SIDED_ROW, Agreement, FieldAgreement, measured
from curator.review.metrics import metric_of
from curator.review.spans import Found
from curator.tasks.codebooks import USUAL, codebook_named
from tests.renaming import renamed, renamed_coding
from tests.review.making import Maker
from tests.review.shaping import CODEBOOK, article, incident


def measure(*articles: object, rounds: int = 0) -> Agreement:
    return measured(compare(articles, CODEBOOK), rounds)  # type: ignore[arg-type]


def pairs(*given: tuple[dict[str, object], dict[str, object]]) -> Agreement:
    """One article for each pair of answers to the same incident."""
    articles = []
    for at, (one, other) in enumerate(given):
        sides = (
            incident(f"{name}{at:03d}", coder, (0, 50), **values)
            for name, coder, values in (("a", "ana", one), ("b", "bo", other))
        )
        articles.append(article(*sides, identity=f"article{at:03d}"))
    return measure(*articles)


def numbers(field: FieldAgreement) -> tuple[float | None, float | None, int]:
    return field.figures.percent.value, field.figures.alpha.value, field.n


def left_out(field: FieldAgreement) -> dict[str, int]:
    return {reason: len(places) for reason, places in field.left_out.items()}


def test_a_nominal_field_takes_not_stated_and_not_applicable_as_answers() -> None:
    field = pairs(
        ({"sure": "yes"}, {"sure": "yes"}),
        ({"sure": "no"}, {"states": {"sure": "not_stated"}}),
        ({"states": {"sure": "not_stated"}}, {"states": {"sure": "not_stated"}}),
        ({"sure": "no"}, {}),
        ({}, {}),
    ).field("sure")
    assert field.metric.name == "nominal"
    assert field.figures.percent.value == pytest.approx(2 / 3)
    assert field.n == 3
    assert left_out(field) == {BLANK: 2}
    assert [case.answers for case in field.disagreements()] == [("no", Said.NOT_STATED)]
    assert field.figures.states.value == pytest.approx(3 / 5)  # one said nothing is stated, one left it blank
    assert field.figures.states.units == 5


def test_a_field_of_numbers_measures_values_and_tells_of_the_rest() -> None:
    field = pairs(
        ({"dead": 1}, {"dead": 1}),
        ({"dead": 2}, {"dead": 3}),
        ({"dead": 0}, {"states": {"dead": "not_stated"}}),
        ({"dead": 4}, {"dead": 4, "proposed": ["dead"]}),
    ).field("dead")
    assert field.metric.name == "ratio"
    assert (field.figures.percent.value, field.n) == (0.5, 2)
    assert left_out(field) == {NO_VALUE: 1, BLANK: 1}
    assert field.figures.kappa.reason == "this figure is for single choices"
    assert [case.place.incidents for case in field.disagreements()] == [("a001", "b001")]


def test_zero_is_a_value_and_nothing_varying_is_not_defined() -> None:
    field = pairs(({"dead": 0}, {"dead": 0}), ({"dead": 0}, {"dead": 0})).field("dead")
    assert numbers(field) == (1.0, None, 2)
    assert field.figures.alpha.reason == "all values are the same"
    empty = pairs(({}, {})).field("dead")
    assert numbers(empty) == (None, None, 0)
    assert empty.figures.alpha.reason == "no unit has values of two coders"


def test_several_choices_are_sets_and_grades_have_their_order() -> None:
    agreement = pairs(
        ({"means": "stone; gun", "grade": "low"}, {"means": "gun", "grade": "middle"}),
        ({"means": "fire", "grade": "high"}, {"means": "fire", "grade": "high"}),
        ({"means": "stone", "grade": "low"}, {"means": "stone", "grade": "low"}),
    )
    means, grade = agreement.field("means"), agreement.field("grade")
    assert means.metric.name == "masi"
    assert means.figures.percent.value == pytest.approx(2 / 3)
    # observed: 2/3 of one pair of three; expected: all pairs of sg, g, f, f, s, s (13 of 15 differ, sg-g and sg-s less)
    apart = 2 * (1 + 2 + 2 + 4) * 1 + 2 * (2 / 3 + 2 * 2 / 3)
    assert means.figures.alpha.value == pytest.approx(1 - 2 * (2 / 3) * 5 / (apart + 2 * 2 - 2 * 1))
    assert grade.metric.name == "ordinal"
    assert grade.figures.kappa.name == "Cohen's kappa (quadratic)"
    assert grade.figures.alpha.value is not None
    assert grade.figures.alpha.value > grade.figures.ac1.value - 1


def test_a_near_miss_in_a_hierarchy_is_told_from_a_far_one() -> None:
    agreement = pairs(
        ({"sub": "rocket"}, {"sub": "ambush"}), ({"sub": "march"}, {"sub": "march"}),
        ({"sub": "rocket"}, {"states": {"sub": "not_stated"}}),
    )  # fmt: skip
    assert agreement.field("sub").figures.percent.value == pytest.approx(1 / 3)
    assert agreement.field("sub", above=True).figures.percent.value == pytest.approx(2 / 3)
    with pytest.raises(KeyError):
        agreement.field("grade", above=True)


def test_text_is_the_same_whatever_its_case_and_spaces() -> None:
    field = pairs(({"town": "Qayyara  Base"}, {"town": "qayyara base"}), ({"town": "Ａ"}, {"town": "b"})).field("town")
    assert field.figures.percent.value == 0.5


def test_links_are_the_same_where_they_lead_to_the_same() -> None:
    field = measure(
        article(
            incident("a1", "ana", (0, 50)), incident("a2", "ana", (100, 150), follows="a1"),
            incident("b1", "bo", (0, 50)), incident("b2", "bo", (100, 150), follows="b1"),
        )
    ).field("follows")  # fmt: skip
    assert (field.figures.percent.value, field.n) == (1.0, 1)


def test_private_fields_are_not_compared() -> None:
    agreement = pairs(({"memo": "mine"}, {"memo": "yours"}))
    with pytest.raises(KeyError):
        agreement.field("memo")


def test_one_sided_incidents_are_counted_and_shown() -> None:
    agreement = measure(
        article(incident("a1", "ana", (0, 50), dead=1), incident("b1", "bo", (0, 50), dead=1),
                incident("b2", "bo", (500, 550), dead=7))
    )  # fmt: skip
    assert agreement.detection.found == Found(1, 1, 2)
    assert [place.incidents for place in agreement.detection.alone["bo"]] == [("", "b2")]
    assert agreement.detection.alone["ana"] == ()
    assert left_out(agreement.field("dead")) == {ONE_SIDED: 1}


def test_an_article_where_one_found_nothing_counts_against_detection() -> None:
    agreement = measure(article(incident("a1", "ana", (0, 50))))
    assert agreement.detection.found == Found(0, 1, 0)
    assert agreement.detection.found.f1 == 0.0


def test_an_article_that_only_one_has_finished_is_left_out_and_said_to_be() -> None:
    open_still = replace(
        article(incident("a1", "ana", (0, 50)), identity="z"), reading={"ana": "finished", "bo": "started"}
    )
    comparison = compare([open_still, article(identity="y")], CODEBOOK)
    assert comparison.left_out == {NOT_FINISHED_BY_TWO: ("z",)}
    assert [each.article for each in comparison.articles] == ["y"]


def test_rows_are_compared_with_their_like_and_one_sided_rows_are_shown() -> None:
    doer, target = {"duty": "doer", "called": "Islamic State", "number": 3}, {"duty": "target", "called": "Army"}
    agreement = measure(
        article(
            incident("a1", "ana", (0, 50), [doer, target]),
            incident("b1", "bo", (0, 50), [{"duty": "target", "called": "Iraqi Army"}, {**doer, "number": 5},
                                           {"duty": "doer", "called": "Police"}]),
        )
    )  # fmt: skip
    found = agreement.rows["people"]
    assert found.found == Found(2, 2, 3)
    assert [place.rows for place in found.alone["bo"]] == [("", "b1-2")]
    assert [case.answers for case in agreement.field("called", "people").disagreements()] == [("army", "iraqi army")]
    assert [case.place.rows for case in agreement.field("number", "people").disagreements()] == [("a1-0", "b1-1")]
    assert left_out(agreement.field("number", "people")) == {ONE_SIDED_ROW: 1, BLANK: 1}


def test_rows_of_another_kind_are_not_compared() -> None:
    agreement = measure(
        article(
            incident("a1", "ana", (0, 50), [{"duty": "doer", "called": "Islamic State", "number": 2}]),
            incident("b1", "bo", (0, 50), [{"duty": "target", "called": "Army", "number": 2}]),
        )
    )
    assert agreement.rows["people"].found == Found(0, 1, 1)
    assert agreement.field("number", "people").n == 0


def test_words_under_a_value() -> None:
    agreement = measure(
        article(
            incident("a1", "ana", (0, 50), marked={"town": (10, 20), "dead": (30, 31)}),
            incident("b1", "bo", (0, 50), marked={"town": (15, 20)}),
        )
    )
    words = {(each.group, each.field): (each.exact, each.overlap, each.n) for each in agreement.words}
    assert words == {
        ("", ""): (Found(1, 1, 1), Found(50, 50, 50), 1),
        ("", "town"): (Found(0, 1, 1), Found(5, 10, 5), 1),
        ("", "dead"): (Found(0, 1, 0), Found(0, 1, 0), 1),
    }


def test_what_a_person_decided_changes_what_is_measured() -> None:
    coding = article(incident("a1", "ana", (0, 50), dead=1), incident("b1", "bo", (500, 550), dead=2))
    assert measured(compare([coding], CODEBOOK), 0).detection.found.both == 0
    decided = compare([coding], CODEBOOK, decisions={"a": [Decision("a1", "b1", True)]})
    assert measured(decided, 0).field("dead").n == 1


def test_by_pair_coder_kind_and_month() -> None:
    three = ("ana", "bo", "cy")
    first = article(
        incident("a1", "ana", (0, 50), kind="violence", sure="yes"),
        incident("b1", "bo", (0, 50), kind="violence", sure="yes"),
        incident("c1", "cy", (0, 50), kind="protest", sure="no"), incident("c2", "cy", (500, 550), kind="protest"),
        identity="one", coders=three,
    )  # fmt: skip
    later = article(
        replace(incident("a9", "ana", (0, 50), kind="protest", sure="no"), created="2026-04-01T00:00:00.000Z"),
        replace(incident("b9", "bo", (0, 50), kind="protest", sure="no"), created="2026-05-01T00:00:00.000Z"),
        identity="two",
    )
    whole = compare([later, first], CODEBOOK)
    assert whole.coders == three
    assert measured(whole, 0).field("sure").figures.percent.value == pytest.approx((1 / 3 + 1) / 2)
    assert measured(whole, 0).detection.found == Found(4, 4, 6)

    pair = {names: measured(part, 0).field("sure") for names, part in by_pair(whole).items()}
    assert {names: numbers(field)[::2] for names, field in pair.items()} == {
        ("ana", "bo"): (1.0, 2), ("ana", "cy"): (0.0, 1), ("bo", "cy"): (0.0, 1),
    }  # fmt: skip
    coder = {name: measured(part, 0) for name, part in by_coder(whole).items()}
    assert {name: numbers(each.field("sure"))[::2] for name, each in coder.items()} == {
        "ana": (pytest.approx(2 / 3), 3), "bo": (pytest.approx(2 / 3), 3), "cy": (0.0, 2),
    }  # fmt: skip
    found = coder["cy"].detection
    assert found.found == Found(2, 4, 2)  # first is cy, once beside each other one
    assert {name: [place.incidents for place in places] for name, places in found.alone.items()} == {
        "cy": [("c2", ""), ("c2", "")], "": [],
    }  # fmt: skip
    assert [case.answers for case in coder["cy"].field("sure").disagreements()] == [("no", "yes"), ("no", "yes")]
    kind = {name: measured(part, 0).field("sure").n for name, part in by_kind(whole).items()}
    assert kind == {"violence": 1, "protest": 2}
    month = {name: measured(part, 0).field("sure").n for name, part in by_month(whole).items()}
    assert month == {"2026-03": 1, "2026-04": 1}


def test_the_metric_follows_from_the_kind_or_is_set() -> None:
    def metric(key: str, **changes: str) -> str:
        leaf = CODEBOOK.node(key)
        assert leaf is not None
        return metric_of(replace(leaf, **changes), CODEBOOK).name

    assert (metric("kind"), metric("first"), metric("dead"), metric("lat")) == (
        "nominal",
        "interval",
        "ratio",
        "interval",
    )
    assert (metric("dead", metric="nominal"), metric("lat", metric="ratio")) == ("nominal", "ratio")
    assert (metric("means", metric="nominal"), metric("means", metric="jaccard")) == ("masi", "jaccard")
    assert (metric("town", metric="ratio"), metric("dead", metric="ordinal")) == ("nominal", "ratio")
    assert metric_of(CODEBOOK.node("grade"), CODEBOOK).order == ("low", "middle", "high")  # type: ignore[arg-type]


def test_ratios_of_numbers_below_zero_are_refused() -> None:
    leaf = replace(CODEBOOK.fields[3].parts[2], metric="ratio")
    codebook = replace(CODEBOOK, fields=(leaf,), groups=(), summary_fields=())
    coding = article(incident("a1", "ana", (0, 50), lat=-1.0), incident("b1", "bo", (0, 50), lat=1.0))
    figure = measured(compare([coding], codebook), 10).field("lat").figures.alpha
    assert (figure.value, figure.reason) == (None, "a value is below zero, so ratios say nothing")


def test_a_codebook_with_every_name_changed_is_aligned_and_measured_alike() -> None:
    codebook = codebook_named(USUAL)
    chance = random.Random(3)
    maker = Maker(codebook, "renaming", rows=2)
    codings = [maker.article(number, ("one", "two", "three"), chance.randint(0, 4), 0.2) for number in range(12)]
    before = measured(compare(codings, codebook), rounds=50)
    other = renamed(codebook)
    after = measured(compare([renamed_coding(coding, codebook) for coding in codings], other), rounds=50)
    assert before.detection == after.detection
    assert before.detection.found.both > 30
    assert [(each.figures, each.percent_interval, each.alpha_interval) for each in before.fields] == [
        (each.figures, each.percent_interval, each.alpha_interval) for each in after.fields
    ]
    assert [(each.exact, each.overlap) for each in before.words] == [(each.exact, each.overlap) for each in after.words]
