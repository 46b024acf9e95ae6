# SPDX-License-Identifier: MIT
"""The mapping dialog: what each column of somebody's table is, and what would come of it.

What lives here: the dialog. What does not: reading the file and bringing it in (jobs/tables.py), planning
(tasks/table_plan.py), which runs off the window's thread whenever the mapping was changed.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableView,
    QWidget,
)

from curator.app import measures
from curator.app.background import Background
from curator.app.dialogs.form import FormDialog
from curator.app.guard import guarded
from curator.app.listed.dressing import dress_table
from curator.app.mapping.columns_model import HEADING, TARGET, ColumnsModel
from curator.app.mapping.target_delegate import TargetDelegate
from curator.app.widgets import named, plain_label
from curator.domain.faults import UserFault
from curator.domain.table_mapping import TableMapping, fitted
from curator.formats.table_shape import Table
from curator.shape import replace
from curator.tasks.job import Stopped
from curator.tasks.table_in import named_mappings, proposed_mapping, saved_mappings
from curator.tasks.table_plan import TablePlan, plan_table
from curator.workspace import Workspace

_MOST_LISTED = 1_000
_UNHURRIED_MS = 100
_FIRST = 50  # rows that are planned at once


@guarded
class MappingDialog(FormDialog):
    """`wanted(plan, mapping, name)`: bring it in, and keep the mapping by this name ("" for not).
    `sheet_wanted(name)`: another sheet of the file is to be shown."""

    wanted = Signal(object, object, str)
    sheet_wanted = Signal(str)
    _looked = Signal(int, int)  # for which look, per cent of the rows; from the thread that looks

    def __init__(self, workspace: Workspace, table: Table, parent: QWidget) -> None:
        super().__init__(
            "mapping", parent.tr("Bring in {name}").format(name=table.name),
            parent.tr("Say what each column is. Type a part of a field's name, or leave the column out. One step; "
                      "one Undo takes all of it back."),
            parent.tr("Bring in"), parent,
        )  # fmt: skip
        self._workspace, self._table = workspace, table
        self._background = Background(self)
        self._look = 0
        self.plan: TablePlan | None = None
        self._first = ""  # what the first rows would bring, in words
        self._looked.connect(self._tell_how_far)
        self._saved = saved_mappings(workspace)
        self.setMinimumWidth(measures.grown(900))
        self.form.addRow(self._made_head())
        self.model = ColumnsModel(workspace.codebook, self)
        self.columns = self._made_columns()
        self.form.addRow(self.columns)
        self.told = named(plain_label("", wrap=True), "mapping.told", self.tr("What would come in"))
        self.form.addRow(self.told)
        self.warnings = named(QListWidget(), "mapping.warnings", self.tr("What a person should look at"), role="box")
        self.warnings.setMinimumHeight(90)
        self.warnings.setMaximumHeight(measures.grown(130))
        self.form.addRow(self.warnings)
        self.name = named(
            QLineEdit(), "mapping.name", self.tr("Keep the mapping as"),
            tip=self.tr("A name: then tables with these headings are known again in this project"),
        )  # fmt: skip
        self.name.setPlaceholderText(self.tr("a name; or nothing"))
        self.row(self.tr("Keep the mapping as"), self.name)
        self.main.setAutoDefault(False)
        self.main.setDefault(False)
        self._soon = QTimer(self, singleShot=True, interval=_UNHURRIED_MS)
        self._soon.timeout.connect(self._plan)
        self.model.changed.connect(self._follow)
        self.show_table(table)

    def _made_head(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        self.sheet = named(QComboBox(), "mapping.sheet", self.tr("Sheet"), tip=self.tr("The sheet of the file"))
        self.sheet.activated.connect(lambda _at: self.sheet_wanted.emit(self.sheet.currentText()))
        self.choice = named(
            QComboBox(), "mapping.choice", self.tr("Mapping"),
            tip=self.tr("Mappings that were kept in the project, and those of known data sets"),
        )  # fmt: skip
        self.choice.activated.connect(lambda _at: self._choose())
        again = named(
            QPushButton(self.tr("Use the column once more")), "mapping.again", self.tr("Use the column once more"),
            tip=self.tr("A column may fill several fields (Insert)"),
        )  # fmt: skip
        again.setAutoDefault(False)
        again.clicked.connect(self._use_again)
        for widget in (plain_label(self.tr("Sheet")), self.sheet, plain_label(self.tr("Mapping")), self.choice, again):
            line.addWidget(widget)
        line.addStretch(1)
        return row

    def _made_columns(self) -> QTableView:
        view = named(QTableView(), "mapping.columns", self.tr("Columns of the table"), role="box")
        view.setModel(self.model)
        view.setItemDelegateForColumn(TARGET, TargetDelegate(self._workspace.codebook, 5, view))
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked
        )
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        dress_table(view, stretch=False)
        view.horizontalHeader().setStretchLastSection(True)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setMinimumHeight(measures.grown(240))
        for keys, work in (
            ("Insert", self._use_again), ("Delete", self._leave_out), ("Return", self._edit), ("Enter", self._edit),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(work)
        return view

    # What is shown

    def show_table(self, table: Table) -> None:
        """Show a table, with the mapping that fits it."""
        self._table = table
        self.refusal.hide()
        self.sheet.clear()
        self.sheet.addItems(table.sheets or (self.tr("one table"),))
        self.sheet.setCurrentText(table.sheet)
        self.sheet.setEnabled(len(table.sheets) > 1)
        proposed = proposed_mapping(table, self._workspace.codebook, self._saved)
        self._fill_choice(proposed.label)
        self.model.show(table, proposed)
        self.columns.setColumnWidth(HEADING, measures.grown(170))
        self.columns.setColumnWidth(TARGET, measures.grown(250))
        for column in range(TARGET + 1, self.model.columnCount()):
            self.columns.setColumnWidth(column, measures.grown(130))
        self.columns.setCurrentIndex(self.model.index(0, TARGET))
        self.columns.setFocus()

    def keep_sheet(self) -> None:
        """The sheet that was wanted could not be read: this one stays chosen."""
        self.sheet.setCurrentText(self._table.sheet)

    def _fill_choice(self, fitting: str) -> None:
        self.choice.clear()
        fits = self.tr("the one that fits: {name}").format(name=fitting) if fitting else self.tr("by the headings")
        self.choice.addItem(fits, None)
        for name, mapping in self._saved.items():
            self.choice.addItem(name, mapping)
        for mapping in named_mappings().values():
            self.choice.addItem(mapping.label, mapping)

    def _choose(self) -> None:
        chosen = self.choice.currentData()
        codebook = self._workspace.codebook
        if isinstance(chosen, TableMapping):
            self.model.show(self._table, fitted(chosen, self._table.headings, codebook))
        else:
            self.model.show(self._table, proposed_mapping(self._table, codebook, self._saved))

    def _use_again(self) -> None:
        row = self.columns.currentIndex().row()
        if row >= 0:
            self.columns.setCurrentIndex(self.model.index(self.model.add_use(row), TARGET))
            self.columns.setFocus()

    def _leave_out(self) -> None:
        index = self.columns.currentIndex()
        if index.isValid():
            self.model.setData(self.model.index(index.row(), TARGET), "")

    def _edit(self) -> None:
        index: QModelIndex = self.columns.currentIndex()
        if index.isValid():
            cell = self.model.index(index.row(), TARGET)
            self.columns.setCurrentIndex(cell)
            self.columns.edit(cell)

    # What would come of it

    def _follow(self) -> None:
        self.plan, self._first = None, ""
        self._look += 1
        self.main.setEnabled(False)
        self.told.setText(self.tr("Looking at the rows …"))
        self._soon.start()

    def _plan(self, first: int = _FIRST) -> None:
        """Plan the first rows, then all of them. A change of the mapping stops that: the newest one counts."""
        look, mapping, table = self._look, self.model.mapping, self._table
        first = first if first < len(table.rows) else 0

        def progress(done: int, total: int, _words: str) -> None:
            if not first and total:
                self._looked.emit(look, 100 * done // total)

        def work() -> TablePlan | None:
            try:
                return plan_table(
                    self._workspace, table, mapping, progress=progress, cancelled=lambda: self._look != look,
                    first=first,
                )  # fmt: skip
            except Stopped:
                return None

        def show(plan: TablePlan | None) -> None:
            if self._look != look or plan is None:
                return  # a small table is planned to its end though its mapping was changed meanwhile
            if first:
                self._show_first(plan, first)
                self._plan(0)
            else:
                self._show_plan(plan)

        self._background.run(work, show, self._refused, lane="mapping")

    def _show_first(self, plan: TablePlan, first: int) -> None:
        told = self.tr("Of the first {count} rows: {told}.").format(count=first, told=self._counts(plan))
        self._first = f"{told} {self.tr('Looking at all {count:,} rows …').format(count=len(self._table.rows))}"
        self.told.setText(self._first)
        self._list_warnings(plan)

    def _tell_how_far(self, look: int, share: int) -> None:
        if self._look == look and self.plan is None and self._first:
            self.told.setText(f"{self._first} {share} %")

    def _refused(self, fault: UserFault) -> None:
        self.told.setText(fault.sentence)

    def _show_plan(self, plan: TablePlan) -> None:
        self.plan = plan
        self.told.setText(self._counts(plan))
        self._list_warnings(plan)
        self.main.setEnabled(bool(plan.articles))

    def _counts(self, plan: TablePlan) -> str:
        counts = self.tr(
            "New articles: {articles:,} · new incidents: {incidents:,} · spans of words: {words:,}"
        ).format(articles=plan.new_articles, incidents=plan.incidents, words=plan.words)
        said = [counts]
        for count, told in (
            (plan.found, self.tr("articles found again: {count:,}")), (plan.there, self.tr("already there: {count:,}")),
            (plan.waiting, self.tr("quotes that wait for their place: {count:,}")),
            (len(plan.refused), self.tr("rows left out: {count:,}")),
            (len(plan.warnings), self.tr("warnings: {count:,}")),
        ):  # fmt: skip
            if count:
                said.append(told.format(count=count))
        return " · ".join(said)

    def _list_warnings(self, plan: TablePlan) -> None:
        lines = [self.tr("Row {line} is left out: {why}.").format(line=line, why=why) for line, why in plan.refused]
        lines = [*self._table.warnings, *lines, *(warning.sentence for warning in plan.warnings)]
        self.warnings.clear()
        self.warnings.addItems([" ".join(line.split()) for line in lines[:_MOST_LISTED]])
        if len(lines) > _MOST_LISTED:
            self.warnings.addItem(self.tr("… and {count:,} more").format(count=len(lines) - _MOST_LISTED))
        if not lines:
            self.warnings.addItem(self.tr("Nothing to look at."))

    def accept(self) -> None:
        if self.plan is None:
            return
        name = self.name.text().strip()
        self.wanted.emit(self.plan, replace(self.model.mapping, label=name or self.model.mapping.label), name)
        super().accept()

    def done(self, result: int) -> None:
        self._look += 1  # whoever still looks stops
        self._soon.stop()
        self._background.forget()
        super().done(result)
