# SPDX-License-Identifier: MIT
"""Words on the picture of a page: the rows in which they stand, and which character is at a point."""

from __future__ import annotations

import pytest

from curator.app.page_picture.lit import lit_words
from curator.app.page_picture.places import Row, offset_at, page_of, rows
from curator.app.reader.highlights import Highlight
from curator.app.reader.palette import LIGHT, LIGHT_CONTRAST
from curator.domain.settling import text_sha256
from curator.formats.pdf_page import PagePicture, from_answer, question
from curator.formats.pdf_reader import PdfReader
from tests.formats.documents import flowed, pdf
from tests.formats.test_pdf_reader import FIRST, SECOND


def picture(page: int = 0, rotate: int = 0) -> tuple[str, PagePicture]:
    data = pdf([flowed([FIRST]), [], flowed([SECOND])], rotate=rotate)
    text = PdfReader().read(data, "“a.pdf”").text
    return text, from_answer(*PdfReader().answer(data, question(text_sha256(text), 600, page=page)))


def test_words_over_a_line_end_stand_in_two_rows() -> None:
    text, shown = picture()
    at = text.index("went off near")
    assert len(rows(shown, at, at + len("went off near"))) == 2


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_word_stands_in_one_row_on_a_turned_page_too(rotate: int) -> None:
    text, shown = picture(rotate=rotate)
    at = text.index("damaged")
    (row,) = rows(shown, at, at + len("damaged"))
    sides = (row.right - row.left) * shown.width, (row.bottom - row.top) * shown.height
    along, across = sides if rotate % 180 == 0 else sides[::-1]
    assert along > 2 * across


def test_words_of_another_page_stand_nowhere_here() -> None:
    text, shown = picture()
    at = text.index(SECOND[0])
    assert rows(shown, at, at + 20) == []
    both = rows(shown, at - 30, at + 20)  # words that run on over the page: what is here is lit here
    assert len(both) == 1


def test_the_character_at_its_own_place_is_found_and_one_nearby_too() -> None:
    text, shown = picture()
    for offset in range(shown.start, text.index("off near")):
        if text[offset].isalpha():
            (row,) = rows(shown, offset, offset + 1)
            x, y = (row.left + row.right) / 2, (row.top + row.bottom) / 2
            assert text[offset_at(shown, x, y) or 0] == text[offset]
    first = rows(shown, 0, 1)[0]
    assert offset_at(shown, first.left - 0.005, first.top) == 0
    assert offset_at(shown, 0.5, 0.9) is None, "on white paper there is nothing"
    assert offset_at(shown, 0.5, 0.9, near=False) is not None, "while words are dragged over there is"


def test_the_page_of_a_place_in_the_text() -> None:
    text, shown = picture()
    assert [page_of(shown, at) for at in (0, text.index(SECOND[0]) - 3, text.index(SECOND[0]), len(text))] == [
        0,
        0,
        2,
        2,
    ]


def test_a_page_without_words_has_none() -> None:
    text, shown = picture(page=1)
    assert rows(shown, 0, len(text)) == []
    assert offset_at(shown, 0.5, 0.5, near=False) is None


def test_what_is_chosen_is_painted_over_what_is_marked_and_the_selection_over_both() -> None:
    marked = [
        Highlight("v", 3, 5, "A", 0, "value", active=True), Highlight("m", 0, 9, "A", 0, "mention", active=True),
        Highlight("o", 2, 4, "B", 1, "mention"), Highlight("n", 20, 25, kind="not_codable"),
    ]  # fmt: skip
    found = lit_words(marked, [(3, 5)], (4, 8))
    assert [(one.start, one.end) for one in found] == [(2, 4), (20, 25), (0, 9), (3, 5), (3, 5), (4, 8)]
    assert (found[-2].colour, found[-1].colour) == (LIGHT.lit, LIGHT.selection)
    assert len({one.colour for one in found}) == 6, "each looks otherwise"
    assert lit_words([], [], (4, 8), contrast=True)[0].colour == LIGHT_CONTRAST.selection
    assert lit_words([], [], (4, 4)) == []


def test_a_row_is_in_parts_of_the_page() -> None:
    _, shown = picture()
    assert all(Row(0, 0, 0, 0) <= row <= Row(1, 1, 1, 1) for row in rows(shown, shown.start, shown.end))
