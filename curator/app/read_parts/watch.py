# SPDX-License-Identifier: MIT
"""Looking at what is on the screen: which paragraphs are being read, shown at once in the article and its head.

What lives here: the clock, what the reader and the head are told, and the place in each article. What does not: what
"read" means (parts.py), the files (kept.py). Nobody is watched but the coder who codes here, for the coder's own use.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from curator.app.read_parts.kept import Kept, KeptParts
from curator.app.read_parts.parts import ReadParts, Span

if TYPE_CHECKING:
    from curator.app.workspace_page import WorkspacePage
    from curator.domain.coding import Incident, NotCodable

_TICK = 250  # ms between two looks
_LONGEST = 1.0  # seconds that one look counts at most: the device may have slept
_WRITE = 3_000  # ms after a change until it is on the disk
_DONE = ("finished", "nothing_to_code")


class ReadWatch(QObject):
    """One for each page."""

    def __init__(self, page: WorkspacePage) -> None:
        super().__init__(page)
        self._page = page
        self._kept: tuple[str, KeptParts] | None = None
        self._parts: ReadParts | None = None
        self._article = ""
        self._known: dict[str, Incident] = {}  # the coder's incidents whose words are known to be read
        self._passages: tuple[NotCodable, ...] = ()  # the same of passages not codable
        self._veiled = True
        self._looked = time.monotonic()
        self._clock = QTimer(self, interval=_TICK)
        self._clock.timeout.connect(self._tick)
        self._soon = QTimer(self, singleShot=True, interval=_WRITE)
        self._soon.timeout.connect(self._write)
        page.article.reader.visible_changed.connect(lambda _first, _last: self._wake())

    # -- articles --

    def leave(self) -> None:
        """The article on show is about to go: its place is kept."""
        self._keep()
        self._parts, self._article = None, ""
        self._clock.stop()

    def begin(self) -> None:
        """Another article is on show: back to where one was in it."""
        shown, kept = self._page.shown, self._kept_parts()
        if shown is None or kept is None:
            self._parts = None
            self._show()
            return
        self._article, self._known, self._passages = shown.coding.article.id, {}, ()
        before = kept.of(self._article)
        self._parts = ReadParts(self._page.article.reader.text(), before.seen, before.read)
        if before.at:
            self._page.article.reader.return_to(before.at)
        self.follow()
        self._wake()

    def follow(self) -> None:
        """The coding of the article has changed, or who codes: what is coded was read."""
        before = self._kept
        if self._kept_parts() is not None and (self._parts is None or self._kept is not before):
            self._parts = None
            self.begin()
            return
        if self._parts is not None:
            self._parts.mark_read(self._coded())
        self._show()

    def _kept_parts(self) -> KeptParts | None:
        """What the coder has read in this project; None where nobody codes here."""
        workspace = self._page.workspace
        coder = workspace.coder
        if coder is None or not workspace.writable:
            return None
        if self._kept is None or self._kept[0] != coder.id:
            self._kept = coder.id, KeptParts(workspace.project_id, coder.id)
        return self._kept[1]

    def _coded(self) -> list[Span]:
        """The words that this coder coded since this was asked last."""
        shown, coder = self._page.shown, self._page.workspace.coder
        if shown is None or coder is None:
            return []
        own = {each.id: each for each in shown.coding.incidents if each.coder == coder.id}
        passages = tuple(each for each in shown.coding.not_codable if each.coder == coder.id)
        before, self._known = self._known, own
        passages_before, self._passages = set(self._passages), passages
        found = [(each.start, each.end) for each in passages if each not in passages_before]
        for incident in own.values():
            known = before.get(incident.id)
            if known is not incident:
                there = {(span.start, span.end) for span in known.evidence} if known is not None else set()
                found += [place for span in incident.evidence if (place := (span.start, span.end)) not in there]
        return found

    def _is_done(self) -> bool:
        """Whether the coder has said that the article is done: then all of it was read."""
        shown, coder = self._page.shown, self._page.workspace.coder
        return shown is not None and coder is not None and shown.coding.reading.get(coder.id, "") in _DONE

    # -- looking --

    def _wake(self) -> None:
        if self._parts is not None and not self._clock.isActive() and not self._is_done():
            self._looked = time.monotonic()
            self._clock.start()

    def _tick(self) -> None:
        now = time.monotonic()
        seconds, self._looked = min(now - self._looked, _LONGEST), now
        reader = self._page.article.reader
        if self._parts is None:
            self._clock.stop()
        elif reader.isVisible() and reader.window().isActiveWindow():
            self.look(seconds)
            if self._parts.all_read(*reader.visible_span()):
                self._clock.stop()  # until something else is on the screen

    def look(self, seconds: float) -> None:
        """What is on the screen was there for so long."""
        if self._parts is not None and self._parts.look(*self._page.article.reader.visible_span(), seconds):
            self._show()
            self._soon.start()

    def mark_to_here(self) -> None:
        """Everything down to the caret's paragraph was read, on paper perhaps."""
        if self._parts is not None and self._parts.mark_to(self._page.article.reader.caret()):
            self._show()
            self._soon.start()

    # -- what is known --

    def share(self) -> float:
        """How much of the article was read, 0 to 1; 1 where nobody looks."""
        return 1.0 if self._parts is None or self._is_done() else self._parts.share()

    def unseen(self) -> list[Span]:
        """The paragraphs that were never on the screen; what is on it now was."""
        if self._parts is None or self._is_done():
            return []
        if self._page.article.reader.isVisible():
            self.look(0.0)
        return self._parts.unseen()

    def set_veiled(self, veiled: bool) -> None:
        """Whether the words that were not read step back."""
        self._veiled = veiled
        self._show()

    def _show(self) -> None:
        unread = self._parts.unread() if self._parts is not None and not self._is_done() else []
        self._page.article.reader.set_dimmed(unread, self._veiled)
        self._page.article.head.show_read(self.share() if self._parts is not None else None)

    # -- keeping --

    def _keep(self) -> None:
        kept = self._kept_parts()
        if kept is not None and self._parts is not None:
            place = self._page.article.reader.reading_place()
            kept.put(self._article, Kept(self._parts.seen_runs(), self._parts.read_runs(), place))
            self._soon.start()

    def _write(self) -> None:
        if self._kept is not None:
            if self._parts is not None:
                place = self._page.article.reader.reading_place()
                self._kept[1].put(self._article, Kept(self._parts.seen_runs(), self._parts.read_runs(), place))
            self._kept[1].write()

    def close(self) -> None:
        """Have everything on the disk: the project is about to be closed."""
        self._write()
        self._clock.stop()
        self._soon.stop()
        self._parts = None
