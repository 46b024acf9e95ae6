# SPDX-License-Identifier: MIT
"""What Excel and LibreOffice do to a cell by themselves is no change; what a person did is one."""

from __future__ import annotations

import pytest

from curator.domain.cell_values import DAY_FIRST, MONTH_FIRST
from curator.formats.excel_csv import for_excel
from curator.formats.spreadsheet_cells import order_by, same_cell


@pytest.mark.parametrize(
    ("exported", "cell", "kind"),
    [
        ("2019-11-08", "08/11/2019", "day"), ("2019-11-08", "11/8/2019", "day"), ("2019-11-08", "8-Nov-19", "day"),
        ("2019-11-08", "2019-11-08 00:00:00", "day"), ("2019-11-08", "08.11.2019", "day"),
        ("007", "7", "text"), ("1.50", "1,5", "text"), ("36.185527", "36,185527", "decimal"), ("5", "5.0", "integer"),
        ("43.1234567890123456", "43.1234567890123", "decimal"), ("12345678901234", "1.23457E+13", "text"),
        ("+5", "5", "text"), ("true", "TRUE", "text"), ("09:30", "9:30:00", "time_of_day"),
        ("21:30", "9:30 PM", "time_of_day"),
        ("=1+1", for_excel("=1+1"), "text"), ("a\r\nb", "a\nb", "long_text"), ("a ", "a", "text"),
        ("10-12", "12-Oct", "text"), ("10-12", "10/12/2026", "text"), ("3/4", "2026-03-04", "text"),
        ("1", "1.0", "choice"),
        ("F", "f", "choice"), ("=Attack", "#NAME?", "text"), ("night", "night", "time_of_day"),
    ],
)  # fmt: skip
def test_what_a_program_did_by_itself_is_no_change(exported: str, cell: str, kind: str) -> None:
    assert same_cell(exported, cell, kind)


@pytest.mark.parametrize(
    ("exported", "cell", "kind"),
    [
        ("2019-11-08", "2019-11-09", "day"), ("2019-11-08", "8/10/2019", "day"), ("007", "8", "text"),
        ("5", "6", "integer"),
        ("36.185527", "36.1855", "decimal"), ("12345678901234", "1.23458E+13", "text"), ("a", "b", "text"),
        ("", "a", "text"),
        ("a", "", "text"), ("10-12", "13-Oct", "text"), ("10-12", "10-13", "text"),
        ("09:30", "10:30:00", "time_of_day"),
        ("=1+1", "2", "text"), ("A", "B", "choice"), ("Army", "army", "text"),
    ],
)  # fmt: skip
def test_what_a_person_did_is_a_change(exported: str, cell: str, kind: str) -> None:
    assert not same_cell(exported, cell, kind)


def test_the_order_of_days_is_told_by_those_that_were_not_changed() -> None:
    assert order_by([("2019-11-08", "08/11/2019"), ("2019-11-09", "10/11/2019")]) == DAY_FIRST
    assert order_by([("2019-11-08", "11/08/2019")]) == MONTH_FIRST
    assert order_by([("2019-11-08", "9/12/2019")]) == ""
