# SPDX-License-Identifier: MIT
"""One article with all its coders side by side.

What lives here: reading that from a project, with nothing shown that is hidden yet. What does not: aligning and
comparing (review), the list of what needs review (review_queue.py).
"""

from __future__ import annotations

from curator.domain.codebook.model import Codebook
from curator.operations.consensus import why_not_settle
from curator.review.reviewed import ArticleReview
from curator.review.together import ArticleTogether, Together
from curator.store.reads import Reads


def article_review(reads: Reads, codebook: Codebook, article: str, viewer: str) -> ArticleReview:
    """The review of an article for `viewer` (a coder's id, "" where nobody has said who looks).

    `codebook`: the one in force. Raises UserFault where there is no such article.
    """
    return review_of(reads, Together(codebook), article, viewer)


def review_of(reads: Reads, together: Together, article: str, viewer: str) -> ArticleReview:
    """As `article_review`, for many articles under one codebook."""
    ids = reads.layer_coders(article)
    coders = tuple(coder for coder in reads.coders() if coder.id in ids)
    if reads.seen_layers(article, viewer) is not None:
        seen = tuple(coder for coder in coders if coder.id == viewer)
        return ArticleReview(article, seen, (), True, may_settle=False, why_not=_hidden(reads, article))
    now = put_together(reads, together, article)
    finished = ("finished", "nothing_to_code")
    unfinished = tuple(coder for coder in now.coders if now.coding.reading.get(coder) not in finished)
    incidents, refused = now.reviews()
    why_not = why_not_settle(reads.connection, article, viewer) if viewer else "Say first who is reviewing."
    return ArticleReview(article, coders, unfinished, False, incidents, refused, not why_not, why_not)


def put_together(reads: Reads, together: Together, article: str) -> ArticleTogether:
    """An article with all its layers and judgements, whoever may see them."""
    return together.of(
        reads.coding(article, with_text=False),
        reads.layer_coders(article),
        [coder.id for coder in reads.coders() if coder.kind == "consensus"],
        reads.judgements(article),
        reads.pairs(article),
    )


def _hidden(reads: Reads, article: str) -> str:
    names = reads.waited_for(article)
    whom = f"{', '.join(names)} {'has' if len(names) == 1 else 'have'}" if names else "everybody who began it has"
    return f"The coding of this article is hidden until {whom} finished it."
