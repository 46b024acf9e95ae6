# SPDX-License-Identifier: MIT
"""Which judgement holds at each place: the newest one, as long as what it was made of is what it was.

What lives here: the newest judgement of each place, what a judgement remembers of what it was made of (`seen`), and
whether it has fallen. What does not: reading sides (sides.py), putting the review together (together.py).

`seen` is a JSON object. Of a value of the consensus: the fingerprint of the consensus under "", and of each coder's
value under the id of the coder's incident. It falls where the consensus is another one, and where a coder says
something else now that the consensus does not say: a coder who takes the settled value over reopens nothing. Of a row
of the consensus: under the id of each coder's incident whether it had the row. Of a coder's incident, row or value:
its fingerprint, plain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from curator.domain.canonical import canonical_json
from curator.domain.reviewing import Judgement
from curator.review.reviewed import Side

OF_VALUES = ("agreed", "adopted", "neither", "changed")
_OF_INCIDENTS = ("accepted", "rejected", "returned", "reopened")
_LINKING = ("accepted", "rejected", "reopened")


class Standing:
    """The newest judgements of an article by place, from all of them, the oldest first."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._whole: dict[str, Judgement] = {}
        self._link: dict[str, Judgement] = {}
        self._settled: dict[tuple[str, str, str], Judgement] = {}
        self._of_coders: dict[tuple[str, str, str], Judgement] = {}
        for judgement in sorted(judgements, key=lambda each: (each.created, each.id)):
            self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        place = judgement.row, judgement.field
        if place == ("", ""):
            if judgement.incident and judgement.verdict in _OF_INCIDENTS:
                self._whole[judgement.incident] = judgement
                if judgement.verdict in _LINKING:
                    self._link[judgement.incident] = judgement
        elif judgement.consensus:
            if judgement.verdict in OF_VALUES:
                self._settled[judgement.consensus, *place] = judgement
        elif judgement.incident:
            self._of_coders[judgement.incident, *place] = judgement

    @property
    def any_of_incidents(self) -> bool:
        """Whether anything was said of an incident as a whole."""
        return bool(self._whole)

    def of_incident(self, incident: str) -> Judgement | None:
        """The newest about a coder's incident as a whole."""
        return self._whole.get(incident)

    def accepted_into(self, incident: str) -> str:
        """The consensus incident a coder's incident was accepted into, "" for none. One that was only returned since
        is still in it."""
        found = self._link.get(incident)
        return found.consensus if found is not None and found.verdict == "accepted" else ""

    def of_place(self, consensus: str, row: str, field: str) -> Judgement | None:
        """The newest about a place of the consensus; with field "" about a row of it."""
        return self._settled.get((consensus, row, field))

    def row_rejected(self, incident: str, row: str, seen: str, settled: Judgement | None) -> Judgement | None:
        """Who rejected a coder's row, as it is now, after it was last taken into the consensus (`settled`)."""
        found = self._of_coders.get((incident, row, ""))
        if found is None or found.verdict != "rejected" or found.seen != seen:
            return None
        later = settled is None or (settled.created, settled.id) < (found.created, found.id)
        return found if later else None

    def tick(self, side: Side, field: str) -> Judgement | None:
        """Who checked what is said here against its words; None where nobody did, or it has changed since."""
        found = self._of_coders.get((side.incident, side.row, field))
        return found if found is not None and found.verdict == "checked" and found.seen == side.seen else None


def seen_values(consensus: Side, sides: Iterable[Side | None]) -> str:
    """What a judgement about a value of the consensus remembers."""
    seen = {side.incident: side.seen for side in sides if side is not None}
    return canonical_json({"": consensus.seen, **seen})


def seen_row(incidents: Iterable[str], having: Iterable[str]) -> str:
    """What a judgement about a row of the consensus remembers: which of the incidents have it."""
    there = set(having)
    return canonical_json({incident: int(incident in there) for incident in incidents})


def remembered(seen: str) -> Mapping[str, object]:
    """What `seen` holds; nothing where it is of another form."""
    try:
        found = json.loads(seen)
    except (ValueError, RecursionError):  # it may come from anybody's file
        return {}
    return found if isinstance(found, dict) else {}


def seen_consensus(judgement: Judgement) -> object:
    """The fingerprint of the consensus's value when it was judged."""
    return remembered(judgement.seen).get("")


def said_otherwise(judgement: Judgement, sides: Sequence[Side | None], equal: Mapping[str, bool]) -> tuple[str, ...]:
    """The coders' incidents that say something else than when it was judged. `equal`: by incident, whether it says now
    what the consensus says."""
    seen = remembered(judgement.seen)
    return tuple(
        side.incident
        for side in sides
        if side is not None and seen.get(side.incident) != side.seen and not equal[side.incident]
    )


def row_stands(judgement: Judgement, incidents: Iterable[str], having: Iterable[str]) -> bool:
    """Whether no incident lacks the row now that had it then, or that was not there."""
    seen, there = remembered(judgement.seen), set(having)
    return all(incident in there or seen.get(incident) == 0 for incident in incidents)
