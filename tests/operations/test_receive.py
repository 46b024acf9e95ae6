# SPDX-License-Identifier: MIT
"""Receiving codings whose ids are those of other things in the project: reported, not taken, and nothing stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.domain.coding import ArticleCoding, Coder, Evidence, Incident, NotCodable, Row, ValueNote
from curator.domain.ids import derived_id
from curator.operations import (
    AddArticles,
    AddCoder,
    AddEvidence,
    AddIncident,
    AddNotCodable,
    AddRow,
    NewArticle,
    ReceiveCoding,
    Received,
    SetValue,
)
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.project_rows import all_rows

NEW = derived_id("test", "incident")
BOOK = small_codebook()
GROUP = BOOK.groups[0].key
FIELD = next(leaf.key for leaf in BOOK.leaves() if not BOOK.above(leaf.key))


class Two:
    """A project of two articles; the first one is coded."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.coder: Coder = workspace.run(AddCoder("Coder 1"))
        workspace.act_as(self.coder)
        new = (NewArticle("Two were killed."), NewArticle("Three were killed.", {"title": "Three"}))
        self.coded, self.article = workspace.run(AddArticles(new))
        self.incident = workspace.run(AddIncident(self.coded, (0, 3)))
        self.row = workspace.run(AddRow(self.incident, GROUP))
        self.span = workspace.run(AddEvidence(self.coded, 0, 3, field="title"))
        workspace.run(SetValue(self.incident, FIELD, None, state="not_stated"))
        reasons = BOOK.list_by_key[BOOK.not_codable]
        self.passage = workspace.run(AddNotCodable(self.coded, 4, 8, reasons.choices[0].code))
        with workspace.read() as reads:
            self.note = reads.coding(self.coded).incidents[0].notes[0].id
            self.there = reads.coding(self.article)

    def words(self, span_id: str, incident: str = "", field: str = "") -> Evidence:
        return Evidence(span_id, self.article, 0, 5, "Three", incident=incident, field=field)

    def new_incident(self, **parts: object) -> Incident:
        made = Incident(
            NEW, self.article, self.coder.id, self.workspace.codebook_id, created="2026-01-01T00:00:00.000Z"
        )
        return replace(made, **parts)  # type: ignore[arg-type]  # rows, notes or evidence

    def receive(self, **parts: object) -> Received:
        coding: ArticleCoding = replace(self.there, **parts)  # type: ignore[arg-type]
        received: Received = self.workspace.run(ReceiveCoding(coding, (self.coder,)))
        return received


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with Workspace.create(tmp_path / "a.curator", BOOK) as workspace:
        yield Two(workspace)


FOREIGN: dict[str, Callable[[Two], dict[str, object]]] = {
    "passage": lambda two: {"not_codable": (NotCodable(two.passage, two.article, two.coder.id, 0, 5, "Three", "r"),)},
    "words of the article": lambda two: {"article_evidence": (two.words(two.span, field="title"),)},
    "note on the article": lambda two: {"article_notes": (ValueNote(two.note, two.article, "", "", "title"),)},
    "incident": lambda two: {"incidents": (replace(two.new_incident(), id=two.incident),)},
    "row": lambda two: {"incidents": (two.new_incident(rows=(Row(two.row, GROUP, 0),)),)},
    "words": lambda two: {"incidents": (two.new_incident(evidence=(two.words(two.span, NEW),)),)},
    "note": lambda two: {
        "incidents": (two.new_incident(notes=(ValueNote(two.note, two.article, NEW, "", FIELD, "not_stated"),)),)
    },
    "words given twice": lambda two: {
        "incidents": (two.new_incident(evidence=(two.words(NEW, NEW), two.words(NEW, NEW))),)
    },
}


@pytest.mark.parametrize("what", FOREIGN)
def test_an_id_that_something_else_has_is_reported_and_not_taken(two: Two, what: str) -> None:
    before = all_rows(two.workspace)
    received = two.receive(**FOREIGN[what](two))
    assert (received.added, len(received.conflicting)) == (0, 1)
    assert all_rows(two.workspace) == before


def test_what_has_an_id_of_its_own_is_taken_beside_what_has_not(two: Two) -> None:
    foreign = NotCodable(two.passage, two.article, two.coder.id, 0, 5, "Three", "r")
    received = two.receive(not_codable=(foreign,), incidents=(two.new_incident(),))
    assert received.added == 1
    assert received.conflicting == [f"passage {two.passage}"]
    assert two.receive(incidents=(two.new_incident(),)).same == 1


def test_words_of_the_article_with_a_known_id_and_other_edges_are_a_conflict(two: Two) -> None:
    span = two.words(NEW, field="title")
    assert two.receive(article_evidence=(span,)).added == 1
    other = two.receive(article_evidence=(replace(span, end=3, quote="Thr"),))
    assert other.conflicting == [f"evidence {NEW} of the article"]
    again = two.receive(article_evidence=(replace(span, id=derived_id("test", "again")),))
    assert (again.same, again.conflicting) == (1, [])
