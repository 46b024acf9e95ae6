# SPDX-License-Identifier: MIT
"""The words of the review: which are marked in the article, what is clicked there, what is selected.

What lives here: how grid and article follow each other. What does not: the marks (highlights.py), painting (reader/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.review.highlights import highlights_of
from curator.app.review.shapes import GridLine
from curator.domain.coding import Evidence

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


class WordsSeen(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page

    def mark(self) -> None:
        """Mark every coder's words as they are to be seen now."""
        shown = self._page.shown
        if shown is None:
            return
        line = self._page.grid.chosen_line() if self._page.found is not None else None
        layers = [layer for layer in shown.layers if self._page.middle.legend.shows(layer.mark.coder)]
        names = {each.id: shown.called(each) for layer in layers for each in layer.incidents}
        chosen = shown.ids(self._page.at) if self._page.found is not None else ()
        words = self._lit(line) if line is not None else ()
        self._page.reader.show_highlights(highlights_of(layers, chosen, words, names))

    def _lit(self, line: GridLine) -> list[Evidence]:
        """The words of a line, those of the chosen column first."""
        cells = [*line.cells, line.consensus]
        at = self._page.grid.chosen_column() - 1
        first = cells[at : at + 1] if at >= 0 else []
        return [span for cell in (*first, *cells) for span in cell.words]

    def go(self) -> None:
        """Scroll to what reports the incident."""
        found = self._page.found
        mentions = [span for each in (found.there if found is not None else ()) for span in each.mentions()]
        if mentions:
            self._page.reader.scroll_to(mentions[0].start, mentions[0].end)

    def cell_chosen(self) -> None:
        """Another cell is chosen: its words stand out."""
        self.mark()
        self._page.situation_changed.emit()

    def line_chosen(self, line: GridLine | None) -> None:
        """Another line is chosen: its words and what was said of it are shown."""
        self.mark()
        self._page.said.show(line)
        if line is not None and line.words and self._page.showing.scrolls:
            cell = self._page.grid.lines.cell(self._page.grid.currentIndex().row(), self._page.grid.chosen_column())
            words = cell.words if cell is not None and cell.words else line.words
            self._page.reader.scroll_to(words[0].start, words[0].end)

    def clicked(self, ids: list[str]) -> None:
        """Choose the incident and the field that clicked words belong to."""
        shown = self._page.shown
        if shown is None or not ids:
            return
        for layer in shown.layers:
            for incident in layer.incidents:
                span = next((each for each in incident.evidence if each.id == ids[0]), None)
                if span is not None:
                    self._page.going.choose_incident(incident.id)
                    self._choose_words(span.id)
                    return

    def _choose_words(self, span: str) -> None:
        for row, line in enumerate(self._page.grid.lines.lines):
            for column, cell in enumerate((*line.cells, line.consensus), 1):
                if line.kind == "field" and any(each.id == span for each in cell.words):
                    self._page.grid.choose(row, column)
                    return

    def selected(self) -> tuple[int, int] | None:
        """The selected words of the article, without white space at their edges; None where none are."""
        text = self._page.reader.text()
        start, end = self._page.reader.selected_span()
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None
