# SPDX-License-Identifier: MIT
"""A selection grows by word, clause, sentence and paragraph, and shrinks back."""

from __future__ import annotations

from curator.app.reader.growing import grown, shrunk
from curator.app.reader.view import ReaderView

FIRST = "Officials said, on Friday, that 1,200 men fled the town. Two men, both guards, were killed."
TEXT = FIRST + "\nA second paragraph."


def steps(text: str, at: int) -> list[str]:
    """What is selected at each step from a caret at `at`."""
    span, found = (at, at), []
    while (after := grown(text, span)) != span:
        span = after
        found.append(text[slice(*span)])
    return found


def test_it_grows_by_sense() -> None:
    assert steps(TEXT, TEXT.index("both") + 2) == [
        "both", "both guards", "Two men, both guards, were killed.", FIRST, TEXT,
    ]  # fmt: skip
    assert steps(TEXT, TEXT.index("1,200"))[:2] == ["1,200", "that 1,200 men fled the town"]


def test_every_step_holds_the_one_before() -> None:
    for at in range(len(TEXT) + 1):
        span = (at, at)
        while (after := grown(TEXT, span)) != span:
            assert after[0] <= span[0]
            assert span[1] <= after[1]
            assert after[1] - after[0] > span[1] - span[0]
            span = after
        assert span == (0, len(TEXT))


def test_it_shrinks_back_the_way_it_grew(reader: ReaderView) -> None:
    reader.set_text(TEXT)
    at = TEXT.index("guards") + 1
    reader.place_caret(at)
    seen = [reader.selected_span()]
    for _ in range(4):
        reader.grow_selection()
        seen.append(reader.selected_span())
    for wanted in reversed(seen[:-1]):
        reader.shrink_selection()
        assert reader.selected_span() == wanted


def test_what_was_selected_otherwise_shrinks_to_its_first_words() -> None:
    sentence = (TEXT.index("Two"), len(FIRST))
    assert shrunk(TEXT, sentence) == (sentence[0], sentence[0] + len("Two men"))
    assert shrunk(TEXT, (sentence[0], sentence[0] + 3)) == (sentence[0], sentence[0])
