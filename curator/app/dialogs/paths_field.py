# SPDX-License-Identifier: MIT
"""A line for a path with a button that asks for one.

What lives here: the line. Dialogs are opened without blocking; Qt's own is used where the platform has none.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from curator.app import measures
from curator.app.widgets import named

Wanted = Literal["folder", "file", "new file"]


class PathField(QWidget):
    """`changed`: another path stands in the line. `chosen(path)`: it was chosen in the list of files."""

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, name: str, title: str, wanted: Wanted, pattern: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, title)
        self._title, self._wanted, self._pattern = title, wanted, pattern
        self.line = QLineEdit()
        named(self.line, f"{name}.line", title, tip=title)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.button = QPushButton(self.tr("Choose …"))
        named(
            self.button,
            f"{name}.choose",
            self.tr("Choose: {what}").format(what=title),
            tip=self.tr("Choose in a list of files"),
        )
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(measures.GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        return self.line.text().strip()

    def _ask(self) -> None:
        dialog = QFileDialog(self, self._title, self.text, self._pattern)
        dialog.setObjectName("paths.dialog")
        modes = {
            "folder": QFileDialog.FileMode.Directory, "file": QFileDialog.FileMode.ExistingFile,
            "new file": QFileDialog.FileMode.AnyFile,
        }  # fmt: skip
        dialog.setFileMode(modes[self._wanted])
        if self._wanted == "new file":
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.line.setText)
        dialog.fileSelected.connect(self.chosen)
        dialog.open()
