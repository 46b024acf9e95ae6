# SPDX-License-Identifier: MIT
"""The two codebooks that ship: what CODEBOOK.md 2.1 asks for is there, and no name of it stands in the program."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import curator
from curator.assets import read_text
from curator.domain.codebook.kinds import KINDS, columns
from curator.domain.codebook.model import Codebook, Field
from curator.formats.codebook_toml import read_codebook


def built_in(name: str) -> Codebook:
    return read_codebook(read_text(f"codebooks/{name}.toml"), name)


INCIDENTS = built_in("incidents")
ACCIDENTS = built_in("accidents")

COLUMNS = (
    "title event_type sub_event_type stage tactics civilian_targeting date_text date_start date_end date_precision "
    "date_basis time_of_day location_text location_name admin1 admin2 country relative_km relative_direction "
    "relative_to relative_approximate geo_precision latitude longitude coord_source report_status source_reliability "
    "info_credibility certainty source_scale scope scope_reason notes coder_memo tags"
)
REQUIRED = (
    "title event_type sub_event_type stage civilian_targeting date_text date_start date_end date_precision date_basis "
    "location_text country geo_precision report_status source_reliability info_credibility certainty scope"
)
GROUPS = {
    "actors": "role name_text canonical type side country attribution",
    "weapons": "type name_text count",
    "targets": "type name_text count damage",
    "casualties": "kind group low best high qualifier",
    "sources": "who_text who_type via anonymous",
    "links": "relation other_incident",
}
SIZES = {
    "event_types": 6, "sub_event_types": 25, "stages": 4, "tactic_list": 17, "geo_precisions": 7, "actor_roles": 7,
    "actor_types": 9, "attributions": 7, "weapon_types": 18, "target_types": 20, "harm_kinds": 6, "qualifiers": 8,
    "source_types": 12, "report_statuses": 6, "certainties": 4, "reliability_grades": 6, "credibility_grades": 6,
    "source_scales": 6, "scopes": 3, "relations": 6, "not_codable_reasons": 6, "countries": 250,
}  # fmt: skip


def test_the_codebook_for_incidents_has_every_field_of_its_design() -> None:
    assert " ".join(name for name, _ in columns(INCIDENTS)) == COLUMNS
    assert {group.key: " ".join(name for name, _ in columns(group)) for group in INCIDENTS.groups} == GROUPS
    assert {entry.key: len(entry.choices) for entry in INCIDENTS.lists if entry.key in SIZES} == SIZES
    assert INCIDENTS.list_by_key["tag_list"].open


def test_what_is_asked_for_and_what_needs_words() -> None:
    needed = [node.key for top in INCIDENTS.fields for node in top.nodes() if node.required]
    assert " ".join(needed) == REQUIRED
    words = {node.key for top in INCIDENTS.fields for node in top.nodes() if node.evidence == "required"}
    assert words == {"event_type", "date_text", "location_text"}
    rows = {
        (group.key, node.key) for group in INCIDENTS.groups for node in group.nodes() if node.evidence == "required"
    }
    assert rows == {("actors", "name_text"), ("actors", "attribution"), ("sources", "who_text")}


def test_the_rules_of_the_design_are_there() -> None:
    ids = {rule.id.split(".")[0] for rule in INCIDENTS.rules}
    wanted = [*range(1, 11), 12, 13, 14, 16, 17, 18, 19, 20, 21, 27]
    assert {f"V{number:02}" for number in wanted} <= ids


def test_every_key_of_the_keyboard_is_told_apart_from_the_programs_own() -> None:
    letters = [key.key for key in INCIDENTS.keys]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & {"N", "M", "X"}
    assert {"D", "L", "K"} <= set(letters)


def test_the_small_codebook_uses_every_kind_without_groups() -> None:
    used = {node.kind for top in ACCIDENTS.fields for node in top.nodes()}
    assert ACCIDENTS.groups == ()
    assert used == set(KINDS) - {"relative_location"}
    shared = {name for name, _ in columns(ACCIDENTS)} & {name for name, _ in columns(INCIDENTS)}
    assert shared == set()  # so that a test with both finds a name that the program should not know


@pytest.mark.parametrize("codebook", [INCIDENTS, ACCIDENTS], ids=lambda codebook: str(codebook.key))
def test_labels_and_help_are_sentences_people_can_read(codebook: Codebook) -> None:
    nodes: list[Field] = [node for top in codebook.fields for node in top.nodes()]
    nodes += [node for group in codebook.groups for node in group.nodes()]
    for node in nodes:
        assert re.match(r"[A-Z]", node.label), node.key
        assert not node.help or node.help.endswith((".", "?")), node.key
    for entry in codebook.lists:
        for choice in entry.choices:
            assert choice.label != choice.code or len(choice.code) < 3, choice.code
            assert not choice.help or choice.help.endswith("."), choice.code


def test_no_name_of_a_codebook_stands_in_the_program() -> None:
    """Names of two words; single words such as "date" or "other" are words of the program as well, and the renamed
    codebook finds those."""
    names: set[str] = set()
    for codebook in (INCIDENTS, ACCIDENTS):
        names |= {node.key for top in codebook.fields for node in top.nodes()}
        names |= {node.key for group in codebook.groups for node in group.nodes()}
        names |= {choice.code for entry in codebook.lists for choice in entry.choices}
    fixed = {meaning for kind in KINDS.values() for part in kind.parts for meaning in part.meanings}
    names = {name for name in names if "_" in name} - fixed - set(KINDS)
    found = []
    for path in sorted(Path(curator.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in names:
                found.append(f"{path.name}:{node.lineno} {node.value}")
    assert found == []
