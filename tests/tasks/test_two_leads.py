# SPDX-License-Identifier: MIT
"""Two leads settle one article in two copies of a project: brought together, it is one consensus."""

from __future__ import annotations

from pathlib import Path

import curator.operations as verbs
from curator.domain.coding import Coder
from curator.domain.reviewing import CONSENSUS
from curator.review.reviewed import OPEN, SETTLED
from curator.store.digest import digest
from curator.tasks.handover import make_handover, receive
from curator.tasks.reviewing import ArticleReview, article_review
from curator.workspace import Workspace
from tests.team import Team


def review(workspace: Workspace, article: str, viewer: Coder) -> ArticleReview:
    with workspace.read() as reads:
        return article_review(reads, workspace.codebook, article, viewer.id)


def told(workspace: Workspace) -> str:
    with workspace.read() as reads:
        return digest(reads.connection)


def test_one_consensus_of_two_copies(tmp_path: Path) -> None:
    team = Team(tmp_path, "Ann", "Bob", "Second lead")
    row = [("harm", {"what": "hurt", "tally_mid": 2})]
    ids = (
        team.code("Ann", {"sort": "doer", "number": 2}, rows=row),
        team.code("Bob", {"sort": "doer", "number": 3}, rows=row),
    )
    alone = team.code("Bob", {"sort": "other"}, mention="A third one died later")
    team.workspace.save_copy(tmp_path / "copy.curator")
    here = team.workspace
    with Workspace.open(tmp_path / "copy.curator") as there:
        made = []
        for workspace, lead, source in ((here, "Lead", ids[0]), (there, "Second lead", ids[1])):
            workspace.act_as(team.coders[lead])
            consensus = workspace.run(verbs.AcceptIncident(ids))
            workspace.run(verbs.AdoptValue(consensus, "number", source_incident=source))
            with workspace.read() as reads:
                incident = reads.find_incident(consensus)
            made.append((consensus, incident.coder, [row.id for row in incident.rows]))
        assert made[0] == made[1], "one incident, one row, one layer, wherever it was settled"
        there.run(verbs.AcceptIncident((alone,)))

        lead, second = team.coders["Lead"], team.coders["Second lead"]
        mine = make_handover(here, coders=[lead.id, CONSENSUS])
        theirs = make_handover(there, coders=[second.id, CONSENSUS])
        receive(here, theirs)
        receive(there, mine)
        assert told(here) == told(there)
        for workspace in (here, there):
            found = review(workspace, team.article, lead)
            assert [each.consensus is not None for each in found.incidents] == [True, True]
            [number] = [place for place in found.incidents[0].places if place.field == "number"]
            assert number.consensus
            [sort] = [place for place in found.incidents[0].places if place.field == "sort"]
            assert sort.state == SETTLED, "what both settled alike stays settled"
            judged = number.judgement
            assert judged
            assert number.state == (SETTLED if judged.incident == ids[1] else OPEN)
    team.close()
