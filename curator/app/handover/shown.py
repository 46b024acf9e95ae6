# SPDX-License-Identifier: MIT
"""What the preview of a hand-over shows, as values: sums, articles, how each was found here, the codebook, the coders.

What lives here: the shapes, their counts and their words. What does not: comparing (tasks/handover.py), widgets
(receive_dialog.py). Pure: no Qt widget, no reading from the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from curator.app.handover.wording import BRINGS, CONTEXT, STATES, counted, say, told_states
from curator.app.translating import T
from curator.domain.handover import KINDS, HandOver
from curator.shape import Frozen, fresh

Match = Literal["here", "same_source", "same_text", "new", "no_text"]
Answer = Literal["", "here", "add", "leave"]  # of "same_text"; "": not answered, and left out
Counts = Mapping[str, Mapping[str, int]]  # by kind, then by state

MATCHES: Mapping[Match, str] = {
    "here": T(CONTEXT, "is here"),
    "same_source": T(CONTEXT, "is here: same text and source"),
    "same_text": T(CONTEXT, "same text as “{title}”"),
    "new": T(CONTEXT, "new"),
    "no_text": T(CONTEXT, "its text is neither here nor in the file"),
}
ANSWERS: Mapping[Answer, str] = {
    "": T(CONTEXT, "left out until you say what it is"),
    "here": T(CONTEXT, "is “{title}”"),
    "add": T(CONTEXT, "another article with the same text: is added"),
    "leave": T(CONTEXT, "left out"),
}


class ArticleCome(Frozen):
    """An article of the hand-over. `n`: its local number here, 0 where it is not; `there`: what that one is called."""

    id: str
    title: str
    match: Match
    there: str = ""
    n: int = 0
    counts: Counts = fresh(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether only a person can say which article it is."""
        return self.match == "same_text"

    def state_count(self, state: str) -> int:
        return sum(states.get(state, 0) for states in self.counts.values())

    def told(self, answer: Answer = "") -> str:
        """How it was found, or what it was said to be."""
        return say(ANSWERS[answer] if self.asks and answer else MATCHES[self.match], title=self.there)

    def brings(self) -> str:
        """What comes with it: "3 incidents: 2 new, 1 in conflict · 1 comment: new"."""
        parts = []
        for kind in KINDS:
            states = self.counts.get(kind, {})
            if total := sum(states.values()):
                only = next((state for state, count in states.items() if count == total), "")
                told = say(STATES[only][0]) if only else told_states(states)
                parts.append(f"{counted(kind, total)}: {told}")
        return " · ".join(parts)


class FileShown(Frozen):
    """One hand-over that was read and compared. `preview`: as the task made it, for receiving. `sha256`: of its file.

    `codebook`: what its codebook and ours have of each other, none where they are the same; `newcomers`: coders that
    this project does not know yet; `refused`: a reason for each unit that cannot be taken.
    """

    path: Path
    sha256: str
    handover: HandOver
    preview: Any
    articles: tuple[ArticleCome, ...] = ()
    codebook: tuple[str, ...] = ()
    codebook_name: str = ""
    coders: tuple[str, ...] = ()
    newcomers: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    sums: Counts = fresh(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(count for states in self.sums.values() for count in states.values())

    def of_state(self, state: str) -> int:
        return sum(states.get(state, 0) for states in self.sums.values())

    @property
    def brings(self) -> bool:
        """Whether receiving it would change anything."""
        new_articles = any(each.match == "new" for each in self.articles)
        return new_articles or any(self.of_state(state) for state in BRINGS)

    @property
    def asking(self) -> tuple[ArticleCome, ...]:
        return tuple(each for each in self.articles if each.asks)

    def told(self) -> str:
        """In one line: "12 new, 3 newer, 1 in conflict"."""
        counts = {state: self.of_state(state) for state in STATES}
        return told_states(counts) or say(T(CONTEXT, "nothing in it"))

    def balance(self) -> str:
        """That inputs equal outputs: "44 in the file = 30 new + 2 newer + 12 the same"."""
        counts = {state: self.of_state(state) for state in STATES}
        summed = " + ".join(f"{counts[state]:,} {say(STATES[state][0])}" for state in STATES if counts[state])
        if not summed:
            return say(T(CONTEXT, "Nothing but articles is in the file."))
        return say(T(CONTEXT, "{total} in the file = {summed}. Each is counted once."), total=f"{self.total:,}",
                   summed=summed)  # fmt: skip


def in_order(articles: tuple[ArticleCome, ...]) -> tuple[ArticleCome, ...]:
    """What needs the user first: questions, then by the states in their order."""

    def rank(each: ArticleCome) -> tuple[int, ...]:
        first = next((at for at, state in enumerate(STATES) if each.state_count(state)), len(STATES))
        return (not each.asks, each.match != "no_text", first)

    return tuple(sorted(articles, key=rank))
