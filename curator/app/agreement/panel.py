# SPDX-License-Identifier: MIT
"""The panel "Agreement so far": how far coders agree in what they have finished, each figure with its cases.

What lives here: its widgets, measuring in the background, following changes. What does not: the figures (tasks), their
words (wording.py), the cases and the confusion of choices behind them, files (behind.py).

How to embed it: `AgreementPanel(workspace, background)` at the top of a column of 240 pixels or more; hand every
ChangeSet of the feed to `follow_change`; call `leave` before the project is closed. It measures when it is first seen.
Connect `case_chosen(article id, ids of its incidents, field)` to what shows an article: `field` is "key" of a field of
the incident, "group.key" of one of a row, "" for the whole incident. `told(sentence)`: something was written, or why it
was not.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QLocale, QTime, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.agreement.behind import BehindFigures
from curator.app.agreement.figures_table import FiguresTable
from curator.app.agreement.wording import about, left_out, parting
from curator.app.background import Background, report_bug
from curator.app.guard import guarded
from curator.app.listed.page import line_of_widgets
from curator.app.widgets import heading, named, plain_label
from curator.domain.faults import UserFault
from curator.tasks.agreement import PARTINGS, WHOLE, AgreementReport, Part, agreement, let_go, parts_of
from curator.tasks.agreement_figures import FigureLine, figure_lines
from curator.tasks.job import Stopped
from curator.workspace import ChangeSet, Workspace

_WAIT = 1_500  # ms after the last change
_REST = 4  # times as long as measuring took: a large project is not measured all the time
# What figures follow from; a comment or a judgement changes none.
_TABLES = {"incidents", "evidence", "value_notes", "reading", "pairs", "assignments", "openings", "coders", "articles"}
_GROUPS = "incident_"


@guarded
class AgreementPanel(QWidget):
    """`case_chosen(str, tuple of str, str)`, `told(str)`: see above."""

    case_chosen = Signal(str, object, str)
    told = Signal(str)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "agreement", self.tr("Agreement so far"), role="side")
        self._workspace, self._background = workspace, background
        self._report: AgreementReport | None = None
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._lines: dict[tuple[str, str], list[FigureLine]] = {}
        self._stop = threading.Event()
        self._stale = True
        self._measuring = False
        self._read_for = ""
        self._as_of = ""
        self.left = False  # the project is about to be closed
        self.behind = BehindFigures(self, workspace, background, self._refused)
        self._changing = QTimer(self, singleShot=True, interval=_WAIT)
        self._changing.timeout.connect(self._paused)
        self._make()
        self._lay_out()
        self._connect()
        self._tell()

    # Making

    def _make(self) -> None:
        self.by = named(QComboBox(), "agreement.by", self.tr("Which part"),
                        tip=self.tr("All finished codings together, or a part of them"))  # fmt: skip
        for by in (WHOLE, *PARTINGS):
            self.by.addItem(parting(by), by)
        self.part = named(QComboBox(), "agreement.part", self.tr("Whose"), tip=self.tr("Which of the parts is shown"))
        self.part.hide()
        self.table = FiguresTable()
        self.note = named(plain_label("", role="quiet", wrap=True), "agreement.note", self.tr("What was measured"))
        self.cases = self._button("cases", self.tr("Cases"), self.tr("Show the cases behind the chosen figure (Enter)"))
        self.confused = self._button(
            "confusion", self.tr("Confusion"), self.tr("Which choices coders take for which others, as a picture")
        )
        self.more = named(QToolButton(), "agreement.more", self.tr("More"),
                          tip=self.tr("All figures, and files of figures and cases"), role="quiet")  # fmt: skip
        self.more.setText(self.tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = named(QMenu(self.more), "agreement.menu", self.tr("More"))
        menu.setToolTipsVisible(True)
        self.more.setMenu(menu)
        self.everything = self._action(
            menu, "everything", self.tr("All figures"),
            self.tr("Every field, the rows of groups and the words, not only what tells most"),
        )  # fmt: skip
        self.everything.setCheckable(True)
        tip = self.tr("Write all figures of what is chosen above as a CSV file")
        self.figures_csv = self._action(menu, "csv", self.tr("Figures as CSV …"), tip)
        tip = self.tr("Write all disagreements of what is chosen above as a CSV file")
        self.cases_csv = self._action(menu, "cases_csv", self.tr("Cases as CSV …"), tip)

    def _button(self, name: str, title: str, tip: str) -> QPushButton:
        return named(QPushButton(title), f"agreement.{name}", title, tip=tip, role="quiet")

    @staticmethod
    def _action(menu: QMenu, name: str, title: str, tip: str) -> QAction:
        action = menu.addAction(title)
        action.setObjectName(f"agreement.{name}")
        action.setToolTip(tip)
        return action

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, measures.GAP)
        column.setSpacing(measures.STEP)
        column.addWidget(heading(self.tr("Agreement so far")))
        inner = QVBoxLayout()
        inner.setContentsMargins(measures.INSET, 0, measures.INSET, 0)
        inner.setSpacing(measures.STEP)
        inner.addLayout(line_of_widgets(self.by, self.part, spacing=measures.STEP))
        inner.addWidget(self.table, 1)
        inner.addWidget(self.note)
        buttons = line_of_widgets(self.cases, self.confused, self.more, spacing=0)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        column.addLayout(inner, 1)
        for box in (self.by, self.part):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.behind.case_chosen.connect(self.case_chosen)
        self.behind.told.connect(self.told)
        self.by.activated.connect(lambda _at: self._choose_parting())
        self.part.activated.connect(lambda _at: self._show())
        self.everything.toggled.connect(lambda _on: self._show())
        self.table.figure_chosen.connect(self.behind.show_cases)
        self.table.current_changed.connect(self._follow_current)
        self.cases.clicked.connect(lambda: self._with_current(self.behind.show_cases))
        self.confused.clicked.connect(lambda: self._with_current(self.behind.show_confusion))
        self.figures_csv.triggered.connect(self.behind.write_figures)
        self.cases_csv.triggered.connect(self.behind.write_cases)

    # Measuring

    def read(self) -> None:
        """Measure again, in the background; until then the figures as they are, with their time."""
        if self.left or self._measuring:
            return
        self._changing.stop()
        self._stale, self._measuring = False, True
        self._read_for = self._viewer()
        self._tell()
        by = self._by()
        workspace, stop, began = self._workspace, self._stop, time.monotonic()

        def work() -> AgreementReport:
            return agreement(workspace, by=() if by == WHOLE else (by,), cancelled=stop.is_set)

        def done(report: AgreementReport) -> None:
            self._measuring = False
            self._changing.setInterval(max(_WAIT, round((time.monotonic() - began) * 1000 * _REST)))
            self._let_go()
            self._report = report
            self._parts, self._lines = {WHOLE: report.parts[:1]}, {}
            if by != WHOLE:
                self._parts[by] = report.parts[1:]
            self._as_of = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
            self._choose_parting()
            if self.isVisible() and self._read_for != self._viewer():
                self.read()
            elif self.isVisible() and self._stale:
                self._changing.start()

        self._background.run(work, done, self._refused, lane="agreement", broken=self._broke)

    def _let_go(self) -> None:
        """What was measured before goes off the window's thread: it is large."""
        held = [self._report] if self._report is not None else []
        parts = [part for some in self._parts.values() for part in some]
        self._report, self._parts = None, {}

        def work() -> None:
            while parts:
                parts.pop()
            let_go(held)

        if held:
            self._background.run(work, lambda _none: None)

    def _refused(self, fault: UserFault) -> None:
        self._measuring = False
        self._tell()
        if not isinstance(fault, Stopped):
            self.told.emit(fault.sentence)

    def _broke(self, error: BaseException) -> None:
        self._measuring = False
        self._tell()
        report_bug(error)

    def _viewer(self) -> str:
        coder = self._workspace.coder
        return coder.id if coder is not None else ""

    def _by(self) -> str:
        return str(self.by.currentData())

    def _choose_parting(self) -> None:
        """Show what is chosen above; a part that was not measured yet is measured first."""
        report, by = self._report, self._by()
        if report is None:
            return
        if by not in self._parts:
            self._background.run(
                lambda: parts_of(report, by, cancelled=self._stop.is_set),
                lambda parts: self._parted(report, by, parts),
                self._refused,
                lane="agreement.parts",
            )
            return
        chosen = self.part.currentData()
        self.part.clear()
        for part in self._parts[by]:
            self.part.addItem(part.title, part.key)
        self.part.setCurrentIndex(max(0, self.part.findData(chosen)))
        self.part.setVisible(by != WHOLE)
        self._show()

    def _parted(self, report: AgreementReport, by: str, parts: tuple[Part, ...]) -> None:
        if report is self._report:
            self._parts[by] = parts
            if self._by() == by:
                self._choose_parting()

    @property
    def report(self) -> AgreementReport | None:
        """What was measured last."""
        return self._report

    @property
    def shown_parts(self) -> tuple[Part, ...]:
        """The parts that can be chosen now."""
        return self._parts.get(self._by(), ())

    @property
    def shown_part(self) -> Part | None:
        """The part whose figures are on show."""
        parts = self.shown_parts
        at = self.part.currentIndex() if self._by() != WHOLE else 0
        return parts[at] if 0 <= at < len(parts) else None

    # Showing

    def _show(self) -> None:
        """Show the figures of the part that is chosen; its lines are made off the window's thread, once."""
        part, report = self.shown_part, self._report
        if report is None:
            return
        lines = self._lines.get((part.by, part.key)) if part is not None and report.articles else []
        if lines is not None:
            self.table.show_lines(lines, report.codebook, self.everything.isChecked())
            self._tell()
        elif part is not None:
            self._make_lines(report, part)

    def _make_lines(self, report: AgreementReport, part: Part) -> None:
        def done(lines: list[FigureLine]) -> None:
            if report is self._report:
                self._lines[part.by, part.key] = lines
                self._show()

        self._background.run(lambda: list(figure_lines(report, part)), done, lane="agreement.lines")

    def _tell(self) -> None:
        """The note below the figures: what they rest on, what is left out, how new they are."""
        report, part = self._report, self.shown_part
        if report is None:
            self.note.setText(self.tr("Measuring …") if self._measuring else "")
        else:
            self.note.setText(" ".join(each for each in (about(report, part), *left_out(report),
                                                         self._age()) if each))  # fmt: skip
        there = part is not None and report is not None and bool(report.articles)
        self.table.setEnabled(there)
        self.more.setEnabled(there)
        self._follow_current(self.table.current_line() if there else None)

    def _age(self) -> str:
        if self._measuring:
            return self.tr("As of {time}; measuring again …").format(time=self._as_of)
        return self.tr("As of {time}; changed since.").format(time=self._as_of) if self._stale else ""

    def _follow_current(self, line: FigureLine | None) -> None:
        self.cases.setEnabled(line is not None)
        self.confused.setEnabled(line is not None and self.behind.is_confusable(line))

    # Changes

    def follow_change(self, change: ChangeSet) -> None:
        """A change was committed: what figures follow from is measured again after a pause, when it is seen."""
        if change.codebook_changed or any(name in _TABLES or name.startswith(_GROUPS) for name in change.tables):
            self._stale = True
            if self.isVisible():
                self._tell()
                self._changing.start()

    def _paused(self) -> None:
        if self.isVisible():
            if self._measuring:
                self._changing.start()
            else:
                self.read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self._read_for != self._viewer():
            self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._changing.stop()

    def leave(self) -> None:
        """The project is about to be closed: measuring stops."""
        self.left = True
        self._stop.set()
        self._changing.stop()

    # What the user does

    def _with_current(self, act: Callable[[FigureLine], None]) -> None:
        line = self.table.current_line()
        if line is not None:
            act(line)
