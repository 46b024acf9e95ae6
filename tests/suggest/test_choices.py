# SPDX-License-Identifier: MIT
"""Choices are read by the codebook's own words: labels in every language, lexica, examples; the longest goes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.assets import asset
from curator.domain.codebook.model import Codebook
from curator.formats.codebook_toml import read_codebook
from curator.suggest.choices import ChoiceSuggester
from curator.suggest.proposal import Passage

SMALL = read_codebook(
    """
format = "curator-codebook/1"
key = "harbour"
version = "1.0"
title = "Harbour"
language = "en"
not_codable = "reasons"
mention_required = false

[[fields]]
key = "sector"
kind = "choice"
choices = "sectors"
label = "Sector"

[[fields]]
key = "work"
kind = "choice"
choices = "works"
parent = "sector"
label = "Work"

[[fields]]
key = "means"
kind = "choices"
choices = "means_list"
label = "Means"

[[fields]]
key = "night"
kind = "yes_no"
label = "By night"
lexicon = ["at night", "ليلا"]

[[groups]]
key = "ships"
label = "Ships"
[[groups.fields]]
key = "type"
kind = "choice"
choices = "ship_types"
label = "Type"

[[lists]]
key = "sectors"
choices = [
  { code = "sea", label = "Sea" },
  { code = "land", label = "Land", lexicon = ["strike", "hauling"] },
  { code = "other", label = "Other" },
]
[[lists]]
key = "works"
choices = [
  { code = "loading", label = "Loading", under = "sea", lexicon = ["stevedor*", "crane strike", "hauling", "تحميل"] },
  { code = "diving", label = "Diving", under = "sea", examples = ["a salvage dive"], labels = { ar = "غوص" } },
  { code = "old", label = "Rope making", under = "land", retired = true },
  { code = "other", label = "Other", under = "land" },
]
[[lists]]
key = "means_list"
choices = [
  { code = "hook", label = "Hook", lexicon = ["crane"] },
  { code = "winch", label = "Winch", lexicon = ["crane"] },
  { code = "other", label = "Other" },
]
[[lists]]
key = "ship_types"
choices = [
  { code = "tug", label = "Tug boat", lexicon = ["tug", "قاطرة"] },
  { code = "ferry", label = "Ferry", lexicon = ["ferries", "café boat"] },
]
[[lists]]
key = "reasons"
choices = [{ code = "generic", label = "Generic" }]
"""
)


def read(text: str, codebook: Codebook = SMALL) -> list[tuple[str, str, str]]:
    """(words, field, code), the field of a group as "group.field"; further readings after a slash."""
    return [
        (
            one.words,
            f"{one.group}.{one.field}".lstrip("."),
            "/".join(str(reading.values["code"]) for reading in (one, *one.alternatives)),
        )
        for one in ChoiceSuggester().propose(Passage(text, 0, len(text)), codebook)
    ]


def test_a_label_gives_its_code_whatever_the_case_and_only_as_a_whole_word() -> None:
    assert read("The FERRY left.") == [("FERRY", "ships.type", "ferry")]
    assert read("The ferryman left by seaplane.") == []


def test_a_lexicon_entry_with_a_star_goes_on() -> None:
    assert ("stevedores", "work", "loading") in read("The stevedores left.")


def test_marks_and_arabic_letters_and_particles_do_not_matter() -> None:
    assert read("a CAFE boat") == [("CAFE boat", "ships.type", "ferry")]
    assert read("وَصَلَت القَاطِرة") == [("القَاطِرة", "ships.type", "tug")]
    for word in ("بالقاطره", "وقاطرة", "والقاطرة"):
        assert read(word) == [(word, "ships.type", "tug")]


def test_a_choice_below_another_proposes_the_one_above_too() -> None:
    assert read("they were diving") == [("diving", "work", "diving"), ("diving", "sector", "sea")]


def test_what_a_special_choice_implies_goes_before_what_the_general_list_says_itself() -> None:
    assert ("hauling", "sector", "sea/land") in read("hauling")


def test_labels_of_other_languages_and_examples_count() -> None:
    assert ("الغوص", "work", "diving") in read("أثناء الغوص")
    assert ("a salvage dive", "work", "diving") in read("It was a salvage dive.")


def test_the_longer_term_goes_first_and_the_shorter_one_in_it_is_not_offered() -> None:
    found = read("a crane strike")
    assert ("crane strike", "work", "loading") in found
    assert ("crane strike", "sector", "sea") in found
    assert not any(field == "sector" and code == "land" for _, field, code in found)


def test_equal_terms_of_one_field_are_left_to_the_person() -> None:
    assert read("by crane") == [("crane", "means", "hook/winch")]


def test_a_label_that_many_lists_have_and_a_retired_code_say_nothing() -> None:
    assert read("Other people were rope making.") == []


def test_the_lexicon_of_a_yes_or_no_field_means_yes() -> None:
    assert read("It sank at night.") == [("at night", "night", "yes")]


def test_another_codebook_is_read_by_its_own_words() -> None:
    suggester = ChoiceSuggester()
    passage = Passage("A ferry sank.", 0, 13)
    assert suggester.propose(passage, SMALL)
    built_in = read_codebook(asset("codebooks/incidents.toml").read_text(encoding="utf-8"))
    assert not any(one.values["code"] == "ferry" for one in suggester.propose(passage, built_in))
    assert suggester.propose(passage, SMALL)


BUILT_IN = read_codebook(asset("codebooks/incidents.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("Gunmen ambushed a convoy.", "sub_event_type", "armed_clash"),
        ("Gunmen ambushed a convoy.", "event_type", "battle"),
        ("Gunmen ambushed a convoy.", "tactics", "ambush"),
        ("A car bomb exploded near the embassy.", "weapons.type", "vehicle_bomb"),
        ("A car bomb exploded near the embassy.", "targets.type", "diplomatic"),
        ("A suicide bomber blew himself up.", "sub_event_type", "suicide_bomb"),
        ("The group claimed responsibility.", "actors.attribution", "claimed_or_admitted"),
        ("Two soldiers were wounded.", "casualties.kind", "injured"),
        ("Witnesses said so.", "sources.who_type", "witness"),
        ("قتل جندي في انفجار عبوة ناسفة", "weapons.type", "ied"),
        ("قتل جندي في انفجار عبوة ناسفة", "casualties.kind", "killed"),
        ("شن الطيران غارات على المدينة", "sub_event_type", "air_drone_strike"),
        ("تظاهر المئات واستخدمت الشرطة الغاز المسيل للدموع", "sub_event_type", "protest_with_intervention"),
        ("وقال شهود عيان إن مسلحين مجهولين خطفوا موظفا", "actors.type", "unidentified"),
        ("وقال شهود عيان إن مسلحين مجهولين خطفوا موظفا", "sources.who_type", "witness"),
    ],
)
def test_the_built_in_codebook_has_words_in_both_languages(text: str, field: str, code: str) -> None:
    assert any(found[1:] == (field, code) for found in read(text, BUILT_IN))


def test_every_lexicon_of_the_built_in_codebook_has_english_and_arabic_words() -> None:
    for entry in BUILT_IN.lists:
        for choice in entry.choices:
            if choice.lexicon:
                arabic = ["؀" <= word[0] <= "ۿ" for word in choice.lexicon]
                assert any(arabic), (entry.key, choice.code)
                assert not all(arabic), (entry.key, choice.code)
                assert len(set(choice.lexicon)) == len(choice.lexicon), (entry.key, choice.code)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_gives_codes_of_the_codebook_at_its_words(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    for one in ChoiceSuggester().propose(Passage(text, start, end), SMALL):
        assert start <= one.start < one.end <= end
        assert text[one.start : one.end] == one.words
        node = SMALL.node(one.field, one.group)
        assert node is not None
        choices = SMALL.choices_of(node)
        assert one.values["code"] in ({"yes"} if choices is None else set(choices.by_code))
