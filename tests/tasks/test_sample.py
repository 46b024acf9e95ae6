# SPDX-License-Identifier: MIT
"""The sample project: coded by two who did not see each other's work, and nothing settled yet."""

from __future__ import annotations

from pathlib import Path

from curator.review.comparison import compare
from curator.review.measuring import measured
from curator.tasks.check import digest
from curator.tasks.sample import build_sample
from curator.workspace import Workspace


def test_a_second_coding_waits_for_review(tmp_path: Path) -> None:
    made = build_sample(tmp_path / "sample.curator")
    assert made.coder.name == "Coder 1"
    with Workspace.open(made.project, write=False) as workspace, workspace.read() as reads:
        assert [coder.name for coder in reads.coders() if coder.kind == "consensus"] == []
        (article,) = reads.article_ids()
        coding = reads.coding(article)
    assert sorted(coding.reading.values()) == ["finished", "finished"]
    by_coder = [sum(incident.coder == coder for incident in coding.incidents) for coder in coding.reading]
    assert by_coder == [5, 5]
    found = measured(compare([coding], workspace.codebook), rounds=0).detection.found
    assert (found.both, found.first, found.second) == (5, 5, 5)


def test_it_is_the_same_project_everywhere(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        made = build_sample(tmp_path / name / "sample.curator")
        with Workspace.open(made.project, write=False) as workspace, workspace.read() as reads:
            digests.add(digest(reads))
    assert len(digests) == 1
