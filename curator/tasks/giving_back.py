# SPDX-License-Identifier: MIT
"""What goes back to a coder: what was settled otherwise than the coder coded it, and the talks that wait for an answer.

What lives here: finding that. What does not: taking it over (operations/taking_over.py), answering
(operations/comments.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Comment, Incident
from curator.domain.reviewing import Judgement
from curator.review.reviewed import REJECTED, RETURNED, SETTLED, IncidentReview, PlaceReview, RowReview, Side
from curator.review.standing import remembered
from curator.review.together import ArticleTogether, Together
from curator.store.judgements import judged_articles, open_comments
from curator.store.reads import Reads
from curator.tasks.article_review import put_together

ADOPTED, NEITHER, CHANGED, MISSED, COMMENT = "adopted", "neither", "changed", "missed", "comment"


@dataclass(frozen=True)
class Given:
    """One thing that was settled otherwise than the coder coded it, or asks something of the coder.

    `what`: ADOPTED (from the coder `source`, an id), NEITHER, CHANGED (after it was settled; `source` where it is now
    another coder's), REJECTED, RETURNED, MISSED (an incident or row was accepted that the coder has not), COMMENT.
    `incident`, `row`: the coder's own; `consensus`, `consensus_row`: the settled ones; "" where there is none. `field`
    "": the incident or row as a whole. `own` and `settled`: what is said there, for a field. `taken`: the coder says so
    too by now.
    """

    what: str
    incident: str = ""
    row: str = ""
    group: str = ""
    field: str = ""
    consensus: str = ""
    consensus_row: str = ""
    source: str = ""
    own: Side | None = None
    settled: Side | None = None
    judgement: Judgement | None = None
    comments: tuple[Comment, ...] = ()
    taken: bool = False


@dataclass(frozen=True)
class GivenBack:
    """What goes back to one coder of one article."""

    article: str
    title: str
    given: tuple[Given, ...]


def given_back(reads: Reads, codebook: Codebook, coder: str, articles: Sequence[str] = ()) -> tuple[GivenBack, ...]:
    """Per article what was changed against the coder's own coding and why; only what the coder may see.

    `articles`: only these; where none are named all that were judged, and those with comments that wait for the coder.
    """
    threads = waiting_threads(reads, coder)
    wanted = articles or sorted(judged_articles(reads.connection) | threads.keys())
    titles = reads.article_titles(wanted)
    together = Together(codebook)
    found = []
    for article in wanted:
        said = [_commented(talk) for talk in threads.get(article, ())]
        if article in titles and coder in reads.layer_coders(article) and reads.seen_layers(article, coder) is None:
            said = [*_given(put_together(reads, together, article), coder), *said]
        if said:
            found.append(GivenBack(article, titles.get(article, ""), tuple(said)))
    return tuple(found)


def _commented(talk: tuple[Comment, ...]) -> Given:
    first = talk[0]
    return Given(COMMENT, first.incident, first.row, field=first.field, comments=talk)


def _given(now: ArticleTogether, coder: str) -> Iterator[Given]:
    at = now.coders.index(coder)
    for review in now.reviews()[0]:
        own = review.incidents[at]
        if own is not None:
            yield from _of_own(now, review, own, at)
        elif review.consensus is not None and review.there:
            judgement = next((said for said in review.judgements if said is not None), None)
            yield Given(MISSED, consensus=review.consensus.id, judgement=judgement)


def _of_own(now: ArticleTogether, review: IncidentReview, own: Incident, at: int) -> Iterator[Given]:
    whole = Given("", own.id, consensus=review.consensus.id if review.consensus is not None else "")
    if review.states[at] in (REJECTED, RETURNED):
        yield replace(whole, what=review.states[at], judgement=review.judgements[at])
    if review.consensus is None:
        return
    for place in review.places:
        yield from _of_place(now, place, own.id, replace(whole, field=place.field))
    for row in review.rows:
        yield from _of_row(now, row, at, whole)


def _of_row(now: ArticleTogether, row: RowReview, at: int, whole: Given) -> Iterator[Given]:
    own = row.rows[at]
    settled = row.consensus.id if row.consensus is not None else ""
    here = replace(whole, row=own.id if own is not None else "", group=row.group, consensus_row=settled)
    if own is not None and row.state == REJECTED:
        yield replace(here, what=REJECTED, judgement=row.judgement)
    elif own is None and row.state == SETTLED:
        yield replace(here, what=MISSED, judgement=row.judgement)
    elif own is not None and row.state == SETTLED:
        for place in row.places:
            yield from _of_place(now, place, whole.incident, replace(here, field=place.field))


def _of_place(now: ArticleTogether, place: PlaceReview, incident: str, here: Given) -> Iterator[Given]:
    own = next((side for side in place.sides if side is not None and side.incident == incident), None)
    judgement, settled = place.judgement, place.consensus
    if own is None or settled is None or judgement is None or place.state != SETTLED:
        return
    taken = now.same_said(place.field, place.group, own, settled)
    if taken and (judgement.verdict == "agreed" or remembered(judgement.seen).get(incident) in (None, own.seen)):
        return  # so it was coded from the first
    theirs = now.theirs.get(judgement.incident)
    source = theirs.coder if theirs is not None else ""
    yield replace(
        here, what=judgement.verdict, source=source, own=own, settled=settled, judgement=judgement, taken=taken
    )


def waiting_threads(reads: Reads, coder: str) -> Mapping[str, tuple[tuple[Comment, ...], ...]]:
    """The open conversations that wait for this coder, by article, each from its first comment on: about the coder's
    own incidents, or begun or joined by the coder, and whose last word is somebody else's. Nothing hidden yet."""
    talks: dict[str, list[Comment]] = {}
    for comment in open_comments(reads.connection):
        talks.setdefault(comment.thread, []).append(comment)
    own = {
        str(row[0]) for row in reads.connection.execute("SELECT id FROM incidents WHERE coder = ?", (coder,)).fetchall()
    }
    found: dict[str, list[tuple[Comment, ...]]] = {}
    seen: dict[str, bool] = {}
    for talk in talks.values():
        first, last = talk[0], talk[-1]
        mine = first.incident in own
        if last.coder == coder or not (mine or any(comment.coder == coder for comment in talk)):
            continue
        if first.incident and not mine:
            if first.article not in seen:
                seen[first.article] = reads.seen_layers(first.article, coder) is None
            if not seen[first.article]:
                continue
        found.setdefault(first.article, []).append(tuple(talk))
    return {article: tuple(some) for article, some in found.items()}
