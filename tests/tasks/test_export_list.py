# SPDX-License-Identifier: MIT
"""A list of incidents as a file: RFC 4180, stored values, whole or not at all, nothing that nobody accepted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.faults import UserFault
from curator.operations import AddArticles, AddCoder, AddIncident, NewArticle, SetValue
from curator.shape import replace
from curator.store.incident_list import IncidentWish
from curator.tasks.export_list import export_list
from curator.tasks.incident_columns import list_columns
from curator.tasks.job import Stopped
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

BOOK = small_codebook()
TEXT = next(leaf for leaf in BOOK.leaves() if leaf.kind == "text")
TRICKY = 'say "no", =1+1 قتل'


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    book = replace(BOOK, title_field=TEXT.key, summary_fields=tuple(leaf.key for leaf in BOOK.leaves()))
    with Workspace.create(tmp_path / "a.curator", book) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        told = {"title": "=cmd()", "published": "2019-11-09"}
        (article,) = workspace.run(AddArticles((NewArticle("Two men.", told),)))
        for title in (TRICKY, "+plus", ""):
            incident = workspace.run(AddIncident(article, (0, 3)))
            if title:
                workspace.run(SetValue(incident, TEXT.key, title, proposed=title == "+plus"))
        yield workspace


def exported(workspace: Workspace, path: Path, **wish: object) -> list[dict[str, str]]:
    columns = list_columns(workspace.codebook, True)
    export_list(workspace, path, columns, IncidentWish(**wish))  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_rows_and_cells_are_the_stored_ones(workspace: Workspace, tmp_path: Path) -> None:
    rows = exported(workspace, tmp_path / "a.csv")
    assert [row[TEXT.key] for row in rows] == [TRICKY, "", ""], "what is only proposed leaves in no file"
    assert {row["article_title"] for row in rows} == {"=cmd()"}
    assert {row["coder_name"] for row in rows} == {"Ann"}
    with workspace.read() as reads:
        assert [row["id"] for row in rows] == [reads.find_incident(str(n)).id for n in (1, 2, 3)]
    data = (tmp_path / "a.csv").read_bytes()
    assert data.count(b"\r\n") == 4
    assert b"\n" not in data.replace(b"\r\n", b"")
    head = data.split(b"\r\n")[0].decode().split(",")
    assert (head[0], head[1].rstrip("_")) == ("id", "number")
    assert [row[head[1]] for row in rows] == ["1", "2", "3"], "the number on the screen"
    assert len(head) == len(set(head))
    assert set(head) >= {leaf.key for leaf in workspace.codebook.leaves()}


def test_formula_cells_are_counted_and_not_altered(workspace: Workspace, tmp_path: Path) -> None:
    columns = list_columns(workspace.codebook, False)
    report = export_list(workspace, tmp_path / "a.csv", columns, IncidentWish())
    assert dict(report.formula_cells) == {"article_title": 3}
    assert report.incidents == 3
    assert "3" in report.sentence


def test_the_order_and_the_words_wished_for_decide(workspace: Workspace, tmp_path: Path) -> None:
    rows = exported(workspace, tmp_path / "a.csv", order=("leaf", TEXT.key), descending=True)
    with workspace.read() as reads:
        assert [row["id"] for row in rows] == [reads.find_incident(str(n)).id for n in (1, 2, 3)]
    assert len(exported(workspace, tmp_path / "b.csv", fits=("i.n = 2", ()))) == 1
    assert exported(workspace, tmp_path / "c.csv", coders=()) == []


def test_a_stopped_export_leaves_the_old_file(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    columns = list_columns(workspace.codebook, False)
    with pytest.raises(Stopped):
        export_list(workspace, path, columns, IncidentWish(), cancelled=lambda: True)
    assert path.read_text() == "old"
    assert {each.name for each in tmp_path.iterdir() if "tmp" in each.name} == set()
    with pytest.raises(UserFault):
        export_list(workspace, tmp_path / "none" / "a.csv", columns, IncidentWish())


def test_an_article_without_a_title_is_named_by_its_first_words(workspace: Workspace, tmp_path: Path) -> None:
    (article,) = workspace.run(AddArticles((NewArticle("Three women\nwere seen.", {"published": "2019-11-09"}),)))
    workspace.run(AddIncident(article, (0, 5)))
    *_, row = exported(workspace, tmp_path / "a.csv")
    assert row["article_title"] == "Three women were seen."
