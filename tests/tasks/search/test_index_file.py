# SPDX-License-Identifier: MIT
"""The file of the index: the user's alone, gone when it should be, and a sentence where it cannot be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from curator import paths
from curator.domain.faults import UserFault
from curator.operations import (
    AddArticles,
    NewArticle,
    SetArticleValue,
)  # fmt: skip
from curator.settings import Settings
from curator.store.search_index_file import IndexLock
from curator.tasks.job import Stopped
from curator.tasks.search import (
    Sort,
    read_query,
    search,
    update_index,
)  # fmt: skip
from curator.workspace import Workspace
from tests.permissions import needs_permissions
from tests.searching import article_id, ask, index_of, ns


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_index_and_folder_are_the_users_alone(project: Workspace) -> None:
    before = os.umask(0)
    try:
        update_index(project)
    finally:
        os.umask(before)
    folder = index_of(project).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    index_of(project).chmod(0o644)
    project.run(SetArticleValue(article_id(project, 1), "outlet", "x"))
    update_index(project)
    assert index_of(project).stat().st_mode & 0o777 == 0o600


def test_a_forgotten_project_has_no_index(project: Workspace, own_places: Path) -> None:
    settings = Settings()
    settings.remember_project(project.path, project.project_id, "p")
    update_index(project)
    left = index_of(project).parent / f".{index_of(project).name}.curator-copy-0123456789ab"
    left.write_bytes(b"killed while it was made")
    settings.forget_project(project.path)
    assert list(index_of(project).parent.iterdir()) == []
    assert ns(project, "police") == [1]
    settings.forget_all_projects()
    assert list(index_of(project).parent.iterdir()) == []
    assert settings.notices == ()
    assert not any(b"police" in path.read_bytes() for path in own_places.rglob("*") if path.is_file())


def test_an_index_in_the_making_is_given_up_when_its_project_is_forgotten(project: Workspace) -> None:
    def forget(done: int, total: int, words: str) -> None:
        Settings().forget_project(project.path)

    with pytest.raises(UserFault, match="forgotten"):
        update_index(project, progress=forget)
    assert [path.name for path in index_of(project).parent.iterdir() if path.suffix == ".index"] == []
    assert ns(project, "police") == [1]


def test_the_index_of_a_project_that_is_gone_is_swept(project: Workspace, tmp_path: Path) -> None:
    update_index(project)
    old = index_of(project)
    project.close()
    project.path.rename(tmp_path / "moved.curator")
    with Workspace.open(tmp_path / "moved.curator") as workspace:
        assert ns(workspace, "police") == [1]
        assert not old.exists()


def test_an_index_somebody_makes_is_not_swept(project: Workspace, tmp_path: Path) -> None:
    other = paths.search_index(tmp_path / "gone.curator")
    other.write_bytes(b"an older version's")
    lock = IndexLock(other)
    assert lock.take()
    update_index(project)
    assert lock.is_still_there()
    lock.release()
    index_of(project).unlink()
    update_index(project)
    assert not other.exists()


def test_an_index_that_breaks_whenever_it_is_read_is_said_in_one_sentence(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator.store.search_find import Search
    from curator.store.search_index import IndexUnusable

    def broken(self: Search, sort: Sort, limit: int) -> None:
        raise IndexUnusable("database disk image is malformed")

    monkeypatch.setattr(Search, "articles", broken)
    with pytest.raises(UserFault, match="Your project is whole"):
        search(project, read_query("police"))


def test_stopping_leaves_nothing_and_the_next_search_works(project: Workspace) -> None:
    with pytest.raises(Stopped):
        update_index(project, cancelled=lambda: True)
    assert not any(path.name.endswith(".index") or "copy" in path.name for path in index_of(project).parent.iterdir())
    assert ns(project, "police") == [1]


def test_what_a_killed_builder_left_is_removed(project: Workspace) -> None:
    left = index_of(project).parent / f".{index_of(project).name}.curator-copy-0123456789ab"
    left.write_bytes(b"half an index")
    update_index(project)
    assert not left.exists()


@needs_permissions
def test_a_cache_that_cannot_be_written_is_said_in_one_sentence(project: Workspace) -> None:
    folder = index_of(project).parent
    folder.chmod(0o500)
    try:
        with pytest.raises(UserFault, match="search index"):
            ask(project, "police")
    finally:
        folder.chmod(0o700)


def test_a_folder_in_the_place_of_the_index_is_said_in_one_sentence(project: Workspace) -> None:
    index_of(project).mkdir()
    with pytest.raises(UserFault, match="search index"):
        ask(project, "police")


def test_a_full_disk_is_said_in_one_sentence_and_nothing_is_left(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator.store import search_index_file
    from curator.store.search_index import SearchIndex

    lay_out = search_index_file._lay_out

    def little_room(index: SearchIndex, project_id: str, path: Path) -> None:
        lay_out(index, project_id, path)
        index.run("PRAGMA max_page_count = 1")

    project.run(AddArticles(tuple(NewArticle(f"word{n} " * 500) for n in range(200))))
    monkeypatch.setattr(search_index_file, "_lay_out", little_room)
    with pytest.raises(UserFault, match="disk is full"):
        update_index(project)
    assert not any("copy" in path.name for path in index_of(project).parent.iterdir())
    monkeypatch.undo()
