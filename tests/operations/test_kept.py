# SPDX-License-Identifier: MIT
"""What a project keeps beside its codings: original files, what is saved by name, releases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused, NotNow, UserFault
from curator.domain.kept import MOST_ORIGINAL, MOST_RELEASE, Origin
from curator.operations import (
    AddArticles,
    AddCoder,
    AddRelease,
    NewArticle,
    RemoveArticle,
    RemoveRelease,
    RemoveSaved,
    Save,
    SetProjectValue,
)
from curator.store import kept
from curator.store.replay import mismatches
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.operation_makers.project import last_change
from tests.project_rows import all_rows

PAGE = b"<p>Two were killed.</p>" * 40


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "kept.curator", small_codebook(), name="Kept") as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def add(workspace: Workspace, original: bytes | None = PAGE, follows: str = "") -> str:
    new = NewArticle(
        "Two were killed.", reader="html", reader_version="trafilatura 2", media="text/html", original=original,
        follows=follows,
    )  # fmt: skip
    return str(workspace.run(AddArticles((new,)))[0])


def sound(workspace: Workspace) -> bool:
    with workspace.read() as reads:
        return not list(mismatches(reads.connection)) and not list(
            reads.connection.execute("PRAGMA foreign_key_check").fetchall()
        )


def test_the_file_an_article_was_read_from_comes_back_byte_for_byte(workspace: Workspace) -> None:
    article = add(workspace)
    with workspace.read() as reads:
        assert reads.original(article) == PAGE
        assert reads.origin(article) == Origin("html", "trafilatura 2", "text/html", True)
        found = reads.article(article)
        assert found is not None
        assert (found.reader, found.media) == ("html", "text/html")
    assert sound(workspace)


def test_of_a_plain_text_nothing_is_noted_and_nothing_kept(workspace: Workspace) -> None:
    (article,) = workspace.run(AddArticles((NewArticle("A mule died."),)))
    with workspace.read() as reads:
        assert reads.original(article) is None
        assert reads.origin(article) is None


def test_a_file_that_is_too_large_is_read_and_not_kept(workspace: Workspace) -> None:
    least, most = add(workspace, b"x" * MOST_ORIGINAL), add(workspace, b"x" * (MOST_ORIGINAL + 1))
    with workspace.read() as reads:
        assert len(reads.original(least) or b"") == MOST_ORIGINAL
        assert reads.original(most) is None
        assert reads.origin(most) == Origin("html", "trafilatura 2", "text/html", False)


def test_a_project_may_keep_no_files(workspace: Workspace) -> None:
    workspace.run(SetProjectValue("keep_originals", "no"))
    article = add(workspace)
    with workspace.read() as reads:
        assert reads.original(article) is None
        assert reads.origin(article) is not None


def test_undone_and_done_again_the_files_are_what_they_were(workspace: Workspace) -> None:
    older = add(workspace)
    newer = add(workspace, b"\x00\xff" * 10, follows=older)
    before = all_rows(workspace)
    workspace.run(RemoveArticle(older))
    assert sound(workspace)
    with workspace.read() as reads:
        assert reads.versions_of(newer) == (newer,)
    workspace.undo()
    assert all_rows(workspace) == before
    assert sound(workspace)
    with workspace.read() as reads:
        assert reads.versions_of(older) == reads.versions_of(newer) == (older, newer)
        assert reads.original(newer) == b"\x00\xff" * 10


def test_the_older_version_is_not_undone_below_the_newer_one(workspace: Workspace) -> None:
    older = add(workspace)
    entry = last_change(workspace)
    add(workspace, follows=older)
    with pytest.raises(NotNow):
        workspace.undo(entry)


def test_a_file_changed_past_the_log_is_named(workspace: Workspace) -> None:
    add(workspace)
    path = workspace.path
    workspace.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE article_originals SET data = ?", (kept.packed(b"other"),))
    connection.close()
    with Workspace.open(path, write=False) as again, again.read() as reads:
        assert any("article_originals" in said for said in mismatches(reads.connection))


@pytest.mark.parametrize("data", [b"", b"no zlib", kept.packed(PAGE)[:-9], kept.packed(b"x" * (MOST_ORIGINAL + 1))])
def test_a_damaged_file_is_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(UserFault, match="damaged"):
        kept.unpacked(data)


def test_what_is_saved_by_name_is_there_until_it_is_removed(workspace: Workspace) -> None:
    workspace.run(Save("view", " By day ", {"columns": ["date", "number"]}))
    workspace.run(Save("profile", "By day", ["é"]))
    workspace.run(Save("view", "By day", {"columns": ["date"]}))
    with workspace.read() as reads:
        assert reads.saved("view") == {"By day": {"columns": ["date"]}}
        assert reads.saved("profile") == {"By day": ["é"]}
        assert reads.saved("mapping") == {}
    workspace.undo()
    with workspace.read() as reads:
        assert reads.saved("view") == {"By day": {"columns": ["date", "number"]}}
    workspace.run(RemoveSaved("view", "By day"))
    with workspace.read() as reads:
        assert reads.saved("view") == {}
    with pytest.raises(NotNow):
        workspace.run(RemoveSaved("view", "By day"))
    with pytest.raises(InputRefused):
        workspace.run(Save("view", "two\nlines", 1))
    with pytest.raises(InputRefused):
        workspace.run(Save("colour", "red", 1))


def test_a_release_is_frozen_under_its_name(workspace: Workspace) -> None:
    workspace.run(AddRelease("2020 first", b"PK-one", {"layer": "auto"}, {"incidents": 3}))
    with workspace.read() as reads:
        (release,) = reads.releases()
        assert (release.name, release.options, release.counts, release.size) == (
            "2020 first", {"layer": "auto"}, {"incidents": 3}, 6,
        )  # fmt: skip
        assert reads.release_set("2020 first") == b"PK-one"
    with pytest.raises(InputRefused, match="another name"):
        workspace.run(AddRelease("2020 first", b"PK-two"))
    with pytest.raises(InputRefused, match="45 MB"):
        workspace.run(AddRelease("Too much", bytes(MOST_RELEASE + 1)))
    before = all_rows(workspace)
    workspace.run(RemoveRelease("2020 first"))
    with workspace.read() as reads, pytest.raises(UserFault):
        reads.release_set("2020 first")
    workspace.undo()
    assert all_rows(workspace) == before
    assert sound(workspace)
