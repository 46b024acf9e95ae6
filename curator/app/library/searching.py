# SPDX-License-Identifier: MIT
"""The project's search as the library shows it.

What lives here: from the articles the search found to lines of hits. What does not: searching (tasks/search.py), the
list (hits.py), what is hidden from whoever is coding (store/search_scope.py). Their own private memos are searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from curator.app.library.finder import Finder, FoundWords
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, day, say, word
from curator.domain.faults import InputRefused

if TYPE_CHECKING:
    from curator.store.search_find import ArticleHit, PlaceHit
    from curator.store.search_hits import Snippet
    from curator.workspace import Workspace

MOST = 50  # articles, the newest ones
_BEFORE = 36  # code points before the words
TEXT = T(CONTEXT, "Text")
INCIDENT = T(CONTEXT, "{label}, incident {number}")
MORE_HITS = T(CONTEXT, "{where}, {count} times")
COMMENT = T(CONTEXT, "Comment by {name}")
ON_INCIDENT = T(CONTEXT, "incident {number}")


def finder_of(workspace: Workspace) -> Finder:
    """A search in the texts of this project, and in what is coded and said there, if whoever is coding may see it."""

    def find(words: str) -> Sequence[FoundWords]:
        from curator.tasks.search import Scope, read_query, search

        query = read_query(words)
        if query.problem:
            raise InputRefused(query.problem)
        coder = workspace.coder
        found = search(workspace, query, Scope(reader=coder.id if coder else ""), limit=MOST)
        with workspace.read() as reads:
            names = {each.id: each.name for each in reads.coders()}
        return [line for article in found.articles for line in _lines(article, names)]

    return find


def _lines(article: ArticleHit, names: Mapping[str, str]) -> Iterator[FoundWords]:
    title = article.title or article.source_file.rsplit("/", 1)[-1] or f"№ {article.n}"
    about = " · ".join(part for part in (article.outlet, day(article.published)) if part)
    if article.hits:
        times = len(article.hits)
        text = say(TEXT) if times == 1 else say(MORE_HITS, where=say(TEXT), count=times)
        first = article.snippet.hits[0] if article.snippet.hits else None
        start, end = (first[0] + article.snippet.start, first[1] + article.snippet.start) if first else (-1, -1)
        where = " · ".join(part for part in (text, about) if part)
        yield FoundWords(article.n, title, *_context(article.snippet), where, start, end)
    for place in article.places:
        said = place.id if place.kind == "comment" else ""
        where = _where_said(place, names) if said else _where(place)
        yield FoundWords(article.n, title, *_context(place.text), where, incident=place.incident, comment=said)


def _context(snippet: Snippet) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words with a little before them, so that they stand in the first lines of a narrow list, and their marks."""
    first = snippet.hits[0][0] if snippet.hits else 0
    cut = snippet.text.find(" ", first - _BEFORE, first) + 1 if first > _BEFORE else 0
    sign = "… " if cut or snippet.more_before else ""
    end = " …" if snippet.more_behind else ""
    moved = len(sign) - cut
    return sign + snippet.text[cut:] + end, tuple((start + moved, stop + moved) for start, stop in snippet.hits)


def _where(place: PlaceHit) -> str:
    label = place.label or word(place.field) or word(place.what)
    return say(INCIDENT, label=label, number=place.number) if place.number else label


def _where_said(place: PlaceHit, names: Mapping[str, str]) -> str:
    """Who said it, and of what."""
    incident = say(ON_INCIDENT, number=place.number) if place.number else ""
    told = (say(COMMENT, name=names.get(place.writer, "")), ", ".join(part for part in (place.label, incident) if part))
    return " · ".join(part for part in told if part)
