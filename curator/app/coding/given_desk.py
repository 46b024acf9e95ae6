# SPDX-License-Identifier: MIT
"""Words that support something already: their edges, role, what they support, taking them away.

What lives here: from such words to an operation. What does not: giving new ones (words_desk.py), handles and keys at
their edges (edges_desk.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from curator.app.coding.choices import Offer
from curator.app.coding.desk import Desk
from curator.app.doing import Tell
from curator.app.values.line import LineKind, Target
from curator.domain.coding import Evidence, NotCodable


class GivenDesk(QObject):
    """One for each page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def remove(self, span: Evidence, also: Sequence[Evidence] = ()) -> None:
        """Take words away from what they supported (a passage: its mark)."""
        from curator.operations import RemoveEvidence, RemoveNotCodable

        if self._is_passage(span.id):
            self._desk.run(RemoveNotCodable(span.id))
        else:
            self._desk.run(RemoveEvidence(span.id, tuple(each.id for each in also)))

    def move(
        self, span: Evidence, start: int, end: int, also: Sequence[Evidence] = (), otherwise: Tell | None = None
    ) -> None:  # fmt: skip
        """Move the edges of words; `otherwise` hears why it could not be done."""
        from curator.operations import ChangeNotCodable, MoveEvidence

        desk = self._desk
        passage = next((each for each in self._passages() if each.id == span.id), None)
        if passage is not None:
            desk.run(ChangeNotCodable(passage.id, start, end, passage.reason, passage.note), None, otherwise)
        elif (start, end) != (span.start, span.end):
            desk.run(MoveEvidence(span.id, start, end, tuple(each.id for each in also)), None, otherwise)

    def choose_target(self, span: Evidence, also: Sequence[Evidence] = ()) -> None:
        """Pick another value of the incident for these words."""
        lines = self._desk.page.side.values.lines.lines()
        values = [each for line in lines for each in (line.cells if line.kind is LineKind.ROW else (line,))
                  if each.kind is LineKind.VALUE and (each.target.row, each.target.field) != (span.row, span.field)
                  and self._desk.takes_words(each.target)]  # fmt: skip
        offers = [Offer(str(at), each.label, each.text) for at, each in enumerate(values)]
        if span.field or span.row:
            offers.append(Offer("", self.tr("The incident as a whole (a mention)")))

        def then(code: str) -> None:
            target = values[int(code)].target if code else Target(span.incident)
            self._retarget(span, target, also)

        self._desk.page.words_desk.asked.ask(self.tr("Give the words to"), offers, then)

    def _retarget(self, span: Evidence, target: Target, also: Sequence[Evidence]) -> None:
        from curator.operations import RemoveEvidence, RetargetEvidence

        def take_the_others(_result: object) -> None:
            if also:
                self._desk.run(RemoveEvidence(also[0].id, tuple(each.id for each in also[1:])))

        operation = RetargetEvidence(span.id, target.incident, target.row, target.field)
        self._desk.run(operation, take_the_others)

    def set_role(self, span: Evidence, role: str, also: Sequence[Evidence] = ()) -> None:
        """Say how words bear on the value."""
        from curator.operations import SetEvidenceRole

        if not self._is_passage(span.id):
            self._desk.run(SetEvidenceRole(span.id, role, tuple(each.id for each in also)))

    def _passages(self) -> tuple[NotCodable, ...]:
        shown = self._desk.shown
        return shown.coding.not_codable if shown is not None else ()

    def _is_passage(self, span_id: str) -> bool:
        return any(each.id == span_id for each in self._passages())
