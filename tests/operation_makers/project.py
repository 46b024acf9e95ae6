# SPDX-License-Identifier: MIT
"""A project in a random state: what the makers of operations pick from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import curator.operations as verbs
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook, values_of

CODEBOOK = small_codebook()
Draw = Callable[[Any], Any]


class Nothing(Exception):
    """There is nothing yet that this operation could be about."""


class Project:
    """A project in a random state, and what an operation may be about."""

    def __init__(self, workspace: Workspace, draw: Draw) -> None:
        self.workspace, self.draw = workspace, draw
        self.versions = 1

    def pick(self, table: str, column: str = "id", where: str = "1") -> Any:
        with self.workspace.read() as reads:
            found = reads.connection.execute(f'SELECT {column} FROM "{table}" WHERE {where} ORDER BY n').fetchall()
        if not found:
            raise Nothing
        return self.draw(st.sampled_from([row[0] if len(row) == 1 else row for row in found]))

    def own_incident(self) -> Any:
        assert self.workspace.coder
        return self.pick("incidents", "id, article", f"coder = '{self.workspace.coder.id}'")

    def row(self) -> Any:
        group = self.draw(st.sampled_from([group.key for group in CODEBOOK.groups]))
        assert self.workspace.coder
        mine = f"incident IN (SELECT id FROM incidents WHERE coder = '{self.workspace.coder.id}')"
        return group, *self.pick(f"incident_{group}", "id, incident", mine)

    def span(self, article: str) -> tuple[int, int]:
        with self.workspace.read() as reads:
            length = len(reads.article_text(article))
        start = self.draw(st.integers(0, length - 1))
        return start, self.draw(st.integers(start + 1, length))

    def reason(self) -> str:
        return str(self.draw(st.sampled_from([c.code for c in CODEBOOK.list_by_key[CODEBOOK.not_codable].choices])))

    def leaf_values(self, group: str = "") -> dict[str, Any]:
        leaves = self.draw(
            st.lists(st.sampled_from(list(CODEBOOK.leaves(group))), max_size=3, unique_by=lambda f: f.key)
        )
        return {leaf.key: self.draw(values_of(CODEBOOK, leaf)) for leaf in leaves}


def new_project(folder: Path) -> Workspace:
    workspace = Workspace.create(folder / "try.curator", CODEBOOK, name="Try")
    workspace.act_as(workspace.run(verbs.AddCoder("Coder 1")))
    return workspace


def assert_sound(workspace: Workspace) -> None:
    with workspace.read() as reads:
        assert list(broken_links(reads.connection)) == []
        assert list(mismatches(reads.connection)) == []
        assert reads.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def last_change(workspace: Workspace) -> str:
    with workspace.read() as reads:
        return str(reads.connection.execute("SELECT id FROM changes ORDER BY seq DESC LIMIT 1").fetchone()[0])
