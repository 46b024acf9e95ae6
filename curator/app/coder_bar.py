# SPDX-License-Identifier: MIT
"""The question "Who is coding here?", asked once per project and device, without standing in the way.

What lives here: the bar. What does not: remembering the answer (settings), adding a coder (an operation).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from curator.app import measures
from curator.app.widgets import named, plain_label
from curator.domain.coding import Coder


class CoderBar(QWidget):
    """`answered(Coder or name)`: someone known to the project, or the name of someone new."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "coder", self.tr("Who is coding here?"), role="bar-notice")
        self._coders: Sequence[Coder] = ()
        self.hide()

    def _build(self) -> None:
        """Make what is in the bar, when it first asks: most devices know who codes."""
        question = plain_label(self.tr("Who is coding here?"), font=measures.font(half_bold=True))
        told = plain_label(self.tr("Choose yourself, or write a new name. This device asks only once."), role="quiet")
        self.name = QComboBox()
        named(
            self.name,
            "coder.name",
            self.tr("Who is coding here?"),
            tip=self.tr("Someone known to the project, or a new name"),
        )
        self.name.setEditable(True)
        self.name.setMinimumWidth(190)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.ok = QPushButton(self.tr("That is me"))
        named(
            self.ok, "coder.ok", self.tr("That is me"), role="main", tip=self.tr("Code under this name on this device")
        )
        self.ok.clicked.connect(self._answer)
        edit = self.name.lineEdit()
        if edit is not None:
            named(edit, "coder.name.line", self.tr("Who is coding here?"))
            edit.setPlaceholderText(self.tr("Name"))
            edit.returnPressed.connect(self._answer)
        self.name.editTextChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        row = QHBoxLayout(self)
        row.setContentsMargins(measures.WIDE_INSET, 7, measures.GAP, 7)
        row.setSpacing(measures.INSET)
        for widget in (question, self.name, self.ok, told):
            row.addWidget(widget)
        row.addStretch(1)

    def ask(self, coders: Sequence[Coder]) -> None:
        """Show the question with the persons the project knows."""
        if self.layout() is None:
            self._build()
        self._coders = [coder for coder in coders if coder.kind == "person"]
        self.name.clear()
        self.name.addItems([coder.name for coder in self._coders])
        self.name.setCurrentIndex(-1)
        self.name.setEditText("")
        self.ok.setEnabled(False)
        self.show()

    def _answer(self) -> None:
        name = self.name.currentText().strip()
        if not name:
            return
        known = next((coder for coder in self._coders if coder.name == name), None)
        self.hide()
        self.answered.emit(known or name)
