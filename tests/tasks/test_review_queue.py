# SPDX-License-Identifier: MIT
"""What needs review comes first, what is hidden is not listed, and what was counted holds until its article changes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.operations import ValueSet
from curator.tasks.reviewing import (
    DIFFERS,
    DONE,
    PROBLEMS,
    STARTED,
    UNREVIEWED,
    QueueRow,
    ReviewCounts,
    count_differences,
    review_queue,
    unclear_guidelines,
    unclear_text,
)
from curator.tasks.unclear import write_unclear
from tests.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path, "Ann", "Bob")
    yield made
    made.close()


def queue(team: Team, counts: ReviewCounts | None = None, viewer: str = "Lead") -> list[QueueRow]:
    with team.workspace.read() as reads:
        return review_queue(reads, team.coders[viewer].id, counts)


def count(team: Team, counts: ReviewCounts, *articles: str) -> int:
    with team.workspace.read() as reads:
        viewer = team.coders["Lead"].id
        return count_differences(reads, team.workspace.codebook, viewer, articles or (team.article,), counts)


def both(team: Team, article: str, ann: str = "doer", bob: str = "doer") -> tuple[str, str]:
    return (
        team.code("Ann", {"sort": ann}, article=article), team.code("Bob", {"sort": bob}, article=article)
    )  # fmt: skip


def test_in_the_order_of_need(team: Team) -> None:
    done, differs, fresh, started, untouched = team.article, *(team.new_article() for _ in range(4))
    team.run(verbs.AcceptIncident(both(team, done)))
    both(team, differs, bob="other")
    both(team, fresh)
    team.run(verbs.ReturnIncident(both(team, started)[0], "look"))
    assert untouched not in {row.article for row in queue(team)}, "nobody has finished it"
    assert [row.state for row in queue(team)] == [UNREVIEWED, UNREVIEWED, STARTED, DONE]
    counts = ReviewCounts()
    assert count(team, counts, done, differs, fresh, started, untouched) == 5
    found = queue(team, counts)
    assert [(row.article, row.state) for row in found] == [
        (differs, DIFFERS), (fresh, UNREVIEWED), (started, STARTED), (done, DONE),
    ]  # fmt: skip
    first, last = found[0], found[-1]
    assert first.counts
    assert (first.counts.differing, first.counts.alone, first.counts.fields) == (1, 0, ("Sort",))
    assert (last.incidents, last.open, last.accepted) == (2, 0, 2)


def test_what_breaks_a_rule_comes_before_all_else(tmp_path: Path) -> None:
    from curator.tasks.codebooks import codebook_named

    team = Team(tmp_path, "Ann", "Bob", codebook=codebook_named("incidents"))
    late = team.new_article()
    for name, title in (("Ann", "One"), ("Bob", "Two")):
        team.code(name, {"title": title, "latitude": 95.0} if name == "Ann" else {"title": title}, article=late)
    counts = ReviewCounts()
    assert count(team, counts, late) == 1
    [row] = queue(team, counts)
    assert row.counts
    assert row.counts.problems > 0
    assert row.state == PROBLEMS
    team.close()


def test_what_was_counted_holds_until_its_article_changes(team: Team) -> None:
    other = team.new_article()
    ann, bob = both(team, team.article, bob="other")
    both(team, other)
    counts = ReviewCounts()
    count(team, counts, team.article, other)
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    assert {row.article for row in queue(team, counts) if row.counts} == {other}
    count(team, counts)
    assert queue(team, counts)[0].counts
    team.run(verbs.AdoptValue(consensus, "sort", source_incident=ann))
    assert count(team, counts) == 1
    assert {row.state for row in queue(team, counts) if row.article == team.article} == {DONE}
    team.workspace.undo()
    assert {row.article for row in queue(team, counts) if row.counts} == {other}
    team.run(verbs.AddCoder("Somebody else"))
    count(team, counts)
    team.run(verbs.AddCoder("Yet another"))
    assert len([row for row in queue(team, counts) if row.counts]) == 2, "who is new changes nothing that was counted"


def test_a_count_of_an_older_state_is_not_kept(team: Team) -> None:
    ann, _ = both(team, team.article, bob="other")
    counts = ReviewCounts()
    with team.workspace.read() as before:
        before.newest_seq()  # from here on it is as it was
        team.acts("Ann")
        team.run(verbs.SetValue(ann, "sort", "other"))
        queue(team, counts)
        count_differences(before, team.workspace.codebook, team.coders["Lead"].id, [team.article], counts)
    assert counts.get(team.article) is None


def test_articles_somebody_is_at_work_on_are_not_listed(team: Team) -> None:
    team.code("Ann", {"sort": "doer"})
    team.code("Bob", {"sort": "doer"}, done=False)
    assert queue(team) == []
    team.acts("Bob")
    team.run(verbs.FinishArticle(team.article))
    assert len(queue(team)) == 1
    team.acts("Lead")
    team.run(verbs.Assign(((team.article, team.coders["Lead"].id),)))
    assert queue(team, viewer="Ann") == [], "who is assigned has not finished"
    assert team.review("Ann").hidden


def test_unclear_rules_are_a_list_for_the_author_of_the_codebook(team: Team) -> None:
    row = [("harm", {"what": "hurt", "tally_mid": 2})]
    ids = team.code("Ann", {"number": 2}, rows=row), team.code("Bob", {"number": 3}, rows=row)
    consensus = team.run(verbs.AcceptIncident(ids))
    team.run(verbs.AdoptValue(consensus, "number", source_incident=ids[0], reason='count, "all"', unclear=True))
    team.run(verbs.SettleNeither(
        consensus, "what", team.row_of(consensus, "harm"), (ValueSet("what", "lost"),), (), "hurt or lost?", True
    ))  # fmt: skip
    with team.workspace.read() as reads:
        found = unclear_guidelines(reads, team.workspace.codebook, team.coders["Lead"].id)
    assert [(each.label, each.reason, each.reviewer) for each in found] == [
        ("Number", 'count, "all"', "Lead"), ("Harm: What", "hurt or lost?", "Lead"),
    ]  # fmt: skip
    head, first, second = unclear_text(found).splitlines()
    assert head == "article,title,group,field,label,verdict,reason,reviewer,created"
    assert first.startswith(f'{team.article},"Rockets",,number,"Number",adopted,"count, ""all""","Lead",')
    assert ',harm,what,"Harm: What",changed,"hurt or lost?"' in second
    file = team.workspace.path.with_name("unclear.csv")
    assert write_unclear(team.workspace, file, team.coders["Lead"].id) == 2
    assert file.read_bytes().decode() == unclear_text(found)


def test_the_queue_lists_what_may_be_seen_and_no_more(team: Team) -> None:
    """By the rule that every other view goes by (store/layers.py), whoever looks, assigned or not, opened or not."""
    chance = random.Random(7)
    people = list(team.coders.values())
    articles = [team.article, *(team.new_article(f"Text {number}.") for number in range(40))]
    for article in articles:
        for coder in people:
            team.workspace.act_as(coder)
            if chance.random() < 0.5:
                team.run(verbs.SetReading(article, chance.choice(("unread", "started", "finished", "nothing_to_code"))))
            if chance.random() < 0.2:
                team.run(verbs.AddIncident(article, None, {"sort": "doer"}))
            if chance.random() < 0.2:
                team.run(verbs.Assign(((article, coder.id),)))
            if chance.random() < 0.2:
                team.run(verbs.OpenLayers((article,), "why"))
    listed = 0
    with team.workspace.read() as reads:
        for viewer in ("", *(coder.id for coder in people)):
            states = {article: reads.coding(article, with_text=False).reading for article in articles}
            seen = {
                article for article in articles
                if reads.seen_layers(article, viewer) is None
                and set(states[article].values()) & {"finished", "nothing_to_code"}
            }  # fmt: skip
            assert {row.article for row in review_queue(reads, viewer)} == seen, viewer
            listed += len(seen)
    assert listed > 10
