# SPDX-License-Identifier: MIT
"""Settling: what a reviewer wants done with the chosen field or incident, as operations.

What lives here: from a key to an operation, asking for reasons, accepting an incident before its values can be settled.
What does not: another value than the coders' (neither.py), pairing (pairing.py), comments (talking.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from curator.app.review.shapes import Cell, GridLine
from curator.app.values.line import Target
from curator.operations import (
    AcceptIncident,
    AdoptAgreed,
    AdoptRow,
    AdoptValue,
    CheckValue,
    RejectIncident,
    RejectRow,
    ReopenIncident,
    ReturnIncident,
    TakeOver,
    UncheckValue,
)  # fmt: skip
from curator.review.reviewed import ACCEPTED, OPEN, REJECTED, IncidentReview, RowReview

if TYPE_CHECKING:
    from curator.app.review.page import ReviewPage
    from curator.operations import Operation

# What is done with a reason and whether the guideline is unclear.
Act = Callable[[str, bool], None]


class SettlingDesk(QObject):
    """One for each page of the review."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._pending: tuple[Act, bool] | None = None  # what waits for its reason, and whether it needs one
        self._last: tuple[tuple[str, ...], int] | None = None  # the line adopted last and its column
        page.reason.entered.connect(self._reason_given)
        page.reason.left.connect(self._reason_left)

    # -- what is there ----------------------------------------------------------------------------------------------
    @property
    def found(self) -> IncidentReview | None:
        """The incident on show."""
        return self._page.found

    def _line(self) -> GridLine | None:
        """The chosen line, where this coder can settle; where not, it is said why."""
        if not self.can_settle():
            return None
        line = self._page.grid.chosen_line()
        if line is None:
            self._page.tell(self.tr("Choose a field first."))
        return line

    def can_settle(self) -> bool:
        """Whether whoever looks may settle here; where not, it is said why."""
        shown = self._page.shown
        if shown is None or self.found is None:
            self._page.tell(self.tr("Choose an article with incidents first."))
        elif self._page.can_write():
            if shown.review.may_settle:
                return True
            self._page.tell(shown.review.why_not)
        return False

    def row_of(self, line: GridLine) -> RowReview | None:
        """The aligned rows that a line belongs to; None for a field of the incident."""
        if self.found is None or not line.group:
            return None
        wanted = {cell.target.row for cell in (*line.cells, line.consensus)} - {""}
        return next(
            (row for row in self.found.rows
             if row.group == line.group and wanted & {each.id for each in (*row.rows, row.consensus) if each}), None,
        )  # fmt: skip

    # -- adopting ---------------------------------------------------------------------------------------------------
    def adopt(self, column: int) -> None:
        """Take the value of the coder in this column (from 1) in the chosen line, with its words."""
        line = self._line()
        if line is None:
            return
        if column == self._page.grid.lines.consensus:
            self._page.neither.begin()
            return
        if not 1 <= column <= len(line.cells):
            return
        cell = line.cells[column - 1]
        if not cell.there:
            name = self._page.grid.lines.heading(column)
            self._page.tell(self.tr("{name} has nothing here.").format(name=name))
            return
        if line.settled and line.consensus.text and self._says_the_same(line, cell):
            self._page.tell(self.tr("{field} is settled so already.").format(field=line.label))
            return
        self._last = (line.key, column)
        self.with_reason(self._why_needed(line), lambda reason, unclear: self._adopt(line.key, column, reason, unclear))

    @staticmethod
    def _says_the_same(line: GridLine, cell: Cell) -> bool:
        return line.kind == "row" or (cell.text, cell.told) == (line.consensus.text, line.consensus.told)

    def _why_needed(self, line: GridLine) -> str:
        """Why a decision about a line needs a reason; "" where it needs none."""
        if told := self.told_rejected():
            return told
        if self.found is None or self.found.consensus is None or not line.settled:
            return ""
        if line.consensus.text or line.consensus.why:
            return self.tr("{field} is settled; say why it changes.").format(field=line.label)
        return ""

    def told_rejected(self) -> str:
        """What is asked before an incident that was rejected is taken in after all; "" where it was not."""
        if self.found is None or REJECTED not in self.found.states:
            return ""
        return self.tr("The incident was rejected; say why it belongs here.")

    def _adopt(self, key: tuple[str, ...], column: int, reason: str, unclear: bool) -> None:
        """Do it, step by step: the incident is accepted first, then its row, then the value is taken."""
        self._page.tell("")  # what was said of the step before holds no more

        def adopt(consensus: str, line: GridLine, row: str) -> None:
            cell = line.cells[column - 1]
            if line.kind == "row":
                self._next_after(None)
                return
            if line.settled and not line.differs and line.consensus.text and not reason:
                self._next_after(None)  # it came with the incident or the row
                return
            self._run(AdoptValue(consensus, line.field, row, cell.target.incident, cell.target.row, reason, unclear),
                      self._next_after)  # fmt: skip

        self.in_consensus(key, column, reason, unclear, adopt)

    def in_consensus(
        self, key: tuple[str, ...], column: int, reason: str, unclear: bool,
        then: Callable[[str, GridLine, str], None],
    ) -> None:  # fmt: skip
        """Have the incident of the line `key`, and its row, in the consensus: `then` gets the consensus incident, the
        line as it is now, and the row there ("" for a field of the incident). `column`: whose row is taken."""
        found, line = self.found, self._page.line_of(key)
        if found is None or line is None:
            return
        if found.consensus is None:
            again = lambda: self.in_consensus(key, column, reason, unclear, then)  # noqa: E731  # said in two places
            self._run(
                AcceptIncident(tuple(each.id for each in found.there)),
                lambda _made: self._page.reading.when_read(again),
            )
            return
        row = self.row_of(line)
        if row is None or row.consensus is not None:
            then(found.consensus.id, line, row.consensus.id if row is not None and row.consensus is not None else "")
            return
        source = line.cells[column - 1].target if 1 <= column <= len(line.cells) else Target()
        if not source.row:
            source = next((cell.target for cell in line.cells if cell.target.row), Target())
        again = lambda: self.in_consensus(key, column, reason, unclear, then)  # noqa: E731  # said in two places
        self._run(
            AdoptRow(found.consensus.id, source.incident, source.row, reason, unclear),
            lambda _made: self._page.reading.when_read(again),
        )

    def _next_after(self, _made: object) -> None:
        """A line is settled: on to the next one of this incident, where there is one."""
        self._page.reading.when_read(self._page.going.step_after_settling)

    def agreed(self) -> None:
        """Take everything on which all agree."""
        if not self.can_settle() or self.found is None:
            return
        found = self.found
        if found.consensus is None:
            self.accept()
            return
        self._run(AdoptAgreed(found.consensus.id), self._told_agreed)

    def _told_agreed(self, count: object) -> None:
        self._page.tell(self.tr("{count} adopted.").format(count=count))
        self._next_after(None)

    def accept(self) -> None:
        """Take the incident into the consensus; where it is there and nothing is left, go on."""
        if not self.can_settle() or self.found is None:
            return
        found = self.found
        if all(state in ("", ACCEPTED) for state in found.states):
            self._page.going.step(1)
            return

        def accepted(_made: object) -> None:
            self._page.reason.clear()
            self._page.tell(self.tr("Accepted, with everything that agrees."))
            self._page.reading.when_read(self._page.going.choose_first_to_settle)

        ids = tuple(each.id for each in found.there)
        self.with_reason(self.told_rejected(), lambda why, _unclear: self._run(AcceptIncident(ids, why), accepted))

    # -- refusing ---------------------------------------------------------------------------------------------------
    def reject(self) -> None:
        """Reject the chosen row where one is chosen, else the incident."""
        if not self.can_settle() or self.found is None:
            return
        line = self._page.grid.chosen_line()
        row = self.row_of(line) if line is not None and line.kind == "row" else None
        if row is not None and line is not None:
            told = self.tr("Why does “{row}” not belong here?").format(row=line.label)
            ids = tuple(each.id for each in row.rows if each is not None)
            taken = row.consensus.id if row.consensus is not None else ""
            self.with_reason(told, lambda why, unclear: self._reject_row(line.key, taken, ids, why, unclear),
                             needed=not row.one_sided or bool(taken))  # fmt: skip
            return
        ids = tuple(each.id for each in self.found.there)
        told = self.tr("Why is this no incident? Enter rejects it.")
        self.with_reason(
            told, lambda why, unclear: self._run(RejectIncident(ids, why, unclear), self._rejected),
            needed=len(ids) == len(self.found.incidents),
        )  # fmt: skip

    def _reject_row(self, key: tuple[str, ...], taken: str, ids: tuple[str, ...], why: str, unclear: bool) -> None:
        found = self.found
        if found is None:
            return
        if found.consensus is None:
            again = lambda: self._reject_row(key, taken, ids, why, unclear)  # noqa: E731  # said once more, later
            self._run(
                AcceptIncident(tuple(each.id for each in found.there)),
                lambda _made: self._page.reading.when_read(again),
            )
            return
        line = self._page.line_of(key)
        row = self.row_of(line) if line is not None else None
        now = row.consensus.id if row is not None and row.consensus is not None else taken
        self._run(RejectRow(found.consensus.id, now, ids, why, unclear), self._next_after)

    def _rejected(self, _made: object) -> None:
        self._page.tell(self.tr("Rejected."))
        self._page.reading.when_read(lambda: self._page.going.step(1))

    def give_back(self) -> None:
        """Return the incident of the chosen column to its coder."""
        if not self.can_settle() or self.found is None:
            return
        column = self._page.grid.chosen_column() - 1
        incidents = self.found.incidents
        wanted = incidents[column] if 0 <= column < len(incidents) else None
        incident = wanted or next(iter(self.found.there), None)
        if incident is None or self._page.shown is None:
            return
        name = self._page.shown.names.get(incident.coder, "")
        told = self.tr("What is {name} to look at? Enter returns the incident.").format(name=name)
        self.with_reason(told, lambda why, _unclear: self._run(ReturnIncident(incident.id, why), self._returned))

    def _returned(self, _made: object) -> None:
        self._page.tell(self.tr("Returned."))

    def reopen(self) -> None:
        """Decide anew what was decided of the incident."""
        if not self.can_settle() or self.found is None:
            return
        ids = tuple(each.id for each in self.found.there)
        if all(state in ("", OPEN) for state in self.found.states):
            self._page.tell(self.tr("Nothing was decided of this incident yet."))
            return
        told = self.tr("Why is the incident open again?")
        self.with_reason(told, lambda why, _unclear: self._run(ReopenIncident(ids, why)))

    # -- ticks, taking over -------------------------------------------------------------------------------------------
    def check(self) -> None:
        """Tick the value of the chosen column as right by its words, or take the tick away; go on to the next."""
        line = self._line()
        if line is None:
            return
        column = self._page.grid.chosen_column() - 1
        cell = line.cells[column] if 0 <= column < len(line.cells) else next(iter(line.cells), Cell(there=False))
        if line.kind != "field" or not cell.there or cell.blank:
            self._page.tell(self.tr("Choose a value of a coder to tick it."))
            return
        place = cell.target
        if cell.ticked:
            self._run(UncheckValue(place.incident, place.row, line.field))
            return
        self._run(
            CheckValue(place.incident, place.row, line.field), lambda _made: self._page.reading.when_read(self._ticked)
        )

    def _ticked(self) -> None:
        grid = self._page.grid
        if grid.chosen_line() is not None:
            grid.step_line(1)

    def take_over(self) -> None:
        """Set the own value as the consensus has it: the coder's own act."""
        shown, found = self._page.shown, self.found
        if shown is None or found is None or found.consensus is None or not self._page.can_write():
            self._page.tell(self.tr("There is nothing settled here that could be taken over."))
            return
        own = next((each for each in found.there if each.coder == shown.viewer), None)
        line = self._page.grid.chosen_line()
        row = self.row_of(line) if line is not None else None
        field = line.field if line is not None and line.kind == "field" else ""
        if own is None:
            line, row, field = None, None, ""  # the whole incident is missing
        row_id = row.consensus.id if row is not None and row.consensus is not None else ""
        if row is not None and not row_id:  # rejected: the own row goes
            at = [coder.id for coder in shown.review.coders].index(shown.viewer) if own is not None else -1
            mine = row.rows[at] if at >= 0 else None
            row_id = mine.id if mine is not None else ""
        operation = TakeOver(found.consensus.id, own.id if own is not None else "", field, row_id)
        self._run(operation, lambda _made: self._page.tell(self.tr("Taken over into your layer.")))

    # -- reasons ----------------------------------------------------------------------------------------------------
    def with_reason(self, asked: str, act: Act, needed: bool = True) -> None:
        """Do it with the reason that stands in its field; where it is `asked` for and there is none, ask for it first.
        `needed`: without one it is not done."""
        box = self._page.reason
        if asked and not box.text():
            self._pending = act, needed
            box.ask(asked)
            return
        self._pending = None
        act(box.text(), box.unclear.isChecked())

    def write_reason(self) -> None:
        """Go to the reason: for what is decided next, or what was decided last."""
        if self.can_settle():
            self._page.reason.ask("")

    def _reason_given(self, text: str) -> None:
        box, pending = self._page.reason, self._pending
        if pending is not None:
            act, needed = pending
            if needed and not text:
                box.insist()
                return
            self._pending = None
            self._page.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            act(text, box.unclear.isChecked())
            return
        self._page.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        line, last = self._page.grid.chosen_line(), self._last
        if text and last is not None and line is not None and line.key == last[0] and line.settled:
            self._adopt(*last, text, box.unclear.isChecked())  # the reason of what was just decided
        elif text:
            self._page.tell(self.tr("Kept for the next decision."))

    def _reason_left(self) -> None:
        self._pending = None
        self._page.reason.drop_question()
        self._page.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_unclear(self) -> None:
        """Mark the next decision, or not, as one in which the guideline is unclear."""
        if self.can_settle():
            box = self._page.reason.unclear
            box.setChecked(not box.isChecked())
            self._page.tell(
                self.tr("The next decision says that the guideline is unclear.") if box.isChecked()
                else self.tr("The guideline is clear.")
            )  # fmt: skip

    # -- running ----------------------------------------------------------------------------------------------------
    def _run(self, operation: Operation, then: Callable[[object], None] | None = None) -> None:
        def done(made: object) -> None:
            if not isinstance(operation, AcceptIncident | AdoptRow):  # these come before what the reason is for
                self._page.reason.clear()
            if then is not None:
                then(made)

        self._page.run(operation, done, self._page.tell)

    run = _run
