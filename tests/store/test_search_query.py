# SPDX-License-Identifier: MIT
"""The query language: what is typed means what people mean, whatever is typed; what is not understood is named."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.store.search_query import read_query
from curator.store.search_text import indexed
from tests.codings_strategy import QUICK

TEXTS = {
    1: "Two police officers were killed in Mosul", 2: "The police said two people protest", 3: "A protest in Erbil",
    4: "Police killed a protester", 5: "Nothing happened or did it and not",
}  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='ascii')")
    connection.executemany("INSERT INTO t (rowid, body) VALUES (?, ?)", [(n, indexed(x)) for n, x in TEXTS.items()])
    yield connection
    connection.close()


def ask(index: sqlite3.Connection, said: str) -> set[int]:
    query = read_query(said)
    assert query.problem == "", query
    return {row[0] for row in index.execute("SELECT rowid FROM t WHERE t MATCH ?", (query.expression,))}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("police killed", {1, 4}), ("killed police", {1, 4}), ("POLICE", {1, 2, 4}), ("police AND two", {1, 2}),
        ('"police killed"', {4}), ("“police killed”", {4}), ("«police killed»", {4}), ("„police killed“", {4}),
        ("protest", {2, 3}), ("protest*", {2, 3, 4}), ('"a protest"*', {3, 4}), ("police NOT two", {4}),
        ("police -two", {4}), ("-two police", {4}), ("police –two", {4}), ("mosul OR erbil", {1, 3}),
        ("police mosul OR erbil", {1, 3}), ("police (mosul OR erbil)", {1}), ("police -(mosul OR protest*)", set()),
        ("two NOT (police mosul)", {2}), ("or", {5}), ('"OR"', {5}), ("and not", {5}), ("two-police", {1}),
        ("police & two", {1, 2}), ("police - two", {1, 2}), ('police ""', {1, 2, 4}), ("police NOT NOT two", {1, 2}),
        ("body:police", set()), ("NEAR(police two)", set()), ("^police", {1, 2, 4}), ('pol"ice', set()) ,
    ][:-1],
)  # fmt: skip
def test_queries_mean_what_people_mean(index: sqlite3.Connection, said: str, found: set[int]) -> None:
    assert ask(index, said) == found


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("", "Type a word"), ("  ", "Type a word"), ("🔥", "🔥"), ("police AND", "AND"), ("AND police", "AND"),
        ("police OR OR two", "OR"), ("NOT police", "NOT"), ("-police", "-"), ("police NOT", "NOT"),
        ("(police", "“(”"), ("police)", "“)”"), ("police ()", "no word"), ('"police two', "police two"),
        ("po*ce", "po*ce"), ("*", "*"), ("p*", "p*"), ("police OR -two", "OR"), ("(" * 30 + "a" + ")" * 30, "20"),
        ("word " * 65, "64"), ("x" * 2001, "2,000"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named_in_one_sentence(said: str, named: str) -> None:
    query = read_query(said)
    assert named in query.problem
    assert query.expression == ""
    assert "\n" not in query.problem


@QUICK
@given(st.text(st.one_of(st.sampled_from('ab"“”()*-+^:{}. ANDORT\u0000\ud800ال'), st.characters()), max_size=40))
def test_nothing_typed_is_ever_an_error(said: str) -> None:
    query = read_query(said)
    assert bool(query.problem) != bool(query.expression)
    if query.expression:
        connection = sqlite3.connect(":memory:")
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='ascii')")
        assert connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (query.expression,)).fetchall() == []
        connection.close()


def test_any_nesting_means_what_logic_means(index: sqlite3.Connection) -> None:
    seed = 20191108
    print("seed", seed)
    chance = random.Random(seed)
    words = {word: {n for n, text in TEXTS.items() if word in text.lower().split()} for word in (
        "police", "two", "killed", "protest", "mosul", "in", "a",
    )}  # fmt: skip

    def make(depth: int) -> tuple[str, set[int]]:
        if depth == 0 or chance.random() < 0.3:
            word = chance.choice(sorted(words))
            return word, words[word]
        first, found = make(depth - 1)
        other, also = make(depth - 1)
        way = chance.choice(("{} {}", "{} AND {}", "{} OR {}", "{} NOT {}", "{} -{}"))
        result = found | also if "OR" in way else found - also if "NOT" in way or "-" in way else found & also
        return f"({way.format(first, other)})", result

    for _ in range(500):
        said, expected = make(4)
        assert ask(index, said) == expected, said


def test_only_what_is_wanted_is_shown_in_texts() -> None:
    terms = read_query('police -army "two people" NOT (bus NOT tram)').terms
    assert [term.words for term in terms] == [("police",), ("two", "people"), ("tram",)]
