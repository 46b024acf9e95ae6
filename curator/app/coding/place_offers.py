# SPDX-License-Identifier: MIT
"""What is offered while a place is typed: the project's own places, then those of the world.

What lives here: the offers in words, and what each would write. What does not: which places there are (suggest), the
list (chooser.py). Nothing is taken unless somebody has gone to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from curator.app import world_places
from curator.app.coding.choices import Offer
from curator.app.coding.reading import ReadValue, part_values
from curator.app.translating import T
from curator.app.values.wording import leaf_text
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.suggest.places import COORDINATES

if TYPE_CHECKING:
    from curator.app.coding.proposing import Proposing
    from curator.suggest.proposal import Proposal

CONTEXT = "PlaceOffers"
_NAMES = ("name", "admin2", "admin1", "country")
_CODED = T(CONTEXT, "coded here before")
_ALIKE = T(CONTEXT, "a name like it")
_PREPARED = T(CONTEXT, "The list of places is being prepared")
_POINT = T(CONTEXT, "coordinates: latitude, longitude; the names stay")


class PlaceOffers:
    """For one field while it is edited. `values` of the offer that was chosen, by its code."""

    def __init__(self, proposing: Proposing, node: Field, group: str, codebook: Codebook) -> None:
        self._proposing, self._node, self._group, self._codebook = proposing, node, group, codebook
        self._values: list[tuple[ReadValue, ...]] = []
        world_places.prepare()  # who types a place right after the first start waits for nothing else

    @staticmethod
    def coming() -> str:
        """What is said while the list of the world's places is not there yet; "" once it is, or will never be."""
        return QCoreApplication.translate(CONTEXT, _PREPARED) if world_places.preparing() else ""

    def find(self, typed: str) -> Sequence[Offer]:
        """The offers for what is typed so far; two that would write the same are one."""
        offers: list[Offer] = []
        self._values = []
        for read in self._proposing.places_begun(typed.strip(), self._node, self._group):
            values = tuple(part_values(read, self._node, self._codebook, skip=("words",)))
            if values and values not in self._values:
                self._values.append(values)
                offers.append(self._offer(str(len(offers)), read, values))
        return offers

    def values(self, code: str) -> tuple[ReadValue, ...]:
        """What the offer with this code writes. Raises ValueError where there is none."""
        try:
            return self._values[int(code)]
        except IndexError:
            raise ValueError("this place is not offered any more") from None

    def _offer(self, code: str, read: Proposal, values: tuple[ReadValue, ...]) -> Offer:
        """“Qayyara   Al-Hamdaniya, Nineveh, Iraq · exact place”."""
        told = {value.field: value.value for value in values}
        names = [text for name in _NAMES if (text := self._said(name, told))]
        precision, point = self._said("precision", told), [self._said(name, told) for name in ("latitude", "longitude")]
        if read.rule == COORDINATES:
            return Offer(code, ", ".join(point), QCoreApplication.translate(CONTEXT, _POINT))
        detail = " · ".join(part for part in (", ".join(names[1:]), precision, _told(read)) if part)
        return Offer(code, names[0] if names else precision, detail, ", ".join(filter(None, point)))

    def _said(self, name: str, told: dict[str, Scalar]) -> str:
        leaf = self._node.part_named(name)
        value = told.get(leaf.key) if leaf is not None else None
        return leaf_text(self._codebook, leaf, value) if leaf is not None and value is not None else ""


def _told(read: Proposal) -> str:
    """Where it comes from, where that matters."""
    told = _CODED if read.rule == "coded before" else _ALIKE if read.rule.endswith("fuzzy") else ""
    return QCoreApplication.translate(CONTEXT, told) if told else ""
