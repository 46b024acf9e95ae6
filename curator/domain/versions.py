# SPDX-License-Identifier: MIT
"""The rule of versions: which of several versions of a unit stands, and which are in conflict.

What lives here: a pure function of the set of versions that are known, so that neither the order in which they were
received nor how often makes a difference. What does not: where versions come from (store/versions.py), what they hold
(store/units.py).

Of two versions the one that knows all changes of the other and more is newer, and the older one is forgotten. Those
which no other is newer than are the heads of a unit. Where they differ they are in conflict: the one with the newest
change stands (the greater hash of the content where that is one and the same), the others wait aside until somebody
chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from curator.domain.canonical import canonical_json, sha256_of
from curator.shape import Frozen

# What others alter without the owner's hand: merging incidents moves everybody's comments.
_MOVED = ("incident", "row")


class Head(Frozen):
    """What one version of a unit knows (ids of changes, ascending) and holds (None: it was deleted)."""

    known: tuple[str, ...]
    content: Mapping[str, Any] | None

    @cached_property
    def knows(self) -> frozenset[str]:
        return frozenset(self.known)

    @cached_property
    def hash(self) -> str:
        """Of the content; "" for what was deleted."""
        return "" if self.content is None else sha256_of(canonical_json(self.content))

    @property
    def rank(self) -> tuple[str, str, tuple[str, ...]]:
        """Which one stands where neither is newer: the greatest."""
        return (self.known[-1] if self.known else "", self.hash, self.known)

    def is_same(self, other: Head) -> bool:
        """Whether both hold the same."""
        return self.content == other.content


def is_newer(one: Head, other: Head) -> bool:
    """Whether `one` takes the place of `other`."""
    return len(one.known) > len(other.known) and one.knows > other.knows


def says_the_same(kind: str, one: Head, other: Head) -> bool:
    """Whether nobody need choose between two versions. An assignment is the same whenever it was made."""
    if kind == "assignment" and one.content is not None and other.content is not None:
        return bool(one.content["coder"] == other.content["coder"])
    return one.is_same(other)


def was_moved(kind: str, one: Head, other: Head) -> bool:
    """Whether two versions of a comment with the same changes differ only in where somebody else's merging put it."""
    if kind != "comment" or one.known != other.known or one.content is None or other.content is None:
        return False
    return all(one.content[name] == other.content[name] for name in one.content if name not in _MOVED)


def heads(kind: str, versions: Iterable[Head]) -> tuple[Head, ...]:
    """Those of the versions that none is newer than, each once, the greatest rank first."""
    each = _once(kind, versions)
    if len(each) == 1:
        return tuple(each)
    left = [one for one in each if not any(is_newer(other, one) for other in each if other is not one)]
    return tuple(left if len(left) == 1 else sorted(left, key=lambda one: one.rank, reverse=True))


def _once(kind: str, versions: Iterable[Head]) -> list[Head]:
    """Without those that are there twice: the first one stays."""
    each: dict[tuple[str, ...], list[Head]] = {}
    for one in versions:
        same = each.setdefault(one.known, [])
        if not any(says_the_same(kind, one, other) for other in same):
            same.append(one)
    return [one for same in each.values() for one in same]


class Standing(Frozen):
    """How the heads of a unit stand to each other.

    `stands`: those that hold what stands; none where nothing can stand. `conflicting`: those that could as well.
    `waiting`: those that name what is not there, and places a comment was moved away from.
    """

    stands: tuple[Head, ...] = ()
    conflicting: tuple[Head, ...] = ()
    waiting: tuple[Head, ...] = ()

    @property
    def heads(self) -> tuple[Head, ...]:
        return (*self.stands, *self.conflicting, *self.waiting)


def standing(kind: str, of: tuple[Head, ...], possible: Callable[[Head], bool] = lambda head: True) -> Standing:
    """Sort heads (as `heads` gives them). `possible`: whether what a head names is there, so that it can stand."""
    able = [head for head in of if possible(head)]
    if not able:
        return Standing(waiting=of)
    first = able[0]
    stands = tuple(head for head in able if head is first or says_the_same(kind, head, first))
    rest = [head for head in able if head not in stands]
    moved = [head for head in rest if any(was_moved(kind, head, one) for one in stands)]
    conflicting = tuple(head for head in rest if head not in moved)
    return Standing(stands, conflicting, tuple(head for head in of if head not in stands and head not in conflicting))
