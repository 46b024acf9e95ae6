# SPDX-License-Identifier: MIT
"""Export profiles: a choice of format, layer, filter and columns that has a name and is kept.

What lives here: the choice, its form as JSON, and what a changed codebook does to it. What does not: keeping it (the
project's saved things, operations), exporting (tasks).

A profile remembers the names of the codebook it was made with, so that a change can be told: a field that is retired,
one that is new, a choice that is called otherwise now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.domain.filtering import IncidentFilter, faults
from curator.formats.csv_columns import incidents_file
from curator.formats.manifest import ProfileColumn

KIND = "profile"  # of what a project keeps by name
FORMAT = "curator-export-profile/1"


@dataclass(frozen=True)
class ExportProfile:
    """What leaves, and how. `columns`: () for the whole set. `known`: the codebook's names when it was saved."""

    format: str = "csv"
    layer: str = "auto"
    columns: tuple[ProfileColumn, ...] = ()
    labels: bool = False
    texts: bool = True
    memos: bool = False
    withdrawn: bool = False
    filter: IncidentFilter = field(default_factory=IncidentFilter)
    known: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As plain values, as a project keeps them."""
        return {
            "profile": FORMAT,
            "format": self.format,
            "layer": self.layer,
            "columns": [{"key": each.key, "name": each.name} for each in self.columns],
            "labels": self.labels,
            "texts": self.texts,
            "memos": self.memos,
            "withdrawn": self.withdrawn,
            "filter": json.loads(self.filter.to_json()),
            "known": dict(self.known),
        }

    def made_with(self, codebook: Codebook) -> ExportProfile:
        """The same profile with the names of this codebook, as it is to be saved."""
        return replace(self, known=known_names(codebook))


def profile_from(told: Any) -> ExportProfile:
    """A profile from plain values. Raises InputRefused for what is none."""
    if not isinstance(told, dict) or told.get("profile") != FORMAT:
        raise InputRefused("This is no export profile of this version of Curator.")
    columns, known = told.get("columns", []), told.get("known", {})
    texts = [told.get(name, "") for name in ("format", "layer")]
    if not all(isinstance(text, str) and text for text in texts) or not isinstance(known, dict):
        raise InputRefused("This export profile is broken: it names no format or no layer.")
    if not isinstance(columns, list) or not all(_is_column(each) for each in columns):
        raise InputRefused("This export profile is broken: its columns have no keys.")
    flags = {name: told.get(name, name == "texts") is True for name in ("labels", "texts", "memos", "withdrawn")}
    return ExportProfile(
        format=texts[0],
        layer=texts[1],
        columns=tuple(ProfileColumn(each["key"], each.get("name", "")) for each in columns),
        filter=IncidentFilter.from_json(json.dumps(told.get("filter", {"conditions": []}))),
        known=known,
        **flags,
    )


def _is_column(told: Any) -> bool:
    return isinstance(told, dict) and all(isinstance(told.get(name, ""), str) for name in ("key", "name")) and (
        bool(told.get("key"))
    )  # fmt: skip


def known_names(codebook: Codebook) -> dict[str, Any]:
    """What a profile remembers of a codebook: its fields with their labels and lists, its lists with their labels."""
    fields = {
        f"{group}.{leaf.key}" if group else leaf.key: [leaf.label, leaf.choices]
        for group in ("", *codebook.group_by_key)
        for leaf in codebook.leaves(group)
    }
    return {
        "codebook": [codebook.key, codebook.version],
        "fields": fields,
        "lists": {
            entry.key: {choice.code: choice.label for choice in entry.choices if not choice.retired}
            for entry in codebook.lists
        },
    }


def alterations(profile: ExportProfile, codebook: Codebook) -> list[str]:
    """What the codebook in force changes in what the profile gives, one plain sentence each; nothing where all is as it
    was when the profile was saved."""
    now = known_names(codebook)
    found = [*_columns_gone(profile, codebook), *faults(profile.filter, codebook)]
    if profile.known:
        found += [*_fields(profile, now), *_choices(profile, now)]
    return list(dict.fromkeys(found))


def _columns_gone(profile: ExportProfile, codebook: Codebook) -> Iterator[str]:
    there = set(incidents_file(codebook, private=profile.memos).names)
    for column in profile.columns:
        if column.key not in there:
            yield f"There is no column “{column.key}” any more; the profile goes without it."


def _fields(profile: ExportProfile, now: Mapping[str, Any]) -> Iterator[str]:
    before: Mapping[str, Any] = profile.known.get("fields", {})
    for key, (label, _) in now["fields"].items():
        if key not in before and not (profile.columns and "." in key):
            becomes = "the profile does not have it" if profile.columns else "it leaves as well"
            yield f"The field “{label}” is new: {becomes}."
    chosen = {column.key for column in profile.columns}
    for key, (label, _) in before.items():
        if key not in now["fields"] and not profile.columns:
            yield f"The field “{label}” is retired: only incidents coded earlier have it."
        elif key in now["fields"] and key in chosen and now["fields"][key][0] != label:
            yield f"The field “{label}” is called “{now['fields'][key][0]}” now."


def _choices(profile: ExportProfile, now: Mapping[str, Any]) -> Iterator[str]:
    chosen = {column.key for column in profile.columns}
    before: Mapping[str, Any] = profile.known.get("fields", {})
    told: set[str] = set()
    for key, (label, listed) in before.items():
        current = now["fields"].get(key)
        if not listed or listed in told or current is None or (profile.columns and key not in chosen):
            continue
        told.add(listed)
        old, new = profile.known.get("lists", {}).get(listed, {}), now["lists"].get(current[1], {})
        for code, name in old.items():
            if code not in new:
                yield f"The choice “{name}” of “{label}” is retired."
            elif new[code] != name:
                yield f"The choice “{name}” of “{label}” is called “{new[code]}” now."
        yield from (f"“{label}” has the new choice “{name}”." for code, name in new.items() if code not in old)
