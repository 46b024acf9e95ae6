# SPDX-License-Identifier: MIT
"""Opening a project: what is refused, what is only read, what is told, and that nothing is changed by looking."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from curator.domain.clock import Clock
from curator.domain.faults import NotNow, UserFault
from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle, RenameProject
from curator.store.backup import list_backups
from curator.store.ddl import SCHEMA_VERSION
from curator.workspace import ChangeSet, Workspace
from tests.codings_strategy import small_codebook
from tests.permissions import needs_permissions
from tests.project_rows import all_rows

CODEBOOK = small_codebook()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "Iraq 2019 #1 ق.curator"
    with Workspace.create(path, CODEBOOK, name="Iraq") as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        article = workspace.run(AddArticles((NewArticle("Two killed."),)))[0]
        workspace.run(AddIncident(article, (0, 3)))
    return path


def files_beside(project: Path) -> list[str]:
    return [file.name for file in project.parent.iterdir() if file.is_file() and file != project]


def test_a_closed_project_is_one_file_that_only_its_owner_can_read(project: Path) -> None:
    assert [file.name for file in project.parent.iterdir()] == [project.name]
    assert stat.S_IMODE(project.stat().st_mode) == 0o600


def test_it_can_be_read_beside_the_window_that_writes(project: Path) -> None:
    with Workspace.open(project) as writing:
        writing.run(RenameProject("Renamed"))
        with Workspace.open(project, write=False) as reading:
            assert reading.name == "Renamed"
            assert all_rows(reading) == all_rows(writing)
            with pytest.raises(NotNow):
                reading.run(RenameProject("x"))


def test_a_second_window_reads_and_says_so(project: Path) -> None:
    with Workspace.open(project), Workspace.open(project) as second:
        assert not second.writable
        assert "open" in second.notices[0]


def test_a_second_process_reads_and_says_who_writes(project: Path) -> None:
    code = (
        "import sys; from curator.workspace import Workspace; w = Workspace.open(sys.argv[1]); "
        "print(w.writable, w.notices[0])"
    )
    with Workspace.open(project):
        done = subprocess.run([sys.executable, "-c", code, str(project)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("False")
    assert "open in another window" in done.stdout


def test_looking_changes_no_byte(project: Path) -> None:
    before = project.read_bytes()
    with Workspace.open(project, write=False) as workspace:
        all_rows(workspace)
    assert project.read_bytes() == before
    assert files_beside(project) == []


def test_looking_beside_a_window_leaves_it_what_it_needs_and_nothing_afterwards(project: Path) -> None:
    writing = Workspace.open(project)
    writing.run(RenameProject("First"))
    first, second = Workspace.open(project, write=False), Workspace.open(project, write=False)
    assert first.name == second.name == "First"
    first.close()
    writing.run(RenameProject("Second"))
    assert second.name == "Second"
    writing.close()
    assert second.name == "Second"
    second.close()
    assert files_beside(project) == []
    with Workspace.open(project) as again:
        assert not again.unclean
        assert again.name == "Second"


def test_looking_does_not_put_away_the_work_of_a_window_that_was_killed(project: Path, tmp_path: Path) -> None:
    left = tmp_path / "left" / project.name
    left.parent.mkdir()
    with Workspace.open(project) as workspace:
        workspace.run(RenameProject("Newest"))
        for suffix in ("", "-wal"):
            shutil.copy(f"{project}{suffix}", f"{left}{suffix}")
    log = left.with_name(left.name + "-wal")
    before = left.read_bytes(), log.read_bytes()
    with Workspace.open(left, write=False) as workspace:
        assert workspace.name == "Newest"
    assert (left.read_bytes(), log.read_bytes()) == before
    with Workspace.open(left) as workspace:
        assert workspace.unclean
    assert files_beside(left) == []


@pytest.mark.parametrize("content", [b"", b"hello, I am a letter to the editor" * 9, b"SQLite format 3\0" + bytes(10)])
def test_what_is_no_project_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.curator"
    path.write_bytes(content)
    with pytest.raises(UserFault, match=r"letter\.curator") as caught:
        Workspace.open(path)
    assert caught.value.sentence.endswith(".")
    assert path.read_bytes() == content


def test_a_missing_file_a_folder_and_a_foreign_database_are_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    for path in (tmp_path / "missing.curator", tmp_path, foreign):
        with pytest.raises(UserFault):
            Workspace.open(path)


def test_a_truncated_file_is_refused_and_backups_are_named(project: Path) -> None:
    whole = project.read_bytes()
    project.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserFault, match="backup"):
        Workspace.open(project)
    assert project.read_bytes() == whole[: len(whole) // 2]


def test_a_newer_file_is_read_and_not_a_byte_of_it_changed(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = project.read_bytes()
    with Workspace.open(project) as workspace:
        assert not workspace.writable
        assert "newer version" in workspace.notices[0]
        assert workspace.name == "Iraq"
    assert project.read_bytes() == before


def test_an_altered_log_is_noticed_at_opening(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("UPDATE changes SET label = 'nothing happened' WHERE seq = 3")
    connection.commit()
    connection.close()
    with Workspace.open(project) as workspace:
        assert not workspace.writable
        assert "altered" in workspace.notices[0]


@needs_permissions
def test_a_read_only_file_is_read_and_says_so(project: Path) -> None:
    project.chmod(0o400)
    with Workspace.open(project) as workspace:
        assert "read-only" in workspace.notices[0]


def test_closing_makes_a_backup_once_there_is_something_new(project: Path) -> None:
    with Workspace.open(project, write=False) as workspace:
        project_id = workspace.project_id
    first = list_backups(project_id)
    assert len(first) == 1
    Workspace.open(project).close()
    assert list_backups(project_id) == first
    with Workspace.open(project) as workspace:
        workspace.run(RenameProject("Later"))
    assert len(list_backups(project_id)) == 2


def test_before_a_risky_act_there_is_a_backup_of_all_that_was_done(project: Path) -> None:
    with Workspace.open(project) as workspace:
        workspace.back_up_before("before an import")
        assert len(list_backups(workspace.project_id)) == 1
        workspace.run(RenameProject("Later"))
        workspace.back_up_before("before an import")
        assert list_backups(workspace.project_id)[0].reason == "before-an-import"
        workspace.back_up_before("before an import")
        assert len(list_backups(workspace.project_id)) == 2


def test_a_file_that_is_there_is_not_replaced_by_a_new_project(project: Path) -> None:
    before = project.read_bytes()
    with pytest.raises(UserFault, match="there already"):
        Workspace.create(project, CODEBOOK)
    assert project.read_bytes() == before


def test_a_project_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserFault):
        Workspace.create(tmp_path / "no folder" / "a.curator", CODEBOOK)
    assert list(tmp_path.iterdir()) == []


def test_one_change_is_told_once_to_everybody_after_it_is_saved(project: Path) -> None:
    heard: list[ChangeSet] = []
    with Workspace.open(project) as workspace:
        leave = workspace.subscribe(heard.append)
        workspace.run(RenameProject("A"))
        workspace.run(RenameProject("A"))
        leave()
        workspace.run(RenameProject("B"))
    assert [change.label for change in heard] == ["Rename the project to “A”"]
    assert heard[0].tables == {"project": frozenset({"name"})}


def test_ids_and_order_never_run_backwards_when_the_clock_does(project: Path) -> None:
    hour_ago = Clock()
    with Workspace.open(project, clock=Clock(lambda: hour_ago.now_ms() - 3_600_000)) as workspace:
        workspace.run(RenameProject("Earlier"))
        with workspace.read() as reads:
            ids = [row[0] for row in reads.connection.execute("SELECT id FROM changes ORDER BY seq").fetchall()]
    assert ids == sorted(ids)


def test_many_threads_write_and_none_is_lost(project: Path) -> None:
    with Workspace.open(project) as workspace:
        futures = [workspace.submit(AddArticles((NewArticle(f"Text {n}"),))) for n in range(200)]
        for future in futures:
            future.result()
        with workspace.read() as reads:
            assert reads.article_count() == 201


def test_a_new_project_does_not_throw_away_the_log_of_one_that_was_moved_without_it(tmp_path: Path) -> None:
    left = tmp_path / "a.curator-wal"
    left.write_bytes(b"the newest work")
    with pytest.raises(UserFault, match="newest work of another project"):
        Workspace.create(tmp_path / "a.curator", CODEBOOK)
    assert left.read_bytes() == b"the newest work"
    assert [file.name for file in tmp_path.iterdir()] == [left.name]


def test_a_file_name_that_is_no_text_gives_a_name_that_can_be_stored(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / os.fsdecode(b"a\xff.curator"), CODEBOOK) as workspace:
        assert workspace.name == "a\ufffd"
