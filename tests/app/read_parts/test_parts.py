# SPDX-License-Identifier: MIT
"""A paragraph is seen when all of it was on the screen, and read when it was there for long enough."""

from __future__ import annotations

import random

from curator.app.read_parts.parts import LEAST, PACE, ReadParts

SHORT = "Two men were killed."
LONG = " ".join(["word"] * 60)
TEXT = f"{SHORT}\n\n{LONG}\n   \n{SHORT}"
LONG_AT = TEXT.index(LONG)


def test_blank_paragraphs_are_none() -> None:
    assert len(ReadParts(TEXT)) == 3
    assert len(ReadParts("")) == len(ReadParts("\n \n")) == 0
    assert ReadParts("\n").share() == 1.0
    assert len(ReadParts(" " * 2_000_000 + "\nx")) == 1, "and a long one costs no time"


def test_a_short_paragraph_needs_a_second_a_long_one_its_words() -> None:
    parts = ReadParts(TEXT)
    assert parts.look(0, len(TEXT), LEAST * 0.9), "now they are seen"
    assert parts.unread() == [(0, len(TEXT))]
    assert parts.unseen() == []
    assert parts.look(0, len(TEXT), LEAST * 0.2)
    assert parts.unread() == [(LONG_AT, LONG_AT + len(LONG))]
    assert parts.look(0, len(TEXT), 60 / PACE)
    assert parts.unread() == []
    assert parts.share() == 1.0
    assert not parts.look(0, len(TEXT), 10), "nothing is news any more"


def test_what_was_on_the_screen_in_part_is_not_seen() -> None:
    parts = ReadParts(TEXT)
    half = LONG_AT + len(LONG) // 2
    parts.look(LONG_AT, half, 100)
    assert (LONG_AT, LONG_AT + len(LONG)) in parts.unseen()
    parts.look(half, len(TEXT), 100)
    assert parts.unseen() == [(0, len(SHORT))]
    assert parts.unread() == [(0, len(SHORT))]


def test_coded_words_and_the_coders_word_make_it_read() -> None:
    parts = ReadParts(TEXT)
    assert parts.mark_read([(LONG_AT + 3, LONG_AT + 8)])
    assert parts.unread() == [(0, len(SHORT)), (len(TEXT) - len(SHORT), len(TEXT))]
    assert parts.mark_to(5)
    assert parts.unread() == [(len(TEXT) - len(SHORT), len(TEXT))]
    assert not parts.mark_to(5)


def test_runs_there_and_back() -> None:
    seed = 11
    chance = random.Random(seed)
    for _ in range(200):
        text = "\n".join("x " * chance.randint(0, 30) for _ in range(chance.randint(1, 12)))
        parts = ReadParts(text)
        for _ in range(chance.randint(0, 6)):
            start = chance.randint(0, len(text))
            parts.look(start, chance.randint(start, len(text)), chance.choice((0.1, 5.0)))
        again = ReadParts(text, parts.seen_runs(), parts.read_runs())
        assert again.unread() == parts.unread(), seed
        assert again.unseen() == parts.unseen(), seed
        assert again.share() == parts.share(), seed
        unread = sum(end - start for start, end in parts.unread())
        assert (parts.share() == 1.0) == (unread == 0), seed


def test_runs_of_another_text_do_no_harm() -> None:
    assert ReadParts(TEXT, [[-4, 0]], [[1, 900]]).unread() == [(0, len(SHORT))]
