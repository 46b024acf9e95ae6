# SPDX-License-Identifier: MIT
"""The canonical document: it gives the same codebook back, renaming moves nothing in it, and every fault is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.assets import read_text
from curator.domain.codebook.adopted import read_adopted
from curator.domain.codebook.document import (
    adoption_faults,
    codebook_json,
    codebook_sha256,
    document_of,
    read_document,
)
from curator.domain.codebook.faults import CodebookFaults, Fault
from curator.domain.codebook.model import (
    Choice,
    ChoiceList,
    Codebook,
    Condition,
    Derived,
    Field,
    Group,
    Key,
    Rule,
    Section,
)
from curator.formats.codebook_toml import read_codebook
from tests.renaming import renamed

NAMES = ("incidents", "accidents")


def built_in(name: str) -> Codebook:
    return read_codebook(read_text(f"codebooks/{name}.toml"), name)


@pytest.mark.parametrize("name", NAMES)
def test_the_document_gives_the_same_codebook_back(name: str) -> None:
    codebook = built_in(name)
    assert read_document(document_of(codebook)) == codebook
    assert read_document(json.loads(codebook_json(codebook))) == codebook
    assert read_adopted(json.loads(codebook_json(codebook))) == codebook
    assert codebook_json(read_document(json.loads(codebook_json(codebook)))) == codebook_json(codebook)
    other = renamed(codebook)
    assert read_adopted(json.loads(codebook_json(other))) == other


def test_what_was_adopted_is_read_as_it_was_judged_with_every_attribute_a_codebook_can_have() -> None:
    row_is_new = Condition(field="who", any_of=("a", "b"), negate=True)
    full = Codebook(
        key="full", version="2", title="Full", language="de", help="h", guidelines=("g",), not_codable="reasons",
        mention_required=False, title_field="what", summary_fields=("what", "n"),
        sections=(Section("one", "One", "h"),),
        lists=(
            ChoiceList(
                "reasons", (Choice("a", "A", "h", "", "total", True, ("l",), ("e",), ("c",), {"de": "Ä"}),), True
            ),
            ChoiceList("empty", (), True),
        ),
        fields=(
            Field(
                "what", "text", "What", section="one", core=True,
                required_when=(Condition(group="g", where=(row_is_new,)),),
                visible_when=(Condition("n", at_least=0),), evidence="none", has_basis=False, private=True, default="x",
                max_length=5, help="h", examples=("e",), counter_examples=("c",), lexicon=("l",), metric="nominal",
                labels={"de": "Was"},
            ),
            Field("n", "number", "N", required=True, minimum=0, maximum=2.5, default=0),
            Field("d", "date", "D", parts=(Field("d_start", "day", "Start", "start"),)),
        ),
        groups=(
            Group("g", "G", (Field("who", "choice", "Who", choices="reasons", parent="n"),), "one", True, "r", "h"),
        ),
        keys=(Key("k", "K", "who", "g", (("who", "a"),)), Key("w", "W", "what")),
        rules=(
            Rule(
                "r1", "some_kind", "hint", "m",
                {"when": (row_is_new,), "fields": ("what", "n"), "most": 0, "one": "n"}, "h",
            ),
        ),
        derived=(Derived("t", "T", "count_total", "n", "g", (row_is_new,), (row_is_new,), "h", "f"),),
    )  # fmt: skip
    assert read_adopted(json.loads(codebook_json(full))) == full


@pytest.mark.parametrize("name", NAMES)
def test_renaming_moves_nothing_in_the_json(name: str) -> None:
    codebook = built_in(name)
    assert renamed(codebook, str) == codebook

    def turned_round(key: str) -> str:  # another order of names
        return f"{'zyx'[len(key) % 3]}{len(key)}_{key}"

    def back(key: str) -> str:
        return key.split("_", 1)[1]

    other = renamed(codebook, turned_round)
    assert read_document(document_of(other)) == other
    assert codebook_sha256(other) != codebook_sha256(codebook)
    assert codebook_json(renamed(other, back)) == codebook_json(codebook)
    assert shape(document_of(other)) == shape(document_of(codebook))


def shape(value: Any) -> Any:
    """A document without its texts: the order and names of everything else."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else type(value).__name__


@pytest.mark.parametrize("name", NAMES)
def test_no_part_of_a_document_is_empty(name: str) -> None:
    def walk(value: Any) -> None:
        assert value not in ("", [], {}, None)
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(each)

    walk(document_of(built_in(name)))


Change = Callable[[dict[str, Any]], object]


def changed_document(change: Change) -> dict[str, Any]:
    document = deepcopy(document_of(built_in("incidents")))
    change(document)
    return document


def faults_of(document: object) -> tuple[Fault, ...]:
    with pytest.raises(CodebookFaults) as refused:
        read_document(document)
    return refused.value.faults


def test_a_document_that_is_no_table_is_refused() -> None:
    for document in ([], "codebook", None, 5):
        assert faults_of(document)[0].path == ()


def test_every_fault_is_found_in_one_reading() -> None:
    def change(document: dict[str, Any]) -> None:
        document["fields"][0]["key"] = "Title"
        document["fields"][1]["choices"] = "event_type_list"
        document["rules"][1]["field"] = "sub_event"
        document["keys"][0]["key"] = "N"
        del document["version"]

    places = [str(fault) for fault in faults_of(changed_document(change))]
    assert any(place.startswith("fields 1, key: “Title” cannot be used") for place in places)
    assert any("“version” is missing" in place for place in places)
    assert any("there is no list “event_type_list”" in place and "“event_types”" in place for place in places)
    assert any(
        "there is no field “sub_event”" in place and "Did you mean “sub_event_type”?" in place for place in places
    )
    assert any(place.startswith("keys 1, key: the key N belongs to Curator") for place in places)


def test_a_faulty_codebook_is_a_fault_of_input_with_places() -> None:
    with pytest.raises(CodebookFaults) as refused:
        read_document(changed_document(lambda document: document.pop("title")))
    assert "one fault" in refused.value.sentence
    assert refused.value.places == ("“title” is missing; add it.",)


def test_more_columns_than_a_table_can_hold() -> None:
    def change(document: dict[str, Any]) -> None:
        more = [{"key": f"f{number}", "kind": "text", "label": "F"} for number in range(401)]
        document["groups"][0]["fields"] += more

    (fault,) = faults_of(changed_document(change))
    assert "the group “actors” has 408 columns" in fault.reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=st.data(), wrong=JSON)
def test_any_wrong_value_anywhere_is_a_named_fault_or_a_codebook_never_a_crash(data: st.DataObject, wrong: Any) -> None:
    document: Any = deepcopy(document_of(built_in("accidents")))
    at: Any = document
    for _ in range(data.draw(st.integers(1, 7))):
        name = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else list(range(len(at)))))
        if not isinstance(at[name], dict | list) or not at[name]:
            break
        parent, at = at, at[name]
    else:
        at, name = parent, name
    at[name] = wrong
    faults: tuple[Fault, ...] = ()
    try:
        codebook = read_document(document)
        assert read_document(document_of(codebook)) == codebook
    except CodebookFaults as refused:
        faults = refused.faults
    assert all(fault.reason.strip() for fault in faults)


def test_a_key_never_changes_its_kind_between_versions() -> None:
    old = built_in("incidents")
    assert adoption_faults([old], replace(old, version="2.0")) == ()
    fields = tuple(replace(each, kind="long_text") if each.key == "scope_reason" else each for each in old.fields)
    (fault,) = adoption_faults([old], replace(old, version="2.0", fields=fields))
    assert "“scope_reason” was of kind “text” in version 1.1" in fault.reason
    groups = tuple(
        replace(group, fields=tuple(replace(each, kind="long_text") for each in group.fields if each.kind == "text"))
        for group in old.groups
        if group.key == "sources"
    )
    assert len(adoption_faults([old], replace(old, version="2.0", groups=groups))) == 2
    moved = tuple(each for each in old.fields if each.key != "scope_reason")
    between = replace(old, version="2.0", fields=moved)
    assert len(adoption_faults([old, between], replace(old, version="3.0", fields=fields))) == 1


def test_a_key_of_one_table_may_be_of_another_kind_in_another_table() -> None:
    codebook = built_in("incidents")
    assert codebook.node("count", "weapons") != codebook.node("count", "casualties")
    assert adoption_faults([codebook], codebook) == ()
