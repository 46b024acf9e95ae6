# SPDX-License-Identifier: MIT
"""A project file made from the answer keys of MUC, with a second coder by stated alterations, has the agreement that
the list of alterations says: through the store, the tasks and the command line.

What does not live here: the alterations and the figures computed from them alone (tests/review/test_muc_agreement.py).
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from curator.cli.main import main
from curator.domain.coding import ArticleCoding, Incident
from curator.domain.ids import derived_id
from curator.tasks.agreement import agreement
from curator.tasks.agreement_cases import Cases
from curator.tasks.agreement_figures import FIELD, INCIDENTS
from curator.tasks.codebooks import USUAL, codebook_named
from curator.workspace import Workspace
from tests.effort.muc import chosen
from tests.review.test_muc_agreement import SEED, Altering, Told, alpha, interval, nominal, ratio
from tests.tasks.coded_project import coded_project

ARTICLES = 60


def with_own_ids(coding: ArticleCoding) -> ArticleCoding:
    """The second layer's rows, words and notes are copies: in a file each has an id of its own."""
    return replace(coding, incidents=tuple(_with_own_ids(incident) for incident in coding.incidents))


def _with_own_ids(incident: Incident) -> Incident:
    def own(identity: str) -> str:
        return derived_id(incident.id, identity) if identity else ""

    return replace(
        incident,
        rows=tuple(replace(row, id=own(row.id)) for row in incident.rows),
        notes=tuple(replace(note, id=own(note.id), row=own(note.row)) for note in incident.notes),
        evidence=tuple(replace(span, id=own(span.id), row=own(span.row)) for span in incident.evidence),
    )


@pytest.fixture(scope="module")
def made(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, Path]:
    print(f"\nseed {SEED}")
    codebook = codebook_named(USUAL)
    altering = Altering(codebook, SEED)
    found = chosen(shared_data / "muc34", "agreement", ARTICLES, codebook)
    path = tmp_path_factory.mktemp("muc") / "muc.curator"
    codings = [with_own_ids(altering.layers(coding)) for _, coding in found]
    assert len(codings) == ARTICLES
    coded_project(path, codebook, codings, {"first": "First", "second": "Second"})
    return altering.told, path


def test_the_project_has_the_agreement_that_the_alterations_say(made: tuple[Told, Path]) -> None:
    told, path = made
    with Workspace.open(path, write=False) as workspace:
        report = agreement(workspace, rounds=0)
    detection = report.whole.detection
    assert {place.incidents for place in detection.aligned} == told.true_pairs
    assert (detection.found.both, detection.found.first) == (told.kept, told.kept + told.dropped)
    assert told.dropped > 5
    for pairs, field, distance in (
        (told.kinds, report.whole.field("sub_event_type"), nominal),
        (told.days, report.whole.field("date_start"), interval),
        (told.figures, report.whole.field("best", "casualties"), ratio),
    ):
        assert field.n == len(pairs) > 15
        assert field.figures.alpha.value == pytest.approx(alpha(pairs, distance))
    cases = Cases(report, report.parts[0])
    assert len(list(cases.of(INCIDENTS))) == told.dropped
    kinds = sorted(tuple(str(said.value) for said in case.said) for case in cases.of(FIELD, "", "sub_event_type"))
    assert kinds == sorted(pair for pair in told.kinds if pair[0] != pair[1])


def test_the_command_prints_the_same_figures(made: tuple[Told, Path], capsys: pytest.CaptureFixture[str]) -> None:
    told, path = made
    code = main(["agreement", str(path), "--json", "--rounds", "0"])
    figures = json.loads(capsys.readouterr().out)["parts"][0]["figures"]
    assert code == 0
    value = {(each["group"], each["field"], each["figure"], each["what"]): each["value"] for each in figures}
    assert value["", "", "recall", "incidents"] == 1.0
    assert value["", "", "precision", "incidents"] == pytest.approx(told.kept / (told.kept + told.dropped))
    assert value["", "sub_event_type", "alpha", "field"] == pytest.approx(alpha(told.kinds, nominal))
    assert value["", "date_start", "alpha", "field"] == pytest.approx(alpha(told.days, interval))
    assert value["casualties", "best", "alpha", "field"] == pytest.approx(alpha(told.figures, ratio))
