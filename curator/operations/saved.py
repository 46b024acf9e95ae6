# SPDX-License-Identifier: MIT
"""Operations on what a project remembers by name: saved views, profiles, mappings; and releases.

What lives here: keeping and removing them. What does not: what they mean (formats, tasks, app), reading them
(store/kept.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from curator.domain.canonical import canonical_json
from curator.domain.faults import InputRefused, NotNow
from curator.domain.kept import MOST_RELEASE, SAVED_KINDS
from curator.store.writer import Writer


@dataclass(frozen=True)
class Save:
    """Keep something by its name, in place of what had the name before. Returns the row's id.

    `what`: one of SAVED_KINDS. `json`: any JSON value.
    """

    kind: ClassVar[str] = "save"
    what: str
    name: str
    json: Any

    def apply(self, writer: Writer) -> str:
        name = _checked_name(self.name)
        if self.what not in SAVED_KINDS:
            raise InputRefused(f"“{self.what}” is nothing that is saved by name: {', '.join(SAVED_KINDS)}.")
        text, coder = canonical_json(self.json), writer.coder.id if writer.coder else None
        writer.describe(f"Save the {self.what} “{name}”")
        found = writer.query("SELECT id FROM saved WHERE kind = ? AND name = ?", (self.what, name))
        if not found:
            row = {"kind": self.what, "name": name, "json": text, "coder": coder, "created": writer.clock.stamp()}
            return writer.add("saved", row)
        row_id = str(found[0][0])
        if writer.row("saved", row_id)["json"] != text:
            writer.put("saved", row_id, {"json": text, "coder": coder, "created": writer.clock.stamp()})
        return row_id


@dataclass(frozen=True)
class RemoveSaved:
    """Forget what was saved by this name. Raises NotNow where there is none."""

    kind: ClassVar[str] = "remove_saved"
    what: str
    name: str

    def apply(self, writer: Writer) -> None:
        found = writer.query("SELECT id FROM saved WHERE kind = ? AND name = ?", (self.what, self.name))
        if not found:
            raise NotNow(f"There is no {self.what} “{self.name}” in this project; nothing was changed.")
        writer.drop("saved", str(found[0][0]))
        writer.describe(f"Remove the {self.what} “{self.name}”")


@dataclass(frozen=True)
class AddRelease:
    """Freeze a data set under a name. `data`: its zipped CSV set, without texts. Returns the row's id.

    `options`: how it was made; `counts`: what is in it. Raises InputRefused where the name is taken or the set is
    larger than 45 MB.
    """

    kind: ClassVar[str] = "add_release"
    name: str
    data: bytes
    options: Mapping[str, Any] = field(default_factory=dict)
    counts: Mapping[str, Any] = field(default_factory=dict)

    def apply(self, writer: Writer) -> str:
        name = _checked_name(self.name)
        if writer.query("SELECT 1 FROM releases WHERE name = ?", (name,)):
            raise InputRefused(f"There is a release “{name}” already. Give this one another name.")
        if len(self.data) > MOST_RELEASE:
            raise InputRefused(
                f"This data set has {len(self.data) / 1e6:.0f} MB, and a project keeps releases of at most "
                f"{MOST_RELEASE / 1e6:.0f} MB. Export it to a folder and keep that."
            )
        row_id = writer.ids.new()
        row = {
            "id": row_id, "name": name, "coder": writer.coder.id if writer.coder else None,
            "created": writer.clock.stamp(), "options": canonical_json(dict(self.options)),
            "counts": canonical_json(dict(self.counts)), "sha256": hashlib.sha256(self.data).hexdigest(),
        }  # fmt: skip
        [number] = writer.add_many("releases", [row])
        writer.add_blobs("release_sets", [(number, self.data)])
        writer.describe(f"Make the release “{name}”")
        return row_id


@dataclass(frozen=True)
class RemoveRelease:
    """Take a release out of the project. It can be undone. Raises NotNow where there is none."""

    kind: ClassVar[str] = "remove_release"
    name: str

    def apply(self, writer: Writer) -> None:
        found = writer.query("SELECT n FROM releases WHERE name = ?", (self.name,))
        if not found:
            raise NotNow(f"There is no release “{self.name}” in this project; nothing was changed.")
        number = int(found[0][0])
        writer.drop_many({"release_sets": [number], "releases": [number]})
        writer.describe(f"Remove the release “{self.name}”")


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > 200 or not name.isprintable():
        raise InputRefused("A name needs something to be read in it, in one line of at most 200 characters.")
    return name
