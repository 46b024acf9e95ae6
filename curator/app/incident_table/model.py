# SPDX-License-Identifier: MIT
"""The incidents of a project as a Qt table.

What lives here: an array of local numbers (8 bytes each) and the pages of lines seen last. What does not: SQL
(store/incident_list.py), the words of cells (wording.py). The model holds values, never a connection: it asks `fetch`
for a page when a row of it is first painted.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from curator.app.guard import guarded
from curator.app.incident_table.wording import cell, heading
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.values.lines import PROPOSED
from curator.app.values.phrases import say, word
from curator.domain.codebook.model import Codebook
from curator.store.incident_list import IncidentLine
from curator.tasks.incident_columns import ListColumn

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], list[IncidentLine]]
PAGE = 128
_PAGES_KEPT = 24
_NO_INDEX = QModelIndex()


@guarded
class IncidentTableModel(QAbstractTableModel):
    """Rows are incidents in the order they were asked for."""

    def __init__(self, codebook: Codebook, columns: Sequence[ListColumn], fetch: Fetch) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.codebook = codebook
        self.coder_names: Mapping[str, str] = {}
        self._fetch = fetch
        self._numbers: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, IncidentLine]] = OrderedDict()

    def show(self, numbers: array[int]) -> None:
        """Show the incidents with these local numbers, in this order."""
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        self.endResetModel()

    def follow(self, numbers: array[int]) -> None:
        """The same list to its end: the rows that are shown stay, the rest follows. Where they differ all is anew."""
        have = len(self._numbers)
        if not have or numbers[:have] != self._numbers:
            self.show(numbers)
        elif len(numbers) > have:
            self.beginInsertRows(QModelIndex(), have, len(numbers) - 1)
            self._numbers = numbers
            self._pages.pop(have // PAGE, None)
            self.endInsertRows()

    def renew(self) -> None:
        """Read the lines again that are on show; the incidents are the same ones."""
        self._pages.clear()
        if self._numbers:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._numbers) - 1, len(self.columns) - 1)
            )  # fmt: skip

    def number(self, row: int) -> int:
        return self._numbers[row]

    def row_of(self, number: int) -> int | None:
        """The row of the incident with this local number, or None."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def line(self, row: int) -> IncidentLine | None:
        """The incident at a row; None where it was taken out since the list was read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            page = self._page(row // PAGE)
        return page.get(self._numbers[row])

    def _page(self, at: int) -> dict[int, IncidentLine]:
        page = {line.n: line for line in self._fetch(self._numbers[at * PAGE : (at + 1) * PAGE])}
        self._pages[at] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    def cell(self, line: IncidentLine, column: int) -> tuple[str, str]:
        """What a cell says, and its state ("proposed", "not_stated" ..., "" for a plain one)."""
        return cell(self.codebook, self.columns[column], line, self.coder_names.get(line.coder, ""))

    # Qt asks

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return heading(column)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            told = self.tr("Click to sort by this column; click again to turn the order round")
            return plain_tip("\n".join(part for part in (heading(column), column.node.help if column.node else "", told)
                                       if part))  # fmt: skip
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(self._side(section) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _side(self, section: int) -> Qt.AlignmentFlag:
        node = self.columns[section].node
        number = node is not None and node.kind in ("integer", "decimal")
        return Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(self._side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
        if role not in _SPEAKING:
            return None
        line = self.line(index.row())
        if line is None:
            return None
        text, state = self.cell(line, index.column())
        said = say(PROPOSED) if state == "proposed" else word(state) if state else ""
        if role == int(Qt.ItemDataRole.DisplayRole):
            return text or said
        if role == int(Qt.ItemDataRole.ForegroundRole):
            return _colour(text, state)
        told = ", ".join(part for part in (text, said) if part)
        return plain_tip(told) if role == int(Qt.ItemDataRole.ToolTipRole) else told


_SPEAKING = tuple(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)  # fmt: skip


def _colour(text: str, state: str) -> QColor | None:
    if state == "proposed":
        return QColor(current().accent)
    return QColor(current().quiet) if state and not text else None
