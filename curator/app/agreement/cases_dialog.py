# SPDX-License-Identifier: MIT
"""The cases behind one figure: article, and what each coder said there with which words.

What lives here: the window that lists them. What does not: which cases there are (tasks/agreement_cases.py), showing
the article (whoever hears `case_chosen`).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from curator.app import measures
from curator.app.agreement.wording import figure_tip, reason, row_name, said_text, value_text
from curator.app.guard import guarded
from curator.app.tips import plain_tip
from curator.app.widgets import named, plain_label
from curator.tasks.agreement import AgreementReport, Part
from curator.tasks.agreement_cases import CaseLine
from curator.tasks.agreement_cases import Said as SaidBy
from curator.tasks.agreement_figures import FigureLine

_QUOTE = 160  # code points of a quote in a cell; the tool tip has all


@guarded
class CasesDialog(QDialog):
    """`case_chosen(article id, ids of its incidents, field)`: a double click, or Enter; the list stays open."""

    case_chosen = Signal(str, object, str)

    def __init__(
        self, report: AgreementReport, part: Part, line: FigureLine, cases: Sequence[CaseLine], most: int,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._report = report
        self._cases = cases[:most]
        title = self.tr("{about}: cases").format(about=row_name(line))
        named(self, "agreement.cases_of", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 560)
        self.about = named(plain_label(f"{row_name(line)}: {value_text(line)}. {self._counted(len(cases), most)}",
                                       wrap=True), "agreement.cases_of.about", self.tr("The figure"))  # fmt: skip
        self.about.setToolTip(plain_tip(figure_tip(line)))
        coders = [report.named(coder) for coder in part.agreement.comparison.coders]
        self.table = _CaseTable(self, [self.tr("Article"), *coders, self.tr("Why listed")])
        for row, case in enumerate(self._cases):
            self._show(row, case)
        self.table.chosen.connect(self._choose)
        self.open_case = named(QPushButton(self.tr("Show in the article")), "agreement.cases_of.open",
                               self.tr("Show in the article"), tip=self.tr("Open the article there (Enter)"),
                               role="main")  # fmt: skip
        self.open_case.clicked.connect(lambda: self._choose(self.table.currentRow()))
        self.open_case.setEnabled(bool(self._cases))
        close = named(QPushButton(self.tr("Close")), "agreement.cases_of.close", self.tr("Close"),
                      tip=self.tr("Close (Esc)"))  # fmt: skip
        close.clicked.connect(self.close)
        for button in (self.open_case, close):
            button.setAutoDefault(False)  # Enter is for the list
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.open_case)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(measures.INSET, measures.INSET, measures.INSET, measures.INSET)
        column.setSpacing(measures.GAP)
        column.addWidget(self.about)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        if self._cases:
            self.table.setCurrentCell(0, 0)
        self.table.setFocus()

    def _counted(self, found: int, most: int) -> str:
        if not found:
            return self.tr("Nobody differs here.")
        if found > most:
            return self.tr("The first {count} cases are listed; the CSV has all.").format(count=f"{most:,}")
        return self.tr("1 case.") if found == 1 else self.tr("{count} cases.").format(count=f"{found:,}")

    def _show(self, row: int, case: CaseLine) -> None:
        self.table.insertRow(row)
        why = reason(case.why) if case.why else self.tr("one-sided") if _alone(case) else self.tr("they differ")
        title = case.title or self.tr("(no title)")
        texts = [(title, title), *(self._cell(case, said) for said in case.said), (why, why)]
        for column, (short, whole) in enumerate(texts):
            item = QTableWidgetItem(short)
            item.setToolTip(plain_tip(whole))
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.table.setItem(row, column, item)

    def _cell(self, case: CaseLine, said: SaidBy) -> tuple[str, str]:
        """(as it stands in the cell, whole): the value and below it its words."""
        value = said_text(self._report.codebook, case.group, case.field, said)
        whole = " … ".join(said.quotes)
        quote = " ".join(whole.split())
        short = quote if len(quote) <= _QUOTE else quote[:_QUOTE] + " …"
        both = [(part, full) for part, full in ((value, value), (f"“{short}”" if short else "", whole)) if part]
        return "\n".join(part for part, _ in both), "\n".join(full for _, full in both)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._cases):
            case = self._cases[row]
            field = f"{case.group}.{case.field}" if case.group and case.field else case.field
            self.case_chosen.emit(case.article, case.incidents, field)


@guarded
class _CaseTable(QTableWidget):
    """`chosen(row)`: a double click, or Enter."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns), parent)
        named(self, "agreement.cases_of.list", self.tr("Cases"), tip=self.tr("Enter shows a case in its article"))
        self.setProperty("role", "incidents")
        self.setHorizontalHeaderLabels(list(columns))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(measures.grown(62))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.cellDoubleClicked.connect(lambda row, _column: self.chosen.emit(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.currentRow())
            return
        super().keyPressEvent(event)


def _alone(case: CaseLine) -> bool:
    return not case.field and len({(each.incident, each.row) for each in case.said if each.state == "value"}) == 1
