# SPDX-License-Identifier: MIT
"""Settling what coders coded: what the consensus takes over, what stays open, what needs a reason, what reopens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.faults import InputRefused, NotNow
from curator.domain.reviewing import CONSENSUS
from curator.operations import ValueSet
from curator.review.reviewed import ACCEPTED, NOTHING, OPEN, REJECTED, SETTLED
from tests.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path, "Ann", "Bob", "Cleo")
    yield made
    made.close()


def two(team: Team) -> tuple[str, str]:
    """Ann and Bob agree in the sort and the day, and differ in the number."""
    ann = team.code(
        "Ann", {"headline": "Rockets", "sort": "doer", "number": 2, "when_first": "2019-11-08", "when_words": "Friday"},
        words={"sort": "Rockets", "number": "Two guards"}, rows=[("harm", {"what": "hurt", "tally_mid": 2})],
    )  # fmt: skip
    days = {"when_first": "2019-11-08", "when_words": "on Friday"}
    bob = team.code(
        "Bob", {"headline": "rockets ", "sort": "doer", "number": 3, **days},
        words={"sort": "Rockets hit", "number": "A third one"}, rows=[("harm", {"what": "hurt", "tally_mid": 2})],
    )  # fmt: skip
    return ann, bob


def test_accepting_takes_over_what_all_say_with_the_words_of_all(team: Team) -> None:
    consensus = team.run(verbs.AcceptIncident(two(team)))
    made = team.incident(consensus)
    assert made.coder == CONSENSUS
    assert made.values == {
        "headline": "Rockets", "sort": "doer", "when_first": "2019-11-08", "when_words": "Friday",
    }, "letter case, white space and the words of a date make no difference"  # fmt: skip
    assert [span.quote for span in made.evidence_of("sort")] == ["Rockets", "Rockets hit"]
    assert [span.quote for span in made.mentions()] == ["Rockets hit the base"], "the same words stand once"
    [row] = made.rows
    assert row.values == {"what": "hurt", "tally_mid": 2}
    assert team.place(consensus, "number").state == OPEN
    assert team.place(consensus, "sort").state == SETTLED
    assert team.place(consensus, "weight").state == NOTHING
    assert team.together(consensus).states == (ACCEPTED, ACCEPTED)
    assert team.together(consensus).to_settle == 1


def test_a_value_is_adopted_with_its_words_basis_and_note(team: Team) -> None:
    ann, bob = two(team)
    team.acts("Bob")
    team.run(verbs.SetValue(bob, "number", 3, basis="inferred", note="counted from both sentences"))
    team.acts("Lead")
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.run(verbs.AdoptValue(consensus, "number", source_incident=bob))
    made = team.incident(consensus)
    assert made.values["number"] == 3
    assert [span.quote for span in made.evidence_of("number")] == ["A third one"]
    [note] = [note for note in made.notes if note.field == "number"]
    assert (note.basis, note.note) == ("inferred", "counted from both sentences")
    judged = team.place(consensus, "number").judgement
    assert judged is not None
    assert (judged.verdict, judged.incident) == ("adopted", bob)
    assert team.review().to_settle == 0


def test_a_date_is_settled_as_one(team: Team) -> None:
    ann = team.code("Ann", {"when_first": "2019-11-08", "when_exact": "d"}, words={"when": "on Friday"})
    bob = team.code("Bob", {"when_first": "2019-11-01", "when_last": "2019-11-30", "when_exact": "m"})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.run(verbs.AdoptValue(consensus, "when", source_incident=bob))
    team.run(verbs.AdoptValue(consensus, "when", source_incident=ann, reason="the article names the day"))
    made = team.incident(consensus)
    assert made.values == {"when_first": "2019-11-08", "when_exact": "d"}, "nothing is left of the other date"
    assert [span.quote for span in made.evidence_of("when")] == ["on Friday"]
    with pytest.raises(InputRefused, match="together with When"):
        team.run(verbs.AdoptValue(consensus, "when_first", source_incident=ann))


def test_neither_is_right(team: Team) -> None:
    ann, bob = two(team)
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    words = (verbs.MoreWords("number", *team.span("Two guards")), verbs.MoreWords("number", *team.span("A third one")))
    team.run(verbs.SettleNeither(
        consensus, "number", values=(ValueSet("number", 5, basis="inferred"),), words=words, reason="2 and 3",
    ))  # fmt: skip
    made = team.incident(consensus)
    assert made.values["number"] == 5
    assert len(made.evidence_of("number")) == 2
    assert team.verdicts()[-1] == ("neither", "number", "2 and 3")
    assert team.place(consensus, "number").state == SETTLED


def test_what_all_say_is_overridden_with_a_reason_only(team: Team) -> None:
    consensus = team.run(verbs.AcceptIncident(two(team)))
    settled = verbs.SettleNeither(consensus, "sort", values=(ValueSet("sort", "other"),))
    with pytest.raises(InputRefused, match="settled already"):
        team.run(settled)
    team.run(verbs.SettleNeither(consensus, "sort", values=settled.values, reason="rule 4", unclear=True))
    assert team.verdicts()[-1] == ("changed", "sort", "rule 4")
    assert team.place(consensus, "sort").state == SETTLED


def test_agreement_that_was_reached_later_needs_a_reason_to_be_overridden(team: Team) -> None:
    ann, bob = two(team)
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.acts("Bob")
    team.run(verbs.SetValue(bob, "number", 2))
    team.acts("Lead")
    other = (ValueSet("number", 7),)
    with pytest.raises(InputRefused, match="All coders say the same"):
        team.run(verbs.SettleNeither(consensus, "number", values=other))
    assert team.incident(consensus).values.get("number") is None, "what was refused has left nothing"
    team.run(verbs.SettleNeither(consensus, "number", values=other, reason="the table says 7"))
    assert team.incident(consensus).values["number"] == 7


def test_a_settled_value_is_open_again_when_a_coder_says_something_else(team: Team) -> None:
    ann, bob = two(team)
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.acts("Ann")
    team.run(verbs.SetValue(ann, "sort", "other"))
    place = team.place(consensus, "sort")
    assert (place.state, place.changed) == (OPEN, (team.coders["Ann"].id,))
    assert team.together(consensus).changed == (team.coders["Ann"].id,)
    team.run(verbs.SetValue(ann, "sort", "doer"))
    team.acts("Lead")
    assert team.place(consensus, "sort").state == SETTLED, "as it was: as it was judged"


def test_other_words_of_one_coder_open_nothing_that_says_the_same(team: Team) -> None:
    ann, bob = two(team)
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.acts("Ann")
    team.run(verbs.AddEvidence(team.article, *team.span("base"), ann, "", "sort"))
    assert team.place(consensus, "sort").state == SETTLED


def test_nobody_writes_the_consensus_but_by_settling(team: Team) -> None:
    consensus = team.run(verbs.AcceptIncident(two(team)))
    with team.workspace.read() as reads:
        layer = next(coder for coder in reads.coders() if coder.id == CONSENSUS)
    for coder in (team.coders["Lead"], layer):
        team.workspace.act_as(coder)
        for direct in (
            verbs.SetValue(consensus, "number", 9), verbs.RemoveIncident(consensus),
            verbs.AddRow(consensus, "harm"), verbs.AddEvidence(team.article, 0, 3, consensus),
        ):  # fmt: skip
            with pytest.raises(NotNow):
                team.run(direct)


def test_rows_that_all_have_are_taken_and_the_others_are_asked_about(team: Team) -> None:
    guard, police = (
        ("people", {"called": "guard", "duty": "done_to"}),
        ("people", {"called": "police", "duty": "other"}),
    )
    ann = team.code("Ann", {"sort": "doer"}, rows=[guard, police])
    bob = team.code("Bob", {"sort": "doer"}, rows=[("people", {"called": "guard", "duty": "doer"})])
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    both, alone = team.rows(consensus, "people")
    assert (both.state, both.one_sided, alone.state, alone.one_sided) == (SETTLED, False, OPEN, True)
    assert [place.state for place in both.places if place.field in ("called", "duty")] == [OPEN, SETTLED]
    row = next(row.id for row in team.incident(ann).rows if row.values["called"] == "police")
    made = team.run(verbs.AdoptRow(consensus, ann, row))
    assert next(each for each in team.incident(consensus).rows if each.id == made).values == dict(police[1])
    with pytest.raises(InputRefused, match="settled already"):
        team.run(verbs.RejectRow(consensus, made))
    team.run(verbs.RejectRow(consensus, made, reason="they only spoke of it"))
    assert len(team.incident(consensus).rows) == 1
    assert team.rows(consensus, "people")[1].state == REJECTED
    assert team.together(consensus).to_settle == 1, "what a rejected row says is not to be settled"


def test_a_row_that_its_coder_took_out_is_asked_about_again(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"}, rows=[("people", {"called": "police"})])
    bob = team.code("Bob", {"sort": "doer"})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    row = team.run(verbs.AdoptRow(consensus, ann, team.row_of(ann, "people")))
    assert team.review().to_settle == 0
    team.acts("Ann")
    team.run(verbs.RemoveRow(team.row_of(ann, "people")))
    team.acts("Lead")
    assert [each.state for each in team.rows(consensus, "people")] == [OPEN]
    team.run(verbs.AdoptRow(consensus, row=row))
    assert team.review().to_settle == 0
    team.run(verbs.RejectRow(consensus, row, reason="nobody has it"))
    assert team.rows(consensus, "people") == []


def test_each_decision_lowers_what_is_left(team: Team) -> None:
    """An incident that is taken does not bring up what nobody was told of before."""
    ann = team.code("Ann", {"sort": "doer", "number": 2}, rows=[("people", {"called": "police"})])
    bob = team.code("Bob", {"sort": "other", "number": 3})
    alone = team.code("Bob", {"sort": "doer"}, mention="A third one died later")
    left = [team.review().to_settle]
    assert left == [5], "two incidents, two values, a row"

    def act(operation: object) -> object:
        made = team.run(operation)
        left.append(team.review().to_settle)
        return made

    consensus = str(act(verbs.AcceptIncident((ann, bob))))
    act(verbs.AdoptValue(consensus, "number", source_incident=bob))
    act(verbs.AdoptRow(consensus, ann, team.row_of(ann, "people")))
    act(verbs.RejectIncident((alone,)))
    act(verbs.AdoptValue(consensus, "sort", source_incident=ann))
    assert left == [5, 4, 3, 2, 1, 0]


def test_a_row_that_nobody_has_is_added(team: Team) -> None:
    consensus = team.run(verbs.AcceptIncident(two(team)))
    values = (ValueSet("called", "the crew"), ValueSet("duty", "other", basis="inferred"))
    words = (verbs.MoreWords("called", *team.span("Two guards")), verbs.MoreWords("", *team.span("Rockets")))
    row = team.run(verbs.SettleRow(consensus, "people", values, words, "both missed it"))
    made = next(each for each in team.incident(consensus).rows if each.id == row)
    assert made.values == {"called": "the crew", "duty": "other"}
    assert [span.quote for span in team.incident(consensus).evidence if span.row == row] == ["Two guards", "Rockets"]
    [found] = team.rows(consensus, "people")
    assert (found.state, [place.state for place in found.places]) == (SETTLED, [SETTLED, SETTLED, NOTHING, NOTHING])
    with pytest.raises(InputRefused, match="needs values"):
        team.run(verbs.SettleRow(consensus, "people", ()))
    with pytest.raises(InputRefused, match="No coder has this row"):
        team.run(verbs.SettleRow(consensus, "people", values))
