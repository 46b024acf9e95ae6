# SPDX-License-Identifier: MIT
"""Articles by their title, and the incidents of the article that is open, for the line of commands.

What lives here: these providers, and a way on to the search in texts. What does not: what may be seen (the page shows
only that), the search itself (library/).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from curator.app.commands.offers import Give, Offer
from curator.app.library.model import about, shown_title
from curator.app.translating import T
from curator.app.word_search import found
from curator.app.workspace_page import WorkspacePage
from curator.store.articles import ArticleLine

_CONTEXT = "commands"
_ARTICLE = T(_CONTEXT, "Article")
_INCIDENT = T(_CONTEXT, "Incident {letter}")
_SEARCH = T(_CONTEXT, "Search texts, values and comments for “{words}”")
_MOST = 8


def _said(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


class ArticleOffers:
    """The articles with these words in title, outlet or file name, read off the window's thread."""

    def __init__(self, page: Callable[[], WorkspacePage | None]) -> None:
        self._page = page

    def seek(self, words: str, give: Give) -> None:
        page = self._page()
        if page is None or not words.strip():
            return

        def read() -> Sequence[ArticleLine]:
            with page.workspace.read() as reads:
                coder = page.workspace.coder
                numbers = reads.article_ns("published", True, words.strip())[:_MOST]
                return reads.article_lines(numbers, coder.id if coder else "")

        def show(lines: Sequence[ArticleLine]) -> None:
            give([self._offer(page, line) for line in lines])

        page.background.run(read, show, lane="commands")

    @staticmethod
    def _offer(page: WorkspacePage, line: ArticleLine) -> Offer:
        told = "  ".join((_said(_ARTICLE), *about(line)))
        return Offer(shown_title(line), lambda: page.choose_article(line.n), told)


class IncidentOffers:
    """The incidents of the open article, as its list shows them."""

    def __init__(self, page: Callable[[], WorkspacePage | None]) -> None:
        self._page = page

    def seek(self, words: str, give: Give) -> None:
        page = self._page()
        if page is None or page.shown is None or not words.strip():
            return
        offers = []
        for each in page.shown.incidents:
            told = _said(_INCIDENT).format(letter=each.letter)
            if found(words, f"{told} {each.title} {each.summary}") is not None:
                offers.append(Offer(each.title, partial(page.choose_incident, each.incident.id, go=True), told))
        give(offers[:_MOST])


class SearchOffers:
    """A way on with the same words, for whoever looked here for what stands in the texts."""

    def __init__(self, page: Callable[[], WorkspacePage | None], key: Callable[[], str]) -> None:
        """`key` tells the key of the search."""
        self._page, self._key = page, key

    def seek(self, words: str, give: Give) -> None:
        page, sought = self._page(), words.strip()
        if page is not None and sought:
            text = _said(_SEARCH).format(words=sought)
            give([Offer(text, lambda: page.panels.begin_search(sought), key=self._key())])
