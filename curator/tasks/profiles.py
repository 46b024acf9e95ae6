# SPDX-License-Identifier: MIT
"""The export profiles of a project: finding them, and what they ask of an export.

What lives here: from a name to a choice. What does not: the choice itself (formats/export_profile.py), keeping one
(operations Save and RemoveSaved), exporting (export.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curator.domain.faults import InputRefused
from curator.formats.export_profile import KIND, ExportProfile, alterations, profile_from
from curator.operations import RemoveSaved, Save
from curator.store.reads import Reads
from curator.tasks.export import ExportOptions
from curator.workspace import Workspace


@dataclass(frozen=True)
class KeptProfile:
    """A profile as a project keeps it. `alterations`: what changes of the codebook since then do to it."""

    profile: ExportProfile
    alterations: tuple[str, ...] = ()


def profiles(workspace: Workspace, reads: Reads) -> Mapping[str, KeptProfile]:
    """The profiles by name, in the order of names; those that a newer program wrote otherwise are passed over."""
    found = {}
    for name, told in reads.saved(KIND).items():
        try:
            profile = profile_from(told)
        except InputRefused:
            continue
        found[name] = KeptProfile(profile, tuple(alterations(profile, workspace.codebook)))
    return found


def profile_named(workspace: Workspace, reads: Reads, name: str) -> KeptProfile | None:
    """The profile of this name; None where there is none. Raises InputRefused for one that cannot be read."""
    told = reads.saved(KIND).get(name)
    if told is None:
        return None
    profile = profile_from(told)
    return KeptProfile(profile, tuple(alterations(profile, workspace.codebook)))


def no_profile(reads: Reads, name: str) -> str:
    """The sentence for a name there is no profile of."""
    known = ", ".join(f"“{each}”" for each in reads.saved(KIND))
    there = f"Profiles are {known}." if known else "It has none yet: the window's export dialog saves them."
    return f"There is no profile “{name}” in this project. {there} Nothing was written."


def save_profile(workspace: Workspace, name: str, profile: ExportProfile) -> None:
    """Keep a profile under this name, with the names of the codebook as they are now."""
    workspace.run(Save(KIND, name, profile.made_with(workspace.codebook).to_json()))


def remove_profile(workspace: Workspace, name: str) -> None:
    """Forget it."""
    workspace.run(RemoveSaved(KIND, name))


def options_of(profile: ExportProfile, name: str, **more: Any) -> ExportOptions:
    """What the profile asks of an export; `more` goes before it."""
    said: dict[str, Any] = {
        "layer": profile.layer, "texts": profile.texts, "memos": profile.memos, "format": profile.format,
        "columns": profile.columns, "labels": profile.labels, "filter": profile.filter,
        "include_withdrawn": profile.withdrawn, "profile": name,
    }  # fmt: skip
    if "format" in more and more["format"] != profile.format:
        said["columns"] = profile.columns if _takes_columns(more["format"]) else ()
    return ExportOptions(**{**said, **more})


def _takes_columns(name: str) -> bool:
    from curator.formats.dataset_writers import installed_writers

    return installed_writers().named(name).takes_columns
