# SPDX-License-Identifier: MIT
"""The papers of the hand-over: the JSON Schema and the help page say what the reader does."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from curator.app.help_index import parts as help_parts
from curator.assets import read_text
from curator.domain.coding import BASES, INCIDENT_STATUSES, READING_STATES, ROLES, STATES
from curator.domain.faults import InputRefused
from curator.domain.handover import HandOver
from curator.domain.reviewing import VERDICTS
from curator.formats.handover_file import (
    MANIFEST,
    MOST_ENTRIES,
    MOST_RATIO,
    MOST_TEXT_FILES,
    PART_BYTES,
    PART_NAME,
    PARTS,
)
from curator.formats.handover_reading import read_handover
from curator.formats.handover_writing import write_handover
from tests.codings_strategy import CODERS, QUICK, small_codebook
from tests.formats.handover_sample import Parts, handover, put_at
from tests.handovers_strategy import handovers

SCHEMA: dict[str, Any] = json.loads(read_text("schemas/hand-over.schema.json"))
PAGE = read_text("help/hand-over.md")
LINE = {
    part: Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})
    for part in ("articles", "texts", *PARTS.values())
}
HEAD = Draft202012Validator(SCHEMA)


def faults(path: Path) -> list[str]:
    """What in a file does not fit the schema."""
    found = []
    with zipfile.ZipFile(path) as packed:
        found += [fault.message for fault in HEAD.iter_errors(json.loads(packed.read(MANIFEST)))]
        for name in packed.namelist():
            named = PART_NAME.fullmatch(name)
            for line in packed.read(name).splitlines() if named else ():
                assert named
                found += [fault.message for fault in LINE[named["part"]].iter_errors(json.loads(line))]
    return found


def fit(given_one: HandOver, path: Path) -> None:
    write_handover(given_one, path)
    found = faults(path)
    if found:
        pytest.fail(found[0][:500])


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_unit_of_every_kind_fits_the_schema(tmp_path: Path) -> None:
    fit(handover(), tmp_path / "a")


@pytest.mark.slow
def test_every_written_file_fits_the_schema(tmp_path: Path) -> None:
    books = (small_codebook(), small_codebook("2.0"))

    @QUICK
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        fit(data.draw(handovers(books, CODERS)), tmp_path / "a")

    holds()


@pytest.mark.parametrize(
    ("part", "path", "value"),
    [
        ("incidents", "unit", "1"), ("incidents", "coder", ""), ("incidents", "known", None), ("incidents", "extra", 1),
        ("comments", "content.resolved", 1), ("comments", "content.text", " "), ("comments", "content.thread", ""),
        ("passages", "content.start", -1), ("passages", "content.start", 3.5), ("passages", "content.quote", ""),
        ("readings", "content.state", "half"), ("assignments", "coder", "x"), ("pairs", "content.same", "yes"),
        ("metadata", "content.fields.colour", "red"), ("metadata", "content.evidence.0.role", "main"),
        ("judgements", "content.verdict", "fine"), ("judgements", "content.created", "now"),
        ("articles", "length", -1), ("articles", "text", 1), ("articles", "added", ...),
        ("", "purpose", "gift"), ("", "format_version", 2), ("", "coders.0.kind", "robot"), ("", "counts.pairs", -1),
        ("", "entries.0.name", "../x"), ("", "codebooks.0", "x"), ("", "extra", 1), ("", "settings.a", 1),
    ],
)  # fmt: skip
def test_what_the_reader_refuses_for_its_shape_the_schema_refuses_too(
    tmp_path: Path, part: str, path: str, value: object
) -> None:
    parts = Parts(tmp_path)
    if part:
        lines = parts.lines(part)
        put_at(lines[0], path, value)
        assert list(LINE[part].iter_errors(lines[0]))
        parts.put(part, lines)
        data = parts.packed()
    else:
        put_at(parts.manifest, path, value)
        assert list(HEAD.iter_errors(parts.manifest))
        data = parts.packed(json.dumps(parts.manifest).encode())
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(InputRefused):
        read_handover(tmp_path / "a")


def test_every_member_and_every_word_is_on_the_page() -> None:
    members: set[str] = set()
    waiting: list[Any] = [SCHEMA]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            members |= set(here.get("properties", {})) if isinstance(here.get("properties"), dict) else set()
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    words = {*members, *STATES, *BASES, *ROLES, *INCIDENT_STATUSES, *READING_STATES, *VERDICTS}
    assert [word for word in sorted(words) if f"`{word}`" not in PAGE] == []
    for part in PARTS.values():
        assert f"`{part}.jsonl`" in PAGE


def test_the_limits_on_the_page_are_those_of_the_reader() -> None:
    for limit in (f"{MOST_ENTRIES:,} entries", f"{MOST_RATIO} times", f"more than {MOST_TEXT_FILES:,}"):
        assert limit in PAGE
    assert f"{PART_BYTES // 1024 // 1024} MB goes on" in PAGE.replace("\n", " ")


def test_the_page_is_found_in_the_help() -> None:
    assert any(part.page == "help/hand-over.md" and part.heading == "What is checked" for part in help_parts())
