# SPDX-License-Identifier: MIT
"""Bringing work together is a union: in whatever order hand-overs are received, and how often, the project is the same.

Three coders work in copies of one project, one of them in two copies at once; they code, change, remove, merge, take
back, comment on each other, hand over and receive. Then everything that was handed over is received in other orders.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import Coder
from curator.domain.faults import UserFault
from curator.domain.handover import HandOver, Version
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.store.digest import digest
from curator.store.versions import units_of
from curator.tasks.handover import make_handover
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.operation_makers.project import assert_sound

pytestmark = pytest.mark.slow  # each brings whole projects together

BOOK = small_codebook()
TEXT = "Two guards were killed in the north on Friday, and three were hurt near the bridge."
NAMES = ("Ana", "Bo", "Cy")
COPIES = ("Ana", "Ana", "Bo", "Cy")  # whose copies there are
STEPS = (
    "incident", "value", "value", "row", "remove row", "words", "remove words", "remove", "merge", "comment",
    "change comment", "resolve", "passage", "read", "read", "metadata", "undo", "redo", "hand over", "hand over",
    "receive", "receive", "choose", "pair", "accept", "accept", "reopen", "return",
    "assign", "unassign", "give words elsewhere", "give words elsewhere", "words of the article",
)  # fmt: skip


class Team:
    """Copies of one project, and what was handed over."""

    def __init__(self, folder: Path, draw: Callable[[Any], Any], stack: ExitStack) -> None:
        self.folder, self.draw, self.stack = folder, draw, stack
        base = folder / "base.curator"
        with Workspace.create(base, BOOK, name="Base") as workspace:
            self.coders: dict[str, Coder] = {name: workspace.run(verbs.AddCoder(name)) for name in NAMES}
            self.articles = workspace.run(
                verbs.AddArticles(tuple(verbs.NewArticle(f"{n}. {TEXT}", {"title": f"T{n}"}) for n in range(2)))
            )
            workspace.run(verbs.SetProjectValue("settle_own", "yes"))
            for name in NAMES:
                workspace.act_as(self.coders[name])
                workspace.run(verbs.AddIncident(self.articles[0], (0, 3), {"headline": f"By {name}"}))
                workspace.run(verbs.SetReading(self.articles[0], "finished"))
            workspace.run(verbs.AddComment(self.articles[0], "Shared"))
        self.base = base
        self.copies = []
        for number, name in enumerate(COPIES):
            copy = self.copy(f"{number}")
            copy.act_as(self.coders[name])
            self.copies.append(copy)
        self.handed: list[HandOver] = []

    def copy(self, name: str) -> Workspace:
        path = self.folder / f"{name}.curator"
        shutil.copy(self.base, path)
        return self.stack.enter_context(Workspace.open(path))

    def empty(self, name: str) -> Workspace:
        return self.stack.enter_context(Workspace.create(self.folder / f"{name}.curator", BOOK))

    def one_of(self, workspace: Workspace, sql: str) -> Any:
        """One of the rows that are found; raises Nothing."""
        coder = workspace.coder.id if workspace.coder else ""
        with workspace.read() as reads:
            found = reads.connection.execute(f"{sql} ORDER BY n", {"me": coder} if ":me" in sql else {}).fetchall()
        if not found:
            raise _Nothing
        row = self.draw(st.sampled_from(found))
        return row[0] if len(row) == 1 else row

    def step(self, workspace: Workspace, what: str) -> None:
        """One thing that somebody does; what cannot be done now is not done."""
        with suppress(_Nothing, UserFault):
            if what == "hand over":
                coders = None if self.draw(st.booleans()) or workspace.coder is None else [workspace.coder.id]
                self.hand_over(workspace, coders)
            elif what == "undo":
                workspace.undo()
            elif what == "redo":
                workspace.redo()
            else:
                workspace.run(self.operation(workspace, what))

    def hand_over(self, workspace: Workspace, coders: list[str] | None = None) -> HandOver:
        """What leaves as a file and is read from it."""
        path = self.folder / f"{len(self.handed)}.curator-handover"
        write_handover(make_handover(workspace, coders=coders), path)
        self.handed.append(read_handover(path))
        return self.handed[-1]

    def operation(self, workspace: Workspace, what: str) -> Any:
        draw = self.draw
        mine = "SELECT id FROM incidents WHERE coder = :me"
        words = f"Words {draw(st.integers(0, 5))}"
        article = draw(st.sampled_from(self.articles))
        if what == "receive":
            if not self.handed:
                raise _Nothing
            return verbs.ReceiveHandOver(draw(st.sampled_from(self.handed)))
        if what == "choose":
            unit, aside = self.one_of(workspace, "SELECT unit, id FROM versions_aside WHERE why = 'conflict'")
            return verbs.ChooseVersion(unit, draw(st.sampled_from(["", aside])))
        if what == "incident":
            return verbs.AddIncident(article, (draw(st.integers(0, 9)), 12))
        if what == "value":
            return verbs.SetValue(
                self.one_of(workspace, mine), "headline", words, note=draw(st.sampled_from(["", "n"]))
            )
        if what == "row":
            return verbs.AddRow(self.one_of(workspace, mine), draw(st.sampled_from([g.key for g in BOOK.groups])))
        if what == "remove row":
            return verbs.RemoveRow(self.one_of(workspace, f"SELECT id FROM incident_people WHERE incident IN ({mine})"))
        if what == "words":
            incident, whose = self.one_of(workspace, "SELECT id, article FROM incidents WHERE coder = :me")
            return verbs.AddEvidence(whose, draw(st.integers(0, 9)), 20, incident=incident, field="sort")
        if what == "remove words":
            return verbs.RemoveEvidence(self.one_of(workspace, f"SELECT id FROM evidence WHERE incident IN ({mine})"))
        if what == "words of the article":
            return verbs.AddEvidence(article, draw(st.integers(0, 9)), 20, field="title")
        if what == "give words elsewhere":
            words, whose = self.one_of(
                workspace, f"SELECT id, article FROM evidence WHERE incident IN ({mine}) OR incident IS NULL"
            )
            if draw(st.booleans()):
                return verbs.RetargetEvidence(words, field=draw(st.sampled_from(["title", "outlet"])))
            into = self.one_of(workspace, f"SELECT id FROM incidents WHERE coder = :me AND article = '{whose}'")
            return verbs.RetargetEvidence(words, into, field="sort")
        if what == "remove":
            return verbs.RemoveIncident(self.one_of(workspace, mine))
        if what == "merge":
            into, whose = self.one_of(workspace, "SELECT id, article FROM incidents WHERE coder = :me")
            other = f"SELECT id FROM incidents WHERE coder = :me AND id <> '{into}' AND article = '{whose}'"
            return verbs.MergeIncidents(into, (self.one_of(workspace, other),))
        if what == "comment":
            incident, whose = self.one_of(workspace, "SELECT id, article FROM incidents")
            return verbs.AddComment(whose, words, incident=incident)
        if what == "change comment":
            return verbs.ChangeComment(self.one_of(workspace, "SELECT id FROM comments WHERE coder = :me"), words)
        if what == "resolve":
            return verbs.ResolveComment(self.one_of(workspace, "SELECT id FROM comments"), draw(st.booleans()))
        if what in ("accept", "reopen", "return"):
            whose = self.one_of(workspace, "SELECT id FROM incidents WHERE coder <> :me")
            if what == "accept":
                return verbs.AcceptIncident((whose,), words)
            return verbs.ReopenIncident((whose,), words) if what == "reopen" else verbs.ReturnIncident(whose, words)
        if what in ("assign", "unassign"):
            pairs = ((article, self.coders[draw(st.sampled_from(NAMES))].id),)
            return verbs.Assign(pairs) if what == "assign" else verbs.Unassign(pairs)
        if what == "pair":
            one = self.one_of(workspace, mine)
            other = (
                "SELECT id FROM incidents WHERE coder <> :me AND coder IN (SELECT id FROM coders WHERE kind = 'person')"
            )
            return verbs.PairIncidents(one, self.one_of(workspace, other), draw(st.booleans()))
        if what == "passage":
            return verbs.AddNotCodable(article, 0, 8, BOOK.list_by_key[BOOK.not_codable].choices[0].code)
        if what == "read":
            return verbs.SetReading(article, draw(st.sampled_from(["started", "finished", "nothing_to_code"])))
        assert what == "metadata"
        return verbs.SetArticleValue(article, "title", words)


class _Nothing(Exception):
    """There is nothing yet that this step could be about."""


def digest_of(workspace: Workspace) -> str:
    with workspace.read() as reads:
        return digest(reads.connection)


def all_versions(workspace: Workspace) -> list[Version]:
    with workspace.read() as reads:
        return list(units_of(reads.connection))


def the_laws_hold(data: st.DataObject, steps: int) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        team = Team(Path(folder), data.draw, stack)
        for _ in range(data.draw(st.integers(steps // 2, steps))):
            copy, what = data.draw(st.integers(0, len(COPIES) - 1)), data.draw(st.sampled_from(STEPS))
            note(f"{copy} {COPIES[copy]}: {what}")
            team.step(team.copies[copy], what)
        for copy in team.copies:
            team.hand_over(copy)
        one = _received(team, "one", team.handed)
        _commutative_and_idempotent(team, one)
        _associative(team, one)
        _nothing_lost(team, one)
        for workspace in (one, *team.copies):
            assert_sound(workspace)


def _received(team: Team, name: str, handed: list[HandOver]) -> Workspace:
    workspace = team.empty(name)
    for each in handed:
        workspace.run(verbs.ReceiveHandOver(each))
    return workspace


def _commutative_and_idempotent(team: Team, one: Workspace) -> None:
    order = team.draw(st.permutations(range(len(team.handed))))
    other = _received(team, "other", [team.handed[at] for at in order])
    assert digest_of(other) == digest_of(one), "another order, another project"
    newest = _entries(other)
    for at in order:
        other.run(verbs.ReceiveHandOver(team.handed[at]))
    assert digest_of(other) == digest_of(one), "twice is not once"
    assert _entries(other) == newest, "receiving again changed something"


def _associative(team: Team, one: Workspace) -> None:
    """Some are brought together first, and their union is handed over."""
    middle = team.draw(st.integers(0, len(team.handed)))
    between = _received(team, "between", team.handed[middle:])
    between.act_as(team.coders["Ana"])
    with suppress(UserFault):  # it has no articles yet
        between.run(verbs.OpenLayers(tuple(team.articles), "to hand everything on"))
    grouped = _received(team, "grouped", [*team.handed[:middle], make_handover(between)])
    assert digest_of(grouped) == digest_of(one), "what was brought together before came out otherwise"


def _nothing_lost(team: Team, one: Workspace) -> None:
    """Every version that was ever handed over is there, or one that knows all its changes."""
    there: dict[tuple[str, str], list[Version]] = {}
    for version in all_versions(one):
        there.setdefault((version.kind, version.unit), []).append(version)
    for handed in team.handed:
        for version in handed.versions:
            found = there.get((version.kind, version.unit), [])
            assert any(set(version.known) <= set(each.known) for each in found), version


def _entries(workspace: Workspace) -> int:
    with workspace.read() as reads:
        return int(reads.connection.execute("SELECT count(*) FROM changes").fetchone()[0])


_QUICK = settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip


@_QUICK
@given(data=st.data())
def test_in_whatever_order_work_is_brought_together_the_project_is_the_same(data: st.DataObject) -> None:
    the_laws_hold(data, 16)


@pytest.mark.slow
@settings(_QUICK, max_examples=40)
@given(data=st.data())
def test_the_same_over_long_work(data: st.DataObject) -> None:
    the_laws_hold(data, 60)
