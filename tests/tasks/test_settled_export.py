# SPDX-License-Identifier: MIT
"""The consensus leaves with its sources: who settled what, from whose coding, and why; and comes back as it left."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import curator.operations as verbs
from curator.formats.manifest import Unsettled
from curator.operations import ValueSet
from curator.tasks.codings import import_codings
from curator.tasks.explain import explain
from curator.tasks.export import ExportOptions, export_set
from curator.workspace import Workspace
from tests.project_rows import all_rows
from tests.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path, "Ann", "Bob")
    yield made
    made.close()


def settled(team: Team) -> tuple[str, str, str]:
    ann, bob = team.code("Ann", {"sort": "doer", "number": 2}), team.code("Bob", {"sort": "doer", "number": 3})
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    team.run(verbs.AdoptValue(consensus, "number", source_incident=bob, reason="all three", unclear=True))
    team.run(verbs.CheckValue(ann, "", "sort"))
    return consensus, ann, bob


def lines(folder: Path, name: str = "judgements") -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_consensus_leaves_with_its_sources_and_without_reasons(team: Team, tmp_path: Path) -> None:
    consensus, _, bob = settled(team)
    report = export_set(team.workspace, tmp_path / "set")
    assert report.complete
    [incident] = lines(tmp_path / "set", "incidents")
    assert (incident["layer"], incident["number"]) == ("consensus", "3")
    found = {(line["verdict"], line["field"]): line for line in lines(tmp_path / "set")}
    assert found.keys() == {("accepted", ""), ("agreed", "sort"), ("adopted", "number")}, "ticks are no sources"
    number = found["adopted", "number"]
    assert (number["source"], number["source_coder"]) == (bob, team.coders["Bob"].id)
    assert (number["reason"], number["unclear"], number["coder_name"]) == ("", "yes", "Lead")
    assert number["consensus"] == consensus
    assert {line["name"] for line in lines(tmp_path / "set", "coders")} == {"Consensus", "Lead"}


def test_what_is_still_to_settle_is_counted(team: Team, tmp_path: Path) -> None:
    ann, bob = team.code("Ann", {"sort": "doer", "number": 2}), team.code("Bob", {"sort": "doer", "number": 3})
    team.code("Ann", {"sort": "other"}, mention="A third one died later")
    consensus = team.run(verbs.AcceptIncident((ann, bob)))
    report = export_set(team.workspace, tmp_path / "half")
    assert report.unsettled == (Unsettled(team.article, 2),), "a value, and an incident that only one has"
    assert not report.complete
    assert "Still to settle in the review: 2 values or incidents of 1 article." in report.sentence
    manifest = json.loads((tmp_path / "half" / "manifest.json").read_text("utf-8"))
    assert manifest["unsettled"] == [{"article": team.article, "open": 2}]
    everybody = export_set(team.workspace, tmp_path / "all", ExportOptions(layer="all"))
    assert everybody.complete, "who takes everybody's work takes no consensus for settled"
    team.run(verbs.AdoptValue(consensus, "number", source_incident=bob))
    left = next(each for each in team.review().incidents if each.consensus is None)
    team.run(verbs.RejectIncident(tuple(each.id for each in left.there)))
    report = export_set(team.workspace, tmp_path / "whole")
    assert report.complete
    assert "unsettled" not in json.loads((tmp_path / "whole" / "manifest.json").read_text("utf-8"))


def test_where_all_was_rejected_and_one_has_changed_something_is_open(team: Team, tmp_path: Path) -> None:
    ann = team.code("Ann", {"sort": "doer"})
    team.run(verbs.RejectIncident((ann,), "a total"))
    assert export_set(team.workspace, tmp_path / "first").unsettled == ()
    team.acts("Ann")
    team.run(verbs.SetValue(ann, "sort", "other"))
    team.acts("Lead")
    assert export_set(team.workspace, tmp_path / "second").unsettled == (Unsettled(team.article, 1),)


def test_reasons_leave_with_memos_and_everything_comes_back(team: Team, tmp_path: Path) -> None:
    settled(team)
    everything = ExportOptions(layer="all", memos=True, include_withdrawn=True)
    export_set(team.workspace, tmp_path / "set", everything)
    assert "all three" in {line["reason"] for line in lines(tmp_path / "set")}
    with Workspace.create(tmp_path / "copy.curator", team.workspace.codebook, name="Copy") as copy:
        report = import_codings(copy, [tmp_path / "set"], adopt=True)
        assert report.complete, report.sentence
        here, there = all_rows(team.workspace), all_rows(copy)
        assert there["judgements"] == here["judgements"]
        for table in ("coders", "value_notes", "evidence"):
            assert there.get(table) == here.get(table)
        assert import_codings(copy, [tmp_path / "set"]).added == 0, "twice is once"
        copy.act_as(team.coders["Lead"])
        export_set(copy, tmp_path / "again", everything)
    assert lines(tmp_path / "again") == lines(tmp_path / "set")


def test_one_coders_work_leaves_without_what_reviewers_said(team: Team, tmp_path: Path) -> None:
    settled(team)
    export_set(team.workspace, tmp_path / "set", ExportOptions(layer="Ann", memos=True))
    assert lines(tmp_path / "set") == []


def test_a_judgement_that_speaks_of_nothing_in_the_set_is_refused(team: Team, tmp_path: Path) -> None:
    consensus, *_ = settled(team)
    export_set(team.workspace, tmp_path / "set")
    path = tmp_path / "set" / "judgements.csv"
    path.write_bytes(path.read_bytes().replace(consensus.encode(), b""))
    with Workspace.create(tmp_path / "copy.curator", team.workspace.codebook, name="Copy") as copy:
        report = import_codings(copy, [tmp_path / "set"], allow_changed=True)
    assert "incident that is not in the set" in report.refused[0].reason


def test_where_every_incident_was_rejected_the_article_leaves_without(team: Team, tmp_path: Path) -> None:
    ids = team.code("Ann", {"sort": "doer"}), team.code("Bob", {"sort": "doer"})
    team.run(verbs.RejectIncident(ids, "a total"))
    none = team.new_article("Nothing happened.")
    for name in ("Ann", "Bob"):
        team.acts(name)
        team.run(verbs.NothingToCode(none))
    report = export_set(team.workspace, tmp_path / "set")
    assert report.complete, "both articles are settled"
    assert report.counts["articles"] == 2
    assert lines(tmp_path / "set", "incidents") == []


def test_explain_tells_how_a_value_was_settled(team: Team) -> None:
    consensus, ann, _ = settled(team)
    team.run(verbs.SettleNeither(consensus, "sort", values=(ValueSet("sort", "other"),), reason="rule 4"))
    with team.workspace.read() as reads:
        told = {value.field: value.settled for value in explain(reads, team.workspace.codebook, consensus).values}
        own = explain(reads, team.workspace.codebook, ann, "number").values[0]
    number, sort = told["number"], told["sort"]
    assert number
    assert sort
    assert (number.verdict, number.source, number.reviewer, number.reason) == ("adopted", "Bob", "Lead", "all three")
    assert (sort.verdict, sort.source, sort.reason) == ("changed", "", "rule 4")
    assert own.settled is None
