# SPDX-License-Identifier: MIT
"""What Frozen and Mutable promise: the same as dataclasses of the same form."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

import pytest

from curator.shape import Frozen, Mutable, field_names, fresh, replace


class Place(Frozen):
    kind: ClassVar[str] = "place"
    name: str
    labels: Mapping[str, str] = fresh(default_factory=dict)
    parts: tuple[Place, ...] = ()

    @cached_property
    def loud(self) -> str:
        return self.name.upper()


class Town(Place):
    people: int = 0


class Other(Frozen):
    name: str
    labels: Mapping[str, str] = fresh(default_factory=dict)
    parts: tuple[Place, ...] = ()


class Nothing(Frozen):
    pass


class Tally(Mutable):
    count: int = 0
    seen: list[str] = fresh(default_factory=list)


def test_fields_are_given_by_place_or_by_name_and_have_defaults() -> None:
    assert Place("A") == Place(name="A", labels={}, parts=())
    assert Town("A", {"de": "Ä"}, (), 5).people == 5
    assert len({Other("A", (), ()) for _ in range(50)}) == 1  # type: ignore[arg-type]
    assert field_names(Town("A")) == ("name", "labels", "parts", "people")
    assert Place.kind == "place"


@pytest.mark.parametrize(("given", "named"), [((), {}), (("A",), {"title": "B"}), (("A", {}, (), 1), {})])
def test_what_does_not_fit_is_refused_as_by_any_function(given: tuple[object, ...], named: dict[str, str]) -> None:
    for _ in range(30):  # the first values of a class are made in another way than the next ones
        with pytest.raises(TypeError):
            Place(*given, **named)  # type: ignore[arg-type]


def test_the_first_values_of_a_class_are_as_the_later_ones() -> None:
    towns = [Town("A", people=at % 2) for at in range(60)]
    assert all(town == towns[at % 2] for at, town in enumerate(towns))
    assert len({id(town.labels) for town in towns}) == 60


def test_a_fresh_default_is_made_for_every_value() -> None:
    assert Place("A").labels is not Place("A").labels
    assert Tally().seen is not Tally().seen


def test_values_are_equal_by_class_and_fields() -> None:
    assert Place("A", parts=(Place("B"),)) == Place("A", parts=(Place("B"),))
    assert Place("A") != Place("B")
    assert Place("A") != Other("A")
    assert Place("A") != Town("A")
    assert Place("A") != "A"
    assert hash(Town("A", labels=(), people=2)) == hash(Town("A", labels=(), people=2))  # type: ignore[arg-type]


def test_what_was_kept_of_a_value_does_not_make_it_another_one() -> None:
    asked = Place("A")
    assert asked.loud == "A"
    assert asked == Place("A")
    assert copy.copy(asked) == asked


def test_a_frozen_value_is_never_changed() -> None:
    place = Place("A")
    for name in ("name", "more"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(place, name, "B")
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.name  # type: ignore[misc]
    assert place.name == "A"


def test_a_mutable_one_is_changed_and_not_hashed() -> None:
    tally = Tally()
    tally.count = 3
    assert tally == Tally(3)
    with pytest.raises(TypeError):
        hash(tally)


def test_values_are_copied_and_pickled() -> None:
    town = Town("A", {"de": "Ä"}, (Place("B"),), 7)
    assert pickle.loads(pickle.dumps(town)) == town
    assert copy.deepcopy(town) == town


def test_replacing_gives_another_value() -> None:
    town = Town("A", people=7)
    assert replace(town, name="B") == Town("B", people=7)
    assert town.name == "A"
    with pytest.raises(TypeError):
        replace(town, title="C")


def test_the_functions_of_dataclasses_take_them() -> None:
    town = Town("A", {"de": "Ä"}, (Place("B"),), 7)
    assert dataclasses.is_dataclass(town)
    assert [each.name for each in dataclasses.fields(Town)] == ["name", "labels", "parts", "people"]
    assert [each.name for each in dataclasses.fields(Place)] == ["name", "labels", "parts"]
    assert dataclasses.replace(town, people=8) == Town("A", {"de": "Ä"}, (Place("B"),), 8)
    assert dataclasses.asdict(Tally(2, ["a"])) == {"count": 2, "seen": ["a"]}


def test_they_say_what_they_hold() -> None:
    assert repr(Tally(2, ["a"])) == "Tally(count=2, seen=['a'])"
    assert repr(Nothing()) == "Nothing()"


def test_a_value_without_fields_is_equal_to_another_one() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1
