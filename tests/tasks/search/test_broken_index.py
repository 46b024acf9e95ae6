# SPDX-License-Identifier: MIT
"""An index that is broken, gone, or another project's is never believed, and the project never blamed."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.operations import (
    AddArticles,
    NewArticle,
)  # fmt: skip
from curator.tasks.search import (
    update_index,
)  # fmt: skip
from curator.workspace import Workspace
from tests.searching import ask, index_of, ns


def nothing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_database(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 1000)


def another_database(path: Path) -> None:
    path.unlink()
    sqlite3.connect(path).executescript("CREATE TABLE about (key, value); INSERT INTO about VALUES (1, 2);")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:] = random.Random(20191108).randbytes(len(data) - 8192)
    path.write_bytes(data)


def words_gone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("DELETE FROM words_data; DELETE FROM words_docsize;")
    connection.close()


def older(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE about SET value = X'30' WHERE key = 'format'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "harm", [nothing, empty, no_database, another_database, truncated, overwritten, words_gone, older]
)
def test_a_broken_or_foreign_index_is_made_anew_and_the_project_is_not_blamed(
    project: Workspace, harm: Callable[[Path], None]
) -> None:
    assert ns(project, "police") == [1]
    harm(index_of(project))
    assert ns(project, "police") == [1]
    assert [hit.n for hit in ask(project, "police", sort="best")] == [1]
    assert update_index(project).outcome == "fitting"


def test_a_copy_of_the_project_goes_its_own_way(project: Workspace, tmp_path: Path) -> None:
    assert ns(project, "police") == [1]
    project.close()
    shutil.copy(project.path, tmp_path / "copy.curator")
    with Workspace.open(project.path) as first, Workspace.open(tmp_path / "copy.curator") as second:
        first.run(AddArticles((NewArticle("first police"),)))
        second.run(AddArticles((NewArticle("second police"),)))
        assert index_of(first) != index_of(second)
        assert (ns(first, "first"), ns(second, "second")) == ([4], [4])
        assert (ns(first, "second"), ns(second, "first")) == ([], [])
        assert update_index(first).outcome == update_index(second).outcome == "fitting"


def test_an_older_state_put_back_in_place_is_not_searched_with_the_newer_index(project: Workspace) -> None:
    project.close()
    old = project.path.read_bytes()
    with Workspace.open(project.path) as workspace:
        workspace.run(AddArticles((NewArticle("newer police"),)))
        assert ns(workspace, "newer") == [4]
    project.path.write_bytes(old)
    with Workspace.open(project.path) as workspace:
        assert ns(workspace, "newer") == []
        assert ns(workspace, "police") == [1]
        workspace.run(AddArticles((NewArticle("other police"),)))
        assert (ns(workspace, "newer"), ns(workspace, "other")) == ([], [4])


def test_a_project_that_is_only_read_is_searched_too(project: Workspace) -> None:
    project.close()
    with Workspace.open(project.path, write=False) as workspace:
        assert ns(workspace, "police") == [1]
