# SPDX-License-Identifier: MIT
"""Carrying a coder's work over to newer versions of several articles, as one step of undo.

What lives here: of which articles there is something to carry over, one operation after the other, and the report. What
does not: carrying over (operations/carrying_over.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from curator.domain.faults import NotNow
from curator.operations import CarriedOver, CarryOver
from curator.tasks.job import Cancelled, Pace, Progress, never, silent
from curator.workspace import Workspace

# One look however many articles came in newer versions: the window asks this after each import.
_OWN = (
    "SELECT value FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM incidents i WHERE i.article = value AND i.coder = ?2 "
    "AND i.status <> 'withdrawn') OR EXISTS (SELECT 1 FROM not_codable n WHERE n.article = value AND n.coder = ?2)"
)


class Carried(NamedTuple):
    """What was carried over, how many words wait, and the first article in which some do ("" none)."""

    incidents: int = 0
    carried: int = 0
    waiting: int = 0
    waits_in: str = ""

    @property
    def sentence(self) -> str:
        parts = [f"{self.incidents} {'incident' if self.incidents == 1 else 'incidents'}"]
        parts += [f"{self.carried} quotes" if self.carried != 1 else "1 quote"]
        told = f"Carried over to the newer versions: {' and '.join(parts)}."
        if not self.waiting:
            return told
        waits = "1 quote waits" if self.waiting == 1 else f"{self.waiting} quotes wait"
        return f"{told} {waits} for a place, because the words around changed."


def with_own_work(workspace: Workspace, versions: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of pairs of an older and a newer version, by their ids: those where the coder has work in the older one."""
    coder = workspace.coder
    if coder is None:
        return []
    pairs = list(versions)
    with workspace.read() as reads:
        found = reads.connection.execute(_OWN, (json.dumps([older for older, _ in pairs]), coder.id)).fetchall()
    own = {str(row[0]) for row in found}
    return [(older, newer) for older, newer in pairs if older in own]


def carry_over(
    workspace: Workspace,
    versions: Sequence[tuple[str, str]],
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Carried:
    """Carry the coder's work over, from the older to the newer of each pair. When it is stopped, what was carried over
    stays; one Undo takes all of it back. Raises UserFault where the project cannot be written."""
    job, pace, sums, waits_in = workspace.ids.new(), Pace(progress), CarriedOver(), ""
    for done, (older, newer) in enumerate(versions):
        if cancelled():
            break
        pace.tell(done, len(versions), "Carrying over")
        try:
            result: CarriedOver = workspace.run(CarryOver(older, newer), job=job)
        except NotNow:
            continue  # somebody has done it meanwhile
        sums = CarriedOver(*(one + other for one, other in zip(sums, result, strict=True)))
        waits_in = waits_in or (newer if result.waiting else "")
    pace.end(len(versions), "")
    return Carried(*sums, waits_in)
