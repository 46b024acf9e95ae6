# SPDX-License-Identifier: MIT
"""One unit while a hand-over is compared: before, what comes, after; and what that is called.

What lives here: the state of a unit, its outcome, the places that comments may be about. What does not: filling states
and settling what stands (handover_plan.py), the rule of versions (domain/versions.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from curator.domain.versions import Head, Standing, heads, is_newer, says_the_same
from curator.shape import Mutable, fresh
from curator.store.undo import group_tables
from curator.store.units import parts_of
from curator.store.versions import Aside, Key

Part = tuple[str, str]  # table, id


class State(Mutable):
    """A unit before and after. `present`: what stands before, None where nothing does."""

    kind: str
    unit: str
    article: str
    coder: str
    present: Mapping[str, Any] | None = None
    before: Standing = fresh(default_factory=Standing)
    incoming: list[Head] = fresh(default_factory=list)
    after: Standing = fresh(default_factory=Standing)
    asides: list[Aside] = fresh(default_factory=list)

    @property
    def key(self) -> Key:
        return self.kind, self.unit

    @property
    def content(self) -> Mapping[str, Any] | None:
        """What stands afterwards."""
        return self.after.stands[0].content if self.after.stands else None

    @property
    def heads(self) -> tuple[Head, ...]:
        return heads(self.kind, (*self.before.heads, *self.incoming))

    @property
    def rewritten(self) -> bool:
        """Whether its rows change."""
        return self.present != self.content


def outcome_of(state: State, head: Head) -> str:
    """What becomes of one version that came."""
    there = state.before.heads
    kind = state.kind
    if _is_among(kind, head, state.before.waiting) and _is_among(kind, head, state.after.stands):
        return "new"
    if _is_among(kind, head, there):
        return "conflicting" if _is_among(kind, head, state.before.conflicting) else "same"
    if state.before.stands and says_the_same(kind, head, state.before.stands[0]):
        # It may know of a choice that fell on what stands here: without it the next change here would conflict anew.
        return "newer" if all(is_newer(head, one) for one in there) else "same"
    if not _is_among(kind, head, state.after.heads):
        return "older"
    if _is_among(kind, head, state.after.waiting):
        return "waiting"
    if _is_among(kind, head, state.after.conflicting):
        return "conflicting"
    if not there:
        return "new"
    return "newer" if not any(_is_among(kind, one, state.after.conflicting) for one in there) else "conflicting"


def _is_among(kind: str, head: Head, some: Iterable[Head]) -> bool:
    return any(head.known == one.known and says_the_same(kind, head, one) for one in some)


def parts_in(head: Head) -> Iterator[Part]:
    return parts_of(head.content or {})


def parts_claimed(state: State) -> Iterator[Part]:
    """The parts that any version of a unit claims."""
    if state.kind in ("incident", "article"):
        for head in (*state.before.heads, *state.incoming):
            yield from parts_in(head)


class Places:
    """What comments may be about: incidents and rows as they will be."""

    def __init__(self, connection: sqlite3.Connection, states: Mapping[Key, State], comments: list[State]) -> None:
        named = {head.content["incident"] for state in comments for head in state.heads if head.content}
        here_already = {("incident", incident) for incident in named if incident} - states.keys()
        ids = json.dumps(sorted(incident for _, incident in here_already))
        self._articles = dict(
            connection.execute(
                "SELECT id, article FROM incidents WHERE id IN (SELECT value FROM json_each(?))", (ids,)
            ).fetchall()
        )
        self._rows: set[tuple[str, str]] = set()
        for table in group_tables(connection):
            self._rows.update(
                connection.execute(
                    f'SELECT incident, id FROM "{table}" WHERE incident IN (SELECT value FROM json_each(?))', (ids,)
                ).fetchall()
            )
        for incident in named:
            state = states.get(("incident", incident))
            if state is not None and state.content is not None:
                self._articles[incident] = state.article
                self._rows.update((incident, row["id"]) for row in state.content["rows"])

    def of(self, state: State) -> Callable[[Head], bool]:
        """Whether what a version of this comment is about is there."""
        return lambda head: self._has(state, head)

    def _has(self, state: State, head: Head) -> bool:
        content = head.content
        if content is None or not content["incident"]:
            return True
        if self._articles.get(content["incident"]) != state.article:
            return False
        return not content["row"] or (content["incident"], content["row"]) in self._rows
