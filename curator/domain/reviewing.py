# SPDX-License-Identifier: MIT
"""What reviewing adds to a coding: assignments, judgements, decisions about pairs.

What lives here: the shapes. What does not: comparing and measuring (review), rows in SQLite (store), building the
consensus (operations). What is said here never changes a coder's rows (DESIGN.md 4, rule 7).
"""

from __future__ import annotations

from curator.shape import Frozen

# Of an incident as a whole: accepted (with `consensus`: into that one), rejected, returned to its coder, reopened.
# Of a value: checked against its words; and in the consensus: agreed (all say so), adopted from `incident`, neither of
# the coders' (another value was set), changed after it was settled.
VERDICTS = (
    "accepted", "rejected", "returned", "reopened", "checked", "agreed", "adopted", "neither", "changed",
)  # fmt: skip


class Assignment(Frozen):
    """Who is to code an article."""

    id: str
    article: str
    coder: str
    added: str = ""


class Opening(Frozen):
    """Who looked at colleagues' layers of an article before all who are assigned had finished it, and why."""

    id: str
    article: str
    coder: str
    reason: str
    created: str


class Judgement(Frozen):
    """A reviewer's (`coder`) decision about one incident or one field of it. The newest about a place holds.

    `incident`: the coder's incident that is judged, or whose value was adopted; `consensus`: the incident of the
    consensus layer that is spoken of. `row` and `field` are places in the consensus incident where one is named, else
    in the coder's; "" and "": the whole incident. `unclear`: the guideline is unclear. `seen`: a fingerprint of the
    values and words that were judged; where they are others now, the judgement has fallen. `created`: UTC.
    """

    id: str
    article: str
    coder: str
    verdict: str
    incident: str = ""
    consensus: str = ""
    row: str = ""
    field: str = ""
    reason: str = ""
    unclear: bool = False
    seen: str = ""
    created: str = ""


class PairDecision(Frozen):
    """A reviewer said of two incidents that they are the same, or are not; the newest decision about two holds."""

    id: str
    article: str
    coder: str
    one: str
    other: str
    same: bool
    created: str = ""
