# SPDX-License-Identifier: MIT
"""What a suggester is given and what it gives: a passage of an article, and proposals read from its words.

What lives here: the two shapes and the protocol. What does not: the readers of each kind of value (dates.py, counts.py,
choices.py, places.py) and the door for guests (suggesters.py). A suggester invents nothing: where the words do not say
it, there is no proposal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from curator.domain.codebook.model import Codebook
from curator.domain.coding import Scalar
from curator.shape import Frozen


class Passage(Frozen):
    """Words to read: `text[start:end]`, in code points; the rest of the text is context and gives no proposals.

    `published`: the calendar day of publication, None where it is not known. `spoken`: the day from which relative
    dates inside a quotation count, where it differs. `language`: "en", "ar" or another code, "" where not known.
    """

    text: str
    start: int
    end: int
    published: date | None = None
    language: str = ""
    spoken: date | None = None

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


class Proposal(Frozen):
    """A value read from the words `text[start:end]`, of the kind of field `kind` ("date", "count", "choice", "place").

    `values` holds the parts of the kind by their fixed names (curator.domain.codebook.kinds): a date has start and end
    ("YYYY-MM-DD"), precision and basis; a count low, best, high and qualifier, each only where the words give it; a
    choice has "code"; a place the parts it knows. Precision, basis and qualifier are the fixed meanings of kinds.py,
    never codes of a codebook. `rule` names the reading rule for people and tests. `field` and `group`: for a choice,
    the field it is for. `alternatives`: other readings of the same words, best first; where there are any, the person
    has to choose.
    """

    kind: str
    start: int
    end: int
    words: str
    values: Mapping[str, Scalar]
    rule: str
    basis: str = "normalised"
    field: str = ""
    group: str = ""
    alternatives: tuple[Proposal, ...] = ()


class Suggester(Protocol):
    """Reads values of one or more kinds. `kinds` are the kinds of fields it serves."""

    kinds: tuple[str, ...]

    def propose(self, passage: Passage, codebook: Codebook) -> Sequence[Proposal]:
        """Every value the passage's words give, in the order of the text. Raises nothing for any text."""
        ...
