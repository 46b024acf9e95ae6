# SPDX-License-Identifier: MIT
"""Units as plain values: what they hold, and that the rows they give back are the rows they came from."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.handover import KINDS
from curator.operations import AddArticles, AddComment, AddIncident, AddRow, NewArticle, SetReading, SetValue
from curator.store.ddl import FIXED_TABLES
from curator.store.undo import group_tables
from curator.store.units import TABLES, content_of, parts_of, rows_of, units
from curator.workspace import Workspace
from tests.codings_strategy import QUICK
from tests.operation_makers.project import Project, new_project
from tests.operation_makers.whole import fill
from tests.project_rows import all_rows

pytestmark = pytest.mark.slow  # each brings whole projects together

UNITS = ("incidents", "evidence", "value_notes", "not_codable", "reading", "comments")


@QUICK
@given(data=st.data())
def test_the_rows_of_all_units_are_the_rows_of_the_project(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder)) as workspace:
        fill(Project(workspace, data.draw))
        rows = all_rows(workspace)
        found: dict[str, dict[str, object]] = {}
        with workspace.read() as reads:
            codebooks = dict(reads.connection.execute("SELECT sha256, id FROM codebooks").fetchall())
            tables = {*UNITS, *group_tables(reads.connection)}
            for unit in units(reads.connection):
                assert json.loads(json.dumps(unit.content)) == unit.content, "a content is plain JSON"
                for table, some in rows_of(unit, codebooks).items():
                    for row in some:
                        filled = {name: cell for name, cell in row.items() if cell is not None}
                        found.setdefault(table, {})[str(row["id"])] = filled
        plain = {
            table: {row_id: {name: cell for name, (_, cell) in row.items()} for row_id, row in some.items()}
            for table, some in rows.items() if table in tables
        }  # fmt: skip
        assert found == plain


def test_one_unit_is_found_by_kind_and_id(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(AddArticles((NewArticle("Two were killed.", {"title": "Two"}),)))[0]
        incident = workspace.run(AddIncident(article, (0, 3), {"headline": "Two"}))
        row = workspace.run(AddRow(incident, "people", {"called": "A"}))
        comment = workspace.run(AddComment(article, "Who?", incident=incident, row=row))
        with workspace.read() as reads:
            content = content_of(reads.connection, "incident", incident)
            said = content_of(reads.connection, "comment", comment)
            assert content is not None
            assert said is not None
            assert content["values"] == {"headline": "Two"}
            assert [one["values"] for one in content["rows"]] == [{"called": "A"}]
            assert ("incident_people", row) in parts_of(content)
            assert (said["incident"], said["row"], said["resolved"]) == (incident, row, False)
            assert content_of(reads.connection, "incident", comment) is None
            metadata = content_of(reads.connection, "article", article)
            assert metadata == {"fields": {"title": "Two"}, "notes": [], "evidence": []}


def test_only_the_layers_that_are_asked_for(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(AddArticles((NewArticle("Two were killed."),)))[0]
        workspace.run(AddIncident(article))
        workspace.run(SetReading(article, "finished"))
        assert workspace.coder
        with workspace.read() as reads:
            mine = {unit.kind for unit in units(reads.connection, coders=[workspace.coder.id])}
            nobodys = {unit.kind for unit in units(reads.connection, coders=[])}
        assert (mine, nobodys) == ({"article", "incident", "reading"}, {"article"})


def test_what_others_change_of_an_incident_is_none_of_its_content(tmp_path: Path) -> None:
    """Local numbers and the article's id are not in it: the same work in another project is the same content."""
    with new_project(tmp_path) as workspace:
        article = workspace.run(AddArticles((NewArticle("Two were killed."),)))[0]
        incident = workspace.run(AddIncident(article, (0, 3)))
        workspace.run(SetValue(incident, "number", 2, basis="inferred"))
        with workspace.read() as reads:
            content = json.dumps(content_of(reads.connection, "incident", incident))
            assert article not in content
            assert workspace.codebook_id not in content


def test_every_kind_has_a_table_that_is_data() -> None:
    assert set(TABLES) == set(KINDS)
    assert set(TABLES.values()) <= set(FIXED_TABLES)


def test_an_older_file_has_no_units_of_later_kinds(tmp_path: Path) -> None:
    with (
        Workspace.create(tmp_path / "a.curator", new_project(tmp_path).codebook) as workspace,
        workspace.read() as reads,
    ):
        assert list(units(reads.connection)) == []
