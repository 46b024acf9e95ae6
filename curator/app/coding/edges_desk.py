# SPDX-License-Identifier: MIT
"""The chosen words and their edges: which words have handles in the article, and what is done when one was moved.

What lives here: from chosen words to handles, from moved handles to an operation. What does not: the handles themselves
(reader/edging.py), the operation (words_desk.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from curator.app.coding.desk import Desk
from curator.app.reader.edges import By
from curator.app.values.article_lines import as_span
from curator.app.values.line import Line, LineKind, Target
from curator.domain.coding import Evidence


class EdgesDesk(QObject):
    """One for each page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._span: Evidence | None = None
        desk.reader.edges_moved.connect(self._moved)

    @property
    def span(self) -> Evidence | None:
        """The words whose edges can be moved now."""
        return self._span

    def choose(self, spans: Sequence[Evidence]) -> None:
        """These words were chosen: where they are one place and the coder's own, their edges can be moved."""
        self._desk.reader.settle_edges()  # what keys have just moved are the words chosen before
        places = {(span.start, span.end, span.role) for span in spans}
        span = spans[0] if len(places) == 1 else None
        self._span = span if span is not None and self.may_move(span) else None
        if self._span is None:
            self._desk.reader.set_handles(None)
        else:
            ids = [self._span.id, *(each.id for each in self.also(self._span))]
            self._desk.reader.set_handles((self._span.start, self._span.end), ids)

    def may_move(self, span: Evidence) -> bool:
        """Whether this coder may change these words."""
        desk, workspace = self._desk, self._desk.page.workspace
        if desk.shown is None or not workspace.writable or workspace.coder is None:
            return False
        incident = desk.shown.incident(span.incident)
        if incident is not None:
            return desk.is_own(incident)
        passage = next((each for each in desk.shown.coding.not_codable if each.id == span.id), None)
        return passage.coder == workspace.coder.id if passage is not None else not span.incident

    def also(self, span: Evidence) -> list[Evidence]:
        """The same words said of other parts of the value, which move along."""
        line = self._desk.page.side.values.current_line()
        if line is None or [each.id for each in line.words] != [span.id]:
            line = Line(LineKind.WORDS, Target(span.incident, span.row, span.field), words=(span,))
        return self._desk.page.chosen_desk.same_words(line)[1:]

    def move(self, to_the_right: bool, by: By) -> None:
        """One step with the edge that keys move."""
        if self._has_words():
            self._desk.reader.move_edge(to_the_right, by)

    def switch(self) -> None:
        """Let keys move the other edge."""
        if self._has_words():
            self._desk.reader.other_edge()
            start = self._desk.reader.moving_edge() == "start"
            self._desk.tell(self.tr("The keys move the beginning.") if start else self.tr("The keys move the end."))

    def _has_words(self) -> bool:
        if self._span is None:
            self._desk.tell(self.tr("Choose your words first: click them in the article, or in the form."))
        return self._span is not None

    def _moved(self, start: int, end: int) -> None:
        span = self._span
        if span is not None and (start, end) != (span.start, span.end):
            self._desk.page.given_desk.move(span, start, end, self.also(span), self._refused)

    def _refused(self, sentence: str) -> None:
        """They are where they were before."""
        self._desk.tell(sentence)
        self._desk.page.words.show_again()

    def current(self, spans: Sequence[Evidence]) -> list[Evidence]:
        """The same words as they stand in the article now; those that are gone are left out."""
        shown = self._desk.shown
        if shown is None:
            return []
        passages = {each.id: each for each in shown.coding.not_codable}
        now = (as_span(passages[span.id]) if span.id in passages else shown.span_by_id.get(span.id) for span in spans)
        return [span for span in now if span is not None]
