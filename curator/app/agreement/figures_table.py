# SPDX-License-Identifier: MIT
"""The table of figures: what each is about, the figure, how many cases it rests on.

What lives here: which figures are listed, and the table. What does not: texts (wording.py), computing.

Of each field its alpha is listed; the other coefficients stand in the tool tip of the line. Usually only what tells
most is listed: the incidents, and of the core fields those parts that say when, where, what and how many.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from curator.app import measures
from curator.app.agreement.wording import figure_tip, row_name, value_text
from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.widgets import named
from curator.domain.codebook.model import Codebook, Field
from curator.tasks.agreement_figures import ALPHA, F1, FIELD, INCIDENTS, OVERLAP, FigureLine

_MAIN_PART = {"date": "start", "place": "name", "count": "best"}
_FEWEST, _USUAL = 3, 7  # lines
_LEADING = (ALPHA, F1, OVERLAP)
NAME, VALUE, CASES = range(3)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def main_nodes(codebook: Codebook) -> dict[tuple[str, str], str]:
    """(group or "", key) of the leaves whose agreement tells most, with what they are called where no other part of
    their field is listed."""
    found: dict[tuple[str, str], str] = {}
    for group, label, tops in (
        ("", "", [top for top in codebook.fields if _counts(top, codebook)]),
        *((group.key, f"{group.label}: ", group.fields) for group in codebook.groups if group.core),
    ):
        for top in tops:
            leaf = _telling(top)
            if leaf is not None:
                found[group, leaf.key] = label + top.label
    return found


def _counts(top: Field, codebook: Codebook) -> bool:
    return top.core or any(node.key in codebook.summary_fields for node in top.nodes())


def _telling(top: Field) -> Field | None:
    if top.parts:
        return top.part_named(_MAIN_PART.get(top.kind, ""))
    return None if top.kind in ("text", "long_text") else top


@guarded
class FiguresTable(QTableWidget):
    """`figure_chosen(FigureLine)`: a click, or Enter. `current_changed(FigureLine or None)`."""

    figure_chosen = Signal(object)
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._lines: list[FigureLine] = []
        tip = self.tr("Choose a figure for the cases behind it (a click or Enter)")
        named(self, "agreement.figures", self.tr("Figures of agreement"), tip=tip)
        self.setProperty("role", "figures")
        self.setHorizontalHeaderLabels([self.tr("About"), self.tr("Figure"), self.tr("n")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)  # a name that is too long is cut in its last word, not before it
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(measures.grown(26))
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(24)
        for column in range(3):
            title = self.horizontalHeaderItem(column)
            if title is not None:
                title.setTextAlignment(_LEFT if column == NAME else _RIGHT)
        header.setHighlightSections(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CASES, QHeaderView.ResizeMode.ResizeToContents)
        self.cellClicked.connect(lambda row, _column: self._choose(row))
        self.currentCellChanged.connect(lambda *_cells: self.current_changed.emit(self.current_line()))

    def show_lines(self, lines: Sequence[FigureLine], codebook: Codebook, everything: bool) -> None:
        """List these figures, one line for each thing they are about."""
        kept = self.current_line()
        main = main_nodes(codebook)
        about: dict[tuple[str, str, str], list[FigureLine]] = {}
        for line in lines:
            about.setdefault((line.what, line.group, line.field), []).append(line)
        chosen = [
            (key, told)
            for key, told in about.items()
            if everything or key[0] == INCIDENTS or (key[0] == FIELD and key[1:] in main)
        ]
        self._lines = [next(each for each in told if each.figure in _LEADING) for _, told in chosen]
        self.setRowCount(len(self._lines))
        self.updateGeometry()
        for row, (line, (_, told)) in enumerate(zip(self._lines, chosen, strict=True)):
            self._show(row, row_name(line, "" if everything else main.get((line.group, line.field), "")), line, told)
        wanted = next((row for row, line in enumerate(self._lines) if _same(line, kept)), 0)
        if self._lines:
            self.setCurrentCell(wanted, NAME)
        self.current_changed.emit(self.current_line())

    def current_line(self) -> FigureLine | None:
        row = self.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def sizeHint(self) -> QSize:
        """As many lines as tell most of a usual codebook."""
        lines = min(max(self.rowCount(), _FEWEST), _USUAL) * self.verticalHeader().defaultSectionSize()
        return QSize(240, self.horizontalHeader().sizeHint().height() + lines + 2 * self.frameWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentRow())
            return
        super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self.figure_chosen.emit(self._lines[row])

    def _show(self, row: int, name: str, line: FigureLine, told: Sequence[FigureLine]) -> None:
        others = [each for each in told if each is not line]
        tip = "\n\n".join((row_name(line), *map(figure_tip, (line, *others))))
        for column, text in ((NAME, name), (VALUE, value_text(line)), (CASES, f"{line.units:,}")):
            item = QTableWidgetItem(text)
            item.setToolTip(plain_tip(tip))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tip)
            if column != NAME:
                item.setTextAlignment(_RIGHT)
            self.setItem(row, column, item)


def _same(line: FigureLine, other: FigureLine | None) -> bool:
    return other is not None and (line.what, line.group, line.field) == (other.what, other.group, other.field)
