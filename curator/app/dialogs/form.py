# SPDX-License-Identifier: MIT
"""What the dialogs share: a heading, a form, a row of buttons, and that they never block the window's thread.

What lives here: the frame. What does not: what is asked (the other modules of this room).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.widgets import named, plain_label


@guarded
class FormDialog(QDialog):
    """A dialog that belongs to its window; `accepted` tells that the main button was pressed."""

    def __init__(self, name: str, title: str, told: str, main: str, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, name, title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(measures.grown(520))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(measures.WIDE_INSET)
        self.form.setVerticalSpacing(measures.INSET)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.main = QPushButton(main)
        named(self.main, f"{name}.ok", main, role="main", tip=main)
        self.main.setDefault(True)
        self.main.clicked.connect(self.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(self._show_help)
        self.cancel = QPushButton(self.tr("Cancel"))
        named(self.cancel, f"{name}.cancel", self.tr("Cancel"), tip=self.tr("Close without doing anything (Esc)"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 20, 22, 18)
        self.column.setSpacing(measures.INSET)
        self.column.addWidget(plain_label(title, font=measures.font(2.5, half_bold=True)))
        if told:
            label = plain_label(told, role="quiet", wrap=True)
            self.column.addWidget(label)
        self.column.addLayout(self.form)
        self.column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.main)
        self.column.addLayout(buttons)

    def event(self, event: QEvent) -> bool:
        """Texts that wrap need more height the larger the font is, and when they change: the dialog grows with them,
        so that nothing lies over anything."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize):
            needed = self.column.totalHeightForWidth(self.width())
            if self.height() < needed:
                self.resize(self.width(), needed)
        return done

    def _show_help(self) -> None:
        from curator.app.dialogs.help_pages import show_help

        show_help(self)

    def row(self, label: str, widget: QWidget) -> None:
        """Add a line to the form."""
        name = plain_label(label)
        name.setBuddy(widget)
        self.form.addRow(name, widget)

    def check(self, name: str, text: str, tip: str, on: bool = False) -> QCheckBox:
        """Add a box to tick."""
        box = QCheckBox(text)
        named(box, name, text, tip=tip)
        box.setChecked(on)
        self.form.addRow(box)
        return box
