# SPDX-License-Identifier: MIT
"""Steps that are refused, each with its reason: out of order, in another's layer, by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.coding import (
    Article,
    ArticleCoding,
    Coder,
)
from curator.domain.faults import NotNow
from curator.domain.settling import text_sha256
from curator.workspace import Workspace
from tests.operation_makers.project import CODEBOOK, assert_sound, last_change, new_project


def test_an_undo_out_of_order_is_refused_and_names_what_stands_in_the_way(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        incident = workspace.run(verbs.AddIncident(article, (0, 3)))
        added = last_change(workspace)
        leaf = next(leaf for leaf in CODEBOOK.leaves() if leaf.kind == "text")
        workspace.run(verbs.SetValue(incident, leaf.key, "one"))
        first = last_change(workspace)
        workspace.run(verbs.SetValue(incident, leaf.key, "two"))
        with pytest.raises(NotNow, match=r"“two”.* came later"):
            workspace.undo(first)
        with pytest.raises(NotNow, match="came later"):
            workspace.undo(added)
        workspace.undo()
        workspace.undo(first)
        workspace.undo(added)
        assert_sound(workspace)


def test_another_coders_layer_is_not_written(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        incident = workspace.run(verbs.AddIncident(article, (0, 3)))
        workspace.act_as(workspace.run(verbs.AddCoder("Coder 2")))
        with pytest.raises(NotNow, match="another coder"):
            workspace.run(verbs.RemoveIncident(incident))
        with pytest.raises(NotNow, match="nothing to undo"):
            workspace.undo()


def test_a_coder_who_is_nobody_cannot_code(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.curator", CODEBOOK) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        with pytest.raises(NotNow, match="who is coding"):
            workspace.run(verbs.AddIncident(article, (0, 3)))


def test_a_coder_of_the_same_name_stays_another_person(tmp_path: Path) -> None:
    with new_project(tmp_path) as workspace:
        article = workspace.run(verbs.AddArticles((verbs.NewArticle("Two killed."),)))[0]
        stranger = Coder("0192f0c1-2345-7abc-8def-0123456789ab", "Coder 1")
        coding = ArticleCoding(
            Article(article, text_sha256("Two killed."), 11), "Two killed.", reading={stranger.id: "finished"}
        )
        workspace.run(verbs.ReceiveCoding(coding, (stranger,)))
        with workspace.read() as reads:
            assert sorted(coder.name for coder in reads.coders()) == ["Coder 1", "Coder 1 (2)"]
