# SPDX-License-Identifier: MIT
"""Values that are not written: another coder's row, texts that no file can hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import InputRefused
from curator.operations import (
    AddArticles,
    AddCoder,
    AddIncident,
    AddRow,
    NewArticle,
    RenameProject,
    SetArticleValue,
    SetValue,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

BOOK = small_codebook()
GROUP = BOOK.groups[0]
IN_ROW = next(leaf.key for leaf in BOOK.leaves(GROUP.key))
FIELD = next(leaf.key for leaf in BOOK.leaves() if not BOOK.above(leaf.key))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles((NewArticle("Two were killed.", {"outlet": "Gazette"}),)))
        yield workspace


def article_of(project: Workspace) -> str:
    with project.read() as reads:
        return reads.article_ids()[0]


def test_a_row_is_written_in_its_own_incident_only(project: Workspace) -> None:
    article = article_of(project)
    row = project.run(AddRow(project.run(AddIncident(article)), GROUP.key))
    project.act_as(project.run(AddCoder("Coder 2")))
    own = project.run(AddIncident(article))
    before = all_rows(project)
    with pytest.raises(InputRefused, match="another incident"):
        project.run(SetValue(own, IN_ROW, None, row=row, state="not_stated"))
    assert all_rows(project) == before


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_a_text_that_no_file_can_hold_is_refused_in_one_sentence(project: Workspace, text: str) -> None:
    incident = project.run(AddIncident(article_of(project)))
    before = all_rows(project)
    for operation in (
        SetValue(incident, FIELD, None, state="not_stated", note=text),
        SetArticleValue(article_of(project), "outlet", text),
        AddCoder(text),
        RenameProject(text),
    ):
        with pytest.raises(InputRefused, match=r"U\+(0000|D800)"):
            project.run(operation)
    assert all_rows(project) == before


def test_an_empty_metadata_value_is_none(project: Workspace) -> None:
    project.run(SetArticleValue(article_of(project), "outlet", ""))
    with project.read() as reads:
        article = reads.article(article_of(project))
    assert article is not None
    assert "outlet" not in article.fields
