# SPDX-License-Identifier: MIT
"""Articles that are nearly the same as another one, in a project: found at import, and asked for of one article.

What lives here: reading the project's texts into an index, and telling what is near. What does not: what near is
(domain/near.py), importing (import_articles.py). The index holds samples of texts for as long as a task runs.
"""

from __future__ import annotations

from collections.abc import Callable

from curator.domain.near import NEAR, Near, NearIndex, likeness, near_of, shingles
from curator.tasks.job import Cancelled, Stopped, never
from curator.workspace import Workspace

_AT_ONCE = 500  # articles a look into the project
_PAGE = "SELECT a.n, a.id, t.text FROM articles a JOIN article_texts t ON t.n = a.n WHERE a.n > ? ORDER BY a.n LIMIT ?"
Tell = Callable[[int, int], None]


class NearArticles:
    """The articles of a project, and those that come while it is used, by what their texts are like."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index = NearIndex()
        self._coming: dict[str, frozenset[int]] = {}
        self._came: dict[str, str] = {}

    def read_project(self, tell: Tell = lambda done, total: None, cancelled: Cancelled = never) -> None:
        """Take in all texts of the project, some hundreds at a time; raises Stopped."""
        last = done = 0
        with self._workspace.read() as reads:
            total = reads.article_count()
        while True:
            with self._workspace.read() as reads:
                page = reads.connection.execute(_PAGE, (last, _AT_ONCE)).fetchall()
            if not page:
                return
            if cancelled():
                raise Stopped("")
            tell(done, total)
            for _, article, text in page:
                self._index.add(article, shingles(text))
            last = page[-1][0]
            done += len(page)

    def expect(self, name: str, text: str) -> None:
        """Take in a text that will be an article; `name`: what tells it apart until it is one."""
        self._coming[name] = shingles(text)
        self._index.add(name, self._coming[name])

    def arrived(self, name: str, article: str) -> None:
        """What was expected is an article now."""
        if self._coming.pop(name, None) is not None:
            self._came[name] = article

    def near(self, text: str, but: str = "") -> list[Near]:
        """What is nearly the same as a text, the most alike first; `but`: an article that is not asked for. Of what is
        expected still, the article is the name."""
        own = shingles(text)
        wanted = [self._came.get(name, name) for name in self._index.candidates(own) if name != but]
        with self._workspace.read() as reads:
            texts = [(name, reads.article_text(name)) for name in wanted if name not in self._coming]
        found = near_of(text, texts)
        for name in wanted:
            if name in self._coming and (share := likeness(own, self._coming[name])) >= NEAR:
                found.append(Near(name, share))
        return sorted(found, key=lambda near: (-near.likeness, near.article))


def near_duplicates(workspace: Workspace, article: str, tell: Tell = lambda done, total: None,
                    cancelled: Cancelled = never) -> list[Near]:  # fmt: skip
    """What in the project is nearly the same as one of its articles, the most alike first; raises Stopped."""
    library = NearArticles(workspace)
    library.read_project(tell, cancelled)
    with workspace.read() as reads:
        text = reads.article_text(article)
    return library.near(text, but=article)
