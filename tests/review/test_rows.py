# SPDX-License-Identifier: MIT
"""Rows of a group are put beside their like: by kind, names and words before figures."""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.coding import Incident, Row, Scalar
from curator.review.answers import Answers
from curator.review.columns import lay
from curator.review.comparison import compare
from curator.review.rows import RowAligner, marked_by
from curator.tasks.codebooks import USUAL, codebook_named
from tests.review.making import Maker
from tests.review.shaping import CODEBOOK

USUAL_CODEBOOK = codebook_named(USUAL)
TWO = {"group": "civilians", "low": 2, "best": 2, "high": 2, "qualifier": "exact"}


def together(group: str, *sides: list[Mapping[str, Scalar]]) -> list[tuple[int | None, ...]]:
    """Which rows go together, by their places in each coder's list."""
    aligner, answers, lists = RowAligner(USUAL_CODEBOOK.group_by_key[group]), Answers(USUAL_CODEBOOK), []
    for side, rows in enumerate(sides):
        made = tuple(Row(f"{side} {at}", group, at, row) for at, row in enumerate(rows))
        incident = Incident(str(side), "a", str(side), "", rows=made)
        lists.append(aligner.entries(answers.reader(incident), marked_by(incident)))
    found = aligner.align(lists)
    return [tuple(entry.row.position if entry is not None else None for entry in entries) for entries in found]


def test_the_killed_are_not_the_injured_whatever_their_number() -> None:
    killed, injured = {"kind": "killed", **TWO}, {"kind": "injured", **TWO}
    assert together("casualties", [killed], [injured]) == [(0, None), (None, 0)]
    assert together("casualties", [killed, injured], [injured, {**killed, "best": 9, "high": 9}]) == [(0, 1), (1, 0)]


def test_a_name_leads_to_its_row_though_the_role_differs() -> None:
    one = {"role": "initiator", "name_text": "Islamic State", "type": "rebel_group", "attribution": "possible"}
    other = {"role": "claimant", "name_text": "the Islamic State", "type": "rebel_group", "attribution": "possible"}
    army = {"role": "target", "name_text": "Army", "type": "state_forces"}
    assert together("actors", [army, one], [other, army]) == [(0, 1), (1, 0)]


def test_three_coders_and_one_without_rows() -> None:
    killed = {"kind": "killed", **TWO}
    assert together("casualties", [killed], [], [killed]) == [(0, None, 0)]
    assert together("casualties", [], [], []) == []


def test_the_words_of_every_article_stand_at_its_place() -> None:
    maker = Maker(CODEBOOK, "places")
    laid = lay(compare([maker.article(number, ("one", "two"), 3, 0.0) for number in range(3)], CODEBOOK))
    assert {group for group, _ in laid.words} == {"", "people"}
    for tallied in laid.words.values():
        assert tallied.places == sorted(tallied.places)
    assert all(set(laid.words[node].places) == {0, 1, 2} for node in (("", ""), ("people", "duty")))
