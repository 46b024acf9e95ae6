# SPDX-License-Identifier: MIT
"""Exporting: which layers leave, which folders are written, what stays private, what a fault leaves behind."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curator.domain.coding import Coder
from curator.domain.faults import UserFault
from curator.operations import (
    AcceptIncident,
    AddArticles,
    AddCoder,
    AddIncident,
    NewArticle,
    SetIncidentStatus,
    SetReading,
    SettleNeither,
    SetValue,
    SetValues,
    ValueSet,
)
from curator.tasks.codebooks import codebook_named
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.job import Stopped
from curator.workspace import Workspace
from tests.permissions import needs_permissions


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.curator", codebook_named("incidents")) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def article(project: Workspace, text: str) -> str:
    (made,) = project.run(AddArticles((NewArticle(text, {"title": text}),)))
    return str(made)


def code(project: Workspace, coder: Coder, where: str, title: str, reading: str = "") -> str:
    project.act_as(coder)
    incident = project.run(AddIncident(where, None, {"title": title}))
    if reading:
        project.run(SetReading(where, reading))
    return str(incident)


def titles(folder: Path) -> list[str]:
    import csv

    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as stream:
        return [line["title"] for line in csv.DictReader(stream)]


def test_layers_by_the_rule(project: Workspace, tmp_path: Path) -> None:
    ann, bob = project.coder, project.run(AddCoder("Bob"))
    assert ann is not None
    one, both, done, settled, _, rivals = (article(project, f"Text {number}.") for number in range(6))
    code(project, ann, one, "only Ann")
    code(project, ann, both, "Ann's")
    code(project, bob, both, "Bob's")
    code(project, ann, done, "Ann's draft")
    code(project, bob, done, "Bob's finished", "finished")
    views = code(project, ann, settled, "Ann's view", "finished"), code(project, bob, settled, "Bob's view", "finished")
    together = project.run(AcceptIncident(views))
    project.run(SettleNeither(together, "title", values=(ValueSet("title", "agreed"),)))
    code(project, ann, rivals, "Ann is sure", "finished")
    code(project, bob, rivals, "Bob is sure", "finished")
    project.act_as(bob)
    project.run(SetReading(one, "started"))  # has only begun to read: no layer of his own

    auto = export_set(project, tmp_path / "auto")
    assert titles(tmp_path / "auto") == ["only Ann", "Bob's finished", "agreed"]
    assert [left.article for left in auto.left_out] == [both, rivals]
    assert "2 coders are at work on it" in auto.left_out[0].reason
    assert "2 coders have finished it" in auto.left_out[1].reason
    assert not auto.complete
    assert auto.counts["articles"] == 4, "an article nobody has coded leaves too"

    settled_only = export_set(project, tmp_path / "consensus", ExportOptions(layer="consensus"))
    assert titles(tmp_path / "consensus") == ["agreed"]
    assert len(settled_only.left_out) == 4

    everything = export_set(project, tmp_path / "all", ExportOptions(layer="all"))
    assert everything.counts["incidents"] == 10
    assert everything.complete

    bobs = export_set(project, tmp_path / "bob", ExportOptions(layer="bob"))
    assert titles(tmp_path / "bob") == ["Bob's", "Bob's finished", "Bob's view", "Bob is sure"]
    assert bobs.complete
    with pytest.raises(UserFault, match="Coders: Ann"):
        export_set(project, tmp_path / "nobody", ExportOptions(layer="Carol"))
    assert not (tmp_path / "nobody").exists()


def test_withdrawn_incidents_stay_unless_asked_for(project: Workspace, tmp_path: Path) -> None:
    where = article(project, "Text.")
    assert project.coder is not None
    code(project, project.coder, where, "stays")
    gone = code(project, project.coder, where, "withdrawn")
    project.run(SetIncidentStatus(gone, "withdrawn"))
    export_set(project, tmp_path / "set")
    assert titles(tmp_path / "set") == ["stays"]
    export_set(project, tmp_path / "whole", ExportOptions(include_withdrawn=True))
    assert titles(tmp_path / "whole") == ["stays", "withdrawn"]


def test_private_memos_and_proposals_leave_in_no_file(project: Workspace, tmp_path: Path) -> None:
    where = article(project, "Two killed.")
    assert project.coder is not None
    incident = code(project, project.coder, where, "Attack")
    project.run(SetValue(incident, "coder_memo", "SECRET-MEMO", note="SECRET-NOTE"))
    project.run(SetValue(incident, "coder_memo", "SECRET-MEMO", note="SECRET-NOTE-2"))
    project.undo()
    project.run(SetValue(incident, "date_text", "SECRET-PROPOSAL", proposed=True))
    project.run(SetValue(incident, "date_text", "SECRET-OTHER-PROPOSAL", proposed=True))
    found = export_set(project, tmp_path / "set").folder
    assert [path.name for path in found.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()] == []
    memo = project.codebook.node("coder_memo")
    assert memo is not None
    assert f'"Set {memo.label}"' in (found / "changes.csv").read_text(encoding="utf-8")
    export_set(project, tmp_path / "private", ExportOptions(memos=True))
    assert b"SECRET-MEMO" in (tmp_path / "private" / "values.csv").read_bytes()


def test_labels_of_many_values_tell_nothing_private_and_nothing_that_only_is_proposed(
    project: Workspace, tmp_path: Path
) -> None:
    where = article(project, "Two killed.")
    assert project.coder is not None
    incident = code(project, project.coder, where, "Attack")
    private, title = ValueSet("coder_memo", "SECRET-MEMO"), ValueSet("title", "Attack on a post")
    project.run(SetValues(incident, (private, ValueSet("notes", "Told twice"))))
    project.run(SetValues(incident, (private, title)))  # the memo is as it was
    days = tuple(ValueSet(key, "2019-11-08", proposed=True) for key in ("date_start", "date_end"))
    project.run(SetValues(incident, (ValueSet("date_text", "Friday"), *days)))
    accepted = tuple(ValueSet(each.field, "2018-03-07") for each in days)
    project.run(SetValues(incident, accepted))
    project.run(SetValues(incident, tuple(replace(each, value="2017-01-01", proposed=True) for each in accepted)))
    with project.read() as reads:
        labels = [entry.entry.label for entry in reads.all_history()]
    assert not any("SECRET" in each for each in labels)
    assert any("2018-03-07" in each for each in labels), "in the project's own history it is told"
    found = export_set(project, tmp_path / "set").folder
    changes = (found / "changes.csv").read_text(encoding="utf-8")
    assert not any(day in changes for day in ("2019-11-08,", "“2019-11-08", "2018-03-07", "2017-01-01"))


def test_a_folder_in_use_is_refused_and_left_as_it_was(project: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "set"
    target.mkdir()
    export_set(project, target)
    before = (target / "manifest.json").read_bytes()
    with pytest.raises(UserFault, match="not empty"):
        export_set(project, target)
    article(project, "New.")
    assert export_set(project, target, ExportOptions(replace=True)).counts["articles"] == 1
    assert (target / "manifest.json").read_bytes() != before

    (target / "my notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserFault, match="my notes"):
        export_set(project, target, ExportOptions(replace=True))
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserFault, match="no data set"):
        export_set(project, foreign, ExportOptions(replace=True))
    with pytest.raises(UserFault, match="There is a file"):
        export_set(project, foreign / "manifest.json")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["foreign", "set"]


def test_a_full_disk_is_said_before_anything_is_written(
    project: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage: Any = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10))
    with pytest.raises(UserFault, match="make room"):
        export_set(project, tmp_path / "set")
    assert not (tmp_path / "set").exists()


def test_a_disk_that_fills_meanwhile_leaves_nothing(
    project: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(project, "Text.")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("curator.formats.csv_file.CsvFile.close", full)
    with pytest.raises(UserFault, match="is full"):
        export_set(project, tmp_path / "out" / "set")
    assert list((tmp_path / "out").iterdir()) == []


@needs_permissions
def test_a_folder_without_the_right_to_write(project: Workspace, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(UserFault, match="no right"):
        export_set(project, locked / "set")


def test_stopping_leaves_nothing(project: Workspace, tmp_path: Path) -> None:
    article(project, "Text.")
    with pytest.raises(Stopped):
        export_set(project, tmp_path / "out" / "set", cancelled=lambda: True)
    assert list((tmp_path / "out").iterdir()) == []


def test_work_done_meanwhile_is_not_in_the_set(project: Workspace, tmp_path: Path) -> None:
    article(project, "Text one.")
    article(project, "Text two.")

    def work(done: int, total: int, words: str) -> None:
        article(project, f"Meanwhile {done} {words}.")

    report = export_set(project, tmp_path / "set", progress=work)
    assert report.counts["articles"] == report.counts["texts"] == 2
    with project.read() as reads:
        assert reads.article_count() > 2


def test_formula_cells_are_counted_and_disarmed_for_excel_only(project: Workspace, tmp_path: Path) -> None:
    where = article(project, "Text.")
    assert project.coder is not None
    code(project, project.coder, where, "=1+1")
    faithful = export_set(project, tmp_path / "set")
    assert ("incidents.csv", "title", 1) in [(c.file, c.column, c.count) for c in faithful.formula_cells]
    assert titles(tmp_path / "set") == ["=1+1"]
    export_set(project, tmp_path / "excel", ExportOptions(for_excel=True))
    assert b'"\'=1+1"' in (tmp_path / "excel" / "incidents-for-excel.csv").read_bytes()
    assert json.loads((tmp_path / "excel" / "manifest.json").read_bytes())["altered_cells"]["count"] > 0
