# SPDX-License-Identifier: MIT
"""Snippets: the best piece of the text, cut between words, with its hits at the right places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from curator.store.search_hits import CONTEXT, MOST_HITS, Hit, hits_in, snippet
from curator.store.search_query import read_query
from tests.codings_strategy import ARTICLE_TEXTS, QUICK

FILLING = "Nothing of note is said in these words here. " * 20


def test_hits_of_a_phrase_are_whole_and_of_a_beginning_reach_to_the_end_of_the_word() -> None:
    text = "The police, police-officers and “policemen” of the Police"
    assert [text[hit.start : hit.end] for hit in hits_in(text, read_query('"police officers"'))] == ["police-officers"]
    assert [text[hit.start : hit.end] for hit in hits_in(text, read_query("policem*"))] == ["policemen"]
    assert hits_in(text, read_query("olice")) == []


def test_a_phrase_of_arabic_words_is_found_with_and_without_articles() -> None:
    text = "قوات الشرطة العراقية"
    (hit,) = hits_in(text, read_query('"شرطة عراقية"'))
    assert text[hit.start : hit.end] == "الشرطة العراقية"
    assert [text[hit.start : hit.end] for hit in hits_in(text, read_query("الشر*"))] == ["الشرطة"]


def test_the_snippet_shows_most_of_what_was_looked_for() -> None:
    text = f"police {FILLING} The police and the army. {FILLING} army"
    query = read_query("police army")
    shown = snippet(text, hits_in(text, query))
    assert [shown.text[start:end] for start, end in shown.hits] == ["police", "army"]
    assert text[shown.start : shown.start + len(shown.text)] == shown.text
    assert shown.more_before
    assert shown.more_behind
    assert not shown.text[0].isspace()
    assert text[shown.start - 1].isspace()
    assert text[shown.start + len(shown.text)].isspace()
    assert 80 <= len(shown.text) <= CONTEXT + 2


def test_a_text_without_hits_shows_its_beginning() -> None:
    shown = snippet(FILLING, [])
    assert FILLING.startswith(shown.text)
    assert shown.hits == ()
    assert not shown.more_before
    assert snippet("", []).text == ""


def test_a_long_text_is_searched_to_the_end_and_hits_are_bounded() -> None:
    text = "a b " * 200_000 + "needle"
    assert hits_in(text, read_query("needle")) == [Hit(800_000, 800_006, 0)]
    assert len(hits_in(text, read_query("b"))) == MOST_HITS


@QUICK
@given(ARTICLE_TEXTS, st.sampled_from(("abc", "قتل", "x", "null", "two OR one OR a")))
def test_snippets_are_pieces_of_the_text(text: str, said: str) -> None:
    hits = hits_in(text, read_query(said))
    shown = snippet(text, hits)
    assert text[shown.start : shown.start + len(shown.text)] == shown.text
    whole = {(hit.start, hit.end) for hit in hits}
    for start, end in shown.hits:
        assert 0 <= start < end <= len(shown.text)
        assert any(first <= start + shown.start < last for first, last in whole)
    assert bool(shown.hits) == bool(hits)
