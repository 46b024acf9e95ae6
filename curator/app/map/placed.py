# SPDX-License-Identifier: MIT
"""Where the incidents are, divided for the map: those with a point, those known by their country, those by nothing.

What lives here: from counts to these three. What does not: counting (store/incident_counts.py), marks and their areas
(marks.py).

An incident of which only the country is known has no point on the map, even where somebody coded the middle of it: the
country's shape stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curator.app.map.marks import Mark
from curator.app.map.shapes import Country, country_named
from curator.domain.codebook.model import Codebook, Field
from curator.domain.filtering import compound
from curator.shape import Frozen, fresh, replace
from curator.store.incident_counts import PlaceCount


class Placed(Frozen):
    """`points`: places with a point. `countries`: by the codes of shapes. `unplaced`: so many have neither."""

    points: tuple[PlaceCount, ...] = ()
    countries: Mapping[str, Mark] = fresh(default_factory=dict)
    unplaced: int = 0

    @property
    def pointed(self) -> int:
        """How many incidents have a point."""
        return sum(place.count for place in self.points)

    @property
    def by_country(self) -> int:
        """Of how many the country is all that is known."""
        return sum(mark.count for mark in self.countries.values())

    @property
    def total(self) -> int:
        return self.pointed + self.by_country + self.unplaced

    def with_points(self, other: Placed) -> Placed:
        """These, with the points of a nearer look at a part of the map."""
        return replace(self, points=other.points)


def has_points(codebook: Codebook) -> bool:
    """Whether its places can have a point at all."""
    node = _place(codebook)
    return node is not None and all(node.part_named(name) is not None for name in ("latitude", "longitude"))


def place_label(codebook: Codebook) -> str:
    """What the codebook calls the place that is drawn."""
    node = _place(codebook)
    return node.label if node is not None else ""


def _place(codebook: Codebook) -> Field | None:
    meant = compound(codebook, "place", "")
    return meant.node if meant is not None else None


def placed(codebook: Codebook, counts: Iterable[PlaceCount]) -> Placed:
    """The counts, divided."""
    node = _place(codebook)
    named = node.part_named("country") if node is not None else None
    points: list[PlaceCount] = []
    only: dict[str, list[PlaceCount]] = {}
    unplaced = 0
    for place in counts:
        shape = _shape(codebook, named, place.country)  # told only where nothing nearer is
        if shape is not None:
            only.setdefault(shape.code, []).append(place)
        elif place.latitude is not None:
            points.append(place)
        else:
            unplaced += place.count
    return Placed(tuple(points), {code: _of_country(code, places) for code, places in only.items()}, unplaced)


def _shape(codebook: Codebook, named: Field | None, country: str) -> Country | None:
    """The shape of a coded country: by its code, by its label, or as it was typed."""
    if not country:
        return None
    listed = codebook.choices_of(named) if named is not None else None
    choice = listed.by_code.get(country) if listed is not None else None
    return country_named(country) or (country_named(choice.label) if choice is not None else None)


def _of_country(code: str, places: list[PlaceCount]) -> Mark:
    shape = country_named(code)
    assert shape is not None
    middle = shape.middle
    return Mark(middle.x(), middle.y(), 0.0, sum(place.count for place in places), 0, tuple(places), code)
