# SPDX-License-Identifier: MIT
"""Handing over and receiving, case by case: conflicts, waiting comments, names, articles, codebooks, undo, packets."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.clock import Clock
from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Choice, Codebook, Field
from curator.domain.coding import Coder
from curator.domain.faults import InputRefused, NotNow, UserFault
from curator.domain.handover import PACKET, HandedArticle, HandOver, Version
from curator.domain.ids import derived_id
from curator.formats import handover_file
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.operations.handed_articles import ANOTHER, match_coders
from curator.shape import replace
from curator.store import ddl
from curator.store.digest import digest
from curator.store.versions import units_of
from curator.tasks.foreign import read_project
from curator.tasks.handover import HandOverReport, hidden_articles, make_handover, preview, receive
from curator.tasks.job import Stopped
from curator.tasks.packets import new_project_from
from curator.workspace import Workspace, opening
from tests.codings_strategy import QUICK, small_codebook
from tests.operation_makers.project import Project, assert_sound, last_change, new_project
from tests.operation_makers.whole import fill
from tests.project_rows import all_rows, without_what_stays

pytestmark = pytest.mark.slow  # each brings whole projects together

BOOK = small_codebook()
TEXT = "Two guards were killed in the north on Friday."


class Bench:
    """Makes projects, copies and hand-overs."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack, self.made = folder, stack, 0

    def new(self, *, codebook: Codebook = BOOK) -> Workspace:
        self.made += 1
        path = self.folder / f"{self.made}.curator"
        return self.stack.enter_context(Workspace.create(path, codebook, name=f"P{self.made}"))

    def copy(self, workspace: Workspace) -> Workspace:
        self.made += 1
        with workspace.read():
            path = self.folder / f"{self.made}.curator"
            workspace.save_copy(path)
        copy = self.stack.enter_context(Workspace.open(path))
        copy.act_as(workspace.coder)
        return copy

    def coded(self) -> Coded:
        return Coded(self, self.new())


class Coded:
    """A project in which Ann has coded an incident and Bo has said something about it."""

    def __init__(self, bench: Bench, workspace: Workspace) -> None:
        self.bench, self.workspace = bench, workspace
        self.ann: Coder = workspace.run(verbs.AddCoder("Ann"))
        self.bo: Coder = workspace.run(verbs.AddCoder("Bo"))
        self.article = workspace.run(
            verbs.AddArticles((verbs.NewArticle(TEXT, {"title": "One", "source_file": "one.txt"}),))
        )[0]
        workspace.act_as(self.ann)
        self.incident = workspace.run(verbs.AddIncident(self.article, (0, 3), {"headline": "Two"}))
        self.row = workspace.run(verbs.AddRow(self.incident, "people", {"called": "A"}))
        workspace.act_as(self.bo)
        self.comment = workspace.run(verbs.AddComment(self.article, "Why?", incident=self.incident, row=self.row))
        workspace.act_as(self.ann)

    def of(self, coder: Coder) -> HandOver:
        return make_handover(self.workspace, coders=[coder.id])


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with ExitStack() as stack:
        yield Bench(tmp_path, stack)


def digest_of(workspace: Workspace) -> str:
    with workspace.read() as reads:
        return digest(reads.connection)


def taken(workspace: Workspace, handover: HandOver) -> dict[str, int]:
    """The outcomes there were, and how many of each."""
    report = receive(workspace, handover)
    assert sum(report.counts.values()) == len(handover.versions)
    return {outcome: count for outcome, count in report.counts.items() if count}


def asides(workspace: Workspace, why: str) -> list[tuple[str, str]]:
    with workspace.read() as reads:
        return reads.connection.execute(
            "SELECT unit, id FROM versions_aside WHERE why = ? ORDER BY id", (why,)
        ).fetchall()  # fmt: skip


def headline(workspace: Workspace, incident: str) -> str:
    with workspace.read() as reads:
        found = reads.connection.execute("SELECT headline FROM incidents WHERE id = ?", (incident,)).fetchall()
    return str(found[0][0]) if found else ""


def comments(workspace: Workspace) -> list[str]:
    with workspace.read() as reads:
        return [row[0] for row in reads.connection.execute("SELECT id FROM comments ORDER BY id").fetchall()]


# -- new, newer, same, older -------------------------------------------------------------------------------------------
def test_a_preview_says_what_receiving_does_and_writes_nothing(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    handover = make_handover(coded.workspace)
    before = all_rows(other)
    shown = preview(other, handover)
    assert all_rows(other) == before
    assert shown.counts == receive(other, handover).counts
    assert (
        shown.sentence
        == f"{len(handover.versions)} units read: {len(handover.versions)} new. 1 article would come along."
    )
    assert digest_of(other) == digest_of(coded.workspace)
    assert_sound(other)


@settings(QUICK, max_examples=8, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_was_coded_arrives_through_the_file_as_it_was(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        there = stack.enter_context(new_project(Path(folder)))
        fill(Project(there, data.draw))
        fill(Project(there, data.draw))
        write_handover(make_handover(there), Path(folder) / "h")
        here = stack.enter_context(Workspace.create(Path(folder) / "here.curator", BOOK))
        here.run(verbs.ReceiveHandOver(read_handover(Path(folder) / "h")))
        assert digest_of(here) == digest_of(there)
        assert_sound(here)


def test_twice_is_once_and_leaves_no_entry(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    handover = make_handover(coded.workspace)
    receive(other, handover)
    newest = last_change(other)
    assert taken(other, handover) == {"same": len(handover.versions)}
    assert last_change(other) == newest


def test_a_newer_version_takes_the_place_of_an_older_one_and_never_the_other_way_round(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    first = make_handover(coded.workspace)
    coded.workspace.run(verbs.SetValue(coded.incident, "headline", "Three"))
    coded.workspace.run(verbs.RemoveRow(coded.row))
    second = make_handover(coded.workspace)
    receive(other, first)
    with other.read() as reads:
        number = reads.connection.execute("SELECT n FROM incidents").fetchone()
    assert taken(other, second)["newer"] == 1
    assert headline(other, coded.incident) == "Three"
    with other.read() as reads:
        assert reads.connection.execute("SELECT n FROM incidents").fetchone() == number, "it is known by its number"
    assert taken(other, first)["older"] == 1
    assert headline(other, coded.incident) == "Three"
    assert_sound(other)


def test_what_its_owner_removed_goes_and_does_not_come_back_with_an_older_hand_over(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    first = coded.of(coded.ann)
    receive(other, first)
    coded.workspace.run(verbs.RemoveIncident(coded.incident))
    assert taken(other, coded.of(coded.ann))["newer"] == 1
    assert headline(other, coded.incident) == ""
    assert taken(other, first)["older"] == 1
    assert headline(other, coded.incident) == ""


def test_absence_is_never_a_removal(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    receive(other, make_handover(coded.workspace))
    before = digest_of(other)
    nothing = replace(make_handover(coded.workspace), versions=())
    receive(other, nothing)
    assert digest_of(other) == before


def test_work_of_ones_own_is_kept_beside_what_comes(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    other.act_as(coded.bo)
    own = other.run(verbs.AddIncident(coded.article, (0, 3), {"headline": "Bo's"}))
    coded.workspace.run(verbs.SetValue(coded.incident, "headline", "Three"))
    receive(other, coded.of(coded.ann))
    assert (headline(other, own), headline(other, coded.incident)) == ("Bo's", "Three")


# -- undo --------------------------------------------------------------------------------------------------------------
def test_one_undo_takes_all_of_it_back_to_the_byte_and_redo_does_it_again(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    coded.workspace.run(verbs.SetValue(coded.incident, "headline", "Three"))
    coded.workspace.run(verbs.RemoveRow(coded.row))
    coded.workspace.run(verbs.SetArticleValue(coded.article, "title", "Two"))
    before = all_rows(other, with_numbers=True)
    receive(other, make_handover(coded.workspace))
    after = all_rows(other, with_numbers=True)
    assert before != after
    entry = other.undo()
    assert entry.kind == "receive_hand_over"
    assert all_rows(other, with_numbers=True) == before
    other.redo()
    assert all_rows(other, with_numbers=True) == after
    assert_sound(other)


def test_receiving_and_taking_it_back_many_times_leaves_a_sound_log(bench: Bench) -> None:
    """Some rows of a bulk are replaced, brought back and replaced again: the walk back finds each where it was."""
    coded, other = bench.coded(), bench.new()
    for number in range(6):
        coded.workspace.run(verbs.AddIncident(coded.article, (number, number + 3)))
    receive(other, make_handover(coded.workspace))
    for number in range(3):
        coded.workspace.run(verbs.SetValue(coded.incident, "headline", f"{number}"))
        receive(other, make_handover(coded.workspace))
        other.undo(last_change(other))
        other.undo(last_change(other))
    assert digest_of(other) == digest_of(coded.workspace)
    assert_sound(other)


def test_undo_is_refused_where_somebody_went_on_from_what_came(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    receive(other, make_handover(coded.workspace))
    entry = last_change(other)
    other.act_as(coded.ann)
    other.run(verbs.SetValue(coded.incident, "headline", "Later"))
    with pytest.raises(NotNow, match="came later"):
        other.undo(entry)


def wait_a_moment(workspace: Workspace) -> None:
    """Until the clock has moved on: what two copies do within one millisecond is neither sooner nor later."""
    now = workspace.clock.now_ms()
    while workspace.clock.now_ms() == now:
        pass


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


# -- names -------------------------------------------------------------------------------------------------------------
def test_two_people_of_one_name_end_with_the_same_names_in_every_order(bench: Bench) -> None:
    handed = []
    for _ in range(3):
        project = bench.new()
        coder = project.run(verbs.AddCoder("Ann"))
        project.act_as(coder)
        article = project.run(verbs.AddArticles((verbs.NewArticle(TEXT, {"url": "https://example.org/a"}),)))[0]
        project.run(verbs.AddIncident(article))
        handed.append(make_handover(project))
    found = set()
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)):
        workspace = bench.new()
        for at in order:
            receive(workspace, handed[at])
        with workspace.read() as reads:
            found.add(tuple((coder.id, coder.name) for coder in reads.coders()))
        assert_sound(workspace)
    (names,) = found
    assert [name for _, name in names] == ["Ann", "Ann (2)", "Ann (3)"], "by the order of the ids"


def test_who_got_a_number_elsewhere_has_the_bare_name_again_where_it_is_due() -> None:
    matches, renamed = match_coders([Coder("1", "Ann (2)")], [Coder("2", "Ann")])
    assert renamed == {"1": "Ann"}
    assert [one.name_here for one in matches] == ["Ann (2)"]


def test_who_got_a_number_elsewhere_has_one_name_in_either_order() -> None:
    """Nobody here knows the other Ann."""
    matches, renamed = match_coders([Coder("2", "Ann (2)")], [Coder("2", "Ann")])
    assert (renamed, [one.name_here for one in matches]) == ({"2": "Ann"}, ["Ann"])
    matches, renamed = match_coders([Coder("2", "Ann")], [Coder("2", "Ann (2)")])
    assert (renamed, [one.name_here for one in matches]) == ({}, ["Ann"])


def test_a_year_or_a_first_in_a_name_is_no_number_of_ours() -> None:
    names = ["Reader (2019)", "Reader (2020)", "Guest (1)", "Guest (2)"]
    coders = [Coder(str(at), name) for at, name in enumerate(names)]
    matches, renamed = match_coders(coders[:1], coders)
    assert (renamed, [one.name_here for one in matches]) == ({}, names)


def test_names_that_differ_are_left_alone() -> None:
    here = [Coder("1", "Ann"), Coder("2", "Bo (2)")]
    matches, renamed = match_coders(here, [Coder("3", "Cy"), Coder("1", "Anna")])
    assert renamed == {}
    assert [(one.name_here, one.is_new) for one in matches] == [("Cy", True), ("Ann", False)]


# -- articles ----------------------------------------------------------------------------------------------------------
def article_here(bench: Bench, fields: dict[str, str], text: str = TEXT) -> tuple[Workspace, str]:
    workspace = bench.new()
    return workspace, workspace.run(verbs.AddArticles((verbs.NewArticle(text, fields),)))[0]


def test_an_article_is_found_by_its_text_and_file_name(bench: Bench) -> None:
    coded = bench.coded()
    workspace, article = article_here(bench, {"source_file": "one.txt", "title": "Mine"})
    shown = preview(workspace, make_handover(coded.workspace, with_texts=False))
    assert [(match.how, match.article) for match in shown.articles] == [("source_file", article)]
    report = receive(workspace, make_handover(coded.workspace, with_texts=False))
    assert report.complete
    with workspace.read() as reads:
        (one,) = reads.coding(article).incidents
        assert one.evidence[0].quote == TEXT[:3]
        assert reads.article(article).fields["title"] == "Mine", "both imported it: what is here is as good"  # type: ignore[union-attr]  # it is there
    assert_sound(workspace)


def test_the_same_text_alone_is_asked_about_and_never_taken_silently(bench: Bench) -> None:
    coded = bench.coded()
    workspace, article = article_here(bench, {"source_file": "another.txt", "outlet": "Another"})
    handover = make_handover(coded.workspace)
    shown = preview(workspace, handover)
    assert [match.candidates for match in shown.undecided] == [((article, "another.txt"),)]
    assert taken(workspace, handover) == {"refused": len(handover.versions)}
    assert not receive(workspace, handover).complete

    same = bench.copy(workspace)
    assert receive(same, handover, same_text={coded.article: article}).complete
    assert len(all_rows(same)["articles"]) == 1
    other = bench.copy(workspace)
    assert receive(other, handover, same_text={coded.article: ANOTHER}).complete
    assert len(all_rows(other)["articles"]) == 2
    assert_sound(same)
    assert_sound(other)


def twins(bench: Bench) -> tuple[Workspace, list[str]]:
    """A project in which one text of one outlet is there twice, and both were coded."""
    workspace = bench.new()
    workspace.act_as(workspace.run(verbs.AddCoder("Ann")))
    fields = {"outlet": "Agency A"}
    made = workspace.run(verbs.AddArticles((verbs.NewArticle(TEXT, fields), verbs.NewArticle(TEXT, fields))))
    for article in made:
        workspace.run(verbs.AddIncident(article, (0, 3)))
    return workspace, made


def test_two_articles_that_are_apart_there_stay_apart_here(bench: Bench) -> None:
    """The one is here already: the other one is not taken for it, though text and outlet are the same."""
    there, made = twins(bench)
    here = bench.new()
    receive(here, make_handover(there, articles=made[:1]))
    report = receive(here, make_handover(there))
    assert (report.undecided, report.articles_added) == ([], made[1:])
    assert digest_of(here) == digest_of(there)


def test_two_articles_that_are_apart_there_are_not_both_taken_for_the_one_here(bench: Bench) -> None:
    there, made = twins(bench)
    here, article = article_here(bench, {"outlet": "Agency A"})
    report = receive(here, make_handover(there))
    assert [match.handed for match in report.undecided] == made
    assert all([row_id for row_id, _ in match.candidates] == [article] for match in report.undecided)
    report = receive(here, make_handover(there), same_text={made[0]: article, made[1]: ANOTHER})
    assert (report.undecided, report.articles_added) == ([], made[1:])
    assert_sound(here)


def test_an_article_that_is_not_here_and_brings_no_text_is_refused(bench: Bench) -> None:
    coded, workspace = bench.coded(), bench.new()
    handover = make_handover(coded.workspace, with_texts=False)
    report = receive(workspace, handover)
    assert report.counts["refused"] == len(handover.versions)
    assert {each.reason for each in report.refused} == {
        "Its article is not in this project, and the text did not come along."
    }
    assert "incidents" not in all_rows(workspace)


def test_an_id_with_another_text_is_refused(bench: Bench) -> None:
    coded, workspace = bench.coded(), bench.new()
    workspace.run(verbs.AddArticles((verbs.NewArticle("Another text.", id=coded.article),)))
    assert set(taken(workspace, make_handover(coded.workspace))) == {"refused"}


def test_reading_states_of_an_article_with_another_id_are_one_row(bench: Bench) -> None:
    coded = bench.coded()
    workspace, article = article_here(bench, {"source_file": "one.txt"})
    receive(workspace, make_handover(coded.workspace))
    coded.workspace.run(verbs.SetReading(coded.article, "finished"))
    receive(workspace, make_handover(coded.workspace))
    with workspace.read() as reads:
        assert reads.connection.execute("SELECT id, state FROM reading").fetchall() == [
            (derived_id("reading", article, coded.ann.id), "finished")
        ]


def test_metadata_somebody_changed_comes_whole(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    coded.workspace.run(verbs.SetArticleValue(coded.article, "outlet", "Paper"))
    receive(other, make_handover(coded.workspace))
    with other.read() as reads:
        found = reads.article(coded.article)
    assert found
    assert found.fields == {"title": "One", "source_file": "one.txt", "outlet": "Paper"}
    assert known(other, coded.article) == known(coded.workspace, coded.article), "receiving is nobody's hand"


def known(workspace: Workspace, unit: str) -> tuple[str, ...]:
    with workspace.read() as reads:
        return next(version.known for version in units_of(reads.connection) if version.unit == unit)


# -- codebooks ---------------------------------------------------------------------------------------------------------
def test_another_codebook_is_kept_and_the_one_in_force_stays(bench: Bench) -> None:
    newer = with_all(BOOK, "1.1", Field("colour", "text", "Colour"))
    there, here = bench.coded(), bench.new()
    there.workspace.run(verbs.AdoptCodebook(newer))
    there.workspace.run(verbs.SetValue(there.incident, "colour", "red"))
    later = there.workspace.run(verbs.AddIncident(there.article, (0, 3), {"colour": "blue"}))
    handover = make_handover(there.workspace)
    shown = preview(here, handover)
    assert shown.mapping is not None
    assert shown.mapping.fields_there == ("colour",)
    assert shown.mapping.choices_there == ("grades: C",)
    assert (shown.mapping.fields_here, shown.mapping.choices_here) == ((), ())
    force = here.codebook_id
    report = receive(here, handover)
    assert report.complete
    assert report.codebooks_kept == ["small 1.1"]
    assert here.codebook_id == force
    with here.read() as reads:
        colours = dict(reads.connection.execute("SELECT id, colour FROM incidents").fetchall())
    assert colours == {there.incident: "red", later: "blue"}
    assert digest_of(here) == digest_of(there.workspace)
    assert_sound(here)
    before = without_what_stays(all_rows(bench.new()))
    here.undo(last_change(here))
    assert set(without_what_stays(all_rows(here))) == set(before)
    assert_sound(here)


def with_all(book: Codebook, version: str, field: Field) -> Codebook:
    grades = book.list_by_key["grades"]
    lists = tuple(
        replace(each, choices=(*grades.choices, Choice("C", "C"))) if each is grades else each for each in book.lists
    )
    return replace(book, version=version, fields=(*book.fields, field), lists=lists)


def test_very_many_codebooks_are_not_all_handed_over(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a file may hold: those that are needed to read what was coded go along."""
    monkeypatch.setattr(handover_file, "MOST_CODEBOOKS", 5)
    coded = bench.coded()
    coder = coded.workspace
    for number in range(1, 8):
        more = Field(f"only_{number}", "text", "Only here") if number in (2, 5) else Field("much", "text", "Much")
        coder.run(verbs.AdoptCodebook(replace(BOOK, version=f"1.{number}", fields=(*BOOK.fields, more))))
        if number == 2:
            coder.run(verbs.SetValue(coded.incident, "only_2", "said"))
        if number == 3:
            coder.run(verbs.AddIncident(coded.article, (4, 10), {"much": "said"}))
    made = make_handover(coder)
    assert [book.version for book in made.codebooks] == ["1.7", "1.0", "1.2", "1.3"]
    write_handover(made, bench.folder / "many.curator-handover")
    there = bench.new()
    assert receive(there, read_handover(bench.folder / "many.curator-handover")).complete
    assert [one.content for one in make_handover(there).versions] == [one.content for one in made.versions]


def test_a_codebook_that_cannot_be_kept_is_refused_with_what_was_coded_with_it(bench: Bench) -> None:
    there, here = bench.coded(), bench.new()
    twisted = replace(BOOK, title="Twisted")  # the same name and version, and another codebook
    handover = make_handover(there.workspace)
    versions = tuple(
        replace(one, content={**one.content, "codebook": codebook_sha256(twisted)})
        if one.kind == "incident" and one.content is not None else one
        for one in handover.versions
    )  # fmt: skip
    report = receive(here, replace(handover, codebooks=(BOOK, twisted), versions=versions))
    assert not report.complete
    assert report.codebooks_refused == ["This project has another codebook “small” with the version 1.0."]
    assert [each.kind for each in report.refused] == ["incident"]
    assert report.counts["waiting"] == 1, "Bo's comment waits for the incident"


# -- what does not fit -------------------------------------------------------------------------------------------------
def wrong(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Version], Version]:
    return lambda version: replace(version, content=change(dict(version.content or {})))


WRONG: dict[str, Callable[[Version], Version]] = {
    "words that are not those of the text": wrong(
        lambda c: {**c, "evidence": [{**c["evidence"][0], "quote": "Six"}, *c["evidence"][1:]]}
    ),
    "words outside": wrong(lambda c: {**c, "evidence": [{**c["evidence"][0], "start": 900, "end": 903}]}),
    "a field there is none of": wrong(lambda c: {**c, "values": {"nothing": 1}}),
    "a value of another type": wrong(lambda c: {**c, "values": {"headline": 1}}),
    "a group there is none of": wrong(lambda c: {**c, "rows": [{**c["rows"][0], "group": "x; DROP TABLE"}]}),
    "a part that is missing": wrong(lambda c: {name: part for name, part in c.items() if name != "notes"}),
    "an unknown codebook": wrong(lambda c: {**c, "codebook": "0" * 64}),
    "an id that is none": lambda version: replace(version, unit="1"),
    "an unknown coder": lambda version: replace(version, coder=derived_id("nobody")),
    "an unknown kind": lambda version: replace(version, kind="table"),
    "a row twice": wrong(lambda c: {**c, "rows": c["rows"] * 2}),
    "an article taken out": lambda version: replace(version, kind="article", coder="", content=None),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_unit_that_does_not_fit_is_refused_and_the_others_are_taken(bench: Bench, what: str) -> None:
    coded, other = bench.coded(), bench.new()
    handover = coded.of(coded.ann)
    versions = tuple(WRONG[what](one) if one.kind == "incident" else one for one in handover.versions)
    report = receive(other, replace(handover, versions=versions))
    assert [bool(each.reason) for each in report.refused] == [True]
    assert report.counts["new"] == len(versions) - 1
    assert "incidents" not in all_rows(other)
    assert_sound(other)


def test_an_id_that_is_of_another_kind_here_or_in_the_file_is_refused(bench: Bench) -> None:
    """A comment that bears the id of an incident."""
    coded, other = bench.coded(), bench.new()
    handover = coded.of(coded.ann)
    (incident,) = (one for one in handover.versions if one.kind == "incident")
    content = {
        "incident": "", "row": "", "field": "", "thread": coded.incident, "text": "I am it",
        "created": "2026-01-01T00:00:00.000Z", "resolved": False,
    }  # fmt: skip
    evil = replace(incident, kind="comment", content=content)
    for versions in ((*handover.versions, evil), (evil,)):
        report = receive(other, replace(handover, versions=versions))
        assert [each.kind for each in report.refused] == ["comment"]
        assert headline(other, coded.incident) == "Two"
    assert receive(coded.workspace, replace(handover, versions=(evil,))).counts["refused"] == 1
    assert_sound(other)


def test_somebody_elses_ids_are_not_taken_over(bench: Bench) -> None:
    """Bo's hand-over claims Ann's incident, and a row of it: Ann's layer stays as it is."""
    coded = bench.coded()
    workspace = coded.workspace
    handover = coded.of(coded.ann)
    before = digest_of(workspace)
    claimed = tuple(replace(one, coder=coded.bo.id) for one in handover.versions if one.kind == "incident")
    report = receive(workspace, replace(handover, versions=claimed, coders=(coded.bo,)))
    assert report.counts["refused"] == 1
    part = tuple(replace(one, unit=derived_id("new")) for one in claimed)
    report = receive(workspace, replace(handover, versions=part, coders=(coded.bo,)))
    assert [each.reason for each in report.refused] == ["A part of it has the id of something else here."]
    assert digest_of(workspace) == before
    assert_sound(workspace)


# -- making ------------------------------------------------------------------------------------------------------------
def test_articles_nobody_worked_on_stay_out_and_texts_on_request(bench: Bench) -> None:
    coded = bench.coded()
    coded.workspace.run(verbs.AddArticles((verbs.NewArticle("Nothing here."),)))
    handover = coded.of(coded.ann)
    assert [each.text for each in handover.articles] == [TEXT]
    assert handover.layers == (coded.ann.id,)
    assert handover.made_by == coded.ann.id
    without = make_handover(coded.workspace, coders=[coded.ann.id], with_texts=False)
    assert [each.text for each in without.articles] == [None]
    assert len(make_handover(coded.workspace).articles) == 2, "everybody's work is the whole project"
    assert make_handover(coded.workspace, articles=[]).versions == ()


def test_colleagues_work_that_is_hidden_stays_out(bench: Bench) -> None:
    coded = bench.coded()
    workspace = coded.workspace
    workspace.act_as(coded.bo)
    workspace.run(verbs.AddIncident(coded.article, (0, 3)))
    workspace.act_as(coded.ann)
    workspace.run(verbs.Assign(((coded.article, coded.ann.id), (coded.article, coded.bo.id))))
    handover = make_handover(workspace)
    assert {version.coder for version in handover.versions} == {"", coded.ann.id}
    assert hidden_articles(workspace) == {coded.article}
    assert hidden_articles(workspace, [coded.ann.id]) == frozenset()
    for coder in (coded.ann, coded.bo):
        workspace.act_as(coder)
        workspace.run(verbs.SetReading(coded.article, "finished"))
    assert {version.coder for version in make_handover(workspace).versions} == {"", coded.ann.id, coded.bo.id}


def test_a_packet_makes_a_project_with_articles_assignments_coders_and_settings(bench: Bench) -> None:
    coded = bench.coded()
    lead = coded.workspace
    lead.run(verbs.Assign(((coded.article, coded.bo.id),)))
    lead.run(verbs.SetProjectValue("settle_own", "yes"))
    packet = make_handover(lead, purpose=PACKET)
    assert {version.kind for version in packet.versions} == {"article", "assignment"}
    with new_project_from(packet, bench.folder / "bo.curator", "Bo") as workspace:
        assert workspace.name == lead.name
        assert workspace.codebook == lead.codebook
        assert workspace.coder == coded.bo
        rows = all_rows(workspace)
        assert set(rows["articles"]) == {coded.article}
        assert set(rows["coders"]) == {coded.ann.id, coded.bo.id}
        assert [row["coder"] for row in rows["assignments"].values()] == [("str", coded.bo.id)]
        assert rows["project"]["settle_own"]["value"] == ("str", "yes")
        assert "incidents" not in rows
        workspace.run(verbs.AddIncident(coded.article, (0, 3)))
        assert receive(lead, make_handover(workspace)).complete
        assert_sound(workspace)
    assert_sound(lead)


def test_what_the_lead_no_longer_assigns_does_not_come_back_with_the_coders_work(bench: Bench) -> None:
    coded = bench.coded()
    lead = coded.workspace
    lead.run(verbs.Assign(((coded.article, coded.bo.id),)))
    with new_project_from(make_handover(lead, purpose=PACKET), bench.folder / "bo.curator", "Bo") as bos:
        bos.run(verbs.AddIncident(coded.article, (0, 3)))
        lead.run(verbs.Unassign(((coded.article, coded.bo.id),)))
        assert taken(lead, make_handover(bos, coders=[coded.bo.id]))["older"] == 1
        assert "assignments" not in all_rows(lead)
        receive(bos, make_handover(lead, purpose=PACKET))
        assert "assignments" not in all_rows(bos)
        assert_sound(bos)


def test_two_leads_who_assign_the_same_are_not_in_conflict(bench: Bench) -> None:
    coded = bench.coded()
    other = bench.copy(coded.workspace)
    for workspace in (coded.workspace, other):
        workspace.run(verbs.Assign(((coded.article, coded.bo.id),)))
        wait_a_moment(workspace)
    receive(other, make_handover(coded.workspace))
    receive(coded.workspace, make_handover(other))
    assert asides(other, "conflict") == asides(other, "waiting") == []
    assert digest_of(other) == digest_of(coded.workspace)


def test_a_packet_for_somebody_it_does_not_know(bench: Bench) -> None:
    packet = make_handover(bench.coded().workspace, purpose=PACKET)
    with pytest.raises(InputRefused, match="no coder"):
        new_project_from(packet, bench.folder / "x.curator", "Zoe")
    assert not (bench.folder / "x.curator").exists()
    with new_project_from(packet, bench.folder / "x.curator", "Zoe", new_coder=True) as workspace:
        assert workspace.coder
        assert workspace.coder.name == "Zoe"


# -- stopping, old files -----------------------------------------------------------------------------------------------
def test_stopping_before_the_writing_changes_nothing(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    before = all_rows(other)
    with pytest.raises(UserFault):
        receive(other, make_handover(coded.workspace), cancelled=lambda: True)
    with pytest.raises(Stopped):
        preview(other, make_handover(coded.workspace), cancelled=lambda: True)
    assert all_rows(other) == before
    steps = verbs.Steps(stop=True)
    with pytest.raises(verbs.StopAsked):
        other.run(verbs.ReceiveHandOver(make_handover(coded.workspace), steps=steps))
    assert all_rows(other) == before


def test_progress_is_told_and_the_report_is_one_sentence(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    told: list[str] = []
    report: HandOverReport = receive(
        other, make_handover(coded.workspace), progress=lambda done, total, words: told.append(words)
    )
    assert told[0] == "Backing up"
    assert report.sentence.endswith("new. 1 article came along.")


def test_a_project_of_the_format_before_receives_and_hands_over(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(opening, "migrate", lambda connection: ddl.migrate(connection, 2))
        with Workspace.create(tmp_path / "old.curator", BOOK) as old:
            old.act_as(old.run(verbs.AddCoder("Cy")))
            article = old.run(verbs.AddArticles((verbs.NewArticle("Old text."),)))[0]
            old.run(verbs.AddIncident(article, (0, 3)))
    shutil.copy(tmp_path / "old.curator", tmp_path / "read.curator")
    with Workspace.open(tmp_path / "read.curator", write=False) as reading:
        handed = make_handover(reading)
        assert {version.kind for version in handed.versions} == {"article", "reading", "incident"}
        shown = preview(reading, make_handover(bench.coded().workspace))
        assert shown.counts["new"] == sum(shown.counts.values())
    coded = bench.coded()
    with Workspace.open(tmp_path / "old.curator") as old:
        assert receive(old, make_handover(coded.workspace)).complete
        assert_sound(old)
        assert receive(coded.workspace, make_handover(old)).complete
        assert digest_of(old) == digest_of(coded.workspace)


def test_a_hand_over_without_a_text_of_its_own_adds_no_article(bench: Bench) -> None:
    coded, other = bench.coded(), bench.new()
    handover = make_handover(coded.workspace)
    empty = replace(handover, articles=tuple(HandedArticle(each.article) for each in handover.articles))
    receive(other, empty)
    assert "articles" not in all_rows(other)
