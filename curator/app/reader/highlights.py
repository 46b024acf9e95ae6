# SPDX-License-Identifier: MIT
"""The highlights of one article: what they are and which of them touch a piece.

What lives here: Highlight and a set that finds them by piece, position and id. What does not: lanes, colours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

from curator.app.reader.paragraphs import Pieces
from curator.shape import Frozen

Kind = Literal["mention", "value", "not_codable", "article"]
WIDE = 16  # a highlight over more pieces than this is kept apart, so that filing one never costs more


class Highlight(Frozen):
    """Words of the article that mean something. `start`, `end` in code points; `colour` an index in the palette;
    `letter` the incident's badge; `label` what the tooltip says; `what` the same without the incident, for ears
    that pass by. `layer`: where several coders' words are compared, whose they are: all of one coder's share a lane,
    and have a ground only while they are active."""

    id: str
    start: int
    end: int
    letter: str = ""
    colour: int = 0
    kind: Kind = "mention"
    active: bool = False
    label: str = ""
    what: str = ""
    layer: str = ""

    @property
    def said(self) -> str:
        """What a screen reader says where the caret comes to it: “C, Killed”."""
        return ", ".join(each for each in (self.letter, self.what) if each) if self.what else self.label


def reading_order(highlight: Highlight) -> tuple[int, int, str]:
    """By beginning, the longer first."""
    return highlight.start, -highlight.end, highlight.id


class Highlights:
    """All highlights of one text, filed by the pieces they touch."""

    def __init__(self, pieces: Pieces, length: int, highlights: Iterable[Highlight] = ()) -> None:
        self._pieces = pieces
        self._length = length
        self._by_id: dict[str, Highlight] = {}
        self._by_piece: dict[int, list[Highlight]] = {}
        self._wide: list[Highlight] = []
        self._active = 0
        self.changes = 0  # how often one was filed or taken out
        for highlight in highlights:
            self.add(highlight)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Highlight]:
        return iter(self._by_id.values())

    @property
    def some_active(self) -> bool:
        """True when an incident is active, so that the others step back."""
        return self._active > 0

    def get(self, highlight_id: str) -> Highlight | None:
        return self._by_id.get(highlight_id)

    def difference(self, wanted: Iterable[Highlight]) -> tuple[list[str], list[Highlight]]:
        """The ids that are not wanted any more, and those wanted that are new or have changed."""
        gone, other = dict.fromkeys(self._by_id), []
        for highlight in wanted:
            gone.pop(highlight.id, None)
            there = self._by_id.get(highlight.id)
            if there is not highlight and there != highlight:
                other.append(highlight)
        return list(gone), other

    def check(self, highlight: Highlight) -> None:
        """Raises ValueError where the span is empty or does not lie in the text."""
        if not 0 <= highlight.start < highlight.end <= self._length:
            span = f"{highlight.start}-{highlight.end}"
            raise ValueError(f"highlight {highlight.id}: {span} is no span of a text of {self._length}")

    def add(self, highlight: Highlight) -> range:
        """File it (one with the same id is replaced first); the pieces it touches. Raises as check does."""
        self.check(highlight)
        if highlight.id in self._by_id:
            self.remove(highlight.id)
        self._by_id[highlight.id] = highlight
        touched = self.touched(highlight.start, highlight.end)
        if len(touched) > WIDE:
            self._wide.append(highlight)
        else:
            for index in touched:
                self._by_piece.setdefault(index, []).append(highlight)
        self._active += highlight.active
        self.changes += 1
        return touched

    def remove(self, highlight_id: str) -> range:
        """Take it out; the pieces it touched (none when the id is not known)."""
        highlight = self._by_id.pop(highlight_id, None)
        if highlight is None:
            return range(0)
        touched = self.touched(highlight.start, highlight.end)
        if len(touched) > WIDE:
            self._wide.remove(highlight)
        else:
            for index in touched:
                self._by_piece[index].remove(highlight)
        self._active -= highlight.active
        self.changes += 1
        return touched

    def touched(self, start: int, end: int) -> range:
        """The pieces that the span lies in."""
        first = max(0, bisect_right(self._pieces.starts, start) - 1)
        if end <= self._pieces.ends[first]:
            return range(first, first + 1)
        return range(first, self._pieces.at(end - 1) + 1)

    def in_piece(self, index: int) -> list[Highlight]:
        """Those that touch the piece, in reading order."""
        start, end = self._pieces.starts[index], self._pieces.ends[index]
        found = list(self._by_piece.get(index, ()))
        found += [highlight for highlight in self._wide if highlight.start < end and highlight.end > start]
        found.sort(key=reading_order)
        return found

    def at(self, pos: int) -> list[Highlight]:
        """Those that hold the code point at `pos`, the shortest (topmost) first."""
        found = [each for each in self.in_piece(self._pieces.at(pos)) if each.start <= pos < each.end]
        found.sort(key=lambda each: (each.end - each.start, not each.active, each.start, each.id))
        return found
