# SPDX-License-Identifier: MIT
"""The incidents of the acting coder, by their ids, for jobs that go through many of them.

What lives here: reading one article at a time, and saying whose an incident is. What does not: what is compared with it
(corrections.py). Nothing that others coded is ever read: what is not read cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from curator.domain.coding import ArticleCoding, Incident
from curator.domain.faults import NotNow
from curator.workspace import Workspace

_ARTICLES, _OWNERS = 64, 10_000  # that are kept at hand: the lines of a file mostly stand article by article


class OwnLayer:
    """As the project is when it is read. Raises NotNow where nobody has said who is coding."""

    def __init__(self, workspace: Workspace) -> None:
        if workspace.coder is None:
            raise NotNow("Say first who is coding: only your own incidents are corrected.")
        self._workspace = workspace
        self._coder = workspace.coder.id
        self.coding = lru_cache(maxsize=_ARTICLES)(self._read_coding)
        self._owner = lru_cache(maxsize=_OWNERS)(self._read_owner)
        with workspace.read() as reads:
            self._coders = {coder.id: coder for coder in reads.coders()}

    def incident(self, incident: str) -> Incident | None:
        """None where it is not in the project, or somebody else's."""
        article, coder = self._owner(incident)
        if coder != self._coder:
            return None
        return next((one for one in self.coding(article).incidents if one.id == incident), None)

    def standing(self, article: str) -> Iterator[Incident]:
        """Those of an article that are not withdrawn."""
        return (one for one in self.coding(article).incidents if one.status != "withdrawn")

    def not_mine(self, incident: str) -> str:
        """Why an incident cannot be corrected; "" where it is the acting coder's, or not in the project."""
        coder = self._owner(incident)[1]
        if coder in ("", self._coder):
            return ""
        owner = self._coders.get(coder)
        if owner is not None and owner.kind != "person":
            return "it is of the consensus, which is settled in the review"
        return f"it is in the layer of {owner.name if owner else 'somebody else'}, who alone corrects it"

    def _read_coding(self, article: str) -> ArticleCoding:
        with self._workspace.read() as reads:
            return reads.coding(article, (self._coder,), with_text=False)

    def _read_owner(self, incident: str) -> tuple[str, str]:
        """Article and coder; "" where it is not in the project."""
        with self._workspace.read() as reads:
            found = reads.connection.execute(
                "SELECT article, coder FROM incidents WHERE id = ?", (incident,)
            ).fetchall()
        return (str(found[0][0]), str(found[0][1])) if found else ("", "")
