# SPDX-License-Identifier: MIT
"""Places: the words, what was coded for them before, and distance and direction from another place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.codebook.kinds import DIRECTIONS
from curator.domain.codebook.model import Codebook
from curator.suggest.places import PlaceSuggester
from curator.suggest.proposal import Passage, Proposal
from tests.suggest.count_phrases import marked

EMPTY = Codebook("none", "1.0", "None", "en", (), (), (), (), (), (), (), "none")
QAYYARA = {"name": "Qayyara", "admin1": "Nineveh", "country": "IRQ", "latitude": 35.8, "longitude": 43.29}
KNOWN = (
    ("Qayyara", QAYYARA),
    ("qayyara", QAYYARA),
    ("Qayyara", {"name": "Al-Qayyarah", "country": "IRQ"}),
    ("Mosul", {"name": "Mosul", "country": "IRQ", "words": "Mosul"}),
    ("West Mosul", {"name": "West Mosul", "country": "IRQ"}),
    ("الموصل", {"name": "Mosul", "country": "IRQ"}),
    ("south of Kirkuk", {"name": "", "km": 12.0, "direction": "S", "to": "Kirkuk", "admin1": "Kirkuk"}),
)


def whole(text: str) -> Proposal:
    proposal = PlaceSuggester(KNOWN).whole(marked(text))
    assert proposal is not None
    return proposal


def offered(text: str) -> list[tuple[str, dict[str, object]]]:
    offers = PlaceSuggester(KNOWN).propose(Passage(text, 0, len(text)), EMPTY)
    return [(one.words, {part: value for part, value in one.values.items() if part != "words"}) for one in offers]


@pytest.mark.parametrize(
    ("text", "km", "direction", "to", "approximate"),
    [
        ("120 km northwest of Mosul", 120.0, "NW", "Mosul", "no"),
        ("about 60 kilometres (38 miles) south of Mosul", 60.0, "S", "Mosul", "yes"),
        ("SOME 30 KM SOUTH OF\nSAN SALVADOR", 30.0, "S", "SAN SALVADOR", "yes"),
        ("110 KM EAST OF THE CAPITAL, AND", 110.0, "E", "THE CAPITAL", "no"),
        ("twelve kilometers to the north-east of Al- Anbar", 12.0, "NE", "Al- Anbar", "no"),
        ("10 miles west of Kabul", 16.1, "W", "Kabul", "no"),
        ("7.5 km from Corrientes, where", 7.5, None, "Corrientes", "no"),
        ("south of Mosul yesterday", None, "S", "Mosul", "no"),
        ("south west of Mosul", None, "SW", "Mosul", "no"),
        ("near Tikrit when", None, None, "Tikrit", "yes"),
        ("near the Syrian border", None, None, "the Syrian border", "yes"),
        ("on the outskirts of Santa Elena", None, None, "Santa Elena", "yes"),
        ("60 كيلومترا جنوب الموصل", 60.0, "S", "الموصل", "no"),
        ("نحو ٢٠ كم شمال غربي دير الزور", 20.0, "NW", "دير الزور", "yes"),
        ("خمسة كيلومترات شرقي حلب", 5.0, "E", "حلب", "no"),
        ("بالقرب من مدينة حلب أمس", None, None, "مدينة حلب", "yes"),
        ("جنوب الموصل", None, "S", "الموصل", "no"),
    ],
)
def test_distance_and_direction_are_read(
    text: str, km: float | None, direction: str | None, to: str, approximate: str
) -> None:
    expected = {"km": km, "direction": direction, "to": to, "approximate": approximate}
    assert [values for _, values in offered(text)] == [
        {part: value for part, value in expected.items() if value is not None}
    ]


@pytest.mark.parametrize(
    "text",
    ["near where he lived", "he went north of his own will", "in the north of the country", "في شمال سوريا", "60 km",
     "close to it", "10 miles of road", "outside", "south"],
)  # fmt: skip
def test_where_no_other_place_is_named_nothing_is_invented(text: str) -> None:
    assert offered(text) == []


def test_the_words_are_proposed_when_nothing_is_known() -> None:
    assert whole("in [[ the village of Santa Rosa ]] today").values == {"words": "the village of Santa Rosa"}
    assert PlaceSuggester().whole(marked("in [[ ]] today")) is None


def test_the_same_words_bring_what_was_coded_most_often_and_the_rest_as_alternatives() -> None:
    proposal = whole("at [[QAYYARA]] base")
    assert proposal.values == {"words": "QAYYARA", **QAYYARA}
    assert [other.values["name"] for other in proposal.alternatives] == ["Al-Qayyarah"]


def test_one_known_place_in_the_words_and_its_distance_from_another() -> None:
    proposal = whole("[[Qayyara, about 60 kilometres (38 miles) south of Mosul]]")
    assert proposal.values["name"] == "Qayyara"
    assert (proposal.values["km"], proposal.values["to"]) == (60.0, "Mosul")
    assert all(other.values["km"] == 60.0 for other in proposal.alternatives)


def test_a_place_told_from_a_known_one_does_not_get_that_ones_coordinates_or_name() -> None:
    values = whole("[[120 km northwest of Mosul]]").values
    assert "name" not in values
    assert "country" not in values


def test_of_two_known_places_neither_is_chosen() -> None:
    assert whole("[[between Qayyara and Mosul]]").values == {"words": "between Qayyara and Mosul"}


def test_what_the_words_tell_is_not_taken_from_an_earlier_coding() -> None:
    proposal = whole("[[south of Kirkuk]]")
    assert proposal.values["admin1"] == "Kirkuk"
    assert "km" not in proposal.values


def test_known_places_are_offered_where_they_stand_the_longest_name_first() -> None:
    assert [words for words, _ in offered("From West Mosul to Qayyara; وفي الموصل")] == [
        "West Mosul", "Qayyara", "الموصل",
    ]  # fmt: skip


PIECES = (
    "12 km 3.5 miles about ( ) north south - west of from near the Mosul Qayyara , al كم 60 جنوب غربي الموصل قرب من"
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join))


@given(TEXTS, st.integers(0, 120), st.integers(0, 120))
def test_any_text_gives_places_at_its_words(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    passage, suggester = Passage(text, start, end), PlaceSuggester(KNOWN)
    offers = suggester.propose(passage, EMPTY)
    one = suggester.whole(passage)
    for proposal in [*offers, *([one] if one else [])]:
        assert start <= proposal.start < proposal.end <= end
        assert proposal.words == text[proposal.start : proposal.end] == proposal.values["words"]
        assert proposal.values.get("direction", "N") in DIRECTIONS
        assert float(str(proposal.values.get("km", 0))) >= 0
    assert all(before.end <= after.start for before, after in pairwise(offers))


def test_long_texts_are_read_in_no_time() -> None:
    suggester = PlaceSuggester((f"San {number}", {"name": str(number)}) for number in range(5000))
    for text in ("San " * 20_000, "x" * 200_000, "10 km north of " * 5000):
        suggester.propose(Passage(text, 0, len(text)), EMPTY)
