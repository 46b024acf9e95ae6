# SPDX-License-Identifier: MIT
"""What words can be read as in this project: the suggesters, the codebook, and what was coded here before.

What lives here: asking the suggesters with what they need to know. What does not: reading words (suggest), what
becomes of a proposal (reading.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from curator.app.coding.reading import Span
from curator.app.incidents.shown import ArticleShown
from curator.domain.codebook.model import Field
from curator.suggest.proposal import Passage, Proposal, Suggester
from curator.workspace import Workspace

# The kinds of proposals that can fill a field of a kind.
SERVES = {
    "date": ("date",), "day": ("date",), "count": ("count",), "integer": ("count",), "decimal": ("count",),
    "place": ("place",), "relative_location": ("place",), "choice": ("choice",), "choices": ("choice",),
    "yes_no": ("choice",),
}  # fmt: skip


class Proposing:
    """Proposals for words of the article on show."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _suggesters(self) -> Sequence[Suggester]:
        from curator.suggest.suggesters import installed_suggesters  # wanted with the first words, not at start

        return [suggester for _, suggester in installed_suggesters().suggesters]

    def passage(self, shown: ArticleShown, span: Span) -> Passage:
        """The words at `span` with what a suggester may know of the article."""
        fields = shown.coding.article.fields
        return Passage(shown.coding.text, *span, published_day(fields.get("published", "")), fields.get("language", ""))

    def propose(self, passage: Passage, node: Field) -> list[Proposal]:
        """What the passage says for a field of this kind."""
        kinds = SERVES.get(node.kind, ())
        return [each for each in self.everything(passage, kinds) if each.kind != "choice" or each.field == node.key]

    def everything(self, passage: Passage, kinds: Sequence[str] = ()) -> list[Proposal]:
        """All proposals of these kinds (none named: of all) in the passage."""
        book = self._workspace.codebook
        found: list[Proposal] = []
        for suggester in self._suggesters:
            if not kinds or set(kinds) & set(suggester.kinds):
                found += suggester.propose(passage, book)
        return [each for each in found if not kinds or each.kind in kinds]


def published_day(written: str) -> date | None:
    """The calendar day of a publication date as it is stored; None where there is none."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def published_words(shown: ArticleShown) -> tuple[Span, ...]:
    """The words of the article that give its day of publication."""
    found = (span for span in shown.coding.article_evidence if span.field == "published")
    return tuple((span.start, span.end) for span in found)
