# SPDX-License-Identifier: MIT
"""Operations on the project itself: its beginning, name, coders, codebook.

What lives here: what concerns no article. What does not: files, locks, backups (workspace, store).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.codebook.document import adoption_faults, codebook_json, codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.faults import InputRefused
from curator.domain.project_settings import checked_setting
from curator.store import codebooks
from curator.store.images import clean
from curator.store.writer import Writer


@dataclass(frozen=True)
class CreateProject:
    """The first entry of every log: the project's id, name and first codebook. Returns the project's id."""

    kind: ClassVar[str] = "create_project"
    name: str
    codebook: Codebook

    def apply(self, writer: Writer) -> str:
        project_id = writer.ids.new()
        for key, value in (("id", project_id), ("name", self.name), ("made", writer.clock.stamp())):
            writer.add("project", {"key": key, "value": value})
        codebook_id = _keep_codebook(writer, self.codebook)
        writer.add("project", {"key": "codebook", "value": codebook_id})
        writer.adopt(self.codebook, codebook_id)
        writer.describe(f"Create the project “{self.name}”")
        return project_id


@dataclass(frozen=True)
class RenameProject:
    """Give the project another name; the file keeps its own."""

    kind: ClassVar[str] = "rename_project"
    name: str

    def apply(self, writer: Writer) -> None:
        name = self.name.strip()
        if not name:
            raise InputRefused("A project needs a name.")
        writer.put("project", "name", {"value": name})
        writer.describe(f"Rename the project to “{name}”")


@dataclass(frozen=True)
class SetProjectValue:
    """Settle how the team works: one of the settings of domain/project_settings.py. Raises InputRefused."""

    kind: ClassVar[str] = "set_project_value"
    key: str
    value: str

    def apply(self, writer: Writer) -> None:
        value = checked_setting(self.key, self.value)
        if writer.query("SELECT 1 FROM project WHERE key = ?", (self.key,)):
            writer.put("project", self.key, {"value": value})
        else:
            writer.add("project", {"key": self.key, "value": value})
        writer.describe(f"Set {self.key.replace('_', ' ')} of the project to “{value}”")


@dataclass(frozen=True)
class AddCoder:
    """Make someone known who codes here. Returns the Coder. Names are unique within a project."""

    kind: ClassVar[str] = "add_coder"
    name: str
    id: str = ""
    person: str = "person"

    def apply(self, writer: Writer) -> Coder:
        name = str(clean(self.name.strip()))
        if not name:
            raise InputRefused("A coder needs a name.")
        if writer.query("SELECT 1 FROM coders WHERE name = ?", (name,)):
            raise InputRefused(
                f"Somebody in this project is called “{name}” already. Choose that coder, or another name."
            )
        values = {"name": name, "kind": self.person, **({"id": self.id} if self.id else {})}
        coder_id = writer.add("coders", values)
        writer.describe(f"Add the coder “{name}”")
        return Coder(coder_id, name, self.person)


@dataclass(frozen=True)
class AdoptCodebook:
    """Take a codebook, or a new version of it, as the one in force. Tables grow; old values stay. Returns its id.

    `beside`: it is only kept, for what was coded with it, and the one in force stays.

    Undo puts the codebook before back in force; columns stay, retired.
    """

    kind: ClassVar[str] = "adopt_codebook"
    codebook: Codebook
    beside: bool = False

    def apply(self, writer: Writer) -> str:
        same = writer.query("SELECT id FROM codebooks WHERE sha256 = ?", (codebook_sha256(self.codebook),))
        faults = adoption_faults(codebooks.all_of(writer.connection).values(), self.codebook)
        if faults:
            places = tuple(str(fault) for fault in faults)
            raise InputRefused(f"This project cannot adopt the codebook “{self.codebook.title}”.", places)
        codebook_id = str(same[0][0]) if same else _keep_codebook(writer, self.codebook)
        if self.beside:
            writer.grow(self.codebook)
            writer.describe(f"Keep the codebook “{self.codebook.title}” {self.codebook.version}")
            return codebook_id
        writer.adopt(self.codebook, codebook_id)
        writer.put("project", "codebook", {"value": codebook_id})
        writer.describe(f"Adopt the codebook “{self.codebook.title}” {self.codebook.version}")
        return codebook_id


def _keep_codebook(writer: Writer, codebook: Codebook) -> str:
    key, version = codebook.key, codebook.version
    if writer.query("SELECT 1 FROM codebooks WHERE key = ? AND version = ?", (key, version)):
        raise InputRefused(
            f"This project has another codebook “{key}” with the version {version} already. "
            "Give the changed one a new version."
        )
    return writer.keep(
        "codebooks",
        {"key": key, "version": version, "json": codebook_json(codebook), "sha256": codebook_sha256(codebook)},
    )
