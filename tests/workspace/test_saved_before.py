# SPDX-License-Identifier: MIT
"""Project files that each version before really saved: read, brought up, gone on with, received from a colleague.

`saved/format-N.curator.gz` was written by the program of that time, in which two people coded an article and finished
it, and one took an incident out twice; from format 2 on they talked about it, from format 3 on a third one settled it.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.coding import Coder, Incident
from curator.domain.reviewing import CONSENSUS
from curator.store.ddl import SCHEMA_VERSION
from curator.tasks.check import check_project, digest
from curator.tasks.foreign import read_project
from curator.tasks.handover import make_handover, receive
from curator.workspace import Workspace
from tests.project_rows import all_rows, without_what_stays
from tests.workspace.test_migrating import version

SAVED = Path(__file__).parent / "saved"


@pytest.fixture(params=range(1, SCHEMA_VERSION))
def saved(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    """The number of a format, and a file of it."""
    path = tmp_path / "old.curator"
    path.write_bytes(gzip.decompress((SAVED / f"format-{request.param}.curator.gz").read_bytes()))
    assert version(path) == request.param
    return request.param, path


def of(workspace: Workspace) -> tuple[str, dict[str, Coder], dict[str, Incident], list[str]]:
    """The article that was coded, who is there, what each has in it by name, and what was said of it."""
    with workspace.read() as reads:
        (article,) = (each for each in reads.article_ids() if "Rockets" in reads.article_text(each))
        coders = {each.name: each for each in reads.coders()}
        names = {each.id: each.name for each in reads.coders()}
        coding = reads.coding(article)
        incidents = {names[each.coder]: each for each in coding.incidents if each.coder != CONSENSUS}
        return article, coders, incidents, [each.text for each in reads.comments(article)]


def assert_there(workspace: Workspace, number: int) -> None:
    """All that was coded and said."""
    _, coders, incidents, comments = of(workspace)
    assert {"Ann", "Bob", "Lead"} <= set(coders)
    assert {name: each.values["number"] for name, each in incidents.items()} == {"Ann": 2, "Bob": 3}
    for each in incidents.values():
        assert [span.quote for span in each.evidence_of("number")] == ["Two guards"]
        assert [row.values for row in each.rows] == [{"called": "guard"}]
        assert ("number", "inferred", "counted") in {(note.field, note.basis, note.note) for note in each.notes}
    assert comments == (["Two or three?", "Two, says line 1."] if number > 1 else [])


def test_it_is_read_as_it_is(saved: tuple[int, Path]) -> None:
    number, path = saved
    before = path.read_bytes()
    with Workspace.open(path, write=False) as workspace:
        assert_there(workspace, number)
    report = check_project(path)
    assert report.sound, report.found
    assert path.read_bytes() == before


def test_it_is_brought_up_and_gone_on_with(saved: tuple[int, Path]) -> None:
    number, path = saved
    with Workspace.open(path, write=False) as workspace, workspace.read() as reads:
        before = digest(reads)
    with Workspace.open(path) as workspace:
        assert workspace.writable, workspace.notices
        with workspace.read() as reads:
            assert digest(reads) == before, "the new tables are empty"
        assert_there(workspace, number)
        rows = without_what_stays(all_rows(workspace))
        article, coders, incidents, _ = of(workspace)
        workspace.act_as(coders["Lead"])
        workspace.run(verbs.AddComment(article, "Who counted?", incidents["Bob"].id, "", "number"))
        if number < 3:
            workspace.run(verbs.Assign(((article, coders["Ann"].id), (article, coders["Bob"].id))))
            workspace.run(verbs.AcceptIncident(tuple(each.id for each in incidents.values())))
        with workspace.read() as reads:
            (settled,) = [each for each in reads.coding(article).incidents if each.coder == CONSENSUS]
        verdict = verbs.AdoptValue(settled.id, "number", source_incident=incidents["Ann"].id, reason="line 1 says two")
        workspace.run(verdict)
        steps = 2 if number > 2 else 4
        for _ in range(steps):
            workspace.undo()
        assert without_what_stays(all_rows(workspace)) == rows
        workspace.act_as(coders["Ann"])
        workspace.undo()
        assert without_what_stays(all_rows(workspace)) != rows, "the last step of that time is taken back too"
    assert version(path) == SCHEMA_VERSION
    assert check_project(path).sound


@pytest.mark.slow
def test_a_colleague_s_is_received_and_answered(saved: tuple[int, Path], tmp_path: Path) -> None:
    number, path = saved
    before = path.read_bytes()
    handed = read_project(path)
    assert path.read_bytes() == before
    with Workspace.create(tmp_path / "mine.curator", handed.codebooks[0]) as mine:
        assert receive(mine, handed).complete
        assert_there(mine, number)
        with Workspace.open(path) as theirs, mine.read() as here, theirs.read() as there:
            assert digest(here) == digest(there)
        with Workspace.open(path) as theirs:
            back = receive(theirs, make_handover(mine))
            assert back.counts["same"] == sum(back.counts.values())
