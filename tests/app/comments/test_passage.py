# SPDX-License-Identifier: MIT
"""A comment on words of the article leads back to them."""

from __future__ import annotations

import pytest

from curator.app.comments.passage import begun_with, passage_of

TEXT = "Two guards\nwere killed, “as in May”, said the police. Two guards left. 🜁 Ends."


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        (begun_with("Two guards\nwere killed") + "both?", "Two guards\nwere killed"),  # over a line end
        (begun_with("“as in May”, said") + "who?", "“as in May”, said"),  # with a mark that closes in it
        (begun_with("killed") + "I read ”hurt”", "killed"),
        (begun_with("🜁 Ends."), "🜁 Ends."),
        ("“nobody said that” and so on", None),
        ("Two guards", None),
        ("“", None),
        ("“” nothing", None),
        ("“.*” no pattern", None),
    ],
)
def test_the_words_are_found_again(comment: str, words: str | None) -> None:
    found = passage_of(comment, TEXT)
    assert (None if found is None else TEXT[slice(*found)]) == words


def test_very_many_marks_do_not_keep_anybody_waiting() -> None:
    assert passage_of("“" + "c” " * 100_000, "a b" * 1_000_000) is None
