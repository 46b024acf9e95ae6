# SPDX-License-Identifier: MIT
"""Measuring a project: what is compared, what is left out and why, each figure with its cases, the same bytes twice."""

from __future__ import annotations

import csv
import gc
import os
import sqlite3
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from curator.domain.coding import ArticleCoding
from curator.domain.faults import InputRefused
from curator.review.coefficients import NO_VARIATION
from curator.review.comparison import compare
from curator.review.measuring import ONE_SIDED, measured
from curator.tasks.agreement import (
    BLIND,
    BY_CODER,
    BY_KIND,
    BY_PAIR,
    PARTINGS,
    SINGLE,
    UNFINISHED,
    AgreementReport,
    Stopped,
    agreement,
    let_go,
    parts_of,
)
from curator.tasks.agreement_cases import NOT_THERE, Cases
from curator.tasks.agreement_figures import (
    ALPHA,
    F1,
    FIELD,
    INCIDENTS,
    PERCENT,
    ROWS,
    WORDS,
    FigureLine,
    figure_lines,
    nodes_named,
)
from curator.tasks.agreement_files import write_cases, write_figures
from curator.tasks.codebooks import USUAL, codebook_named
from curator.tasks.confusion import confusion
from curator.workspace import Workspace
from tests.review.making import Maker
from tests.review.shaping import CODEBOOK, article, incident
from tests.tasks.coded_project import coded_project

TEXT = "Two were killed in the town and three fled over the river to the north of it. " * 20
NAMES = {"ana": "Ana", "bo": "Bo", "cy": "Cy", "con": "Consensus"}


def two_articles() -> list[ArticleCoding]:
    """Ana and Bo differ in the sub-kind once; Ana has an incident alone; Bo a row alone."""
    first = article(
        incident("a1", "ana", (0, 50), [{"duty": "doer", "called": "Army"}], kind="violence", sub="rocket", dead=2,
                 marked={"dead": (0, 3), "memo": (9, 15)}, memo="secret of Ana"),
        incident("b1", "bo", (0, 50), [{"duty": "doer", "called": "Army"}, {"duty": "target", "called": "People"}],
                 kind="violence", sub="ambush", dead=3, marked={"dead": (4, 8), "memo": (9, 20)}, memo="secret of Bo"),
        incident("a2", "ana", (200, 250), kind="protest", sub="march"),
        identity="one",
    )  # fmt: skip
    second = article(
        incident("a3", "ana", (0, 50), kind="protest", sub="march", dead=1),
        incident("b3", "bo", (0, 50), kind="protest", sub="march", dead=1),
        identity="two",
    )
    return [first, second]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    with made_of(tmp_path, two_articles()) as workspace:
        yield workspace


def made_of(folder: Path, codings: list[ArticleCoding], names: dict[str, str] | None = None) -> Workspace:
    codings = [replace(coding, text=TEXT) for coding in codings]
    coded_project(folder / "p.curator", CODEBOOK, codings, names or {"ana": "Ana", "bo": "Bo"})
    return Workspace.open(folder / "p.curator")


def lines_of(report: AgreementReport, part: int = 0) -> dict[tuple[str, str, str, str], FigureLine]:
    found = figure_lines(report, report.parts[part])
    return {(line.what, line.group, line.field, line.figure): line for line in found}


def test_coders_stand_in_the_order_of_their_names_and_no_figure_changes_for_it(tmp_path: Path) -> None:
    (tmp_path / "by_id").mkdir()
    with made_of(tmp_path, two_articles(), {"ana": "Coder 10", "bo": "Coder 2"}) as workspace:
        named = agreement(workspace)
        pairs = parts_of(named, BY_PAIR)
    with made_of(tmp_path / "by_id", two_articles()) as workspace:
        by_id = agreement(workspace)
    assert list(named.coders.values()) == ["Coder 2", "Coder 10"]
    assert named.comparison.coders == ("bo", "ana")
    assert [part.title for part in pairs] == ["Coder 2 and Coder 10"]
    ours, theirs = named.whole.detection.found, by_id.whole.detection.found
    assert (ours.both, ours.first, ours.second) == (theirs.both, theirs.second, theirs.first)
    for mine, other in zip(named.whole.fields, by_id.whole.fields, strict=True):
        assert mine.figures == other.figures
        assert [cells[::-1] for cells in mine.column.cells] == list(other.column.cells)


def test_what_the_store_gives_is_measured_as_the_codings_themselves(tmp_path: Path) -> None:
    maker = Maker(codebook_named(USUAL), "stored", rows=2)
    codings = [maker.article(number, ("first", "second", "third"), 3, 0.2) for number in range(12)]
    coded_project(tmp_path / "p.curator", maker.codebook, codings, {"first": "1", "second": "2", "third": "3"})
    with Workspace.open(tmp_path / "p.curator") as workspace:
        stored = agreement(workspace, rounds=50, seed=7).whole
    expected = measured(compare(codings, maker.codebook), 50, 7)
    assert stored.detection == expected.detection
    assert stored.words == expected.words
    for ours, theirs in zip(stored.fields, expected.fields, strict=True):
        assert ours.column.cells == theirs.column.cells
        assert (ours.figures, ours.alpha_interval, ours.left_out) == (
            theirs.figures, theirs.alpha_interval, theirs.left_out
        )  # fmt: skip


def test_each_figure_states_what_it_rests_on_and_leaves_out(made: Workspace) -> None:
    report = agreement(made)
    lines = lines_of(report)
    found = lines[INCIDENTS, "", "", F1]
    assert (found.value, found.units, found.pairs, found.articles) == (4 / 5, 3, 2, 2)
    assert found.left_out == {ONE_SIDED: 1}
    sub = lines[FIELD, "", "sub", PERCENT]
    assert (sub.value, sub.units, sub.pairs, sub.articles, sub.left_out) == (0.5, 2, 2, 2, {ONE_SIDED: 1})
    assert (sub.rounds, sub.seed) == (1000, 1)
    called = lines[FIELD, "people", "called", ALPHA]
    assert (called.value, called.reason, called.units) == (None, NO_VARIATION, 1)
    assert lines[ROWS, "people", "", F1].value == 2 / 3
    dead = lines[WORDS, "", "dead", "exact_f1"]
    assert (dead.value, dead.units, dead.articles) == (0.0, 1, 1)
    assert report.complete


def test_a_figure_opens_its_cases_with_both_values_and_their_words(made: Workspace) -> None:
    report = agreement(made, rounds=0)
    cases = Cases(report, report.parts[0])
    (case,) = cases.of(FIELD, "", "dead")
    assert (case.article, case.incidents) == ("one", ("a1", "b1"))
    assert [(said.coder, said.value, said.quotes) for said in case.said] == [("ana", 2, ("Two",)), ("bo", 3, ("were",))]
    (alone,) = cases.of(INCIDENTS)
    assert (alone.incidents, [said.state for said in alone.said]) == (("a2",), ["value", NOT_THERE])
    (row,) = cases.of(ROWS, "people")
    assert [said.value for said in row.said] == [None, "target; People"]
    (words,) = cases.of(WORDS, "", "dead")
    assert [said.quotes for said in words.said] == [("Two",), ("were",)]


def test_private_fields_stand_in_no_figure_and_no_case(made: Workspace, tmp_path: Path) -> None:
    report = agreement(made, rounds=0)
    write_figures(report, tmp_path / "figures.csv")
    write_cases(report, tmp_path / "cases.csv")
    for name in ("figures.csv", "cases.csv"):
        text = (tmp_path / name).read_text("utf-8")
        assert "memo" not in text
        assert "secret" not in text


def test_an_article_at_which_somebody_is_still_at_work_is_held_back_and_counted(tmp_path: Path) -> None:
    first, second = two_articles()
    third = incident("c1", "cy", (0, 50), kind="violence", sub="rocket")
    blind = replace(first, incidents=(*first.incidents, third), reading={**first.reading, "cy": "started"})
    with made_of(tmp_path, [blind, second], {"ana": "Ana", "bo": "Bo", "cy": "Cy"}) as workspace:
        for viewer in ("ana", "cy", ""):
            report = agreement(workspace, rounds=0, viewer=viewer)
            assert report.left_out == {BLIND: ("one",)}
            assert not report.complete
            assert set(report.comparison.places) == {"two"}
            assert not list(Cases(report, report.parts[0]).everything())


def test_unfinished_and_singly_coded_articles_are_told_apart(tmp_path: Path) -> None:
    first, second = two_articles()
    unfinished = replace(first, reading={"ana": "finished", "bo": "started"})
    alone = replace(second, incidents=second.incidents[:1], reading={"ana": "finished"})
    with made_of(tmp_path, [unfinished, alone]) as workspace:
        report = agreement(workspace)
    assert report.left_out == {UNFINISHED: ("one",), SINGLE: ("two",)}
    assert (report.articles, report.complete) == (0, False)
    assert lines_of(report)[INCIDENTS, "", "", F1].value is None


def test_who_is_to_code_an_article_and_has_not_begun_counts_as_unfinished(tmp_path: Path) -> None:
    alone = replace(two_articles()[1], incidents=(), reading={"ana": "nothing_to_code"})
    with made_of(tmp_path, [alone]) as workspace:
        assert agreement(workspace).left_out == {SINGLE: ("two",)}
    with closing(sqlite3.connect(tmp_path / "p.curator")) as connection, connection:
        connection.execute("INSERT INTO assignments (id, article, coder, added) VALUES ('x', 'two', 'bo', '2026')")
    with Workspace.open(tmp_path / "p.curator") as workspace:
        assert agreement(workspace).left_out == {UNFINISHED: ("two",)}


def test_persons_are_compared_and_the_consensus_only_where_it_is_named(tmp_path: Path) -> None:
    first, second = two_articles()
    settled = incident("k1", "con", (0, 50), kind="violence", sub="rocket")
    both = replace(first, incidents=(*first.incidents, settled), reading={**first.reading, "con": "finished"})
    with made_of(tmp_path, [both, second], NAMES) as workspace:
        pass
    with closing(sqlite3.connect(tmp_path / "p.curator")) as connection, connection:
        connection.execute("UPDATE coders SET kind = 'consensus' WHERE id = 'con'")
    with Workspace.open(tmp_path / "p.curator") as workspace:
        assert set(agreement(workspace, rounds=0).coders) == {"ana", "bo"}
        against = agreement(workspace, ["Ana", "Consensus"], rounds=0)
        assert (dict(against.coders), against.articles) == ({"ana": "Ana", "con": "Consensus"}, 1)
        with pytest.raises(InputRefused, match="at least two"):
            agreement(workspace, ["Ana", "ana"])
        with pytest.raises(InputRefused, match="There is no coder “Dan”"):
            agreement(workspace, ["Ana", "Dan"])


def test_what_a_person_decided_about_a_pair_holds_and_the_newest_decision_wins(tmp_path: Path) -> None:
    with made_of(tmp_path, two_articles()) as workspace:
        assert len(agreement(workspace, rounds=0).whole.detection.aligned) == 2

    def decide(identity: str, coder: str, same: int, created: str) -> int:
        with closing(sqlite3.connect(tmp_path / "p.curator")) as connection, connection:
            connection.execute(
                "INSERT INTO pairs (id, article, coder, one, other, same, created) "
                "VALUES (?, 'one', ?, 'a1', 'b1', ?, ?)",
                (identity, coder, same, created),
            )
        with Workspace.open(tmp_path / "p.curator") as workspace:
            return len(agreement(workspace, rounds=0).whole.detection.aligned)

    assert decide("p1", "ana", 0, "2026-02-01") == 1
    assert decide("p2", "bo", 1, "2026-01-01") == 1  # said before
    assert decide("p3", "cy", 1, "2026-03-01") == 2


def test_parts(made: Workspace) -> None:
    report = agreement(made, by=PARTINGS, rounds=0)
    assert [(part.by, part.key, part.title) for part in report.parts] == [
        ("all", "", "All"), ("coder", "ana", "Ana"), ("coder", "bo", "Bo"), ("pair", "ana bo", "Ana and Bo"),
        ("kind", "protest", "Protest"), ("kind", "violence", "Violence"), ("month", "2026-03", "2026-03"),
    ]  # fmt: skip
    later = agreement(made, rounds=0)
    for by in (BY_CODER, BY_PAIR, BY_KIND):
        parts = parts_of(later, by)
        assert [part.title for part in parts] == [part.title for part in report.parts if part.by == by]
    (violence,) = [at for at, part in enumerate(report.parts) if part.key == "violence"]
    assert lines_of(report, violence)[FIELD, "", "sub", PERCENT].value == 0.0
    bo = next(part for part in report.parts if part.key == "bo")
    (case,) = Cases(report, bo).of(FIELD, "", "dead")
    assert [(said.coder, said.value) for said in case.said] == [("bo", 3), ("ana", 2)]


def test_withdrawn_incidents_are_left_out_and_counted(tmp_path: Path) -> None:
    first, second = two_articles()
    gone = tuple(replace(each, status="withdrawn") if each.id == "a2" else each for each in first.incidents)
    with made_of(tmp_path, [replace(first, incidents=gone), second]) as workspace:
        report = agreement(workspace, rounds=0)
    assert report.withdrawn == 1
    assert not list(Cases(report, report.parts[0]).of(INCIDENTS))


def test_confusion_counts_every_pair_of_answers_and_opens_its_cells(made: Workspace) -> None:
    report = agreement(made, rounds=0)
    table = confusion(report.whole.field("sub"), CODEBOOK)
    assert (table.answers, table.labels) == (("rocket", "ambush", "march"), ("Rocket", "Ambush", "March"))
    assert (table.counts, table.total, table.agreeing) == ({(0, 1): 1, (2, 2): 1}, 2, 1)
    assert table.largest() == [(0, 1, 1)]
    assert [place.incidents for place in table.places(0, 1)] == [("a1", "b1")]
    (case,) = Cases(report, report.parts[0]).of_places(table.field, table.places(0, 1))
    assert [said.value for said in case.said] == ["rocket", "ambush"]


def test_a_field_is_named_by_its_key_or_with_its_group() -> None:
    assert nodes_named(CODEBOOK, "dead") == {("", "dead")}
    assert nodes_named(CODEBOOK, "when") == {("", key) for key in ("when", "first", "last", "exactly")}
    assert nodes_named(CODEBOOK, "people.called") == nodes_named(CODEBOOK, "called") == {("people", "called")}
    with pytest.raises(InputRefused, match=r"no field “ded”.*dead"):
        nodes_named(CODEBOOK, "ded")


def test_figures_as_csv(made: Workspace, tmp_path: Path) -> None:
    report = agreement(made, by=[BY_PAIR], rounds=20, seed=5)
    count = write_figures(report, tmp_path / "f.csv")
    with (tmp_path / "f.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == count
    assert {(line["by"], line["part_title"]) for line in lines} == {("all", "All"), ("pair", "Ana and Bo")}
    (called,) = [
        line for line in lines if (line["by"], line["field"], line["coefficient"][:5]) == ("all", "called", "Kripp")
    ]
    assert (called["value"], called["reason"], called["units"], called["metric"]) == ("", NO_VARIATION, "1", "nominal")
    assert (called["seed"], called["rounds"], called["left_out"]) == ("5", "20", "1")
    assert called["left_out_why"] == "only one coder has the row: 1"
    only = nodes_named(CODEBOOK, "dead")
    write_figures(report, tmp_path / "one.csv", only=only)
    with (tmp_path / "one.csv").open(encoding="utf-8", newline="") as file:
        assert {line["field"] for line in csv.DictReader(file)} == {"dead"}


def test_cases_as_csv(made: Workspace, tmp_path: Path) -> None:
    report = agreement(made, rounds=0)
    count = write_cases(report, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == count
    (dead,) = [line for line in lines if (line["what"], line["field"]) == (FIELD, "dead")]
    told = [dead[f"coder{at}{end}"] for at in (1, 2) for end in ("", "_incident", "_state", "_value", "_quote")]
    assert told == ["Ana", "a1", "value", "2", "Two", "Bo", "b1", "value", "3", "were"]
    (alone,) = [line for line in lines if line["what"] == INCIDENTS]
    assert (alone["label"], alone["coder2"], alone["coder2_state"]) == ("Incidents", "Bo", NOT_THERE)


def test_a_job_that_is_stopped_says_so(made: Workspace) -> None:
    with pytest.raises(Stopped, match="was stopped"):
        agreement(made, cancelled=lambda: True)


def test_python_looks_for_garbage_again_afterwards_whatever_happened(made: Workspace) -> None:
    assert gc.isenabled()
    with pytest.raises(Stopped):
        agreement(made, cancelled=lambda: True)
    assert gc.isenabled()
    agreement(made)
    assert gc.isenabled()


def test_what_is_let_go_is_gone_without_a_search_for_garbage(made: Workspace) -> None:
    held = [agreement(made, rounds=0)]
    watched = [weakref.ref(held[0]), weakref.ref(held[0].comparison.articles[0]), weakref.ref(held[0].whole)]
    watched += [weakref.ref(incident) for incident in held[0].incidents.values()]
    gc.disable()
    try:
        let_go(held)
        assert [each() for each in watched] == [None] * len(watched)
    finally:
        gc.enable()


def test_progress_is_told(made: Workspace) -> None:
    heard: list[tuple[int, int]] = []
    agreement(made, progress=lambda done, total, _words: heard.append((done, total)))
    assert heard[0] == (0, 2)
    assert heard[-1] == (1, 1)


@pytest.mark.slow
def test_files_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    maker = Maker(codebook_named(USUAL), "bytes")
    codings = [maker.article(number, ("first", "second"), 3, 0.3) for number in range(10)]
    coded_project(tmp_path / "p.curator", maker.codebook, codings, {"first": "1", "second": "2"})
    for seed in ("0", "4"):
        arguments = ["agreement", str(tmp_path / "p.curator"), "--by", "kind", "--rounds", "50"]
        arguments += ["--csv", str(tmp_path / f"f{seed}.csv"), "--cases", str(tmp_path / f"c{seed}.csv")]
        subprocess.run(
            [sys.executable, "-m", "curator", *arguments], check=True, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
        )  # fmt: skip
    for name in ("f", "c"):
        assert (tmp_path / f"{name}0.csv").read_bytes() == (tmp_path / f"{name}4.csv").read_bytes()
