# SPDX-License-Identifier: MIT
"""The report of an import of articles: what became of each file, to look through, copy and act upon.

What lives here: the dialog, beside the window. What does not: the rows and their words (import_rows.py), doing what is
wanted (jobs/importing.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.app import measures
from curator.app.guard import guarded
from curator.app.import_rows import ImportRow
from curator.app.listed.table import ListTable
from curator.app.listed.texts import TextRows
from curator.app.widgets import named, plain_label

_KIND_WIDTH, _FILE_WIDTH = 170, 260


class ImportRows(TextRows):
    """The rows of one kind, or all."""

    rows: tuple[ImportRow, ...]

    def __init__(self, rows: Sequence[ImportRow], parent: QWidget) -> None:
        super().__init__((), parent)
        self._heads = (self.tr("What became of it"), self.tr("File"), self.tr("What to know"))
        self._all = self.rows = tuple(rows)

    def keep(self, kind: str) -> None:
        """Show the rows of this kind, "" for all."""
        self.show_rows([row for row in self._all if kind in ("", *row.found_under)])


@guarded
class ImportReportDialog(QDialog):
    """Tells what is wanted: an article by its id; two of them side by side; files as plain text, or all the
    same; the rows of files that are to be taken apart; undo."""

    article_wanted = Signal(str)
    compare_wanted = Signal(str, str)
    text_wanted = Signal(object)
    same_wanted = Signal(object)
    apart_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self, sentence: str, rows: Sequence[ImportRow], undo: bool, parent: QWidget) -> None:
        super().__init__(parent)
        heading = self.tr("What came of the import")
        named(self, "import_report", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(measures.grown(860), measures.grown(520))
        self.sentence = plain_label(sentence, wrap=True)
        named(self.sentence, "import_report.sentence", sentence)
        self.model = ImportRows(rows, self)
        self._rows = tuple(rows)
        self.kinds = self._made_kinds()
        self.list = self._made_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(measures.INSET)
        column.addWidget(self.sentence)
        above = QHBoxLayout()
        above.addWidget(self.kinds)
        above.addStretch(1)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        self.words = named(plain_label("", role="quiet", wrap=True), "import_report.words", self.tr("What to know"))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.words)
        column.addLayout(self._made_buttons(undo))
        self.list.selectionModel().selectionChanged.connect(self._follow)
        self.list.selectRow(0)
        self._follow()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo_pressed)
        self.list.setFocus()

    def _made_kinds(self) -> QComboBox:
        box = named(QComboBox(), "import_report.kinds", self.tr("Which rows are shown"),
                    tip=self.tr("Show all rows, or those of one kind"))  # fmt: skip
        counts = Counter(kind for row in self._rows for kind in row.found_under)
        box.addItem(f"{self.tr('All')} ({len(self._rows):,})", "")
        for kind, count in counts.items():
            box.addItem(f"{kind} ({count:,})", kind)
        box.currentIndexChanged.connect(self._keep)
        return box

    def _made_list(self) -> ListTable:
        table = named(ListTable(), "import_report.list", self.tr("What became of each file"),
                      tip=self.tr("Enter or a double click shows the article; Ctrl+C copies the chosen rows"),
                      role="figures")  # fmt: skip
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        table.setColumnWidth(0, measures.grown(_KIND_WIDTH))
        table.setColumnWidth(1, measures.grown(_FILE_WIDTH))
        table.doubleClicked.connect(self._go)
        return table

    def _made_buttons(self, undo: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        as_text, same = _files(row.as_text for row in self._rows), _files(row.same for row in self._rows)
        self.go = self._button("go", self.tr("Show the article"), self.tr("Show the article of the chosen row (Enter)"))
        self.compare = self._button("compare", self.tr("Side by side"), self.tr(
            "Show the article of the chosen row beside the one that is nearly the same"))  # fmt: skip
        self.copy = self._button("copy", self.tr("Copy the list"), self.tr("Copy all rows that are shown, as a table"))
        self.text = self._button("text", self.tr("Read the refused as plain text"), self.tr(
            "Bring in the files that their reader could not read, letter by letter as they are"))  # fmt: skip
        self.same = self._button("same", self.tr("Add the same texts too"), self.tr(
            "Two outlets may print one agency copy: add the files that were left out"))  # fmt: skip
        several = [row for row in self._rows if row.apart]
        self.apart = self._button("apart", self.tr("Take several apart"), self.tr(
            "Bring in each article of the files that look like several, in place of the one"))  # fmt: skip
        self.undo = self._button("undo", self.tr("Undo the import"), self.tr(
            "Take back all that this import added (Ctrl+Z); Edit > Redo brings it again"))  # fmt: skip
        self.close_button = self._button("close", self.tr("Close"), self.tr("Close (Esc)"))
        for button, work, wanted in (
            (self.go, self._go, True),
            (self.compare, self._compare, any(row.near for row in self._rows)),
            (self.copy, self._copy_all, True),
            (self.text, lambda: self._leave(self.text_wanted.emit, as_text), bool(as_text)),
            (self.same, lambda: self._leave(self.same_wanted.emit, same), bool(same)),
            (self.apart, lambda: self._leave(self.apart_wanted.emit, several), bool(several)),
            (self.undo, self._take_back, undo),
            (self.close_button, self.close, True),
        ):
            button.clicked.connect(work)
            button.setVisible(wanted)
            if button is self.close_button:
                line.addStretch(1)
            line.addWidget(button)
        return line

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = named(QPushButton(text, self), f"import_report.{name}", text, tip=tip)
        button.setAutoDefault(False)
        return button

    @property
    def chosen(self) -> ImportRow | None:
        row = self.list.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _keep(self) -> None:
        self.model.keep(self.kinds.currentData())
        self.list.selectRow(0)
        self._follow()

    def _follow(self) -> None:
        """What can be done with the chosen row, and all its words: the list has room for their beginning."""
        self.go.setEnabled(self.chosen is not None and self.chosen.article != "")
        self.words.setText(self.chosen.words if self.chosen is not None else "")
        self.compare.setEnabled(self.chosen is not None and self.chosen.near != "")

    def _go(self) -> None:
        if self.chosen is not None and self.chosen.article:
            self.article_wanted.emit(self.chosen.article)

    def _compare(self) -> None:
        if self.chosen is not None and self.chosen.near:
            self.compare_wanted.emit(self.chosen.article, self.chosen.near)

    def _leave(self, tell: Callable[[Any], object], what: Sequence[Any]) -> None:
        tell(what)
        self.close()

    def _take_back(self) -> None:
        self.undo_wanted.emit()
        self.close()

    def _undo_pressed(self) -> None:
        if self.undo.isVisible():
            self._take_back()

    def _copy_all(self) -> None:
        _copy(self.model.rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.list.hasFocus():
            numbers = sorted({index.row() for index in self.list.selectedIndexes()})
            _copy([self.model.rows[number] for number in numbers])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._go()
        else:
            super().keyPressEvent(event)


def _copy(rows: Sequence[ImportRow]) -> None:
    """Rows as lines with tabs between, as spreadsheets take them."""
    lines = ("\t".join(" ".join(cell.split()) for cell in row[:3]) for row in rows)
    QGuiApplication.clipboard().setText("\n".join(lines) + "\n")


def _files(paths: Iterable[str]) -> list[str]:
    """Each file once."""
    return list(dict.fromkeys(path for path in paths if path))
