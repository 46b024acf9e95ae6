# SPDX-License-Identifier: MIT
"""Going through a review: to the next field that is to be settled, the next incident, the next article.

What lives here: what is next. What does not: showing it (page.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage


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
        self._page.show_incident((), True)
        self._page.situation_changed.emit()

    def step_incident(self, by: int) -> None:
        """Go to the incident beside this one; after the last comes the first."""
        count = len(self._page.shown.review.incidents) if self._page.shown is not None else 0
        if count > 1:
            self.go_to((self._page.at + by) % count)

    def step(self, by: int) -> None:
        """Go to the next (or previous) field that is to be settled, of this incident, another one, another article."""
        shown = self._page.shown
        if shown is None:
            return
        if self._page.grid.step_to_settle(by):
            return
        incidents = shown.review.incidents
        places = range(self._page.at + 1, len(incidents)) if by > 0 else range(self._page.at - 1, -1, -1)
        for place in places:
            if self._page.needs(shown, place):
                self.go_to(place)
                if by < 0:
                    self._page.grid.choose_last_to_settle()
                return
        if not self._page.queue.step(by):
            self._page.tell(self.tr("There is nothing else to settle that way."))

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
