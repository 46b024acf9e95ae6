# SPDX-License-Identifier: MIT
"""Find: folding, and hits as code points of the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.app.reader.find import Finder, FoldedText, fold_character
from curator.app.reader.searching import Search


def hits(text: str, words: str, exact: bool = False) -> list[str]:
    return [text[start:end] for start, end in Finder(text).find(words, exact)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Mosul, MOSUL, mosul", "mosul", ["Mosul", "MOSUL", "mosul"]),
        ("café cafe\u0301 CAFE", "cafe", ["café", "cafe\u0301", "CAFE"]),
        ("قَاعِدَة القاعده قاعدة", "قاعدة", ["قَاعِدَة", "قاعده", "قاعدة"]),
        ("أحمد احمد آحمد إحمد ٱحمد", "احمد", ["أحمد", "احمد", "آحمد", "إحمد", "ٱحمد"]),
        ("مستشفى مستشفي", "مستشفي", ["مستشفى", "مستشفي"]),
        ("محـــمد", "محمد", ["محـــمد"]),
        ("ﻣﺤﻤﺪ", "محمد", ["ﻣﺤﻤﺪ"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("eﬀort", "ff", ["ﬀ"]),
        ("x ß y", "s", ["ß", "ß"]),
        ("in\u00a0Mosul in\nMosul", "in mosul", ["in\u00a0Mosul", "in\nMosul"]),
        ("‘it’s’ “so”", "'it's' \"so\"", ["‘it’s’ “so”"]),
        ("٢٣ killed", "23", ["٢٣"]),
        ("ki\u00adlled", "killed", ["ki\u00adlled"]),
        ("👨‍👩‍👧 and 😀 Mosul", "mosul", ["Mosul"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("none", "", []),
        ("a b", "   ", []),
        ("none", "\u0301", []),
    ],
)
def test_words_are_found_as_people_type_them(text: str, words: str, found: list[str]) -> None:
    assert hits(text, words) == found


def test_exact_means_exact() -> None:
    assert hits("Mosul mosul mósul", "mosul", exact=True) == ["mosul"]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aßﬀe\u0301ـقَ\u200f😀 \n"))))
def test_every_folded_position_leads_back(text: str) -> None:
    folded = FoldedText(text)
    assert folded.folded == "".join(map(fold_character, text))
    at = 0
    for pos, character in enumerate(text):
        size = len(fold_character(character))
        for inside in range(size):
            assert folded.original(at + inside) == pos
            assert folded.original(at + inside, end=True) == pos + (inside > 0)
        at += size
    assert folded.original(at, end=True) == len(text)


def test_steps_go_round() -> None:
    search = Search("a b a b a")
    assert search.look_for("a", False, 3) == 3
    assert search.current_hit == (4, 5)
    assert [search.step(1), search.step(1), search.step(-1)] == [(8, 9), (0, 1), (8, 9)]
    assert search.look_for("nothing", False, 0) == 0
    assert search.step(1) is None
    assert search.current_hit is None
