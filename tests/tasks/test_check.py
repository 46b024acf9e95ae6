# SPDX-License-Identifier: MIT
"""Checking: a sound project is sound, damage is found and named, the digest tells the same work from another."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest

from curator.domain.faults import UserFault
from curator.operations import AddCoder, SetValue
from curator.tasks.check import check_project, digest
from curator.tasks.codebooks import codebook_named
from curator.tasks.codings import import_codings
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.job import Stopped
from curator.tasks.sample import build_sample
from curator.workspace import Workspace


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return build_sample(tmp_path / "sample.curator", second=False).project


def kinds(path: Path) -> set[str]:
    return {finding.kind for finding in check_project(path).findings if finding.grave}


def test_the_sample_is_sound(sample: Path) -> None:
    report = check_project(sample, deep=True)
    assert report.sound
    assert report.counts == {
        "articles": 1, "incidents": 5, "evidence": 172, "not_codable": 9, "coders": 1, "changes": 4,
    }  # fmt: skip
    assert report.problems is not None


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE article_texts SET text = replace(text, 'Iraq', 'Iran')", "texts"),
        ('UPDATE evidence SET start = start + 1, "end" = "end" + 1 WHERE n = 9', "spans"),
        ("UPDATE incidents SET title = 'changed past the log' WHERE n = 1", "replay"),
        ("UPDATE changes SET label = 'another' WHERE seq = 2", "log"),
        ("DELETE FROM changes WHERE seq = 4", "replay"),
        ("CREATE TABLE mine (x)", "tables"),
        ("UPDATE codebooks SET json = replace(json, 'Incidents', 'incidents')", "codebooks"),
        ("PRAGMA application_id = 7", "marks"),
    ],
)
def test_damage_is_found(sample: Path, damage: str, kind: str) -> None:
    with Workspace.open(sample, write=False) as workspace:  # opened before: some damage keeps a file from opening
        connection = sqlite3.connect(sample)
        connection.execute(damage)
        connection.commit()
        connection.close()
        found = check_project(workspace)
    assert kind in {finding.kind for finding in found.findings if finding.grave}
    assert not found.sound
    assert "not sound" in found.sentence


@pytest.mark.slow
def test_a_broken_page_anywhere_is_found_and_seldom_keeps_the_report_from_being_made(sample: Path) -> None:
    whole, page = sample.read_bytes(), 4096
    noise = Random(7).randbytes(page)
    pages = range(1, len(whole) // page, 4)
    refused = 0
    for number in pages:
        sample.write_bytes(whole[: number * page] + noise + whole[(number + 1) * page :])
        try:
            assert not check_project(sample).sound, number
        except UserFault as fault:  # the newest part of the log cannot be read, so it is not even opened
            assert "damaged" in fault.sentence, number  # noqa: PT017 - both ends are right
            refused += 1
    assert refused < len(pages) / 6


def test_checking_changes_nothing(sample: Path) -> None:
    before = sample.read_bytes()
    check_project(sample, deep=True)
    assert sample.read_bytes() == before


def test_it_can_be_stopped(sample: Path) -> None:
    with pytest.raises(Stopped):
        check_project(sample, cancelled=lambda: True)


def test_the_same_work_has_the_same_digest_wherever_it_came_in(sample: Path, tmp_path: Path) -> None:
    with Workspace.open(sample) as workspace:
        with workspace.read() as reads:
            first = digest(reads)
            coder = reads.coders()[0]
        export_set(workspace, tmp_path / "set", ExportOptions(layer="all", memos=True))
        workspace.act_as(coder)
        with workspace.read() as reads:
            incident = reads.find_incident("1")
        workspace.run(SetValue(incident.id, "title", "Another"))
        with workspace.read() as reads:
            changed = digest(reads)
        workspace.undo()
        with workspace.read() as reads:
            assert digest(reads) == first, "what was undone leaves no trace in the digest"
    assert changed != first
    with Workspace.create(tmp_path / "b.curator", codebook_named("incidents")) as other:
        other.act_as(other.run(AddCoder(coder.name, id=coder.id)))
        assert import_codings(other, [tmp_path / "set"]).complete
        with other.read() as reads:
            assert digest(reads) == first
