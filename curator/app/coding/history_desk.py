# SPDX-License-Identifier: MIT
"""Values of the past: choosing one of them at the value, and bringing it back.

What lives here: from an earlier value to an operation. What does not: reading the log (history/source.py), undoing a
step (turning_round.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from curator.app.coding.choices import Offer
from curator.app.coding.chooser import Chooser, finder
from curator.app.coding.desk import Desk
from curator.app.history.line import HistoryLine
from curator.app.history.source import steps_of
from curator.app.history.wording import when
from curator.app.values.line import LineKind, Target
from curator.domain.values import Value

if TYPE_CHECKING:
    from curator.app.values.view import ValuesView
    from curator.operations import Operation, ValueSet

Values = Mapping[str, Value]
_MOST = 200  # earlier values in the chooser; more are in the tab


class HistoryDesk(QObject):
    """One for each page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._chooser: Chooser | None = None
        self._target = Target()
        self._values: list[Values] = []

    @property
    def chooser(self) -> Chooser:
        if self._chooser is None:
            made = self._chooser = Chooser(self._desk.page.window(), "history.chooser")
            made.picked.connect(lambda code, _step: self._picked(code))
            made.typed.connect(lambda _text, _step: self._leave())
            made.given_up.connect(lambda by_key: self._view().setFocus() if by_key else None)
        return self._chooser

    def _view(self) -> ValuesView:
        side = self._desk.page.side
        return side.values if self._target.incident else side.pages.article

    def steps(self, target: Target) -> list[HistoryLine]:
        """The steps of a value of the article on show, newest first."""
        shown = self._desk.shown
        if shown is None:
            return []
        incident = shown.incident(target.incident)
        row = next((each for each in incident.rows if each.id == target.row), None) if incident is not None else None
        book = shown.book(incident) if incident is not None else self._desk.codebook
        return steps_of(
            self._desk.page.workspace, book, shown.coding.article.id, row.group if row is not None else "", target
        )

    def choose(self) -> None:
        """Offer what the chosen value was before, beside it."""
        target, desk = self._desk.page.chosen_target(), self._desk
        if target is None:
            desk.tell(self.tr("Choose a value first."))
            return
        self._target = target
        offers = self._offers(self.steps(target))
        if len(offers) < 2:
            desk.tell(self.tr("This value was never anything else."))
            return
        desk.page.places.show_line_of(target)
        view = self._view()
        line = view.current_value()
        title = self.tr("What “{name}” was before").format(name=desk.page.chosen_label())
        self.chooser.line.setPlaceholderText("")
        self.chooser.ask(title, finder(offers), self._box(view) if line is not None else QRect())
        self.chooser.list.setCurrentIndex(self.chooser.model.index(1))  # the first is what it is now

    def _offers(self, steps: list[HistoryLine]) -> list[Offer]:
        """What it is now, and each earlier value once; the first step's own before too."""
        self._values = []
        offers: list[Offer] = []
        now = datetime.now().astimezone()
        last = ""
        told: list[tuple[Values, str, str]] = []
        for line in steps:
            assert line.step is not None
            at = " · ".join(part for part in (when(line.log.at, now), line.log.coder) if part)
            told.append((line.step.after, line.now, at))
        if steps and steps[-1].step is not None:
            told.append((steps[-1].step.before, steps[-1].was, self.tr("at first")))
        for values, words, at in told:
            if values and words != last and len(offers) < _MOST:
                offers.append(Offer(str(len(offers)), words, at, chosen=not offers))
                self._values.append(values)
                last = words
        return offers

    @staticmethod
    def _box(view: ValuesView) -> QRect:
        line, window = view.current_value(), view.window()
        if line is None or line.kind not in (LineKind.VALUE, LineKind.ROW):
            line = view.current_line()
        rect = view.boxes.of(line) if line is not None else view.viewport().rect()
        corner = view.viewport().mapTo(window, rect.topLeft())
        return QRect(corner.x(), corner.y(), max(rect.width(), 400), rect.height())

    def _leave(self) -> None:
        self.chooser.leave()
        self._view().setFocus()

    def _picked(self, code: str) -> None:
        self._leave()
        if code != "0":
            self.bring_back(self._target, self._values[int(code)])

    def bring_back(self, target: Target, values: Values) -> None:
        """Let a value be again what it was: value, state, basis, note. It counts as accepted: it was chosen by hand."""
        operation = self._of_incident(target, values) if target.incident else self._of_article(target, values)
        if operation is not None:
            told = self.tr("The earlier value is back; Undo brings the newer one again.")
            self._desk.run(operation, lambda _: self._desk.tell(told))

    def _of_incident(self, target: Target, values: Values) -> Operation | None:
        from curator.operations import SetValues, ValueSet

        place = self._desk.place(target)
        if place is None or place.node is None:
            return None
        row = place.row_id
        sets: list[ValueSet] = [ValueSet(each.key, None, row, "blank") for each in place.node.nodes() if each.parts]
        for leaf in place.node.leaves():
            value = values.get(leaf.key)
            if value is not None:
                state = "value" if value.value is not None or value.state == "blank" else value.state
                sets.append(ValueSet(leaf.key, value.value, row, state, value.basis or "stated", value.note))
        return SetValues(place.incident.id, tuple(sets))

    def _of_article(self, target: Target, values: Values) -> Operation | None:
        from curator.operations import SetArticleValue

        value, shown = values.get(target.field), self._desk.shown
        if value is None or shown is None or not self._desk.can_write():
            return None
        text = None if value.value is None else str(value.value)
        return SetArticleValue(
            shown.coding.article.id, target.field, text, state=value.state, basis=value.basis or "stated",
            note=value.note,
        )  # fmt: skip
