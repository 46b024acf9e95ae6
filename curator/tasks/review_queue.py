# SPDX-License-Identifier: MIT
"""What needs review: the articles with finished layers, in the order of need.

What lives here: the list, which is there at once, and the counts that take comparing, which come in later. What does
not: one article (article_review.py).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import NamedTuple

from curator.domain.codebook.model import Codebook
from curator.domain.rules.judging import problems_of
from curator.review.reviewed import SETTLED, ArticleReview
from curator.review.together import Together
from curator.shape import replace
from curator.store.reads import Reads
from curator.store.review_states import ReviewState, changed_articles, review_states
from curator.tasks.article_review import review_of
from curator.tasks.job import no_long_pauses

# In the order of need, as the queue lists them.
PROBLEMS, DIFFERS, UNREVIEWED, STARTED, DONE = "problems", "differs", "unreviewed", "started", "done"
_ORDER = {state: place for place, state in enumerate((PROBLEMS, DIFFERS, UNREVIEWED, STARTED, DONE))}
_MOST_FIELDS = 3
# Entries of the log that tell no article and change nothing that is compared.
_HARMLESS = (
    "add_articles", "add_coder", "rename_project", "set_project_value", "assign", "unassign", "open_layers",
)  # fmt: skip


class Counts(NamedTuple):
    """What is found by comparing an article whole: open and settled places; places and rows in which coders differ;
    incidents that not all coders have; errors of the rules; the labels of the first three differing fields."""

    to_settle: int
    settled: int
    differing: int
    alone: int
    problems: int
    fields: tuple[str, ...] = ()


class QueueRow(NamedTuple):
    """One article that has at least one finished layer and that the viewer may see whole.

    `coders`: ids of the people who have finished it. `incidents`: all of theirs; `open`, `returned`, `accepted`,
    `rejected` of them, as last said (whether one has changed since is known with `counts`). `threads`: open
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
    """The counts that were made, kept while a project is open; each until its article changes. For any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, Counts] = {}
        self._changed: dict[str, int] = {}  # the entry of the log up to which an article's counts are out of date
        self._all_changed = 0
        self._through = 0

    def get(self, article: str) -> Counts | None:
        """What was counted of an article; None where it was never counted, or has changed since."""
        return self._kept.get(article)

    def keep(self, article: str, counts: Counts, seq: int) -> None:
        """Keep what was counted of an article as it was after entry `seq` of the log."""
        with self._lock:
            if seq >= max(self._changed.get(article, 0), self._all_changed):
                self._kept[article] = counts

    def renew(self, reads: Reads) -> int:
        """Forget what has changed since this was last called. Returns the newest entry of the log."""
        newest = reads.newest_seq()
        with self._lock:
            if newest > self._through:
                self._forget(changed_articles(reads.connection, self._through, _HARMLESS), newest)
                self._through = newest
        return newest

    def _forget(self, articles: set[str] | None, newest: int) -> None:
        if articles is None:
            self._kept, self._changed, self._all_changed = {}, {}, newest
            return
        for article in articles:
            self._kept.pop(article, None)
            self._changed[article] = newest


def review_queue(reads: Reads, viewer: str, counts: ReviewCounts | None = None) -> list[QueueRow]:
    """What needs review, in the order of need (PROBLEMS first, DONE last), then as added; at once also over 10,000.

    What takes comparing is filled in from `counts`, as far as it was counted.
    """
    if counts is not None:
        counts.renew(reads)
    kept = counts.get if counts is not None else lambda article: None
    with no_long_pauses():
        rows = [_row(state, kept(state.article)) for state in review_states(reads.connection, viewer)]
        return sorted(rows, key=lambda row: _ORDER[row.state])  # stable: as added


def _row(said: ReviewState, counts: Counts | None) -> QueueRow:
    decided = said.accepted + said.rejected
    waiting = said.incidents - decided - said.returned
    if waiting < 0:  # an incident that was judged is gone
        waiting = 0
    return QueueRow(
        said.article, said.n, said.title, said.coders, said.incidents, waiting, said.returned, said.accepted,
        said.rejected, said.threads, _need(said, waiting, decided, counts), counts,
    )  # fmt: skip


def _need(said: ReviewState, waiting: int, decided: int, counts: Counts | None) -> str:
    if counts is None and not waiting and not said.returned:
        return DONE
    if counts is not None:
        if not counts.to_settle:
            return DONE
        if counts.problems:
            return PROBLEMS
        if counts.differing + counts.alone and len(said.coders) > 1:
            return DIFFERS
    return STARTED if decided + said.returned else UNREVIEWED


def count_differences(
    reads: Reads,
    codebook: Codebook,
    viewer: str,
    articles: Iterable[str],
    counts: ReviewCounts,
    between: Callable[[], None] = lambda: None,
) -> int:
    """Count what is not counted yet of these articles; `between` is called before each and may raise to stop.

    For a thread in the background, over one snapshot; what changes meanwhile is counted another time. Returns how many
    were counted.
    """
    newest = counts.renew(reads)
    together = Together(codebook)
    made = 0
    for article in articles:
        between()
        if counts.get(article) is not None or reads.article(article) is None:
            continue
        review = review_of(reads, together, article, viewer)
        if review.hidden:
            continue
        counts.keep(article, counts_of(review, codebook, _problems(reads, codebook, article)), newest)
        made += 1
    return made


def counts_of(review: ArticleReview, codebook: Codebook, problems: int = 0) -> Counts:
    """What the queue tells of an article that was compared."""
    fields: dict[str, None] = {}
    for incident in review.incidents:
        for place in incident.all_places():
            node = codebook.node(place.field, place.group)
            if not place.agrees and place.state != SETTLED and node is not None:
                fields[node.label] = None
    alone = sum(len(incident.there) < len(review.coders) for incident in review.incidents if incident.there)
    return Counts(
        review.to_settle, review.settled, sum(incident.differing for incident in review.incidents), alone, problems,
        tuple(fields)[:_MOST_FIELDS],
    )  # fmt: skip


def _problems(reads: Reads, codebook: Codebook, article: str) -> int:
    """How many errors the rules find in what the coders finished."""
    coders = reads.layer_coders(article)
    coding = reads.coding(article, coders)
    kept = tuple(incident for incident in coding.incidents if incident.status == "finished")
    return sum(problem.level == "error" for problem in problems_of(replace(coding, incidents=kept), codebook))
