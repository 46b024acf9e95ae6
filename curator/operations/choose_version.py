# SPDX-License-Identifier: MIT
"""Choosing between versions of a unit that are in conflict.

What lives here: the choice, which is a version that knows all the others. What does not: how conflicts come about
(handover_plan.py), showing them (app).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.domain.faults import InputRefused, NotNow
from curator.domain.handover import KINDS
from curator.domain.versions import Head, Standing
from curator.operations.handover_plan import choice_plan
from curator.operations.operation import article_title, incident_title
from curator.operations.receive_handover import write_states
from curator.store.writer import Writer

_CALLED = {
    "article": "the metadata", "assignment": "an assignment", "reading": "the reading state", "passage": "a passage",
    "comment": "a comment", "pair": "a decision about two incidents", "judgement": "a judgement",
}  # fmt: skip


@dataclass(frozen=True)
class ChooseVersion:
    """Take the version that waits aside (`aside_id`), or with "" the one that stands, for a unit; the others go.

    The choice knows the changes of all of them and counts as newer everywhere it is handed over to. Raises NotNow where
    nothing of this unit waits aside, InputRefused where the version that is chosen cannot stand here.
    """

    kind: ClassVar[str] = "choose_version"
    unit: str
    aside_id: str = ""

    def apply(self, writer: Writer) -> None:
        found = writer.query("SELECT kind FROM versions_aside WHERE unit = ? LIMIT 1", (self.unit,))
        if not found:
            raise NotNow("There is nothing to choose any more; nothing was changed.")
        kind = next(each for each in KINDS if each == found[0][0])
        made = choice_plan(writer.connection, kind, self.unit)
        state = made.states[kind, self.unit]
        chosen = next((aside.head for aside in state.asides if aside.id == self.aside_id), None)
        if chosen is None and self.aside_id:
            raise NotNow("This version is not there any more; nothing was changed.")
        if chosen is None:
            if not state.before.stands:
                raise InputRefused("No version of this stands; choose one of those that wait. Nothing was changed.")
            chosen = state.before.stands[0]
        known = {change for head in state.before.heads for change in head.known}
        # Sorted with the others: where the clock is late, the new id is not the greatest.
        state.incoming = [Head(tuple(sorted({*known, writer.ids.new()})), chosen.content)]
        made.settle()
        if state.after != Standing(tuple(state.incoming)):
            raise InputRefused("What this version speaks of is not here, so it cannot stand. Nothing was changed.")
        about = article_title(writer, state.article)
        if kind == "incident":
            row = writer.row("incidents", self.unit) if state.present is not None else None
            about = incident_title(writer, row) if row else f"an incident of {about}"
        else:
            about = f"{_CALLED[kind]} of {about}"
        write_states(writer, made)
        writer.describe(f"Choose a version of {about}", state.article)
