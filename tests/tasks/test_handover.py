# SPDX-License-Identifier: MIT
"""Handing over and receiving: new, newer, same and older, undo, packets, stopping, old files."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import curator.operations as verbs
from curator.domain.faults import InputRefused, NotNow, UserFault
from curator.domain.handover import PACKET, HandedArticle
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from curator.shape import replace
from curator.store import ddl
from curator.tasks.handover import HandOverReport, hidden_articles, make_handover, preview, receive
from curator.tasks.job import Stopped
from curator.tasks.packets import new_project_from
from curator.workspace import Workspace, opening
from tests.codings_strategy import QUICK
from tests.operation_makers.project import Project, assert_sound, last_change, new_project
from tests.operation_makers.whole import fill
from tests.project_rows import all_rows
from tests.tasks.handing import (
    BOOK,
    TEXT,
    Bench,
    asides,
    digest_of,
    headline,
    taken,
    wait_a_moment,
)

pytestmark = pytest.mark.slow  # each brings whole projects together


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
