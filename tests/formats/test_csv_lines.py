# SPDX-License-Identifier: MIT
"""Lines of CSV: what is written is read back by any reader, cell for cell."""

from __future__ import annotations

import csv
import io
import math
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.faults import InputRefused
from curator.formats.csv_lines import MOST_IN_A_CELL, cell_text, cells_of, header_line, line, number_text, read_lines
from curator.formats.excel_csv import for_excel, from_excel, is_altered_for_excel, runs_as_formula

TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8", exclude_characters="\x00"), st.sampled_from("'\"=+-@,\r\n\t;＝＋－＠"))
)


def test_free_text_is_always_quoted_and_nothing_else_is() -> None:
    assert line(["a", 'say "no"', None, ""], [True] * 4) == '"a","say ""no""",,""\r\n'
    assert line(["2019-11-08", 3, 2.5, None], [False] * 4) == "2019-11-08,3,2.5,\r\n"


def test_a_plain_value_that_would_break_the_line_is_quoted_all_the_same() -> None:
    assert line(["a,b", 'c"d', "e\nf"], [False] * 3) == '"a,b","c""d","e\nf"\r\n'


@given(st.lists(st.tuples(st.one_of(st.none(), TEXTS), st.booleans()), min_size=2, max_size=6))
def test_every_text_comes_back_from_the_csv_module(cells: list[tuple[str | None, bool]]) -> None:
    written = line([text for text, _ in cells], [quoted for _, quoted in cells])
    assert cells_of(written) == [text or "" for text, _ in cells]
    assert list(csv.reader(io.StringIO(written * 3, newline=""))) == [[text or "" for text, _ in cells]] * 3


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_comes_back(number: float) -> None:
    assert float(number_text(number)) == number


@given(st.integers(-999_999_999_999_999, 999_999_999_999_999), st.integers(0, 11))
def test_sqlite_writes_numbers_of_fifteen_digits_the_same_way(digits: int, places: int) -> None:
    number = round(digits / 10**places, places)
    if number and not 0.0001 <= abs(number) < 1e15:
        return
    (text,) = sqlite3.connect(":memory:").execute("SELECT CAST(? AS TEXT)", (number,)).fetchone()
    if float(text) == number:  # SQLite keeps 15 digits; where these do not suffice the store must ask Python
        assert text == number_text(number + 0.0)


@given(TEXTS)
def test_the_form_for_excel_is_undone_exactly(text: str) -> None:
    assert from_excel(for_excel(text)) == text
    assert not runs_as_formula(for_excel(text))
    assert (for_excel(text) != text) == is_altered_for_excel(text)


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''@x", "＝A1", "\tx", "\r\nx", "-5", "'", "''", "'x", "", "x=1"])
def test_texts_that_look_altered_already_are_kept_apart(text: str) -> None:
    assert from_excel(for_excel(text)) == text
    assert from_excel(for_excel(for_excel(text))) == for_excel(text)


def _written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "some.csv"
    path.write_bytes(content)
    return path


def test_records_are_read_with_their_lines(tmp_path: Path) -> None:
    path = _written(tmp_path, (header_line(["a", "b"]) + line(["x\ny", "z"], [True, True])).encode())
    assert list(read_lines(path)) == [(1, ["a", "b"]), (3, ["x\ny", "z"])]


def test_a_long_cell_is_read_up_to_the_cap(tmp_path: Path) -> None:
    path = _written(tmp_path, b"a\r\n" + b'"' + b"x" * 300_000 + b'"\r\n')
    assert len(list(read_lines(path))[1][1][0]) == 300_000
    path = _written(tmp_path, b"a\r\n" + b'"' + b"x" * (MOST_IN_A_CELL + 1) + b'"\r\n')
    with pytest.raises(InputRefused, match=r"some\.csv, line 2: broken CSV"):
        list(read_lines(path))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a,b\r\n1\r\n", r"some\.csv, line 2: 1 cells where the first line has 2"),
        (b'a,b\r\n"x,1\r\n', r"some\.csv, line 2: broken CSV"),
        (b'a,b\r\n"x"y,1\r\n', r"some\.csv, line 2: broken CSV"),
        (b"a,b\r\n\xff,1\r\n", r"some\.csv is not UTF-8"),
        (b"a,b\r\nx\x00,1\r\n", r"some\.csv, line 2: it holds a NUL"),
    ],
)
def test_broken_csv_names_file_and_line(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence):
        list(read_lines(_written(tmp_path, content)))


def test_numbers_are_never_in_quotes() -> None:
    assert cell_text(-5, False) == "-5"
    assert cell_text(math.pi, False) == "3.141592653589793"
