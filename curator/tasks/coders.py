# SPDX-License-Identifier: MIT
"""Finding a coder by what a person says: a unique name, an id or the beginning of one.

What lives here: that rule. What does not: who codes on this device (settings), making coders known (operations).
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.domain.coding import Coder
from curator.domain.faults import InputRefused

_SHORTEST = 4  # of an id, so that a short name is not taken for one


def find_coder(coders: Sequence[Coder], said: str) -> Coder:
    """The coder with this name, else with this id or beginning of one.

    Raises InputRefused, naming the choices, where nobody or more than one goes by it.
    """
    wanted = said.strip()
    named = [coder for coder in coders if coder.name == wanted]
    if not named:
        named = [coder for coder in coders if coder.name.casefold() == wanted.casefold()]
    if not named and len(wanted) >= _SHORTEST:
        named = [coder for coder in coders if coder.id.startswith(wanted.lower())]
    if len(named) == 1:
        return named[0]
    problem = "More than one coder goes by" if named else "There is no coder"
    raise InputRefused(f"{problem} “{said}” here. {choices(coders)}")


def choices(coders: Sequence[Coder]) -> str:
    """Who could be meant, for a sentence."""
    if not coders:
        return "Nobody is known as a coder in this project yet."
    shown = ", ".join(f"{coder.name} ({coder.id})" for coder in coders[:20])
    return f"Coders: {shown}{' and others' if len(coders) > 20 else ''}."
