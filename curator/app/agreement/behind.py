# SPDX-License-Identifier: MIT
"""What stands behind a figure of agreement: its cases, the confusion of choices, and files of both.

What lives here: finding it in the background, and the windows it is shown in. What does not: the figures (panel.py),
what the windows hold (cases_dialog.py, confusion_dialog.py), writing (tasks/agreement_files.py).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from curator.app.background import Background
from curator.app.keyboard_place import come_forward
from curator.domain.faults import UserFault
from curator.tasks.agreement import AgreementReport, Part
from curator.tasks.agreement_cases import CaseLine, Cases
from curator.tasks.agreement_figures import ABOVE, FIELD, FigureLine
from curator.tasks.confusion import confusion, has_confusion
from curator.workspace import Workspace

if TYPE_CHECKING:
    from curator.app.agreement.panel import AgreementPanel

MOST_CASES = 1_000


class BehindFigures(QObject):
    """One for each panel. `case_chosen(article, incidents, field)`, `told(sentence)`: as the panel says them."""

    case_chosen = Signal(str, object, str)
    told = Signal(str)

    def __init__(
        self, panel: AgreementPanel, workspace: Workspace, background: Background, refused: Callable[[UserFault], None]
    ) -> None:
        """`refused`: told where a file could not be written."""
        super().__init__(panel)
        self._panel, self._workspace, self._background, self._refused = panel, workspace, background, refused

    def is_confusable(self, line: FigureLine) -> bool:
        """Whether there are choices behind the figure that coders take for each other."""
        part = self._panel.shown_part
        if part is None or line.what not in (FIELD, ABOVE):
            return False
        return has_confusion(part.agreement.field(line.field, line.group, above=line.what == ABOVE))

    def show_cases(self, line: FigureLine) -> None:
        """List the cases behind a figure in a window of their own."""
        report, part = self._panel.report, self._panel.shown_part
        if report is None or part is None:
            return

        def work() -> list[CaseLine]:
            return list(
                islice(Cases(report, part).of(line.what, line.group, line.field, left_out=True), MOST_CASES + 1)
            )

        self._background.run(work, lambda found: self._list(report, part, line, found), lane="agreement.cases")

    def _list(self, report: AgreementReport, part: Part, line: FigureLine, found: list[CaseLine]) -> None:
        from curator.app.agreement.cases_dialog import CasesDialog

        if not self._panel.left:
            before = [each for each in self._panel.findChildren(CasesDialog) if each.isVisible()]
            dialog = CasesDialog(report, part, line, found, MOST_CASES, self._panel)
            dialog.case_chosen.connect(self.case_chosen)
            for each in before:  # one list at a time, where the last one stood
                dialog.setGeometry(each.geometry())
                each.close()
            come_forward(dialog)

    def show_confusion(self, line: FigureLine) -> None:
        """Show which choices are taken for which others, in a window of their own."""
        from curator.app.agreement.confusion_dialog import ConfusionDialog

        report, part = self._panel.report, self._panel.shown_part
        if report is None or part is None or not self.is_confusable(line):
            return
        field = part.agreement.field(line.field, line.group, above=line.what == ABOVE)
        dialog = ConfusionDialog(report, part, line, confusion(field, report.codebook), self._panel)
        dialog.cell_chosen.connect(lambda found: self._list(report, part, line, found))
        come_forward(dialog)

    # Files

    def write_figures(self) -> None:
        """Ask for a file, and write all figures of what is chosen."""
        from curator.tasks.agreement_files import write_figures

        report, parts = self._panel.report, self._panel.shown_parts
        if report is not None:
            self._write(self.tr("Figures as CSV"), "agreement", lambda path: write_figures(report, path, parts=parts))

    def write_cases(self) -> None:
        """Ask for a file, and write all disagreements of what is chosen."""
        from curator.tasks.agreement_files import write_cases

        report, part = self._panel.report, self._panel.shown_part
        if report is not None and part is not None:
            self._write(self.tr("Cases as CSV"), "disagreements", lambda path: write_cases(report, path, part=part))

    def _write(self, title: str, name: str, write: Callable[[Path], int]) -> None:
        """Ask for a file, and write it off the window's thread."""
        from curator.app.agreement.file_question import ask_file

        def chosen(path: Path) -> None:
            self._background.run(lambda: write(path), lambda count: self._wrote(path, count), self._refused)

        ask_file(self._panel, title, self._workspace.path.with_name(f"{self._workspace.path.stem}-{name}.csv"), chosen)

    def _wrote(self, path: Path, count: Any) -> None:
        self.told.emit(self.tr("{count} lines written to {path}.").format(count=f"{count:,}", path=path))
