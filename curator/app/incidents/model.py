# SPDX-License-Identifier: MIT
"""The incidents of the article as rows of a list, with what the rules and the comments say of them.

What lives here: what a row holds, says aloud and in its tool tip, and when it is another one. What does not: painting
it (delegate.py), the list (panel.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from curator.app.comments.mark import told
from curator.app.guard import guarded
from curator.app.incidents.shown import IncidentShown
from curator.app.tips import plain_tip
from curator.app.values.line import CommentCount, Target
from curator.app.values.phrases import word
from curator.shape import replace

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem

Index = QModelIndex | QPersistentModelIndex
ShownRole = int(Qt.ItemDataRole.UserRole) + 1
ProblemsRole = ShownRole + 1
CommentsRole = ShownRole + 2
NOT_JUDGED: Mapping[str, Sequence[Problem]] = {}
_NO_INDEX = QModelIndex()


@guarded
class IncidentsModel(QAbstractListModel):
    """The incidents with what the rules say of them; the rules answer later than the list is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[IncidentShown, ...] = ()
        self._problems: Mapping[str, Sequence[Problem]] = NOT_JUDGED
        self._comments: Mapping[Target, CommentCount] = {}

    def show(
        self, shown: tuple[IncidentShown, ...], problems: Mapping[str, Sequence[Problem]] = NOT_JUDGED
    ) -> None:  # fmt: skip
        """Show these, with what the rules found as far as they have looked at them."""
        if [each.incident.id for each in shown] != [each.incident.id for each in self._shown]:
            self.beginResetModel()
            self._shown, self._problems = shown, problems
            self.endResetModel()
            return
        before, self._shown = self._shown, shown
        self._follow({at for at, each in enumerate(shown) if _looks_other(each, before[at])}, problems)

    def judge(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """Take what the rules found, by incident id."""
        self._follow(set(), problems)

    def _follow(self, rows: set[int], problems: Mapping[str, Sequence[Problem]]) -> None:
        """Say which rows are other ones now: these, and those of which the rules say something else."""
        before, self._problems = self._problems, problems
        ids = (each.incident.id for each in self._shown)
        rows |= {at for at, each in enumerate(ids) if before.get(each) is not problems.get(each)}
        for row in sorted(rows):
            self.dataChanged.emit(self.index(row), self.index(row))

    def mark_comments(self, counts: Mapping[Target, CommentCount]) -> None:
        """Mark the incidents that were commented on as a whole."""
        before, self._comments = self._comments, counts
        for row, shown in enumerate(self._shown):
            target = Target(shown.incident.id)
            if before.get(target) != counts.get(target):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _commented(self, shown: IncidentShown) -> CommentCount | None:
        return self._comments.get(Target(shown.incident.id))

    def shown(self, row: int) -> IncidentShown:
        return self._shown[row]

    def row_of(self, incident: str) -> int | None:
        return next((at for at, each in enumerate(self._shown) if each.incident.id == incident), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        shown = self._shown[index.row()]
        if role == ShownRole:
            return shown
        if role == ProblemsRole:
            return self._problems.get(shown.incident.id)
        if role == CommentsRole:
            return self._commented(shown)
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            parts = (shown.letter, shown.number, shown.title, shown.summary, shown.coder, told(self._commented(shown)))
            return ", ".join(part for part in parts if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip(self._told(shown))
        return None

    def _told(self, shown: IncidentShown) -> str:
        problems = self._problems.get(shown.incident.id, ())
        parts = [shown.title, shown.summary, shown.coder, word(shown.incident.status), told(self._commented(shown))]
        number = self.tr("Incident {number} of the project").format(number=shown.incident.number)
        said = (part for part in (*parts, number) if part)
        return "\n".join([*said, *(f"• {problem.message}" for problem in problems)])


def _looks_other(one: IncidentShown, before: IncidentShown) -> bool:
    """Whether its row says something else than before."""
    same = one is before or replace(one, incident=before.incident) == before
    return not same or one.incident.status != before.incident.status
