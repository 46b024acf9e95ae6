# SPDX-License-Identifier: MIT
"""Every kind of field: what it takes, what it refuses with a reason, and that writing and reading give the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.domain.codebook import kinds
from curator.domain.codebook.kinds import KINDS
from curator.domain.codebook.model import Choice, ChoiceList, Codebook, Field
from curator.domain.codebook.scalars import one_line
from curator.domain.coding import Scalar
from curator.domain.ids import derived_id

COLOURS = ChoiceList("colours", (Choice("red", "Red"), Choice("dark_red", "Dark red"), Choice("blue", "Blau")))
TAGS = ChoiceList("tags", (Choice("b", "B"), Choice("a", "A")), open=True)
CODEBOOK = Codebook("c", "1", "C", "en", (), (COLOURS, TAGS), (), (), (), (), (), "colours")
ID = derived_id("an incident")


def leaf(kind: str, choices: str = "") -> Field:
    return Field("f", kind, "F", choices=choices or ("colours" if kind in ("choice", "choices") else ""))


# kind, what is typed, what is stored
TYPED: list[tuple[str, str, Scalar]] = [
    ("text", "  two\n words ", "two words"),
    ("text", "a; b", "a; b"),
    ("long_text", "one\r\ntwo\rthree\n", "one\ntwo\nthree"),
    ("integer", "17", 17),
    ("integer", "-3", -3),
    ("integer", "1,200", 1200),
    ("integer", "1 200 000", 1_200_000),
    ("integer", "12 000", 12000),
    ("decimal", "35.8", 35.8),
    ("decimal", " 60 ", 60.0),
    ("decimal", "-0", 0.0),
    ("decimal", ".5", 0.5),
    ("decimal", "1e3", 1000.0),
    ("time_of_day", "7:05", "07:05"),
    ("time_of_day", "Night", "night"),
    ("day", " 2019-11-08", "2019-11-08"),
    ("choice", "red", "red"),
    ("choice", "Dark Red", "dark_red"),
    ("choices", "Blau;red; red", "red; blue"),
    ("yes_no", "Yes", "yes"),
    ("link", ID.upper(), ID),
]
# kind, what is typed, a word of the reason
MISTYPED = [
    ("text", "   ", "blank"),
    ("text", "a\x00b", "U+0000"),
    ("text", "a\ud800b", "U+D800"),
    ("long_text", "", "blank"),
    ("integer", "1.5", "whole number"),
    ("integer", "12,00", "whole number"),
    ("integer", "٣", "whole number"),
    ("integer", "1_000", "whole number"),
    ("integer", "9" * 17, "too large"),
    ("integer", "9" * 5000, "too large"),
    ("decimal", "1,5", "decimal point"),
    ("decimal", "nan", "decimal point"),
    ("decimal", "1e999", "infinity"),
    ("decimal", "1_0", "decimal point"),
    ("time_of_day", "24:00", "HH:MM"),
    ("time_of_day", "noon", "HH:MM"),
    ("day", "2019-11", "YYYY-MM-DD"),
    ("day", "2019-02-29", "calendar"),
    ("day", "20191108", "YYYY-MM-DD"),
    ("day", "2019-11-08T00:00", "YYYY-MM-DD"),
    ("choice", "green", "colours"),
    ("choices", "red; green", "green"),
    ("choices", " ; ", "colours"),
    ("yes_no", "maybe", "unclear"),
    ("link", "17", "id"),
]
# kind, a value from JSON, what is stored
CHECKED: list[tuple[str, object, Scalar]] = [
    ("text", " a b ", "a b"),
    ("long_text", " a\r\nb\rc\n", "a\nb\nc"),
    ("integer", 7.0, 7),
    ("decimal", 7, 7.0),
    ("decimal", -0.0, 0.0),
    ("choices", ["blue", "red"], "red; blue"),
    ("choices", "blue; red", "red; blue"),
]
REFUSED = [
    ("text", 5),
    ("text", None),
    ("text", ["a"]),
    ("text", "a\nb"),
    ("text", "a\u2028b"),
    ("text", "a\x07"),
    ("long_text", True),
    ("long_text", " \n "),
    ("integer", True),
    ("integer", "7"),
    ("integer", 7.5),
    ("integer", math.nan),
    ("integer", math.inf),
    ("integer", 2**53),
    ("integer", -(2**53)),
    ("decimal", False),
    ("decimal", math.nan),
    ("decimal", -math.inf),
    ("decimal", "1.0"),
    ("decimal", 10**400),
    ("time_of_day", 7),
    ("time_of_day", "7:05"),
    ("time_of_day", "Night"),
    ("day", 20191108),
    ("day", "2019-1-1"),
    ("day", "٢٠١٩-١١-٠٨"),
    ("choice", "Red"),
    ("choice", 1),
    ("choice", "red; blue"),
    ("choices", []),
    ("choices", ["red", 1]),
    ("choices", "red;blue"),
    ("choices", {}),
    ("yes_no", True),
    ("yes_no", "YES"),
    ("link", ID.upper()),
    ("link", 5),
]


@pytest.mark.parametrize(("kind", "typed", "stored"), TYPED)
def test_what_people_type_becomes_a_value(kind: str, typed: str, stored: Scalar) -> None:
    value = kinds.parse(typed, leaf(kind), CODEBOOK)
    assert (value, type(value)) == (stored, type(stored))
    assert str(value) != "-0.0"


@pytest.mark.parametrize(("kind", "typed", "word"), MISTYPED)
def test_what_cannot_be_a_value_is_refused_with_a_reason(kind: str, typed: str, word: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refused:
        kinds.parse(typed, leaf(kind), CODEBOOK)
    assert word in str(refused.value)


@pytest.mark.parametrize(("kind", "given", "stored"), CHECKED)
def test_values_from_json_are_brought_to_their_kind(kind: str, given: object, stored: Scalar) -> None:
    value = kinds.check(given, leaf(kind), CODEBOOK)
    assert (repr(value), type(value)) == (repr(stored), type(stored))


@pytest.mark.parametrize(("kind", "given"), REFUSED)
def test_values_of_another_kind_are_refused(kind: str, given: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        kinds.check(given, leaf(kind), CODEBOOK)


def test_an_open_list_takes_new_codes_and_puts_them_last() -> None:
    assert kinds.check(["z", "a", "y", "b"], leaf("choices", "tags"), CODEBOOK) == "b; a; y; z"
    with pytest.raises(ValueError, match="cannot be a new word of this list"):
        kinds.check(["two words"], leaf("choices", "tags"), CODEBOOK)


_SENSIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)
VALUES: dict[str, st.SearchStrategy[Scalar]] = {
    "text": _SENSIBLE,
    "long_text": st.lists(_SENSIBLE, min_size=1).map("\n".join),
    "integer": st.integers(-(2**53) + 1, 2**53 - 1),
    "decimal": st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0),
    "time_of_day": st.times().map(lambda time: f"{time:%H:%M}") | st.sampled_from(["night", "evening"]),
    "day": st.dates().map(str),
    "choice": st.sampled_from(["red", "dark_red", "blue"]),
    "choices": st.sets(st.sampled_from(["red", "dark_red", "blue"]), min_size=1).map(
        lambda codes: "; ".join(code for code in ("red", "dark_red", "blue") if code in codes)
    ),
    "yes_no": st.sampled_from(["yes", "no", "unclear"]),
    "link": st.text().map(derived_id),
}


def plain_kinds() -> list[str]:
    return [kind.name for kind in KINDS.values() if not kind.compound]


@pytest.mark.parametrize("kind", plain_kinds())
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_written_value_is_read_back_the_same(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    field = leaf(kind)
    assert kinds.check(value, field, CODEBOOK) == value
    again = kinds.parse(kinds.format_value(value, field), field, CODEBOOK)
    assert (again, type(again)) == (value, type(value))


def test_every_plain_kind_has_a_column_and_every_compound_has_parts() -> None:
    for kind in KINDS.values():
        assert (kind.column in ("TEXT", "INTEGER", "REAL")) != kind.compound
        assert all(part.kinds for part in kind.parts)
        for part in kind.parts:
            assert set(part.kinds) <= set(KINDS)


def test_words_of_several_lines_fit_into_one_line() -> None:
    assert one_line("Qayyara,\n   Iraq\u2028now ") == "Qayyara, Iraq now"
    assert one_line("two  spaces\u00a0stay") == "two  spaces\u00a0stay"
