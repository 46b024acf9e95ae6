# SPDX-License-Identifier: MIT
"""Asking how a new release is called and what it holds.

What lives here: the questions. What does not: making it (jobs/releasing.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from curator.app.dialogs.form import FormDialog
from curator.app.guard import guarded
from curator.app.widgets import named, plain_label
from curator.domain.coding import Coder


@guarded
class NewReleaseDialog(FormDialog):
    """`taken`: names there are already; `own`: the layer that is proposed."""

    def __init__(self, coders: Sequence[Coder], taken: Collection[str], layer: str, parent: QWidget) -> None:
        super().__init__(
            "new_release", self.tr("Make a release"),
            self.tr("The data set as it is now is frozen under a name, without texts of articles and private memos. "
                    "It stays as it is, whatever is coded later."),
            self.tr("Make the release"), parent,
        )  # fmt: skip
        self._taken = {name.casefold() for name in taken}
        self.name = named(QLineEdit(), "new_release.name", self.tr("Name"), tip=self.tr("How the release is called"))
        self.name.setPlaceholderText(self.tr("2024, first quarter"))
        self.layer = named(QComboBox(), "new_release.layer", self.tr("Whose coding"),
                           tip=self.tr("Where several coded an article: whose incidents are in it"))  # fmt: skip
        self.layer.addItem(self.tr("The agreed one, or the only one there is"), "auto")
        self.layer.addItem(self.tr("Only what was agreed on"), "consensus")
        self.layer.addItem(self.tr("All coders, side by side"), "all")
        for coder in coders:
            if coder.kind == "person":
                self.layer.addItem(coder.name, coder.id)
        self.layer.setCurrentIndex(max(0, self.layer.findData(layer)))
        self.row(self.tr("Name"), self.name)
        self.row(self.tr("Whose coding"), self.layer)
        self.withdrawn = self.check("new_release.withdrawn", self.tr("With withdrawn incidents"),
                                    self.tr("Incidents that their coder took back; their status says so"))  # fmt: skip
        self.fault = named(plain_label("", role="bad", wrap=True), "new_release.fault", self.tr("What is wrong"))
        self.form.addRow(self.fault)
        self.name.textChanged.connect(lambda _text: self._judge())
        self._judge()
        self.name.setFocus()

    def _judge(self) -> None:
        name = self.name.text().strip()
        taken = name.casefold() in self._taken
        self.fault.setText(self.tr("There is a release of this name already.") if taken else "")
        self.fault.setVisible(taken)
        self.main.setEnabled(bool(name) and not taken)

    def answer(self) -> tuple[str, str, bool]:
        """Name, layer, whether withdrawn incidents go along."""
        return self.name.text().strip(), str(self.layer.currentData()), self.withdrawn.isChecked()
