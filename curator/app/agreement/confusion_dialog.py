# SPDX-License-Identifier: MIT
"""The window around the picture of a confusion table: the same in words beside it, and buttons to save it.

What lives here: the window. What does not: the picture (confusion.py), counting (tasks/confusion.py).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator import atomic
from curator.app import measures
from curator.app.agreement.confusion import ConfusionPicture
from curator.app.agreement.file_question import ask_file
from curator.app.agreement.wording import number, row_name
from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.widgets import named, plain_label
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import UserFault
from curator.tasks.agreement import AgreementReport, Part
from curator.tasks.agreement_cases import Cases
from curator.tasks.agreement_figures import FigureLine
from curator.tasks.confusion import Confusion

_CELL = Qt.ItemDataRole.UserRole


@guarded
class ConfusionDialog(QDialog):
    """`cell_chosen(list of CaseLine)`: the cases of the cell that was chosen."""

    cell_chosen = Signal(list)

    def __init__(
        self, report: AgreementReport, part: Part, line: FigureLine, table: Confusion, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._report, self._part, self._table = report, part, table
        title = self.tr("{about}: confusion of choices").format(about=row_name(line))
        named(self, "agreement.confusion_of", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 680)
        coders = part.agreement.comparison.coders
        names = (report.named(coders[0]), report.named(coders[1])) if len(coders) == 2 else self._of_many()
        self.picture = ConfusionPicture(table, names)
        self.frame = QScrollArea()
        named(self.frame, "agreement.confusion_of.scroll", self.tr("The picture"))
        self.frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frame.setWidget(self.picture)
        self.about = named(
            plain_label(self._told(), wrap=True), "agreement.confusion_of.about", self.tr("What it says")
        )
        self.trouble = named(plain_label("", role="bad", wrap=True), "agreement.confusion_of.trouble",
                             self.tr("What went wrong"))  # fmt: skip
        self.trouble.hide()
        self.list = named(QListWidget(), "agreement.confusion_of.list", self.tr("The table in words"),
                          tip=self.tr("Enter lists the cases"))  # fmt: skip
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(measures.grown(220))
        self._fill()
        self._lay_out()
        self.picture.cell_chosen.connect(self._choose)
        self.picture.current_changed.connect(self._keep_in_sight)
        self.list.itemActivated.connect(lambda item: self._choose(*item.data(_CELL)))
        self.picture.setFocus()

    def _of_many(self) -> tuple[str, str]:
        return self.tr("one coder"), self.tr("another coder")

    def _told(self) -> str:
        table = self._table
        if not table.total:
            return self.tr("No two coders answered here.")
        said = self.tr("{total} pairs of answers, {agreeing} the same ({share}). Rows: {rows}. Columns: {columns}.")
        return said.format(
            total=f"{table.total:,}", agreeing=f"{table.agreeing:,}", share=number(table.agreeing / table.total),
            rows=self.picture.names[0], columns=self.picture.names[1],
        )  # fmt: skip

    def _fill(self) -> None:
        agreeing = sorted(
            ((at, at, times) for (at, to), times in self._table.counts.items() if at == to), key=lambda each: -each[2]
        )
        for row, column, _ in (*self._table.largest(), *agreeing):
            words = self.picture.words_of(row, column)
            item = QListWidgetItem(words)
            item.setData(_CELL, (row, column))
            item.setToolTip(plain_tip(words))
            self.list.addItem(item)

    def _lay_out(self) -> None:
        self.save_png = self._button("png", self.tr("Save as PNG …"), self.tr("Write the picture as a PNG file"))
        self.save_svg = self._button("svg", self.tr("Save as SVG …"), self.tr("Write the picture as an SVG file"))
        close = self._button("close", self.tr("Close"), self.tr("Close (Esc)"))
        self.save_png.clicked.connect(lambda: self._save("png"))
        self.save_svg.clicked.connect(lambda: self._save("svg"))
        close.clicked.connect(self.close)
        both = QHBoxLayout()
        both.setSpacing(measures.INSET)
        both.addWidget(self.frame, 2)
        both.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.save_png, self.save_svg, close):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.INSET, measures.INSET, measures.INSET, measures.INSET)
        column.setSpacing(measures.GAP)
        column.addWidget(self.about)
        column.addLayout(both, 1)
        column.addWidget(self.trouble)
        column.addLayout(buttons)

    def _button(self, name: str, title: str, tip: str) -> QPushButton:
        button = named(QPushButton(title), f"agreement.confusion_of.{name}", title, tip=tip)
        button.setAutoDefault(False)  # Enter is for cells
        return button

    def _choose(self, row: int, column: int) -> None:
        places = self._table.places(row, column)
        self.cell_chosen.emit(list(Cases(self._report, self._part).of_places(self._table.field, places)))

    def _keep_in_sight(self, row: int, column: int) -> None:
        rect = self.picture.rect_of(row, column).toRect()
        self.frame.ensureVisible(rect.center().x(), rect.center().y(), rect.width(), rect.height())

    def _save(self, suffix: str) -> None:
        """Ask for a file; it appears whole or not at all."""
        field = self._table.field.field.key
        ask_file(self, self.tr("Save the picture"), Path.home() / f"confusion-{field}.{suffix}", self.write)

    def write(self, path: Path) -> None:
        """Write the picture, as SVG where the name says so, else as PNG; a fault is told below the picture."""
        data = self.picture.svg() if path.suffix.lower() == ".svg" else self.picture.png()
        try:
            atomic.write_atomically(path, data)
        except OSError as error:
            self._say(disk_fault(error, "Saving the picture", path))
        else:
            self.trouble.hide()

    def _say(self, fault: UserFault) -> None:
        self.trouble.setText(fault.sentence)
        self.trouble.show()
