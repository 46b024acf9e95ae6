# SPDX-License-Identifier: MIT
"""One line of the values panel, and what a line speaks of.

What lives here: the shapes. What does not: making lines from a coding (lines.py), showing them (model.py, delegate.py).
"""

from __future__ import annotations

from enum import Enum

from curator.domain.coding import Evidence
from curator.shape import Frozen


class LineKind(Enum):
    SECTION = "section"  # heading of a section of the codebook
    GROUP = "group"  # heading of a group of rows
    HEAD = "head"  # the names of the columns of a group's small table
    ROW = "row"  # one row of a group in short; opens to its fields
    VALUE = "value"  # a field or part with its value; a compound opens to its parts
    WORDS = "words"  # one span of evidence under a value
    NOTE = "note"  # what the coder wrote beside a value
    EMPTY = "empty"  # says that there is nothing here


class Target(Frozen):
    """What words support: a node of an incident or of one of its rows. Without an incident: a field of the article."""

    incident: str = ""
    row: str = ""
    field: str = ""


class CommentCount(Frozen):
    """How many comments are about one thing, and how many of their conversations are open."""

    comments: int = 0
    open: int = 0


class Line(Frozen):
    """`words` are the spans that light up when the line is chosen; `key` tells lines apart and survives a rebuild.

    `text` is the value in words, or the quote; `state` and `basis` are in words already, empty where they say nothing.
    `hotkey`: the codebook's key that gives words to it; of a group those that make its rows, with blanks between.
    `cells`: of a row, its values that stand side by side; of a head, the columns. `hides`: the targets inside it that
    have no line of their own while it is closed.
    """

    kind: LineKind
    target: Target = Target()
    label: str = ""
    text: str = ""
    state: str = ""
    basis: str = ""
    tip: str = ""
    depth: int = 0
    words: tuple[Evidence, ...] = ()
    role: str = ""
    blank: bool = False
    proposed: bool = False
    openable: bool = False
    opened: bool = False
    key: tuple[str, ...] = ()
    cells: tuple[Line, ...] = ()
    hotkey: str = ""
    hides: tuple[Target, ...] = ()

    @property
    def choosable(self) -> bool:
        return self.kind in (LineKind.ROW, LineKind.VALUE, LineKind.WORDS, LineKind.GROUP)

    @property
    def stands_against(self) -> bool:
        """Words that contradict their value."""
        return self.kind is LineKind.WORDS and bool(self.words) and self.words[0].role == "contradicts"
