# SPDX-License-Identifier: MIT
"""The review of an article put together: aligned incidents and rows with the consensus beside them, place by place.

What lives here: joining alignment, sides and judgements. What does not: the shapes (reviewed.py), alignment itself,
reading the project.

What was accepted stays together: incidents that were accepted into one consensus incident are aligned whatever they say
now, and such as were accepted into two, or of which one was rejected, are not. A row of the consensus belongs to the
coders' row it was made from; where that is gone, to the most alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Incident, Row
from curator.domain.reviewing import Judgement, PairDecision, consensus_row_id, taken_over_id
from curator.review.alignment import Decision, align
from curator.review.answers import Answers
from curator.review.likeness import Likeness, likeness
from curator.review.profile import Profiles
from curator.review.reviewed import (
    ACCEPTED,
    NOTHING,
    OPEN,
    REJECTED,
    RETURNED,
    SETTLED,
    IncidentReview,
    PlaceReview,
    RowReview,
    Side,
)
from curator.review.rows import LEAST_ROW, Entry, RowAligner, marked_by
from curator.review.sides import SideReader, Sides, Top
from curator.review.standing import Standing, row_stands, said_otherwise, seen_consensus
from curator.shape import replace

Rows = tuple[Row | None, ...]


class Together:
    """Puts reviews together under one codebook; made once for many articles."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.sides = Sides(codebook)
        self.answers = Answers(codebook)
        self.profiles = Profiles(codebook, self.answers)
        self.aligners = tuple(RowAligner(group) for group in codebook.groups)

    def of(
        self,
        coding: ArticleCoding,
        coders: Sequence[str],
        consensus: Iterable[str],
        judgements: Iterable[Judgement] = (),
        pairs: Iterable[PairDecision] = (),
    ) -> ArticleTogether:
        """One article. `coders`: ids of the people compared, in order; `consensus`: ids of the coders of that kind."""
        return ArticleTogether(self, coding, tuple(coders), frozenset(consensus), Standing(judgements), tuple(pairs))


class ArticleTogether:
    """One article with its layers, and what was said of them."""

    def __init__(
        self,
        shared: Together,
        coding: ArticleCoding,
        coders: tuple[str, ...],
        consensus: frozenset[str],
        standing: Standing,
        pairs: tuple[PairDecision, ...],
    ) -> None:
        self.shared, self.coding, self.coders, self.standing, self.pairs = shared, coding, coders, standing, pairs
        counting = [each for each in coding.incidents if each.status != "withdrawn"]
        self.theirs = {each.id: each for each in counting if each.coder in coders}
        self.settled = {each.id: each for each in counting if each.coder in consensus}
        # Of each coder's incident that is in the consensus: the incident there; the others are ends that are open.
        self.same: dict[str, str] = {}
        taken_over = {taken_over_id(each, coder): each for each in self.settled for coder in coders}
        for incident in self.theirs:
            judged = standing.of_incident(incident) is not None
            into = standing.accepted_into(incident) if judged else taken_over.get(incident, "")
            if into in self.settled:
                self.same[incident] = into
        self.open_ends = frozenset(self.theirs.keys() - self.same.keys())
        self._readers: dict[str, SideReader] = {}

    # -- all of it --------------------------------------------------------------------------------------------------
    def reviews(self) -> tuple[tuple[IncidentReview, ...], tuple[tuple[str, str], ...]]:
        """The aligned incidents in the order of their words, then those of the consensus that no coder has any more;
        and the pairs whose decision to be the same could not hold."""
        alone = replace(self.coding, incidents=tuple(self.theirs.values()))
        found = align(alone, self.coders, self.shared.profiles, [*self._decided(), *self._implied()])
        made = [self.review(aligned.incidents, likenesses=aligned.likenesses) for aligned in found.aligned]
        shown = {each.consensus.id for each in made if each.consensus is not None}
        nobody: tuple[Incident | None, ...] = (None,) * len(self.coders)
        left = [self.review(nobody, each) for each in self.settled.values() if each.id not in shown]
        return (*made, *left), tuple((each.one, each.other) for each in found.refused)

    def _decided(self) -> Iterator[Decision]:
        return (Decision(pair.one, pair.other, pair.same) for pair in self.pairs)

    def _implied(self) -> Iterator[Decision]:
        """What was accepted and rejected says of pairs."""
        if not self.same and not self.standing.any_of_incidents:
            return
        rejected = {each for each in self.theirs if self.state_of(self.theirs[each]) == REJECTED}
        said = [(each, self.same.get(each, "")) for each in self.theirs]
        for (one, into), (other, beside) in combinations(said, 2):
            if into and beside:
                yield Decision(one, other, into == beside)
            elif (one in rejected) != (other in rejected):
                yield Decision(one, other, False)

    def together_with(self, consensus: str) -> IncidentReview:
        """The review of the incidents that were accepted into a consensus incident. Raises KeyError for none there."""
        there = {self.theirs[each].coder: self.theirs[each] for each, into in self.same.items() if into == consensus}
        return self.review(tuple(there.get(coder) for coder in self.coders), self.settled[consensus])

    # -- one incident -----------------------------------------------------------------------------------------------
    def review(
        self,
        incidents: tuple[Incident | None, ...],
        consensus: Incident | None = None,
        likenesses: Mapping[tuple[str, str], Likeness] | None = None,
    ) -> IncidentReview:
        """The review of these incidents, in the order of coders, which belong together."""
        there = [each for each in incidents if each is not None]
        if consensus is None:
            into = next((self.same[each.id] for each in there if each.id in self.same), "")
            consensus = self.settled.get(into)
        if likenesses is None:
            likenesses = {(one.id, other.id): self._likeness(one, other) for one, other in combinations(there, 2)}
        nowhere: Rows = (None,) * len(incidents)
        places = tuple(self._places("", incidents, nowhere, consensus, None))
        rows = tuple(self._rows(incidents, consensus))
        states = [self._state(each) if each is not None else ("", False) for each in incidents]
        changed = tuple(
            coder for coder, (state, other) in zip(self.coders, states, strict=True)
            if other and (state == OPEN or _open(places, rows))
        )  # fmt: skip
        judgements = tuple(self.standing.of_incident(each.id) if each is not None else None for each in incidents)
        return IncidentReview(
            incidents, likenesses, consensus, places, rows, tuple(state for state, _ in states), judgements, changed
        )

    def _likeness(self, one: Incident, other: Incident) -> Likeness:
        return likeness(self.shared.profiles.of(one), self.shared.profiles.of(other))

    def state_of(self, incident: Incident) -> str:
        """What holds of a coder's incident: OPEN, RETURNED, ACCEPTED, REJECTED."""
        return self._state(incident)[0]

    def _state(self, incident: Incident) -> tuple[str, bool]:
        """What holds of a coder's incident, and whether it is another version than the one that was judged."""
        judgement = self.standing.of_incident(incident.id)
        if judgement is None:
            return ACCEPTED if incident.id in self.same else OPEN, False
        if judgement.verdict == "reopened":
            return OPEN, False
        changed = judgement.seen != self.reader(incident).seen()
        if judgement.verdict == "accepted":
            return ACCEPTED if incident.id in self.same else OPEN, changed
        if changed:  # what was returned or rejected is another one by now: somebody is to look at it
            return OPEN, True
        return {"rejected": REJECTED, "returned": RETURNED}[judgement.verdict], False

    def reader(self, incident: Incident) -> SideReader:
        """Reads what an incident says."""
        found = self._readers.get(incident.id)
        if found is None:
            found = self._readers[incident.id] = self.shared.sides.reader(incident)
        return found

    def same_said(self, field: str, group: str, one: Side, other: Side) -> bool:
        """Whether two sides say the same in a topmost field. Raises KeyError for none."""
        top = self.shared.sides.top(field, group)
        if top is None:
            raise KeyError((group, field))
        told = self.shared.sides.told
        return told(top, one, self.same) == told(top, other, self.same)

    # -- places -----------------------------------------------------------------------------------------------------
    def _places(
        self,
        group: str,
        incidents: Sequence[Incident | None],
        rows: Rows,
        consensus: Incident | None,
        row: Row | None,
    ) -> Iterator[PlaceReview]:
        """The places of incidents, or of their rows; without `row` the consensus has no such row."""
        for top in self.shared.sides.tops[group]:
            sides = tuple(
                self._side(top, incident, row_there) if incident is not None and (row_there or not group) else None
                for incident, row_there in zip(incidents, rows, strict=True)
            )
            there = consensus is not None and (row is not None or not group)
            settled = self.reader(consensus).side(top, row) if consensus is not None and there else None
            yield self._place(top, sides, settled)

    def _side(self, top: Top, incident: Incident, row: Row | None) -> Side:
        side = self.reader(incident).side(top, row)
        tick = self.standing.tick(side, top.key)
        return side if tick is None else _ticked(side, tick)

    def _place(self, top: Top, sides: tuple[Side | None, ...], settled: Side | None) -> PlaceReview:
        here = [side for side in sides if side is not None]
        agrees = self.shared.sides.agree(top, here, self.same, self.open_ends)
        judgement = self.standing.of_place(settled.incident, settled.row, top.key) if settled is not None else None
        changed: tuple[str, ...] = ()
        if settled is not None and judgement is not None:
            changed = self._changed(top, judgement, sides, settled)
            state = SETTLED if seen_consensus(judgement) == settled.seen and not changed else OPEN
        else:
            state = OPEN
        if state == OPEN and all(side.blank for side in here) and (settled is None or settled.blank):
            state = NOTHING
        return PlaceReview(top.key, top.group, sides, agrees, settled, judgement, state, changed)

    def _changed(
        self, top: Top, judgement: Judgement, sides: tuple[Side | None, ...], settled: Side
    ) -> tuple[str, ...]:
        """The coders who say something else now than when this was judged."""
        said = self.shared.sides.told(top, settled, self.same)
        equal = {
            side.incident: self.shared.sides.told(top, side, self.same) == said for side in sides if side is not None
        }
        found = said_otherwise(judgement, sides, equal)
        return tuple(self.theirs[incident].coder for incident in found)

    # -- rows -------------------------------------------------------------------------------------------------------
    def _rows(self, incidents: tuple[Incident | None, ...], consensus: Incident | None) -> Iterator[RowReview]:
        for aligner in self.shared.aligners:
            lists = [self._entries(aligner, each) if each is not None else [] for each in incidents]
            aligned = aligner.align(lists)
            there = self._entries(aligner, consensus) if consensus is not None else []
            of_aligned = _attached(aligner, consensus.id if consensus is not None else "", aligned, there)
            for at, entries in enumerate(aligned):
                found = of_aligned.get(at)
                rows = tuple(entry.row if entry is not None else None for entry in entries)
                yield self._row(aligner.group.key, incidents, rows, consensus, found.row if found is not None else None)
            taken = {entry.row.id for entry in of_aligned.values()}
            for entry in there:
                if entry.row.id not in taken:
                    nobody: Rows = (None,) * len(incidents)
                    yield self._row(aligner.group.key, incidents, nobody, consensus, entry.row)

    def _entries(self, aligner: RowAligner, incident: Incident) -> list[Entry]:
        return aligner.entries(self.shared.answers.reader(incident), marked_by(incident))

    def _row(
        self,
        group: str,
        incidents: tuple[Incident | None, ...],
        rows: Rows,
        consensus: Incident | None,
        row: Row | None,
    ) -> RowReview:
        having = [
            each.id for each, line in zip(incidents, rows, strict=True) if each is not None and line is not None
        ]  # fmt: skip
        whole = [each.id for each in incidents if each is not None]
        places = tuple(self._places(group, incidents, rows, consensus, row))
        judgement, state = self._row_state(incidents, rows, consensus, row)
        if state == SETTLED and judgement is not None and not row_stands(judgement, whole, having):
            state = OPEN
        if state == REJECTED:
            places = tuple(_rejected(place) for place in places)
        return RowReview(group, rows, row, len(having) < len(whole), places, judgement, state)

    def _row_state(
        self, incidents: tuple[Incident | None, ...], rows: Rows, consensus: Incident | None, row: Row | None
    ) -> tuple[Judgement | None, str]:
        if consensus is not None and row is not None:
            judgement = self.standing.of_place(consensus.id, row.id, "")
            return judgement, SETTLED if judgement is not None else OPEN
        rejected: Judgement | None = None
        for incident, line in zip(incidents, rows, strict=True):
            if incident is None or line is None:
                continue
            made = self._made_of(consensus, line)
            found = self.standing.row_rejected(incident.id, line.id, self.reader(incident).row_seen(line), made)
            if found is None:
                return None, OPEN
            rejected = found
        return rejected, REJECTED if rejected is not None else OPEN

    def _made_of(self, consensus: Incident | None, row: Row) -> Judgement | None:
        """What was last said of the consensus's row that a coder's row was made into."""
        if consensus is None:
            return None
        return self.standing.of_place(consensus.id, consensus_row_id(consensus.id, row.id), "")


def _attached(
    aligner: RowAligner, consensus: str, aligned: Sequence[tuple[Entry | None, ...]], there: Sequence[Entry]
) -> dict[int, Entry]:
    """The consensus's row of each aligned one that has one, by its place among them."""
    made_from = {
        consensus_row_id(consensus, entry.row.id): at
        for at, entries in enumerate(aligned) for entry in entries if entry is not None
    }  # fmt: skip
    found: dict[int, Entry] = {}
    left: list[Entry] = []
    for entry in there:
        at = made_from.get(entry.row.id)
        if at is not None and at not in found:
            found[at] = entry
        else:
            left.append(entry)
    likes = sorted(
        ((aligner.likeness(entry, other), -at, -place) for place, entry in enumerate(left)
         for at, entries in enumerate(aligned) if at not in found for other in entries if other is not None),
        reverse=True,
    )  # fmt: skip
    taken: set[int] = set()
    for alike, at, place in likes:
        if alike >= LEAST_ROW and -at not in found and -place not in taken:
            found[-at] = left[-place]
            taken.add(-place)
    return found


def _open(places: Iterable[PlaceReview], rows: Iterable[RowReview]) -> bool:
    return any(place.state == OPEN for place in places) or any(
        row.state == OPEN or (row.state == SETTLED and any(place.state == OPEN for place in row.places)) for row in rows
    )


def _ticked(side: Side, tick: Judgement) -> Side:
    return Side(side.incident, side.row, side.values, side.notes, side.words, side.seen, tick)


def _rejected(place: PlaceReview) -> PlaceReview:
    return PlaceReview(
        place.field, place.group, place.sides, place.agrees, place.consensus, place.judgement, REJECTED
    )  # fmt: skip
