# SPDX-License-Identifier: MIT
"""Pairing by hand: which incidents of two coders are the same, and which are not.

What lives here: choosing the other incident, and the operations. What does not: how they are aligned (review/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer
from curator.app.coding.chooser import Chooser, finder
from curator.app.review.spots import head_rect
from curator.domain.coding import Incident
from curator.operations import PairIncidents

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


class Pairing(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._chooser: Chooser | None = None

    @property
    def chooser(self) -> Chooser:
        if self._chooser is None:
            made = self._chooser = Chooser(self._page.window(), "review.pairing")
            made.picked.connect(lambda code, _step: self._picked(code))
            made.given_up.connect(lambda by_key: self._page.grid.setFocus() if by_key else None)
        return self._chooser

    def begin(self) -> None:
        """Ask which incident of another coder is the same as the one on show."""
        if not self._page.desk.can_settle():
            return
        offers = self._offers()
        if not offers:
            self._page.tell(self.tr("There is no other incident that it could be."))
            return
        title = self.tr("Which incident is the same?")
        self.chooser.ask(title, finder(offers), head_rect(self._page), over=False)

    def _offers(self) -> list[Offer]:
        shown, found = self._page.shown, self._page.found
        if shown is None or found is None:
            return []
        here = {each.id for each in found.there}
        alone = {each.coder for each in found.there} if len(here) == 1 else set()
        others = [
            each for other in shown.review.incidents for each in other.there
            if each.id not in here and each.coder not in alone
        ]  # fmt: skip
        return [Offer(each.id, shown.called(each), shown.names.get(each.coder, "")) for each in others]

    def _picked(self, incident: str) -> None:
        self.chooser.leave()
        self._page.grid.setFocus()
        shown, found = self._page.shown, self._page.found
        if shown is None or found is None:
            return
        everybody = [each for other in shown.review.incidents for each in other.there]
        other = next((each for each in everybody if each.id == incident), None)
        mine = self._kept(found.there, other) if other is not None else None
        if other is None or mine is None:
            return
        for each in found.there:
            if each.coder == other.coder:  # who stands in its place goes
                self._page.run(PairIncidents(mine.id, each.id, same=False), None, self._page.tell)
        self._page.run(
            PairIncidents(mine.id, other.id, same=True), lambda _made: self._paired(mine.id), self._page.tell
        )

    def _kept(self, there: tuple[Incident, ...], other: Incident) -> Incident | None:
        """The incident on show that is paired: of the chosen column where that is another coder's, else the first."""
        column = self._page.grid.chosen_column() - 1
        incidents = self._page.found.incidents if self._page.found is not None else ()
        chosen = incidents[column] if 0 <= column < len(incidents) else None
        if chosen is not None and chosen.coder != other.coder:
            return chosen
        return next((each for each in there if each.coder != other.coder), None)

    def _paired(self, incident: str) -> None:
        self._page.tell(self.tr("Paired; this is remembered."))
        self._page.reading.when_read(lambda: self._page.going.choose_incident(incident))

    def part(self) -> None:
        """Say that the incident of the chosen column is another one than those beside it."""
        found = self._page.found
        if found is None or not self._page.desk.can_settle():
            return
        if len(found.there) < 2:
            self._page.tell(self.tr("Only one coder has this incident."))
            return
        column = self._page.grid.chosen_column() - 1
        chosen = found.incidents[column] if 0 <= column < len(found.incidents) else None
        mine = chosen or found.there[-1]
        others = [each for each in found.there if each.id != mine.id]
        for each in others[:-1]:
            self._page.run(PairIncidents(mine.id, each.id, same=False), None, self._page.tell)
        kept = others[0].id

        def parted(_made: object) -> None:
            self._page.tell(self.tr("These are different incidents now; this is remembered."))
            self._page.reading.when_read(lambda: self._page.going.choose_incident(kept))

        self._page.run(PairIncidents(mine.id, others[-1].id, same=False), parted, self._page.tell)
