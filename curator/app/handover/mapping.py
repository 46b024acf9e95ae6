# SPDX-License-Identifier: MIT
"""Two versions of a codebook compared, in words: what each has that the other lacks.

What lives here: the sentences of the preview. What does not: whether codings made with one can be taken into the other
(tasks/handover.py). Pure: no Qt object.
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.app.handover.wording import CONTEXT, plain, say
from curator.app.translating import T
from curator.domain.codebook.model import Codebook, Field

ONLY_THERE = T(CONTEXT, "Only in the hand-over: {what}")
ONLY_HERE = T(CONTEXT, "Only here: {what}")
FIELD = T(CONTEXT, "field “{label}”")
FIELD_OF = T(CONTEXT, "field “{label}” of {group}")
GROUP = T(CONTEXT, "group “{label}”")
CHOICE = T(CONTEXT, "choice “{label}” of {list}")
OTHER_KIND = T(CONTEXT, "“{label}” is of another kind: {there} in the hand-over, {here} here")
ORDER = T(CONTEXT, "Only labels, help, order or rules differ: every value has its place.")
OTHER_BOOK = T(CONTEXT, "It is another codebook altogether: “{there}”, here “{here}”.")
_MOST = 40


def compared(there: Codebook, here: Codebook) -> tuple[str, ...]:
    """What the codebook of a hand-over and the one in force have of each other; at most 40 lines, then "and so on"."""
    lines = [] if there.key == here.key else [say(OTHER_BOOK, there=plain(there.title), here=plain(here.title))]
    lines += [say(ONLY_THERE, what=what) for what in _lacking(there, here)]
    lines += [say(ONLY_HERE, what=what) for what in _lacking(here, there)]
    lines += _of_other_kind(there, here)
    if len(lines) > _MOST:
        rest = len(lines) - _MOST
        lines = [*lines[:_MOST], say(T(CONTEXT, "… and {count} more"), count=rest)]
    return tuple(lines or [say(ORDER)])


def _lacking(one: Codebook, other: Codebook) -> Iterator[str]:
    """What the one has and the other has not: groups, fields, choices."""
    for group in one.groups:
        if group.key not in other.group_by_key:
            yield say(GROUP, label=plain(group.label))
    for key, label, field in _leaves(one):
        if (not key or key in other.group_by_key) and other.node(field.key, key) is None:
            yield (
                say(FIELD_OF, label=plain(field.label), group=plain(label))
                if key
                else say(FIELD, label=plain(field.label))
            )
    for listed in one.lists:
        known = other.list_by_key.get(listed.key)
        for choice in listed.choices:
            if known is not None and choice.code not in known.by_code:
                yield say(CHOICE, label=plain(choice.label), list=listed.key)


def _leaves(book: Codebook) -> Iterator[tuple[str, str, Field]]:
    """Every field that has a column, with key and label of its group ("" for the incident)."""
    yield from (("", "", leaf) for leaf in book.leaves())
    for group in book.groups:
        yield from ((group.key, group.label, leaf) for leaf in book.leaves(group.key))


def _of_other_kind(there: Codebook, here: Codebook) -> Iterator[str]:
    for key, _, field in _leaves(there):
        node = here.node(field.key, key)
        if node is not None and node.kind != field.kind:
            yield say(OTHER_KIND, label=plain(field.label), there=field.kind, here=node.kind)
