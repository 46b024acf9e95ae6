# SPDX-License-Identifier: MIT
"""How well places are found: both halves of the phrases, and UCDP's own place names where the shared data lie beside.

Of the half that the matcher was not made with only totals are shown, so that it stays so.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from curator.domain.codebook.model import Codebook
from curator.suggest import gazetteer_file
from curator.suggest.gazetteer import FUZZY, Gazetteer
from curator.suggest.place_reader import PlaceReader
from curator.suggest.places import PlaceSuggester
from curator.suggest.proposal import Passage, Proposal
from tests.conftest import PROJECT_ROOT
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

PRECISION, RECALL = 0.90, 0.80
_UCDP = PROJECT_ROOT.parent / "shared" / "data" / "ucdp-ged-sample" / "ged231_sample.csv"
_KM = {"1": 25.0, "2": 40.0, "3": 80.0, "4": 250.0}  # by how exact UCDP says it is
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
    """Its names are those of its own list (villages that ours has not, too): what is taken has to be right."""
    if not _UCDP.is_file():
        pytest.skip("the shared data folder is not beside the project")
    known = [each for each in _ucdp_phrases(reader, _UCDP) if half_of(each.text) == half]
    found = score(known, lambda phrase: _with_a_point(answered(reader, phrase)))
    precision, told = found.precision, f"UCDP, {half}: {found.told()}"
    print(told)
    assert precision >= PRECISION, told


def _with_a_point(answer: Answer) -> Answer:
    """What has no point cannot be held against UCDP's."""
    return Answer(None, answer.offered) if answer.taken is not None and answer.taken[1] is None else answer


def _ucdp_phrases(reader: PlaceReader, path: Path) -> list[PlacePhrase]:
    made = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            country = reader.gazetteer.country_told(line["country"].partition(" (")[0])
            words = line["where_coordinates"]
            if line["adm_1"].startswith(("Gaza", "West Bank")):  # UCDP counts them with Israel
                country = "PSE"
            if not country or line["where_prec"] not in _KM or not words:
                continue
            text = f"{words}. {line['adm_1']}, {line['country'].partition(' (')[0]}."
            key = hashlib.sha256(text.encode("utf-8")).hexdigest()
            made[key] = PlacePhrase(
                "en", text, 0, words, "place", country, float(line["latitude"]), float(line["longitude"]),
                _KM[line["where_prec"]],
            )  # fmt: skip
    return [made[key] for key in sorted(made)]
