# SPDX-License-Identifier: MIT
"""Versions that were received and do not stand, for people: units in conflict with both versions, and what waits.

What lives here: which there are, and whose contents may be seen yet. What does not: how they came to be there
(operations), choosing one (operations/choose_version.py), words and lists (the faces).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from curator.domain.versions import Head
from curator.shape import Frozen, fresh
from curator.store.layers import seen_layers
from curator.store.units import content_of
from curator.store.versions import CONFLICT, Aside, Known, asides
from curator.workspace import Workspace


class Conflict(Frozen):
    """A unit of which several versions were made apart. `versions`: the one that stands, then those set aside;
    `asides`: how ChooseVersion calls each ("": the one that stands); `n`, `title`: the article's; `owner`: the name of
    whose unit it is, "" for an article's own details.

    `hidden`: the contents are a colleague's and must not be seen yet (blind coding); then no version holds any.
    """

    kind: str
    unit: str
    article: str
    n: int
    title: str
    coder: str
    owner: str
    versions: tuple[Head, ...]
    asides: tuple[str, ...]
    hidden: bool = False


class VersionsAside(Frozen):
    """All that was set aside. `waiting`: how many versions of each kind wait for what they speak of.

    An incident that cannot stand, because another one holds a part of it now, is among the conflicts: nothing brings it
    back but a choice.
    """

    conflicts: tuple[Conflict, ...] = ()
    waiting: Mapping[str, int] = fresh(default_factory=dict)

    @property
    def waits(self) -> int:
        return sum(self.waiting.values())

    def of_article(self, article: str) -> tuple[Conflict, ...]:
        return tuple(each for each in self.conflicts if each.article == article)


def versions_aside(workspace: Workspace) -> VersionsAside:
    """What was set aside in this project, in the order of the articles; next to nothing where that is nothing."""
    looking = workspace.coder.id if workspace.coder is not None else ""
    with workspace.read() as reads:
        connection = reads.connection
        found = list(asides(connection))
        if not found:
            return VersionsAside()
        waiting = Counter(each.kind for each in found if not _to_choose(each))
        by_unit: dict[tuple[str, str], list[Aside]] = {}
        for each in found:
            if _to_choose(each):
                by_unit.setdefault((each.kind, each.unit), []).append(each)
        if not by_unit:
            return VersionsAside((), dict(waiting))
        names = {coder.id: coder.name for coder in reads.coders()}
        known = Known(connection)
        made = [_conflict(connection, known, several, names, looking) for several in by_unit.values()]
    return VersionsAside(tuple(sorted(made, key=lambda each: (each.n, each.kind, each.unit))), dict(waiting))


def _to_choose(aside: Aside) -> bool:
    return aside.why == CONFLICT or aside.kind == "incident"


def _conflict(
    connection: sqlite3.Connection, known: Known, several: list[Aside], names: Mapping[str, str], looking: str
) -> Conflict:
    first = several[0]
    n, title = connection.execute(
        "SELECT n, coalesce(title, source_file, '') FROM articles WHERE id = ?", (first.article,)
    ).fetchone()
    seen = seen_layers(connection, first.article, looking) if first.coder not in ("", looking) else None
    hidden = seen is not None and first.coder not in seen
    there = content_of(connection, first.kind, first.unit)
    stands = (
        known.tombstones((first.kind, first.unit), first.coder) if there is None
        else known.present(first.kind, first.unit, first.coder, there)
    )  # fmt: skip
    others = sorted(several, key=lambda each: each.head.rank, reverse=True)
    heads = (*stands[:1], *(each.head for each in others))
    if hidden:
        heads = tuple(Head(head.known, None) for head in heads)
    return Conflict(
        first.kind, first.unit, first.article, n, title or f"№ {n}", first.coder, names.get(first.coder, ""), heads,
        ("", *(each.id for each in others)), hidden,
    )  # fmt: skip
