# SPDX-License-Identifier: MIT
"""Keeps what a screen reader can ask of the article in step with the reader.

What lives here: when it is brought into step, what is told of it, and the names of the highlights that the caret comes
to. What does not: the text that is asked (spoken_text.py) and how Qt gets it (text_interface.py): both are imported
when a screen reader is there, and never before the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer

from curator.app.reader.accessible import announce, listening
from curator.app.reader.highlights import Highlight

if TYPE_CHECKING:
    from curator.app.reader.spoken_text import SpokenText
    from curator.app.reader.view import ReaderView


class Spoken(QObject):
    """What screen readers have of one reader. Whatever changes there is painted, and after a paint this follows."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self.text: SpokenText | None = None  # None: no screen reader is there, or it cannot be had
        self._refused = False
        self._unread = False  # the text is not the article any more
        self._caret = (0, 0)
        self._here: tuple[str, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.follow)

    @property
    def serves(self) -> bool:
        """Whether the screen reader reads by itself: then nobody needs to say what the caret passes."""
        return self.text is not None and listening()

    def follow_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def follow(self) -> None:
        """Bring the text into step. Without a screen reader nothing happens."""
        if self._refused or not listening():
            return
        if self.text is None:
            self._begin()
        elif self.text.flow is not self._view.flow() or self._unread:
            self._read(self.text)
        text, view = self.text, self._view
        if text is None:
            return
        self._follow_caret(text)
        if text.marks is not None:
            text.marks.want(view.flow().highlights, view.reader_palette())
            if text.mark():
                self.follow_soon()
        text.show_lines(view.seen_pieces(), view.column_left())

    def _begin(self) -> None:
        from curator.app.reader.spoken_text import SpokenText
        from curator.app.reader.text_interface import offer, tell_focus

        view = self._view
        self.text = text = SpokenText(view.viewport(), self._hit)
        text.moved.connect(view.select)
        text.wanted.connect(view.scroll_to)
        text.spoilt.connect(self._spoil)
        if not (text.read(view.flow()) and offer(view, text)):
            self._refuse()
        elif view.hasFocus():
            tell_focus(view)

    def _refuse(self) -> None:
        """It would not be right: as before, announcements and the list of highlights."""
        self._refused = True
        if self.text is not None:
            self.text.deleteLater()
            self.text = None

    def _read(self, text: SpokenText) -> None:
        from curator.app.reader.text_interface import tell_text

        before, now = text.flow, self._view.flow()
        self._unread, self._caret, self._here = False, (0, 0), ()
        if not text.read(now):
            self._refuse()
        elif before is not None:
            tell_text(self._view, before.text, now.text)

    def _spoil(self) -> None:
        self._unread = True
        self.follow_soon()

    def _hit(self, point: QPointF) -> int:
        return self._view.press_at(point).cell[0]

    def _follow_caret(self, text: SpokenText) -> None:
        from curator.app.reader.text_interface import tell_caret, tell_selection

        view, before = self._view, self._caret
        anchor, pos = self._caret = view.anchor(), view.caret()
        if before == self._caret:
            return
        text.place(anchor, pos)
        units = view.flow().offsets.units
        if before[1] != pos:
            tell_caret(view, units(pos))
        if before[0] != before[1] or anchor != pos:
            tell_selection(view, units(anchor), units(pos))
        self._say_highlights()

    # -- highlights by name --

    def names(self) -> str:
        """The names of the highlights at the caret, the innermost first."""
        return ", ".join(dict.fromkeys(each.said for each in self._at_caret() if each.said))

    def _at_caret(self) -> list[Highlight]:
        view = self._view
        return view.highlights_holding(view.caret())

    def _say_highlights(self) -> None:
        """Name the highlights that the caret came into; where it has left the last one, say that."""
        found = self._at_caret()
        here = tuple(each.id for each in found)
        fresh = dict.fromkeys(each.said for each in found if each.id not in self._here and each.said)
        left = bool(self._here) and not here
        self._here = here
        if self._view.hasFocus():
            announce(self._view, ", ".join(fresh) if fresh else self.tr("End of highlight") if left else "")
