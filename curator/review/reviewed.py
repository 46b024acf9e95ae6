# SPDX-License-Identifier: MIT
"""The review of one article as values: who says what at each place, what is settled, and what is still to settle.

What lives here: the shapes. What does not: making them (standing.py), reading what they are made of (tasks).

A place is a topmost field of an incident (a compound is one) or of a row of a group. Tuples “in the order of coders”
have one entry for each of `ArticleReview.coders`. Private fields are in none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curator.domain.coding import Coder, Evidence, Incident, Row
from curator.domain.reviewing import Judgement
from curator.domain.values import Value
from curator.review.likeness import Likeness

# Of a place: nobody says anything there, it is to be settled, it is settled; of a row also: it is rejected.
NOTHING, OPEN, SETTLED, REJECTED = "nothing", "open", "settled", "rejected"
# Of a coder's incident besides OPEN and REJECTED.
RETURNED, ACCEPTED = "returned", "accepted"


@dataclass(frozen=True)
class Side:
    """What one coder, or the consensus, says at a place.

    `incident`, `row`: where (`row` "" for a field of the incident). `values`: by the key of each leaf, private ones
    left out; a proposal is blank. `notes`: texts noted of the field or its parts, by key. `words`: of the field and its
    parts. `seen`: a fingerprint of values, states, bases and words. `tick`: who checked it against the words, newest;
    None where nobody did, where it was taken away, and where what is said has changed since.
    """

    incident: str
    row: str
    values: Mapping[str, Value]
    notes: Mapping[str, str]
    words: tuple[Evidence, ...]
    seen: str
    tick: Judgement | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is said."""
        return all(value.state == "blank" for value in self.values.values())


@dataclass(frozen=True)
class PlaceReview:
    """One topmost field of aligned incidents, or of aligned rows (`group`).

    `sides`: in the order of coders; None: has no such incident or row. `agrees`: all who have it say the same (what
    differs only in letter case, in white space, or in the part that repeats the article's words, is the same).
    `consensus`: None while there is no consensus incident (or row). `judgement`: the newest one about this place of the
    consensus; it holds where `state` is SETTLED. `changed`: the coders (ids) who say something else since it was made.
    """

    field: str
    group: str
    sides: tuple[Side | None, ...]
    agrees: bool
    consensus: Side | None
    judgement: Judgement | None
    state: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowReview:
    """Aligned rows of a group. `rows`: in the order of coders; `consensus`: the row there, None where it has none.

    `one_sided`: not all coders who have the incident have the row. `state`: OPEN until it is said whether the row
    belongs to the incident (AdoptRow, AdoptAgreed, RejectRow); SETTLED: it does, and `places` have states of their own;
    REJECTED: it does not. `judgement`: the newest about the row as a whole.
    """

    group: str
    rows: tuple[Row | None, ...]
    consensus: Row | None
    one_sided: bool
    places: tuple[PlaceReview, ...]
    judgement: Judgement | None
    state: str


@dataclass(frozen=True)
class IncidentReview:
    """Aligned incidents of an article.

    `incidents`, `states` (OPEN, RETURNED, ACCEPTED, REJECTED, "" where there is none), `judgements` (the newest about
    each as a whole): in the order of coders. `changed`: the coders (ids) whose incident is another version than the one
    that was judged, so that it, or a place of it, is open again. `likenesses`: of each two incidents, by their ids.
    `consensus`: the consensus incident. `places`, `rows`: in codebook order.
    """

    incidents: tuple[Incident | None, ...]
    likenesses: Mapping[tuple[str, str], Likeness]
    consensus: Incident | None
    places: tuple[PlaceReview, ...]
    rows: tuple[RowReview, ...]
    states: tuple[str, ...]
    judgements: tuple[Judgement | None, ...]
    changed: tuple[str, ...] = ()

    @property
    def there(self) -> tuple[Incident, ...]:
        """The coders' incidents, without the gaps."""
        return tuple(incident for incident in self.incidents if incident is not None)

    @property
    def likeness(self) -> float | None:
        """The least likeness of any two; None where only one coder has it."""
        return min((found.score for found in self.likenesses.values()), default=None)

    @property
    def state(self) -> str:
        """OPEN until every incident is accepted or rejected and every place settled; else SETTLED or REJECTED."""
        told = {state for state in self.states if state}
        if self.consensus is None:
            return REJECTED if told == {REJECTED} else OPEN
        return OPEN if self.to_settle else SETTLED

    @property
    def to_settle(self) -> int:
        """How many decisions are open: about the incident, about rows, about values. What agreement settles when the
        incident or the row is taken is none, so that each decision lowers this."""
        waiting = any(state in (OPEN, RETURNED) for state in self.states)
        if self.consensus is None and not waiting:
            return 0
        return waiting + _open_values(self.places, self.consensus is None) + sum(map(self._open_in, self.rows))

    def _open_in(self, row: RowReview) -> int:
        """The decisions that are open about a row and the values in it."""
        if row.state == REJECTED:
            return 0
        if row.state == SETTLED:
            return _open_values(row.places, False)
        comes_along = self.consensus is None and not row.one_sided  # it is taken with the incident
        return (not comes_along) + _open_values(row.places, True)

    @property
    def differing(self) -> int:
        """In how many places and rows coders differ, settled or not."""
        return sum(not each.agrees for each in self.all_places()) + sum(row.one_sided for row in self.rows)

    @property
    def ticks(self) -> tuple[int, int]:
        """How many of the coders' values are checked against their words, and how many there are."""
        sides = [side for each in self.all_places() for side in each.sides if side is not None and not side.blank]
        return sum(side.tick is not None for side in sides), len(sides)

    def all_places(self) -> tuple[PlaceReview, ...]:
        """The places of the incident, then those of its rows; of a row that is OPEN or REJECTED none is to settle."""
        return (*self.places, *(place for row in self.rows for place in row.places))


def _open_values(places: Iterable[PlaceReview], before: bool) -> int:
    """How many of these are to settle. `before`: what they are in is not taken yet; then what agrees comes along."""
    return sum(place.state == OPEN and not (before and place.agrees) for place in places)


@dataclass(frozen=True)
class ArticleReview:
    """`coders`: the people whose layers are compared, by id; `unfinished`: those of them who have not finished.

    `hidden`: the viewer may not see colleagues' layers yet; then `incidents` is empty. `single`: there is one layer
    only. `refused`: pairs of incidents (ids) whose decision to be the same could not hold. `may_settle`: whether the
    viewer may (`why_not` says why not).
    """

    article: str
    coders: tuple[Coder, ...]
    unfinished: tuple[str, ...]
    hidden: bool
    incidents: tuple[IncidentReview, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    may_settle: bool = True
    why_not: str = ""

    @property
    def single(self) -> bool:
        return len(self.coders) == 1

    @property
    def to_settle(self) -> int:
        """How many places, rows and incidents are open."""
        return sum(incident.to_settle for incident in self.incidents)

    @property
    def settled(self) -> int:
        """How many places are settled, and incidents rejected."""
        return sum(
            sum(place.state == SETTLED for place in incident.all_places()) + (incident.state == REJECTED)
            for incident in self.incidents
        )  # fmt: skip
