# SPDX-License-Identifier: MIT
"""What the texts of a project are like is kept beside its search index: opening computes nothing anew, and whatever
becomes of the file, what is found is the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from curator import paths
from curator.domain.near import EXCERPT, WHOLE, Near, Shingles
from curator.operations import AddArticles, AddCoder, NewArticle, PairArticles, RemoveArticle
from curator.tasks import near_articles
from curator.tasks.import_articles import import_articles
from curator.tasks.job import Stopped
from curator.tasks.near_articles import NearArticles, near_duplicates, near_pairs
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

WORDS = [f"{a}{b}{c}" for a in ("ba", "mo", "ku", "ri") for b in ("lon", "mir", "dak", "vos") for c in ("a", "e", "i")]
SEED = 20261125


def texts(count: int) -> list[str]:
    chance = Random(SEED)
    return [" ".join(chance.choices(WORDS, k=chance.randint(80, 200))) for _ in range(count)]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "kept.curator", small_codebook(), name="Kept") as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def add(workspace: Workspace, *of: str) -> list[str]:
    return [str(each) for each in workspace.run(AddArticles(tuple(NewArticle(text) for text in of)))]


def found(workspace: Workspace, article: str) -> list[str]:
    return [near.article for near in near_duplicates(workspace, article)]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are looked at from now on."""
    looked: list[str] = []
    shingles = near_articles.shingles

    def counting(text: str) -> Shingles:
        looked.append(text)
        return shingles(text)

    monkeypatch.setattr(near_articles, "shingles", counting)
    return looked


def test_what_is_kept_is_not_computed_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = texts(2)
    first, _, near = add(workspace, one, other, f"{one} and more")
    assert found(workspace, first) == [near]
    looked = counted(monkeypatch)
    assert found(workspace, first) == [near]
    assert [(pair.one, pair.other) for pair in near_pairs(workspace)] == [(first, near)]
    assert looked == []
    (late,) = add(workspace, f"so {other}")
    assert found(workspace, first) == [near]
    assert set(looked) == {f"so {other}", other}, "the new one, and the one it is like"
    assert {pair.other for pair in near_pairs(workspace)} == {near, late}


def test_a_broken_or_foreign_file_is_made_anew(workspace: Workspace) -> None:
    one, other = texts(2)
    first, _, near = add(workspace, one, other, f"{one} and more")
    path = paths.near_file(workspace.path)
    for bad in (b"no database at all" * 400, b"", b"SQLite format 3\0" + bytes(4080)):
        path.write_bytes(bad)
        assert found(workspace, first) == [near]
    whole = bytearray(path.read_bytes())
    whole[4096:] = bytes(len(whole) - 4096)
    path.write_bytes(whole)
    assert found(workspace, first) == [near]


def test_a_file_of_older_fingerprints_is_made_anew(workspace: Workspace) -> None:
    one, other = texts(2)
    first, _, near = add(workspace, one, other, f"{one} and more")
    found(workspace, first)
    with closing(sqlite3.connect(paths.near_file(workspace.path), isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 2")
        connection.execute("UPDATE shared SET shingle = shingle + 1")
        connection.execute("DELETE FROM pairs")
    assert found(workspace, first) == [near]


def test_without_a_place_to_keep_it_is_found_all_the_same(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(paths, "near_file", lambda _project: tmp_path / "file" / "not")
    one, other = texts(2)
    first, _, near = add(workspace, one, other, f"{one} and more")
    assert found(workspace, first) == [near]


def test_it_is_removed_with_the_search_index(workspace: Workspace) -> None:
    (first,) = add(workspace, texts(1)[0])
    found(workspace, first)
    assert paths.near_file(workspace.path).exists()
    paths.remove_search_index(workspace.path)
    assert not list(paths.near_file(workspace.path).parent.iterdir())


def test_what_is_left_of_a_project_that_is_gone_is_removed(workspace: Workspace, tmp_path: Path) -> None:
    gone, there = tmp_path / "gone.curator", tmp_path / "there.curator"
    for project in (gone, there):
        with Workspace.create(project, small_codebook(), name="Other") as other, NearArticles(other) as library:
            library.update()
    gone.unlink()
    kept = [paths.near_file(project).exists() for project in (gone, there, workspace.path)]
    assert kept == [True, True, False]
    with NearArticles(workspace) as library:
        library.update()
    kept = [paths.near_file(project).exists() for project in (gone, there, workspace.path)]
    assert kept == [False, True, True]


def test_what_is_gone_is_not_found_and_is_again_when_it_is_back(workspace: Workspace) -> None:
    one, _ = texts(2)
    first, near = add(workspace, one, f"{one} and more")
    assert found(workspace, first) == [near]
    workspace.run(RemoveArticle(near))
    assert found(workspace, first) == []
    assert near_pairs(workspace) == []
    workspace.undo()
    assert found(workspace, first) == [near]


def test_stopped_it_goes_on_where_it_was(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    many = texts(60)
    add(workspace, *many)
    looked = counted(monkeypatch)
    with NearArticles(workspace) as library, pytest.raises(Stopped):
        library.update(cancelled=lambda: len(looked) >= 20)
    before = len(looked)
    assert before < 60
    told: list[tuple[int, int]] = []
    with NearArticles(workspace) as library:
        assert library.update(lambda done, total, _words: told.append((done, total))) == 60 - before
    assert len(set(looked)) == 60
    assert told[-1][0] == told[-1][1]


def test_versions_of_a_report_are_no_pair_and_what_was_said_of_one_is_told(workspace: Workspace) -> None:
    one, _ = texts(2)
    first, near = add(workspace, one, f"{one} and more")
    (newer,) = workspace.run(AddArticles((NewArticle(f"{one} and less", follows=first),)))
    assert found(workspace, first)
    assert {(pair.one, pair.other) for pair in near_pairs(workspace)} == {(near, newer)}, "the newest version counts"
    workspace.run(PairArticles(newer, near, "different"))
    assert [(pair.decision, pair.shown) for pair in near_pairs(workspace)] == [("different", False)]
    workspace.undo()
    assert {pair.decision for pair in near_pairs(workspace)} == {""}


def test_which_is_an_excerpt_of_which_is_told(workspace: Workspace, tmp_path: Path) -> None:
    long, _ = texts(2)
    part = " ".join(long.split()[10:40])
    (tmp_path / "a.txt").write_text(long, encoding="utf-8")
    (tmp_path / "b.txt").write_text(part, encoding="utf-8")
    whole, excerpt = import_articles(workspace, [tmp_path / "a.txt", tmp_path / "b.txt"]).added
    assert excerpt.near == (Near(whole.article, 1.0, EXCERPT),), "the id of the article, also of one that came with it"
    assert any(note.startswith("An excerpt of") and "100 % of it is there" in note for note in excerpt.notes)
    assert near_duplicates(workspace, whole.article) == [Near(excerpt.article, 1.0, WHOLE)]
    other = tmp_path / "c.txt"
    other.write_text(f"{long} {long.upper()}", encoding="utf-8")
    (longer,) = import_articles(workspace, [other]).added
    assert {near.article for near in longer.near} == {whole.article, excerpt.article}


def test_two_that_look_at_the_same_time_find_the_same(workspace: Workspace) -> None:
    many = texts(40)
    add(workspace, *many, *(f"{text} too" for text in many))
    with NearArticles(workspace) as one, NearArticles(workspace) as other:
        one.update()
        assert other.update() == 0
        assert one.pairs() == other.pairs()
        assert len(one.pairs()) == 40
