# SPDX-License-Identifier: MIT
"""What receiving a hand-over would do or did, in values that a preview and a report show.

What lives here: the shapes and the names of outcomes. What does not: finding out (operations), sentences about a whole
hand-over (tasks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curator.domain.codebook.model import Codebook
from curator.domain.handover import Version
from curator.shape import Frozen, fresh

# What becomes of a version. Waiting: what it names (an incident, a row) is not there; it comes in when that is.
OUTCOMES = ("new", "newer", "same", "older", "conflicting", "waiting", "refused")

# How an article of a hand-over was found among those that are here. The last three are not here, or not said to be.
BY_ID, BY_ADDRESS, BY_FILE, BY_OUTLET, BY_CHOICE = "id", "url", "source_file", "outlet", "choice"
ADDED, UNDECIDED, MISSING, OTHER_TEXT = "added", "same_text", "missing", "other_text"


class ArticleMatch(Frozen):
    """Which article is meant: `article` is its id here, "" where there is none; `handed` the one in the hand-over.

    `how`: one of the names above. `candidates`: (id, title) of the articles here with the same text, where somebody has
    to say which one is meant, or that it is another article with the same text.
    """

    handed: str
    article: str
    how: str
    title: str = ""
    candidates: tuple[tuple[str, str], ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it comes along and is added."""
        return self.how == ADDED


class CoderMatch(Frozen):
    """A coder of a hand-over: the name there and the one here; `is_new`: not known here before."""

    id: str
    name: str
    name_here: str
    is_new: bool


class CodebookMatch(Frozen):
    """A codebook of a hand-over: `known` here already, or kept beside the others; or `refused` (a sentence)."""

    key: str
    version: str
    sha256: str
    known: bool
    refused: str = ""


class Outcome(Frozen):
    """What becomes of one version; `article` is the one here where there is one. `reason`: why it was refused."""

    kind: str
    unit: str
    article: str
    coder: str
    outcome: str
    reason: str = ""


class CodebookMapping(Frozen):
    """How another codebook differs from the one in force here: fields as "group.key" or "key", choices as "list: code".

    What only the other one has comes in all the same: the columns are kept, and shown once such a codebook is in force.
    """

    there: str
    here: str
    fields_there: tuple[str, ...] = ()
    fields_here: tuple[str, ...] = ()
    choices_there: tuple[str, ...] = ()
    choices_here: tuple[str, ...] = ()

    @property
    def same_fields(self) -> bool:
        return not (self.fields_there or self.fields_here or self.choices_there or self.choices_here)


class Plan(Frozen):
    """All that receiving a hand-over would do."""

    outcomes: tuple[Outcome, ...]
    articles: tuple[ArticleMatch, ...]
    coders: tuple[CoderMatch, ...]
    codebooks: tuple[CodebookMatch, ...]
    parked: int = 0  # comments here whose incident or row goes, and which wait from now on
    counts: Mapping[str, int] = fresh(default_factory=dict)


def counted(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many versions have each outcome; all of OUTCOMES are named, and their sum is what is in the file."""
    found = dict.fromkeys(OUTCOMES, 0)
    for each in outcomes:
        found[each.outcome] += 1
    return found


def mapping(there: Codebook, here: Codebook) -> CodebookMapping:
    """The other codebook against the one in force."""
    fields_there, fields_here = _fields(there), _fields(here)
    choices_there, choices_here = _choices(there), _choices(here)
    return CodebookMapping(
        f"{there.title} {there.version}", f"{here.title} {here.version}",
        _without(fields_there, fields_here), _without(fields_here, fields_there),
        _without(choices_there, choices_here), _without(choices_here, choices_there),
    )  # fmt: skip


def _fields(codebook: Codebook) -> tuple[str, ...]:
    groups = ("", *codebook.group_by_key)
    return tuple(f"{group}.{leaf.key}".lstrip(".") for group in groups for leaf in codebook.leaves(group))


def _choices(codebook: Codebook) -> tuple[str, ...]:
    return tuple(f"{each.key}: {choice.code}" for each in codebook.lists for choice in each.choices)


def _without(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    known = set(others)
    return tuple(each for each in some if each not in known)


def refused(version: Version, article: str, reason: str) -> Outcome:
    """A version that is not taken, and why."""
    return Outcome(version.kind, version.unit, article, version.coder, "refused", reason)
