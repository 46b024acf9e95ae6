# SPDX-License-Identifier: MIT
"""The article as a column of pieces of which only the needed ones are laid out.

What lives here: text, pieces, heights, highlights, and the cache of layouts. What does not: the window on it
(scrolling.py), painting, the caret.
"""

from __future__ import annotations

from collections.abc import Iterable

from curator.app.reader.direction import language_runs_right_to_left, runs_right_to_left
from curator.app.reader.heights import Heights
from curator.app.reader.highlights import Highlight, Highlights
from curator.app.reader.lanes import assign_lanes
from curator.app.reader.layout import Dress, LaidPiece, lay_out
from curator.app.reader.offsets import Offsets
from curator.app.reader.paragraphs import Pieces
from curator.app.reader.style import TextStyle

CACHE = 400_000  # code points kept laid out; a layout takes roughly 100 bytes a letter
LANES_GAP = 0.5  # pixels between the text and the first lane


class Flow:
    """One article at one width. Every number of pixels is counted from the top of the first piece."""

    def __init__(self, text: str, language: str, style: TextStyle, width: int) -> None:
        self.text = text
        self.language = language
        self.offsets = Offsets(text)
        self.pieces = Pieces(text)
        self.highlights = Highlights(self.pieces, len(text))
        # Paragraphs without letters follow the language; where it is not known, the article's first letter.
        self._rtl = language_runs_right_to_left(language) if language else runs_right_to_left(text, 0, len(text))
        self._laid: dict[int, LaidPiece] = {}
        self._laid_characters = 0
        self.restyle(style, width)

    def restyle(self, style: TextStyle, width: int) -> None:
        """Another type or width: nothing is laid out any more, all heights are estimates."""
        self.style = style
        self.width = width
        self._laid.clear()
        self._laid_characters = 0
        per_line = max(1, int(width / style.character))
        pitch, gap, blank = style.pitch, style.gap, self._blank_height()
        self.heights = Heights(
            -((start - end) // per_line) * pitch + gap if end > start else blank
            for start, end in zip(self.pieces.starts, self.pieces.ends, strict=True)
        )

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Replace all of them. Raises ValueError for a span outside the text (then nothing changes)."""
        self.highlights = Highlights(self.pieces, len(self.text), highlights)
        for laid in self._laid.values():
            laid.dress = None

    def put_highlights(self, highlights: Iterable[Highlight], gone: Iterable[str] = ()) -> set[int]:
        """Add these, or put them in the place of those with the same ids, and take out those with the ids `gone`.

        The laid out pieces that look other than before. Raises ValueError like set_highlights."""
        some_active, highlights = self.highlights.some_active, list(highlights)
        for highlight in highlights:
            self.highlights.check(highlight)
        touched: set[int] = set()
        for highlight in highlights:
            touched.update(self.highlights.remove(highlight.id), self.highlights.add(highlight))
        for highlight_id in gone:
            touched.update(self.highlights.remove(highlight_id))
        laid = set(self._laid)
        return self._undress(laid if self.highlights.some_active != some_active else touched & laid)

    def _undress(self, pieces: set[int]) -> set[int]:
        for index in pieces:
            self._laid[index].dress = None
        return pieces

    def piece(self, index: int) -> LaidPiece:
        """The piece laid out and dressed; its true height is known from then on."""
        laid = self._laid.get(index)
        if laid is None:
            laid = self._lay_out(index)
        if laid.dress is None:
            self._put_on(index, laid)
        return laid

    def height(self, index: int) -> int:
        """The true height of the piece."""
        return self.piece(index).height

    def piece_of(self, pos: int) -> tuple[int, LaidPiece]:
        index = self.pieces.at(pos)
        return index, self.piece(index)

    def right_to_left(self, index: int) -> bool:
        """The direction of the paragraph that the piece belongs to; one without letters follows the language."""
        first = self.pieces.first_of_paragraph(index)
        return runs_right_to_left(self.text, self.pieces.starts[first], self.pieces.ends[first], otherwise=self._rtl)

    def _lay_out(self, index: int) -> LaidPiece:
        start, end = self.pieces.starts[index], self.pieces.ends[index]
        while self._laid and self._laid_characters + end - start > CACHE:
            oldest = self._laid.pop(next(iter(self._laid)))
            self._laid_characters -= oldest.end - oldest.start
        rtl = self.right_to_left(index)
        font = self.style.rtl_font if rtl else self.style.font
        laid = lay_out(self.text, start, end, self.offsets, font, self.width, rtl)
        self._laid[index] = laid
        self._laid_characters += end - start
        return laid

    def _put_on(self, index: int, laid: LaidPiece) -> None:
        highlights = self.highlights.in_piece(index)
        lanes = assign_lanes(highlights, self.highlights.some_active)
        on_line: dict[int, list[Highlight]] = {}
        for highlight in highlights:
            for line_index in range(laid.line_of(max(highlight.start, laid.start)), len(laid.lines)):
                if laid.lines[line_index].start >= highlight.end:
                    break
                on_line.setdefault(line_index, []).append(highlight)
        self._place_lines(index, laid, {at: 1 + max(lanes[each.id] for each in on) for at, on in on_line.items()})
        laid.dress = Dress(highlights, lanes, on_line)
        self.heights.put(index, laid.height)

    def _place_lines(self, index: int, laid: LaidPiece, lanes: dict[int, int]) -> None:
        top, style = 0, self.style
        pitch = style.rtl_pitch if laid.right_to_left else style.pitch
        blank = self._blank_height() if laid.start == laid.end else 0
        for at, line in enumerate(laid.lines):
            line.top, line.lanes = top, lanes.get(at, 0)
            line.below = line.line.ascent() + line.line.descent() + LANES_GAP
            needed = round(line.below + line.lanes * style.lane + 1.5)
            line.height = blank or max(pitch, needed)
            top += line.height
        laid.height = top + (style.gap if self._gap_follows(index) else 0)

    def _gap_follows(self, index: int) -> bool:
        pieces = self.pieces
        if not pieces.closes_paragraph(index) or pieces.starts[index] == pieces.ends[index]:
            return False
        following = index + 1
        return following == len(pieces) or pieces.starts[following] < pieces.ends[following]

    def _blank_height(self) -> int:
        return round(self.style.pitch * 0.55)
