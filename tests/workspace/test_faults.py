# SPDX-License-Identifier: MIT
"""Faults of the disk while somebody works: one sentence, nothing saved before is lost, work goes on afterwards."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from curator.domain.faults import NotNow, UserFault
from curator.operations import AddArticles, AddCoder, NewArticle, RenameProject
from curator.store import connection
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.store.writer import Writer
from curator.workspace import Workspace, queue
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


class BrokenDisk:
    """An operation that meets an error of the disk."""

    kind = "broken_disk"

    def apply(self, writer: Writer) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error


def test_a_disk_that_is_away_for_longer_than_a_pause_does_not_end_the_work(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "IDLE_SECONDS", 0.05)
    assert workspace._session

    def away() -> sqlite3.Connection:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    with monkeypatch.context() as disk:
        disk.setattr(workspace._session, "_connect", away)
        with pytest.raises(UserFault, match="disk reported an error"):
            workspace.run(BrokenDisk())
        with pytest.raises(UserFault, match="could not be opened"):
            workspace.undo()
        time.sleep(0.2)  # a pause: the log file cannot be put away now
    assert workspace.submit(RenameProject("New name")).result(timeout=5) is None
    assert workspace.name == "New name"
    assert_whole(workspace)


def test_a_bug_in_a_pause_is_reported_and_the_writing_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(error))
    monkeypatch.setattr(queue, "IDLE_SECONDS", 0.01)

    def bug() -> None:
        raise RuntimeError("a bug")

    thread = queue.WritingThread("test", bug)
    thread.call(lambda: None)
    time.sleep(0.1)
    assert thread.submit(lambda: 7).result(timeout=5) == 7
    thread.stop()
    assert [str(error) for error in seen][:1] == ["a bug"]


def test_what_is_asked_for_after_the_end_is_refused_and_nobody_waits_for_ever() -> None:
    thread = queue.WritingThread("test", lambda: None)
    last = thread.submit(lambda: 7)
    thread.stop()
    assert last.result(timeout=5) == 7
    with pytest.raises(NotNow, match="closed meanwhile"):
        thread.submit(lambda: 8)


def test_a_project_whose_file_was_taken_away_is_told_and_can_be_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.curator"
    workspace = Workspace.create(path, small_codebook())
    with Workspace.open(path, write=False) as reading:
        path.unlink()
        for idle in reading._readers._idle:
            idle.close()
        reading._readers._idle.clear()
        with pytest.raises(UserFault, match="was moved, deleted or replaced"), reading.read():
            pass
    workspace.close()
    assert workspace.backup_trouble.startswith("No backup was made at closing. ")
    Workspace.create(path, small_codebook()).close()  # the lock was given back


def test_a_backup_that_cannot_be_made_at_closing_is_not_passed_over_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert workspace.backup_trouble.startswith("No backup was made at closing. ")


def test_a_disk_without_a_write_ahead_log_is_used_by_one_window_with_its_reading_beside_the_writing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = connection.file_uri
    monkeypatch.setattr(connection, "file_uri", lambda path, mode: own(path, mode) + "&vfs=unix-dotfile")
    with Workspace.create(tmp_path / "b.curator", small_codebook()) as project:
        assert project._session
        assert connection.journal_mode(project._session.connection) == "truncate"
        project.run(RenameProject("New name"))
        assert project.name == "New name"
        assert_whole(project)


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
