# SPDX-License-Identifier: MIT
"""Layers read in batches are what one article after the other gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curator.domain.coding import ArticleCoding, Incident
from curator.store import double_coding
from curator.store.double_coding import at_work, finished_layers, pair_decisions
from curator.tasks.codebooks import USUAL, codebook_named
from curator.tasks.sample import build_sample
from curator.workspace import Workspace
from tests.review.making import Maker
from tests.tasks.coded_project import coded_project


def test_a_batch_gives_what_one_article_after_the_other_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(double_coding, "BATCH", 3)
    maker = Maker(codebook_named(USUAL), "batches", rows=2)
    codings = [maker.article(number, ("first", "second"), 2, 0.2) for number in range(8)]
    coded_project(tmp_path / "p.curator", maker.codebook, codings, {"first": "1", "second": "2"})
    groups = [group.key for group in maker.codebook.groups]
    with Workspace.open(tmp_path / "p.curator") as workspace, workspace.read() as reads:
        found = at_work(reads.connection)
        assert all(coders == {"first": True, "second": True} for coders in found.values())
        wanted = {article: ("first",) if at % 2 else ("first", "second") for at, article in enumerate(sorted(found))}
        read = list(finished_layers(reads.connection, groups, wanted))
        assert [coding.article.id for coding in read] == list(wanted)
        for coding in read:
            alone = reads.coding(coding.article.id, wanted[coding.article.id], with_text=False)
            assert list(map(in_one_order, coding.incidents)) == list(map(in_one_order, alone.incidents))
            assert repr(sorted(values_of(coding))) == repr(sorted(values_of(alone)))  # 1 is not 1.0
            assert coding.reading == alone.reading
        assert sum(len(coding.incidents) for coding in read) > 16


def test_notes_and_words_come_along_and_groups_that_are_no_longer_there_are_passed_over(tmp_path: Path) -> None:
    build_sample(tmp_path / "s.curator")
    with Workspace.open(tmp_path / "s.curator") as workspace, workspace.read() as reads:
        article = next(iter(at_work(reads.connection)))
        coder = next(iter(at_work(reads.connection)[article]))
        groups = [*(group.key for group in workspace.codebook.groups), "gone"]
        (read,) = finished_layers(reads.connection, groups, {article: (coder,)})
        alone = reads.coding(article, (coder,), with_text=False)
        assert any(incident.notes for incident in alone.incidents)
        assert list(map(in_one_order, read.incidents)) == list(map(in_one_order, alone.incidents))
        assert pair_decisions(reads.connection) == {}


def in_one_order(incident: Incident) -> Incident:
    """Rows come group by group, in whatever order the groups were asked for."""
    return replace(incident, rows=tuple(sorted(incident.rows, key=lambda row: row.id)))


def values_of(coding: ArticleCoding) -> list[tuple[str, list[tuple[str, object]]]]:
    owners = [owner for incident in coding.incidents for owner in (incident, *incident.rows)]
    return [(owner.id, sorted(owner.values.items())) for owner in owners]
