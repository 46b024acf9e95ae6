# SPDX-License-Identifier: MIT
"""Saying of two incidents of one article, by two coders, that they are the same occurrence, or are not.

What lives here: PairIncidents. What does not: which incidents are aligned without a word from anybody
(review/alignment.py), building the consensus (settling.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from curator.store.writer import Writer


@dataclass(frozen=True)
class PairIncidents:
    """Remember that two incidents (ids, of two coders in one article) are the `same`, or that they are not.

    The newest decision about two incidents holds, whoever made it. Raises InputRefused where they are not of two
    coders' layers of one article, NotNow where the layers are hidden yet, or where the consensus says otherwise: both
    are settled already, as one or as two (reopen them first).
    """

    kind: ClassVar[str] = "pair_incidents"
    one: str
    other: str
    same: bool

    def apply(self, writer: Writer) -> None:
        raise NotImplementedError
