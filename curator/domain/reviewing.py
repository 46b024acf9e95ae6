# SPDX-License-Identifier: MIT
"""What reviewing adds to a coding: assignments, judgements, decisions about pairs.

What lives here: the shapes. What does not: comparing and measuring (review), rows in SQLite (store), building the
consensus (operations). What is said here never changes a coder's rows (DESIGN.md 4, rule 7).
"""

from __future__ import annotations

from curator.domain.ids import derived_id
from curator.shape import Frozen

# The coder of kind "consensus" whose layer settling builds: the same in every project, so that what two people settled
# in two copies is one layer.
CONSENSUS = derived_id("consensus")
CONSENSUS_NAME = "Consensus"

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


def consensus_incident_id(incident: str, again: int = 0) -> str:
    """The id of the consensus incident made from a coder's incident (of several the one whose id is least): two people
    who settle the same incidents in two copies make one. `again`: where that id is taken by another one."""
    return derived_id("consensus incident", incident, *([str(again)] if again else []))


def consensus_row_id(consensus: str, row: str) -> str:
    """The id of the row of a consensus incident made from a coder's row (of several aligned ones, the least)."""
    return derived_id("consensus row", consensus, row)


def taken_over_id(consensus: str, coder: str) -> str:
    """The id of the incident a coder made by taking over one of the consensus; it belongs there as if accepted."""
    return derived_id("taken over", consensus, coder)
