# SPDX-License-Identifier: MIT
"""The middle of the review: the article with the words of every coder in lanes, and whose they are.

What lives here: head, legend and reader one above the other. What does not: which words are marked (highlights.py).
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.article_page import ArticlePage
from curator.app.review.legend import Legend
from curator.app.review.shown import ReviewShown
from curator.app.widgets import named


class ArticlePart(QWidget):
    """The same article as in coding, with a legend of coders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review.middle", self.tr("Article with the words of every coder"), role="paper")
        self.article = ArticlePage()
        self._rename()
        self.reader = self.article.reader
        self.legend = Legend()
        self._strip = named(QWidget(), "review.legend.strip", self.tr("Whose words are marked"), role="paper")
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(16, 0, 16, 8)
        row.addWidget(self.legend)
        layout = self.article.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.article)
        self.reader.visible_changed.connect(lambda _first, _last: self._align())
        self._strip.hide()
        self.article.head.show_read(None)
        self.setMinimumWidth(measures.LEAST_ARTICLE)

    def _rename(self) -> None:
        """The article of coding has these names too."""
        for widget in (self.article, *self.article.findChildren(QWidget)):
            if widget.objectName() and not widget.objectName().startswith("qt_"):
                widget.setObjectName(f"review.{widget.objectName()}")

    def _align(self) -> None:
        layout = self._strip.layout()
        left = self.reader.column_left()
        if layout is not None and layout.contentsMargins().left() != left:
            layout.setContentsMargins(left, 0, 16, 8)

    def show_article(self, shown: ReviewShown, anew: bool) -> None:
        """Show an article from its beginning, or (not `anew`) what has changed around it."""
        article = shown.article.coding.article
        file = article.fields.get("source_file", "").rsplit("/", 1)[-1]
        untitled = " · ".join(part for part in (f"№ {article.n}", file) if part)
        if anew:
            self.article.show_article(article.fields, shown.article.coding.text, untitled)
        else:
            self.article.head.show_fields(article.fields, untitled)
        self.legend.show_marks([layer.mark for layer in shown.layers])
        self._strip.setVisible(bool(shown.layers))

    def clear(self, hint: str) -> None:
        self.article.clear(hint)
        self._strip.hide()

    def wear_theme(self) -> None:
        self.article.wear_theme()
        self.legend.wear_theme()
