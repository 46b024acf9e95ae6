# SPDX-License-Identifier: MIT
"""Two articles side by side: which two, what they are to each other, and saying what they are.

What lives here: from the pairs that are known to the dialog and back. What does not: how it looks (versions/beside.py),
finding pairs (versions/near_marks.py). Saying something is one step that can be undone; nothing is ever merged.
"""

from __future__ import annotations

import math
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.versions.beside import Beside, Pair, titled
from curator.app.versions.shortening import WHOLE as SHOWN_WHOLE
from curator.domain.faults import UserFault
from curator.domain.near import EXCERPT, WHOLE

if TYPE_CHECKING:
    from curator.app.jobs.runner import JobRunner
    from curator.app.main_window import MainWindow
    from curator.app.versions.near_marks import NearMarks
    from curator.app.workspace_page import WorkspacePage
    from curator.domain.near import Near
    from curator.domain.texts_beside import Piece
    from curator.tasks.near_articles import NearPair
    from curator.workspace import ChangeSet

_SUBJECT = "comparing"


class Comparing(QObject):
    """For one window."""

    def __init__(self, window: MainWindow, runner: JobRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._dialog: Beside | None = None
        self._pair = ("", "")  # ids of the two on show
        self._likeness: Near | None = None
        self._stop = Event()  # of the comparison under way

    @property
    def _page(self) -> WorkspacePage | None:
        return self._window.page

    @property
    def _near(self) -> NearMarks | None:
        return self._page.listing.near if self._page is not None else None

    # -- which two --------------------------------------------------------------------------------------------------
    def compare(self) -> None:
        """Show the article on show beside the one that is most like it; where it has none, the first pair that nobody
        decided."""
        page, near = self._page, self._near
        if page is None:
            return
        here = page.shown.coding.article.id if page.shown is not None else ""
        pairs = near.pairs if near is not None else ()
        own = [pair for pair in pairs if here in (pair.one, pair.other) and pair.shown]
        chosen = next(iter([*own, *(near.undecided if near is not None else ())]), None)
        if chosen is not None:
            other = chosen.other if chosen.one == here else chosen.one
            self.show(here if chosen in own else chosen.other, other)
        elif near is None or near.looking:
            self._say(self.tr("Near-duplicates are being looked for; try again in a moment."))
        else:
            self._say(self.tr("No article of this project is nearly the same as another one."))

    def next_pair(self) -> None:
        """The pair after this one that nobody decided."""
        left = self._undecided()
        if left:
            known = list(self._near.pairs) if self._near is not None else []
            at = next((at for at, pair in enumerate(known) if {pair.one, pair.other} == {*self._pair}), -1)
            chosen = next((pair for pair in left if known.index(pair) > at), left[0])
            self.show(chosen.other, chosen.one)

    def _undecided(self) -> list[NearPair]:
        """The pairs that wait for a decision, but the one on show."""
        known = self._near.undecided if self._near is not None else []
        return [pair for pair in known if {pair.one, pair.other} != {*self._pair}]

    # -- showing ----------------------------------------------------------------------------------------------------
    def show(self, one: str, other: str) -> None:
        """Show two articles, by their ids: the other one left, `one` right. Closing the dialog stops comparing them."""
        from curator.app.keyboard_place import come_forward

        page = self._page
        if page is None:
            return
        with page.workspace.read() as reads:
            articles = [reads.article(each) for each in (other, one)]
            texts = [reads.article_text(each.id) for each in articles if each is not None]
        titles = [titled(dict(each.fields), each.id) for each in articles if each is not None]
        if len(texts) < 2:
            return

        self._stop.set()
        stop = self._stop = Event()

        def work() -> tuple[list[Piece], Near | None]:
            from curator.domain.near import near, shingles
            from curator.domain.texts_beside import pieces_of

            pieces = pieces_of(texts[0], texts[1], stop.is_set)
            return pieces, None if stop.is_set() else near(shingles(texts[1]), other, shingles(texts[0]))

        def show(found: tuple[list[Piece], Near | None]) -> None:
            if not stop.is_set():
                self._pair, (pieces, self._likeness) = (one, other), found
                dialog = self._dialog or self._made(page)
                dialog.show_pair(Pair((titles[0], titles[1]), pieces, *self._known()))
                come_forward(dialog)

        if sum(map(len, texts)) > SHOWN_WHOLE:
            self._pair, self._likeness = (one, other), None
            dialog = self._dialog or self._made(page)
            dialog.show_comparing((titles[0], titles[1]))
            come_forward(dialog)
        page.background.run(work, show, lane="beside")

    def _made(self, page: WorkspacePage) -> Beside:
        dialog = self._dialog = Beside(self._window)
        dialog.decided.connect(self._decide)
        dialog.next_wanted.connect(self.next_pair)
        dialog.finished.connect(self._closed)
        page.feed.changed.connect(self._follow)
        return dialog

    def _closed(self, _result: int) -> None:
        self._stop.set()
        self._dialog = None
        if self._page is not None:
            self._page.feed.changed.disconnect(self._follow)

    def leave_project(self) -> None:
        """The project is put away."""
        self._stop.set()
        if self._dialog is not None:
            self._dialog.close()

    def _known(self) -> tuple[str, str | None, int]:
        """What is known of the pair on show, what was said of it (None: nothing can be), and how many others wait."""
        page = self._page
        if page is None:
            return "", None, 0
        one, other = self._pair
        with page.workspace.read() as reads:
            versions = reads.versions_of(one)
            said = {pair.decision for pair in reads.article_pairs(one) if other in (pair.one, pair.other)}
        if other in versions:
            numbers = (versions.index(other) + 1, versions.index(one) + 1, len(versions))
            return self.tr("Versions {older} and {newer} of {count}").format(
                older=numbers[0], newer=numbers[1], count=numbers[2]), None, 0  # fmt: skip
        decision = next(iter(said), "")
        told = self._told(self._likeness) if self._likeness is not None else ""
        return told, decision if page.workspace.writable else None, len(self._undecided())

    def _told(self, near: Near) -> str:
        """What the text at the right is to the text at the left."""
        words = {
            EXCERPT: self.tr("{share} % of the right text is in the left one, which is longer"),
            WHOLE: self.tr("{share} % of the left text is in the right one, which is longer"),
            "": self.tr("{share} % the same"),
        }[near.part]
        return words.format(share=math.floor(100 * near.likeness))

    def _follow(self, change: ChangeSet) -> None:
        if self._dialog is not None and {"article_pairs", "articles"} & set(change.tables):
            self._dialog.say(*self._known())

    # -- deciding ---------------------------------------------------------------------------------------------------
    def _decide(self, decision: str) -> None:
        from curator.operations import PairArticles

        page = self._page
        if page is None or not page.workspace.writable:
            return
        page.leave_editors()
        try:
            page.workspace.run(PairArticles(*self._pair, decision))
        except UserFault as fault:
            self._window.messages.say("warning", fault.sentence, subject=_SUBJECT)
        if self._dialog is not None:
            self._dialog.say(*self._known())

    def _say(self, told: str) -> None:
        self._window.messages.say("notice", told, subject=_SUBJECT)
