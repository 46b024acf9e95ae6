# SPDX-License-Identifier: MIT
"""The form: the values of the chosen incident, with what of it is opened.

What lives here: which lines stand in it, opening what holds a value, what stands there while no incident is chosen.
What does not: how lines are made (values/lines.py) and drawn (values/view.py), the tabs around it (side_panel.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from curator.app.incidents.colours import colour_of
from curator.app.incidents.first_steps import FirstSteps
from curator.app.incidents.shown import ArticleShown
from curator.app.theme import current
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.lines import Wish, incident_lines
from curator.app.values.view import ValuesView
from curator.domain.coding import Incident
from curator.domain.rules.facts import Facts
from curator.shape import replace


class IncidentForm(QObject):
    """One for each panel. `toggled(line)`: a line was opened or closed, and is the chosen one."""

    toggled = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.view = ValuesView("values.list", self.tr("Values of the incident"))
        self.wish = Wish()
        self.incident = ""  # the id of the chosen one
        self.shown: ArticleShown | None = None
        self._steps = FirstSteps()

    # What stands in it

    @property
    def letter(self) -> str:
        """The letter of the chosen incident in its article, "" for none."""
        found = self._found()
        return found[1] if found is not None else ""

    @property
    def called(self) -> str:
        """The letter of the chosen incident in its article, and its number in the project."""
        found = self._found()
        return f"{found[1]} (№ {found[0].number})" if found is not None else ""

    def tell_first_steps(self, steps: FirstSteps) -> bool:
        """What an article without incidents says; False where it says so already."""
        if steps == self._steps:
            return False
        self._steps = steps
        return True

    def _found(self) -> tuple[Incident, str, QColor] | None:
        if self.shown is None or self.incident not in self.shown.position_of:
            return None
        entry = self.shown.incidents[self.shown.position_of[self.incident]]
        return entry.incident, entry.letter, colour_of(entry.position)

    def fill(self) -> None:
        """Make the lines anew."""
        found = self._found()
        if self.shown is None or found is None:
            self.view.show_lines(self._empty_lines(), QColor(current().quiet))
            return
        incident, _, colour = found
        book = self.shown.book(incident)
        facts = Facts(self.shown.coding, incident, book)
        self.view.show_lines(incident_lines(book, incident, self.wish, facts.visible), colour)

    def _empty_lines(self) -> list[Line]:
        """What stands in place of values while no incident is chosen."""
        if self.shown is None:
            return []
        if self.shown.incidents:
            return [Line(LineKind.EMPTY, text=self.tr("Choose an incident to see its values."), key=("empty",))]
        if not self._steps.how:
            return []
        heading = Line(LineKind.SECTION, label=self.tr("How to code"), key=("section", "steps"))
        return [heading, Line(LineKind.EMPTY, text=self._steps.how, key=("empty",))]

    # Opening and closing

    def wish_for(self, *, blank: bool | None = None, open_all: bool | None = None) -> None:
        """Show or hide blank fields; open or close every compound and row. To be followed by `fill`."""
        if blank is not None:
            self.wish = replace(self.wish, blank=blank)
        if open_all is not None:
            self.wish = replace(self.wish, open_all=open_all, opened=frozenset())

    def toggle(self, target: Target) -> None:
        """Open what holds other values, or close it."""
        lines = self.view.lines.lines()
        line = next((line for line in lines if line.openable and line.target == target), None)
        if line is None:
            return
        opened = self.wish.opened | {target} if not line.opened else self.wish.opened - {target}
        if self.wish.open_all:
            everything = {each.target for each in lines if each.opened}
            self.wish = Wish(self.wish.blank, False, frozenset(everything - {target}))
        else:
            self.wish = replace(self.wish, opened=frozenset(opened))
        self.fill()
        row = self.view.lines.row_of(line.key)
        if row is not None:
            self.view.mark([target])
            self.view.reveal_inside(row)
            self.toggled.emit(line)

    def open_for(self, target: Target, *, inside: bool) -> None:
        """Open the row that holds this value; with `inside` a closed compound too, where without it the compound
        stands for its parts."""
        rows = self.view.lines
        above = self.compounds_above(target)
        if inside and target.field and rows.row_for([target]) is None:
            row = [Target(target.incident, target.row)] if target.row else []
            self._open({*above, *row})
        if target.row and target.field and rows.row_for([target, *above]) is None:
            self._open({Target(target.incident, target.row)})

    def _open(self, targets: set[Target]) -> None:
        self.wish = replace(self.wish, opened=self.wish.opened | targets)
        self.fill()

    def compounds_above(self, target: Target) -> Sequence[Target]:
        """The compounds that a value is a part of, the nearest first."""
        found = self._found()
        if self.shown is None or found is None:
            return []
        group = next((row.group for row in found[0].rows if row.id == target.row), "")
        nodes = self.shown.book(found[0]).above(target.field, group)
        return [Target(target.incident, target.row, node.key) for node in nodes]
