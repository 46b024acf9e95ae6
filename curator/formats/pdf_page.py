# SPDX-License-Identifier: MIT
"""The picture of one page of a PDF, and where on it the characters of the article's text stand.

What lives here: the question and the answer, drawing the page, the boxes. What does not: the text (pdf_text.py), asking
in a process of its own (reading_apart.py), showing it (app/page_picture/).

The boxes are made again from the original bytes: the text is built as at the import, which gives the same with the same
version of pdfium. `made_so` of the answer says whether it did; if not, the boxes belong to other letters.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from curator.domain.faults import InputRefused
from curator.domain.settling import settle, text_sha256
from curator.formats.pdf_page_lines import Frame, box_reader
from curator.formats.pdf_text import PdfText, extractor_version, opened, read_text
from curator.shape import Frozen

_WIDEST, _LARGEST = 4_000, 12_000_000  # pixels of a page across, and in all
_NAME = "The file"
_read: dict[str, PdfText] = {}  # the text of the file that was asked about last


class PagePicture(Frozen):
    """A page as it is shown. `pixels`: rows of blue, green, red and a byte that means nothing, `stride` bytes each.

    `boxes`: left, top, right and bottom of each code point from `start` to `end` of the text, as parts of the page's
    width and height; all 0 for a character that stands nowhere (a space that was made). `page` counts from 0.
    """

    page: int
    page_starts: tuple[int, ...]
    width: int
    height: int
    stride: int
    start: int
    end: int
    made_so: bool
    version: str
    pixels: bytes
    boxes: array[float]


def question(text_sha256: str, width: int, *, page: int = -1, offset: int = 0) -> dict[str, Any]:
    """What to ask: a page (from 0), or that on which the character at `offset` stands; `width` of it in pixels."""
    return {"text_sha256": text_sha256, "width": width, "page": page, "offset": offset}


def answer(data: bytes, asked: Mapping[str, Any]) -> tuple[dict[str, Any], Sequence[bytes]]:
    """The picture and the boxes. Raises InputRefused where the PDF is locked, damaged, or has no such page."""
    pdf = _text_of(data)
    page = int(asked["page"])
    if page < 0:
        page = pdf.page_at(int(asked["offset"]))
    with opened(data, _NAME) as document:
        if page >= len(document):
            raise InputRefused(f"The file has {len(document)} pages; there is no page {page + 1}.")
        shown = _opened_page(document, page)
        try:
            width, height, stride, pixels = _drawn(shown, int(asked["width"]))
            start, end = pdf.page_range(page)
            boxes = _boxes(shown, pdf, start, end)
        finally:
            shown.close()
    told = {
        "page": page, "page_starts": list(pdf.page_starts), "width": width, "height": height, "stride": stride,
        "start": start, "end": end, "version": extractor_version(),
        "made_so": text_sha256(settle(pdf.text).text) == asked["text_sha256"],
    }  # fmt: skip
    if sys.byteorder == "big":
        boxes.byteswap()
    return told, (pixels, boxes.tobytes())


def from_answer(told: Mapping[str, Any], pieces: Sequence[bytes]) -> PagePicture:
    """What was answered, checked: it comes from a process that read a file from anywhere. Raises InputRefused."""
    try:
        boxes = array("f")
        boxes.frombytes(pieces[1])
        if sys.byteorder == "big":
            boxes.byteswap()
        width, height, stride, page, start, end = (
            int(told[word]) for word in ("width", "height", "stride", "page", "start", "end")
        )
        sound = (
            0 < width <= _WIDEST and height > 0 and width * height <= _LARGEST and stride >= 4 * width
            and len(pieces[0]) == stride * height and 0 <= start <= end and len(boxes) == 4 * (end - start)
        )  # fmt: skip
        starts = tuple(int(at) for at in told["page_starts"])
        if not sound or not 0 <= page < len(starts):
            raise ValueError("sizes")
        return PagePicture(
            page, starts, width, height, stride, start, end, told["made_so"] is True, str(told["version"])[:200],
            pieces[0], boxes,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, IndexError):
        raise InputRefused("The page could not be drawn: its reader gave no picture.") from None


def _opened_page(document: Any, page: int) -> Any:
    import pypdfium2

    try:
        return document[page]
    except pypdfium2.PdfiumError:
        raise InputRefused(f"Page {page + 1} of the file is damaged and cannot be drawn.") from None


def _text_of(data: bytes) -> PdfText:
    sha = hashlib.sha256(data).hexdigest()
    if sha not in _read:
        _read.clear()
        _read[sha] = read_text(data, _NAME)
    return _read[sha]


def _drawn(page: Any, wanted: int) -> tuple[int, int, int, bytes]:
    """The page in so many pixels across, fewer where that would be too many in all."""
    width, height = (max(side, 1.0) for side in page.get_size())
    scale = max(1, min(wanted, _WIDEST)) / width
    scale = min(scale, (_LARGEST * 0.98 / (width * height)) ** 0.5)
    if min(width, height) * scale < 1:
        raise InputRefused("The page is a line rather than a page and cannot be drawn.")
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        pixels = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
        return bitmap.width, bitmap.height, bitmap.stride, pixels
    finally:
        bitmap.close()


def _boxes(page: Any, pdf: PdfText, start: int, end: int) -> array[float]:
    width, height = (max(side, 1.0) for side in page.get_size())
    boxes: array[float] = array("f", bytes(16 * (end - start)))
    text_page = page.get_textpage()
    try:
        box_of = box_reader(text_page, Frame(page, width, height))
        for offset in range(start, end):
            place = pdf.places[offset]
            if place >= 0:
                box = box_of(place)
                at = 4 * (offset - start)
                boxes[at] = box.left / width
                boxes[at + 1] = box.top / height
                boxes[at + 2] = box.right / width
                boxes[at + 3] = box.bottom / height
    finally:
        text_page.close()
    return boxes
