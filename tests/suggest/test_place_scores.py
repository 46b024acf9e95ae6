# SPDX-License-Identifier: MIT
"""How well places are found: both halves of the phrases, and UCDP's own place names where the shared data lie beside.

Of the half that the matcher was not made with only totals are shown, so that it stays so.
"""

from __future__ import annotations

import pytest

from curator.domain.codebook.model import Codebook
from curator.suggest import gazetteer_file
from curator.suggest.gazetteer import FUZZY, Gazetteer
from curator.suggest.place_reader import PlaceReader
from curator.suggest.places import PlaceSuggester
from curator.suggest.proposal import Passage, Proposal
from tests.suggest.place_phrases import (
    HELD_OUT,
    TUNED,
    Answer,
    PlacePhrase,
    Score,
    half_of,
    phrases,
    score,
)  # fmt: skip
from tests.suggest.ucdp_phrases import UCDP, held, ucdp_phrases

PRECISION, RECALL = 0.90, 0.80
EMPTY = Codebook("none", "1.0", "None", "en", (), (), (), (), (), (), (), "none")
Place = tuple[str, float | None, float | None]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> PlaceReader:
    return PlaceReader(Gazetteer(gazetteer_file.unpack(tmp_path_factory.mktemp("gazetteer"))))


def answered(reader: PlaceReader, phrase: PlacePhrase) -> Answer:
    """What the window would propose for the words, and what it would offer to choose from."""
    proposal = PlaceSuggester((), reader).whole(Passage(phrase.text, phrase.start, phrase.end))
    assert proposal is not None
    return Answer(_place(proposal), tuple(place for each in proposal.alternatives if (place := _place(each))))


def _place(proposal: Proposal) -> Place | None:
    values = proposal.values
    if "country" not in values:
        return None
    latitude, longitude = (values.get(part) for part in ("latitude", "longitude"))
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        return str(values["country"]), None, None
    return str(values["country"]), latitude, longitude


def scored(reader: PlaceReader, half: str) -> Score:
    return score(phrases(half), lambda phrase: answered(reader, phrase))


@pytest.mark.parametrize("half", [TUNED, HELD_OUT])
def test_places_are_found_as_a_careful_coder_finds_them(reader: PlaceReader, half: str) -> None:
    # Plain numbers: a failing assertion would show all that an object holds, and with it the held-out half.
    found = scored(reader, half)
    precision, recall, told = found.precision, found.recall, f"{half}: {found.told()}"
    enough, offered = found.with_a_place > 100, found.misspelt_offered >= 0.75 * found.misspelt
    print(told)
    assert enough
    assert precision >= PRECISION, told
    assert recall >= RECALL, told
    assert offered, told


def test_a_name_that_is_only_like_another_is_never_taken(reader: PlaceReader) -> None:
    """(One of the misspelt ones of the held-out half is a spelling that the list itself knows.)"""
    for half in (TUNED, HELD_OUT):
        read = [reader.read(each.text, each.start, each.end) for each in phrases(half)]
        taken = sum(each.taken is not None and each.taken.how == FUZZY for each in read)
        assert taken == 0, f"{half}: {taken} were taken"
    assert not [each.text for each in phrases(TUNED) if each.expect == "fuzzy" and answered(reader, each).taken]


@pytest.mark.parametrize("half", [TUNED, HELD_OUT])
def test_the_places_of_ucdp(reader: PlaceReader, half: str) -> None:
    """Its names are those of its own list (villages that ours has not, too): what is taken has to be right, and most of
    those that ours has are found. Plain numbers, as above."""
    if not UCDP.is_file():
        pytest.skip("the shared data folder is not beside the project")
    known = [each for each in ucdp_phrases(reader.gazetteer) if half_of(each.text) == half]
    listed = held(reader.gazetteer, known)

    def read(phrase: PlacePhrase) -> Answer:
        return _with_a_point(answered(reader, phrase))

    found, of_listed, own = score(known, read), score(listed, read), scored(reader, half)
    told = f"UCDP, {half}: {found.told()}"
    told_listed = f"UCDP, {half}, the list has the place: {of_listed.told()}"
    both, both_listed = own + found, own + of_listed
    print(told, told_listed, f"own and UCDP, {half}: {both.told()}", sep="\n")
    print(f"own and UCDP, {half}, the list has the place: {both_listed.told()}")
    precision, recall, both_precision, both_recall = (
        found.precision, of_listed.recall, both.precision, both_listed.recall,
    )  # fmt: skip
    assert precision >= PRECISION, told
    assert recall >= RECALL, told_listed
    assert both_precision >= PRECISION
    assert both_recall >= RECALL


def _with_a_point(answer: Answer) -> Answer:
    """What has no point cannot be held against UCDP's."""
    return Answer(None, answer.offered) if answer.taken is not None and answer.taken[1] is None else answer
