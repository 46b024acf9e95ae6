# SPDX-License-Identifier: MIT
"""Which parts of a codebook say what kind of incident it is, when and where it was, and who took part.

What lives here: the choice, made once for a codebook from its kinds, its lists and what it shows first; no key of any
codebook is known. What does not: comparing (likeness.py).

The choice: of several fields of a kind the one among the summary fields counts, else the first core one, else the
first. The kind of incident is that choice with all that stand above it in its hierarchy. The parties are the rows of
core groups that hold text (a name), or of all groups with text where no core one has any.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from curator.domain.codebook.model import Codebook, Field, Group

TEXTS = ("text", "long_text")


@dataclass(frozen=True)
class Structure:
    """`levels`: the choices that tell the kind of incident, from coarse to fine. `date` is a compound or one day."""

    levels: tuple[Field, ...]
    date: Field | None
    place: Field | None
    parties: tuple[Group, ...]


def structure_of(codebook: Codebook) -> Structure:
    """What of this codebook incidents are recognised by."""
    kind = _telling(codebook, lambda node: node.kind == "choice" and not codebook.above(node.key))
    date = _telling(codebook, lambda node: node.kind == "date")
    return Structure(
        _levels(codebook, kind) if kind is not None else (),
        date or _telling(codebook, lambda node: node.kind == "day" and not codebook.above(node.key)),
        _telling(codebook, lambda node: node.kind == "place"),
        _parties(codebook),
    )


def _telling(codebook: Codebook, fits: Callable[[Field], bool]) -> Field | None:
    """The top field that fits and tells most: of the summary, core, or the first."""
    fitting = [field for field in codebook.fields if fits(field)]
    for key in codebook.summary_fields:
        for field in fitting:
            if any(node.key == key for node in field.nodes()):
                return field
    return next((field for field in fitting if field.core), fitting[0] if fitting else None)


def _levels(codebook: Codebook, finest: Field) -> tuple[Field, ...]:
    levels = [finest]
    while levels[0].parent:
        parent = codebook.node(levels[0].parent)
        if parent is None or parent in levels:
            break
        levels.insert(0, parent)
    return tuple(levels)


def _parties(codebook: Codebook) -> tuple[Group, ...]:
    named = [group for group in codebook.groups if any(leaf.kind in TEXTS for leaf in group.leaves())]
    return tuple(group for group in named if group.core) or tuple(named)
