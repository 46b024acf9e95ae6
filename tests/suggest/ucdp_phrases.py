# SPDX-License-Identifier: MIT
"""UCDP's names of places as phrases in context, read from the shared data where they lie beside the project, and which
of these places the shipped list holds at all.

What lives here: making the phrases, and looking for their places near UCDP's points without the reader of places. What
does not: the phrases of our own and the score (place_phrases.py).
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from curator.suggest import gazetteer_file
from curator.suggest.folding import word_set
from curator.suggest.gazetteer import Gazetteer
from curator.suggest.place_names import loose_key
from tests.conftest import PROJECT_ROOT
from tests.suggest.place_phrases import PlacePhrase, km_between

UCDP = PROJECT_ROOT.parent / "shared" / "data" / "ucdp-ged-sample" / "ged231_sample.csv"
LIKE = 80.0  # of 100: letters in common (rapidfuzz.fuzz.ratio); names that are less like are other places
_KM = {"1": 25.0, "2": 40.0, "3": 80.0, "4": 250.0}  # by how exact UCDP says it is
# UCDP counts these with another country than the codes of ISO 3166-1 do.
_OF_THEIR_OWN = {"Gaza": "PSE", "West Bank": "PSE", "Kosovo": "XKX"}
_KINDS = word_set("village town city district province governorate state department area oblast municipality")
_MOST_WORDS = 3  # of a name among the words


def ucdp_phrases(gazetteer: Gazetteer) -> list[PlacePhrase]:
    """Each place once, with its province and country as the text around it; `gazetteer` tells codes of countries."""
    made = {}
    with UCDP.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            country = gazetteer.country_told(line["country"].partition(" (")[0])
            words = line["where_coordinates"]
            for province, code in _OF_THEIR_OWN.items():
                country = code if line["adm_1"].startswith(province) else country
            if not country or line["where_prec"] not in _KM or not words:
                continue
            text = f"{words}. {line['adm_1']}, {line['country'].partition(' (')[0]}."
            key = hashlib.sha256(text.encode("utf-8")).hexdigest()
            made[key] = PlacePhrase(
                "en", text, 0, words, "place", country, float(line["latitude"]), float(line["longitude"]),
                _KM[line["where_prec"]],
            )  # fmt: skip
    return [made[key] for key in sorted(made)]


def held(gazetteer: Gazetteer, known: Iterable[PlacePhrase]) -> list[PlacePhrase]:
    """Those of the phrases whose place the list holds: a place or division of the same country, not farther from the
    phrase's point than the phrase allows, one of whose names is like the words, or like one to three of them."""
    wanted = list(known)
    connection = gazetteer_file.connect(gazetteer.path)
    around: dict[int, list[int]] = defaultdict(list)  # numbers of the phrases by that of a place near their point
    for country in {phrase.country for phrase in wanted}:
        places = connection.execute(
            "SELECT id, latitude / 1e5, longitude / 1e5 FROM places WHERE country = ? AND latitude IS NOT NULL",
            (country,),
        ).fetchall()
        for at, phrase in enumerate(wanted):
            if phrase.country == country:
                for place in _near(phrase, places):
                    around[place].append(at)
    found: set[int] = set()
    said = [_said(phrase.words) for phrase in wanted]
    for key, place in connection.execute("SELECT key, place FROM names"):
        found.update(at for at in around.get(place, ()) if at not in found and _is_like(key, said[at]))
    connection.close()
    return [wanted[at] for at in sorted(found)]


def _near(phrase: PlacePhrase, places: Iterable[tuple[int, float, float]]) -> Iterator[int]:
    assert phrase.latitude is not None
    assert phrase.longitude is not None
    for place, latitude, longitude in places:
        beside = abs(latitude - phrase.latitude) * 111.0 <= phrase.km
        if beside and km_between(phrase.latitude, phrase.longitude, latitude, longitude) <= phrase.km:
            yield place


def _said(words: str) -> set[str]:
    """The words as names may stand in them: all, and each run of up to three; without words for kinds of places."""
    parts = [word for word in loose_key(words).split() if word not in _KINDS]
    runs = {
        " ".join(parts[first : first + length])
        for length in range(1, _MOST_WORDS + 1)
        for first in range(len(parts) - length + 1)
    }
    return {run for run in {*runs, " ".join(parts)} if len(run) > 2}


def _is_like(key: str, said: set[str]) -> bool:
    name = " ".join(word for word in key.split() if word not in _KINDS)
    return any(fuzz.ratio(name, run) >= LIKE for run in said)
