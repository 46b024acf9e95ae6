# SPDX-License-Identifier: MIT
"""PDF files as articles: the order of reading, paragraphs, divided words, running heads, and what is refused."""

from __future__ import annotations

import pytest

from curator.domain.faults import InputRefused
from curator.formats.pdf_order import TextLine
from curator.formats.pdf_page_lines import Box, Gathering
from curator.formats.pdf_paragraphs import Hyphens, paragraphs_of
from curator.formats.pdf_reader import PdfReader
from curator.formats.pdf_text import PdfText, read_text
from tests.formats.documents import PdfLine, flowed, pdf

TITLE = "Bomb Kills Two Near Crowded City Market"
FIRST = (
    "Two people were killed and four were wounded on Friday when a bomb went",
    "off near a market in the north of the city, police said. The blast damaged",
    "several shops, and the street was closed.",
)
SECOND = (
    "A spokesman for the ministry said that nobody had claimed the attack and",
    "that an inquiry had been opened by the governor of the province.",
)


def text_of(*pages: list[PdfLine]) -> str:
    return read_text(pdf(pages), "“a.pdf”").text


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        PdfReader().read(data, "“a.pdf”")
    sentence = caught.value.sentence
    assert sentence.startswith("“a.pdf”")
    assert "\n" not in sentence
    return sentence


def test_lines_of_a_paragraph_run_on_and_paragraphs_stand_apart() -> None:
    head: list[PdfLine] = [(72, 740, 20, TITLE)]
    assert text_of(head + flowed([FIRST, SECOND], top=700)) == "\n\n".join((TITLE, " ".join(FIRST), " ".join(SECOND)))


def test_an_indented_line_begins_a_paragraph_where_there_is_no_room_between() -> None:
    lines = [
        (90.0 if place in (0, 3) else 72.0, 700 - 13.2 * place, 11.0, words)
        for place, words in enumerate(FIRST + SECOND)
    ]
    assert text_of(lines) == "\n\n".join((" ".join(FIRST), " ".join(SECOND)))


def test_lines_from_right_to_left_end_at_the_left() -> None:
    """A shorter last line is no line set in: it begins at the right as the others do."""
    first, second = (
        "قتل شخصان وأصيب أربعة بجروح يوم الجمعة في انفجار",
        "قنبلة قرب سوق في شمال المدينة، حسبما قالت الشرطة.",
    )
    lines = [
        TextLine(words, tuple(range(len(words))), Box(left, 100 + 13 * place, 500, 111 + 13 * place), 11)
        for place, (words, left) in enumerate([(first, 100), (second, 180), (first, 100), (second, 190)])
    ]
    found = paragraphs_of([lines], 0, Hyphens(lines))
    assert [paragraph.text for paragraph in found] == [f"{first} {second}"] * 2


def test_lines_that_touch_each_other_are_two_lines() -> None:
    """pdfium gives no sign between them where it turns words that are read from right to left."""
    boxes = {0: Box(300, 43, 310, 54), 1: Box(310, 43, 318, 54), 2: Box(90, 53.8, 100, 64.8), 3: Box(100, 51, 105, 58)}
    gathering = Gathering(boxes.__getitem__, lambda _place: 11.0)
    for place, char in enumerate("abc2"):
        gathering.take(place, char)
    gathering.close()
    assert [piece.text for piece in gathering.pieces] == ["ab", "c2"], "what is raised stays at its word"


def test_columns_are_read_one_after_the_other_even_if_written_line_by_line() -> None:
    left = [
        "The first column of the page tells of",
        "the bomb that went off on Friday in",
        "the north of the city, where two were",
        "killed and four others were wounded.",
    ]
    right = [
        "The second column says what the mayor",
        "had to say about it, which was that all",
        "should stay at home until the inquiry",
        "of the police had come to its end.",
    ]
    lines: list[PdfLine] = [(72, 740, 18, TITLE + " on a Friday in the North")]
    for place, (one, other) in enumerate(zip(left, right, strict=True)):
        lines += [(72, 700 - 13 * place, 11, one), (330, 700 - 13 * place, 11, other)]
    assert text_of(lines) == "\n\n".join((lines[0][3], " ".join(left), " ".join(right)))


def test_a_list_keeps_its_marks_and_its_lines() -> None:
    lines: list[PdfLine] = []
    for number, words in enumerate((FIRST, SECOND)):
        at = 700.0 - 80 * number
        lines += [
            (72, at, 11, f"{number + 1}."),
            *((90, at - 13 * place, 11, line) for place, line in enumerate(words)),
        ]
    assert text_of(lines) == "\n\n".join((f"1. {' '.join(FIRST)}", f"2. {' '.join(SECOND)}"))


def test_a_table_is_read_line_by_line() -> None:
    rows = [("Province", "Killed", "Wounded"), ("Nineveh", "2", "4"), ("Diyala", "1", "0"), ("Anbar", "3", "11")]
    lines = [
        (72.0 + 150 * column, 700.0 - 26 * row, 11.0, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    assert text_of(lines).split("\n\n") == [" ".join(row) for row in rows]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("said the gov-", "ernment. The government", "said the government."),  # the document has the word whole
        ("the inves-", "tigation is open to", "the investigation is"),
        ("of the opera-", "tions of that", "of the operations of"),  # "tions" is no word
        ("it was a co-", "operative of the", "it was a co-operative of"),  # in doubt: the hyphen stays
        ("in the mid-", "Atlantic they", "in the mid-Atlantic they"),
    ],
)
def test_a_hyphen_at_a_line_end_falls_only_where_that_is_sure(first: str, second: str, joined: str) -> None:
    more = "The investigation of the government goes on, as was said before by all who had been there."
    page = flowed(
        [[f"Nobody knew what the people who lived there {first}", f"{second} and this went on for long."], [more]]
    )
    assert joined in text_of(page)


def test_a_hyphen_in_doubt_is_told() -> None:
    page = flowed(
        [["Nobody knew what the people who lived there called a co-", "operative of the farmers of the valley."]]
    )
    read = PdfReader().read(pdf([page]), "“a.pdf”")
    assert any("kept the hyphen" in warning for warning in read.warnings)


def test_a_paragraph_runs_on_over_the_page_and_each_page_knows_its_range() -> None:
    first, second = flowed([SECOND, FIRST[:2]]), flowed([FIRST[2:], SECOND])
    found = read_text(pdf([first, second]), "“a.pdf”")
    assert found.text == "\n\n".join((" ".join(SECOND), " ".join(FIRST), " ".join(SECOND)))
    begins = found.text.index("several shops")
    assert found.page_starts == (0, begins)
    assert (found.page_at(begins - 1), found.page_at(begins)) == (0, 1)
    assert found.page_range(1) == (begins, len(found.text))


def test_running_heads_are_left_out_with_words() -> None:
    pages = []
    for number in range(1, 5):
        page = flowed([[f"{word} {words}" for words in FIRST] for word in ("Here", "There")], top=700)
        pages.append([(72.0, 760.0, 9.0, "The Daily Example"), *page, (300.0, 40.0, 9.0, f"Page {number} of 4")])
    read = PdfReader().read(pdf(pages), "“a.pdf”")
    assert "Daily Example" not in read.text
    assert "Page 2" not in read.text
    assert any("“The Daily Example” on 4 pages" in sentence and "Page 1 of 4" in sentence for sentence in read.report)


def test_on_two_pages_nothing_counts_as_a_running_head() -> None:
    page = [(72.0, 760.0, 9.0, "The Daily Example"), *flowed([FIRST])]
    assert text_of(page, page).count("The Daily Example") == 2


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotate: int) -> None:
    found = read_text(pdf([flowed([FIRST, SECOND])], rotate=rotate), "“a.pdf”")
    assert {" ".join(FIRST).split()[0], "province."} <= set(found.text.split())


def test_properties_are_proposed_and_the_day_of_making_is_not() -> None:
    info = {"Title": TITLE, "Author": "Jane Smith", "CreationDate": "D:20200118061400Z"}
    read = PdfReader().read(pdf([[(72, 740, 20, TITLE), *flowed([FIRST, SECOND], top=700)]], info), "“a.pdf”")
    found = {proposal.field: proposal for proposal in read.proposals}
    assert (found["title"].value, found["author"].value, found["author"].sure) == (TITLE, "Jane Smith", False)
    assert read.text[found["title"].start : found["title"].end] == TITLE
    assert "published" not in found
    assert any("2020-01-18" in sentence for sentence in read.report)
    assert read.reader == "pdf"
    assert read.reader_version.startswith("pypdfium2 ")
    assert read.media == "application/pdf"


@pytest.mark.parametrize("title", ["Microsoft Word - report.docx", "untitled", "article.indd", "  "])
def test_names_of_files_are_no_titles(title: str) -> None:
    read = PdfReader().read(pdf([flowed([FIRST, SECOND])], {"Title": title}), "“a.pdf”")
    assert "title" not in read.fields


def test_a_pdf_of_pictures_is_refused_with_the_reason() -> None:
    assert "no text layer" in refusal(pdf([[], []]))


def test_a_locked_pdf_is_refused_with_the_way_out() -> None:
    """PDF 32000-1, 7.6.3: the standard security handler with a password that nobody knows."""
    lock = b"/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /Root"
    data = pdf([flowed([FIRST])]).replace(b"/Root", lock % (b"0a" * 16, b"0a" * 16, b"ab" * 32, b"cd" * 32), 1)
    assert "locked with a password" in refusal(data)


def test_a_page_without_text_among_others_is_named() -> None:
    read = PdfReader().read(pdf([flowed([FIRST]), [], flowed([SECOND])]), "“a.pdf”")
    assert "Page 2 has no text layer and gave no text." in read.warnings


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"not a PDF", pdf([flowed([FIRST])])[:200]])
def test_what_is_damaged_is_refused(data: bytes) -> None:
    assert "damaged" in refusal(data)


def test_each_character_knows_its_place_on_its_page() -> None:
    import pypdfium2
    import pypdfium2.raw as raw

    data = pdf([flowed([FIRST, SECOND]), flowed([SECOND])])
    found: PdfText = read_text(data, "“a.pdf”")
    document = pypdfium2.PdfDocument(data)
    pages = [document[number].get_textpage() for number in range(2)]
    placed = 0
    for offset, place in enumerate(found.places):
        if place >= 0 and not found.text[offset].isspace():
            assert chr(raw.FPDFText_GetUnicode(pages[found.page_at(offset)].raw, place)) == found.text[offset]
            placed += 1
    assert placed == sum(not char.isspace() for char in found.text)
    assert len(found.places) == len(found.text)
