# SPDX-License-Identifier: MIT
"""Taking over what was settled: into the own layer, by its coder, without opening anything again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.faults import InputRefused, NotNow
from curator.operations import ValueSet
from curator.tasks.reviewing import Given, given_back
from tests.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path, "Ann", "Bob", "Cleo")
    yield made
    made.close()


def back(team: Team, name: str) -> list[Given]:
    with team.workspace.read() as reads:
        found = given_back(reads, team.workspace.codebook, team.coders[name].id)
    return [given for article in found for given in article.given]


def test_a_value_is_taken_over_with_its_words(team: Team) -> None:
    ann = team.code("Ann", {"number": 2, "memo": "mine"}, words={"number": "Two guards"})
    bob = team.code("Bob", {"number": 3}, words={"number": "A third one"})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.run(verbs.AdoptValue(consensus, "number", source_incident=bob, reason="all three"))
    [given] = back(team, "Ann")
    assert (given.what, given.field, given.source, given.taken) == ("adopted", "number", team.coders["Bob"].id, False)
    assert given.judgement
    assert given.judgement.reason == "all three"
    assert back(team, "Bob") == []
    team.acts("Ann")
    assert team.run(verbs.TakeOver(consensus, ann, "number")) == ann
    assert team.incident(ann).values == {"number": 3, "memo": "mine"}
    assert [span.quote for span in team.incident(ann).evidence_of("number")] == ["A third one"]
    assert team.review().to_settle == 0, "a coder who takes over opens nothing"
    assert [given.taken for given in back(team, "Ann")] == [True]
    with pytest.raises(NotNow, match="nothing settled"):
        team.run(verbs.TakeOver(consensus, ann, "number"))


def test_it_is_the_coders_own_act(team: Team) -> None:
    ann, bob = team.code("Ann", {"number": 2}), team.code("Bob", {"number": 3})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.run(verbs.AdoptValue(consensus, "number", source_incident=bob))
    with pytest.raises(NotNow, match="another coder's layer"):
        team.run(verbs.TakeOver(consensus, ann, "number"))
    team.acts("Bob")
    other = team.code("Bob", {"sort": "other"}, mention="A third one died later", done=False)
    team.acts("Bob")
    team.run(verbs.FinishArticle(team.article))
    with pytest.raises(InputRefused, match="not accepted into"):
        team.run(verbs.TakeOver(consensus, other, "number"))


def test_all_of_an_incident_with_rows_that_came_and_went(team: Team) -> None:
    ann = team.code("Ann", {"number": 2}, rows=[("people", {"called": "guard"}), ("people", {"called": "ghost"})])
    bob = team.code("Bob", {"number": 3}, rows=[("people", {"called": "guard"}), ("harm", {"what": "hurt"})])
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.run(verbs.SettleNeither(consensus, "number", values=(ValueSet("number", 4),)))
    ghost = next(row.id for row in team.incident(ann).rows if row.values == {"called": "ghost"})
    team.run(verbs.RejectRow(consensus, "", (ghost,), "nobody"))
    team.run(verbs.AdoptRow(consensus, bob, team.row_of(bob, "harm")))
    assert sorted(given.what for given in back(team, "Ann")) == ["missed", "neither", "rejected"]
    team.acts("Ann")
    team.run(verbs.TakeOver(consensus, ann))
    made = team.incident(ann)
    assert made.values == {"number": 4}
    assert sorted(str(row.values) for row in made.rows) == ["{'called': 'guard'}", "{'what': 'hurt'}"]
    assert team.review().to_settle == 0
    assert all(given.taken for given in back(team, "Ann"))


def test_who_missed_an_incident_takes_it_over_whole(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"}, words={"sort": "Rockets"}, rows=[("harm", {"what": "lost"})])
    team.acts("Bob")
    team.run(verbs.NothingToCode(team.article))
    team.acts("Lead")
    consensus = team.run(verbs.AcceptIncident((ann,)))
    [given] = back(team, "Bob")
    assert (given.what, given.consensus, given.incident) == ("missed", consensus, "")
    team.acts("Bob")
    made = team.incident(team.run(verbs.TakeOver(consensus)))
    assert (made.coder, made.status, made.values) == (team.coders["Bob"].id, "finished", {"sort": "doer"})
    assert [row.values for row in made.rows] == [{"what": "lost"}]
    assert [span.quote for span in made.mentions()] == ["Rockets hit the base"]
    assert not team.review().hidden, "an article that was finished stays so"
    assert team.review().to_settle == 0
    assert back(team, "Bob") == []


def test_what_was_rejected_or_returned_goes_back_with_its_reason(team: Team) -> None:
    ann, bob = team.code("Ann", {"sort": "doer"}), team.code("Bob", {"sort": "doer"}, mention="A third one died later")
    team.run(verbs.RejectIncident((ann,), "a total"))
    team.run(verbs.ReturnIncident(bob, "which gate?"))
    for name, what, reason in (("Ann", "rejected", "a total"), ("Bob", "returned", "which gate?")):
        [given] = back(team, name)
        assert (given.what, given.judgement and given.judgement.reason) == (what, reason)


def test_comments_that_wait_come_along_until_they_are_answered(team: Team) -> None:
    ann = team.code("Ann", {"sort": "doer"})
    said = team.run(verbs.AddComment(team.article, "Why?", ann, "", "sort"))
    [given] = back(team, "Ann")
    assert (given.what, given.incident, given.field, [each.text for each in given.comments]) == (
        "comment", ann, "sort", ["Why?"],
    )  # fmt: skip
    assert back(team, "Lead") == []
    team.acts("Ann")
    team.run(verbs.AddComment(team.article, "See line 1.", thread=said))
    assert back(team, "Ann") == []
    assert [given.what for given in back(team, "Lead")] == ["comment"]
    team.run(verbs.ResolveComment(said))
    assert back(team, "Lead") == []
