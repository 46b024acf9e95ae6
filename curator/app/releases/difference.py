# SPDX-License-Identifier: MIT
"""What differs between two releases, or a release and now: a table beside the window, kept as CSV on request.

What lives here: the dialog. What does not: comparing (formats/set_difference.py), writing the file (jobs/releasing.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.listed.texts import TextRows, text_table
from curator.app.widgets import named, plain_label
from curator.formats.set_difference import Difference

MOST_SHOWN = 20_000  # lines; the file has all


@guarded
class DifferenceDialog(QDialog):
    """`save_wanted`: as CSV. `incident_wanted(id)`: show this incident in its article. `numbers`: by id, of incidents
    that are there still; those without a title are called by them."""

    save_wanted = Signal()
    incident_wanted = Signal(str)

    def __init__(
        self, title: str, sentence: str, lines: Sequence[Difference], numbers: Mapping[str, int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        named(self, "difference", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(measures.grown(960), measures.grown(560))
        self.sentence = named(plain_label(sentence, wrap=True), "difference.sentence", sentence)
        heads = (self.tr("Change"), self.tr("Incident"), self.tr("Field"), self.tr("Before"), self.tr("Now"),
                 self.tr("Why, who"))  # fmt: skip
        self.model = TextRows(heads, self)
        words = {"added": self.tr("added"), "changed": self.tr("changed"), "removed": self.tr("removed")}
        self.model.show_rows([
            (words.get(each.change, each.change), self._called(each, numbers), each.label or each.field, each.said_from,
             each.said_to, ", ".join(part for part in (each.reason, each.by, each.at[:10]) if part), each.incident)
            for each in lines
        ])  # fmt: skip
        self.list = named(text_table(self.model, (80, 190, 110, 150, 150), len(heads) - 1),
                          "difference.list", self.tr("What differs"),
                          tip=self.tr("Enter or a double click shows the incident"), role="figures")  # fmt: skip
        self.list.activated.connect(lambda index: self._open(index.row()))
        self.save = named(QPushButton(self.tr("Save as CSV …")), "difference.save", self.tr("Save as CSV"),
                          tip=self.tr("Write all that differs into a CSV file"))  # fmt: skip
        close = named(QPushButton(self.tr("Close")), "difference.close", self.tr("Close"), tip=self.tr("Close (Esc)"))
        self.save.clicked.connect(self.save_wanted)
        close.clicked.connect(self.close)
        self.save.setEnabled(bool(lines))
        self.empty = named(plain_label(self.tr("Nothing differs."), role="quiet"), "difference.empty",
                           self.tr("Nothing differs"))  # fmt: skip
        self.empty.setVisible(not lines)
        self.list.setVisible(bool(lines))
        self._lay_out(close)

    def _called(self, line: Difference, numbers: Mapping[str, int]) -> str:
        """How a person knows an incident: by its title, else its number; what is gone has its id only."""
        if line.title or not line.incident:
            return line.title or line.article
        number = numbers.get(line.incident)
        return self.tr("incident {number}").format(number=number) if number else line.incident

    def _lay_out(self, close: QPushButton) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(measures.INSET)
        column.addWidget(self.sentence)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column.addLayout(buttons)

    def _open(self, row: int) -> None:
        incident = str(self.model.rows[row][-1])
        if incident:
            self.incident_wanted.emit(incident)
