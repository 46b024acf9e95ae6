# SPDX-License-Identifier: MIT
"""Asking why colleagues' layers are to be opened before all who are assigned have finished.

What lives here: the question. What does not: opening them (jobs/assigning.py, operations/assigning.py).
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from curator.app.dialogs.form import FormDialog
from curator.app.widgets import named


class OpenLayersDialog(FormDialog):
    """`hidden` says until when they would be hidden. Nothing is opened without a reason."""

    def __init__(self, hidden: str, parent: QWidget) -> None:
        told = self.tr(
            "You will see what colleagues coded in this article, and can no longer code it blind. The history of the "
            "project tells everybody that you looked, and why."
        )
        super().__init__(
            "open_layers", self.tr("Open colleagues' layers"), f"{hidden.rstrip('.')}. {told}", self.tr("Open"), parent
        )
        self.reason = QLineEdit()
        named(self.reason, "open_layers.reason", self.tr("Reason"),
              tip=self.tr("Why you look before all have finished; it is kept in the history"))  # fmt: skip
        self.reason.setPlaceholderText(self.tr("For example: to answer a question of a coder"))
        self.reason.setMaxLength(500)
        self.row(self.tr("Reason"), self.reason)
        self.reason.textChanged.connect(self._judge)
        self._judge()
        self.reason.setFocus()

    def _judge(self) -> None:
        self.main.setEnabled(bool(self.reason.text().strip()))
