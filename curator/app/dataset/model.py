# SPDX-License-Identifier: MIT
"""The incidents of a project as a Qt table.

What lives here: columns, headings, cells and their colours. What does not: rows and pages (listed/), SQL
(store/incident_list.py), the words of cells (wording.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from curator.app.dataset.wording import cell, heading
from curator.app.guard import guarded
from curator.app.listed.model import NO_INDEX, Index, PagedModel
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.values.lines import PROPOSED
from curator.app.values.phrases import say, word
from curator.domain.codebook.model import Codebook
from curator.store.incident_list import IncidentLine
from curator.tasks.incident_columns import ListColumn

Fetch = Callable[[Sequence[int]], list[IncidentLine]]


@guarded
class IncidentTableModel(PagedModel[IncidentLine]):
    """Rows are incidents in the order they were asked for."""

    def __init__(self, codebook: Codebook, columns: Sequence[ListColumn], fetch: Fetch) -> None:
        super().__init__(fetch, lambda line: line.n)
        self.columns = tuple(columns)
        self.codebook = codebook
        self.coder_names: Mapping[str, str] = {}

    def cell(self, line: IncidentLine, column: int) -> tuple[str, str]:
        """What a cell says, and its state ("proposed", "not_stated" ..., "" for a plain one)."""
        return cell(self.codebook, self.columns[column], line, self.coder_names.get(line.coder, ""))

    # Qt asks

    def columnCount(self, parent: Index = NO_INDEX) -> int:
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
            said = column.node.help if column.node else column.derived.help if column.derived else ""
            told = (
                self.tr("Computed from the rows of each incident as it is shown: the list cannot be sorted by it")
                if column.derived
                else self.tr("Click to sort by this column; click again to turn the order round")
            )
            more = self.tr("Right click: which columns are shown")
            return plain_tip("\n".join(part for part in (heading(column), said, told, more) if part))
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(self._side(section) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _side(self, section: int) -> Qt.AlignmentFlag:
        node, derived = self.columns[section].node, self.columns[section].derived
        number = node is not None and node.kind in ("integer", "decimal")
        number = number or (derived is not None and derived.kind != "joined")
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
