# SPDX-License-Identifier: MIT
"""What a reviewer says of coders' incidents: ticks, returned, rejected, reopened, pairs; who may, and when not yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.faults import InputRefused, NotNow
from curator.operations import ValueSet
from curator.review.reviewed import ACCEPTED, OPEN, REJECTED, RETURNED, SETTLED
from tests.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path, "Ann", "Bob", "Cleo")
    yield made
    made.close()


def ticked(team: Team, incident: str, field: str = "sort") -> bool:
    [side] = [side for side in team.place(incident, field).sides if side and side.incident == incident]
    return side.tick is not None


# -- single review ----------------------------------------------------------------------------------------------------
def test_a_tick_falls_when_value_basis_or_words_change_and_comes_back_with_them(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"}, words={"sort": "Rockets"})
    team.run(verbs.CheckValue(ann, "", "sort"))
    assert ticked(team, ann)
    assert team.together(ann).ticks == (1, 1)
    team.acts("Ann")
    span = team.incident(ann).evidence_of("sort")[0].id
    for change in (
        verbs.SetValue(ann, "sort", "other"), verbs.SetValue(ann, "sort", "doer", basis="inferred"),
        verbs.MoveEvidence(span, 0, 3), verbs.AddEvidence(team.article, 0, 4, ann, "", "sort"),
    ):  # fmt: skip
        team.run(change)
        assert not ticked(team, ann), change
        team.workspace.undo()
        assert ticked(team, ann)
    team.acts("Lead")
    team.run(verbs.UncheckValue(ann, "", "sort"))
    assert not ticked(team, ann)
    with pytest.raises(NotNow):
        team.run(verbs.UncheckValue(ann, "", "sort"))


def test_a_value_of_a_row_is_ticked(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"}, rows=[("harm", {"what": "hurt", "tally_mid": 2})])
    team.run(verbs.CheckValue(ann, team.row_of(ann, "harm"), "tally"))
    [row] = team.rows(ann, "harm")
    assert [bool(side and side.tick) for place in row.places for side in place.sides] == [False, False, True]


def test_what_is_returned_is_open_again_once_the_coder_has_changed_it(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"})
    with pytest.raises(InputRefused, match="what to do"):
        team.run(verbs.ReturnIncident(ann, "  "))
    team.run(verbs.ReturnIncident(ann, "the words are missing"))
    assert team.together(ann).states == (RETURNED,)
    assert team.incident(ann).status == "finished", "nothing is written into the coder's rows"
    team.acts("Ann")
    team.run(verbs.AddEvidence(team.article, 0, 7, ann, "", "sort"))
    assert team.together(ann).states == (OPEN,)
    assert team.together(ann).changed == (team.coders["Ann"].id,)


def test_what_was_accepted_returned_and_changed_is_accepted_by_the_reviewer_alone(team: Team) -> None:
    """The coder does as the consensus says: still it is the reviewer who says that this is settled."""
    ann = team.code("Ann", {"sort": "doer", "number": 2})
    consensus = team.run(verbs.AcceptIncident((ann,)))
    team.run(verbs.SettleNeither(consensus, "number", values=(ValueSet("number", 3),), reason="a third one died"))
    team.run(verbs.ReturnIncident(ann, "count again"))
    assert team.together(ann).states == (RETURNED,)
    team.acts("Ann")
    team.run(verbs.SetValue(ann, "number", 3))
    team.acts("Lead")
    found = team.together(ann)
    assert (found.states, found.state, found.to_settle) == ((OPEN,), OPEN, 1)
    assert found.changed == (team.coders["Ann"].id,)
    assert team.run(verbs.AcceptIncident((ann,))) == consensus
    found = team.together(ann)
    assert (found.states, found.to_settle, found.changed) == ((ACCEPTED,), 0, ())
    assert team.incident(consensus).values["number"] == 3


def test_single_review_changes_into_the_consensus(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer", "number": 2})
    assert team.review().single
    consensus = team.run(verbs.AcceptIncident((ann,)))
    with pytest.raises(InputRefused, match="settled already"):
        team.run(verbs.SettleNeither(consensus, "number", values=(ValueSet("number", 3),)))
    team.run(verbs.SettleNeither(consensus, "number", values=(ValueSet("number", 3),), reason="a third one died"))
    assert team.incident(ann).values["number"] == 2
    assert team.incident(consensus).values == {"sort": "doer", "number": 3}
    assert team.review().to_settle == 0


# -- rejecting and reopening ------------------------------------------------------------------------------------------
def test_what_all_found_is_rejected_with_a_reason_only(team: Team) -> None:
    both = team.code("Ann", {"sort": "doer"}), team.code("Bob", {"sort": "doer"})
    alone = team.code("Bob", {"sort": "other"}, mention="A third one died later")
    with pytest.raises(InputRefused, match="Everybody"):
        team.run(verbs.RejectIncident(both))
    team.run(verbs.RejectIncident((alone,)))
    team.run(verbs.RejectIncident(both, "a total"))
    assert [each.state for each in team.review().incidents] == [REJECTED, REJECTED]
    assert team.review().to_settle == 0


def test_rejecting_or_reopening_what_was_accepted_takes_it_out_of_the_consensus(team: Team) -> None:
    for undecided in (lambda ids: verbs.RejectIncident(ids, "why"), lambda ids: verbs.ReopenIncident(ids, "why")):
        article = team.article = team.new_article()
        ann, bob = team.code("Ann", {"sort": "doer"}), team.code("Bob", {"sort": "doer"})
        consensus = team.run(verbs.AcceptIncident((ann, bob)))
        team.run(undecided((ann,)))
        assert team.incident(consensus).values == {"sort": "doer"}, "Bob's is still accepted"
        team.run(undecided((bob,)))
        with team.workspace.read() as reads:
            assert {each.id for each in reads.coding(article).incidents} == {ann, bob}
        assert {each.consensus for each in team.review().incidents} == {None}


def test_accepted_again_it_is_the_same_incident_and_old_decisions_are_made_anew(team: Team) -> None:
    ids = team.code("Ann", {"number": 2}), team.code("Bob", {"number": 3})
    consensus = team.run(verbs.AcceptIncident(ids))
    team.run(verbs.AdoptValue(consensus, "number", source_incident=ids[0]))
    team.run(verbs.ReopenIncident(ids, "once more"))
    assert team.run(verbs.AcceptIncident(ids)) == consensus
    assert team.place(consensus, "number").state == OPEN


# -- pairs ------------------------------------------------------------------------------------------------------------
def test_pairs_are_remembered_and_the_newest_word_holds(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"})
    bob = team.code("Bob", {"sort": "doer"})
    assert len(team.review().incidents) == 1
    team.run(verbs.PairIncidents(ann, bob, False))
    assert [len(each.there) for each in team.review().incidents] == [1, 1]
    team.acts("Cleo")
    team.run(verbs.PairIncidents(bob, ann, True))
    assert [len(each.there) for each in team.review().incidents] == [2]
    team.acts("Lead")
    team.run(verbs.PairIncidents(ann, bob, False))
    assert [len(each.there) for each in team.review().incidents] == [1, 1]
    with pytest.raises(InputRefused, match="two coders"):
        team.run(verbs.PairIncidents(ann, ann, True))


def test_what_is_settled_as_one_is_not_parted_and_stays_together_whatever_is_coded(team: Team) -> None:
    ann, bob = team.code("Ann", {"sort": "doer"}), team.code("Bob", {"sort": "doer"})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    with pytest.raises(NotNow, match="settled as one"):
        team.run(verbs.PairIncidents(ann, bob, False))
    team.acts("Bob")
    team.run(verbs.SetValues(bob, (ValueSet("sort", "other"), ValueSet("when_first", "1999-01-01"))))
    [span] = team.incident(bob).mentions()
    team.run(verbs.MoveEvidence(span.id, *team.span("A third one died later")))
    assert {each.id for each in team.together(consensus).there} == {ann, bob}


# -- who may ----------------------------------------------------------------------------------------------------------
def test_nobody_settles_alone_what_they_coded_alone(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"})
    team.acts("Ann")
    assert team.review("Ann").why_not
    for step in (verbs.AcceptIncident((ann,)), verbs.RejectIncident((ann,), "why")):
        with pytest.raises(NotNow, match="Only you have coded"):
            team.run(step)
    team.run(verbs.SetProjectValue("settle_own", "yes"))
    assert team.review("Ann").may_settle
    team.run(verbs.AcceptIncident((ann,)))


def test_one_of_two_coders_may_settle(team: Team) -> None:
    ids = team.code("Ann", {"sort": "doer"}), team.code("Bob", {"sort": "other"})
    team.acts("Ann")
    consensus = team.run(verbs.AcceptIncident(ids))
    team.run(verbs.AdoptValue(consensus, "sort", source_incident=ids[1]))
    assert team.incident(consensus).values == {"sort": "other"}


def test_nothing_is_settled_nor_shown_while_a_coder_is_at_work(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"})
    bob = team.code("Bob", {"sort": "doer"}, done=False)
    assert team.review().hidden
    assert team.review().incidents == ()
    for step in (
        verbs.AcceptIncident((ann, bob)), verbs.RejectIncident((ann,), "why"), verbs.ReturnIncident(ann, "why"),
        verbs.CheckValue(ann, "", "sort"), verbs.PairIncidents(ann, bob, True),
    ):  # fmt: skip
        with pytest.raises(NotNow, match="hidden"):
            team.run(step)


def test_private_fields_take_no_part(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer", "memo": "ask Cleo"})
    bob = team.code("Bob", {"sort": "doer", "memo": "tired"})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    assert "memo" not in team.incident(consensus).values
    assert "memo" not in {place.field for place in team.together(consensus).places}
    with pytest.raises(InputRefused, match="private"):
        team.run(verbs.AdoptValue(consensus, "memo", source_incident=ann))


# -- three coders -----------------------------------------------------------------------------------------------------
def test_a_third_coder_who_comes_later_joins_and_opens_what_differs(team: Team) -> None:
    ann, bob = team.code("Ann", {"sort": "doer", "number": 2}), team.code("Bob", {"sort": "doer", "number": 2})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    assert team.review().to_settle == 0
    cleo = team.code("Cleo", {"sort": "doer", "number": 3})
    found = team.together(consensus)
    assert found.states == (ACCEPTED, ACCEPTED, OPEN)
    assert team.place(consensus, "number").state == OPEN
    assert team.place(consensus, "sort").state == SETTLED
    assert team.run(verbs.AcceptIncident((ann, bob, cleo))) == consensus
    with pytest.raises(NotNow, match="nothing open"):
        team.run(verbs.AdoptAgreed(consensus))
    team.run(verbs.AdoptValue(consensus, "number", source_incident=cleo))
    assert team.incident(consensus).values["number"] == 3
    assert team.review().to_settle == 0


# -- links ------------------------------------------------------------------------------------------------------------
def test_links_lead_to_the_consensus_once_both_ends_are_accepted(team: Team) -> None:
    first = team.code("Ann", {"sort": "doer"}, done=False), team.code("Bob", {"sort": "doer"}, done=False)
    later = [
        team.code(name, {"sort": "other", "follows": end}, mention="A third one died later")
        for name, end in zip(("Ann", "Bob"), first, strict=True)
    ]
    consensus = team.run(verbs.AcceptIncident(tuple(later)))
    assert team.place(consensus, "follows").state == OPEN
    with pytest.raises(NotNow, match="not accepted yet"):
        team.run(verbs.AdoptValue(consensus, "follows", source_incident=later[0]))
    end = team.run(verbs.AcceptIncident(first))
    assert team.incident(consensus).values["follows"] == end
    assert team.review().to_settle == 0
    team.run(verbs.ReopenIncident(first, "why"))
    assert "follows" not in team.incident(consensus).values
    assert team.place(consensus, "follows").state == OPEN
