# SPDX-License-Identifier: MIT
"""Where in the article the words stand with which a comment begins.

What lives here: putting words before a comment, and finding them again. What does not: who says it of what. Pure.
A comment on words that belong to no value is one on the article, and begins with them: “word for word” and more.
"""

from __future__ import annotations

import re

from curator.domain.codebook.scalars import one_line

_MOST_ENDS = 20  # closing marks that are tried: the words may hold some


def begun_with(words: str) -> str:
    """How a comment on these words begins."""
    return f"“{one_line(words)}” "


def passage_of(comment: str, text: str) -> tuple[int, int] | None:
    """The first place (code points) in an article's text of the words with which a comment begins; None where it begins
    with no words of it."""
    if not comment.startswith("“"):
        return None
    ends = [at.start() for at in re.finditer("”", comment)][:_MOST_ENDS]
    for end in reversed(ends):  # as many of the words as are there
        if words := comment[1:end].split():
            found = re.search(r"\s+".join(map(re.escape, words)), text)
            if found is not None:
                return found.span()
    return None
