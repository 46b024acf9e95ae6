# SPDX-License-Identifier: MIT
"""The line of every value of a TOML text is known, however it is written."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.formats.codebook_toml import lines_of
from tests.strikes_codebook import GOOD

LINES = '''\
# a comment with [[brackets]] = and "quotes"
title = "one"   # another
"quoted key" = 1
long = """
first line
second = "not a key"
"""
literal = \'\'\'
it's [here]\'\'\'
tricky = """a ""quoted"" end"""""
list = [
  # in between
  "a", [1, 2],
  { code = "x", under = "}", more = [ "]" ] },
  { code = "y" },  # end
]
dotted.key.here = true
empty = []

[table]
a = 2019-11-08T10:00:00Z

[[many]]
key = "first"
  [[many.inner]]
  key = "deep"
  [[many.inner]]
  key = "deeper"
[[many]]
key = "second"
[many.sub]
b = 1
[[many.inner]]
key = "under the second"
'''
EXPECTED = {
    ("title",): 2, ("quoted key",): 3, ("long",): 4, ("literal",): 8, ("tricky",): 10, ("list",): 11,
    ("list", 0): 13, ("list", 1): 13, ("list", 1, 1): 13, ("list", 2): 14, ("list", 2, "under"): 14,
    ("list", 2, "more", 0): 14, ("list", 3, "code"): 15, ("dotted",): 17, ("dotted", "key", "here"): 17, ("empty",): 18,
    ("table",): 20, ("table", "a"): 21, ("many",): 23, ("many", 0): 23, ("many", 0, "key"): 24,
    ("many", 0, "inner", 0): 25, ("many", 0, "inner", 0, "key"): 26, ("many", 0, "inner", 1, "key"): 28,
    ("many", 1): 29, ("many", 1, "key"): 30, ("many", 1, "sub"): 31, ("many", 1, "sub", "b"): 32,
    ("many", 1, "inner", 0): 33, ("many", 1, "inner", 0, "key"): 34,
}  # fmt: skip


def test_the_line_of_every_value_is_known() -> None:
    lines = lines_of(LINES)
    assert {path: lines.get(path) for path in EXPECTED} == EXPECTED
    assert lines_of(LINES.replace("\n", "\r\n")) == lines


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} | {found for name, each in inner for found in paths_of(each, (*path, name))}


@pytest.mark.parametrize("text", [LINES, GOOD], ids=["tricky", "codebook"])
def test_the_scanner_finds_the_same_places_as_the_parser(text: str) -> None:
    assert set(lines_of(text)) | {()} == paths_of(tomllib.loads(text))


TEXTS = st.text(st.sampled_from("ab\"'#[]{}=,. \t\\\nü"), max_size=12)


def written(value: Any) -> str:
    """TOML for a value, on one line."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[ {', '.join(map(written, value))} ]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{written(name)} = {written(each)}" for name, each in value.items()) + " }"
    return "true" if value is True else str(value)


VALUES = st.recursive(
    TEXTS | st.integers(-9, 9) | st.just(True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_any_document_is_walked_to_its_end(document: dict[str, Any]) -> None:
    text = "".join(f"{written(name)} = {written(value)}\n" for name, value in document.items())
    assert tomllib.loads(text) == document
    lines = lines_of(text)
    assert set(lines) | {()} == paths_of(document)
    assert [lines[(name,)] for name in document] == list(range(1, len(document) + 1))
