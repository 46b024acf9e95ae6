# SPDX-License-Identifier: MIT
"""What the preview of a hand-over shows, as values: sums, articles, how each was found here, the codebook, the coders.

What lives here: the shapes, their counts and their words. What does not: comparing (tasks/handover.py), widgets
(receive_dialog.py). Pure: no Qt widget, no reading from the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from curator.app.handover.mapping import compared
from curator.app.handover.wording import BRINGS, CONTEXT, STATES, counted, plain, say, title, told_states
from curator.app.translating import T
from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.handover import KINDS, LAYER, HandOver
from curator.domain.receiving import (
    ADDED,
    BY_ADDRESS,
    BY_CHOICE,
    BY_FILE,
    BY_ID,
    BY_OUTLET,
    MISSING,
    OTHER_TEXT,
    UNDECIDED,
    ArticleMatch,
)
from curator.paths import PROJECT_SUFFIX
from curator.shape import Frozen, fresh

if TYPE_CHECKING:
    from curator.tasks.handover import Preview

# What was said of an article with the same text as one here: the id of that one, or one of these.
ANOTHER, LEAVE = "another", "leave"
Answers = Mapping[str, str]  # by the article's id in the hand-over
Counts = Mapping[str, Mapping[str, int]]  # by kind, then by outcome

_FOUND: Mapping[str, str] = {
    BY_ID: T(CONTEXT, "is here"),
    BY_ADDRESS: T(CONTEXT, "is here: same text, same address"),
    BY_FILE: T(CONTEXT, "is here: same text, same file name"),
    BY_OUTLET: T(CONTEXT, "is here: same text, same outlet"),
    BY_CHOICE: T(CONTEXT, "is here, as you said"),
    ADDED: T(CONTEXT, "new"),
    UNDECIDED: T(CONTEXT, "same text as “{title}”: say what it is"),
    MISSING: T(CONTEXT, "its text is neither here nor in the file"),
    OTHER_TEXT: T(CONTEXT, "has another text here"),
}
_LEFT = T(CONTEXT, "left out, as you said")
_NO_TEXT = T(CONTEXT, "left out: to be added, it would need its text, which did not come along")
_ADDED_BESIDE = T(CONTEXT, "another article with the same text: is added")
_TROUBLE = (UNDECIDED, MISSING, OTHER_TEXT)


class ArticleCome(Frozen):
    """An article of the hand-over and what comes with it. `candidates`: (id, title) of the articles here that have its
    text but another source: somebody has to say what it is, or did."""

    match: ArticleMatch
    counts: Counts = fresh(default_factory=dict)
    candidates: tuple[tuple[str, str], ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it is for a person to say which article it is."""
        return bool(self.candidates)

    @property
    def id(self) -> str:
        return self.match.handed

    @property
    def in_trouble(self) -> bool:
        return self.match.how in _TROUBLE

    def of_outcome(self, outcome: str) -> int:
        return sum(outcomes.get(outcome, 0) for outcomes in self.counts.values())

    def found(self, answer: str = "") -> str:
        """How it was found here, or what was said of it."""
        if self.asks and answer == LEAVE:
            return say(_LEFT)
        if self.asks and answer == ANOTHER:
            return say(_NO_TEXT if self.match.how == UNDECIDED else _ADDED_BESIDE)
        there = plain(self.candidates[0][1]) if self.candidates else ""
        return say(_FOUND[self.match.how], title=there)

    def brings(self) -> str:
        """What comes with it, incidents first: "3 incidents: 2 new, 1 in conflict · 1 comment: new". What is here
        already is passed over; where it is all, that is said."""
        parts = []
        for kind in sorted(self.counts, key=lambda kind: (kind != "incident", -KINDS.index(kind))):
            outcomes = {each: count for each, count in self.counts[kind].items() if each != "same"}
            total = sum(outcomes.values())
            if total and self.match.how == UNDECIDED:  # nothing was said yet, so it is in vain to say "refused"
                parts.append(counted(kind, total))
            elif total:
                only = next((each for each, count in outcomes.items() if count == total), "")
                told = say(STATES[only][0]) if only else told_states(outcomes)
                parts.append(f"{counted(kind, total)}: {told}")
        return " · ".join(parts) or say(T(CONTEXT, "nothing new") if self.counts else T(CONTEXT, "the article alone"))


class FileShown(Frozen):
    """One hand-over that was read and compared. `sha256`: of its file.

    `codebook`: what its codebook and ours have of each other, none where they are the same; `coders`: whose layers are
    in it; `newcomers`: coders that this project does not know yet; `renamed`: (name there, name here); `refused`: each
    reason with how many units it concerns.
    """

    path: Path
    sha256: str
    handover: HandOver
    preview: Preview
    articles: tuple[ArticleCome, ...] = ()
    codebook: tuple[str, ...] = ()
    codebook_name: str = ""
    coders: tuple[str, ...] = ()
    newcomers: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    refused: Mapping[str, int] = fresh(default_factory=dict)
    sums: Counts = fresh(default_factory=dict)

    @property
    def called(self) -> str:
        """What it is, for a heading: a project file is everybody's, whoever used it last."""
        if self.path.suffix.lower() == PROJECT_SUFFIX:
            return say(T(CONTEXT, "Project “{project}”"), project=plain(self.handover.project_name))
        return title(self.handover)

    @property
    def unrelated(self) -> bool:
        """Whether it is somebody's work on articles of which this project has none."""
        coded = self.handover.purpose == LAYER and bool(self.articles)
        return coded and all(each.match.how in (ADDED, MISSING) for each in self.articles)

    @property
    def total(self) -> int:
        return sum(count for outcomes in self.sums.values() for count in outcomes.values())

    def of_outcome(self, outcome: str) -> int:
        return sum(outcomes.get(outcome, 0) for outcomes in self.sums.values())

    @property
    def brings(self) -> bool:
        """Whether receiving it would change anything."""
        return any(each.match.is_new for each in self.articles) or any(map(self.of_outcome, BRINGS))

    @property
    def asking(self) -> tuple[ArticleCome, ...]:
        return tuple(each for each in self.articles if each.asks)

    def told(self) -> str:
        """In one line: "12 new, 3 newer, 1 in conflict"."""
        counts = {outcome: self.of_outcome(outcome) for outcome in STATES}
        return told_states(counts) or say(T(CONTEXT, "articles only"))

    def balance(self) -> str:
        """That inputs equal outputs: "44 in the file = 30 new + 2 newer + 12 the same"."""
        counts = {outcome: self.of_outcome(outcome) for outcome in STATES}
        summed = " + ".join(f"{counts[each]:,} {say(STATES[each][0])}" for each in STATES if counts[each])
        if not summed:
            return say(T(CONTEXT, "Nothing but articles is in the file."))
        told = T(CONTEXT, "{total} in the file = {summed}. Each is counted once.")
        return say(told, total=f"{self.total:,}", summed=summed)


def file_shown(
    path: Path, sha256: str, handover: HandOver, preview: Preview, here: Codebook, before: FileShown | None = None
) -> FileShown:
    """Sort what the preview tells by kind and by article. `here`: the codebook in force. `before`: the same file before
    something was said of its articles: that may be said otherwise."""
    asked = {each.id: each.candidates for each in before.articles} if before is not None else {}
    handed = {(version.kind, version.unit): version.article for version in handover.versions}
    local = {match.article: match.handed for match in preview.articles}
    sums: dict[str, dict[str, int]] = {}
    by_article: dict[str, dict[str, dict[str, int]]] = {}
    reasons: dict[str, int] = {}
    for each in preview.outcomes:
        article = handed.get((each.kind, each.unit), local.get(each.article, each.article))
        own = by_article.setdefault(article, {})
        for counts in (sums.setdefault(each.kind, {}), own.setdefault(each.kind, {})):
            counts[each.outcome] = counts.get(each.outcome, 0) + 1
        if each.outcome == "refused":
            reasons[each.reason] = reasons.get(each.reason, 0) + 1
    names = {coder.id: plain(coder.name_here) for coder in preview.coders}
    there = handover.codebooks[0] if handover.codebooks else here
    same = codebook_sha256(there) == codebook_sha256(here)
    told = () if same else (*(each.refused for each in preview.codebooks if each.refused), *compared(there, here))
    articles = (
        ArticleCome(match, by_article.get(match.handed, {}), match.candidates or asked.get(match.handed, ()))
        for match in preview.articles
    )
    return FileShown(
        path, sha256, handover, preview, tuple(articles), told, plain(f"{there.title} {there.version}"),
        tuple(names.get(layer, layer) for layer in handover.layers),
        tuple(plain(coder.name_here) for coder in preview.coders if coder.is_new),
        tuple((plain(coder.name), plain(coder.name_here)) for coder in preview.coders if coder.name != coder.name_here),
        reasons, sums,
    )  # fmt: skip


def in_order(articles: tuple[ArticleCome, ...]) -> tuple[ArticleCome, ...]:
    """What needs the user first: questions and troubles, then by the outcomes in their order."""

    def rank(each: ArticleCome) -> tuple[int, ...]:
        first = next((at for at, outcome in enumerate(STATES) if each.of_outcome(outcome)), len(STATES))
        return (not each.asks, not each.in_trouble, first)

    return tuple(sorted(articles, key=rank))
