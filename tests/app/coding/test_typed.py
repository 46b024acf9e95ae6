# SPDX-License-Identifier: MIT
"""What a person types into a field means what is written there: every way of writing, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.app.coding.proposing import Proposing
from curator.app.coding.typed import left_out, precision_of, typed_readings, typed_values
from curator.app.coding.typing_text import text_to_edit
from curator.assets import read_text
from curator.domain.codebook import kinds
from curator.domain.codebook.model import Codebook, Field
from curator.domain.codebook.scalars import PARTS_OF_DAY, YES_NO
from curator.domain.coding import Scalar
from curator.domain.rules.judging import incident_problems
from curator.formats.codebook_toml import read_codebook
from tests.renaming import renamed
from tests.sound_case import changed, incidents_codebook, sound_coding

PUBLISHED = date(2019, 11, 9)
BOOK = incidents_codebook()
ACCIDENTS = read_codebook(read_text("codebooks/accidents.toml"), "accidents.toml")


def tops(book: Codebook) -> list[Field]:
    return [*book.fields, *(field for group in book.groups for field in group.fields)]


def every(book: Codebook, kind: str) -> Iterator[Field]:
    return (node for top in tops(book) for node in top.nodes() if node.kind == kind)


@cache
def first(kind: str) -> Field:
    return next(every(BOOK, kind))


def read(proposing: Proposing, kind: str, text: str) -> dict[str, Scalar]:
    """What the text gives the parts of the first field of this kind, by part."""
    node = first(kind)
    part_of = {leaf.key: leaf.part or leaf.key for leaf in node.leaves()}
    values = typed_values(text, node, BOOK, proposing.propose, PUBLISHED)
    assert len({value.field for value in values}) == len(values)
    return {part_of[value.field]: value.value for value in values}


def days(start: str, end: str, precision: str) -> dict[str, str]:
    return {"start": start, "end": end, "precision": precision}


DATES = {
    "2019-11-08": days("2019-11-08", "2019-11-08", "day"),
    "2019-1-8": days("2019-01-08", "2019-01-08", "day"),
    " 2019-11-08 ": days("2019-11-08", "2019-11-08", "day"),
    "٢٠١٩-١١-٠٨": days("2019-11-08", "2019-11-08", "day"),
    "9999-12-01": days("9999-12-01", "9999-12-01", "day"),
    "9999-12": days("9999-12-01", "9999-12-31", "month"),
    "2020-02": days("2020-02-01", "2020-02-29", "month"),
    "2019": days("2019-01-01", "2019-12-31", "year"),
    "2019-11-08 - 2019-11-10": days("2019-11-08", "2019-11-10", "range"),
    "2019-11-08 – 2019-11-14": days("2019-11-08", "2019-11-14", "week"),
    "2019-11-08..2019-11-20": days("2019-11-08", "2019-11-20", "month"),
    "2019-11-08 to 2020-01-10": days("2019-11-08", "2020-01-10", "year"),
    "2019-11-08/2019-11-08": days("2019-11-08", "2019-11-08", "day"),
    "2019-11-04 – 2019-11-08 (week)": days("2019-11-04", "2019-11-08", "week"),
    "8 Nov 2019": days("2019-11-08", "2019-11-08", "day"),
    "November 8": days("2019-11-08", "2019-11-08", "day"),
    "Friday": days("2019-11-08", "2019-11-08", "day"),
    "yesterday": days("2019-11-08", "2019-11-08", "day"),
    "last October": days("2019-10-01", "2019-10-31", "month"),
    "8-10 November 2019": days("2019-11-08", "2019-11-10", "range"),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_written_in_many_ways(proposing: Proposing, text: str) -> None:
    assert read(proposing, "date", text) == DATES[text]


COUNTS: dict[str, dict[str, Scalar]] = {
    "3": {"low": 3, "best": 3, "high": 3, "qualifier": "exact"},
    "0": {"low": 0, "best": 0, "high": 0, "qualifier": "explicit_zero"},
    "1,200": {"low": 1200, "best": 1200, "high": 1200, "qualifier": "exact"},
    "12 000": {"low": 12000, "best": 12000, "high": 12000, "qualifier": "exact"},
    "6+": {"low": 6, "best": 6, "qualifier": "at_least"},
    ">6": {"low": 6, "best": 6, "qualifier": "at_least"},
    "≥ 6": {"low": 6, "best": 6, "qualifier": "at_least"},
    "at least 6": {"low": 6, "best": 6, "qualifier": "at_least"},
    "<6": {"high": 6, "qualifier": "at_most"},
    "<=6": {"high": 6, "qualifier": "at_most"},
    "up to 6": {"high": 6, "qualifier": "at_most"},
    "~6": {"best": 6, "qualifier": "approximate"},
    "nearly 6": {"best": 6, "qualifier": "approximate"},
    "10-15": {"low": 10, "high": 15, "qualifier": "range"},
    "10 to 15": {"low": 10, "high": 15, "qualifier": "range"},
    "5/6/9": {"low": 5, "best": 6, "high": 9, "qualifier": "range"},
    "?": {"qualifier": "vague"},
    "two": {"low": 2, "best": 2, "high": 2, "qualifier": "exact"},
    "two soldiers": {"low": 2, "best": 2, "high": 2, "qualifier": "exact"},
    "a couple": {"low": 2, "best": 2, "high": 2, "qualifier": "exact"},
    "half a dozen": {"low": 6, "best": 6, "high": 6, "qualifier": "exact"},
    "dozens": {"low": 12, "qualifier": "vague"},
    "several": {"qualifier": "vague"},
}


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_written_with_figures_signs_or_words(proposing: Proposing, text: str) -> None:
    assert read(proposing, "count", text) == COUNTS[text]


PLACES: dict[str, dict[str, Scalar]] = {
    "Qayyara": {"name": "Qayyara"},
    "Qayyara, Nineveh": {"name": "Qayyara", "admin1": "Nineveh"},
    "Qayyara, Iraq": {"name": "Qayyara", "country": "IRQ"},
    "Qayyara,IRQ": {"name": "Qayyara", "country": "IRQ"},
    "Qayyara, Hamdaniya, Nineveh": {"name": "Qayyara", "admin2": "Hamdaniya", "admin1": "Nineveh"},
    "Qayyara, Hamdaniya, Nineveh, Iraq":
        {"name": "Qayyara", "admin2": "Hamdaniya", "admin1": "Nineveh", "country": "IRQ"},
    ", Nineveh": {"admin1": "Nineveh"},
    ", , Nineveh, Iraq": {"admin1": "Nineveh", "country": "IRQ"},
    "120 km northwest of Mosul": {"km": 120.0, "direction": "NW", "to": "Mosul", "approximate": "no"},
    "36.1, 43.2": {"latitude": 36.1, "longitude": 43.2},
    "36.1° N, 43.2° W": {"latitude": 36.1, "longitude": -43.2},
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES)
def test_a_place_is_written_with_commas(proposing: Proposing, text: str) -> None:
    assert read(proposing, "place", text) == PLACES[text]


def test_a_relative_location_is_written_as_it_is_spoken(proposing: Proposing) -> None:
    told = {"km": 120.0, "direction": "NW", "to": "Mosul", "approximate": "no"}
    assert read(proposing, "relative_location", "120 km northwest of Mosul") == told


REFUSED = {
    "date": ("", "asdf", "2019-02-30", "2019-13", "2019-11-10 - 2019-11-08", "0000-01-01", "8", "Nov 2019 (week of)"),
    "count": ("", "3.5", "-3", "15-10", "9/6/5", "<6+", "Qayyara", "1,20"),
    "place": ("", ", ,", "a, b, c, d, e", "a, b, c, Nowhereland", "95.1, 43.2"),
    "relative_location": ("", "Mosul", "far away"),
    "day": ("yesterweek", "2019-11", "2019-02-30", "October 2019"),
    "integer": ("three and a half", "dozens", "1.5"),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in REFUSED.items() for text in texts])
def test_what_cannot_be_meant_is_refused_with_a_reason(proposing: Proposing, kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        typed_values(text, first(kind), BOOK, proposing.propose, PUBLISHED)


def test_a_plain_day_and_a_plain_number_take_words_too(proposing: Proposing) -> None:
    assert read(proposing, "day", "yesterday") == {first("day").part or first("day").key: "2019-11-08"}
    number = first("integer")
    assert read(proposing, "integer", "two") == {number.part or number.key: 2}


@pytest.mark.parametrize(
    ("kind", "text", "starts"),
    [
        ("date", "3/4/2021", ["2021-04-03", "2021-03-04"]), ("date", "13/4/2021", ["2021-04-13"]),
        ("date", "2021-04-03", ["2021-04-03"]), ("date", "2021", ["2021-01-01"]), ("date", "Friday", ["2019-11-08"]),
        ("date", "3/4/2021 (day)", ["2021-04-03", "2021-03-04"]), ("date", "3/3/2021", ["2021-03-03"]),
        ("day", "3/4/2021", ["2021-04-03", "2021-03-04"]), ("day", "2021-04-03", ["2021-04-03"]),
    ],
)  # fmt: skip
def test_figures_that_can_be_two_days_give_both(
    proposing: Proposing, kind: str, text: str, starts: list[str]
) -> None:  # fmt: skip
    node = first(kind)
    readings = typed_readings(text, node, BOOK, proposing.propose, PUBLISHED)
    assert readings[0] == typed_values(text, node, BOOK, proposing.propose, PUBLISHED)
    assert [each.value for values in readings for each in values[:1]] == starts


@pytest.mark.parametrize(
    ("kind", "text", "blank"),
    [
        ("count", "<6", {"low", "best"}), ("count", "~6", {"low", "high"}), ("count", "?", {"low", "best", "high"}),
        ("count", "dozens", {"best", "high"}), ("place", "Qayyara", {"admin1", "admin2", "country"}),
        ("place", "120 km northwest of Mosul", set()),
        ("place", "36.1, 43.2", set()), ("place", "30 km from Tikrit", {"direction"}), ("date", "2019-11-08", set()),
    ],
)  # fmt: skip
def test_what_is_typed_anew_leaves_nothing_of_the_old_value(
    proposing: Proposing, kind: str, text: str, blank: set[str]
) -> None:
    node = first(kind)
    values = typed_values(text, node, BOOK, proposing.propose, PUBLISHED)
    assert {part.part for part in left_out(node, values)} == blank


# -- laws ------------------------------------------------------------------------------------------------------------
def stored(node: Field, book: Codebook) -> st.SearchStrategy[Any]:
    """Values that a leaf can hold, or None."""
    listed = book.choices_of(node)
    words = st.text(st.sampled_from("ab Ñ,/-()ا١"), min_size=1, max_size=9)
    made: st.SearchStrategy[Any]
    if node.kind == "yes_no":
        made = st.sampled_from(YES_NO)
    elif node.kind == "time_of_day":
        made = st.one_of(st.sampled_from(PARTS_OF_DAY), st.times().map(lambda time: f"{time:%H:%M}"))
    elif listed is not None and node.kind == "choices":
        made = st.sets(st.sampled_from([each.code for each in listed.choices]), min_size=1).map("; ".join) \
            if listed.choices else st.just("tag_a; tag_b")  # fmt: skip
    elif listed is not None:
        made = st.sampled_from([each.code for each in listed.choices])
    elif node.kind == "day":
        made = st.dates(date(2018, 12, 20), date(2020, 1, 20)).map(date.isoformat)
    elif node.kind == "integer":
        made = st.integers(int(node.minimum or 0), 12)
    elif node.kind == "decimal":
        made = st.floats(node.minimum or 0, node.maximum or 99, width=32)
    elif node.kind == "link":
        made = st.uuids().map(str)
    else:
        made = words
    return st.none() | made.filter(lambda value: _is_sound(value, node, book)).map(
        lambda value: kinds.check(value, node, book)
    )


def _is_sound(value: object, node: Field, book: Codebook) -> bool:
    try:
        kinds.check(value, node, book)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("book", [BOOK, ACCIDENTS, renamed(BOOK)], ids=["incidents", "accidents", "renamed"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_text_of_a_value_gives_the_same_value_back(book: Codebook, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from([node for top in tops(book) for node in top.nodes()]))
    values = {leaf.key: data.draw(stored(leaf, book), label=leaf.key) for leaf in node.leaves()}
    text = text_to_edit(book, node, lambda leaf: values[leaf.key])
    if text:
        again = typed_values(text, node, book, lambda passage, field: ())
        assert {each.field: values[each.field] for each in again} == {each.field: each.value for each in again}
        assert not [part.key for part in left_out(node, again) if values[part.key] is not None]
    elif not node.parts:
        assert values[node.key] is None


@pytest.mark.parametrize(
    ("kind", "values", "text"),
    [
        ("date", days("2019-11-08", "2019-11-08", "day"), "2019-11-08"),
        ("date", days("2019-10-01", "2019-10-31", "month"), "2019-10-01 – 2019-10-31"),
        ("date", days("2019-11-04", "2019-11-08", "week"), "2019-11-04 – 2019-11-08 (week)"),
        ("count", COUNTS["3"], "3"), ("count", COUNTS["0"], "0"), ("count", COUNTS["6+"], "6+"),
        ("count", COUNTS["<6"], "<6"), ("count", COUNTS["~6"], "~6"), ("count", COUNTS["10-15"], "10-15"),
        ("count", COUNTS["5/6/9"], "5/6/9"), ("count", COUNTS["?"], "?"),
        ("count", {"low": 6, "best": 8, "qualifier": "at_least"}, ""),
        ("count", {"qualifier": "none_reported"}, ""),
        ("place", PLACES["Qayyara, Iraq"], "Qayyara, Iraq"), ("place", PLACES[", , Nineveh, Iraq"], ", Nineveh, Iraq"),
        ("place", PLACES["Qayyara, Hamdaniya, Nineveh, Iraq"], "Qayyara, Hamdaniya, Nineveh, Iraq"),
        ("place", PLACES["36.1, 43.2"], "36.1, 43.2"),
        ("place", {"name": "Washington, D.C."}, ""), ("place", {"country": "IRQ", "words": "near the river"}, ", Iraq"),
    ],
)  # fmt: skip
def test_a_value_is_edited_as_it_is_typed(kind: str, values: dict[str, Scalar], text: str) -> None:
    node = first(kind)
    assert text_to_edit(BOOK, node, lambda leaf: values.get(leaf.part)) == text


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(("date", "count", "place", "relative_location", "day", "integer", "decimal", "choice")),
    text=st.text(max_size=30) | st.text(st.sampled_from("0123456789-–/.,+~<>?() to²٣km"), max_size=30),
)
def test_any_text_is_taken_or_refused(proposing: Proposing, kind: str, text: str) -> None:
    try:
        values = typed_values(text, first(kind), BOOK, proposing.propose, PUBLISHED)
    except ValueError:
        return
    assert values
    for value in values:
        leaf = BOOK.node(value.field, "") or next(
            node for top in tops(BOOK) for node in top.leaves() if node.key == value.field
        )
        assert kinds.check(value.value, leaf, BOOK) == value.value


@settings(max_examples=150, deadline=None)
@given(
    start=st.dates(date(2018, 1, 1), date(2019, 6, 1)),
    more=st.integers(0, 9) | st.integers(26, 33) | st.integers(0, 365),
)
def test_the_precision_of_typed_days_breaks_no_rule(start: date, more: int) -> None:
    end = start + timedelta(more)
    precision = precision_of(start, end)
    values = {"date_start": start.isoformat(), "date_end": end.isoformat(), "date_precision": precision}
    coding = changed(sound_coding(), values)
    assert not [each for each in incident_problems(coding, coding.incidents[0], BOOK) if each.rule == "V03"]
