# SPDX-License-Identifier: MIT
"""Two texts side by side: nothing of either is lost, what is the same is called so, and no text takes for ever."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from curator.domain import texts_beside
from curator.domain.texts_beside import Piece, pieces_of

SEED = 20261125


def compared(one: str, other: str) -> list[Piece]:
    pieces = pieces_of(one, other)
    assert "".join(piece.one for piece in pieces) == one
    assert "".join(piece.other for piece in pieces) == other
    assert all(piece.one == piece.other for piece in pieces if piece.same)
    assert all(first.same != second.same for first, second in pairwise(pieces))
    assert all(piece.one or piece.other for piece in pieces)
    return pieces


def differences(one: str, other: str) -> list[tuple[str, str]]:
    return [(piece.one, piece.other) for piece in compared(one, other) if not piece.same]


def test_what_differs_is_told_by_words() -> None:
    one = "Two people were killed in Mosul. The market was shut."
    assert differences(one, one) == []
    assert differences(one, one.replace("Two", "Three")) == [("Two ", "Three ")]
    assert differences(one, one.replace("were killed", "died")) == [("were killed ", "died ")]
    assert differences(one, f"{one} More is not known.") == [("", " More is not known.")]
    assert differences("one  two", "one two") == [("  ", " ")], "white space too"
    assert differences("", "") == []
    assert differences("", "all") == [("", "all")]


def test_a_sentence_that_moved_does_not_take_the_others_with_it() -> None:
    first, second, third = "The bomb went off at noon. ", "Nobody said it was theirs. ", "The road was held all night. "
    assert differences(first + second + third, second + third + first) == [(first, ""), ("", first)]


def test_signs_without_blanks_are_told_apart() -> None:
    assert differences("两人在摩苏尔死亡。", "三人在摩苏尔死亡。") == [("两", "三")]


def test_any_two_texts_are_put_together_again() -> None:
    print("seed", SEED)
    chance = Random(SEED)
    for _ in range(2_000):
        compared(*("".join(chance.choices("ab .\n", k=chance.randint(0, 40))) for _ in range(2)))


def test_the_shortest_change_is_found() -> None:
    """As many words are called different as an exact comparison of all words finds."""
    print("seed", SEED)
    chance = Random(SEED)
    for _ in range(200):
        one, other = (chance.choices("abc", k=chance.randint(0, 9)) for _ in range(2))
        comparison = texts_beside._Comparison(
            [ord(word) for word in one], [ord(word) for word in other], [False] * 9, [False] * 9, lambda: False
        )
        found = sum(common.length for common in comparison._shortest(0, len(one), 0, len(other)))
        assert found == longest_common(one, other)


def longest_common(one: list[str], other: list[str]) -> int:
    row = [0] * (len(other) + 1)
    for word in one:
        row = [0, *row]
        new = [0]
        for at, there in enumerate(other):
            new.append(max(new[-1], row[at + 2], row[at + 1] + 1 if there == word else 0))
        row = new
    return row[-1]


def test_long_texts_take_few_steps_whatever_they_hold() -> None:
    """Told by the steps, not by a clock: of two words over and over no comparison of all with all ends."""
    chance = Random(SEED)
    for words in ("ab", "abcdefgh"):
        one, other = (" ".join(chance.choices(words, k=20_000)) for _ in range(2))
        comparison = texts_beside._Comparison(
            [ord(word) for word in one.split()], [ord(word) for word in other.split()],
            [False] * 20_000, [False] * 20_000, lambda: False,
        )  # fmt: skip
        comparison.common()
        assert comparison._steps > -2 * texts_beside._MOST_CHANGED
        compared(one, other)


def test_once_stopped_the_rest_is_different() -> None:
    one, other = "a b c. d e f.", "x b c. d e y."
    looks = iter([False, True, True, True, True])
    pieces = pieces_of(one, other, lambda: next(looks, True))
    assert "".join(piece.one for piece in pieces) == one
    assert pieces_of(one, other, lambda: True) == [Piece(False, one, other)]
