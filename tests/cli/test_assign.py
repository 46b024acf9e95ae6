# SPDX-License-Identifier: MIT
"""curator assign: the draw with its seed, who is to code what, and what is wrong use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Curator


@pytest.fixture
def ready(curator: Curator, project: Path, texts: Path) -> Path:
    """A project of Ann with two articles."""
    assert curator("import", project, texts).code == 0
    return project


def test_the_seed_is_printed_and_gives_the_same_again(curator: Curator, ready: Path) -> None:
    answer = curator("assign", ready, "--coders", "Ann", "--new-coders", "Ben", "--double", "50%")
    assert answer.code == 0
    found = re.fullmatch(
        r"2 articles are assigned, 1 of them to 2 coders: Ann gets \d, Ben gets \d\. Seed: (\d+)\.\n", answer.out
    )
    assert found
    listed = curator("assign", ready, "--list", "--json").json
    assert listed["not_assigned"] == 0
    assert sorted(len(article["coders"]) for article in listed["articles"]) == [1, 2]
    again = curator("assign", ready, "--coders", "Ann,Ben")
    assert (again.code, again.out) == (0, "Nothing is to be assigned: every article is assigned already.\n")


def test_only_the_articles_that_are_named_are_assigned(curator: Curator, ready: Path) -> None:
    answer = curator("assign", ready, "--coders", "Ann", "--articles", "2", "--seed", "9", "--json")
    assert answer.code == 0
    assert (answer.json["seed"], answer.json["articles"], answer.json["coders"]) == (9, 1, {"Ann": 1})
    listed = curator("assign", ready, "--list")
    assert re.fullmatch(r"2  .*: Ann \(unread\)\n", listed.out)
    assert listed.err == "Ann: 1 assigned, 0 finished.\nNot assigned to anybody: 1.\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "Say who is to code"),
        (("--coders", "Nobody"), "There is no coder “Nobody”"),
        (("--coders", "Ann", "--double", "50%"), "it takes 2 coders"),
        (("--coders", "Ann", "--double", "lots"), "“lots” is no share"),
        (("--coders", "Ann", "--articles", "77"), "There is no article 77"),
        (("--coders", "Ann", "--new-coders", "Ann"), "“Ann” is known"),
        (("--coders", "Ann", "--seed", "x"), "a whole number"),
        (("--coders", "Ann", "--times", "1"), "a whole number from 2"),
    ],
)
def test_wrong_use_changes_nothing(curator: Curator, ready: Path, options: tuple[str, ...], told: str) -> None:
    answer = curator("assign", ready, *options)
    assert answer.code == 2
    assert told in answer.err
    assert curator("assign", ready, "--list").out == ""
