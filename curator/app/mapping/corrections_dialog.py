# SPDX-License-Identifier: MIT
"""Looking through what was corrected in a spreadsheet, and ticking what is to be taken over.

What lives here: the dialog. What does not: reading and taking over (jobs/tables.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QTableView, QWidget

from curator.app import measures
from curator.app.dialogs.form import FormDialog
from curator.app.guard import guarded
from curator.app.listed.dressing import dress_table
from curator.app.mapping.corrections_model import FIELD, FILE, HERE, REMARK, WHAT, WHERE, CorrectionsModel
from curator.app.widgets import named, plain_label
from curator.tasks.correction_list import CorrectionList

_WIDTHS = {WHAT: 100, WHERE: 170, FIELD: 140, HERE: 150, FILE: 150, REMARK: 180}


@guarded
class CorrectionsDialog(FormDialog):
    """`wanted(list of Correction)`: take these over."""

    wanted = Signal(list)

    def __init__(self, found: CorrectionList, parent: QWidget) -> None:
        super().__init__(
            "corrections", parent.tr("Corrections in {name}").format(name=found.name),
            parent.tr("Ticked changes are taken over, in one step that one Undo takes back. What is missing in the "
                      "file is taken out only where you tick it."),
            parent.tr("Take over"), parent,
        )  # fmt: skip
        self.setMinimumWidth(measures.grown(980))
        self.model = CorrectionsModel(found.corrections, self)
        self.list = named(QTableView(), "corrections.list", self.tr("What was corrected"), role="box")
        self.list.setModel(self.model)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        dress_table(self.list, stretch=False)
        self.list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(measures.grown(300))
        for column, width in _WIDTHS.items():
            self.list.setColumnWidth(column, measures.grown(width))
        self.list.horizontalHeader().setStretchLastSection(True)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._turn)
        self.form.addRow(self.list)
        self.form.addRow(self._made_buttons())
        self.told = named(plain_label("", wrap=True), "corrections.told", self.tr("What is ticked"))
        self.form.addRow(self.told)
        self._said = [found.sentence, *found.told]
        self.model.ticked_changed.connect(self._count)
        self._count()
        self.list.setCurrentIndex(self.model.index(0, WHAT))
        self.list.setFocus()

    def _made_buttons(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for name, text, tip, on in (
            ("corrections.all", self.tr("Tick the usual ones"),
             self.tr("All that were changed or added; not what the project changed too, nor what is missing"), True),
            ("corrections.none", self.tr("Tick nothing"), self.tr("Take all ticks away"), False),
        ):  # fmt: skip
            button = named(QPushButton(text), name, text, tip=tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, on=on: self.model.tick_all(on))
            line.addWidget(button)
        line.addStretch(1)
        return row

    def _turn(self) -> None:
        rows = {index.row() for index in self.list.selectionModel().selectedRows()}
        for row in rows or {self.list.currentIndex().row()}:
            if row >= 0:
                self.model.turn(row)

    def _count(self) -> None:
        ticked = len(self.model.ticked)
        told = self.tr("{count:,} of {all:,} ticked.").format(count=ticked, all=self.model.rowCount())
        self.told.setText(" ".join([told, *self._said]))
        self.main.setEnabled(bool(ticked))

    def accept(self) -> None:
        self.wanted.emit(self.model.ticked)
        super().accept()
