# SPDX-License-Identifier: MIT
"""Code points to UTF-16 units and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from curator.app.reader.offsets import Offsets

any_text = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("👨👩🇮𝒳\u0301\u064e\ufffc\u00a0\U00010000\U0010ffff\uffff\n"))
)


@given(any_text)
def test_every_position_there_and_back(text: str) -> None:
    offsets = Offsets(text)
    units = [offsets.units(pos) for pos in range(len(text) + 1)]
    assert units == [len(text[:pos].encode("utf-16-le", "surrogatepass")) // 2 for pos in range(len(text) + 1)]
    assert [offsets.points(unit) for unit in units] == list(range(len(text) + 1))
    assert offsets.unit_length == units[-1]


@given(any_text)
def test_a_unit_inside_a_pair_belongs_to_its_character(text: str) -> None:
    offsets = Offsets(text)
    for pos, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert offsets.points(offsets.units(pos) + 1) == pos


def test_a_million_characters_with_pictures() -> None:
    text = ("news 😀 " * 150_000)[:1_000_001]
    offsets = Offsets(text)
    assert offsets.units(len(text)) == len(text.encode("utf-16-le")) // 2
    assert offsets.points(offsets.units(777_777)) == 777_777


def test_no_pictures_no_map() -> None:
    offsets = Offsets("Żółć \uffff" * 10)
    assert (offsets.units(7), offsets.points(7), offsets.unit_length) == (7, 7, 60)
