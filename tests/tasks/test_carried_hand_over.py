# SPDX-License-Identifier: MIT
"""Work that was carried over to a newer version goes to a colleague like any other, whole, however often and back."""

from __future__ import annotations

from pathlib import Path

from curator.domain.handover import LAYER
from curator.operations import AddArticles, AddIncident, CarryOver, NewArticle, ReceiveHandOver
from curator.tasks.check import digest
from curator.tasks.handover import make_handover
from curator.workspace import Workspace
from tests.handing import TEXTS, Team


def digest_of(workspace: Workspace) -> str:
    with workspace.read() as reads:
        return digest(reads)


def test_a_colleague_gets_the_newer_version_with_the_work_and_the_older_one_withdrawn(tmp_path: Path) -> None:
    team = Team(tmp_path / "team")
    old, text = team.articles[0], next(iter(TEXTS.values()))
    with Workspace.open(team.lead) as lead, team.at_ben() as ben:
        lead.act_as(team.ada)
        incident = lead.run(AddIncident(old, (0, 13), {team.title: "Two policemen"}))
        ben.run(ReceiveHandOver(make_handover(lead, coders=(team.ada.id,), purpose=LAYER)))
        (new,) = lead.run(AddArticles((NewArticle(f"{text} More is not known.", follows=old, reader="text"),)))
        assert lead.run(CarryOver(old, new)).incidents == 1
        handed = make_handover(lead, coders=(team.ada.id,), purpose=LAYER)
        plan = ben.run(ReceiveHandOver(handed))
        assert plan.counts["refused"] == 0, plan.counts
        with ben.read() as reads:
            assert reads.versions_of(new) == (old, new)
            found = reads.article(new)
            assert found is not None
            assert (found.follows, found.reader) == (old, "text")
            statuses = {each.id: each.status for each in reads.coding(old).incidents}
            assert statuses[incident] == "withdrawn"
            assert [each.values[team.title] for each in reads.coding(new).incidents] == ["Two policemen"]
        before = digest_of(ben)
        ben.run(ReceiveHandOver(handed))
        assert digest_of(ben) == before, "a second time changes nothing"
        lead.run(ReceiveHandOver(make_handover(ben, coders=(team.ada.id, team.ben.id), purpose=LAYER)))
        assert digest_of(lead) == digest_of(ben)
