# SPDX-License-Identifier: MIT
"""A colleague's project file as a hand-over: all of it, and only what a hand-over may hold."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.domain.faults import InputRefused, NotNow
from curator.domain.handover import LAYER, HandOver
from curator.formats.handover_checks import check_handover
from curator.operations import AddArticles, AddCoder, AddIncident, AddRow, NewArticle, RemoveIncident, SetValue
from curator.store import ddl
from curator.store.ddl import SCHEMA_VERSION
from curator.store.foreign_examining import examine
from curator.store.foreign_lines import read_lines
from curator.store.versions import units_of
from curator.tasks.check import check_project, digest
from curator.tasks.foreign import read_project
from curator.tasks.handover import receive
from curator.tasks.job import Stopped
from curator.tasks.sample import build_sample
from curator.workspace import Workspace, opening
from tests.codings_strategy import small_codebook
from tests.foreign_base import TEXTS, make_base, work
from tests.operation_makers.every import MAKERS
from tests.operation_makers.project import Nothing, Project, new_project

pytestmark = pytest.mark.slow  # each reads a file in a process of its own


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("colleague") / "base.curator"
    make_base(path)
    return path


def test_everything_of_a_project_comes(base: Path) -> None:
    handed = read_project(base)
    with Workspace.open(base, write=False) as workspace, workspace.read() as reads:
        assert handed.versions == tuple(units_of(reads.connection))
        assert list(handed.coders) == reads.coders()
        assert handed.project == workspace.project_id
        assert [each.article.id for each in handed.articles] == reads.article_ids()
        assert handed.codebooks == (small_codebook("1.1"), small_codebook("1.0"))
    assert (handed.purpose, handed.project_name) == (LAYER, "Base")
    assert sorted(each.text or "" for each in handed.articles) == sorted(TEXTS)
    assert set(handed.layers) == {coder.id for coder in handed.coders}
    assert {version.kind for version in handed.versions} == {
        "article", "assignment", "reading", "incident", "passage", "comment", "pair", "judgement",
    }  # fmt: skip
    assert any(version.known for version in handed.versions)


def test_settings_of_the_project_come_and_what_was_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "work.curator"
    with Workspace.create(path, small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        (article,) = workspace.run(AddArticles((NewArticle(TEXTS[0]),)))
        incident = workspace.run(AddIncident(article, (0, 3)))
        workspace.run(RemoveIncident(incident))
    work(path, "INSERT INTO project VALUES ('blind', 'yes')")
    handed = read_project(path)
    assert handed.settings == {"blind": "yes"}
    assert [(each.unit, each.gone) for each in handed.versions if each.kind == "incident"] == [(incident, True)]


def test_what_was_read_is_received_and_handed_on(base: Path, tmp_path: Path) -> None:
    handed, path = read_project(base), tmp_path / "mine.curator"
    with Workspace.create(path, small_codebook("1.1")) as mine:
        first, again = receive(mine, handed), receive(mine, handed)
        assert (first.counts["new"], first.complete) == (len(handed.versions), True)
        assert again.counts["same"] == len(handed.versions)
        with Workspace.open(base, write=False) as theirs, mine.read() as here, theirs.read() as there:
            assert digest(here) == digest(there)
    assert sorted(read_project(path).versions, key=str) == sorted(handed.versions, key=str)


def test_the_sample_is_read(tmp_path: Path) -> None:
    sample = build_sample(tmp_path / "sample.curator")
    assert read_project(sample.project).project == sample.project_id


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_project_saved_by_a_version_before_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    path = tmp_path / "old.curator"
    with monkeypatch.context() as patch:
        patch.setattr(opening, "migrate", lambda connection: ddl.migrate(connection, version))
        with Workspace.create(path, small_codebook(), name="Old") as workspace:
            workspace.act_as(workspace.run(AddCoder("Ann")))
            (article,) = workspace.run(AddArticles((NewArticle(TEXTS[0]),)))
            incident = workspace.run(AddIncident(article, (0, 3), {"headline": "Two"}))
            workspace.run(AddRow(incident, "people", {"called": "A"}))
            workspace.run(SetValue(incident, "number", 2, basis="inferred"))
    handed = read_project(path)
    (found,) = [each for each in handed.versions if each.kind == "incident"]
    assert found.content is not None
    assert found.content["values"]["headline"] == "Two"
    assert len(found.known) == 3


def test_a_choice_that_no_list_has_is_refused(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "work.curator"
    path.write_bytes(base.read_bytes())
    work(path, "UPDATE incidents SET sort = 'unheard of' WHERE n = 1")
    with pytest.raises(InputRefused) as refusal:
        read_project(path)
    assert refusal.value.sentence.startswith("work.curator was not read. incident ")
    assert "“unheard of” is not in the list" in refusal.value.sentence


def test_reading_can_be_stopped(base: Path, own_places: Path) -> None:
    with pytest.raises(Stopped, match=r"Reading base.curator was stopped"):
        read_project(base, lambda: True)
    assert list((own_places / "cache" / "colleagues").iterdir()) == []


def read_here(path: Path, folder: Path) -> HandOver:
    with (folder / "lines").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(examine(path, 10.0))
    with (folder / "lines").open("rb") as lines:
        return read_lines(lines)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_whatever_was_done_in_it_a_project_is_read(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with new_project(Path(folder)) as workspace:
            project = Project(workspace, data.draw)
            for _ in range(data.draw(st.integers(3, 30))):
                try:
                    step = data.draw(st.sampled_from(["run", "run", "run", "undo", "redo"]))
                    if step == "run":
                        workspace.run(data.draw(st.sampled_from(list(MAKERS.values())))(project))
                    elif step == "undo":
                        workspace.undo()
                    else:
                        workspace.redo()
                except (Nothing, NotNow, InputRefused):
                    continue
            with workspace.read() as reads:
                versions = tuple(units_of(reads.connection))
        path = Path(folder) / "try.curator"
        if not check_project(path).sound:
            return
        handed = read_here(path, Path(folder))
        check_handover(handed)
        assert handed.versions == versions


@pytest.mark.slow
def test_a_large_project_is_read_in_the_time_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "large.curator"
    with Workspace.create(path, small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        texts = [f"Number {number}. " + "Two people were killed in Qayyara on Friday. " * 60 for number in range(3_000)]
        for first in range(0, len(texts), 500):
            articles = workspace.run(AddArticles(tuple(map(NewArticle, texts[first : first + 500]))))
            for article in articles[:60]:
                incident = workspace.run(AddIncident(article, (0, 6), {"headline": "Two"}))
                workspace.run(AddRow(incident, "people", {"called": "A"}))
    begun, cpu = time.perf_counter(), os.times()
    handed = read_project(path)
    took, spent = time.perf_counter() - begun, os.times().children_user - cpu.children_user
    print(f"{path.stat().st_size / 1e6:.1f} MB, {len(handed.versions)} versions: {took:.2f} s, {spent:.2f} s CPU there")
    assert len(handed.articles) == 3_000
    assert spent < 5 + path.stat().st_size / 1e6
