# SPDX-License-Identifier: MIT
"""A file that came in as one article is taken apart: its articles stand in its place, and one Undo brings it back."""

from __future__ import annotations

from pathlib import Path

from curator.tasks.import_articles import import_articles
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.formats.test_several_articles import SEVERAL


def titles(workspace: Workspace) -> list[str]:
    with workspace.read() as reads:
        return sorted(reads.article_titles(reads.article_ids()).values())


def test_the_articles_stand_in_place_of_the_one_and_undo_brings_it_back(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text(SEVERAL["headline and date"], "utf-8")
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        (whole,) = import_articles(workspace, [path]).added
        assert whole.apart == str(path)
        assert "It looks like 8 articles" in whole.notes[0]
        before = titles(workspace)
        report = import_articles(workspace, [path], how="several", in_place_of=[whole.article])
        assert [one.file for one in report.added] == [f"all.txt#{number}" for number in range(1, 9)]
        assert not any(one.article == whole.article for added in report.added for one in added.near)
        assert titles(workspace) == [f"Clash number {number} at the river" for number in range(1, 9)]
        workspace.undo(report.change)
        assert titles(workspace) == before


def test_where_nothing_came_the_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text(SEVERAL["form feeds"], "utf-8")
    with Workspace.create(tmp_path / "a.curator", small_codebook()) as workspace:
        (whole,) = import_articles(workspace, [path]).added
        before = titles(workspace)
        path.unlink()
        assert import_articles(workspace, [path], how="several", in_place_of=[whole.article]).added == []
        assert titles(workspace) == before
