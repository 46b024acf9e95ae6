# SPDX-License-Identifier: MIT
"""Coding files that are refused whole, each naming the place; and what a file may leave out."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Incident
from curator.domain.faults import InputRefused
from curator.domain.ids import derived_id, is_id
from curator.domain.settling import text_sha256
from curator.formats.coding_file import ParsedCoding, derived_coder_id
from curator.formats.coding_file_reading import read_coding
from tests.codings_strategy import small_codebook

BOOK = small_codebook()
NEXT = small_codebook("2.0")
TEXT = "On Friday two men were hurt near the bridge. 👩‍👩‍👧 saw it."
ID = derived_id("a", "b")
Json = dict[str, Any]


def book_of(key: str, version: str) -> Codebook | None:
    return {("small", "1.0"): BOOK, ("small", "2.0"): NEXT}.get((key, version))


def span(words: str, **more: object) -> Json:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words, **more}


def document() -> Json:
    return {
        "format": "curator-coding",
        "format_version": 1,
        "codebook": {"key": "small", "version": "1.0"},
        "coder": {"name": "Ana"},
        "article": {
            "text_sha256": text_sha256(TEXT),
            "length": len(TEXT),
            "fields": {
                "title": {"value": "Two hurt", "evidence": [span("two men")]},
                "author": {"state": "not_stated"},
            },
        },
        "incidents": [
            {
                "mentions": [span("two men were hurt")],
                "fields": {
                    "headline": "Two hurt at the bridge",
                    "when": {"basis": "normalised", "evidence": [span("Friday")]},
                    "when_first": {"value": "2019-11-08", "evidence": [span("Friday"), span("On", role="anchor")]},
                    "number": 2,
                    "means_used": ["x2", "x1"],
                },
                "groups": {
                    "people": [{"fields": {"duty": "doer", "called": "men"}, "evidence": [span("men")]}],
                    "harm": [
                        {"fields": {"what": "hurt", "tally": {"note": "two"}, "tally_min": 2, "tally_sort": "s0"}}
                    ],
                },
            }
        ],
        "not_codable": [{**span("saw it"), "reason": "past"}],
        "reading": "finished",
    }


def read(given: Json, text: str | Callable[[str], str | None] = TEXT) -> ParsedCoding:
    return read_coding(json.dumps(given).encode(), book_of, text)


def refused(given: Json, text: str | Callable[[str], str | None] = TEXT) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read(given, text)
    assert "nothing was changed" in caught.value.sentence or "Nothing was changed" in caught.value.sentence
    return caught.value


def at(given: Json, path: str) -> tuple[Any, Any]:
    """The container and the last step of a path such as incidents.0.fields.number."""
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    here: Any = given
    for step in steps[:-1]:
        here = here[step]
    return here, steps[-1]


def changed(path: str, value: object) -> Json:
    given = copy.deepcopy(document())
    container, last = at(given, path)
    container[last] = value
    return given


FIELDS = "incidents.0.fields"
PEOPLE = "incidents.0.groups.people.0"
SPAN = f"{FIELDS}.when_first.evidence.0"
PLACE = "incidents[0].fields.when_first.evidence[0]"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (f"{SPAN}.start", 4, f"{PLACE}: the words at 4-9 are “riday”, not “Friday”"),
        (f"{SPAN}.quote", "Sunday", f"{PLACE}: the words at 3-9 are “Friday”, not “Sunday”"),
        (f"{SPAN}.quote", None, f"{PLACE}: the words at 3-9 are “Friday”, not “”"),
        (f"{SPAN}.start", -1, f"{PLACE}: -1-9 lies outside the text, which has {len(TEXT)} characters"),
        (f"{SPAN}.end", 900, f"{PLACE}: 3-900 lies outside"),
        (f"{SPAN}.end", 3, f"{PLACE}: 3-3 holds no words"),
        (f"{SPAN}.end", 2, f"{PLACE}: 3-2 holds no words"),
        (f"{SPAN}.start", 3.0, f"{PLACE}.start: a whole number"),
        (f"{SPAN}.start", True, f"{PLACE}.start: a whole number"),
        (f"{SPAN}.end", "9", f"{PLACE}.end: a whole number"),
        (f"{SPAN}.end", None, f"{PLACE}.end: a whole number"),
        (f"{SPAN}.before", "Off ", f"{PLACE}: the words before 3 are not those"),
        (f"{SPAN}.after", "!", f"{PLACE}: the words after 9 are not those"),
        (f"{SPAN}.role", "main", f"{PLACE}.role: “main” is none of direct, anchor, support, contradicts"),
        (f"{SPAN}.id", "I1", f"{PLACE}.id: “I1” is not an id"),
        (f"{SPAN}.colour", "red", f"{PLACE}.colour: this member is not known here"),
        (f"{SPAN}.position", "1", f"{PLACE}.position: a whole number"),
        (f"{FIELDS}.when_first.evidence", {}, "incidents[0].fields.when_first.evidence: a list"),
        (f"{FIELDS}.nothing", 1, "incidents[0].fields.nothing: the codebook has no such field"),
        (f"{PEOPLE}.fields.number", 1, "incidents[0].groups.people[0].fields.number: the codebook has no such"),
        ("incidents.0.groups.ships", [], "incidents[0].groups.ships: this member is not known here"),
        (f"{FIELDS}.sort", "unheard", "incidents[0].fields.sort.value: “unheard” is not in the list duties"),
        (f"{FIELDS}.number", "two", "incidents[0].fields.number.value: a whole number is expected"),
        (f"{FIELDS}.number", 2.5, "incidents[0].fields.number.value: a whole number is expected"),
        (f"{FIELDS}.number", True, "incidents[0].fields.number.value: a whole number is expected"),
        (f"{FIELDS}.weight", "12", "incidents[0].fields.weight.value: a number is expected"),
        (f"{FIELDS}.when_first", "2019-02-30", "incidents[0].fields.when_first.value: 2019-02-30 is not a day"),
        (f"{FIELDS}.sure", "maybe", "incidents[0].fields.sure.value: one of yes, no, unclear"),
        (f"{FIELDS}.hour", "25:00", "incidents[0].fields.hour.value: a time as HH:MM"),
        (f"{FIELDS}.headline", ["a"], "incidents[0].fields.headline.value: text is expected"),
        (f"{FIELDS}.when", "Friday", "incidents[0].fields.when.value: this field is made of parts"),
        (f"{FIELDS}.sure", {"state": "unknown"}, "incidents[0].fields.sure.state: “unknown” is none of"),
        (f"{FIELDS}.sure", {"value": "yes", "basis": "guess"}, "incidents[0].fields.sure.basis: “guess” is none of"),
        (f"{FIELDS}.sure", {"value": "yes", "state": "not_stated"}, "incidents[0].fields.sure.state: the state is"),
        (f"{FIELDS}.sure", {"state": "value"}, "incidents[0].fields.sure.state: the state is value, but there is none"),
        (f"{FIELDS}.headline", {"value": "x", "basis": "stated"}, "incidents[0].fields.headline.basis: this field"),
        (f"{FIELDS}.sure", {"value": "yes", "proposed": 1}, "incidents[0].fields.sure.proposed: true or false"),
        (f"{FIELDS}.sure", {"value": "yes", "note": 1}, "incidents[0].fields.sure.note: a text"),
        (f"{FIELDS}.sure", {"value": "yes", "note": "a\x00"}, "incidents[0].fields.sure.note: it holds U+0000"),
        (f"{FIELDS}.sure", {"value": "yes", "note": "\ud800"}, "incidents[0].fields.sure.note: it holds U+D800"),
        (f"{FIELDS}.sure", {"value": "yes", "note_id": "1"}, "incidents[0].fields.sure.note_id: “1” is not an id"),
        ("incidents.0.status", "ready", "incidents[0].status: “ready” is none of draft, finished, withdrawn"),
        ("incidents.0.created", "2019-11-08", "incidents[0].created: a time as"),
        ("incidents.0.coder", "Bo", "incidents[0].coder: “Bo” is none of the file's coders"),
        ("incidents.0.evidence", [], "incidents[0].evidence: this member is not known here"),
        ("incidents.0.mentions", [7], "incidents[0].mentions[0]: an object"),
        ("incidents.0.fields", [], "incidents[0].fields: an object"),
        ("incidents.0.groups.people", {}, "incidents[0].groups.people: a list"),
        ("incidents", {}, "incidents: a list"),
        ("not_codable.0.reason", "boring", "not_codable[0].reason: “boring” is no reason of the codebook"),
        ("not_codable.0.end", 900, "not_codable[0]: 51-900 lies outside"),
        ("reading", "half", "reading: “half” is none of unread"),
        ("reading", {"Bo": "finished"}, "reading.Bo.coder: “Bo” is none"),
        ("article.fields.title.value", 3, "article.fields.title.value: a text"),
        ("article.fields.colour", "red", "article.fields.colour: this member is not known here"),
        ("article.fields.title.evidence.0.start", 0, "article.fields.title.evidence[0]: the words at 0-17"),
        ("article.length", 3, f"article.length: the text has {len(TEXT)} characters, not 3"),
        ("article.id", "7", "article.id: “7” is not an id"),
        ("article.text", "other", "article.text: this text has another SHA-256"),
        ("article.added", "now", "article.added: a time as"),
        ("article.added", "2020-02-30T10:00:00.000Z", "article.added: a time as"),
        ("article.settled_by", " ", "article.settled_by: a text that is not empty"),
        ("comment", "hello", "comment: this member is not known here"),
        ("coder.age", 3, "coder.age: this member is not known here"),
        ("coder.name", " ", "coder.name: a name is expected"),
        ("coder.id", "x", "coders[0].id: “x” is not an id"),
        ("codebook", "small 1.0", "codebook: an object"),
    ],
)  # fmt: skip
def test_each_fault_names_its_place(path: str, value: object, place: str) -> None:
    fault = refused(changed(path, value))
    assert fault.places[0].startswith(place), fault.places
    assert fault.places[0] in fault.sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not JSON (line 1, column 1)"),
        (b"{", "not JSON"),
        (b"[]", "not a coding file"),
        (b'"curator-coding"', "not a coding file"),
        (b'{"format": "curator-seed-gold"}', "not a coding file"),
        (b'{"a": 1, "a": 2}', "the member “a” stands twice"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": 1e999}', "the number 1e999 is too large"),
        (b'{"format": "curator-coding", "a": "\xff"}', "not UTF-8 (byte 35)"),
        (b"\x00\x01", "not JSON"),
        (b"[" * 200 + b"]" * 200, "nested more than 100 deep"),
        (b"[" * 100_000, "nested more than 100 deep"),
        (b'{"format": "curator-coding", "format_version": 2}', "written by a newer Curator"),
        (b'{"format": "curator-coding", "format_version": true}', "is not a version"),
        (b'{"format": "curator-coding", "format_version": "1"}', "is not a version"),
        (b"9" * 5000, "because"),
    ],
)
def test_what_is_no_coding_file_is_said_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read_coding(data, book_of, TEXT)
    assert sentence in caught.value.sentence


def test_a_file_of_more_than_64_megabytes_is_not_even_decoded() -> None:
    with pytest.raises(InputRefused, match="larger than 64 MB"):
        read_coding(b"\xff" * (64 * 1024 * 1024 + 1), book_of, TEXT)


def test_brackets_in_texts_are_no_depth() -> None:
    assert (
        read(changed(f"{FIELDS}.headline", "[" * 300 + '"\\')).coding.incidents[0].values["headline"].startswith("[[")
    )


def test_the_text_must_be_here_or_in_the_file() -> None:
    assert "neither here nor in the file" in refused(document(), lambda sha: None).sentence
    assert "neither here nor in the file" in refused(document(), "another text").sentence
    inline = changed("article.text", TEXT)
    assert read(inline, lambda sha: None).text == TEXT
    del inline["article"]["text_sha256"]
    assert read(inline, lambda sha: None).coding.article.text_sha256 == text_sha256(TEXT)
    del inline["article"]["text"]
    assert refused(inline, lambda sha: None).places[0].startswith("article.text_sha256: the SHA-256")


def test_a_text_in_the_file_must_be_settled() -> None:
    given = changed("article.text", "a\r\nb")
    given["article"]["text_sha256"] = text_sha256("a\r\nb")
    assert "article.text: this text is not settled" in refused(given, lambda sha: None).sentence


def test_an_unknown_codebook_is_named() -> None:
    assert "“small” 9.9, which is not here" in refused(changed("codebook.version", "9.9")).sentence
    assert (
        refused(changed("incidents.0.codebook", {"key": "x", "version": "1"})).places[0].startswith("incidents[0].code")
    )


def test_one_id_cannot_stand_twice() -> None:
    given = changed("incidents.0.id", ID)
    given["incidents"].append({"id": ID, "mentions": [{**span("men"), "id": ID}]})
    places = refused(given).places
    assert places[0] == f"incidents[1].id: the id {ID} stands already at incidents[0].id"
    assert places[1].startswith(f"incidents[1].mentions[0].id: the id {ID} stands already")


def test_all_faults_are_named_up_to_fifty() -> None:
    given = document()
    given["incidents"][0]["fields"] = {f"nothing{n}": 1 for n in range(30)}
    assert len(refused(given).places) == 30
    given["incidents"][0]["fields"] = {f"nothing{n}": 1 for n in range(300)}
    fault = refused(given)
    assert len(fault.places) == 50
    assert "50 places are wrong (or more)" in fault.sentence


def one(parsed: ParsedCoding) -> Incident:
    return parsed.coding.incidents[0]


def test_what_is_left_out_is_plain() -> None:
    parsed = read(document())
    incident = one(parsed)
    assert parsed.coders[0].id == derived_coder_id("Ana") == incident.coder
    assert (incident.status, incident.position, incident.created, incident.codebook) == ("draft", 0, "", "small 1.0")
    assert incident.values["means_used"] == "x1; x2"
    assert parsed.coding.reading == {incident.coder: "finished"}
    said = {(note.row != "", note.field): (note.state, note.basis, note.note) for note in incident.notes}
    assert said == {
        (False, "when"): ("value", "normalised", ""),
        (True, "duty"): ("value", "judgement", ""),
        (True, "what"): ("value", "judgement", ""),
        (True, "tally"): ("value", "stated", "two"),
    }
    assert [(note.field, note.state) for note in parsed.coding.article_notes] == [("author", "not_stated")]
    anchor = incident.evidence_of("when_first")[1]
    assert (anchor.quote, anchor.role, anchor.position) == ("On", "anchor", 1)


def test_ids_that_are_left_out_are_the_same_every_time() -> None:
    assert read(document()).coding == read(document()).coding
    assert all(is_id(span.id) for span in read(document()).coding.all_evidence())
    other = read(changed("coder.name", "Bo"))
    assert one(other).id != one(read(document())).id


def test_an_explicit_stated_choice_of_a_row_is_no_judgement() -> None:
    parsed = read(changed(f"{PEOPLE}.fields.duty", {"value": "doer", "basis": "stated"}))
    assert not [note for note in one(parsed).notes if note.field == "duty"]


def test_a_part_says_something_of_its_own_only_where_it_differs() -> None:
    same = read(changed(f"{FIELDS}.when_first", {"value": "2019-11-08", "basis": "normalised"}))
    assert [note.field for note in one(same).notes if not note.row] == ["when"]
    differs = read(changed(f"{FIELDS}.when_first", {"value": "2019-11-08", "basis": "stated"}))
    assert [note.field for note in one(differs).notes if not note.row] == ["when", "when_first"]


def test_several_coders_are_named_by_id_or_name() -> None:
    given = document()
    given["coders"] = [given.pop("coder"), {"id": ID, "name": "Bo"}]
    assert "it must say which coder's this is" in refused(given).sentence
    given["incidents"][0]["coder"] = "Bo"
    given["not_codable"][0]["coder"] = ID
    given["reading"] = {"Ana": "started", ID: "finished"}
    parsed = read(given)
    assert one(parsed).coder == ID
    assert parsed.coding.not_codable[0].coder == ID
    assert parsed.coding.reading == {derived_coder_id("Ana"): "started", ID: "finished"}


def test_an_incident_may_be_coded_under_another_version() -> None:
    parsed = read(changed("incidents.0.codebook", {"key": "small", "version": "2.0"}))
    assert one(parsed).codebook == "small 2.0"
    assert parsed.codebook is BOOK
