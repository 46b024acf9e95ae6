# SPDX-License-Identifier: MIT
"""What the review shows, as plain values: coders, cells, lines, incidents.

What lives here: the shapes. What does not: making them of what was read (lines.py), widgets. Pure: no Qt.
"""

from __future__ import annotations

from typing import Literal

from curator.app.values.line import CommentCount, Target
from curator.domain.coding import Evidence
from curator.shape import Frozen

CONSENSUS = 0  # the number of the consensus among the columns
# Colours of the palette in the order in which coders get them, told apart by the colour-blind; the last is the
# consensus's.
COLOURS = (2, 4, 0, 1, 6, 3, 5)
CONSENSUS_COLOUR = 7


class Mark(Frozen):
    """A coder of the article. `number`: the key that adopts from this one, and the mark in the article; 0 is the
    consensus."""

    coder: str
    name: str
    number: int

    @property
    def colour(self) -> int:
        """Which colour of the reader's palette is this coder's."""
        return COLOURS[(self.number - 1) % len(COLOURS)] if self.number else CONSENSUS_COLOUR

    @property
    def sign(self) -> str:
        """What stands in the badge."""
        return str(self.number) if self.number else "="


class Cell(Frozen):
    """What one coder, or the consensus, has in one field.

    `told`: state and basis in words; `there`: False where this coder has no such incident or row; `quotes`: the words
    under the value; `why`: of the consensus, how the value came there and the reason; `ticked`: it was checked against
    its words. `target`: where it is stored."""

    text: str = ""
    told: str = ""
    quotes: tuple[str, ...] = ()
    words: tuple[Evidence, ...] = ()
    target: Target = Target()
    there: bool = True
    blank: bool = False
    proposed: bool = False
    ticked: bool = False
    adopted: bool = False
    why: str = ""

    @property
    def said(self) -> str:
        """The whole cell in words."""
        parts = (self.text, self.told, *(f"“{quote}”" for quote in self.quotes), self.why)
        return ", ".join(part for part in parts if part)


LineKind = Literal["section", "row", "field", "add"]


class GridLine(Frozen):
    """One line of the grid. `cells`: the coders' in the order of the columns; `place`: where a decision about it goes
    (field, and of a row of a group the row's place among the aligned ones).

    `differs`: the coders do not say the same; `settled`: nothing is to be decided here any more. A line of kind “add”
    has no values: clicked it adds a row to its group."""

    kind: LineKind
    key: tuple[str, ...]
    label: str
    cells: tuple[Cell, ...] = ()
    consensus: Cell = Cell()
    field: str = ""
    group: str = ""
    depth: int = 0
    differs: bool = False
    settled: bool = True
    unclear: bool = False
    comments: CommentCount | None = None
    help: str = ""

    @property
    def choosable(self) -> bool:
        return self.kind not in ("section", "add")

    @property
    def to_settle(self) -> bool:
        return self.choosable and not self.settled

    @property
    def words(self) -> tuple[Evidence, ...]:
        """The words of all columns."""
        return tuple(span for cell in (*self.cells, self.consensus) for span in cell.words)
