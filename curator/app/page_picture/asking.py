# SPDX-License-Identifier: MIT
"""Having pages of an article's PDF drawn, off the window's thread and in a process of its own.

What lives here: the original bytes, one question at a time, the pictures that were drawn last. What does not: drawing
(formats/pdf_page.py), the processes (formats/reading_apart.py), showing (canvas.py).
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from curator.app.background import Background
from curator.domain.faults import InputRefused, UserFault

if TYPE_CHECKING:
    from curator.formats.pdf_page import PagePicture
    from curator.formats.reading_apart import ReadersApart
    from curator.workspace import Workspace

_KEPT = 4  # pictures of pages: some megabytes each


class Wish(NamedTuple):
    """A page (from 0), or with -1 the one on which the character at `offset` stands; `width` of it in pixels."""

    page: int
    offset: int
    width: int


class PageAsking(QObject):
    """`came(PagePicture)`, `refused(sentence)`: of the wish that was told last."""

    came = Signal(object)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, background: Background, owner: QObject) -> None:
        super().__init__(owner)
        self._workspace, self._background = workspace, background
        self._file: _File | None = None
        self._asked: Wish | None = None  # what is being drawn
        self._next: Wish | None = None  # what is to be drawn after it: always what was wished for last
        self._kept: dict[Wish, PagePicture] = {}

    def open(self, article: str, text_sha256: str) -> None:
        """Ask about the PDF of this article from now on."""
        self.close()
        self._file = _File(self._workspace, article, text_sha256)

    def close(self) -> None:
        """Ask no more: what is being drawn is given up, and its process is gone."""
        if self._file is not None:
            self._file.close()
        self._file = None
        self._asked = self._next = None
        self._kept.clear()

    def want(self, wish: Wish) -> None:
        """Have a page drawn; of several wishes that wait the last one counts."""
        known = self._kept.get(wish)
        if known is not None:
            self._next = None
            self.came.emit(known)
        elif self._asked is not None:
            self._next = wish if wish != self._asked else None
        elif self._file is not None:
            self._ask(self._file, wish)

    def _ask(self, file: _File, wish: Wish) -> None:
        self._asked = wish

        def came(shown: PagePicture) -> None:
            if file is self._file:
                self._keep(shown, wish)
                self._go_on(file)
                if self._asked is None:
                    self.came.emit(shown)

        def refused(fault: UserFault) -> None:
            if file is self._file:
                self._go_on(file)
                if self._asked is None:
                    self.refused.emit(fault.sentence)

        self._background.run(lambda: file.draw(wish), came, refused)

    def _go_on(self, file: _File) -> None:
        self._asked, wish, self._next = None, self._next, None
        if wish is not None:
            self._ask(file, wish)

    def _keep(self, shown: PagePicture, wish: Wish) -> None:
        self._kept[Wish(shown.page, 0, wish.width)] = shown
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]


class _File:
    """The PDF of one article and the process that draws its pages."""

    def __init__(self, workspace: Workspace, article: str, text_sha256: str) -> None:
        self._workspace, self._article, self._sha = workspace, article, text_sha256
        self._data: bytes | None = None
        self._readers: ReadersApart | None = None
        self._closed = False
        self._closing = Lock()

    def draw(self, wish: Wish) -> PagePicture:
        """The page; not on the window's thread. Raises UserFault where it cannot be drawn or is not wanted any more."""
        from curator.formats.pdf_page import from_answer, question
        from curator.formats.pdf_reader import PdfReader
        from curator.formats.reading_apart import ReadersApart

        if self._data is None:
            with self._workspace.read() as reads:
                self._data = reads.original(self._article)
        if self._data is None:
            raise InputRefused("The PDF of this article is not kept in the project.")
        asked = question(self._sha, wish.width, page=wish.page, offset=wish.offset)
        with self._closing:
            self._look()
            self._readers = self._readers or ReadersApart(1)
            begun = self._readers.begin(PdfReader(), self._data, "The PDF of this article", "answer", asked)
        frame = self._readers.wait(begun, self._look)
        return from_answer(frame.head["answer"], frame.pieces)

    def _look(self) -> None:
        if self._closed:
            raise InputRefused("The page is not wanted any more.")

    def close(self) -> None:
        with self._closing:
            self._closed = True
            if self._readers is not None:
                self._readers.close()
