# SPDX-License-Identifier: MIT
"""Two copies of one coder, and what waits for what it names."""

from __future__ import annotations

from pathlib import Path

import pytest

import curator.operations as verbs
from curator.domain.clock import Clock
from curator.domain.faults import NotNow
from curator.domain.handover import HandOver
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.shape import replace
from curator.tasks.foreign import read_project
from curator.tasks.handover import make_handover, preview, receive
from curator.workspace import Workspace
from tests.operation_makers.project import assert_sound, last_change
from tests.tasks.handing import (
    BOOK,
    Bench,
    Coded,
    asides,
    comments,
    digest_of,
    headline,
    taken,
    wait_a_moment,
)

pytestmark = pytest.mark.slow  # each brings whole projects together


# -- two copies of one coder -------------------------------------------------------------------------------------------
def two_copies(bench: Bench) -> tuple[Coded, HandOver, HandOver]:
    """Ann changed the headline in one copy to Later, in another one, before that, to Sooner."""
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    other.run(verbs.SetValue(coded.incident, "headline", "Sooner"))
    wait_a_moment(other)
    coded.workspace.run(verbs.SetValue(coded.incident, "headline", "Later"))
    return coded, make_handover(other), make_handover(coded.workspace)


def test_a_conflict_ends_the_same_in_both_orders_and_nothing_is_lost(bench: Bench) -> None:
    coded, sooner, later = two_copies(bench)
    one, other = bench.new(), bench.new()
    receive(one, sooner)
    assert taken(one, later)["conflicting"] == 1
    receive(other, later)
    assert taken(other, sooner)["conflicting"] == 1
    assert headline(one, coded.incident) == headline(other, coded.incident) == "Later"
    assert digest_of(one) == digest_of(other)
    assert [unit for unit, _ in asides(one, "conflict")] == [coded.incident]
    assert_sound(one)
    assert_sound(other)


def test_a_choice_goes_with_the_work_and_settles_the_conflict_everywhere(bench: Bench) -> None:
    coded, sooner, later = two_copies(bench)
    one, other, third = bench.new(), bench.new(), bench.new()
    for workspace in (one, other):
        receive(workspace, sooner)
        receive(workspace, later)
    receive(third, sooner)
    ((unit, aside),) = asides(one, "conflict")
    one.run(verbs.ChooseVersion(unit, aside))
    assert headline(one, coded.incident) == "Sooner"
    assert asides(one, "conflict") == []
    chosen = make_handover(one)
    assert taken(other, chosen)["newer"] == 1
    receive(third, later)
    receive(third, chosen)
    receive(third, later)
    assert digest_of(one) == digest_of(other) == digest_of(third)
    one.undo(last_change(one))
    assert [unit for unit, _ in asides(one, "conflict")] == [coded.incident]
    assert_sound(one)


def test_a_choice_on_a_machine_whose_clock_is_late_can_be_handed_over(bench: Bench, tmp_path: Path) -> None:
    """The choice is the newest change there is, yet its id is below those that a faster clock made."""
    coded, sooner, _ = two_copies(bench)
    hour_ago = Clock(now_ms=lambda: Clock().now_ms() - 3_600_000)
    late = bench.stack.enter_context(Workspace.create(tmp_path / "late.curator", BOOK, clock=hour_ago))
    for handed in (sooner, coded.of(coded.ann)):
        receive(late, handed)
    late.run(verbs.ChooseVersion(coded.incident))
    write_handover(make_handover(late), tmp_path / "chosen.curator-handover")
    receive(coded.workspace, read_handover(tmp_path / "chosen.curator-handover"))
    assert asides(coded.workspace, "conflict") == []
    late.save_copy(tmp_path / "copy.curator")
    receive(coded.workspace, read_project(tmp_path / "copy.curator"))


def test_who_chooses_what_stands_keeps_it(bench: Bench) -> None:
    coded, sooner, later = two_copies(bench)
    one = bench.new()
    receive(one, later)
    receive(one, sooner)
    one.run(verbs.ChooseVersion(coded.incident))
    assert (headline(one, coded.incident), asides(one, "conflict")) == ("Later", [])
    assert taken(one, sooner)["older"] == 1
    with pytest.raises(NotNow, match="nothing to choose"):
        one.run(verbs.ChooseVersion(coded.incident))


def test_a_copy_that_holds_what_was_chosen_is_told_of_the_choice(bench: Bench) -> None:
    coded, sooner, later = two_copies(bench)
    one, holder = bench.new(), bench.new()
    receive(one, later)
    receive(one, sooner)
    receive(holder, later)
    one.run(verbs.ChooseVersion(coded.incident))
    chosen = make_handover(one)
    assert preview(holder, chosen).counts["newer"] == 1, "the same words, and that they were chosen"
    assert taken(holder, chosen)["newer"] == 1
    assert "newer" not in taken(holder, chosen)
    assert headline(holder, coded.incident) == "Later"
    assert "conflicting" not in taken(holder, sooner)
    assert asides(holder, "conflict") == []


def test_removed_in_one_copy_and_changed_in_the_other_is_a_conflict(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    coded.workspace.run(verbs.SetValue(coded.incident, "headline", "Changed"))
    changed = make_handover(coded.workspace, coders=[coded.ann.id])
    wait_a_moment(other)
    other.run(verbs.RemoveIncident(coded.incident))
    removed = make_handover(other, coders=[coded.ann.id])
    one, two = bench.new(), bench.new()
    for workspace, order in ((one, (changed, removed)), (two, (removed, changed))):
        for handover in order:
            receive(workspace, handover)
        assert headline(workspace, coded.incident) == "", "the newest change stands"
        ((unit, aside),) = asides(workspace, "conflict")
        workspace.run(verbs.ChooseVersion(unit, aside))
        assert headline(workspace, coded.incident) == "Changed"
        assert_sound(workspace)


def test_what_two_copies_did_alike_is_no_conflict(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    for workspace in (coded.workspace, other):
        workspace.run(verbs.SetReading(coded.article, "finished"))
    assert "conflicting" not in taken(other, make_handover(coded.workspace))
    assert asides(other, "conflict") == []


def test_merged_in_one_copy_and_changed_in_the_other_ends_the_same_in_every_order(bench: Bench) -> None:
    """Merging moves rows and words: both copies hold a part, in another incident each."""
    coded = bench.coded()
    into = coded.workspace.run(verbs.AddIncident(coded.article, (4, 10)))
    other = bench.copy(coded.workspace)
    coded.workspace.run(verbs.MergeIncidents(into, (coded.incident,)))
    merged = make_handover(coded.workspace)
    other.run(verbs.SetValue(coded.incident, "headline", "Changed"))
    changed = make_handover(other)
    results = []
    for order in ((merged, changed), (changed, merged), (merged, changed, merged)):
        workspace = bench.new()
        for handover in order:
            receive(workspace, handover)
        assert_sound(workspace)
        results.append(digest_of(workspace))
    assert len(set(results)) == 1
    assert {unit for unit, _ in asides(workspace, "conflict")} | {unit for unit, _ in asides(workspace, "waiting")}


# -- comments that wait ------------------------------------------------------------------------------------------------
def test_words_that_went_to_the_article_in_one_copy_do_not_spoil_what_another_copy_did(bench: Bench) -> None:
    coded = bench.coded()
    there = bench.copy(coded.workspace)
    words = coded.workspace.run(verbs.AddEvidence(coded.article, 4, 10, coded.incident, "", "sort"))
    for workspace in (coded.workspace, there):
        receive(there, make_handover(workspace))
    there.run(verbs.RetargetEvidence(words, field="title"))
    there.run(verbs.SetArticleValue(coded.article, "title", "There"))
    coded.workspace.run(verbs.SetArticleValue(coded.article, "title", "Here"))
    coded.workspace.run(verbs.SetValue(coded.incident, "headline", "Here"))
    handed = []
    for number, workspace in enumerate((coded.workspace, there)):
        write_handover(make_handover(workspace), bench.folder / f"{number}.curator-handover")
        handed.append(read_handover(bench.folder / f"{number}.curator-handover"))
    digests = set()
    for order in (handed, handed[::-1]):
        both = bench.new()
        for each in order:
            receive(both, each)
        assert headline(both, coded.incident) in ("Two", "Here")
        write_handover(make_handover(both), bench.folder / "both.curator-handover")
        receive(both, read_handover(bench.folder / "both.curator-handover"))
        assert_sound(both)
        digests.add(digest_of(both))
    assert len(digests) == 1


def test_an_incident_that_waits_for_words_of_the_article_goes_on_waiting(bench: Bench) -> None:
    """As files of older programs have it: the incident and the article hold the same words."""
    coded = bench.coded()
    workspace = coded.workspace
    before = coded.of(coded.ann)
    workspace.run(verbs.AddEvidence(coded.article, 4, 10, field="title"))
    (article,) = (one for one in make_handover(workspace).versions if one.kind == "article")
    assert article.content
    [words] = article.content["evidence"]
    here = bench.new()
    receive(here, before)
    latest = replace(article, known=(*article.known, workspace.ids.new()))  # and yet the article is never in doubt
    claim = {**words, "field": "sort", "role": "direct"}
    newer = tuple(
        replace(one, known=(*one.known, workspace.ids.new()),
                content={**one.content, "evidence": sorted((*one.content["evidence"], claim), key=lambda e: e["id"])})
        for one in before.versions if one.kind == "incident" and one.content is not None
    )  # fmt: skip
    assert taken(here, replace(before, versions=(latest, *newer))) == {"newer": 1, "waiting": 1}
    assert [unit for unit, _ in asides(here, "waiting")] == [coded.incident]
    assert_sound(here)
    unrelated = bench.coded()
    receive(here, unrelated.of(unrelated.ann))
    assert_sound(here)


def test_a_comment_waits_for_its_incident_and_comes_in_with_it(bench: Bench) -> None:
    coded = bench.coded()
    one, other = bench.new(), bench.new()
    assert taken(one, coded.of(coded.bo))["waiting"] == 1
    assert comments(one) == []
    assert asides(one, "conflict") == []
    receive(one, coded.of(coded.ann))
    receive(other, coded.of(coded.ann))
    receive(other, coded.of(coded.bo))
    assert comments(one) == comments(other) == [coded.comment]
    assert asides(one, "waiting") == []
    assert digest_of(one) == digest_of(other)
    assert_sound(one)


def test_a_removal_parks_others_comments_and_undoing_it_brings_them_back(bench: Bench) -> None:
    coded = bench.coded()
    one, other = bench.new(), bench.new()
    receive(one, make_handover(coded.workspace))
    bos = coded.of(coded.bo)
    coded.workspace.run(verbs.RemoveIncident(coded.incident))
    removed = coded.of(coded.ann)
    assert receive(one, removed).parked == 1
    assert comments(one) == []
    assert len(asides(one, "waiting")) == 1
    receive(other, removed)
    receive(other, bos)
    assert digest_of(one) == digest_of(other), "in whatever order"
    coded.workspace.undo()
    receive(one, coded.of(coded.ann))
    assert comments(one) == [coded.comment]
    assert_sound(one)


def test_a_row_that_goes_parks_the_comments_on_it(bench: Bench) -> None:
    coded, one = bench.coded(), bench.new()
    receive(one, make_handover(coded.workspace))
    coded.workspace.run(verbs.RemoveRow(coded.row))
    receive(one, coded.of(coded.ann))
    assert comments(one) == []
    assert len(asides(one, "waiting")) == 1
    assert_sound(one)


def test_moving_others_comments_by_merging_makes_no_conflict(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    into = coded.workspace.run(verbs.AddIncident(coded.article, (4, 10)))
    coded.workspace.run(verbs.MergeIncidents(into, (coded.incident,)))
    receive(other, make_handover(coded.workspace))
    receive(other, coded.of(coded.bo))
    assert asides(other, "conflict") == []
    assert comments(other) == [coded.comment]
    receive(coded.workspace, make_handover(other))
    assert asides(coded.workspace, "conflict") == []
    assert comments(coded.workspace) == [coded.comment]


def test_what_somebody_resolved_comes_back_resolved(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    coded.workspace.run(verbs.ResolveComment(coded.comment))
    receive(other, coded.of(coded.ann))
    with other.read() as reads:
        assert reads.connection.execute("SELECT resolved FROM comments").fetchall() == [(1,)]
