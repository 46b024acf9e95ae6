# SPDX-License-Identifier: MIT
"""The words of the article that stand out, and what is chosen by them.

What lives here: from a value to its words, from clicked words to their value, from one highlight to the next. What does
not: painting them (reader/), changing them (coding/).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from curator.app.values.line import Target
from curator.domain.coding import Evidence

if TYPE_CHECKING:
    from curator.app.side_panel import SidePanel
    from curator.app.workspace_page import WorkspacePage


class WordsInSight(QObject):
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page = page
        self._at = -1  # which of the highlights, in the order of the text, was gone to last
        self._chosen: tuple[Evidence, ...] = ()

    def connect_panels(self) -> None:
        """Follow what is chosen in the article and beside it."""
        self._page.beside.when_made(self._connect_side)
        self._page.article.reader.highlight_clicked.connect(self._highlight_clicked)

    def _connect_side(self, side: SidePanel) -> None:
        side.words_chosen.connect(self.choose)
        side.words_pointed.connect(self._point)
        side.highlight_pointed.connect(self._show_highlight)
        side.highlight_wanted.connect(self._go_to_highlight)

    def forget(self) -> None:
        """Another article is on show."""
        self._chosen = ()

    def begin(self) -> None:
        """The highlights are those of an article read anew: going through them begins anew."""
        self._at = -1

    def step(self, by: int) -> None:
        """Go to the next (or the one before) of all highlighted words of the article."""
        if self._page.shown is None:
            return
        order = sorted(self._page.article.reader.highlights(), key=lambda each: (each.start, -each.end, each.id))
        if not order:
            self._page.desk.tell(self.tr("Nothing is marked in this article yet."))
            return
        before = self._at if self._at >= 0 else -1 if by > 0 else 0
        self._at = (before + by) % len(order)
        chosen = order[self._at]
        self._highlight_clicked([chosen.id])
        self._page.article.reader.scroll_to(chosen.start, chosen.end)

    def step_here(self, by: int) -> None:
        """Go on to the next (or the one before) of the highlights that overlap at the caret."""
        if not self._page.article.reader.highlights_here():
            self._page.desk.tell(self.tr("Nothing is marked where the caret stands."))
            return
        self._page.article.reader.next_highlight_here(by)

    def light(self, spans: Sequence[Evidence], go: bool) -> None:
        """Let these words stand out in the article; with `go` bring the first of them into view."""
        self._chosen = tuple(spans)
        self._page.article.reader.light([(span.start, span.end) for span in spans])
        if go and spans:
            self._page.article.reader.scroll_to(spans[0].start, spans[0].end)

    def choose(self, spans: Sequence[Evidence], go: bool) -> None:
        """These words are meant: they stand out, and their edges can be moved."""
        self.light(spans, go)
        self.choose_edges(spans)

    def follow(self) -> None:
        """The chosen words may stand elsewhere now, or be gone."""
        if not self._chosen:
            return
        if not self._page.has_desks:
            return  # nothing was coded or chosen here yet
        with_handles = self._page.edges_desk.span is not None
        self.light(self._page.edges_desk.current(self._chosen), False)
        self._page.edges_desk.choose(self._chosen if with_handles else ())

    def choose_edges(self, spans: Sequence[Evidence]) -> None:
        """The edges of these words can be moved, as soon as there is what moves them."""
        if self._page.has_desks:
            self._page.edges_desk.choose(spans)

    def show_again(self) -> None:
        """Words were shown where they are not: a change of them was refused."""
        if self._page.shown is not None:
            self._page.article.reader.show_highlights(self._page.shown.highlights(self._page.side.incident))
            self.follow()

    def _point(self, spans: Sequence[Evidence]) -> None:
        """Words under the mouse stand out for as long as it rests there."""
        shown = spans or self._chosen
        self._page.article.reader.light([(span.start, span.end) for span in shown])

    def _highlight_clicked(self, ids: list[str]) -> None:
        """Words of the article were clicked: choose the value they support, in its incident."""
        if self._page.shown is None or not ids:
            return
        span = self._page.shown.span_by_id.get(ids[0])
        if span is None:
            self._passage_clicked(ids[0])
            return
        if span.incident and span.incident != self._page.side.incident:
            self._page.choose_incident(span.incident)
        self._page.side.mark(self._page.shown.targets_of(span), span.id)
        self.choose((span,), False)

    def _passage_clicked(self, passage_id: str) -> None:
        assert self._page.shown is not None
        passage = next((each for each in self._page.shown.coding.not_codable if each.id == passage_id), None)
        if passage is not None:
            from curator.app.values.article_lines import as_span

            self._page.side.mark([Target(field=passage.id)], passage.id)
            self.choose((as_span(passage),), False)

    def _show_highlight(self, span_id: str) -> None:
        """A highlight was chosen in the list of them: the article shows it, the list keeps the keyboard."""
        span = self.span(span_id)
        if span is not None:
            self.choose((span,), True)

    def _go_to_highlight(self, span_id: str) -> None:
        """From the list of highlights to the value that one supports."""
        self._show_highlight(span_id)
        self._highlight_clicked([span_id])
        view = self._page.side.pages.currentWidget()
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def span(self, span_id: str) -> Evidence | None:
        """The words of a highlight, a passage's too."""
        shown = self._page.shown
        if shown is None:
            return None
        from curator.app.values.article_lines import as_span

        passage = next((each for each in shown.coding.not_codable if each.id == span_id), None)
        return as_span(passage) if passage is not None else shown.span_by_id.get(span_id)
