# SPDX-License-Identifier: MIT
"""What was corrected in a spreadsheet, as values: each change, and the list of them.

What lives here: the shapes, and their counts in words. What does not: finding the changes (corrections.py), taking them
over (take_corrections.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.coding import Scalar
from curator.shape import Frozen, fresh

CHANGED, ADDED, REMOVED = "changed", "added", "removed"
STATUS = "status"


class Correction(Frozen):
    """One line of the list. `where` names the incident, row or article; `label` the field.

    `old`: what the project holds, `new`: what the file says, `exported`: what it was exported with, as texts. `meant`:
    what is to be written (None: blank). `values`: those of an incident or row that is added. `refused`: why it cannot
    be taken; `conflict`: it was changed in the project too.
    """

    kind: str
    file: str
    line: int
    where: str
    label: str = ""
    article: str = ""
    incident: str = ""
    row: str = ""
    group: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    exported: str = ""
    meant: Scalar | None = None
    values: Mapping[str, Scalar] = fresh(default_factory=dict)
    refused: str = ""
    conflict: bool = False

    @property
    def usual(self) -> bool:
        """Whether it is taken unless a person says otherwise."""
        return not (self.refused or self.conflict or self.kind == REMOVED)

    @property
    def remark(self) -> str:
        """What a person should know of it."""
        if self.refused:
            return self.refused
        if self.conflict:
            return f"changed in the project too since the export (it was “{self.exported}”)"
        return ""


class CorrectionList(Frozen):
    """`told`: sentences about the whole set."""

    name: str
    corrections: tuple[Correction, ...]
    told: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All counts in one sentence."""
        counts = [
            (sum(one.kind == kind and not one.refused for one in self.corrections), kind)
            for kind in (CHANGED, ADDED, REMOVED)
        ]
        counts.append((sum(one.conflict for one in self.corrections), "of them changed in the project too"))
        counts.append((sum(bool(one.refused) for one in self.corrections), "that cannot be taken"))
        told = ", ".join(f"{count:,} {words}" for count, words in counts if count)
        return f"{self.name}: {told or 'nothing was corrected'}."
