# SPDX-License-Identifier: MIT
"""How well dates are read in the corpus: both halves, both languages, against what the project asks for.

Phrases quoted from shared files count where these are present; our own always do. Of the half that the readers were not
made with only totals are shown, so that it stays so.
"""

from __future__ import annotations

import pytest

from curator.suggest.dates import dates_in
from curator.suggest.proposal import Passage, Proposal
from tests.conftest import PROJECT_ROOT
from tests.suggest.date_phrases import HELD_OUT, LATER, TUNED, Phrase, Score, phrases, score

PRECISION, RECALL = 0.95, 0.80
_LATER = "later"
_DATA = PROJECT_ROOT.parent / "shared" / "data"


def read(phrase: Phrase) -> list[Proposal]:
    return list(dates_in(Passage(phrase.text, 0, len(phrase.text), phrase.published, phrase.language)))


def scored(half: str, language: str) -> Score:
    if half == _LATER:
        return score(phrases(_DATA if _DATA.is_dir() else None, LATER), read)
    known = phrases(_DATA if _DATA.is_dir() else None)
    return score([phrase for phrase in known if phrase.half == half and phrase.language == language], read)


def figures(half: str, language: str) -> tuple[int, float, float, int, str]:
    """What a half's expected dates, precision, recall and invented days are, and all in one line."""
    found = scored(half, language)
    totals = (
        f"{half} {language}: {found.right} of {found.expected} right, {found.proposed} proposed, "
        f"precision {found.precision:.3f}, recall {found.recall:.3f}, invented days {found.invented}"
    )
    return found.expected, found.precision, found.recall, found.invented, totals


@pytest.mark.parametrize(
    ("half", "language"), [(TUNED, "en"), (TUNED, "ar"), (HELD_OUT, "en"), (HELD_OUT, "ar"), (_LATER, "en")]
)
def test_dates_are_read_as_a_careful_coder_reads_them(half: str, language: str) -> None:
    # Plain numbers: a failing assertion would show all that an object holds, and with it phrases of the held-out half.
    expected, precision, recall, invented, totals = figures(half, language)
    print(totals)
    if half == _LATER and not expected:
        pytest.skip("the shared data folder is not beside the project")
    assert expected > 10
    assert precision >= PRECISION, totals
    assert recall >= RECALL, totals
    assert invented == 0, totals


def test_no_reader_is_no_success() -> None:
    """The measure itself: a reader that is silent finds nothing, one that always says today invents."""
    known = phrases(None)
    assert score(known, lambda phrase: []).recall == 0

    def today(phrase: Phrase) -> list[Proposal]:
        values = {"start": "2019-11-09", "end": "2019-11-09", "precision": "day", "basis": "relative"}
        return [Proposal("date", 0, len(phrase.text), phrase.text, values, "test")]

    assert score(known, today).invented > 50
