# SPDX-License-Identifier: MIT
"""The lines of the values panel follow the codebook and the coding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.app.incidents.shown import ArticleShown
from curator.app.values.article_lines import article_lines, not_codable_lines
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.lines import Wish, distinct, incident_lines
from curator.app.values.model import LinesModel, spoken
from curator.app.values.phrases import days, moment
from curator.domain.coding import ArticleCoding, Evidence, Incident, ValueNote
from curator.workspace import Workspace


@pytest.fixture
def project(sample_file: Path) -> Iterator[Workspace]:
    with Workspace.open(sample_file, write=False) as workspace:
        yield workspace


@pytest.fixture
def coding(project: Workspace) -> ArticleCoding:
    with project.read() as reads:
        return reads.coding(reads.article_ids()[0])


def lines_of(project: Workspace, incident: Incident, wish: Wish | None = None) -> list[Line]:
    return incident_lines(project.codebook, incident, wish or Wish())


def by_label(lines: list[Line], label: str) -> Line:
    return next(line for line in lines if line.label == label and line.kind is LineKind.VALUE)


def test_every_span_of_every_incident_has_a_line(project: Workspace, coding: ArticleCoding) -> None:
    for incident in coding.incidents:
        lines = lines_of(project, incident, Wish(open_all=True))
        shown = {span.id for line in lines if line.kind is LineKind.WORDS for span in line.words}
        places = {(s.start, s.end, s.role, s.row, s.field) for s in incident.evidence}
        told = {(s.start, s.end, s.role, s.row, s.field) for s in incident.evidence if s.id in shown}
        assert told == places


def test_closed_lines_gather_the_words_of_all_their_parts(project: Workspace, coding: ArticleCoding) -> None:
    incident = coding.incidents[2]
    for line in lines_of(project, incident):
        if line.openable and line.kind is LineKind.VALUE:
            keys = {node.key for node in project.codebook.node(line.target.field).nodes()}  # type: ignore[union-attr]
            whole = {(s.start, s.end, s.role) for s in incident.evidence if s.field in keys and not s.row}
            assert {(s.start, s.end, s.role) for s in line.words} == whole


def test_every_value_is_shown_by_its_label_never_by_its_code(project: Workspace, coding: ArticleCoding) -> None:
    book = project.codebook
    for incident in coding.incidents:
        for line in lines_of(project, incident, Wish(open_all=True)):
            node = book.node(line.target.field) if line.kind is LineKind.VALUE and not line.target.row else None
            listed = book.choices_of(node) if node else None
            if listed and node and node.kind == "choice" and line.text:
                assert line.text == listed.by_code[str(incident.values[node.key])].label


def test_states_are_told_apart_in_words(project: Workspace, coding: ArticleCoding) -> None:
    book = project.codebook
    leaf = next(field for field in book.fields if field.kind == "choice" and field.has_basis)
    incident = replace(coding.incidents[0], values={}, notes=(), rows=(), evidence=())

    def state(**said: str) -> str:
        note = ValueNote("n", incident.article, incident.id, "", leaf.key, **said)  # type: ignore[arg-type]
        return by_label(lines_of(project, replace(incident, notes=(note,))), leaf.label).state

    assert state(state="not_stated") == "not stated"
    assert state(state="not_applicable") == "not applicable"
    blank = by_label(lines_of(project, incident), leaf.label)
    assert (blank.state, blank.blank) == ("not read yet", True)


def test_a_proposed_value_says_so(project: Workspace, coding: ArticleCoding) -> None:
    leaf = next(field for field in project.codebook.fields if field.kind == "choice" and field.has_basis)
    note = ValueNote("n", "a", coding.incidents[0].id, "", leaf.key, proposed=True)
    others = tuple(each for each in coding.incidents[0].notes if each.field != leaf.key)
    line = by_label(lines_of(project, replace(coding.incidents[0], notes=(*others, note))), leaf.label)
    assert (line.proposed, line.state) == (True, "proposed")


def test_blank_fields_can_be_left_out(project: Workspace, coding: ArticleCoding) -> None:
    full = lines_of(project, coding.incidents[0])
    short = lines_of(project, coding.incidents[0], Wish(blank=False))
    assert any(line.blank for line in full)
    assert not any(line.blank for line in short)
    assert {line.key for line in short} < {line.key for line in full}


def test_opening_a_line_shows_its_parts_and_closes_again(project: Workspace, coding: ArticleCoding) -> None:
    closed = lines_of(project, coding.incidents[0])
    target = next(line.target for line in closed if line.openable and line.kind is LineKind.VALUE)
    opened = lines_of(project, coding.incidents[0], Wish(opened=frozenset({target})))
    assert len(opened) > len(closed)
    assert next(line for line in opened if line.target == target and line.kind is LineKind.VALUE).opened


def test_keys_of_lines_are_unique(project: Workspace, coding: ArticleCoding) -> None:
    for wish in (Wish(), Wish(open_all=True)):
        for incident in coding.incidents:
            keys = [line.key for line in lines_of(project, incident, wish)]
            assert len(keys) == len(set(keys))


def test_a_closed_compound_stands_for_its_parts(project: Workspace, coding: ArticleCoding) -> None:
    model = LinesModel()
    model.show(lines_of(project, coding.incidents[0]))
    compound = next(field for field in project.codebook.fields if field.parts)
    part = compound.parts[0]
    incident = coding.incidents[0].id
    row = model.row_for([Target(incident, "", part.key), Target(incident, "", compound.key)])
    assert row is not None
    assert model.line(row).label == compound.label


def test_article_and_passages_are_listed_with_their_words(project: Workspace, coding: ArticleCoding) -> None:
    lines = article_lines(coding, blank=True)
    shown = {span.id for line in lines if line.kind is LineKind.WORDS for span in line.words}
    assert shown == {span.id for span in coding.article_evidence}
    passages = not_codable_lines(coding.not_codable, project.codebook)
    assert [line.text for line in passages if line.kind is LineKind.WORDS] == [
        each.quote for each in sorted(coding.not_codable, key=lambda each: each.start)
    ]
    assert all(line.role for line in passages if line.kind is LineKind.WORDS)


def test_a_line_is_spoken_whole(project: Workspace, coding: ArticleCoding) -> None:
    line = Line(LineKind.VALUE, label="Killed", text="1 – 1 – 2", state="", basis="stated")
    assert spoken(line) == "Killed: 1 – 1 – 2, stated"
    words = Line(LineKind.WORDS, text="one guard", role="support", words=coding.incidents[0].evidence[:1])
    assert spoken(words) == "“one guard” (support)"


def test_spans_said_of_several_parts_come_once() -> None:
    spans = [Evidence(str(at), "a", 3, 9, "x" * 6, role) for at, role in enumerate(("anchor", "direct", "direct"))]
    assert [span.id for span in distinct(spans)] == ["1", "0"]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2019-11-08", "2019-11-08", "8 Nov 2019"), ("2019-10-01", "2019-10-31", "Oct 2019"),
        ("2019-01-01", "2019-12-31", "2019"), ("2019-11-08", "2019-11-10", "8 – 10 Nov 2019"),
        ("2019-10-30", "2019-11-02", "30 Oct – 2 Nov 2019"), ("2019-12-30", "2020-01-02", "30 Dec 2019 – 2 Jan 2020"),
        ("", "2019-11-08", "8 Nov 2019"), ("about then", "", "about then"),
    ],
)  # fmt: skip
def test_days_are_told_short(start: str, end: str, told: str) -> None:
    assert days(start, end) == told


def test_moments_keep_their_written_clock() -> None:
    assert moment("2019-11-09T16:20:00Z") == "9 Nov 2019, 16:20 UTC"
    assert moment("2019-11-09T16:20:00+03:00") == "9 Nov 2019, 16:20 +03:00"
    assert moment("2019-11-09") == "9 Nov 2019"


def test_a_value_set_under_a_later_codebook_is_shown(project: Workspace, coding: ArticleCoding) -> None:
    first = project.codebook
    model = next(field for field in first.fields if field.key == first.title_field)
    later = replace(first, version="99.0", fields=(*first.fields, replace(model, key="later", label="Later field")))
    incident = replace(coding.incidents[0], values={**coding.incidents[0].values, "later": "Only there"})
    shown = ArticleShown(replace(coding, incidents=(incident,)), later, lambda _: first)
    line = by_label(incident_lines(shown.book(incident), incident, Wish()), "Later field")
    assert "Only there" in spoken(line)
    assert shown.book(incident) is shown.book(incident), "made once"


def test_quotes_are_told_on_one_line_and_stay_as_they_are(project: Workspace, coding: ArticleCoding) -> None:
    """Texts that were wrapped by hand have line breaks within their words."""
    first, *others = coding.incidents[0].evidence
    incident = replace(coding.incidents[0], evidence=(replace(first, quote="26\nPEASANTS KILLED"), *others))
    lines = lines_of(project, incident, Wish(open_all=True))
    (line, *_) = [line for line in lines if line.kind is LineKind.WORDS and line.words[0].id == first.id]
    assert line.text == "26 PEASANTS KILLED"
    assert line.words[0].quote == "26\nPEASANTS KILLED"
