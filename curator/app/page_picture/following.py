# SPDX-License-Identifier: MIT
"""The picture of the page and the text of the article, going along with each other.

What lives here: which page is shown, from the selection, the chosen words and the scrolling of the text; from a click
on the page to the words in the text; whether there is a picture at all. What does not: drawing (asking.py), the widgets
(pane.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from curator.app.page_picture.asking import PageAsking, Wish
from curator.app.page_picture.lit import lit_words
from curator.app.page_picture.pane import PicturePane
from curator.app.page_picture.places import page_of
from curator.app.theme import current
from curator.domain.graphemes import grapheme_span, word_span

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage
    from curator.formats.pdf_page import PagePicture

READER = "pdf"


class PagePictures(QObject):
    """One for each page of a project. `closing_wanted`: the user wants no pictures any more."""

    closing_wanted = Signal()

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page, self._reader = page, page.article.reader
        self.pane = PicturePane()
        self._asking = PageAsking(page.workspace, page.background, self)
        self._wished = False
        self._article: str | None = ""  # the one on show; None: look again
        self._drawn = False  # its pages can be drawn
        self._held = -1  # words that were gone to: their page stays for as long as they are seen in the text
        self._soon = QTimer(self, singleShot=True, interval=0)  # several changes at once are followed once
        self._soon.timeout.connect(self._light)
        self._asking.came.connect(self._came)
        self._asking.refused.connect(self.pane.say)
        self.pane.closing_wanted.connect(self.closing_wanted)
        canvas = self.pane.canvas
        canvas.clicked.connect(self._clicked)
        canvas.dragged.connect(self._reader.select)
        canvas.page_wanted.connect(self._turn)
        canvas.width_changed.connect(self._draw_anew)
        canvas.text_wanted.connect(self._reader.setFocus)
        self._reader.selection_changed.connect(self._follow_selection)
        self._reader.caret_moved.connect(lambda at: self._show_place(at, at))
        self._reader.visible_changed.connect(self._follow_scrolling)
        self._reader.marks_changed.connect(self._follow_marks)
        page.situation_changed.connect(lambda: self._follow_article())

    # Whether there is a picture

    def wish_for(self, shown: bool, insisted: bool = True) -> None:
        """Show the page beside the text of every article that came from a PDF, or no more. Where that is `insisted` on
        and the article on show did not, it is said why there is nothing."""
        if shown != self._wished:
            self._wished, self._article = shown, None
            self._follow_article(insisted)

    def wear_theme(self) -> None:
        """Take the colours of the theme in force."""
        self._light()
        self.pane.canvas.viewport().update()

    def close(self) -> None:
        """The project is about to be closed."""
        self._asking.close()

    def _follow_article(self, insisted: bool = False) -> None:
        shown = self._page.shown if self._wished else None
        article = shown.coding.article.id if shown is not None else ""
        if article == self._article:
            return
        self._article = article
        self._asking.close()
        self._held = -1
        is_pdf, why = self._looked_up(article)
        self._drawn = shown is not None and not why
        self.pane.say(why)
        self._page.article.put_beside(self.pane, self._wished and (is_pdf or insisted))
        if shown is not None and self._drawn:
            self._asking.open(article, shown.coding.article.text_sha256)
            QTimer.singleShot(0, self, self._draw_first)  # the page has its real width only then

    def _draw_first(self) -> None:
        if self._drawn and self.pane.canvas.shown is None:
            self.pane.show_page()
            self._want(-1, self._reader.visible_span()[0])

    def _looked_up(self, article: str) -> tuple[bool, str]:
        """Whether an article came from a PDF, and why its pages cannot be shown ("" where they can)."""
        if not article:
            return False, self.tr("Choose an article to see its page here.")
        with self._page.workspace.read() as reads:
            origin = reads.origin(article)
        if origin is None or origin.reader != READER:
            said = self.tr("This article did not come from a PDF. Pages are shown beside the text of those that did.")
            return False, said
        if not origin.kept:
            said = self.tr("The PDF of this article is not in the project: it is larger than 5 MB, or was left out.")
            return True, f"{said} {self.tr('Its text is here all the same.')}"
        return True, ""

    # From the text to the page

    def _want(self, page: int, offset: int = 0) -> None:
        if self._drawn:
            self._asking.want(Wish(page, offset if page < 0 else 0, self.pane.canvas.wanted_width()))

    def _draw_anew(self) -> None:
        shown = self.pane.canvas.shown
        if shown is not None and abs(shown.width - self.pane.canvas.wanted_width()) > 1:
            self._want(shown.page)

    def _came(self, shown: PagePicture) -> None:
        self.pane.canvas.show_page(shown)
        self.pane.show_page()
        self._light()
        start, end = self._reader.selected_span()
        if start < end:
            self.pane.canvas.reveal(start, end)

    def _show_place(self, start: int, end: int) -> None:
        """Show the page on which these words begin, and bring them into view."""
        shown = self.pane.canvas.shown
        if shown is None or not self._drawn:
            return
        self._held, page = start, page_of(shown, start)
        if page == shown.page:
            self.pane.canvas.reveal(start, max(end, start + 1))
        else:
            self._want(page)

    def _follow_selection(self, start: int, end: int) -> None:
        self._soon.start()
        if start < end:
            self._show_place(start, end)

    def _follow_marks(self) -> None:
        self._soon.start()
        chosen = self._reader.lit_words()
        if chosen:
            self._show_place(*chosen[0])

    def _follow_scrolling(self, first: int, last: int) -> None:
        """The text was scrolled: show the page that most of what is seen is on."""
        shown = self.pane.canvas.shown
        if shown is None or not self._drawn or first <= self._held <= last:
            return
        at_edge = last if last >= len(self._reader.text()) - 1 else 0 if first == 0 else None
        page = page_of(shown, (first + last) // 2 if at_edge is None else at_edge)
        if page != shown.page:
            self._held = -1
            self._want(page)

    def _light(self) -> None:
        canvas = self.pane.canvas
        if canvas.shown is None:
            return
        reader = self._reader
        canvas.light(
            lit_words(reader.highlights(), reader.lit_words(), reader.selected_span(), contrast=current().contrast)
        )

    # From the page to the text

    def _turn(self, page: int) -> None:
        """Another page, with its text beside it."""
        self._want(page)
        shown = self.pane.canvas.shown
        if shown is not None and shown.made_so:
            self._held = shown.page_starts[page]
            self._reader.scroll_to(self._held, self._held)

    def _clicked(self, offset: int) -> None:
        """A word of the page: choose the value it supports, as in the text; else select it there."""
        here = self._reader.highlights_holding(offset)
        if here:
            self._reader.place_caret(grapheme_span(self._reader.text(), offset)[0])
            self._reader.choose([each.id for each in here])
        else:
            start, end = word_span(self._reader.text(), offset)
            blank = not self._reader.text()[start:end].strip()
            self._reader.select(*word_span(self._reader.text(), start - 1) if blank and start else (start, end))
