# SPDX-License-Identifier: MIT
"""The caret and the selection it draws behind it.

What lives here: two positions and the remembered column. What does not: how a move is found (navigation.py).
"""

from __future__ import annotations

from curator.shape import Mutable

Span = tuple[int, int]


class Caret(Mutable):
    """`anchor` is where the selection began, `pos` where the caret stands; equal: nothing is selected.
    `x` is the column that Up and Down keep, None after any other move."""

    pos: int = 0
    anchor: int = 0
    x: float | None = None

    @property
    def span(self) -> Span:
        """The selection as start and end; empty at the caret where nothing is selected."""
        return min(self.pos, self.anchor), max(self.pos, self.anchor)

    def place(self, pos: int, extend: bool = False) -> None:
        self.pos = pos
        if not extend:
            self.anchor = pos
        self.x = None

    def select(self, anchor: int, pos: int) -> None:
        self.anchor, self.pos, self.x = anchor, pos, None
