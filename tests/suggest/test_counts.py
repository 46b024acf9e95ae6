# SPDX-License-Identifier: MIT
"""The reader of counts over the corpus, over any text, and in what it offers of a passage."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.codebook.kinds import COUNT_QUALIFIERS
from curator.domain.codebook.model import Codebook
from curator.suggest.counts import CountSuggester
from curator.suggest.proposal import Passage, Proposal
from tests.suggest.count_phrases import CountPhrase, Reading, marked, phrases, score, short

SUGGESTER = CountSuggester()
EMPTY = Codebook("none", "1.0", "None", "en", (), (), (), (), (), (), (), "none")
PIECES = """
    two twenty hundred thousand million 10 1,200 3.5 ١٢ no one nobody none of the a an his dozens several soldiers
    soldier brothers and their cousin , - to or at least more than up about was were killed wounded police without
    casualties . ( ) $ % ما لا يقل عن أكثر من بين و و5 ثلاثة عشر عشرون ألف مئة شخص شخصا شرطيان جنود لم يصب أحد دون
    إصابات قتل أصيب عشرات من الجنود آخرون منهم بينهم حالة وفاة الـ نصف مليون
"""
WORDS = [*PIECES.split(), "\n\n"]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


def readings(shared: Path, held_out: bool, language: str = "") -> list[tuple[CountPhrase, Reading]]:
    found: list[tuple[CountPhrase, Reading]] = []
    for phrase in phrases(shared):
        if phrase.held_out == held_out and language in ("", phrase.language):
            proposal = SUGGESTER.whole(Passage(phrase.text, phrase.start, phrase.end, language=phrase.language))
            found.append((phrase, proposal.values if proposal else None))
    return found


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held out"])
def test_nineteen_of_twenty_counts_are_right_and_four_of_five_are_found(shared_data: Path, held_out: bool) -> None:
    figures = score(readings(shared_data, held_out))
    assert figures.precision >= 0.95, figures
    assert figures.recall >= 0.80, figures


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held out"])
def test_each_language_is_read_well(shared_data: Path, held_out: bool, language: str) -> None:
    figures = score(readings(shared_data, held_out, language))
    assert figures.precision >= 0.90, figures
    assert figures.recall >= 0.80, figures


def test_the_phrases_written_here_are_read_well_without_any_other_text(tmp_path: Path) -> None:
    figures = score([*readings(tmp_path, False), *readings(tmp_path, True)])
    assert figures.wanted > 80
    assert figures.precision >= 0.95, figures
    assert figures.recall >= 0.80, figures


def sound(proposal: Proposal, passage: Passage) -> None:
    figures = [proposal.values[part] for part in ("low", "best", "high") if part in proposal.values]
    assert figures == sorted(figures)
    assert all(isinstance(figure, int) and 0 <= figure < 2**63 for figure in figures)
    qualifier = proposal.values["qualifier"]
    assert qualifier in COUNT_QUALIFIERS
    if qualifier in ("exact", "explicit_zero"):
        assert len(figures) == 3
        assert len(set(figures)) == 1
        assert (figures[0] == 0) == (qualifier == "explicit_zero")
    assert passage.text[proposal.start : proposal.end] == proposal.words != ""
    for other in proposal.alternatives:
        sound(other, passage)


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_any_text_gives_sound_counts_or_none(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    passage = Passage(text, start, end)
    offers = SUGGESTER.propose(passage, EMPTY)
    for proposal in offers:
        sound(proposal, passage)
    assert [one.start for one in offers] == sorted(one.start for one in offers)
    whole = SUGGESTER.whole(passage)
    if whole is not None:
        sound(whole, passage)


@given(TEXTS)
def test_offered_counts_lie_in_the_passage_and_apart(text: str) -> None:
    offers = SUGGESTER.propose(Passage(text, 0, len(text)), EMPTY)
    ends = [0, *(one.end for one in offers)]
    assert all(one.start >= end for one, end in zip(offers, ends, strict=False))


def offered(text: str) -> list[str]:
    passage = Passage(text, 0, len(text))
    return [f"{one.words}: {short(one)}" for one in SUGGESTER.propose(passage, EMPTY)]


def test_a_passage_gives_its_counts_in_order_each_by_itself() -> None:
    text = "Gunmen killed a border guard and wounded three others; at least six farmers fled. No one was arrested."
    assert offered(text) == [
        "a border guard: 1", "three others: 3", "at least six farmers: >=6", "No one: 0",
    ]  # fmt: skip
    assert offered("قتل حارس حدود وأصيب ثلاثة آخرون") == ["حارس حدود: 1", "ثلاثة آخرون: 3"]


def test_one_person_without_a_number_is_offered_only_beside_harm() -> None:
    assert offered("A spokesman praised an officer.") == []
    assert offered("A sniper shot an officer.") != []
    assert offered("The army killed rebels in a major operation against a civilian population.") == []


def test_counts_of_different_harm_are_not_summed_but_left_to_the_person() -> None:
    proposal = SUGGESTER.whole(marked("[[killing a border guard and wounding three others]]"))
    assert proposal is not None
    assert short(proposal) == "1"
    assert [short(other) for other in proposal.alternatives] == ["3"]


KILLED, INJURED = ("kill*", "dead", "قتل*"), ("wound*", "injured", "جرح*", "أصيب")


@pytest.mark.parametrize(
    ("text", "cues", "expected"),
    [
        ("[[killing a border guard and wounding three others]]", KILLED, "1"),
        ("[[killing a border guard and wounding three others]]", INJURED, "3"),
        ("[[12 dead and more than 20 injured]]", INJURED, ">=20"),
        ("[[No one was killed, but two guards and a driver were wounded]]", KILLED, "0"),
        ("[[No one was killed, but two guards and a driver were wounded]]", INJURED, "3"),
        ("[[28 people, including a policeman, were killed and 12 were wounded]]", INJURED, "12"),
        ("[[two brothers and their cousin]]", INJURED, "3"),
        ("[[مقتل شخص وإصابة تسعة آخرين]]", ("إصابة",), "9"),
    ],
)
def test_the_harm_asked_for_chooses_among_several_counts(text: str, cues: tuple[str, ...], expected: str) -> None:
    assert short(SUGGESTER.whole(marked(text), cues)) == expected


def test_the_words_around_the_selection_are_known_and_give_no_count_of_their_own() -> None:
    assert short(SUGGESTER.whole(marked("At least [[five]] students were murdered."))) == ">=5"
    assert short(SUGGESTER.whole(marked("Six men saw [[the road]] burn."))) == "-"


def test_a_long_chain_of_parts_is_read_in_no_time_and_raises_nothing() -> None:
    for text in ("two of the " * 20_000, "one thousand " * 20_000, "between two and " * 9000, "soldiers and " * 20_000):
        SUGGESTER.propose(Passage(text, 0, len(text)), EMPTY)


def test_the_same_text_with_all_vowel_marks_gives_the_same_counts(shared_data: Path) -> None:
    for plain in sorted((shared_data / "arabic-wikinews" / "plain").glob("*.txt")):
        text = plain.read_text("utf-8")
        vowels = (plain.parents[1] / "diacritized" / plain.name).read_text("utf-8")
        with_marks = SUGGESTER.propose(Passage(vowels, 0, len(vowels)), EMPTY)
        without = SUGGESTER.propose(Passage(text, 0, len(text)), EMPTY)
        assert [one.values for one in with_marks] == [one.values for one in without], plain.name
