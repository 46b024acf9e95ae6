# SPDX-License-Identifier: MIT
"""Typed letters find the choice that is meant: by code, label, lexicon and parent, in any spelling."""

from __future__ import annotations

from curator.app.coding.choices import Offer, found, offers_of
from curator.domain.codebook.model import Field
from curator.shape import replace
from tests.sound_case import incidents_codebook

BOOK = incidents_codebook()


def node(key: str) -> Field:
    there = BOOK.node(key)
    assert there is not None
    return there


def codes(typed: str, offers: list[Offer]) -> list[str]:
    return [offer.code for offer in found(offers, typed)]


def test_the_better_the_letters_fit_the_earlier_it_stands() -> None:
    offers = [
        Offer("inside", "Unarmed"), Offer("lexicon", "Clash", words=("arm",)), Offer("word", "An arm"),
        Offer("begins", "Army"), Offer("arm", "Whole"), Offer("other", "Leg"),
    ]  # fmt: skip
    assert codes("arm", offers) == ["arm", "begins", "word", "lexicon", "inside"]
    assert codes("ARM ", offers) == codes("arm", offers)
    assert codes("", offers) == [offer.code for offer in offers]


def test_every_typed_word_begins_a_word_and_proposed_ones_come_first() -> None:
    offers = offers_of(BOOK, node("sub_event_type"))
    assert codes("arm cl", offers)[0] == "armed_clash"
    assert codes("dron", offers)[0] == "air_drone_strike"  # Air/drone strike: a stroke parts words
    equal = [Offer("a", "Battle"), Offer("b", "Battle", proposed=True)]
    assert codes("bat", equal) == ["b", "a"]


def test_case_marks_and_the_spellings_of_arabic_letters_make_no_difference() -> None:
    offers = [Offer("a", "Café"), Offer("b", "أحمد"), Offer("c", "مدرسة"), Offer("d", "على"), Offer("e", "İstanbul")]
    for typed, code in (("cafe", "a"), ("CAFÉ", "a"), ("احمد", "b"), ("مدرسه", "c"), ("علي", "d"), ("مـدرسة", "c"),
                        ("istanbul", "e")):  # fmt: skip
        assert codes(typed, offers) == [code], typed


def test_with_a_parent_only_its_own_choices_and_what_is_chosen_already() -> None:
    fine = node("sub_event_type")
    under = {offer.code for offer in offers_of(BOOK, fine, "protest")}
    assert under == {"peaceful_protest", "protest_with_intervention", "excessive_force_against_protesters"}
    kept = {offer.code: offer.chosen for offer in offers_of(BOOK, fine, "protest", chosen=["armed_clash"])}
    assert kept["armed_clash"] is True
    assert all(offer.detail for offer in offers_of(BOOK, fine))  # without one each says what it belongs to


def test_retired_choices_are_offered_only_where_they_are_chosen() -> None:
    lists = tuple(
        replace(each, choices=tuple(replace(one, retired=one.code == "battle") for one in each.choices))
        for each in BOOK.lists
    )
    book = replace(BOOK, lists=lists)
    kind = book.node("event_type")
    assert kind is not None
    assert "battle" not in {offer.code for offer in offers_of(book, kind)}
    assert "battle" in {offer.code for offer in offers_of(book, kind, chosen=["battle"])}
