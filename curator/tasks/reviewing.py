# SPDX-License-Identifier: MIT
"""All that the faces need to review: one article, the queue, what goes back, unclear guidelines.

What lives here: their names in one place. What does not: how they are found (article_review.py, review_queue.py,
giving_back.py, unclear.py), changing anything (operations/pairing.py, judging.py, settling.py, settling_rows.py,
taking_over.py), measuring (agreement.py).
"""

from __future__ import annotations

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
from curator.tasks.article_review import article_review
from curator.tasks.giving_back import (
    ADOPTED,
    CHANGED,
    COMMENT,
    MISSED,
    NEITHER,
    Given,
    GivenBack,
    given_back,
    waiting_threads,
)
from curator.tasks.review_queue import (
    DIFFERS,
    DONE,
    PROBLEMS,
    STARTED,
    UNREVIEWED,
    Counts,
    QueueRow,
    ReviewCounts,
    count_differences,
    review_queue,
)
from curator.tasks.unclear import Unclear, unclear_guidelines, unclear_text

__all__ = [
    "ACCEPTED", "ADOPTED", "CHANGED", "COMMENT", "DIFFERS", "DONE", "MISSED", "NEITHER", "NOTHING", "OPEN", "PROBLEMS",
    "REJECTED", "RETURNED", "SETTLED", "STARTED", "UNREVIEWED", "ArticleReview", "Counts", "Given", "GivenBack",
    "IncidentReview", "PlaceReview", "QueueRow", "ReviewCounts", "RowReview", "Side", "Unclear", "article_review",
    "count_differences", "given_back", "review_queue", "unclear_guidelines", "unclear_text", "waiting_threads",
]  # fmt: skip
