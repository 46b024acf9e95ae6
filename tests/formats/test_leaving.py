# SPDX-License-Identifier: MIT
"""What leaves, and in which order; and the codebook that can name everything."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.codebook.model import Choice, ChoiceList, Field
from curator.domain.coding import Article, ArticleCoding, Comment, Evidence, Incident, Row, ValueNote
from curator.formats.leaving import in_order, public_view, without_proposals
from curator.formats.wide_codebook import NodeOrder, codebook_ref, widened
from tests.codings_strategy import CODERS, QUICK, codings, small_codebook

BOOK = small_codebook()
ORDER = NodeOrder(BOOK)


@pytest.mark.slow
@QUICK
@given(codings(BOOK, CODERS), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_before(coding: ArticleCoding, chance: random.Random) -> None:
    def mixed(values: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(values, len(values)))

    incidents = tuple(
        replace(one, rows=mixed(one.rows), notes=mixed(one.notes), evidence=mixed(one.evidence))
        for one in coding.incidents
    )
    shuffled = replace(
        coding,
        incidents=mixed(incidents),
        not_codable=mixed(coding.not_codable),
        article_evidence=mixed(coding.article_evidence),
        article_notes=mixed(coding.article_notes),
    )
    assert in_order(shuffled, lambda _: ORDER) == coding


def span(name: str, field: str = "", row: str = "", position: int = 0) -> Evidence:
    return Evidence(name, "a", 0, 1, "x", "direct", "i", row, field, position)


def test_mentions_come_first_then_fields_of_the_codebook_then_rows() -> None:
    rows = (Row("r2", "harm", 0), Row("r1", "people", 1), Row("r0", "people", 0))
    spans = [
        span("g", "tally", "r2"), span("f", "", "r2"), span("e", "called", "r1"), span("d", "duty", "r0"),
        span("c", "when_first"), span("b2", "when", position=1), span("b1", "when"), span("a"),
    ]  # fmt: skip
    incident = Incident("i", "a", "c", "small 1.0", rows=rows, evidence=tuple(spans))
    (found,) = in_order(ArticleCoding(Article("a", "", 1), "x", (incident,)), lambda _: ORDER).incidents
    assert [row.id for row in found.rows] == ["r0", "r1", "r2"]
    assert [one.id for one in found.evidence] == ["a", "b1", "b2", "c", "d", "e", "f", "g"]


def test_a_part_that_was_accepted_leaves_though_its_compound_is_proposed() -> None:
    notes = (
        ValueNote("1", "a", "i", "", "where", proposed=True), ValueNote("2", "a", "i", "", "where_name", note="sure"),
    )  # fmt: skip
    values = {"where_name": "Mosul", "where_words": "in Mosul", "far_km": 3.0, "memo": "mine"}
    evidence = (span("1", "where"), span("2", "where_name"), span("3", "far"), span("4", "memo"), span("5"))
    incident = Incident("i", "a", "c", "small 1.0", values=values, notes=notes, evidence=evidence)
    coding = ArticleCoding(Article("a", "", 1), "x", (incident,))
    (found,) = public_view(coding, lambda _: BOOK).incidents
    assert found.values == {"where_name": "Mosul"}
    assert [note.id for note in found.notes] == ["2"]
    assert [one.id for one in found.evidence] == ["2", "5"]
    (found,) = without_proposals(coding, lambda _: BOOK).incidents
    assert found.values == {"where_name": "Mosul", "memo": "mine"}


def test_what_coders_said_to_each_other_stays_with_what_is_private() -> None:
    said = Comment("1", "a", "c", "Who?", "2020-01-01T00:00:00.000Z", "1")
    coding = ArticleCoding(Article("a", "", 1), "x", comments=(said,))
    assert public_view(coding, lambda _: BOOK).comments == ()
    assert without_proposals(coding, lambda _: BOOK) is coding


@pytest.mark.slow
@QUICK
@given(codings(BOOK, CODERS))
def test_where_nothing_is_proposed_nothing_is_taken_out(coding: ArticleCoding) -> None:
    shown = without_proposals(coding, lambda _: BOOK)
    notes = [*coding.article_notes, *(note for one in coding.incidents for note in one.notes)]
    assert (shown is coding) or any(note.proposed for note in notes)
    assert not [note for one in shown.incidents for note in one.notes if note.proposed]
    assert without_proposals(shown, lambda _: BOOK) is shown
    public = public_view(coding, lambda _: BOOK)
    assert not [one for one in public.incidents if "memo" in one.values]
    assert public_view(public, lambda _: BOOK) is public


def test_a_wide_codebook_knows_what_either_knew() -> None:
    later = replace(small_codebook("2.0"), fields=BOOK.fields[1:], groups=BOOK.groups[:1])
    grades = next(entry for entry in BOOK.lists if entry.key == "grades")
    more = ChoiceList("grades", (*grades.choices, Choice("Z", "Zed")))
    old = replace(BOOK, lists=(*(entry for entry in BOOK.lists if entry.key != "grades"), more))
    wide = widened(later, (old, later))
    assert (wide.key, wide.version, codebook_ref(wide)) == ("small", "2.0", "small 2.0")
    assert wide.fields == (*BOOK.fields[1:], BOOK.fields[0])
    assert [group.key for group in wide.groups] == ["people", "harm"]
    assert wide.list_by_key["grades"].by_code["Z"].retired
    assert not wide.list_by_key["grades"].by_code["A"].retired
    assert widened(BOOK, (BOOK,)) is BOOK


def test_a_part_that_a_compound_lost_becomes_a_field_of_its_own() -> None:
    when = BOOK.node("when")
    assert when is not None
    shorter = replace(when, parts=when.parts[:-1])
    later = replace(BOOK, version="2.0", fields=tuple(shorter if top is when else top for top in BOOK.fields))
    wide = widened(later, (BOOK,))
    lost = wide.node("when_how")
    assert isinstance(lost, Field)
    assert wide.above("when_how") == ()
    assert wide.fields[-1] is lost
