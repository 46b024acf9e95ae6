# SPDX-License-Identifier: MIT
"""Whose work beside the coders' may be in a data set, and under which licence: what a manifest and a report credit.

What lives here: the credits, and which of them a codebook calls for. What does not: the list of places itself
(resources/gazetteer, with its NOTICE). A set holds no shapes of countries; where they come from stands in About.
"""

from __future__ import annotations

from dataclasses import dataclass

from curator.domain.codebook.model import Codebook

_FROM_THE_LIST = "gazetteer"  # the fixed meaning of a source of coordinates (domain/codebook/kinds.py)


@dataclass(frozen=True)
class Credit:
    """`of`: what in the set it is about, in plain words."""

    title: str
    address: str
    licence: str
    of: str

    @property
    def sentence(self) -> str:
        return f"{self.of}: {self.title} ({self.address}), {self.licence}"


def credits_of(codebook: Codebook) -> tuple[Credit, ...]:
    """What is to be credited where values of this codebook leave: the list of places, where a place of it can take its
    coordinates from there."""
    for field in codebook.fields + tuple(field for group in codebook.groups for field in group.fields):
        source = field.part_named("coordinate_source")
        listed = codebook.choices_of(source) if source is not None else None
        if source is not None and listed is not None:
            code = listed.code_meaning(_FROM_THE_LIST) or (_FROM_THE_LIST if _FROM_THE_LIST in listed.by_code else "")
            if code:
                of = f"Places and coordinates with {source.key} = {code}"
                return (Credit("GeoNames", "https://www.geonames.org", "CC BY 4.0", of),)
    return ()
