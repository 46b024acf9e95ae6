# SPDX-License-Identifier: MIT
"""The chips over the library: how many articles are in each reading state and whose they are; which are listed.

What lives here: the row of buttons. What does not: counting (store/articles.py), listing (panel.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from curator.app import measures
from curator.app.flow_layout import FlowLayout
from curator.app.guard import guarded
from curator.app.widgets import named
from curator.store.articles import MINE, NOBODYS, TO_CODE

NEAR, WAITING = "near", "waiting"  # marks of articles: there are near-duplicates, words wait for their place


@guarded
class _Chip(QToolButton):
    """Space presses it, as any button; Enter asks for what it lists."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class StateChips(QWidget):
    """`changed`: others are to be listed. No state pressed lists all articles; several list those of each. Whose
    articles are listed can be chosen where any article is assigned to anybody; one of both at most. Likewise those that
    are marked: with near-duplicates, or with words that wait for their place. `entered`: Enter was pressed on one;
    it is chosen now, and the list is to be gone to."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "library.chips", self.tr("How far I am"))
        self._texts = {
            "unread": self.tr("Not begun"), "started": self.tr("Started"), "finished": self.tr("Finished"),
            "nothing_to_code": self.tr("Nothing here"), MINE: self.tr("Assigned to me"),
            NOBODYS: self.tr("Not assigned"), NEAR: self.tr("Near-duplicates"), WAITING: self.tr("Words wait"),
        }  # fmt: skip
        self._row = FlowLayout(self)
        self._chips = {
            state: self._made(state, tip)
            for state, tip in (
                ("unread", self.tr("List the articles I have not begun")),
                ("started", self.tr("List the articles I have begun and not finished")),
                ("finished", self.tr("List the articles I have finished")),
                ("nothing_to_code", self.tr("List the articles I have read and found nothing to code in")),
            )
        }
        self._whose: dict[str, QToolButton] = {}  # made with the first article that is assigned
        self._marked: dict[str, QToolButton] = {}  # made with the first article of their kind
        self._counts: Mapping[str, int] = {}
        self._assigned: Mapping[str, int] = {}
        self.show_counts({}, {})

    def _made(self, name: str, tip: str) -> QToolButton:
        chip = _Chip()
        named(chip, f"library.chip.{name}", self._texts[name], tip=tip, role="chip")
        chip.setCheckable(True)
        chip.setFont(measures.font(measures.SMALL))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda _checked: self._pressed(name))
        chip.entered.connect(lambda: self._entered(name))
        self._row.addWidget(chip)
        return chip

    def _pressed(self, name: str) -> None:
        self._leave_alone(name)
        self.changed.emit()

    def _entered(self, name: str) -> None:
        {**self._chips, **self._whose, **self._marked}[name].setChecked(True)
        self._leave_alone(name)
        self.entered.emit()

    def _leave_alone(self, name: str) -> None:
        """Of those of which one at most can be pressed only this one stays so."""
        for row in (self._whose, self._marked):
            for other, chip in row.items() if name in row else ():
                chip.setChecked(chip.isChecked() and other == name)

    def count(self, state: str) -> int:
        """How many articles there are in a state, as it was said last."""
        return self._counts.get(state, 0)

    @property
    def to_code(self) -> int:
        """How many articles the coder has not finished: of those assigned to them, where any is."""
        if self._assigned.get(MINE):
            return self._assigned[TO_CODE]
        return self.count("unread") + self.count("started")

    @property
    def states(self) -> tuple[str, ...]:
        """The states that are to be listed; none for all."""
        return tuple(state for state, chip in self._chips.items() if chip.isChecked())

    @property
    def assigned(self) -> str:
        """Whose articles are to be listed: MINE, NOBODYS, "" for all."""
        return next((whose for whose, chip in self._whose.items() if chip.isChecked()), "")

    @property
    def marked(self) -> str:
        """Which mark the articles have that are to be listed: NEAR, WAITING, "" for all."""
        return next((mark for mark, chip in self._marked.items() if chip.isChecked()), "")

    @property
    def narrow(self) -> bool:
        """Whether only some of the articles are to be listed."""
        return bool(self.states or self.assigned or self.marked)

    def choose(self, states: tuple[str, ...], assigned: str = "") -> None:
        """Press these chips; nothing is sent out."""
        for state, chip in self._chips.items():
            chip.setChecked(state in states)
        for whose, chip in self._whose.items():
            chip.setChecked(whose == assigned)
        for chip in self._marked.values():
            chip.setChecked(False)

    def show_counts(self, counts: Mapping[str, int], assigned: Mapping[str, int]) -> None:
        """Say how many articles there are in each state, and how many are mine and nobody's (empty: nothing is
        assigned to anybody)."""
        self._counts, self._assigned = counts, assigned
        if assigned and not self._whose:
            self._whose = {
                MINE: self._made(MINE, self.tr("List the articles that I am to code; what colleagues code in them "
                                               "stays hidden until all have finished")),
                NOBODYS: self._made(NOBODYS, self.tr("List the articles that nobody is to code yet")),
            }  # fmt: skip
        for name, chip in {**self._chips, **self._whose}.items():
            self._tell(name, chip, (assigned if name in self._whose else counts).get(name, 0))
        for chip in self._whose.values():
            chip.setVisible(bool(assigned))
            chip.setChecked(chip.isChecked() and bool(assigned))
        self.updateGeometry()

    def show_marked(self, mark: str, count: int) -> bool:
        """Say how many articles have near-duplicates (NEAR), or words that wait (WAITING). Returns whether that changes
        what is to be listed: the last of those that were asked for is not one of them any more."""
        if count and mark not in self._marked:
            tips = {
                NEAR: self.tr("List the articles that are nearly the same as another one"),
                WAITING: self.tr("List the articles in which words of an older version wait for their place"),
            }
            self._marked[mark] = self._made(mark, tips[mark])
        chip = self._marked.get(mark)
        if chip is None:
            return False
        self._tell(mark, chip, count)
        chip.setVisible(count > 0)
        left = chip.isChecked() and not count
        chip.setChecked(chip.isChecked() and count > 0)
        self.updateGeometry()
        return left

    def _tell(self, name: str, chip: QToolButton, count: int) -> None:
        told = f"{self._texts[name]} {count:,}"
        if chip.text() != told:
            chip.setText(told)
            chip.setAccessibleName(told)
