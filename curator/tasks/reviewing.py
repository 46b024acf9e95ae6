# SPDX-License-Identifier: MIT
"""Reviewing: one article with all its coders side by side, the list of what needs review, what goes back to a coder.

What lives here: reading these from a project, with nothing shown that is hidden yet. What does not: aligning and
comparing (review), changing anything (operations/pairing.py, judging.py, settling.py, taking_over.py), measuring
(tasks/agreement.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Comment
from curator.domain.reviewing import Judgement
from curator.review.reviewed import (
    ACCEPTED,
    NOTHING,
    OPEN,
    REJECTED,
    RETURNED,
    SETTLED,
    ArticleReview,
    IncidentReview,
    PlaceReview,
    RowReview,
    Side,
)
from curator.store.reads import Reads

__all__ = [
    "ACCEPTED", "NOTHING", "OPEN", "REJECTED", "RETURNED", "SETTLED", "ArticleReview", "Counts", "Given", "GivenBack",
    "IncidentReview", "PlaceReview", "QueueRow", "ReviewCounts", "RowReview", "Side", "Unclear", "article_review",
    "count_differences", "given_back", "review_queue", "unclear_guidelines", "unclear_text", "waiting_threads",
]  # fmt: skip

# In the order of need, as the queue lists them.
PROBLEMS, DIFFERS, UNREVIEWED, STARTED, DONE = "problems", "differs", "unreviewed", "started", "done"


# -- one article ------------------------------------------------------------------------------------------------------
def article_review(reads: Reads, codebook: Codebook, article: str, viewer: str) -> ArticleReview:
    """The review of an article for `viewer` (a coder's id, "" where nobody has said who looks).

    `codebook`: the one in force. Raises UserFault where there is no such article.
    """
    raise NotImplementedError


# -- the queue --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Counts:
    """What is found by comparing an article whole. `differing`: places and rows in which coders differ; `alone`:
    incidents that not all coders have; `places`: how many could differ; `fields`: the labels of differing fields, the
    first three."""

    to_settle: int
    settled: int
    differing: int
    alone: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class QueueRow:
    """One article that has at least one finished layer the viewer may see.

    `coders`: ids of the people whose layers there are. `incidents`: all of theirs; `open`, `returned`, `accepted`,
    `rejected` of them (as last said; whether an incident has changed since is known with `counts`). `threads`: open
    conversations. `state`: PROBLEMS (errors of the rules), DIFFERS, UNREVIEWED, STARTED, DONE. `counts`: None until
    they are counted (count_differences).
    """

    article: str
    n: int
    title: str
    coders: tuple[str, ...]
    incidents: int
    open: int
    returned: int
    accepted: int
    rejected: int
    threads: int
    state: str
    counts: Counts | None = None


class ReviewCounts:
    """The counts that were made, kept while the window is open, by article and its newest change; for any thread."""

    def get(self, article: str, newest: int) -> Counts | None:
        """What was counted of the article as it is now; None where it has changed since or was never counted."""
        raise NotImplementedError

    def keep(self, article: str, newest: int, counts: Counts) -> None:
        raise NotImplementedError


def review_queue(reads: Reads, viewer: str, counts: ReviewCounts | None = None) -> tuple[QueueRow, ...]:
    """What needs review, in the order of need (PROBLEMS first, DONE last), then as added; at once also over 10,000.

    What takes comparing is filled in from `counts`, as far as it was counted.
    """
    raise NotImplementedError


def count_differences(
    reads: Reads,
    codebook: Codebook,
    viewer: str,
    articles: Iterable[str],
    counts: ReviewCounts,
    between: Callable[[], None] = lambda: None,
) -> int:
    """Count what is not counted yet of these articles; `between` is called after each and may raise to stop.

    For a thread in the background. Returns how many were counted.
    """
    raise NotImplementedError


# -- giving back ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Given:
    """One thing that was settled otherwise than the coder coded it, or asks something of the coder.

    `what`: the verdict ("adopted" from `source` (another coder's id), "neither", "changed", "rejected", "returned"), or
    "comment", "missed" (an incident or row of others was accepted that the coder has not). `incident`, `row`: the
    coder's own; `consensus`, `consensus_row`: the settled ones; "" where there is none. `field` "": the incident or row
    as a whole. `own` and `settled`: what is said there, for a field. `taken`: the own value equals the settled one now.
    """

    what: str
    incident: str
    row: str
    group: str
    field: str
    consensus: str
    consensus_row: str
    source: str
    own: Side | None
    settled: Side | None
    judgement: Judgement | None
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

    `articles`: only these (all that have judgements or open comments on the coder's work where none are named).
    """
    raise NotImplementedError


def waiting_threads(reads: Reads, coder: str) -> Mapping[str, tuple[Comment, ...]]:
    """The open conversations that wait for this coder, by article: about the coder's own incidents, or begun or joined
    by the coder, and whose last word is somebody else's. Nothing that is hidden yet."""
    raise NotImplementedError


# -- for the codebook's author ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Unclear:
    """A judgement that calls the guideline unclear. `field`: its label with the group's, "" for the incident."""

    article: str
    title: str
    field: str
    key: str
    verdict: str
    reason: str
    coder: str
    created: str


def unclear_guidelines(reads: Reads, codebook: Codebook, viewer: str) -> tuple[Unclear, ...]:
    """All of them that the viewer may see, oldest first."""
    raise NotImplementedError


def unclear_text(found: Sequence[Unclear]) -> str:
    """As CSV (RFC 4180) for the author of the codebook."""
    raise NotImplementedError
