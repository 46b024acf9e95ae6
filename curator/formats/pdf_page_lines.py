# SPDX-License-Identifier: MIT
"""The pieces of lines on one page of a PDF, as pdfium sees them, with where they stand.

What lives here: pdfium's characters -> pieces (runs of characters on one line without a wide gap). What does not: their
order (pdf_order.py), paragraphs (pdf_paragraphs.py), the file as a whole (pdf_text.py).
All measures are points of the page as it is shown: turned and cropped, x to the right, y downwards from its top.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, NamedTuple

_WIDE = 1.2  # a gap of so many times the size of the letters separates two pieces
_HYPHEN = "\x02"  # pdfium's sign for a hyphen at which a word goes on in the next line
_FAR = 20_000  # points: no page is longer than 14,400


class Box(NamedTuple):
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float


class Piece(NamedTuple):
    """Characters that stand on one line: the text, pdfium's number of each of its characters, its box and letter size.

    `hyphen`: pdfium saw a hyphen at its end at which the word may go on; the text ends with it, as "-".
    """

    text: str
    places: tuple[int, ...]
    box: Box
    size: float
    hyphen: bool = False

    @property
    def height(self) -> float:
        return max(self.box.bottom - self.box.top, 0.1)


class PageLines(NamedTuple):
    """The pieces of a page in the order of the file, its size in points, and how many characters say no letter."""

    pieces: tuple[Piece, ...]
    width: float
    height: float
    characters: int
    unmapped: int


class Frame:
    """Where a point of the page's own coordinates is seen: pdfium knows how the page is turned and cropped."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        import pypdfium2.raw as raw

        x, y = ctypes.c_int(), ctypes.c_int()
        grain = 1_000  # whole numbers come back: thousandths of a point are fine enough
        seen = []
        for at in ((0.0, 0.0), (1_000.0, 0.0), (0.0, 1_000.0)):
            raw.FPDF_PageToDevice(
                page.raw, 0, 0, round(width * grain), round(height * grain), 0, *at, ctypes.byref(x), ctypes.byref(y)
            )
            seen.append((x.value / grain, y.value / grain))
        (self._x, self._y), (xx, xy), (yx, yy) = seen
        self._xx, self._xy = (xx - self._x) / 1_000, (xy - self._y) / 1_000
        self._yx, self._yy = (yx - self._x) / 1_000, (yy - self._y) / 1_000

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box of a rectangle given in the page's own coordinates."""
        xs, ys = [], []
        for x, y in ((left, bottom), (right, top)):
            xs.append(self._x + x * self._xx + y * self._yx)
            ys.append(self._y + x * self._xy + y * self._yy)
        return Box(min(xs), min(ys), max(xs), max(ys))


def page_lines(page: Any) -> PageLines:
    """The pieces of one opened page. Raises pypdfium2.PdfiumError where the page is damaged."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    frame = Frame(page, width, height)
    text_page = page.get_textpage()
    try:
        many = text_page.count_chars()
        codes = [raw.FPDFText_GetUnicode(text_page.raw, place) for place in range(many)]
        box_of = box_reader(text_page, frame)
        _mark_unmapped(codes, box_of, lambda place: raw.FPDFText_IsGenerated(text_page.raw, place) == 1)
        gathering = Gathering(box_of, lambda place: float(raw.FPDFText_GetFontSize(text_page.raw, place)))
        characters = _characters(codes)
        for place, char in characters:
            gathering.take(place, char)
        gathering.close()
        unmapped = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for _, char in characters)
    finally:
        text_page.close()
    return PageLines(tuple(gathering.pieces), width, height, many, unmapped)


def box_reader(text_page: Any, frame: Frame) -> Callable[[int], Box]:
    """A function that gives the box of pdfium's character of a number, as tall as its line of writing."""
    import pypdfium2.raw as raw

    rectangle = raw.FS_RECTF()
    pointer = ctypes.byref(rectangle)

    def box_of(place: int) -> Box:
        if not raw.FPDFText_GetLooseCharBox(text_page.raw, place, pointer):
            return Box(0, 0, 0, 0)
        return frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    return box_of


def _mark_unmapped(codes: list[int], box_of: Callable[[int], Box], is_made: Callable[[int], bool]) -> None:
    """A control that draws a sign stands for a letter of which the file does not say which (ligatures of old fonts)."""
    for place, code in enumerate(codes):
        if code < 0x20 and code != ord(_HYPHEN) and not is_made(place):
            box = box_of(place)
            codes[place] = 0xFFFF if box.right - box.left > 0.1 else 0x20


def _characters(codes: list[int]) -> list[tuple[int, str]]:
    """pdfium's codes as characters with their numbers: pairs of surrogates joined, what is no character replaced."""
    found: list[tuple[int, str]] = []
    place = 0
    while place < len(codes):
        code, number = codes[place], place
        place += 1
        if 0xD800 <= code < 0xDC00 and place < len(codes) and 0xDC00 <= codes[place] < 0xE000:
            code = 0x10000 + ((code - 0xD800) << 10) + (codes[place] - 0xDC00)
            place += 1
        if code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or 0x7F <= code < 0xA0 or code > 0x10FFFF or not code:
            found.append((number, "\ufffd"))
        else:
            found.append((number, chr(code)))
    return found


class Gathering:
    """Takes characters one by one and closes a piece at line ends and wide gaps."""

    def __init__(self, box_of: Callable[[int], Box], size_of: Callable[[int], float]) -> None:
        self.pieces: list[Piece] = []
        self._box_of, self._size_of = box_of, size_of
        self._text: list[str] = []
        self._places: list[int] = []
        self._boxes: list[Box] = []
        self._space = -1  # the number of a space that has not been written yet
        self._size = 0.0

    def take(self, place: int, char: str) -> None:
        if char in "\r\n":
            self.close()
        elif char == _HYPHEN:
            self._put(place, "-")
            self.close(hyphen=True)
        elif char.isspace() and char != "\xa0":
            if self._text and self._space < 0:
                self._space = place
        elif char >= " " and char != "\ufeff":  # other controls show nothing
            self._put(place, char)

    def _put(self, place: int, char: str) -> None:
        box = self._box_of(place)
        if not self._text:
            self._size = _measured(self._size_of(place), box)
        elif self._is_apart(box):
            self.close()
            self._size = _measured(self._size_of(place), box)
        elif self._space >= 0:
            self._add(self._space, " ")
        self._space = -1
        self._add(place, char)
        self._boxes.append(box)

    def _add(self, place: int, char: str) -> None:
        self._text.append(char)
        self._places.append(place)

    def _is_apart(self, box: Box) -> bool:
        """Whether a wide gap, or another line that pdfium gave no sign for, lies before this character."""
        last = self._boxes[-1]
        gap = max(box.left - last.right, last.left - box.right)
        height = max(min(box.bottom - box.top, last.bottom - last.top), 0.1)
        overlap = min(box.bottom, last.bottom) - max(box.top, last.top)
        if overlap < -0.5 * height or (overlap < 0.25 * height and gap > self._size):
            return True  # lines may touch each other; what is raised or lowered stands beside its word
        return self._space >= 0 and gap > _WIDE * max(self._size, 1.0) and overlap > 0.3 * height

    def close(self, hyphen: bool = False) -> None:
        if self._text:
            boxes = [box for box in self._boxes if box.right > box.left] or self._boxes
            whole = Box(
                min(box.left for box in boxes), min(box.top for box in boxes),
                max(box.right for box in boxes), max(box.bottom for box in boxes),
            )  # fmt: skip
            if max(map(abs, whole)) < _FAR:
                self.pieces.append(Piece("".join(self._text), tuple(self._places), whole, self._size, hyphen))
        self._text, self._places, self._boxes, self._space = [], [], [], -1


def _measured(size: float, box: Box) -> float:
    """The size of letters: the height of their line, since a font's own size may be scaled by the page."""
    height = box.bottom - box.top
    return height if height > 0.5 else max(size, 1.0)
