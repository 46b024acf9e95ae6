# SPDX-License-Identifier: MIT
"""Faults of the disk while somebody works: one sentence, nothing saved before is lost, work goes on afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import UserFault
from curator.operations import AddArticles, AddCoder, NewArticle, RenameProject
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        yield workspace


def pragma(workspace: Workspace, text: str) -> None:
    assert workspace._session
    assert workspace._thread
    session = workspace._session
    workspace._thread.call(lambda: session.connection.execute(text).fetchall())


def assert_whole(workspace: Workspace) -> None:
    with workspace.read() as reads:
        assert list(broken_links(reads.connection)) == []
        assert list(mismatches(reads.connection)) == []


def test_a_full_disk_is_told_and_nothing_is_half_there(workspace: Workspace) -> None:
    pragma(workspace, "PRAGMA max_page_count = 1")
    with pytest.raises(UserFault, match="disk is full"):
        workspace.run(AddArticles((NewArticle("x" * 500_000),)))
    with workspace.read() as reads:
        assert reads.article_count() == 0
    workspace.run(AddArticles((NewArticle("x" * 500_000),)))
    with workspace.read() as reads:
        assert reads.article_count() == 1
    assert_whole(workspace)


def test_a_file_that_turns_read_only_is_told(workspace: Workspace) -> None:
    pragma(workspace, "PRAGMA query_only = ON")
    with pytest.raises(UserFault, match="read-only"):
        workspace.run(RenameProject("New name"))
    assert workspace.name == "a"
    workspace.run(RenameProject("New name"))
    assert workspace.name == "New name"
    assert_whole(workspace)


def test_a_subscriber_that_fails_does_not_make_a_saved_change_look_lost(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    heard: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(error))

    def broken(_: object) -> None:
        raise RuntimeError("a bug in a view")

    workspace.subscribe(broken)
    workspace.subscribe(lambda change: heard.append(change.label))
    workspace.run(RenameProject("New name"))
    assert workspace.name == "New name"
    assert [str(error) for error in seen] == ["a bug in a view"]
    assert heard == ["Rename the project to “New name”"]


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None,
    reason="needs root to mount a small disk",
)
def test_on_a_small_disk_that_fills_up_everything_acknowledged_is_there(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        acknowledged = 0
        with Workspace.create(disk / "a.curator", small_codebook()) as workspace:
            with pytest.raises(UserFault, match="disk"):
                for _ in range(1000):
                    workspace.run(AddArticles((NewArticle("Two were killed. " * 500),)))
                    acknowledged += 1
            assert acknowledged > 20
            with workspace.read() as reads:
                assert reads.article_count() == acknowledged
            assert_whole(workspace)
        with Workspace.open(disk / "a.curator") as workspace, workspace.read() as reads:
            assert reads.article_count() == acknowledged
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
