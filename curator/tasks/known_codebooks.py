# SPDX-License-Identifier: MIT
"""The codebooks that a coding from outside may name: those of the project, and on request those it can adopt.

What lives here: finding a codebook by key and version, adopting a missing one. What does not: lists of codebooks for
people (codebooks.py), what adopting means (operations/project.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused
from curator.formats.wide_codebook import codebook_ref
from curator.operations import AdoptCodebook
from curator.tasks.codebooks import built_in_codebooks, earlier_codebooks, is_later
from curator.workspace import Workspace


class KnownCodebooks:
    """With `adopt`, one that is built in or came along may be adopted: when what was coded with it is taken, not when
    it is read, because a file that is refused in the end must leave no trace."""

    def __init__(self, workspace: Workspace, adopt: bool, job: str) -> None:
        self.adopted: list[str] = []
        self._workspace = workspace
        self._adopt = adopt
        self._job = job
        self._ids = _project_codebooks(workspace)
        self._offered: dict[str, Codebook] = {}  # not the project's yet
        self._missing: tuple[str, str] | None = None

    def find(self, key: str, version: str) -> Codebook | None:
        """The codebook with this key and version, for coding files."""
        found = self._ids.get(f"{key} {version}")
        if found is not None:
            return self._workspace.codebook_of(found[0])
        if self._adopt:
            for codebook in (*built_in_codebooks(), *earlier_codebooks()):
                if (codebook.key, codebook.version) == (key, version):
                    self._offered[codebook_ref(codebook)] = codebook
                    return codebook
        self._missing = (key, version)
        return None

    def offer(self, codebook: Codebook) -> None:
        """A codebook that comes with a data set: the project must know this very one, or be allowed to adopt it.

        Raises InputRefused where it does not, or knows another one of this key and version.
        """
        found = self._ids.get(codebook_ref(codebook))
        if found is None:
            if not self._adopt:
                raise InputRefused(_unknown(codebook.key, codebook.version))
            self._offered[codebook_ref(codebook)] = codebook
        elif found[1] != codebook_sha256(codebook):
            raise InputRefused(
                f"The data set was coded with another codebook “{codebook.key}” {codebook.version} than the one this "
                "project has under that name. Nothing was changed."
            )

    def id_of(self, ref: str) -> str:
        """The id under which the project keeps a codebook that `find` gave or `offer` took, adopted now if need be; an
        earlier version of the one in force is kept beside it.

        `ref` is how files name it (key and version). Raises InputRefused where the project cannot adopt it.
        """
        if ref not in self._ids:
            codebook = self._offered[ref]
            present = self._workspace.codebook
            beside = present.key == codebook.key and is_later(present.version, codebook.version)
            codebook_id: str = self._workspace.run(AdoptCodebook(codebook, beside), job=self._job)
            self.adopted.append(ref)
            self._ids[ref] = (codebook_id, codebook_sha256(codebook))
        return self._ids[ref][0]

    @contextmanager
    def asked(self) -> Iterator[None]:
        """While a coding file is read: where its codebook was missing, the refusal says how to adopt it."""
        self._missing = None
        try:
            yield
        except InputRefused as fault:
            if self._missing is None:
                raise
            raise InputRefused(_unknown(*self._missing), fault.places) from fault


def _project_codebooks(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """The id and the SHA-256 of each of the project's codebooks, by the name that files give it."""
    with workspace.read() as reads:
        return {f"{key} {version}": (row_id, sha) for row_id, key, version, _, sha in reads.codebooks()}


def _unknown(key: str, version: str) -> str:
    return (
        f"This was coded with the codebook “{key}” {version}, which this project does not have. Nothing was changed. "
        "Adopt it first (“curator codebook adopt”, or --adopt here), then bring the coding in again."
    )
