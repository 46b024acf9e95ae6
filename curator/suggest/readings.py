# SPDX-License-Identifier: MIT
"""One count as it was read: which words, which figures, by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from curator.suggest.amounts import Amount


@dataclass(frozen=True)
class Reading:
    """The words with the indices `first` to `last` (half open) give `amount` persons.

    `core`: the index after the number or quantifier itself. `harm`: the kind of harm told beside it ("killed",
    "injured" ...), "" where none is. `single`: one person without a number ("a guard").
    """

    first: int
    last: int
    amount: Amount
    rule: str
    harm: str
    core: int
    single: bool = False
