# SPDX-License-Identifier: MIT
"""Two versions of a unit in words: what differs comes first, and every kind of unit can be told."""

from __future__ import annotations

from typing import Any

import pytest

from curator.app.handover.differences import differences, shortly
from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.handover import KINDS
from curator.store.units import content_of
from curator.workspace import Workspace
from tests.handing import Team
from tests.sound_case import incidents_codebook

BOOK = incidents_codebook()
CONTENTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "article": ({"fields": {"title": "A"}, "notes": [], "evidence": []},
                {"fields": {"title": "B"}, "notes": [], "evidence": []}),
    "assignment": ({"coder": "c", "added": "2026-11-25T00:00:00.000Z"},
                   {"coder": "c", "added": "2026-11-26T00:00:00.000Z"}),
    "reading": ({"state": "started"}, {"state": "finished"}),
    "passage": ({"start": 0, "end": 2, "quote": "ab", "reason": "background", "note": ""},
                {"start": 0, "end": 3, "quote": "abc", "reason": "background", "note": ""}),
    "comment": ({"text": "one", "resolved": False}, {"text": "one", "resolved": True}),
    "pair": ({"one": "a", "other": "b", "same": True, "created": ""},
             {"one": "a", "other": "b", "same": False, "created": ""}),
    "judgement": ({"verdict": "accepted", "reason": "", "unclear": False},
                  {"verdict": "rejected", "reason": "twice", "unclear": False}),
}  # fmt: skip


def books(sha256: str) -> Codebook | None:
    return BOOK if sha256 == codebook_sha256(BOOK) else None


def content(team: Team) -> dict[str, Any]:
    with Workspace.open(team.lead, write=False) as workspace, workspace.read() as reads:
        found = content_of(reads.connection, "incident", team.incident)
    assert found is not None
    return dict(found)


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_what_differs_comes_first(kind: str) -> None:
    lines = differences(kind, *CONTENTS[kind], books)
    assert lines[0].differs
    assert [line.differs for line in lines] == sorted((line.differs for line in lines), reverse=True)
    assert shortly(kind, CONTENTS[kind][0], books)
    assert set(KINDS) == {*CONTENTS, "incident"}


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_what_was_taken_away_is_said_in_every_line(kind: str) -> None:
    for line in differences(kind, CONTENTS[kind][0], None, books):
        assert line.other == "taken away"


def test_an_incident_is_told_by_the_labels_of_the_codebook(team: Team) -> None:
    one = content(team)
    other = {**one, "values": {**one["values"], team.title: "Another title"}}
    lines = differences("incident", one, other, books)
    node = BOOK.node(team.title)
    assert node is not None
    assert (lines[0].label, lines[0].one, lines[0].other) == (node.label, "Bomb near Karbala", "Another title")
    assert sum(line.differs for line in lines) == 1
    assert any("A bomb wounded" in line.one for line in lines), "the words come along"
    assert shortly("incident", one, books) == "Bomb near Karbala"


def test_rows_notes_and_moved_words_are_differences_too(team: Team) -> None:
    one = content(team)
    group = BOOK.groups[0]
    leaf = next(each for each in group.leaves() if each.kind in ("text", "long_text", "tag", "choice"))
    row = {"id": "r1", "group": group.key, "position": 0, "values": {leaf.key: "x"}}
    lines = differences("incident", one, {**one, "rows": [row]}, books)
    assert lines[0].label.startswith(f"{group.label} 1: ")
    assert lines[0].one == ""
    moved = {**one, "evidence": [{**one["evidence"][0], "quote": "other words"}]}
    assert [line.label for line in differences("incident", one, moved, books) if line.differs] == ["Reported in"]
    note = {"id": "n", "row": "", "field": team.title, "state": "value", "basis": "inferred", "proposed": False,
            "note": "from the map"}  # fmt: skip
    changed = differences("incident", one, {**one, "notes": [note]}, books)[0]
    assert "from the map" in changed.other


def test_an_unknown_codebook_names_fields_by_their_keys(team: Team) -> None:
    one = content(team)
    lines = differences("incident", one, {**one, "values": {team.title: "Z"}}, lambda _sha: None)
    assert (team.title, "Bomb near Karbala", "Z") in [(line.label, line.one, line.other) for line in lines]


def test_a_value_that_is_not_there_says_nothing_where_the_codebook_is_not_known(team: Team) -> None:
    """A “None” is never shown to anybody."""
    one = {**content(team), "values": {team.title: None}}
    lines = differences("incident", one, {**one, "values": {team.title: "Z"}}, lambda _sha: None)
    assert (team.title, "", "Z") in [(line.label, line.one, line.other) for line in lines]
    assert "None" not in shortly("incident", one, books)
