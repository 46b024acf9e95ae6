# SPDX-License-Identifier: MIT
"""Version 1.0 of the codebook for incidents after 1.1 came: its projects, coding files and hand-overs go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.assets import read_bytes
from curator.domain.codebook.document import adoption_faults
from curator.domain.codebook.model import Field
from curator.domain.coding import Coder
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.tasks.codebooks import (
    USUAL,
    adopt,
    built_in_names,
    codebook_named,
    earlier_codebooks,
    is_later,
    newer_built_in,
)
from curator.tasks.codings import import_codings
from curator.tasks.handover import make_handover, receive
from curator.tasks.sample import build_sample
from curator.workspace import Workspace

[OLD] = earlier_codebooks()
NEW = codebook_named(USUAL)


@pytest.fixture
def old_project(tmp_path: Path) -> Iterator[Workspace]:
    """The sample as the program before made it."""
    with Workspace.create(tmp_path / "old.curator", OLD) as workspace:
        workspace.act_as(workspace.run(verbs.AddCoder("Ann")))
        text = read_bytes("samples/seed-article.txt").decode("utf-8")
        workspace.run(verbs.AddArticles((verbs.NewArticle(text, {}),)))
        assert import_codings(workspace, [old_coding(tmp_path)]).complete
        yield workspace


def old_coding(folder: Path) -> Path:
    document = json.loads(read_bytes("samples/seed.coding.json"))
    assert document["codebook"]["version"] == NEW.version
    document["codebook"]["version"] = OLD.version
    path = folder / "old.coding.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def versions(workspace: Workspace) -> list[str]:
    with workspace.read() as reads:
        return [row[2] for row in reads.codebooks()]


def test_the_newer_version_keeps_everything_of_the_earlier_one() -> None:
    assert (OLD.key, OLD.version, NEW.version) == (NEW.key, "1.0", "1.1")
    assert adoption_faults([OLD], NEW) == ()
    assert newer_built_in(OLD) == NEW
    assert newer_built_in(NEW) is None
    assert {rule.id for rule in OLD.rules} < {rule.id for rule in NEW.rules}
    assert set(built_in_names()) == {"accidents", "incidents"}, "no new project begins with an earlier version"


def test_one_that_somebody_has_added_to_or_named_otherwise_is_not_replaced() -> None:
    more = Field("weather", "text", "Weather")
    other = replace(OLD, key="mine")
    for book in (replace(OLD, fields=(*OLD.fields, more)), other, replace(OLD, version="1.0-ours")):
        assert newer_built_in(book) is None


@pytest.mark.parametrize(
    ("version", "than", "later"),
    [("1.1", "1.0", True), ("1.10", "1.9", True), ("1.0", "1.0", False), ("2", "1.9", True), ("1.0", "1.1", False),
     ("1.1", "1.0-ours", False), ("1.1b", "1.0", False)],
)  # fmt: skip
def test_versions_of_numbers_are_compared_as_numbers(version: str, than: str, later: bool) -> None:
    assert is_later(version, than) is later


def test_a_project_of_the_earlier_version_opens_and_takes_the_newer_one_undoably(old_project: Workspace) -> None:
    path = old_project.path
    old_project.close()
    with Workspace.open(path) as workspace:
        workspace.act_as(next(each for each in coders(workspace) if each.name == "Ann"))
        assert workspace.codebook == OLD
        assert adopt(workspace, NEW)
        assert workspace.codebook == NEW
        workspace.undo()
        assert workspace.codebook == OLD


def coders(workspace: Workspace) -> list[Coder]:
    with workspace.read() as reads:
        return list(reads.coders())


def test_its_work_is_handed_over_to_a_project_of_the_newer_version(old_project: Workspace, tmp_path: Path) -> None:
    write_handover(make_handover(old_project), tmp_path / "old.curator-handover")
    with Workspace.create(tmp_path / "new.curator", NEW) as workspace:
        workspace.act_as(workspace.run(verbs.AddCoder("Lead")))
        assert receive(workspace, read_handover(tmp_path / "old.curator-handover")).complete
        assert workspace.codebook == NEW
        assert sorted(versions(workspace)) == ["1.0", "1.1"]
        with workspace.read() as reads:
            assert reads.incident_count() == 5


def test_a_coding_file_of_the_earlier_version_comes_into_a_project_of_the_newer_one(tmp_path: Path) -> None:
    sample = build_sample(tmp_path / "sample.curator", second=False)
    with Workspace.open(sample.project) as workspace:
        workspace.act_as(workspace.run(verbs.AddCoder("Lead")))
        assert "--adopt" in import_codings(workspace, [old_coding(tmp_path)]).refused[0].reason
        report = import_codings(workspace, [old_coding(tmp_path)], adopt=True)
        assert report.codebooks_adopted == ["incidents 1.0"]
        assert workspace.codebook == NEW, "the one in force stays"
        workspace.undo()
        assert workspace.codebook == NEW
