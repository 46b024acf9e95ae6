# SPDX-License-Identifier: MIT
"""What was said of what is chosen: of the field, else of the incident and of the article.

What lives here: choosing it and its lines. What does not: the list (threads.py), writing (talking.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.comments.lines import THE_ARTICLE, CommentLine
from curator.app.comments.passage import passage_of
from curator.app.review.shapes import GridLine
from curator.app.review.shown import ReviewShown
from curator.app.values.phrases import say, word
from curator.domain.coding import Comment

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


class Said(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page

    def show(self, line: GridLine | None) -> None:
        shown = self._page.shown
        if shown is None or self._page.found is None:
            return
        on_line = shown.comments_on(self._page.at, line) if line is not None else []
        about = line if line is not None and on_line else None
        on_incident = shown.comments_on(self._page.at, None)
        on_article = shown.comments_on_article()
        said = on_line or [*on_incident, *on_article]
        title = (
            self.tr("Comments on {field}").format(field=about.label) if about is not None
            else self.tr("Comments") if on_incident and on_article  # each tells its place
            else self.tr("Comments on the incident") if on_incident
            else self.tr("Comments on the article") if said else self.tr("Comments")
        )  # fmt: skip
        self._page.threads.show_lines(title, [self._line(each, said, shown) for each in said], self._page.writable)

    def go(self) -> None:
        """To the words with which the chosen comment begins, where it is one on words of the article."""
        shown, said = self._page.shown, self._page.threads.chosen()
        span = passage_of(said.text, shown.article.coding.text) if shown is not None and said is not None else None
        if span is not None:
            self._page.reader.select(*span)

    def _line(self, said: Comment, others: list[Comment], shown: ReviewShown) -> CommentLine:
        first = next(each for each in others if each.thread == said.thread)
        column = next((layer.mark.name for layer in shown.layers
                       if any(each.id == said.incident for each in layer.incidents)), "")  # fmt: skip
        place = self.tr("On {name}").format(name=column) if first is said and column else ""
        if first is said and not said.incident:
            place = word(said.field) if said.field else say(THE_ARTICLE)
        own = said.coder == shown.viewer
        return CommentLine(said, shown.names.get(said.coder, ""), place or (" " if first is said else ""),
                           first.resolved, own, True)  # fmt: skip
