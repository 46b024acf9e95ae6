# SPDX-License-Identifier: MIT
"""An article as the review shows it: its coders, its aligned incidents, its words, what was said of it.

What lives here: reading it whole (for a thread), and what follows from it without widgets. What does not: the lines of
one incident (lines.py), the list of articles (queue_source.py).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from curator.app.incidents.shown import ArticleShown
from curator.app.review.changed import changed_in
from curator.app.review.highlights import Layer
from curator.app.review.lines import Lines
from curator.app.review.shapes import CONSENSUS, GridLine, Mark
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say
from curator.domain.coding import Comment, Incident
from curator.review.likeness import WEIGHTS
from curator.review.order import name_order
from curator.review.reviewed import (
    ACCEPTED,
    OPEN,
    REJECTED,
    RETURNED,
    ArticleReview,
    IncidentReview,
    PlaceReview,
    RowReview,
)
from curator.shape import Frozen, fresh
from curator.tasks.reviewing import Given, article_review, given_back
from curator.workspace import Workspace

CONSENSUS_NAME = T(CONTEXT, "Consensus")
PLACE = T(CONTEXT, "Incident {at} of {count}")
ONE_LAYER = T(CONTEXT, "Incident {at} of {count} · {name}")
ALL_CODERS = T(CONTEXT, "all coders")
BOTH_CODERS = T(CONTEXT, "both coders")
ONLY = T(CONTEXT, "only {names}")
OVERLAP = T(CONTEXT, "overlap {score}")
NOT_TOLD = T(CONTEXT, "not told")
ALIKE = T(CONTEXT, "{one} and {other}: {score}")
STATES = {
    ACCEPTED: T(CONTEXT, "{name}: accepted"),
    REJECTED: T(CONTEXT, "{name}: rejected"),
    RETURNED: T(CONTEXT, "{name}: returned"),
    OPEN: T(CONTEXT, "{name}: to decide"),
}
EVERY = {ACCEPTED: T(CONTEXT, "Accepted"), REJECTED: T(CONTEXT, "Rejected")}
OPEN_AGAIN = T(CONTEXT, "Open again")
SINCE = T(CONTEXT, "{name} has changed it since")
SINCE_WHAT = T(CONTEXT, "{name} has changed it since: {what}")
PARTS = {
    "words": T(CONTEXT, "words"), "kind": T(CONTEXT, "kind"), "date": T(CONTEXT, "date"),
    "place": T(CONTEXT, "place"), "parties": T(CONTEXT, "parties"),
}  # fmt: skip


class ReviewShown(Frozen):
    """One article of the review. `given`: what goes back to whoever looks. `since`: of incidents (ids) that are other
    than when they were judged, what has changed, in words."""

    review: ArticleReview
    article: ArticleShown
    names: Mapping[str, str]
    viewer: str = ""
    given: tuple[Given, ...] = ()
    since: Mapping[str, Sequence[str]] = fresh(default_factory=dict)

    @property
    def id(self) -> str:
        return self.review.article

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The coders side by side, in the order of the keys."""
        return tuple(Mark(coder.id, coder.name, at) for at, coder in enumerate(self.review.coders, 1))

    @cached_property
    def consensus(self) -> Mark:
        kind = {each.consensus.coder for each in self.review.incidents if each.consensus is not None}
        return Mark(next(iter(kind), "consensus"), say(CONSENSUS_NAME), CONSENSUS)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Every coder's incidents and the consensus's."""
        made = [
            Layer(mark, tuple(each for found in self.review.incidents if (each := found.incidents[at]) is not None))
            for at, mark in enumerate(self.marks)
        ]
        settled = tuple(found.consensus for found in self.review.incidents if found.consensus is not None)
        return (*made, Layer(self.consensus, settled)) if settled else tuple(made)

    def lines(self, at: int, blank: bool = False, adds: bool = False) -> list[GridLine]:
        """The lines of the grid for the incident at this place. `blank`: also of fields that nobody filled. `adds`: a
        line that adds a row ends each group, unless the incident is rejected."""
        found, comments = self.review.incidents[at], self.article.coding.comments
        adds = adds and found.state != REJECTED
        return Lines(self.article.codebook, found, self.names, comments, blank, adds).made()

    def title(self, at: int) -> str:
        """What the incident at this place is called: by the consensus, else by the first coder who has it."""
        found = self.review.incidents[at]
        return self.called(found.consensus or found.there[0]) if found.there or found.consensus else ""

    def called(self, incident: Incident) -> str:
        position = self.article.position_of.get(incident.id)
        return self.article.incidents[position].title if position is not None else ""

    def ids(self, at: int) -> tuple[str, ...]:
        """The ids of the incidents side by side at this place, the consensus's too."""
        found = self.review.incidents[at]
        consensus = (found.consensus.id,) if found.consensus is not None else ()
        return (*(each.id for each in found.there), *consensus)

    def place_of(self, incident: str) -> int | None:
        """The place at which an incident stands; None where it is not compared here."""
        return next((at for at in range(len(self.review.incidents)) if incident in self.ids(at)), None)

    def given_at(self, at: int) -> list[Given]:
        """What goes back to whoever looks of the incident at this place."""
        ids = set(self.ids(at))
        return [each for each in self.given if each.incident in ids or each.consensus in ids]

    # In words

    def one_sided(self, at: int) -> bool:
        """Whether not all coders have the incident."""
        return not self.review.single and len(self.review.incidents[at].there) < len(self.marks)

    def place_words(self, at: int) -> str:
        """Which incident it is, who has it, how alike they are."""
        found, count = self.review.incidents[at], len(self.review.incidents)
        if self.review.single:
            return say(ONE_LAYER, at=at + 1, count=count, name=self.marks[0].name)
        parts = [say(PLACE, at=at + 1, count=count), self._who(found)]
        if found.likeness is not None:
            parts.append(say(OVERLAP, score=f"{found.likeness:.2f}"))
        return " · ".join(parts)

    def _who(self, found: IncidentReview) -> str:
        names = [mark.name for mark, each in zip(self.marks, found.incidents, strict=True) if each is not None]
        if len(names) < len(self.marks):
            return say(ONLY, names=", ".join(names))
        return say(BOTH_CODERS) if len(names) == 2 else say(ALL_CODERS)

    def score_words(self, at: int) -> str:
        """The parts of the score of each two incidents, one line each."""
        found = self.review.incidents[at]
        owner = {each.id: self.names.get(each.coder, "") for each in found.there}
        lines = []
        for (one, other), likeness in found.likenesses.items():
            lines.append(say(ALIKE, one=owner.get(one, ""), other=owner.get(other, ""), score=f"{likeness.score:.2f}"))
            lines += [
                f"   {say(PARTS[part])} {say(NOT_TOLD) if score is None else f'{score:.2f}'}"
                for part in WEIGHTS
                for score in (likeness.parts.get(part),)
            ]
        return "\n".join(lines)

    def state_words(self, at: int) -> str:
        """What was decided of the incidents, with the reasons; "" where nothing was."""
        found = self.review.incidents[at]
        told: list[str] = []
        states = {state for state in found.states if state}
        reasons = [
            each.reason for state, each in zip(found.states, found.judgements, strict=True)
            if each is not None and each.reason and each.verdict == state
        ]  # fmt: skip
        if len(states) == 1 and (alike := EVERY.get(next(iter(states)))) and len(found.there) > 1:
            told = [" – ".join((say(alike), *dict.fromkeys(reasons)))]
            states = set()
        decided = {state for state in found.states if state and state != OPEN}
        for mark, state, judgement in zip(self.marks, found.states, found.judgements, strict=True):
            if state in states and decided:
                meant = judgement is not None and judgement.verdict == state  # one that was returned may have changed
                reason = judgement.reason if judgement is not None and meant else ""
                told.append(" – ".join(part for part in (say(STATES[state], name=mark.name), reason) if part))
        if not decided:
            why = [each.reason for each in found.judgements if each is not None and each.verdict == "reopened"]
            told += [" – ".join((say(OPEN_AGAIN), *dict.fromkeys(each for each in why if each)))] if why else []
        told += [self._since(each) for each in found.there if each.coder in found.changed]
        return " · ".join(told)

    def _since(self, incident: Incident) -> str:
        name, what = self.names.get(incident.coder, ""), ", ".join(self.since.get(incident.id, ()))
        return say(SINCE_WHAT, name=name, what=what) if what else say(SINCE, name=name)

    def is_talked_of(self, at: int) -> bool:
        """Whether a conversation about the incident at this place, or a field of it, is open."""
        ids, comments = set(self.ids(at)), self.article.coding.comments
        resolved = {said.thread for said in comments if said.resolved}
        return any(said.incident in ids and said.thread not in resolved for said in comments)

    def comments_on_article(self) -> list[Comment]:
        """What was said of the article as a whole, of its passages, and of what is known about it."""
        return [said for said in self.article.coding.comments if not said.incident]

    def comments_on(self, at: int, line: GridLine | None) -> list[Comment]:
        """What was said of a line, or of the incident as a whole where there is none, conversation by conversation."""
        incidents = set(self.ids(at))
        rows = {cell.target.row for cell in (*line.cells, line.consensus)} - {""} if line is not None else set()
        node = self.article.codebook.node(line.field, line.group) if line is not None and line.field else None
        fields = {each.key for each in node.nodes()} if node is not None else set()

        def about(comment: Comment) -> bool:
            if comment.incident not in incidents:
                return False
            if line is None:
                return not comment.field and not comment.row
            in_row = comment.row in rows if line.group else not comment.row
            return in_row and (comment.field in fields if line.field else not comment.field)

        return [comment for comment in self.article.coding.comments if about(comment)]


def by_name(review: ArticleReview) -> ArticleReview:
    """The same with the coders in the order of their names: “Coder 2” is not the first because of an id."""
    order = sorted(range(len(review.coders)), key=lambda at: (name_order(review.coders[at].name), review.coders[at].id))

    def ordered(each: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(each[at] for at in order)

    def place(each: PlaceReview) -> PlaceReview:
        return dataclasses.replace(each, sides=ordered(each.sides))

    def row(each: RowReview) -> RowReview:
        return dataclasses.replace(each, rows=ordered(each.rows), places=tuple(map(place, each.places)))

    def incident(each: IncidentReview) -> IncidentReview:
        return dataclasses.replace(
            each, incidents=ordered(each.incidents), states=ordered(each.states), judgements=ordered(each.judgements),
            places=tuple(map(place, each.places)), rows=tuple(map(row, each.rows)),
        )  # fmt: skip

    return dataclasses.replace(review, coders=ordered(review.coders), incidents=tuple(map(incident, review.incidents)))


def read_shown(workspace: Workspace, article: str) -> ReviewShown:
    """Read an article for the review. Takes its time: for a thread. Raises UserFault where it is gone."""
    book, viewer = workspace.codebook, workspace.coder.id if workspace.coder is not None else ""
    with workspace.read() as reads:
        review = article_review(reads, book, article, viewer)
        names = {coder.id: coder.name for coder in reads.coders()}
        coding = reads.coding_seen_by(article, viewer)
        given = tuple(each for back in given_back(reads, book, viewer, (article,)) for each in back.given)
        since = changed_in(reads, book, review)
    shown = ArticleShown(coding, book, workspace.codebook_of, names)
    return ReviewShown(by_name(review), shown, names, viewer, given, since)
