# SPDX-License-Identifier: MIT
"""How we know: the values of the chosen incident with state, basis and words, and what was done to them.

What lives here: the panel beside the table. What does not: the form, in which values are changed (values/, coding/).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.incidents.colours import colour_of
from curator.app.values.line import Line, LineKind, Target
from curator.app.values.lines import Wish, incident_lines
from curator.app.values.phrases import day
from curator.app.values.view import ValuesView
from curator.app.widgets import hair_line, heading, named, plain_label
from curator.domain.coding import Incident
from curator.workspace import Workspace

_STEPS = 5


@guarded
class HowKnown(QWidget):
    """`edit_wanted`: the chosen incident is to be changed, in the form beside its article."""

    edit_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "dataset.known", self.tr("How we know"), role="side")
        self._workspace = workspace
        self._incident: Incident | None = None
        self._opened: frozenset[Target] = frozenset()
        self.title = heading(self.tr("How we know"))
        self.values = ValuesView("dataset.known.values", self.tr("Values with their words"))
        self.values.toggled.connect(self._toggle)
        self.values.chosen.connect(lambda _line, _go: self._show_steps())
        self.steps = named(plain_label("", role="quiet", wrap=True), "dataset.known.steps", self.tr("What was done"))
        self.steps.setContentsMargins(measures.INSET, measures.GAP, measures.INSET, measures.GAP)
        self.edit = QPushButton(self.tr("Change values …"))
        named(self.edit, "dataset.known.edit", self.tr("Change values"),
              tip=self.tr("Open the form beside the article; Backspace comes back"))  # fmt: skip
        self.edit.clicked.connect(self.edit_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.title, self.values, hair_line(), self.steps):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.setContentsMargins(measures.INSET, 0, measures.INSET, measures.GAP)
        foot.addWidget(self.edit)
        foot.addStretch(1)
        column.addLayout(foot)
        column.setStretch(1, 1)
        self.setMinimumWidth(measures.LEAST_SIDE)

    def show_incident(self, incident: str) -> None:
        """Show what is known of this incident; "" for none."""
        found = None
        if incident:
            with self._workspace.read() as reads:
                row = reads.connection.execute("SELECT n FROM incidents WHERE id = ?", (incident,)).fetchone()
                found = reads.find_incident(str(row[0])) if row is not None else None
        if found is None or self._incident is None or found.id != self._incident.id:
            self._opened = frozenset()
        self._incident = found
        self.edit.setEnabled(found is not None)
        self._show()

    def _show(self) -> None:
        if self._incident is None:
            told = self.tr("Choose a row to see its values with their words.")
            hint = Line(LineKind.EMPTY, text=told, key=("empty",))
            self.values.show_lines((hint,), colour_of(0))
            self.title.setText(self.tr("How we know"))
            self.steps.setText("")
            return
        book = self._workspace.codebook_of(self._incident.codebook)
        self.title.setText(self.tr("No. {number} · how we know").format(number=self._incident.number))
        wish = Wish(blank=False, opened=self._opened)
        self.values.show_lines(incident_lines(book, self._incident, wish), colour_of(0))
        self._show_steps()

    def _toggle(self, target: Target) -> None:
        self._opened = self._opened ^ {target}
        self._show()

    def _show_steps(self) -> None:
        """The newest steps of the chosen value, or of the incident."""
        incident = self._incident
        if incident is None:
            return
        line = self.values.current_value()
        with self._workspace.read() as reads:
            if line is not None and line.target.field:
                steps = reads.value_history(
                    incident.id, line.target.row, line.target.field, article=incident.article,
                    codebook=self._workspace.codebook_of(incident.codebook),
                )[:_STEPS]  # fmt: skip
                told = [f"{day(step.at)}, {step.coder}: {step.label}" for step in steps]
            else:
                entries = reads.log_lines(incident=incident.id, limit=_STEPS)
                told = [f"{day(entry.at)}, {entry.coder}: {entry.said}" for entry in entries]
        self.steps.setText("\n".join(told))
