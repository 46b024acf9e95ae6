# SPDX-License-Identifier: MIT
"""Going through a review: to the next field that is to be settled, the next incident, the next article.

What lives here: what is next. What does not: showing it (page.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage
    from curator.app.review.shown import ReviewShown


class Going(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page

    def choose_incident(self, incident: str) -> None:
        """Show the incident that this one (by its id) stands in."""
        place = self._page.shown.place_of(incident) if self._page.shown is not None else None
        if place is not None and place != self._page.at:
            self.go_to(place)

    def go_to(self, place: int) -> None:
        """Show the incident at this place."""
        self._page.at = place
        self._page.reason.clear()
        self._page.showing.show_incident((), True)
        self._page.situation_changed.emit()

    def step_incident(self, by: int) -> None:
        """Go to the incident beside this one; after the last comes the first."""
        count = len(self._page.shown.review.incidents) if self._page.shown is not None else 0
        if count > 1:
            self.go_to((self._page.at + by) % count)

    def step(self, by: int) -> None:
        """Go to the next (or previous) field that is to be settled, of this incident, another one, another
        article; after the last comes the first, so that nothing passed over is left behind."""
        shown = self._page.shown
        if shown is None:
            return
        if self._page.grid.step_to_settle(by):
            return
        here, count = self._page.at, len(shown.review.incidents)
        ahead = range(here + 1, count) if by > 0 else range(here - 1, -1, -1)
        if self._go_to_needing(shown, ahead, by) or self._page.queue.step(by):
            return
        round_the_end = range(here + 1) if by > 0 else range(count - 1, here - 1, -1)
        if self._go_to_needing(shown, round_the_end, by) or self._page.queue.step_round(by):
            self._page.tell(self.tr("Begun again from the other end: this is still to be settled."))
        else:
            self._page.tell(self.tr("There is nothing else to settle."))

    def _go_to_needing(self, shown: ReviewShown, places: Sequence[int], by: int) -> bool:
        """Show the first incident of these places that needs a decision; False where none does."""
        place = next((each for each in places if self._page.showing.needs(shown, each)), None)
        if place is None:
            return False
        if place != self._page.at:
            self.go_to(place)
        if by < 0:
            self._page.grid.choose_last_to_settle()
        else:
            self._page.grid.choose_first_to_settle()
        return True

    def step_after_settling(self) -> None:
        """What was chosen is settled: on to the next of this incident, or stay where nothing is left."""
        line = self._page.grid.chosen_line()
        if line is not None and line.settled and not self._page.grid.step_to_settle(1) and self._page.found is not None:
            left = self._page.found.to_settle
            self._page.tell(self.tr("Nothing is left in this incident.") if not left else
                      self.tr("{count} left in this incident.").format(count=left))  # fmt: skip

    def choose_first_to_settle(self) -> None:
        """Go to the first line that is to be settled."""
        self._page.grid.choose_first_to_settle()
