# SPDX-License-Identifier: MIT
"""The text of a PDF with the page and place of each character: the same bytes always give the same.

What lives here: bytes -> pages -> text, and refusing what cannot be read. What does not: the article (pdf_reader.py),
pictures of pages (pdf_page.py). Needs pypdfium2; nothing of it is imported before a PDF is read.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from curator.domain.faults import InputRefused
from curator.formats.pdf_order import TextLine, is_right_to_left, reading_order
from curator.formats.pdf_page_lines import PageLines, page_lines
from curator.formats.pdf_paragraphs import (
    Hyphens,
    Paragraph,
    at_edges,
    head_form,
    paragraphs_of,
    run_together,
    running_heads,
    runs_on,
)

RULE = "1"  # of the order and the paragraphs: told with the version of pypdfium2, since both make the text
MOST_PAGES = 2_000
_UNMAPPED = 0.5
_GAP = "\n\n"


class PdfText(NamedTuple):
    """The text, where each page begins in it, and pdfium's number of each character on its page (-1: made by us).

    `heads`: the running heads that were left out, each with the number of its pages. `bare`: pages without text.
    """

    text: str
    page_starts: tuple[int, ...]
    places: array[int]
    properties: dict[str, str]
    heads: tuple[tuple[str, int], ...] = ()
    bare: tuple[int, ...] = ()
    doubtful_hyphens: int = 0
    unmapped: int = 0
    characters: int = 0

    def page_at(self, offset: int) -> int:
        """The page (from 0) on which the character at this offset stands."""
        return max(bisect_right(self.page_starts, offset) - 1, 0)

    def page_range(self, page: int) -> tuple[int, int]:
        """Start and end of the text of a page, in code points."""
        starts = (*self.page_starts, len(self.text))
        return starts[page], starts[page + 1]


def extractor_version() -> str:
    """What made a text: two texts of the same bytes and the same of these are equal."""
    import pypdfium2

    return f"pypdfium2 {pypdfium2.PYPDFIUM_INFO} (pdfium {pypdfium2.PDFIUM_INFO}), order {RULE}"


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The document, closed afterwards. Raises InputRefused for a PDF that is locked or damaged."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            reason = "is locked with a password; open it in a PDF reader, save a copy without the password"
            raise InputRefused(f"{name} {reason} and import that.") from None
        raise InputRefused(f"{name} is damaged or no PDF; get it again from its source.") from None
    try:
        if len(document) > MOST_PAGES:
            raise InputRefused(f"{name} has {len(document)} pages, and {MOST_PAGES:,} can be read; split it.")
        if not len(document):
            raise InputRefused(f"{name} has no pages that can be read; it may be damaged.")
        yield document
    finally:
        document.close()


def read_text(data: bytes, name: str) -> PdfText:
    """The text of a PDF. Raises InputRefused where it is locked, damaged, or has no text layer."""
    with opened(data, name) as document:
        properties = {key: str(value) for key, value in document.get_metadata_dict().items() if value}
        pages = [_page_lines(document, number) for number in range(len(document))]
    bare = tuple(number for number, page in enumerate(pages) if not page.pieces)
    characters, unmapped = sum(page.characters for page in pages), sum(page.unmapped for page in pages)
    if len(bare) == len(pages):
        raise InputRefused(
            f"{name} has no text layer: its pages are pictures of text. Have a program for text recognition (OCR) add "
            "the text, and import that file."
        )
    if unmapped > _UNMAPPED * characters:
        raise InputRefused(
            f"{name} does not say which letters its signs stand for, so its text cannot be taken; have text "
            "recognition (OCR) read it, or get the article in another format."
        )
    return _put_together(pages, properties)._replace(bare=bare, unmapped=unmapped, characters=characters)


def _page_lines(document: Any, number: int) -> PageLines:
    """The pieces of a page; a page that pdfium cannot open has none, and is told among those without text."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return PageLines((), 0, 0, 0, 0)
    try:
        return page_lines(page)
    except pypdfium2.PdfiumError:
        return PageLines((), 0, 0, 0, 0)
    finally:
        page.close()


def _put_together(pages: list[PageLines], properties: dict[str, str]) -> PdfText:
    right_to_left = is_right_to_left([piece.text for page in pages for piece in page.pieces[:200]][:400])
    columns = [reading_order(page.pieces, right_to_left) for page in pages]
    lines = [[line for column in page for line in column] for page in columns]
    forms = running_heads([page for page in lines if page])
    columns = [_without(page, forms) for page in columns] if forms else columns
    hyphens = Hyphens(line for page in columns for column in page for line in column)
    paragraphs: list[Paragraph] = []
    for number, page in enumerate(columns):
        found = paragraphs_of(page, number, hyphens)
        if paragraphs and found and runs_on(paragraphs[-1], found[0]):
            found[0] = run_together(paragraphs.pop(), found[0], hyphens)
        paragraphs += found
    heads = tuple((_example(form, lines), many) for form, many in forms.items())
    return _written(paragraphs, len(pages), properties)._replace(heads=heads, doubtful_hyphens=hyphens.doubtful)


def _without(columns: list[list[TextLine]], forms: dict[str, int]) -> list[list[TextLine]]:
    edges = {id(line) for line in at_edges([line for column in columns for line in column]) if head_form(line) in forms}
    kept = [[line for line in column if id(line) not in edges] for column in columns]
    return [column for column in kept if column]


def _example(form: str, pages: list[list[TextLine]]) -> str:
    """How a running head reads on the first page that has it."""
    return next(line.text for page in pages for line in at_edges(page) if head_form(line) == form)


def _written(paragraphs: list[Paragraph], pages: int, properties: dict[str, str]) -> PdfText:
    text: list[str] = []
    places: array[int] = array("i")
    starts: list[int] = []
    at = 0
    for paragraph in paragraphs:
        if at:
            text.append(_GAP)
            places.extend([-1] * len(_GAP))
            at += len(_GAP)
        for piece in paragraph.pieces:
            while len(starts) <= piece.page:
                starts.append(at if starts else 0)
            text.append(piece.text)
            places.extend(piece.places)
            at += len(piece.text)
    starts += [at] * (pages - len(starts))
    return PdfText("".join(text), tuple(starts), places, properties)
