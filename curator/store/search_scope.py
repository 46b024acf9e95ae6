# SPDX-License-Identifier: MIT
"""What a search may look into: whose layers, which private texts, which articles.

What lives here: that choice, as questions to the index and a judgement of what they give. What does not: asking
(search_find.py), which texts are private (search_coded.py).

The article's text, its head, and what is said of it are everybody's. Whoever looks (`reader`) sees their own layer with
its private memos and their own comments, and colleagues' layers, without memos, where the article is open: blind coding
holds in a search too (store/layers.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass

from curator.store.layers import ALWAYS, not_blind, open_to


@dataclass(frozen=True)
class Scope:
    """Whose coding is searched (ids of coders; None: everybody's) and whether everybody's private fields are (`memos`).

    `reader`: who looks in a window, the id of a coder, "" for somebody nobody knows: what is hidden from them is not
    searched, and their own private fields are. None: only what assignments hide from `viewer` (an id, or "") is not
    searched, as commands do.
    `within`: local numbers of the articles that count, for filters by language, date, reading state; None: all.
    """

    coders: Collection[str] | None = None
    memos: bool = False
    within: Collection[int] | None = None
    reader: str | None = None
    viewer: str = ""

    def has(self, n: int) -> bool:
        return self.within is None or n in self.within


@dataclass(frozen=True)
class Asking:
    """One question to the index of what is coded. `private`: it looks into private texts too.

    `counts(n, coder, writer)`: whether a document of article `n`, of that layer ("": nobody's), a comment by that
    writer (""), may answer it.
    """

    expression: str
    private: bool
    counts: Callable[[int, str, str], bool]


class Sight:
    """What a scope lets one see of a snapshot of the project."""

    def __init__(self, project: sqlite3.Connection, scope: Scope) -> None:
        self._project = project
        self._scope = scope
        self._open: dict[int, bool] = {}
        looks, rule = (scope.viewer, not_blind) if scope.reader is None else (scope.reader, open_to)
        self._is_open, self._values = rule(project, "a.id", looks)

    def askings(self, expression: str) -> list[Asking]:
        """The questions of which each document answers at most one."""
        without = f"{{open}} : {expression}"
        reader = self._scope.reader
        if self._scope.memos:
            return [Asking(expression, True, self._counts)]
        if not reader:
            return [Asking(without, False, self._counts)]
        return [
            Asking(without, False, lambda n, coder, writer: coder != reader and self._counts(n, coder, writer)),
            Asking(expression, True, lambda n, coder, writer: coder == reader and self._counts(n, coder, writer)),
        ]

    def _counts(self, n: int, coder: str, writer: str) -> bool:
        wanted = self._scope.coders
        chosen = wanted is None or not coder or coder in wanted or writer in wanted
        return chosen and self._is_seen(n, coder, writer)

    def _is_seen(self, n: int, coder: str, writer: str) -> bool:
        looks = self._scope.viewer if self._scope.reader is None else self._scope.reader
        if not coder or coder == looks or (writer and writer == looks):
            return True
        if self._is_open == ALWAYS:
            return True
        if n not in self._open:
            sql = f"SELECT 1 FROM articles a WHERE a.n = ? AND {self._is_open}"
            self._open[n] = self._project.execute(sql, (n, *self._values)).fetchone() is not None
        return self._open[n]
