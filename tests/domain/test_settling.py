# SPDX-License-Identifier: MIT
"""The settling rule text/1, its offset map and its hash."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.faults import InputRefused
from curator.domain.settling import TEXT_RULE, settle, text_sha256

FORBIDDEN = {"\r", "\u2028", "\u2029", "\x00", "\ufdd0", "\ufdd1", *map(chr, range(0xD800, 0xE000))}
PIECES = [
    "\r\n", "\r", "\n", "\x00", "\ufeff", "\ufffe", "\u2028", "\u2029", "\ufdd0", "\ufdd1", "\ud83d", "\ude00",
    "\ufffd", "\u00a0", "\u0085", "\x0c", "\u200b", "a", "e\u0301", "\u0628", "\U0001f6a8", " ",
]  # fmt: skip

# Pieces that matter turn up often and side by side; the rest is anything at all, surrogates included.
anything = st.text(st.characters(exclude_categories=()), max_size=5)
starts = st.sampled_from(["", "", "\ufeff", "\ufeff\ufeff", "\ufeff\ufffe", "\ufffe"])
pieces = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), anything), max_size=30)
texts = st.builds(lambda start, rest: start + "".join(rest), starts, pieces)


def plain_rule(text: str) -> str:
    """The rule once more, one character at a time."""
    if text[:1] == "\ufeff":
        text = text[1:]
    out: list[str] = []
    for place, char in enumerate(text):
        if char == "\n" and place and text[place - 1] == "\r":
            continue
        if char in "\r\u2028\u2029":
            out.append("\n")
        elif char in "\x00\ufdd0\ufdd1" or 0xD800 <= ord(char) <= 0xDFFF or (char == "\ufffe" and place == 0):
            out.append("\ufffd")
        else:
            out.append(char)
    return "".join(out)


@given(texts)
def test_settling_follows_the_rule_written_out_character_by_character(text: str) -> None:
    assert settle(text).text == plain_rule(text)


@given(texts)
def test_no_forbidden_character_remains(text: str) -> None:
    settled = settle(text).text
    assert not FORBIDDEN & set(settled)
    assert not settled.startswith("\ufffe")
    settled.encode("utf-8")


@given(texts)
def test_settling_twice_is_settling_once_unless_a_second_byte_order_mark_stands_first(text: str) -> None:
    once = settle(text)
    twice = settle(once.text)
    if once.text.startswith("\ufeff"):
        assert twice.text == settle(once.text[1:], bom_taken=True).text
    else:
        assert (twice.text, twice.replaced, twice.dropped_bom) == (once.text, {}, False)


@given(texts)
def test_counts_say_what_was_replaced(text: str) -> None:
    settled = settle(text)
    assert all(count > 0 for count in settled.replaced.values())
    assert sum(settled.replaced.values()) == settled.text.count("\ufffd") - text.count("\ufffd")


@given(texts)
def test_every_place_outside_a_line_end_keeps_its_character(text: str) -> None:
    settled = settle(text)
    for offset in range(len(text)):
        if text[offset : offset + 1] == "\n" and text[offset - 1 : offset] == "\r" and offset:
            with pytest.raises(InputRefused, match="inside a line end"):
                settled.to_settled(offset)
            continue
        place = settled.to_settled(offset)
        if offset == 0 and settled.dropped_bom:
            assert place == 0
        elif text[offset] not in FORBIDDEN | {"\ufffe"}:
            assert settled.text[place] == text[offset]
    assert settled.to_settled(len(text)) == len(settled.text)


@given(texts, st.data())
def test_a_quote_between_two_mapped_places_is_the_settled_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    settled = settle(text)
    try:
        places = settled.to_settled(start), settled.to_settled(end)
    except InputRefused:
        return
    quote = text[start:end] if start or not settled.dropped_bom else text[1:end]
    expected = plain_rule("x" + quote)[1:] if not (places[0] == 0 and quote[:1] == "\ufffe") else plain_rule(quote)
    assert settled.text[places[0] : places[1]] == expected


@pytest.mark.parametrize(
    ("before", "after", "replaced"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd", {}),
        ("a\n\rb\r\r\nc", "a\n\nb\n\nc", {}),
        ("a\u2028b\u2029", "a\nb\n", {}),
        ("\ufeff\ufeffa\ufeff", "\ufeffa\ufeff", {}),
        ("\ufeff\ufffea\ufffe", "\ufffda\ufffe", {"leading U+FFFE": 1}),
        ("\x00\x00\ufdd0\ufdd1", "\ufffd" * 4, {"NUL": 2, "U+FDD0": 1, "U+FDD1": 1}),
        ("\ud800x\udfff", "\ufffdx\ufffd", {"lone surrogate": 2}),
        ("\u00a0 e\u0301\x0c\x85\u200b ", "\u00a0 e\u0301\x0c\x85\u200b ", {}),
        ("", "", {}),
    ],
)
def test_examples(before: str, after: str, replaced: dict[str, int]) -> None:
    settled = settle(before)
    assert (settled.text, settled.replaced) == (after, replaced)


def test_a_byte_order_mark_taken_by_the_decoder_is_not_dropped_again() -> None:
    assert settle("\ufeffa", bom_taken=True).text == "\ufeffa"
    assert settle("\ufeffa").dropped_bom


@pytest.mark.parametrize("offset", [-1, 5])
def test_offsets_outside_the_text_are_refused(offset: int) -> None:
    with pytest.raises(InputRefused, match="outside"):
        settle("a\r\nb").to_settled(offset)


def test_the_hash_is_of_the_utf8_bytes() -> None:
    assert text_sha256("قتل\n") == hashlib.sha256("قتل\n".encode()).hexdigest()
    assert TEXT_RULE == "text/1"


def test_twenty_megabytes_settle_quickly() -> None:
    text = "Ten people were killed — two guards died.\r\n" * 460_000
    begun = time.process_time()
    settled = settle(text)
    assert time.process_time() - begun < 2
    assert settled.to_settled(len(text)) == len(settled.text)
