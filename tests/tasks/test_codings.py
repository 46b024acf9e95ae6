# SPDX-License-Identifier: MIT
"""Receiving codings: which article is meant, which codebook, what conflicts, what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curator.assets import asset, read_bytes
from curator.operations import AddArticles, AddCoder, AdoptCodebook, NewArticle, SetValue
from curator.tasks.codebooks import codebook_named
from curator.tasks.codings import CodingsReport, import_codings
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.sample import build_sample
from curator.workspace import Workspace
from tests.project_rows import all_rows

TEXT = asset("samples/seed-article.txt").read_bytes().decode("utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.curator", codebook_named("incidents")) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def article(project: Workspace, **fields: str) -> str:
    (made,) = project.run(AddArticles((NewArticle(TEXT, fields),)))
    return str(made)


def coding_file(folder: Path, change: Any = None) -> Path:
    document = json.loads(read_bytes("samples/seed.coding.json"))
    if change:
        change(document)
    path = folder / "one.coding.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def incidents(project: Workspace, article_id: str) -> int:
    with project.read() as reads:
        return len(reads.coding(article_id).incidents)


def test_the_only_article_with_the_text_is_meant(project: Workspace, tmp_path: Path) -> None:
    one = article(project)
    assert import_codings(project, [coding_file(tmp_path)]).refused == []
    assert incidents(project, one) == 5


def test_of_two_articles_with_the_text_the_one_from_the_same_file_is_meant(project: Workspace, tmp_path: Path) -> None:
    document = json.loads(read_bytes("samples/seed.coding.json"))
    outlet = document["article"]["fields"]["outlet"]["value"]
    other, meant = article(project, outlet="Elsewhere"), article(project, outlet=outlet)
    import_codings(project, [coding_file(tmp_path)])
    assert (incidents(project, other), incidents(project, meant)) == (0, 5)


def test_where_nothing_tells_which_article_is_meant_it_is_refused(project: Workspace, tmp_path: Path) -> None:
    one, two = article(project, outlet="One"), article(project, outlet="Two")
    report = import_codings(project, [coding_file(tmp_path)])
    assert "nothing in the file" in report.refused[0].reason
    assert (incidents(project, one), incidents(project, two)) == (0, 0)


def test_a_coding_of_another_outlets_copy_is_not_taken_for_this_one(project: Workspace, tmp_path: Path) -> None:
    one = article(project, outlet="Another outlet")
    report = import_codings(project, [coding_file(tmp_path)])
    assert len(report.refused) == 1
    assert incidents(project, one) == 0


def test_an_unknown_codebook_is_refused_with_the_way_out_and_adopted_on_request(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.curator", codebook_named("accidents")) as project:
        project.act_as(project.run(AddCoder("Ann")))
        one = article(project)
        report = import_codings(project, [coding_file(tmp_path)])
        assert "curator codebook adopt" in report.refused[0].reason
        report = import_codings(project, [coding_file(tmp_path)], adopt=True)
        assert report.codebooks_adopted == ["incidents 1.1"]
        assert incidents(project, one) == 5
        project.undo()
        assert incidents(project, one) == 0
        assert project.codebook.key == "accidents"


def test_a_file_that_is_refused_adopts_nothing(tmp_path: Path) -> None:
    build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(tmp_path / "sample.curator", write=False) as workspace:
        export_set(workspace, tmp_path / "set", ExportOptions(layer="all"))
    evidence = tmp_path / "set" / "evidence.csv"
    evidence.write_bytes(evidence.read_bytes().replace(b"Qayyara", b"Qayyarah", 1))
    broken = coding_file(tmp_path, lambda d: d["incidents"][1]["fields"].update(event_type="no such"))
    with Workspace.create(tmp_path / "a.curator", codebook_named("accidents")) as project:
        project.act_as(project.run(AddCoder("Ann")))
        article(project)
        before = all_rows(project)
        report = import_codings(project, [broken, tmp_path / "set"], adopt=True, allow_changed=True)
        assert len(report.refused) == 2
        assert report.codebooks_adopted == []
        assert all_rows(project) == before


def test_the_codebook_in_force_in_a_set_is_in_force_after_reading_it_back(tmp_path: Path) -> None:
    newer = replace(codebook_named("incidents"), version="2.0")
    sample = build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(sample.project) as workspace:
        workspace.run(AdoptCodebook(newer))
        export_set(workspace, tmp_path / "set", ExportOptions(layer="all"))
    with Workspace.create(tmp_path / "a.curator", codebook_named("accidents")) as project:
        project.act_as(project.run(AddCoder("Ann")))
        assert import_codings(project, [tmp_path / "set"], adopt=True).complete
        assert project.codebook.version == "2.0"


def test_a_set_of_another_codebook_with_the_same_name_is_refused(tmp_path: Path) -> None:
    sample = build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(sample.project, write=False) as workspace:
        export_set(workspace, tmp_path / "set", ExportOptions(layer="all"))
    other = replace(codebook_named("incidents"), title="Mine")
    with Workspace.create(tmp_path / "b.curator", other) as project:
        project.act_as(project.run(AddCoder("Ann")))
        report = import_codings(project, [tmp_path / "set"], adopt=True)
    assert "another codebook" in report.refused[0].reason


def test_what_differs_is_reported_and_left(project: Workspace, tmp_path: Path) -> None:
    one = article(project)
    import_codings(project, [coding_file(tmp_path)])
    with project.read() as reads:
        coder = next(coder for coder in reads.coders() if coder.name == "Coder 1")
        incident = reads.coding(one).incidents[0]
    project.act_as(coder)
    project.run(SetValue(incident.id, "title", "Mine"))
    report = import_codings(project, [coding_file(tmp_path)])
    assert [what for _, what in report.conflicting] == [f"incident {incident.id}"]
    assert not report.complete
    with project.read() as reads:
        assert reads.find_incident(incident.id).values["title"] == "Mine"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d["incidents"][2]["mentions"][0].update(start=1), "incidents[2].mentions[0]"),
        (lambda d: d["incidents"][0]["fields"].update(nothing="x"), "incidents[0].fields"),
        (lambda d: d["incidents"][1]["fields"].update(event_type="no such"), "incidents[1].fields.event_type"),
        (lambda d: d["not_codable"][0].update(end=10**6), "not_codable[0]"),
    ],
)
def test_a_wrong_file_is_refused_whole_with_its_places(
    project: Workspace, tmp_path: Path, change: Any, place: str
) -> None:
    one = article(project)
    with project.read() as reads:
        before = reads.connection.execute("SELECT count(*) FROM changes").fetchone()
    report: CodingsReport = import_codings(project, [coding_file(tmp_path, change)])
    assert any(said.startswith(place) for said in report.refused[0].places), report.refused
    assert incidents(project, one) == 0
    with project.read() as reads:
        assert reads.connection.execute("SELECT count(*) FROM changes").fetchone() == before


def test_a_wrong_file_does_not_stop_the_others(project: Workspace, tmp_path: Path) -> None:
    one = article(project)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "in" / "notes.txt").write_text("not asked for", encoding="utf-8")
    coding_file(tmp_path / "in")
    report = import_codings(project, [tmp_path / "in", tmp_path / "missing.json"])
    assert {refused.file for refused in report.refused} == {"a.json", "missing.json"}
    assert incidents(project, one) == 5


def test_a_set_with_a_changed_file_is_refused_unless_that_is_allowed(tmp_path: Path) -> None:
    sample = build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(sample.project, write=False) as workspace:
        export_set(workspace, tmp_path / "set", ExportOptions(layer="all"))
    changes = tmp_path / "set" / "changes.csv"
    changes.write_bytes(changes.read_bytes().replace(b"Import", b"import"))
    with Workspace.create(tmp_path / "b.curator", codebook_named("incidents")) as project:
        project.act_as(project.run(AddCoder("Ann")))
        assert "changed since the export" in import_codings(project, [tmp_path / "set"]).refused[0].reason
        report = import_codings(project, [tmp_path / "set"], allow_changed=True)
        assert report.complete
        assert "changes.csv" in report.notes[0]


def test_a_broken_set_is_refused_whole(tmp_path: Path) -> None:
    sample = build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(sample.project, write=False) as workspace:
        export_set(workspace, tmp_path / "set", ExportOptions(layer="all"))
    evidence = tmp_path / "set" / "evidence.csv"
    evidence.write_bytes(evidence.read_bytes().replace(b"Qayyara", b"Qayyarah", 1))
    with Workspace.create(tmp_path / "b.curator", codebook_named("incidents")) as project:
        project.act_as(project.run(AddCoder("Ann")))
        report = import_codings(project, [tmp_path / "set"], allow_changed=True)
        assert "evidence.csv" in report.refused[0].reason
        with project.read() as reads:
            assert reads.article_ids() == []


def test_two_people_of_one_name_stay_two_people(project: Workspace, tmp_path: Path) -> None:
    article(project)
    project.run(AddCoder("Coder 1"))
    import_codings(project, [coding_file(tmp_path)])
    with project.read() as reads:
        assert sorted(coder.name for coder in reads.coders()) == ["Ann", "Coder 1", "Coder 1 (2)"]
