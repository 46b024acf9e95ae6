# SPDX-License-Identifier: MIT
"""A bench of projects that hand over to each other, and what is looked at in them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import curator.operations as verbs
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.handover import HandOver
from curator.store.digest import digest
from curator.store.versions import units_of
from curator.tasks.handover import make_handover, receive
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

BOOK = small_codebook()
TEXT = "Two guards were killed in the north on Friday."


class Bench:
    """Makes projects, copies and hand-overs."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack, self.made = folder, stack, 0

    def new(self, *, codebook: Codebook = BOOK) -> Workspace:
        self.made += 1
        path = self.folder / f"{self.made}.curator"
        return self.stack.enter_context(Workspace.create(path, codebook, name=f"P{self.made}"))

    def copy(self, workspace: Workspace) -> Workspace:
        self.made += 1
        with workspace.read():
            path = self.folder / f"{self.made}.curator"
            workspace.save_copy(path)
        copy = self.stack.enter_context(Workspace.open(path))
        copy.act_as(workspace.coder)
        return copy

    def coded(self) -> Coded:
        return Coded(self, self.new())


class Coded:
    """A project in which Ann has coded an incident and Bo has said something about it."""

    def __init__(self, bench: Bench, workspace: Workspace) -> None:
        self.bench, self.workspace = bench, workspace
        self.ann: Coder = workspace.run(verbs.AddCoder("Ann"))
        self.bo: Coder = workspace.run(verbs.AddCoder("Bo"))
        self.article = workspace.run(
            verbs.AddArticles((verbs.NewArticle(TEXT, {"title": "One", "source_file": "one.txt"}),))
        )[0]
        workspace.act_as(self.ann)
        self.incident = workspace.run(verbs.AddIncident(self.article, (0, 3), {"headline": "Two"}))
        self.row = workspace.run(verbs.AddRow(self.incident, "people", {"called": "A"}))
        workspace.act_as(self.bo)
        self.comment = workspace.run(verbs.AddComment(self.article, "Why?", incident=self.incident, row=self.row))
        workspace.act_as(self.ann)

    def of(self, coder: Coder) -> HandOver:
        return make_handover(self.workspace, coders=[coder.id])


def digest_of(workspace: Workspace) -> str:
    with workspace.read() as reads:
        return digest(reads.connection)


def taken(workspace: Workspace, handover: HandOver) -> dict[str, int]:
    """The outcomes there were, and how many of each."""
    report = receive(workspace, handover)
    assert sum(report.counts.values()) == len(handover.versions)
    return {outcome: count for outcome, count in report.counts.items() if count}


def asides(workspace: Workspace, why: str) -> list[tuple[str, str]]:
    with workspace.read() as reads:
        return reads.connection.execute(
            "SELECT unit, id FROM versions_aside WHERE why = ? ORDER BY id", (why,)
        ).fetchall()  # fmt: skip


def headline(workspace: Workspace, incident: str) -> str:
    with workspace.read() as reads:
        found = reads.connection.execute("SELECT headline FROM incidents WHERE id = ?", (incident,)).fetchall()
    return str(found[0][0]) if found else ""


def comments(workspace: Workspace) -> list[str]:
    with workspace.read() as reads:
        return [row[0] for row in reads.connection.execute("SELECT id FROM comments ORDER BY id").fetchall()]


def known(workspace: Workspace, unit: str) -> tuple[str, ...]:
    with workspace.read() as reads:
        return next(version.known for version in units_of(reads.connection) if version.unit == unit)


def wait_a_moment(workspace: Workspace) -> None:
    """Until the clock has moved on: what two copies do within one millisecond is neither sooner nor later."""
    now = workspace.clock.now_ms()
    while workspace.clock.now_ms() == now:
        pass
