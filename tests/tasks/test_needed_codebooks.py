# SPDX-License-Identifier: MIT
"""What was set under a codebook that was replaced since leaves all the same, and comes in again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.domain.codebook.model import Choice, Codebook
from curator.operations import (
    AddArticles,
    AddCoder,
    AddEvidence,
    AddIncident,
    AddNotCodable,
    AddRow,
    AdoptCodebook,
    NewArticle,
    SetValue,
)
from curator.tasks.codings import import_codings
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.export_codings import export_codings
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

pytestmark = pytest.mark.slow  # each makes several projects

FIRST = small_codebook()
TEXT = next(field for field in FIRST.fields if field.kind == "text" and not field.private)
WORDED = next(field for field in FIRST.fields if field.kind == "decimal")
CHOICE = next(field for field in FIRST.fields if field.kind == "choice" and not field.parts)
GROUP = FIRST.groups[0]


def second() -> Codebook:
    """A field, a group's field, a code and a reason more than the first has."""
    groups = (
        replace(GROUP, fields=(*GROUP.fields, replace(TEXT, key="more_of_row", required=False, evidence="possible"))),
    )
    lists = tuple(
        replace(entry, choices=(*entry.choices, Choice("more_code", "More")))
        if entry.key in (CHOICE.choices, FIRST.not_codable) else entry
        for entry in FIRST.lists
    )  # fmt: skip
    fields = (*FIRST.fields, replace(TEXT, key="more", required=False, evidence="possible"))
    return replace(FIRST, version="2.0", fields=fields, groups=(*groups, *FIRST.groups[1:]), lists=lists)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", FIRST) as workspace:
        workspace.act_as(workspace.run(AddCoder("Coder 1")))
        workspace.run(AddArticles((NewArticle("Two were killed.", {"title": "Two"}),)))
        yield workspace


def code_under_three_codebooks(project: Workspace, what: str) -> None:
    with project.read() as reads:
        (article,) = reads.article_ids()
    incident = project.run(AddIncident(article, (0, 3)))
    row = project.run(AddRow(incident, GROUP.key))
    project.run(AdoptCodebook(second()))
    if what == "value":
        project.run(SetValue(incident, "more", "kept"))
    elif what == "value of a row":
        project.run(SetValue(incident, "more_of_row", "kept", row=row))
    elif what == "words":
        project.run(AddEvidence(article, 0, 3, incident=incident, field="more"))
    elif what == "note on a row":
        project.run(SetValue(incident, "more_of_row", None, row=row, state="not_stated"))
    elif what == "code":
        project.run(SetValue(incident, CHOICE.key, "more_code"))
    else:
        project.run(AddNotCodable(article, 0, 3, "more_code"))
    project.run(AdoptCodebook(replace(FIRST, version="3.0")))


def coded(project: Workspace) -> dict[str, object]:
    rows = all_rows(project)
    for incident in rows["incidents"].values():
        del incident["codebook"]
    return {table: some for table, some in rows.items() if table not in ("project", "codebooks", "coders")}


@pytest.mark.parametrize("what", ["value", "value of a row", "words", "note on a row", "code", "reason"])
def test_a_data_set_leaves_nothing_behind(project: Workspace, tmp_path: Path, what: str) -> None:
    code_under_three_codebooks(project, what)
    export_set(project, tmp_path / "set", ExportOptions(layer="all", memos=True))
    with Workspace.create(tmp_path / "b.curator", FIRST) as other:
        other.act_as(other.run(AddCoder("Coder 2")))
        report = import_codings(other, [tmp_path / "set"], adopt=True)
        assert report.complete, report
        assert coded(other) == coded(project)
        assert other.codebook.version == "3.0"


@pytest.mark.parametrize("what", ["value", "value of a row", "words", "note on a row", "code"])
def test_a_coding_file_leaves_nothing_behind(project: Workspace, tmp_path: Path, what: str) -> None:
    code_under_three_codebooks(project, what)
    export_codings(project, tmp_path / "codings", with_text=True, private=True)
    with Workspace.create(tmp_path / "b.curator", FIRST) as other:
        other.act_as(other.run(AddCoder("Coder 2")))
        other.run(AdoptCodebook(second()))
        other.run(AdoptCodebook(replace(FIRST, version="3.0")))
        report = import_codings(other, [tmp_path / "codings"])
        assert report.complete, report
        assert coded(other) == coded(project)


def more(version: str, field: str, code: str) -> Codebook:
    """A codebook with a field and a code of its own."""
    used = {field.choices for field in FIRST.fields if field.kind in ("choice", "choices")}
    lists = tuple(
        replace(entry, choices=(*entry.choices, Choice(code, code))) if entry.key in used else entry
        for entry in FIRST.lists
    )
    fields = (*FIRST.fields, replace(TEXT, key=field, required=False, evidence="possible"))
    return replace(FIRST, version=version, fields=fields, lists=lists)


BOOKS = (more("2.0", "second", "code_2"), more("3.0", "third", "code_3"), replace(FIRST, version="4.0"))


def code_what_takes_three_codebooks(project: Workspace) -> str:
    """A field of the second, a field and a code of the third, begun under the first; the fourth is in force."""
    with project.read() as reads:
        (article,) = reads.article_ids()
    incident: str = project.run(AddIncident(article, (0, 3)))
    project.run(AdoptCodebook(BOOKS[0]))
    project.run(SetValue(incident, "second", "kept"))
    project.run(AdoptCodebook(BOOKS[1]))
    project.run(SetValue(incident, "third", "kept too"))
    project.run(AddEvidence(article, 0, 3, incident=incident, field="third"))
    project.run(SetValue(incident, CHOICE.key, "code_3"))
    project.run(AdoptCodebook(BOOKS[2]))
    return incident


def test_a_coding_file_carries_what_takes_three_codebooks_to_name(project: Workspace, tmp_path: Path) -> None:
    code_what_takes_three_codebooks(project)
    (file,) = export_codings(project, tmp_path / "codings", with_text=True, private=True).files
    entry = json.loads(file.read_text(encoding="utf-8"))["incidents"][0]
    assert entry["codebook"] == {"key": FIRST.key, "version": FIRST.version}
    assert [one["version"] for one in entry["further_codebooks"]] == ["3.0", "2.0"]
    with Workspace.create(tmp_path / "b.curator", FIRST) as other:
        other.act_as(other.run(AddCoder("Coder 2")))
        for book in BOOKS:
            other.run(AdoptCodebook(book))
        report = import_codings(other, [tmp_path / "codings"])
        assert report.complete, report
        assert coded(other) == coded(project)
        export_codings(other, tmp_path / "again", with_text=True, private=True)
    assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()


def test_a_file_that_takes_a_codebook_which_is_not_here_names_it(project: Workspace, tmp_path: Path) -> None:
    code_what_takes_three_codebooks(project)
    export_codings(project, tmp_path / "codings", with_text=True)
    with Workspace.create(tmp_path / "b.curator", FIRST) as other:
        other.act_as(other.run(AddCoder("Coder 2")))
        other.run(AdoptCodebook(BOOKS[0]))
        other.run(AdoptCodebook(BOOKS[2]))
        report = import_codings(other, [tmp_path / "codings"])
        assert "3.0" in report.refused[0].reason
        assert "Adopt it first" in report.refused[0].reason
        with other.read() as reads:
            assert reads.article_count() == 0


def test_a_codebook_under_which_nothing_was_coded_does_not_leave(project: Workspace, tmp_path: Path) -> None:
    with project.read() as reads:
        project.run(AddIncident(reads.article_ids()[0], (0, 3)))
    export_set(project, tmp_path / "before")
    project.run(AdoptCodebook(second()))
    project.run(AdoptCodebook(FIRST))
    export_set(project, tmp_path / "after")
    assert (tmp_path / "after" / "incidents.csv").read_bytes() == (tmp_path / "before" / "incidents.csv").read_bytes()
    assert not (tmp_path / "after" / "codebooks").exists()


@pytest.mark.parametrize("file", ["values.csv", "evidence.csv"])
def test_a_set_that_speaks_of_unknown_fields_is_refused(project: Workspace, tmp_path: Path, file: str) -> None:
    with project.read() as reads:
        (article,) = reads.article_ids()
    incident = project.run(AddIncident(article, (0, 3)))
    project.run(SetValue(incident, WORDED.key, None, state="not_stated"))
    project.run(AddEvidence(article, 0, 3, incident=incident, field=WORDED.key))
    export_set(project, tmp_path / "set", ExportOptions(layer="all", memos=True))
    path = tmp_path / "set" / file
    path.write_bytes(path.read_bytes().replace(f",{WORDED.key},".encode(), b",unheard_of,"))
    with Workspace.create(tmp_path / "b.curator", FIRST) as other:
        other.act_as(other.run(AddCoder("Coder 2")))
        report = import_codings(other, [tmp_path / "set"], allow_changed=True)
        assert "unheard_of" in report.refused[0].reason
