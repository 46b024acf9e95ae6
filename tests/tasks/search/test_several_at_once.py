# SPDX-License-Identifier: MIT
"""Several search, make the index and change the project at once."""

from __future__ import annotations

import os
import sqlite3
import threading

import pytest

from curator.domain.faults import UserFault
from curator.operations import (
    AddArticles,
    NewArticle,
)  # fmt: skip
from curator.store.search_index_file import IndexLock, open_index
from curator.tasks.search import (
    matching_articles,
    read_query,
    search,
    update_index,
)  # fmt: skip
from curator.workspace import Workspace
from tests.searching import ask, index_of


def test_whoever_comes_while_the_index_is_made_waits_and_finds_it(project: Workspace) -> None:
    lock = IndexLock(index_of(project))
    assert lock.take()
    waiting = threading.Event()
    found: list[list[int]] = []

    def look() -> None:
        query = read_query("police")
        hits = search(project, query, progress=lambda done, total, words: waiting.set())
        found.append([hit.n for hit in hits.articles])

    thread = threading.Thread(target=look)
    thread.start()
    assert waiting.wait(10)
    assert found == []
    lock.release()
    thread.join(20)
    assert found == [[1]]


def test_searching_while_articles_come_in_never_fails(project: Workspace) -> None:
    faults: list[BaseException] = []
    stop = threading.Event()

    def look() -> None:
        try:
            while not stop.is_set():
                search(project, read_query("police"))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test fails
            faults.append(error)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for n in range(40):
        project.run(AddArticles((NewArticle(f"police {n}"),)))
    stop.set()
    for thread in threads:
        thread.join(20)
    assert faults == []
    assert len(matching_articles(project, read_query("police"))) == 41


def test_an_index_open_for_reading_stays_whole_while_another_takes_its_place(project: Workspace) -> None:
    update_index(project)
    with open_index(index_of(project)) as index:
        rows = index.rows("SELECT rowid FROM words WHERE words MATCH 'in' ORDER BY rowid")
        assert next(rows) == (1,)
        if os.name != "nt":
            index_of(project).unlink()
            update_index(project)
        assert [row[0] for row in rows] == [3]


def test_a_damaged_project_is_not_taken_for_a_damaged_index(project: Workspace) -> None:
    update_index(project)
    inode = index_of(project).stat().st_ino
    with project.read() as reads:
        names = [row[0] for row in reads.connection.execute("SELECT name FROM sqlite_schema").fetchall()]
    assert "articles" in names
    project.close()
    connection = sqlite3.connect(project.path)
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'article_texts'").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = bytearray(project.path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    project.path.write_bytes(data)
    with (
        Workspace.open(project.path, write=False) as workspace,
        pytest.raises(UserFault, match=r"p\.curator is damaged"),
    ):
        ask(workspace, "police")
    assert index_of(project).stat().st_ino == inode
