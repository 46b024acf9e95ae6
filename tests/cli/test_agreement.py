# SPDX-License-Identifier: MIT
"""curator agreement: a table to read, JSON for programs, files; exit 1 where articles were left out, 2 for misuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curator.domain.coding import Coder
from curator.operations import AddCoder, Assign, OpenLayers
from curator.workspace import Workspace
from tests.cli.conftest import Curator
from tests.review.shaping import CODEBOOK, article, incident
from tests.tasks.coded_project import coded_project
from tests.tasks.test_agreement import TEXT, two_articles

NAMES = {"ana": "Ana", "bo": "Bo"}


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    codings = [replace(coding, text=TEXT) for coding in two_articles()]
    coded_project(tmp_path / "two.curator", CODEBOOK, codings, NAMES)
    return tmp_path / "two.curator"


@pytest.fixture
def blind(tmp_path: Path) -> Path:
    first, second = (replace(coding, text=TEXT) for coding in two_articles())
    third = incident("c1", "cy", (0, 50), kind="violence")
    first = replace(first, incidents=(*first.incidents, third), reading={**first.reading, "cy": "started"})
    coded_project(tmp_path / "blind.curator", CODEBOOK, [first, second], {**NAMES, "cy": "Cy"})
    return tmp_path / "blind.curator"


def test_a_table_to_read(curator: Curator, coded: Path) -> None:
    answer = curator("agreement", coded, "--rounds", "0", "--field", "sub", "--by", "pair")
    assert answer.code == 0, answer
    assert answer.out.splitlines() == [
        "All: 2 article(s), 2 incident(s) found by two or more, 1 by one alone",
        "  field                       n  percent  alpha  95 %  kappa    AC1  states  left out  metric   not defined",
        "  Sub                         2    0.500  0.400        0.333  0.273   1.000         1  nominal",
        "  Sub (what it stands under)  2    1.000  1.000        1.000  1.000       -         1  nominal",
        "",
        "Ana and Bo: 2 article(s), 2 incident(s) found by two or more, 1 by one alone",
        *answer.out.splitlines()[1:5],
    ]  # fmt: skip
    assert answer.err == ""


def test_what_is_not_defined_says_why_and_one_sided_ones_are_counted(curator: Curator, coded: Path) -> None:
    answer = curator("agreement", coded)
    lines = answer.out.splitlines()
    assert [line.split() for line in lines if line.startswith("  Incidents")] == [
        ["Incidents", "3", "0.800", "0.667", "to", "1.000", "0.667", "1.000", "1"]
    ]
    (duty,) = (line for line in lines if line.startswith("  People: Duty"))
    assert duty.endswith("nominal   all values are the same")
    assert "Intervals from 1,000 draws of articles, seed 1." in answer.out


def test_json(curator: Curator, coded: Path) -> None:
    told = curator("agreement", coded, "--json", "--by", "coder", "--seed", "3", "--rounds", "10").json
    assert (told["coders"], told["articles"], told["seed"], told["rounds"]) == (NAMES, 2, 3, 10)
    assert [(part["by"], part["part"]) for part in told["parts"]] == [("all", ""), ("coder", "ana"), ("coder", "bo")]
    (figure,) = [
        each for each in told["parts"][0]["figures"]
        if (each["what"], each["field"], each["figure"]) == ("field", "dead", "alpha")
    ]  # fmt: skip
    assert (figure["units"], figure["metric"], figure["left_out"]) == (
        2,
        "ratio",
        {"only one coder has the incident": 1},
    )


def test_files(curator: Curator, coded: Path, tmp_path: Path) -> None:
    answer = curator(
        "agreement", coded, "--csv", tmp_path / "f.csv", "--cases", tmp_path / "c.csv", "--field", "dead", "--json"
    )
    assert answer.code == 0
    assert answer.json["articles"] == 2  # nothing else on stdout
    assert "7 figures written to" in answer.err
    assert "2 cases written to" in answer.err  # another value, and other words
    again = curator("agreement", coded, "--csv", tmp_path / "no" / "f.csv")
    assert again.code == 3
    assert "Traceback" not in again.err


def test_articles_left_out_are_told_and_the_exit_code_says_so(curator: Curator, blind: Path) -> None:
    answer = curator("agreement", blind)
    assert answer.code == 1
    assert "Left out: 1 article(s), not open to you yet: not everybody who codes it has finished." in answer.err
    assert curator("agreement", blind, "--json").json["left_out"] == {"blind": ["one"]}


def test_where_nothing_can_be_compared_it_says_so(curator: Curator, sample: Path, tmp_path: Path) -> None:
    coded_project(tmp_path / "one.curator", CODEBOOK, [replace(article(coders=("ana",)), text=TEXT)], {"ana": "Ana"})
    for path in (sample, tmp_path / "one.curator"):
        answer = curator("agreement", path)
        assert answer.code == 1
        assert "there is nothing to compare" in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--coders", "Ana,Dan"), "There is no coder “Dan”"),
        (("--coders", "Ana"), "at least two coders"),
        (("--field", "ded"), "no field “ded”"),
        (("--by", "week"), "invalid choice"),
        (("--rounds", "-1"), "a whole number from 0"),
        (("--rounds", "1000000"), "a whole number from 0"),
        (("--seed", "x"), "a whole number from 0"),
    ],
)
def test_wrong_use(curator: Curator, coded: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = curator("agreement", coded, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_who_is_assigned_and_has_not_finished_keeps_an_article_back_until_it_is_opened(
    curator: Curator, coded: Path
) -> None:
    with Workspace.open(coded) as workspace:
        workspace.act_as(Coder("ana", "Ana"))
        dan = workspace.run(AddCoder("Dan"))
        workspace.run(Assign((("one", dan.id),)))
    answer = curator("agreement", coded)
    assert (answer.code, answer.out.splitlines()[0][:17]) == (1, "All: 1 article(s)")
    assert curator("agreement", coded, "--as", "Dan", "--json").json["left_out"] == {"blind": ["one"]}
    with Workspace.open(coded) as workspace:
        workspace.act_as(Coder("ana", "Ana"))
        workspace.run(OpenLayers(("one",), "a first look"))
    assert curator("agreement", coded, "--as", "Ana", "--json").json["left_out"] == {}
    assert curator("agreement", coded, "--as", "Bo", "--json").json["left_out"] == {"blind": ["one"]}
    assert curator("agreement", coded, "--as", "Eve").code == 2


def test_where_guidelines_are_unclear_is_written_too(curator: Curator, coded: Path, tmp_path: Path) -> None:
    answer = curator("agreement", coded, "--rounds", "0", "--unclear", tmp_path / "unclear.csv")
    assert answer.code == 0, answer
    assert "0 unclear guidelines written" in answer.err
    assert (tmp_path / "unclear.csv").read_text(encoding="utf-8").startswith("article,title,group,field,label")
