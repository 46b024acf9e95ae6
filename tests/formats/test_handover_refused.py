# SPDX-License-Identifier: MIT
"""Hand-overs whose contents are not right: refused whole, each fault with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.domain.faults import InputRefused
from curator.domain.settling import text_sha256
from curator.formats.handover_reading import read_handover
from tests.formats.handover_sample import (
    ANA,
    BO,
    BOOK_SHA,
    KNOWN,
    OTHER_ARTICLE,
    ROW,
    TEXT,
    TEXT_SHA,
    Parts,
    an_id,
    put_at,
)

pytestmark = pytest.mark.slow  # many files are made


def refused(data: bytes, folder: Path) -> InputRefused:
    path = folder / "a.curator-handover"
    path.write_bytes(data)
    with pytest.raises(InputRefused) as caught:
        read_handover(path)
    assert path.read_bytes() == data
    assert "othing was changed" in caught.value.sentence
    assert "\n" not in caught.value.sentence
    return caught.value


def number_of(parts: Parts, part: str, **sought: object) -> int:
    """Which line of a part holds these members."""
    return next(at for at, line in enumerate(parts.lines(part)) if all(line[name] == sought[name] for name in sought))


def full_incident(parts: Parts) -> int:
    return next(
        at for at, line in enumerate(parts.lines("incidents")) if line["content"] and line["content"]["evidence"]
    )


E = "content.evidence"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("content.evidence.0.start", True, f"{E}[0].start: a whole number"),
        ("content.evidence.0.start", 3.0, f"{E}[0].start: a whole number"),
        ("content.evidence.0.start", "3", f"{E}[0].start: a whole number"),
        ("content.evidence.0.start", None, f"{E}[0].start: a whole number"),
        ("content.evidence.0.start", -1, f"{E}[0]: -1-"),
        ("content.evidence.0.start", 10**18, f"{E}[0].start: a whole number"),
        ("content.evidence.0.end", 0, "holds no words"),
        ("content.evidence.0.end", 10**14, f"{E}[0].quote: there are"),
        ("content.evidence.0.quote", "x", f"{E}[0].quote: there are"),
        ("content.evidence.0.role", "main", "“main” is none of direct, anchor"),
        ("content.evidence.0.row", an_id("no row"), "the unit has no such row"),
        ("content.evidence.0.row", [], "the unit has no such row"),
        ("content.evidence.0.row", None, "the unit has no such row"),
        ("content.evidence.0.field", None, f"{E}[0].field: a text"),
        ("content.evidence.0.field", "wild", "no codebook that comes along has a field “wild” there"),
        ("content.evidence.0.colour", "red", f"{E}[0].colour: this member is not known here"),
        ("content.evidence.0.role", ..., f"{E}[0].role: this member is missing"),
        ("content.evidence.0.id", "1", f"{E}[0].id: “1” is not an id"),
        ("content.evidence.0.id", ANA.upper(), "is not an id"),
        ("content.evidence.0", 1, f"{E}[0]: an object"),
        ("content.evidence", {}, f"{E}: a list"),
        ("content.notes.0.proposed", 1, "content.notes[0].proposed: true or false"),
        ("content.notes.0.state", "known", "“known” is none of blank, value"),
        ("content.notes.0.basis", "", "“” is none of stated, normalised"),
        ("content.notes.0.field", "", "a note is about a field"),
        ("content.notes.0.note", "a\x00b", "it holds U+0000, which cannot be stored"),
        ("content.rows.0.id", ROW[:-1], "is not an id"),
        ("content.rows.0.group", "ghosts", "has a group “ghosts”"),
        ("content.rows.0.position", "0", "content.rows[0].position: a whole number"),
        ("content.rows.0.values.number", 2, "no codebook that comes along has such a field"),
        ("content.values.number", "2", "content.values.number: a whole number is expected"),
        ("content.values.number", 2.0, "this value is not written as Curator stores it"),
        ("content.values.number", True, "content.values.number: a whole number is expected"),
        ("content.values.number", 10**300, "content.values.number: this number is too large"),
        ("content.values.number", [[[[]]]], "content.values.number: a whole number is expected"),
        ("content.values.weight", 2, "this value is not written as Curator stores it"),
        ("content.values.headline", " x ", "this value is not written as Curator stores it"),
        ("content.values.headline", "a\nb", "a line break is not possible"),
        ("content.values.when_first", "2019-13-40", "is not a day of the calendar"),
        ("content.values.means_used", "x2; x2", "this value is not written as Curator stores it"),
        ("content.values.sort", "emperor", "is not in the list"),
        ("content.values.when", "x", "has such a field"),
        ("content.values.id", "x", "has such a field"),
        ("content.values", [], "content.values: an object"),
        ("content.codebook", "f" * 64, "no such codebook comes along"),
        ("content.codebook", "small 1.0", "is not a SHA-256"),
        ("content.status", "ready", "“ready” is none of draft, finished, withdrawn"),
        ("content.created", "2026-02-31T00:00:00.000Z", "is no time of the calendar"),
        ("content.created", "yesterday", "a time as"),
        ("content.notes", ..., "content.notes: this member is missing"),
        ("content.secret", 1, "content.secret: this member is not known here"),
        ("content", [], "content: an object {…} or null"),
        ("content", "x", "content: an object {…} or null"),
        ("unit", "1", "unit: “1” is not an id"),
        ("unit", None, "unit: a text"),
        ("coder", an_id("nobody"), "coder: no such coder comes along"),
        ("coder", "", "coder: “” is not an id"),
        ("article", an_id("nothing"), "article: no such article comes along"),
        ("article", OTHER_ARTICLE, "lies outside the text, which has 17 characters"),
        ("known", [KNOWN[1], KNOWN[0]], "known[1]: the changes that are known must ascend"),
        ("known", [KNOWN[0], KNOWN[0]], "known[1]: the changes that are known must ascend"),
        ("known", ["x"], "known[0]: “x” is not an id"),
        ("known", None, "known: a list"),
        ("known", [1], "known[0]: a text"),
        ("kind", "incident", "kind: this member is not known here"),
        ("article", ..., "article: this member is missing"),
    ],
)  # fmt: skip
def test_an_incident_that_is_not_right_names_the_place(tmp_path: Path, path: str, value: object, told: str) -> None:
    parts = Parts(tmp_path)
    number = full_incident(parts)
    parts.change("incidents", number, path, value)
    fault = refused(parts.packed(), tmp_path)
    assert fault.places[0].startswith(f"incidents.jsonl line {number + 1}: ")
    assert told in fault.places[0]
    assert fault.places[0] in fault.sentence


@pytest.mark.parametrize(
    ("part", "path", "value", "told"),
    [
        ("metadata", "content.fields.colour", "red", "“colour” is none of title, outlet"),
        ("metadata", "content.fields.title", 1, "content.fields.title: a text"),
        ("metadata", "content.evidence.0.field", "", "words of an article's metadata belong to a field"),
        ("metadata", "content.evidence.0.field", "number", "an article has no field “number”"),
        ("metadata", "unit", an_id("x"), "goes by the article's id"),
        ("metadata", "content", None, "is never deleted"),
        ("metadata", "coder", ANA, "belongs to no coder"),
        ("assignments", "content.coder", an_id("x"), "no such coder comes along"),
        ("assignments", "content.coder", BO, "does not follow from what the unit is about"),
        ("assignments", "content.added", 5, "a time as"),
        ("readings", "content.state", "half", "“half” is none of unread"),
        ("readings", "unit", an_id("x"), "does not follow from what the unit is about"),
        ("passages", "content.reason", "", "a text that is not empty"),
        ("passages", "content.quote", "TAW it", "not “TAW it”"),
        ("passages", "content.start", 0, "content.quote: there are"),
        ("comments", "content.text", "  ", "a text that is not empty"),
        ("comments", "content.incident", "", "is about a field of the article's metadata"),
        ("comments", "content.incident", "x", "is not an id"),
        ("comments", "content.incident", None, "is not an id"),
        ("comments", "content.thread", "", "is not an id"),
        ("comments", "content.resolved", 0, "true or false"),
        ("comments", "content.text", "\ud800", "it holds U+D800, which cannot be stored"),
        ("pairs", "content.one", "f" * 8 + an_id("x")[8:], "must have the greater id"),
        ("pairs", "content.same", "yes", "true or false"),
        ("judgements", "content.verdict", "fine", "“fine” is none of accepted"),
        ("judgements", "content.incident", "", "a judgement is about an incident"),
        ("judgements", "content.unclear", None, "true or false"),
        ("judgements", "content.seen", ..., "content.seen: this member is missing"),
        ("articles", "id", "x", "“x” is not an id"),
        ("articles", "length", 16, "has another"),
        ("articles", "text_sha256", "x", "is not a SHA-256"),
        ("articles", "fields.colour", "red", "“colour” is none of title"),
        ("articles", "text", "yes", "true or false"),
        ("articles", "added", "now", "a time as"),
        ("articles", "n", 1, "n: this member is not known here"),
    ],
)  # fmt: skip
def test_every_other_unit_too(tmp_path: Path, part: str, path: str, value: object, told: str) -> None:
    parts = Parts(tmp_path)
    number = number_of(parts, part, text=True) if part == "articles" else 0
    lines = parts.lines(part)
    put_at(lines[number], path, value)
    if path == "length":
        told = "the text has"
    # Not as canonical JSON, which could not hold half a character pair.
    parts.entries[f"{part}.jsonl"] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    fault = refused(parts.packed(), tmp_path)
    assert told in fault.sentence
    assert "line" in fault.places[0] or "article" in fault.places[0]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("format", "curator-data-set", "the “format” in its manifest.json is not"),
        ("format_version", 2, "written by a newer Curator (version 2 of the format"),
        ("format_version", True, "is not a version"),
        ("format_version", 0, "is not a version"),
        ("purpose", "gift", "“gift” is none of layer, packet"),
        ("project.id", "x", "project.id: “x” is not an id"),
        ("project", None, "project: an object"),
        ("made_by", "Ana", "made_by: “Ana” is not an id"),
        ("layers", [an_id("x")], "layers[0]: no such coder comes along"),
        ("layers", "x", "layers: a list"),
        ("coders.0.name", " ", "coders[0].name: a text that is not empty"),
        ("coders.0.kind", "robot", "“robot” is none of person, consensus"),
        ("coders", [{"id": ANA, "name": name, "kind": "person"} for name in ("A", "B")], "one coder is named twice"),
        ("coders.0.age", 3, "coders[0].age: this member is not known here"),
        ("settings.blind", True, "settings.blind: a text"),
        ("note", "a\x00", "note: it holds U+0000"),
        ("surprise", 1, "surprise: this member is not known here"),
        ("counts", ..., "counts: this member is missing"),
        ("counts.incidents", 4, "speaks of 4 incidents, but there are 3"),
        ("counts.incidents", 2, "speaks of 2 incidents, but there are 3"),
        ("counts.articles", 3, "speaks of 3 articles, but there are 2"),
        ("counts.texts", 0, "speaks of 0 texts, but there are 1"),
        ("counts.codebooks", 2, "speaks of 2 codebooks, but there are 1"),
        ("counts.judgements", -1, "speaks of -1 judgements"),
        ("codebooks", [], "does not name the codebooks that are in it"),
        ("codebooks", ["0" * 64], "does not name the codebooks that are in it"),
        ("codebooks", [BOOK_SHA, BOOK_SHA], "each codebook is named once"),
    ],
)  # fmt: skip
def test_a_manifest_that_lies_or_is_not_right(tmp_path: Path, path: str, value: object, told: str) -> None:
    parts = Parts(tmp_path)
    put_at(parts.manifest, path, value)
    fault = refused(parts.packed(), tmp_path)
    assert any(told in words for words in (fault.sentence, *fault.places))


def test_a_text_that_comes_along_must_be_the_articles(tmp_path: Path) -> None:
    name = f"texts/{TEXT_SHA}.txt"
    parts = Parts(tmp_path)
    parts.entries[name] = TEXT.replace("two", "six").encode()
    assert "has another SHA-256 than its name says" in refused(parts.packed(), tmp_path).sentence
    parts.entries[name] = b"\xff\xfe"
    assert "has another SHA-256" in refused(parts.packed(), tmp_path).sentence
    del parts.entries[name]
    parts.manifest["counts"]["texts"] = 0
    assert "is said to come along, but does not" in refused(parts.packed(), tmp_path).sentence


def test_a_text_that_belongs_to_no_article_is_refused(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.entries[f"texts/{text_sha256('spare')}.txt"] = b"spare"
    parts.manifest["counts"]["texts"] = 2
    assert "belongs to none of its articles" in refused(parts.packed(), tmp_path).sentence


@pytest.mark.parametrize("text", ["a\r\nb", "a\u2028b", "a\ufdd0b"])
def test_a_text_that_is_not_settled_is_refused(tmp_path: Path, text: str) -> None:
    parts = Parts(tmp_path)
    parts.entries.pop(f"texts/{TEXT_SHA}.txt")
    parts.entries[f"texts/{text_sha256(text)}.txt"] = text.encode()
    lines = parts.lines("articles")
    at = number_of(parts, "articles", text=True)
    lines[at] |= {"text_sha256": text_sha256(text), "length": len(text)}
    parts.put("articles", lines)
    for part in ("metadata", "incidents", "passages"):
        parts.put(part, [])
    assert "not settled" in refused(parts.packed(), tmp_path).sentence


def test_one_text_cannot_come_twice(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.put("texts", [{"sha256": TEXT_SHA, "text": TEXT}])
    assert "it holds one text twice" in refused(parts.packed(), tmp_path).sentence


def test_one_version_cannot_stand_twice_and_one_id_in_two_layers(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    lines = parts.lines("incidents")
    parts.put("incidents", [*lines, lines[0]])
    assert "stands in the file already" in refused(parts.packed(), tmp_path).sentence
    full = full_incident(parts)
    stolen: Any = {**lines[full], "unit": an_id("thief"), "coder": BO}
    parts.put("incidents", [*lines, stolen])
    assert "stands already in another layer or article" in refused(parts.packed(), tmp_path).sentence
    lines[full]["content"]["notes"].append(lines[full]["content"]["notes"][-1])
    parts.put("incidents", lines)
    assert "stands already at content.notes" in refused(parts.packed(), tmp_path).sentence


def test_parts_stand_in_the_order_of_their_ids_and_a_value_has_one_note(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    lines = parts.lines("incidents")
    content = lines[full_incident(parts)]["content"]
    content["evidence"].reverse()
    parts.put("incidents", lines)
    assert "content.evidence[1].id: the ids must ascend" in refused(parts.packed(), tmp_path).sentence
    content["evidence"].reverse()
    content["notes"][1] |= {name: content["notes"][0][name] for name in ("row", "field")}
    parts.put("incidents", lines)
    assert "content.notes[1]: there is another note on the same value" in refused(parts.packed(), tmp_path).sentence


def test_several_versions_of_one_unit_may_come_along(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    lines = parts.lines("incidents")
    parts.put("incidents", [*lines, {**lines[full_incident(parts)], "known": [an_id("another change")]}])
    path = tmp_path / "a.curator-handover"
    path.write_bytes(parts.packed())
    assert len(read_handover(path).versions) == 11


def test_a_unit_has_no_hundreds_of_versions(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    line = parts.lines("incidents")[full_incident(parts)]
    parts.put("incidents", [{**line, "known": [an_id("change", str(number))]} for number in range(101)])
    assert "more than 100 versions of the incident" in refused(parts.packed(), tmp_path).sentence


def test_fifty_faults_are_named_and_no_more(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    lines = parts.lines("incidents")
    parts.put("incidents", [{**lines[0], "unit": str(number)} for number in range(80)])
    fault = refused(parts.packed(), tmp_path)
    assert len(fault.places) == 50
    assert "50 places are wrong (or more)" in fault.sentence


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "(incidents.jsonl line 1), because it is not JSON"),
        (b"", "(incidents.jsonl line 1), because it is not JSON"),
        (b"[]", "incidents.jsonl line 1: an object"),
        (b"\xff", "because it is not UTF-8"),
        (b"[" * 101 + b"]" * 101, "nested more than 100 deep"),
        (b"[" * 100_000, "nested more than 100 deep"),
        (b'{"unit": 1, "unit": 2}', "the member “unit” stands twice"),
        (b'{"unit": NaN}', "NaN is not a number"),
        (b'{"unit": 1e999}', "is too large"),
        (b"1" * 5_000, "because"),
    ],
)  # fmt: skip
def test_lines_that_are_no_units(tmp_path: Path, line: bytes, told: str) -> None:
    parts = Parts(tmp_path)
    parts.entries["incidents.jsonl"] = line + b"\n"
    parts.manifest["counts"]["incidents"] = 1
    assert told in refused(parts.packed(), tmp_path).sentence


def test_a_part_that_was_cut_within_a_line_is_refused(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.entries["incidents.jsonl"] = parts.entries["incidents.jsonl"][:-10]
    assert "the last line of its entry incidents.jsonl is not complete" in refused(parts.packed(), tmp_path).sentence


def test_a_missing_piece_of_a_part_is_missed(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.entries["incidents-3.jsonl"] = parts.entries["incidents.jsonl"]
    assert "some pieces are missing" in refused(parts.packed(), tmp_path).sentence


def test_codebooks_are_judged(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    name = f"codebooks/{BOOK_SHA}.json"
    whole = parts.entries[name]
    parts.entries[name] = b"{}"
    assert "has another SHA-256 than its name says" in refused(parts.packed(), tmp_path).sentence
    for data, told in (
        (b"{}", "is no codebook"),
        (b"[]", "is no codebook"),
        (whole.replace(b'"kind":"text"', b'"kind":"txt"', 1), "“txt” is no kind"),
        (whole.replace(b",", b", ", 1), "is not in the form in which Curator keeps codebooks"),
        (b"{" + b",".join(b'"x%d":1' % number for number in range(200_000)) + b"}", "is no codebook"),
    ):
        parts = Parts(tmp_path)
        del parts.entries[name]
        other = text_sha256(data.decode())
        parts.entries[f"codebooks/{other}.json"] = data
        parts.manifest["codebooks"] = [other]
        assert told in refused(parts.packed(), tmp_path).sentence


def test_codebooks_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    whole = parts.entries[f"codebooks/{BOOK_SHA}.json"]
    other = whole.replace(b'"key":"number","kind":"integer"', b'"key":"number","kind":"decimal"')
    assert other != whole
    sha = text_sha256(other.decode())
    parts.entries[f"codebooks/{sha}.json"] = other
    parts.manifest["codebooks"].append(sha)
    parts.manifest["counts"]["codebooks"] = 2
    assert "“number” is a field of two kinds" in refused(parts.packed(), tmp_path).sentence
