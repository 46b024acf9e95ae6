# SPDX-License-Identifier: MIT
"""Units of which several versions were made apart: one list, the versions beside each other, choosing by keys.

What lives here: the window. What does not: which versions there are (tasks/versions_aside.py), their words
(differences.py), choosing itself (an operation, from jobs/versions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.handover.differences import Difference, differences, shortly
from curator.app.handover.wording import counted, moment_told, one_of, plain
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import named, plain_label
from curator.domain.codebook.model import Codebook
from curator.tasks.versions_aside import Conflict, VersionsAside

_SIZE = QSize(940, 600)
_MOST = 9
_LIST_WIDTH = 250
_LABEL_WIDTH = 150
_LONGEST = 4_000  # characters of one value that are shown


@guarded
class VersionsDialog(QDialog):
    """`chosen(conflict, place)`: this version of it is to stand. `place_wanted(conflict)`: show it in its article.
    `undo_wanted`: take the last choice back. `size_kept("WxH")`: when it is closed. `books` tells a codebook by its
    SHA-256."""

    chosen = Signal(object, int)
    place_wanted = Signal(object)
    undo_wanted = Signal()
    size_kept = Signal(str)

    def __init__(
        self, books: Callable[[str], Codebook | None], writable: bool, parent: QWidget, size: str = ""
    ) -> None:
        super().__init__(parent)
        named(self, "versions", self.tr("Versions in conflict"))
        self.setWindowTitle(self.tr("Versions in conflict"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(measures.grown(640), measures.grown(380))
        self._books, self._writable = books, writable
        self._conflicts: Sequence[Conflict] = ()
        self._make_list()
        self._make_table()
        self._make_foot()
        self._lay_out()
        width, _, height = size.partition("x")
        kept = QSize(int(width), int(height)) if width.isdigit() and height.isdigit() else QSize()
        self.resize(kept if kept.isValid() else QSize(measures.grown(_SIZE.width()), measures.grown(_SIZE.height())))
        self.list.setFocus()

    # Making

    def _make_list(self) -> None:
        self.told = plain_label("", role="quiet", wrap=True)
        named(self.told, "versions.told", "")
        self.list = QListWidget()
        named(self.list, "versions.list", self.tr("What has several versions"), role="box",
              tip=self.tr("Enter shows it in its article"))  # fmt: skip
        self.list.setWordWrap(True)
        self.list.setMinimumWidth(measures.grown(200))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _item: self._go())

    def _make_table(self) -> None:
        self.about = named(plain_label("", font=measures.font(1.0, half_bold=True), wrap=True), "versions.about", "")
        self.table = QTableWidget(0, 3)
        named(self.table, "versions.table", self.tr("The versions beside each other"), role="incidents")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self._fit_heights())
        self.nothing = plain_label(
            self.tr("Nothing is in conflict. Where you and a copy of this project changed the same incident apart from "
                    "each other, both versions are shown here."), role="quiet", wrap=True,
        )  # fmt: skip
        named(self.nothing, "versions.nothing", self.nothing.text())
        self.buttons = QWidget()
        self._button_row = QHBoxLayout(self.buttons)
        self._button_row.setContentsMargins(0, 0, 0, 0)
        self.choices: list[QPushButton] = []

    def _make_foot(self) -> None:
        self.waiting = named(plain_label("", role="quiet", wrap=True), "versions.waiting", "")
        self.go = named(QPushButton(self.tr("Show in the article")), "versions.go", self.tr("Show in the article"),
                        tip=self.tr("Go to it in its article (Enter)"))  # fmt: skip
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self._go)
        self.close_button = named(QPushButton(self.tr("Close")), "versions.close", self.tr("Close"),
                                  tip=self.tr("Close (Esc); what is not chosen stays in conflict"))  # fmt: skip
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo_wanted)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(self._show_help)
        for at in range(_MOST):  # as shortcuts: a list takes digits for the beginning of a name
            QShortcut(QKeySequence(str(at + 1)), self).activated.connect(lambda at=at: self._choose(at))

    def _lay_out(self) -> None:
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(measures.INSET, 0, 0, 0)
        beside.setSpacing(measures.GAP)
        beside.addWidget(self.about)
        beside.addWidget(self.table, 1)
        beside.addWidget(self.nothing, 1)
        beside.addWidget(self.buttons)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        named(self.split, "versions.split", self.tr("List and versions"))
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([measures.grown(_LIST_WIDTH), measures.grown(_SIZE.width() - _LIST_WIDTH)])
        foot = QHBoxLayout()
        foot.addWidget(self.waiting, 1)
        foot.addWidget(self.go)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(measures.GAP)
        column.addWidget(plain_label(self.tr("Versions in conflict"), font=measures.font(2.5, half_bold=True)))
        column.addWidget(self.told)
        column.addWidget(self.split, 1)
        column.addLayout(foot)

    # Showing

    @property
    def shown(self) -> Conflict | None:
        row = self.list.currentRow()
        return self._conflicts[row] if 0 <= row < len(self._conflicts) else None

    def show_versions(self, there: VersionsAside, unit: str = "") -> None:
        """List these; the one that was chosen stays so, or `unit` is."""
        wanted = unit or (self.shown.unit if self.shown is not None else "")
        row = max(0, self.list.currentRow())
        self._conflicts = there.conflicts
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._conflicts:
            item = QListWidgetItem(self._called(each))
            item.setToolTip(plain_tip(item.text()))
            self.list.addItem(item)
        self.list.blockSignals(False)
        told = self.tr("The same was changed in two copies. What stands now is used everywhere; the other version is "
                       "kept until you choose. A choice can be undone.")  # fmt: skip
        self.told.setText(told if self._conflicts else "")
        self.told.setVisible(bool(self._conflicts))
        self._tell_waiting(there)
        at = next(
            (at for at, each in enumerate(self._conflicts) if each.unit == wanted), min(row, self.list.count() - 1)
        )
        self.list.setCurrentRow(at)
        self._show(at)

    def _tell_waiting(self, there: VersionsAside) -> None:
        told = ", ".join(counted(kind, count) for kind, count in there.waiting.items())
        text = self.tr("Waiting: {told}. What they speak of is not here; they come in when it is.").format(told=told)
        self.waiting.setText(text if told else "")
        self.waiting.setAccessibleName(self.waiting.text())

    def _called(self, conflict: Conflict) -> str:
        """What it is, and where."""
        what = one_of(conflict.kind)
        if not conflict.hidden:
            content = next((head.content for head in conflict.versions if head.content is not None), None)
            what = f"{what}: {shortly(conflict.kind, content, self._books)}" if conflict.kind != "article" else what
        whose = f"{conflict.owner} · " if conflict.owner else ""
        return plain(what) + f"\n{plain(whose)}{plain(conflict.title)}"

    def _show(self, row: int) -> None:
        conflict = self._conflicts[row] if 0 <= row < len(self._conflicts) else None
        there = conflict is not None
        self.nothing.setVisible(not there)
        self.list.setVisible(there)
        for widget in (self.about, self.table, self.buttons):
            widget.setVisible(there)
        self.go.setEnabled(there)
        if conflict is None:
            return
        self.about.setText(self._called(conflict).replace("\n", " · "))
        self._fill(conflict)
        self._offer(conflict)

    def _fill(self, conflict: Conflict) -> None:
        """The first two versions are compared line by line; where there are more, each with the one that stands."""
        self.table.clear()
        heads = conflict.versions[:_MOST]
        if conflict.hidden:
            told = self.tr("It is hidden until everybody who codes this article has finished it; then you can choose.")
            self.about.setText(f"{self.about.text()}\n{told}")
        compared = [differences(conflict.kind, heads[0].content, head.content, self._books) for head in heads[1:]]
        lines = compared[0] if compared and not conflict.hidden else ()
        self.table.setColumnCount(1 + len(heads))
        self.table.setHorizontalHeaderLabels(["", *(self._head(at, head.known) for at, head in enumerate(heads))])
        if len(compared) > 1 and not conflict.hidden:
            self._fill_several(compared)
            return
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column, text in enumerate((line.label, line.one, line.other)):
                self.table.setItem(at, column, _cell(text, line.differs, column == 0))
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, measures.grown(_LABEL_WIDTH))
        self._fit_heights()

    def _fit_heights(self) -> None:
        """As high as their texts wrap, and a little air."""
        self.table.resizeRowsToContents()
        for row in range(self.table.rowCount()):
            self.table.setRowHeight(row, self.table.rowHeight(row) + measures.GAP)

    def _fill_several(self, compared: Sequence[Sequence[Difference]]) -> None:
        """Three versions and more: every line of any of them."""
        labels = list(dict.fromkeys(line.label for lines in compared for line in lines))
        said = [{line.label: line for line in lines} for lines in compared]
        rows = []
        for label in labels:
            first = next(lines[label].one for lines in said if label in lines)
            rows.append((label, first, *(lines[label].other if label in lines else first for lines in said)))
        rows.sort(key=lambda row: len(set(row[1:])) == 1)
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(at, column, _cell(text, len(set(row[1:])) > 1, column == 0))
        self._fit_rows()

    def _head(self, at: int, known: Sequence[str]) -> str:
        which = self.tr("stands now") if at == 0 else self.tr("set aside")
        when = moment_told(known[-1]) if known else ""
        return f"{at + 1}  {which}" + (f"\n{when}" if when else "")

    def _offer(self, conflict: Conflict) -> None:
        while self._button_row.count():
            item = self._button_row.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.choices = []
        for at in range(min(len(conflict.versions), _MOST)):
            text = self.tr("Keep what stands") if at == 0 else self.tr("Take version {number}").format(number=at + 1)
            button = named(QPushButton(f"{text}  {at + 1}"), f"versions.choose_{at + 1}", text,
                           tip=self.tr("Let this version stand; the others go ({key})").format(key=at + 1))  # fmt: skip
            button.setAutoDefault(False)
            button.setEnabled(self._writable and not conflict.hidden)
            button.clicked.connect(lambda _checked=False, at=at: self._choose(at))
            self._button_row.addWidget(button)
            self.choices.append(button)
        self._button_row.addStretch(1)

    # What the user does

    def _choose(self, at: int) -> None:
        conflict = self.shown
        if conflict is not None and at < len(self.choices) and self.choices[at].isEnabled():
            self.chosen.emit(conflict, at)

    def _go(self) -> None:
        if self.shown is not None:
            self.place_wanted.emit(self.shown)

    def _show_help(self) -> None:
        from curator.app.dialogs.help_pages import show_help

        show_help(self)

    def done(self, result: int) -> None:
        self.size_kept.emit(f"{self.width()}x{self.height()}")
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.size_kept.emit(f"{self.width()}x{self.height()}")
        super().closeEvent(event)


def _cell(text: str, differs: bool, is_label: bool) -> QTableWidgetItem:
    """A value of a version; where the versions are equal it steps back."""
    shown = plain(text, _LONGEST)
    cell = QTableWidgetItem(shown)
    cell.setToolTip(plain_tip(shown))
    cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    theme = current()
    cell.setForeground(QColor(theme.text if differs and not is_label else theme.quiet))
    if differs:
        cell.setBackground(QColor(theme.warn_soft))
        if not is_label:
            cell.setFont(measures.font(half_bold=True))
    return cell
