# SPDX-License-Identifier: MIT
"""Folding: what people take for the same word is the same word, and every hit leads back to the original text."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curator.store.search_hits import hits_in
from curator.store.search_query import Query, Term, read_query
from curator.store.search_text import FoldedText, folded, indexed, words_of
from tests.codings_strategy import QUICK, TRICKY

ONE_WORD = (
    ("café", "cafe"), ("CAFE\u0301", "café"), ("Straße", "STRASSE"), ("İstanbul", "istanbul"), ("Łódź", "lodz"),
    ("Ångström", "angstrom"), ("œuvre", "oeuvre"), ("ﬁne", "fine"), ("ｆｕｌｌ", "full"), ("naïve", "naive"),
    ("soft\u00adhyphen", "softhyphen"), ("Ёлка", "елка"), ("ΆΘΗΝΑΣ", "αθηνας"), ("Việt", "viet"), ("m²", "m2"),
    # Arabic: alef with and without hamza, alef maqsura, ta marbuta, harakat, tatweel, digits, the article
    ("أحمد", "احمد"), ("إلى", "الى"), ("آمال", "امال"), ("ٱسم", "اسم"), ("مستشفى", "مستشفي"), ("مدينة", "مدينه"),
    ("مُحَمَّدٌ", "محمد"), ("الـــموصل", "الموصل"), ("١٢٣", "123"), ("۴۵", "45"), ("الشرطة", "شرطة"),
    ("والشرطة", "الشرطة"), ("بالشرطة", "شرطه"), ("للشرطة", "شرطة"), ("کتاب", "كتاب"), ("مسؤول", "مسوول"),
    ("ﻻجئ", "لاجئ"), ("یک", "يك"), ("می\u200cخواهم", "میخواهم"), ("הָאָרֶץ", "הארץ"),
)  # fmt: skip
TWO_WORDS = (
    ("resume", "resumed"), ("мой", "мои"), ("الله", "له"), ("الان", "ان"), ("12", "½"), ("وزير", "زير"), ("كي", "ك"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_WORD)
def test_spellings_of_one_word_are_the_same(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)
    assert len(words_of(one)) == 1
    for text, word in ((one, other), (other, one)):
        (hit,) = hits_in(f"x {text}, y", read_query(word))
        assert f"x {text}, y"[hit.start : hit.end] == text


@pytest.mark.parametrize(("one", "other"), TWO_WORDS)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_scripts_without_spaces_are_searched_letter_by_letter() -> None:
    text = "北京发生抗议活动。"
    (hit,) = hits_in(text, read_query("抗议"))
    assert text[hit.start : hit.end] == "抗议"
    assert hits_in(text, read_query("议抗")) == []


def test_what_is_no_letter_parts_words() -> None:
    assert words_of("a\ufffdb 🔥c\u2028d–e") == ("a", "b", "c", "d", "e")
    assert words_of("Sanaʼa Sana’a Sana'a") == ("sana", "a") * 3
    assert words_of("🔥 \ufffd … \u200f") == ()


LETTERS = "abAB éÉßıİﬁ½m²ŁøÆ\u0301\u200d\u200f\u00ad\ufffd🔥👩\u0640اأإىةيكوالشرطُ٣抗议がカกิहिन्दी'’-–_,.\n\t\ue000ꭰᎠʼй"
TEXTS = st.one_of(
    st.text(LETTERS, max_size=60), st.text(max_size=40), st.lists(st.sampled_from([*TRICKY, "الشرطة "])).map(" ".join)
)


def slowly(text: str) -> str:
    return "".join(folded(char) if ord(char) < 128 else char.translate({ord(char): folded(char)}) for char in text)


@QUICK
@example("กำ")  # one letter that is two
@given(TEXTS)
def test_a_text_is_folded_character_by_character(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert FoldedText(text).folded == folded(text) == slowly(text)
    assert folded(folded(text)).split() == folded(text).split()
    assert words_of(folded(text)) == words_of(text) or "ال" in folded(text) or "لل" in folded(text)


@QUICK
@given(TEXTS)
def test_each_word_is_found_where_it_stands(text: str) -> None:
    """text[start:end] folds to the word; nothing is missed, and no mark is cut off its letter."""
    text = text.encode("utf-8", "replace").decode()
    for word in set(words_of(text)):
        hits = hits_in(text, Query(word, terms=(Term((word,)),)))
        assert len(hits) == words_of(text).count(word), word
        for hit in hits:
            assert words_of(text[hit.start : hit.end]) == (word,)


@QUICK
@given(TEXTS)
def test_sqlite_takes_the_same_words(text: str) -> None:
    text = text.encode("utf-8", "replace").decode().replace("\x00", "")
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='ascii')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    connection.execute("INSERT INTO t (rowid, body) VALUES (1, ?)", (indexed(text),))
    found = connection.execute("SELECT term FROM v ORDER BY offset").fetchall()
    assert tuple(row[0] for row in found) == words_of(text)
    connection.close()
