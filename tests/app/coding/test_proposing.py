# SPDX-License-Identifier: MIT
"""Selecting a whole long article does not make the window wait: only its beginning is read."""

from __future__ import annotations

from datetime import date

import pytest

from curator.app.coding.proposing import Proposing
from curator.suggest.proposal import Passage
from tests.sound_case import incidents_codebook

FILLER = "Nothing else was said of it at all. " * 3000
TEXT = f"Two men were killed in Mosul on 8 November 2019. {FILLER} Nine men were killed on 3 May 2018."


@pytest.mark.parametrize(("key", "group", "part"), [("date", "", "start"), ("count", "casualties", "best")])
def test_of_a_whole_article_the_beginning_is_read(proposing: Proposing, key: str, group: str, part: str) -> None:
    assert len(TEXT) > 100_000
    node = incidents_codebook().node(key, group)
    assert node is not None
    whole = Passage(TEXT, 0, len(TEXT), date(2019, 11, 9))
    for found in (proposing.propose(whole, node, group), proposing.everything(whole, (node.kind,))):
        assert [each.values[part] for each in found] == ["2019-11-08" if key == "date" else 2]
