# SPDX-License-Identifier: MIT
"""How much of what leaves as the consensus is still to settle.

What lives here: counting it, article by article. What does not: which articles leave as the consensus
(layer_choice.py), what is open in an article (review/reviewed.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from curator.domain.codebook.model import Codebook
from curator.formats.manifest import Unsettled
from curator.review.together import Together
from curator.store.judgements import judged_articles
from curator.store.reads import Reads
from curator.tasks.article_review import put_together
from curator.tasks.layer_choice import AUTO, CONSENSUS, choice_in


def unsettled_of(
    reads: Reads, codebook: Codebook, articles: Iterable[str], between: Callable[[], None] = lambda: None
) -> Iterator[Unsettled]:
    """The articles of these in which something is open, and how much. `between` is called before each and may raise."""
    together = Together(codebook)
    for article in articles:
        between()
        incidents, _ = put_together(reads, together, article).reviews()
        if count := sum(incident.to_settle for incident in incidents):
            yield Unsettled(article, count)


def unsettled_in(
    reads: Reads, codebook: Codebook, viewer: str, between: Callable[[], None] = lambda: None
) -> tuple[Unsettled, ...]:
    """What of an export of the consensus by `viewer` would still be to settle. Takes its time: for a thread."""
    choice = choice_in(reads, AUTO, viewer, dict.fromkeys(reads.blind_articles(viewer), ()))
    judged = judged_articles(reads.connection)
    leaving = ((article, choice.of(article)) for article in reads.article_ids() if article in judged)
    consensus = {coder.id for coder in choice.coders if coder.kind == "consensus"}
    return tuple(unsettled_of(
        reads, codebook,
        [article for article, coders in leaving if coders is not None and leaves_settled(AUTO, coders, consensus)],
        between,
    ))  # fmt: skip


def leaves_settled(layer: str, coders: Iterable[str], consensus: set[str]) -> bool:
    """Whether an article whose work of these coders leaves does so as the consensus, which may be that there is no
    incident."""
    return layer in (AUTO, CONSENSUS) and set(coders) <= consensus


def told(unsettled: Iterable[Unsettled]) -> str:
    """How much is open, in words: “3 values or incidents of 1 article”."""
    some = list(unsettled)
    count = sum(each.open for each in some)
    articles = "1 article" if len(some) == 1 else f"{len(some):,} articles"
    return f"{'1 value or incident' if count == 1 else f'{count:,} values or incidents'} of {articles}"
