# SPDX-License-Identifier: MIT
"""The picture of a page with the place of each character, asked for in a process of its own."""

from __future__ import annotations

import pytest

from curator.domain.faults import InputRefused
from curator.domain.settling import text_sha256
from curator.formats.pdf_page import PagePicture, from_answer, question
from curator.formats.pdf_reader import PdfReader
from curator.formats.reading_apart import ask_apart
from tests.formats.documents import flowed, pdf
from tests.formats.test_pdf_reader import FIRST, SECOND

DATA = pdf([flowed([FIRST]), flowed([SECOND])])
TEXT = PdfReader().read(DATA, "“a.pdf”").text


def picture(data: bytes = DATA, **asked: int) -> PagePicture:
    return from_answer(*PdfReader().answer(data, question(text_sha256(TEXT), 600, **asked)))


def is_dark_inside(shown: PagePicture, offset: int) -> bool:
    """Whether something is drawn in the box of this character."""
    left, top, right, bottom = shown.boxes[4 * (offset - shown.start) : 4 * (offset - shown.start) + 4]
    for y in range(round(top * shown.height), round(bottom * shown.height)):
        for x in range(round(left * shown.width), round(right * shown.width)):
            at = y * shown.stride + 4 * x
            if max(shown.pixels[at : at + 3]) < 120:
                return True
    return False


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_each_letter_is_drawn_where_its_box_is(rotate: int) -> None:
    shown = picture(pdf([flowed([FIRST, SECOND])], rotate=rotate, box="20 30 600 780"), page=0)
    lit = [place for place in range(shown.end - shown.start) if any(shown.boxes[4 * place : 4 * place + 4])]
    assert len(lit) > 200
    dark = sum(is_dark_inside(shown, shown.start + place) for place in lit)
    assert dark > 0.75 * len(lit)  # spaces have a box and nothing in it


def test_the_page_of_an_offset_and_its_range() -> None:
    begins = TEXT.index(SECOND[0])
    shown = picture(offset=begins + 5)
    assert (shown.page, shown.start, shown.end) == (1, begins, len(TEXT))
    assert shown.width == 600
    assert shown.made_so


def test_a_text_that_was_made_otherwise_is_told() -> None:
    assert not from_answer(*PdfReader().answer(DATA, question(text_sha256("another"), 100, page=0))).made_so


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputRefused, match="no page 3"):
        picture(page=2)


def test_a_huge_page_is_drawn_smaller() -> None:
    shown = from_answer(*PdfReader().answer(pdf([flowed([FIRST])], box="0 0 200 14400"), question("", 4_000, page=0)))
    assert shown.width * shown.height <= 12_000_000


@pytest.mark.parametrize(
    "change", [{"width": 700}, {"end": 10**9}, {"page": 9}, {"stride": "x"}, {"page_starts": None}]
)
def test_an_answer_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    told, pieces = PdfReader().answer(DATA, question("", 600, page=0))
    with pytest.raises(InputRefused):
        from_answer(told | change, pieces)


@pytest.mark.slow
def test_it_is_asked_for_in_a_process_of_its_own() -> None:
    frame = ask_apart(PdfReader(), DATA, "“a.pdf”", question(text_sha256(TEXT), 600, page=0))
    shown = from_answer(frame.head["answer"], frame.pieces)
    assert shown == picture(page=0)
