# SPDX-License-Identifier: MIT
"""What is read of an article after a change, by what the change says it touched, is what the file holds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.coding import ArticleCoding
from curator.domain.faults import NotNow, UserFault
from curator.shape import replace
from curator.store.writer import Change
from curator.workspace import ChangeSet, Workspace
from tests.operations.test_every_operation import MAKERS, Nothing, Project, fill, new_project

TEXT = "Two men were killed near Mosul on Friday."


class Follower:
    """Somebody who has every article on show and learns of changes from the feed alone."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.shown: dict[str, ArticleCoding] = {}
        self.changes: list[ChangeSet] = []
        workspace.subscribe(self.changes.append)
        self.read_all()

    def read_all(self) -> None:
        with self._workspace.read() as reads:
            self.shown = {each.article.id: each for each in reads.codings()}
        self.changes.clear()

    def follow(self) -> None:
        """Read again what the changes since touched; then nothing may differ from what the file holds."""
        changes = list(self.changes)
        self.changes.clear()
        for change in changes:
            for article, coding in list(self.shown.items()):
                if article in change.articles or not change.articles:
                    self._read(coding, change)
        with self._workspace.read() as reads:
            there = {each.article.id: each for each in reads.codings()}
        for article, coding in self.shown.items():
            if article in there:
                other = [name for name in coding._fields if getattr(coding, name) != getattr(there[article], name)]
                assert not other, [(change.kind, change.tables) for change in changes]
        self.shown.update(there)

    def _read(self, before: ArticleCoding, change: ChangeSet) -> None:
        article = before.article.id
        with self._workspace.read() as reads, suppress(UserFault):
            if change.many:
                self.shown[article] = reads.coding(article)
            else:
                self.shown[article] = reads.coding_after(before, change.incidents, change.tables)


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.kind)
def test_whatever_is_done_undone_and_done_again(kind: type) -> None:
    @settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
            project = Project(workspace, data.draw)
            fill(project)
            follower = Follower(workspace)
            for _ in range(3):
                with suppress(Nothing):
                    operation = MAKERS[kind](project)
                    follower.follow()  # making one may bring in what it is about
                    workspace.run(operation)
                    follower.follow()
                for turn in (workspace.undo, workspace.redo):
                    with suppress(NotNow):
                        turn()
                    follower.follow()

    check()


def coded(workspace: Workspace, incidents: int = 3) -> ArticleCoding:
    article = workspace.run(verbs.AddArticles((verbs.NewArticle(TEXT),)))[0]
    for at in range(incidents):
        workspace.run(verbs.AddIncident(article, (at * 4, at * 4 + 3)))
    with workspace.read() as reads:
        return reads.coding(article)


def after(workspace: Workspace, before: ArticleCoding, work: Callable[[], object]) -> ArticleCoding:
    heard: list[ChangeSet] = []
    leave = workspace.subscribe(heard.append)
    work()
    leave()
    with workspace.read() as reads:
        return reads.coding_after(before, heard[-1].incidents, heard[-1].tables)


def test_what_was_not_touched_is_the_very_same_value(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        before = coded(workspace)
        second = before.incidents[1]
        now = after(workspace, before, lambda: workspace.run(verbs.AddEvidence(before.article.id, 20, 25, second.id)))
        assert now.incidents[1] != second
        assert len(now.incidents[1].evidence) == 2
        assert now.incidents[0] is before.incidents[0]
        assert now.incidents[2] is before.incidents[2]
        assert now.article is before.article
        assert now.article_evidence is before.article_evidence
        assert now.comments is before.comments
        assert now.reading is before.reading


def test_words_that_go_from_one_incident_to_another_are_read_in_both(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        before = coded(workspace)
        words, target = before.incidents[0].evidence[0].id, before.incidents[1].id
        now = after(workspace, before, lambda: workspace.run(verbs.RetargetEvidence(words, target, "", "")))
        assert [len(each.evidence) for each in now.incidents] == [0, 2, 1]


def test_an_incident_that_moves_or_goes_changes_the_order(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        before = coded(workspace)
        one, two, three = (each.id for each in before.incidents)
        moved = after(workspace, before, lambda: workspace.run(verbs.MoveIncident(three, 0)))
        assert [each.id for each in moved.incidents] == [three, one, two]
        gone = after(workspace, moved, lambda: workspace.run(verbs.RemoveIncident(one)))
        assert [each.id for each in gone.incidents] == [three, two]
        back = after(workspace, gone, workspace.undo)
        assert [each.id for each in back.incidents] == [three, one, two]


def test_an_article_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        before = coded(workspace)
        workspace.run(verbs.RemoveArticle(before.article.id))
        with workspace.read() as reads, pytest.raises(UserFault):
            reads.coding_after(before, {before.incidents[0].id}, {"incidents"})


def test_a_bulk_change_says_that_it_was_many(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        heard: list[ChangeSet] = []
        workspace.subscribe(heard.append)
        before = coded(workspace, 1)
        assert heard[0].many  # an article was imported
        assert not heard[-1].many
        assert heard[-1].incidents == {before.incidents[0].id}


def test_a_table_written_in_bulk_and_singly_says_many() -> None:
    change = Change(bulk={"add": {"evidence": {}}}, touched={"evidence": {"1"}, "incidents": {"2"}})
    assert change.in_bulk("evidence")
    assert not change.in_bulk("incidents")


def test_the_text_is_kept(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        before = replace(coded(workspace), text="kept")
        assert (
            after(workspace, before, lambda: workspace.run(verbs.RemoveIncident(before.incidents[0].id))).text == "kept"
        )
