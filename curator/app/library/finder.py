# SPDX-License-Identifier: MIT
"""What the library asks of a search in texts, values and comments.

What lives here: the shape of the question and of the answers. What does not: searching (tasks), showing (hits.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from curator.shape import Frozen


class FoundWords(Frozen):
    """One hit. `snippet` is a line of context, `marks` the places of the words in it (code points, half open).

    `where` says in words what holds them ("Text", the label of a field). `start`, `end`: the words in the article's
    text, where they stand there; -1 where they do not, or nobody knows. `incident`: the id of the one they belong to,
    or that a comment with them is about; `comment`: the id of that.
    """

    article: int
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    where: str = ""
    start: int = -1
    end: int = -1
    incident: str = ""
    comment: str = ""


class Finder(Protocol):
    """Looks words up; called off the window's thread. Raises UserFault with a sentence for what cannot be searched."""

    def __call__(self, words: str) -> Sequence[FoundWords]: ...
