# SPDX-License-Identifier: MIT
"""The table of incidents as a widget: keys, mouse, the header that sorts, what is copied.

What lives here: what the user does in the table, told to others by signals. What does not: reading (panel.py), cells
(model.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from curator.app import measures
from curator.app.dataset.model import IncidentTableModel
from curator.app.dataset.tick_menu import TickMenu
from curator.app.dataset.wording import heading
from curator.app.guard import guarded
from curator.app.widgets import named
from curator.tasks.incident_columns import ListColumn

MOST_COPIED = 5_000  # rows; more of them are exported
_LETTERS = {"incident.n": 6, "article.title": 23, "article.published": 12, "incident.status": 9, "coder.name": 12}
_TITLE_LETTERS, _USUAL_LETTERS, _FIGURE_LETTERS = 29, 14, 12
_NARROWEST = 36
_PADDING = 20  # of each column, in pixels
_HEADING_PADDING = 29  # beside a heading: what the style sheet leaves
_ARROW = 14  # of the order, in columns that can be sorted by
_MOST_HEADING = 18  # letters of a heading that a column is made wide for; a longer one ends in an ellipsis
_LEAST_SQUEEZED, _MOST_STRETCHED = 0.7, 1.9


def _letters_of(column: ListColumn) -> int:
    """How much a column of the codebook usually says."""
    figure = column.derived is not None and column.derived.kind != "joined"
    return _FIGURE_LETTERS if figure else _USUAL_LETTERS


@guarded
class IncidentTable(QTableView):
    """`opened(row)`: the incident of a row is to be shown in its article. `row_chosen(row)`: -1 for none.
    `sorted_by(column, descending)`: the order is to be another. `columns_changed`: others are shown.
    `add_wanted`: one more condition is to hold. `told(text)`."""

    opened = Signal(int)
    row_chosen = Signal(int)
    sorted_by = Signal(int, bool)
    columns_changed = Signal()
    add_wanted = Signal()
    told = Signal(str)

    def __init__(self, model: IncidentTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "dataset.list", self.tr("All incidents"), role="incidents")
        self.lines = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(measures.line_height(measures.font())) + 11)
        self.own_widths = False  # whether the user has given columns their widths
        self._fitting = True
        self._dress_header()
        self._fitting = False
        self.hide_columns(at for at, column in enumerate(model.columns) if not column.usual)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.row_chosen.emit(now.row()))
        self._sorted, self._descending = 0, False

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        named(header, "dataset.header", self.tr("Columns"), tip=self.tr("Drag a name to move its column"))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(_NARROWEST)
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)  # also of figures the beginning is seen
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._note_own_widths)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda point: self.choose_columns(header.mapToGlobal(point)))

    # Which columns are shown

    def hide_columns(self, hidden: Iterable[int]) -> None:
        """Hide these columns and show the others; the first one is always shown."""
        away = set(hidden) - {0}
        self._fitting = True
        for at in range(len(self.lines.columns)):
            self.setColumnHidden(at, at in away)
        self._fitting = False
        if not self.own_widths:
            self._fit_columns()

    def choose_columns(self, point: QPoint) -> None:
        """The menu of all columns at a point of the screen; what is ticked is shown."""
        menu = named(TickMenu(self), "dataset.columns_menu", self.tr("Columns"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at in self.ordered_columns():
            action = menu.addAction(heading(self.lines.columns[at]).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.setEnabled(at != 0)
            action.toggled.connect(partial(self._show_column, at))
        menu.popup(point)

    def _show_column(self, column: int, on: bool) -> None:
        hidden = {at for at in range(len(self.lines.columns)) if self.isColumnHidden(at)}
        self.hide_columns(hidden - {column} if on else hidden | {column})
        self.columns_changed.emit()

    # Widths

    def _fit_columns(self) -> None:
        """Until the user gives a column a width, all of them fill the room together, by how much each usually says."""
        header, letter = self.horizontalHeader(), QFontMetricsF(measures.font()).averageCharWidth()
        title = f"leaf.{self.lines.codebook.title_field}"
        letters = [
            _LETTERS.get(column.key, _TITLE_LETTERS if column.key == title else _letters_of(column))
            for column in self.lines.columns
        ]  # fmt: skip
        shares = {at: count for at, count in enumerate(letters) if not self.isColumnHidden(at)}
        least = {at: width for at, width in enumerate(self._heading_widths()) if at in shares}
        fixed: dict[int, int] = {}  # those whose heading needs more than their share
        while shares:
            room = self.viewport().width() - sum(fixed.values()) - _PADDING * len(shares)
            wide = max(letter * _LEAST_SQUEEZED, min(room / sum(shares.values()), letter * _MOST_STRETCHED))
            widths = {at: int(count * wide) + _PADDING for at, count in shares.items()}
            narrow = {at: least[at] for at, width in widths.items() if width < least[at]}
            if not narrow:
                fixed |= widths
                break
            fixed |= narrow
            shares = {at: count for at, count in shares.items() if at not in narrow}
        self._fitting = True
        for at, width in fixed.items():
            header.resizeSection(at, width)
        self._fitting = False

    def _heading_widths(self) -> list[int]:
        """How wide each column must be to show its heading, and one of days a whole day, in pixels."""
        font = QFont(self.horizontalHeader().font())
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        most = metrics.averageCharWidth() * _MOST_HEADING
        day = int(QFontMetricsF(measures.font()).horizontalAdvance("30 Nov 2000")) + _PADDING
        return [
            max(
                int(min(metrics.horizontalAdvance(heading(column)), most))
                + _HEADING_PADDING
                + (_ARROW if column.derived is None else 0),
                day if column.node is not None and column.node.kind == "date" else 0,
            )
            for column in self.lines.columns
        ]

    def _note_own_widths(self, column: int, _before: int, _now: int) -> None:
        if not self._fitting and column != self.shown_columns()[-1]:  # the last one takes what is left
            self.own_widths = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self.own_widths and event.size().width() != event.oldSize().width():
            self._fit_columns()
        super().resizeEvent(event)

    # Order

    def show_order(self, column: int, descending: bool) -> None:
        """Show which column the list is sorted by; nothing is sent out."""
        self._sorted, self._descending = column, descending
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, way)

    def _sort(self, column: int) -> None:
        if self.lines.columns[column].derived is not None:
            self.show_order(self._sorted, self._descending)  # Qt has drawn its arrow there already
            self.told.emit(self.tr("The list cannot be sorted by a column that is computed from rows."))
            return
        descending = not self._descending if column == self._sorted else False
        self.show_order(column, descending)
        self.sorted_by.emit(column, descending)

    # Rows

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view."""
        index = self.model().index(row, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def chosen_rows(self) -> list[int]:
        """The selected rows in the order of the list; at most one more than can be copied."""
        rows: list[int] = []
        parts = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())
        for top, bottom in parts:
            rows += range(top, min(bottom, top + MOST_COPIED) + 1)
            if len(rows) > MOST_COPIED:
                break
        return rows

    def shown_columns(self) -> list[int]:
        """The columns that are shown, in the order in which they stand."""
        return [at for at in self.ordered_columns() if not self.isColumnHidden(at)]

    def ordered_columns(self) -> list[int]:
        """All columns in the order in which they stand."""
        header = self.horizontalHeader()
        return [header.logicalIndex(at) for at in range(header.count())]

    # Keys and mouse

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        rows, column = self.model().rowCount(), max(0, self.currentIndex().column())
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: rows - 1}
        if action in ends and rows:
            return self.model().index(ends[action], column)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_S and plain:
            self._sort(max(0, self.currentIndex().column()))
        elif event.key() == Qt.Key.Key_A and plain:
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_C and plain:
            self.choose_columns(self.viewport().mapToGlobal(QPoint(0, 0)))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing finds nothing here: Qt would read every row of the list."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.choose(index.row())
            self.opened.emit(index.row())
