# SPDX-License-Identifier: MIT
"""The language of an article: told by all of a text, and left open where a text does not tell."""

from __future__ import annotations

import pytest

from curator.formats.language_guess import guess_language

ENGLISH = "The minister said that the talks with the leaders of both sides have been put off until after the vote. "
SPANISH = "El ministro dijo que las conversaciones con los jefes de los dos grupos se harán después de la votación. "
ARABIC = "قال الوزير إن المحادثات مع قادة الطرفين في المدينة قد تأجلت إلى ما بعد التصويت على القانون. "
MENU = "Home News World Sports Weather Video Contact Login Archive Radio Mobile Podcast Travel "


@pytest.mark.parametrize(("sentence", "code"), [(ENGLISH, "en"), (SPANISH, "es"), (ARABIC, "ar")])
@pytest.mark.parametrize("times", [1, 3, 40, 4_000])
def test_the_language_of_a_short_and_of_a_long_text(sentence: str, code: str, times: int) -> None:
    assert guess_language(sentence * times) == code


@pytest.mark.parametrize(("sentence", "code"), [(ENGLISH, "en"), (SPANISH, "es"), (ARABIC, "ar")])
def test_a_page_that_begins_with_a_long_menu_has_the_language_of_its_article(sentence: str, code: str) -> None:
    assert guess_language(MENU * 20 + sentence * 60) == code


@pytest.mark.parametrize("text", ["", "12 34 56", "Zug 7", MENU * 30])
def test_what_does_not_tell_is_left_open(text: str) -> None:
    assert guess_language(text) == ""
