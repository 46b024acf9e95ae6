# SPDX-License-Identifier: MIT
"""A project saved by the version before is brought up when it is opened for writing: whole, or not at all."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from curator.operations import AddArticles, AddCoder, AddComment, AddIncident, AddRow, NewArticle, SetReading, SetValue
from curator.store import ddl
from curator.store.backup import list_backups
from curator.store.ddl import MIGRATIONS, SCHEMA_VERSION
from curator.tasks.check import check_project, digest
from curator.workspace import Workspace, opening
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

BEFORE = SCHEMA_VERSION - 1


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as the version before saved it, with work in it."""
    path = tmp_path / "old.curator"
    with monkeypatch.context() as patch:
        patch.setattr(opening, "migrate", lambda connection: ddl.migrate(connection, BEFORE))
        with Workspace.create(path, small_codebook(), name="Old") as workspace:
            workspace.act_as(workspace.run(AddCoder("Ann")))
            article = workspace.run(AddArticles((NewArticle("Two were killed."),)))[0]
            incident = workspace.run(AddIncident(article, (0, 3), {"headline": "Two"}))
            workspace.run(AddRow(incident, "people", {"called": "A"}))
            workspace.run(SetValue(incident, "number", 2, basis="inferred"))
            workspace.run(SetReading(article, "started"))
    assert version(path) == BEFORE
    return path


def version(path: Path) -> int:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_an_old_project_is_read_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with Workspace.open(old, write=False) as workspace, workspace.read() as reads:
        (article,) = reads.article_ids()
        assert reads.comments(article) == ()
        assert reads.coding(article).incidents[0].values["headline"] == "Two"
    report = check_project(old)
    assert report.sound, report.found
    assert any(f"gets format {SCHEMA_VERSION}" in sentence for sentence in report.found)
    assert old.read_bytes() == before


def test_an_old_project_is_brought_up_with_a_backup_before(old: Path) -> None:
    with Workspace.open(old, write=False) as workspace, workspace.read() as reads:
        before, project_id = digest(reads), workspace.project_id
    with Workspace.open(old) as workspace:
        assert workspace.writable, workspace.notices
        with workspace.read() as reads:
            assert digest(reads) == before
            (article,), (ann,) = reads.article_ids(), reads.coders()
        workspace.act_as(ann)
        rows = all_rows(workspace)
        workspace.run(AddComment(article, "Who?"))
        workspace.undo()
        assert all_rows(workspace) == rows
        last = workspace.undo()
        assert last.kind != "add_comment"
        assert all_rows(workspace) != rows, "the steps of the version before can be undone"
    assert version(old) == SCHEMA_VERSION
    assert check_project(old).sound
    saved = [backup for backup in list_backups(project_id) if backup.reason == "before-migration"]
    assert [version(backup.path) for backup in saved] == [BEFORE]
    with Workspace.open(old) as workspace:
        assert workspace.writable
    assert len([one for one in list_backups(project_id) if one.reason == "before-migration"]) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from curator.store import ddl
from curator.workspace import Workspace, opening

def killed(connection):
    statements = [statement for step in ddl.MIGRATIONS[ddl.SCHEMA_VERSION - 1:] for statement in step]
    for statement in [*statements, f"PRAGMA user_version = {ddl.SCHEMA_VERSION}"][: int(sys.argv[2])]:
        connection.execute(statement)
    os.kill(os.getpid(), signal.SIGKILL)

opening.migrate = killed
Workspace.open(Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.parametrize("done", [1, len(MIGRATIONS[-1]), len(MIGRATIONS[-1]) + 1])
def test_a_kill_in_the_middle_leaves_the_old_one(old: Path, done: int) -> None:
    with Workspace.open(old, write=False) as workspace, workspace.read() as reads:
        before = digest(reads)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", KILLED, str(old), str(done)], env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    with Workspace.open(old, write=False) as workspace, workspace.read() as reads:
        assert digest(reads) == before
        there = {row[0] for row in reads.connection.execute("SELECT name FROM sqlite_schema").fetchall()}
    assert version(old) == BEFORE
    assert not there & {"article_origins", "release_sets"}
    with Workspace.open(old) as workspace:
        assert workspace.writable, workspace.notices
        with workspace.read() as reads:
            assert digest(reads) == before
    assert version(old) == SCHEMA_VERSION
    assert check_project(old).sound
