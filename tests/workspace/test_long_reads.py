# SPDX-License-Identifier: MIT
"""Where a file allows one connection only, whoever reads for long reads a private copy, and work goes on beside it."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator import paths
from curator.domain.faults import UserFault
from curator.operations import AddArticles, AddCoder, NewArticle, RenameProject
from curator.store import connection, copying, private_copy
from curator.store.backup import list_backups
from curator.store.log import broken_links
from curator.store.replay import mismatches
from curator.tasks.check import check_project
from curator.tasks.copies import save_copy
from curator.tasks.export import export_set
from curator.tasks.job import Stopped
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

pytestmark = pytest.mark.slow  # it waits for what goes on beside it

WAIT_S = 20


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """On a disk that knows no write-ahead log."""
    own = connection.file_uri
    monkeypatch.setattr(connection, "file_uri", lambda path, mode: own(path, mode) + "&vfs=unix-dotfile")
    monkeypatch.setattr(private_copy, "PAGES_A_STEP", 1)
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles(tuple(NewArticle(f"Text {n}. " * 500, {"title": f"T {n}"}) for n in range(60))))
        assert workspace._session
        assert connection.journal_mode(workspace._session.connection) == "truncate"
        yield workspace


def copies_left(project: Workspace) -> list[str]:
    folder = paths.backup_folder(project.project_id)
    return [file.name for file in folder.iterdir() if "curator-copy" in file.name]


def renamed_meanwhile(project: Workspace, name: str) -> None:
    """What the window does: an action and a look, from another thread than the long reader's."""

    def work() -> None:
        project.run(RenameProject(name))
        assert project.name == name

    window = threading.Thread(target=work)
    window.start()
    window.join(WAIT_S)
    assert not window.is_alive(), "the window waits for the long reader"


def test_work_goes_on_beside_an_export_and_is_not_in_it(project: Workspace, tmp_path: Path) -> None:
    seen: list[str] = []

    def progress(done: int, total: int, words: str) -> None:
        if not seen:
            seen.append(words)
            renamed_meanwhile(project, "Meanwhile")

    export_set(project, tmp_path / "set", progress=progress)
    assert seen
    assert '"a"' in (tmp_path / "set" / "manifest.json").read_text(encoding="utf-8")
    assert project.name == "Meanwhile"
    assert copies_left(project) == []


def test_what_is_done_while_the_copy_is_made_is_in_it_whole_or_not_at_all(project: Workspace) -> None:
    steps: list[int] = []

    def between() -> None:
        steps.append(len(steps))
        if len(steps) in (1, 5, 30):
            renamed_meanwhile(project, f"Step {len(steps)}")
            project_articles = AddArticles((NewArticle(f"New at step {len(steps)}. " * 400),))
            project.submit(project_articles).result(WAIT_S)

    with project.read_long(between) as reads:
        (copy,) = copies_left(project)
        place = paths.backup_folder(project.project_id) / copy
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert list(broken_links(reads.connection)) == []
        assert list(mismatches(reads.connection)) == []
        assert reads.project()["name"] == "Step 30"
        assert reads.article_count() == 63
        project.run(RenameProject("Afterwards"))
        assert reads.project()["name"] == "Step 30"
    assert len(steps) > 30
    assert copies_left(project) == []
    with project.read() as reads:
        assert list(mismatches(reads.connection)) == []


def test_it_can_be_stopped_while_the_copy_is_made(project: Workspace, tmp_path: Path) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Stopped):
        export_set(project, tmp_path / "set", cancelled=cancelled)
    assert copies_left(project) == []
    assert not (tmp_path / "set").exists()
    project.run(RenameProject("Goes on"))


def test_backups_copies_and_checks_let_the_window_in(
    project: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, names = copying.read_back, iter("ABCDEFGH")

    def slow(path: Path) -> dict[str, int]:
        renamed_meanwhile(project, next(names))
        return own(path)

    monkeypatch.setattr(copying, "read_back", slow)
    project.back_up("by hand")
    assert project.name == "A"
    assert list_backups(project.project_id)[0].reason == "by-hand"
    save_copy(project, tmp_path / "copy.curator")
    assert project.name == "B"
    assert check_project(project, progress=lambda *_: renamed_meanwhile(project, "C")).sound
    with pytest.raises(UserFault, match="onto itself"):
        save_copy(project, project.path, replace=True)
    monkeypatch.undo()
    with Workspace.open(tmp_path / "copy.curator", write=False) as copy:
        assert copy.name == "A"
        assert len(all_rows(copy)["articles"]) == 60


def test_without_room_for_the_copy_it_is_said_and_nothing_is_held(
    project: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying.shutil, "disk_usage", lambda _: type("Full", (), {"free": 10})())
    with pytest.raises(UserFault, match="A copy to read from needs"):
        export_set(project, tmp_path / "set")
    renamed_meanwhile(project, "Goes on")
