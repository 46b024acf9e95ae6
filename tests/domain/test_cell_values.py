# SPDX-License-Identifier: MIT
"""What spreadsheets write in a cell is understood as what was meant, and never guessed where it may be two things."""

from __future__ import annotations

import pytest

from curator.domain.cell_values import DAY_FIRST, MONTH_FIRST, days, order_of_days, read_cell
from curator.domain.codebook.model import Choice, ChoiceList, Codebook, Field

PLACES = ChoiceList("places", (Choice("north_side", "North/side"), Choice("s", "South", labels={"de": "Süden"})))
BOOK = Codebook("t", "1", "T", "en", (), (PLACES,), (), (), (), (), (), "places")


def read(kind: str, text: str, order: str = "") -> object:
    return read_cell(text, Field("f", kind, "F", choices="places" if "choice" in kind else ""), BOOK, order)


@pytest.mark.parametrize(
    "text",
    ["2019-11-08", "2019/11/8", "2019-11-08T00:00:00", "2019-11-08 09:30:00", "08-Nov-2019", "8 November 2019",
     "Nov 8, 2019", "8-Nov-19", "8. Nov. 2019"],
)  # fmt: skip
def test_a_day_is_one_day_however_it_is_written(text: str) -> None:
    assert read("day", text) == "2019-11-08"


def test_a_day_that_may_be_two_is_asked_about_unless_its_column_tells() -> None:
    with pytest.raises(ValueError, match="may be 2019-11-08 or 2019-08-11; write days as YYYY-MM-DD"):
        read("day", "8/11/2019")
    assert read("day", "8/11/2019", DAY_FIRST) == "2019-11-08"
    assert read("day", "8/11/2019", MONTH_FIRST) == "2019-08-11"
    assert read("day", "25/12/2019") == "2019-12-25"
    assert order_of_days(["1/2/2019", "25/12/2019"]) == DAY_FIRST
    assert order_of_days(["1/2/2019", "12/25/2019"]) == MONTH_FIRST
    assert order_of_days(["25/12/2019", "12/25/2019"]) == ""
    assert days("31/31/2019") == days("yesterday") == {}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "12.0", 12), ("integer", "1,200", 1200), ("integer", "1.200", 1200), ("integer", "1 200", 1200),
        ("decimal", "33,25", 33.25), ("decimal", "33.25", 33.25), ("yes_no", "TRUE", "yes"), ("yes_no", "0", "no"),
        ("time_of_day", "9:30:00", "09:30"), ("time_of_day", "9:30 PM", "21:30"),
        ("choice", "north side", "north_side"),
        ("choice", "NORTH/SIDE", "north_side"), ("choice", "süden", "s"),
        ("choices", "South | north_side", "north_side; s"),
        ("text", " a  b ", "a  b"),
    ],
)  # fmt: skip
def test_values_are_understood_as_other_programs_write_them(kind: str, text: str, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(("kind", "text"), [("integer", "about 12"), ("choice", "west"), ("day", "2019-02-30")])
def test_what_is_none_is_refused_with_a_reason(kind: str, text: str) -> None:
    with pytest.raises(ValueError):
        read(kind, text)
