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
from curator.operations import AdoptCodebook
from curator.tasks.codebooks import built_in_codebooks
from curator.workspace import Workspace


class KnownCodebooks:
    """With `adopt`, a codebook that is built in or came along is adopted when it is first asked for."""

    def __init__(self, workspace: Workspace, adopt: bool, job: str) -> None:
        self.adopted: list[str] = []
        self._workspace = workspace
        self._adopt = adopt
        self._job = job
        self._ids = _project_codebooks(workspace)
        self._missing: tuple[str, str] | None = None

    def find(self, key: str, version: str) -> Codebook | None:
        """The codebook with this key and version, for coding files."""
        found = self._ids.get((key, version))
        if found is None and self._adopt:
            built_in = next((c for c in built_in_codebooks() if (c.key, c.version) == (key, version)), None)
            found = self._take(built_in) if built_in else None
        if found is None:
            self._missing = (key, version)
            return None
        return self._workspace.codebook_of(found[0])

    def id_of(self, codebook: Codebook) -> str:
        """The id under which the project keeps a codebook that `find` or `accept` gave."""
        return self._ids[codebook.key, codebook.version][0]

    def accept(self, codebook: Codebook) -> None:
        """A codebook that comes with a data set: the project must know this very one, or adopt it.

        Raises InputRefused where it does not, or knows another one of this key and version.
        """
        found = self._ids.get((codebook.key, codebook.version))
        if found is None and self._adopt:
            found = self._take(codebook)
        if found is None:
            raise InputRefused(_unknown(codebook.key, codebook.version))
        if found[1] != codebook_sha256(codebook):
            raise InputRefused(
                f"The data set was coded with another codebook “{codebook.key}” {codebook.version} than the one this "
                "project has under that name. Nothing was changed."
            )

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

    def _take(self, codebook: Codebook) -> tuple[str, str]:
        codebook_id: str = self._workspace.run(AdoptCodebook(codebook), job=self._job)
        self.adopted.append(f"{codebook.key} {codebook.version}")
        self._ids[codebook.key, codebook.version] = (codebook_id, codebook_sha256(codebook))
        return self._ids[codebook.key, codebook.version]


def _project_codebooks(workspace: Workspace) -> dict[tuple[str, str], tuple[str, str]]:
    with workspace.read() as reads:
        return {(key, version): (row_id, sha) for row_id, key, version, _, sha in reads.codebooks()}


def _unknown(key: str, version: str) -> str:
    return (
        f"This was coded with the codebook “{key}” {version}, which this project does not have. Nothing was changed. "
        "Adopt it first (“curator codebook adopt”, or --adopt here), then bring the coding in again."
    )
