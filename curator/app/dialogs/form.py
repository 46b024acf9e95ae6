# SPDX-License-Identifier: MIT
"""What the dialogs share: a heading, a form, a row of buttons, and that they never block the window's thread.

What lives here: the frame, and standing aside while what was asked for is done (jobs/runner.py): a dialog whose work is
refused comes back as it was, with the fault in it. What does not: what is asked (the other modules of this room).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from curator.app import measures
from curator.app.guard import guarded
from curator.app.widgets import named, plain_label


@guarded
class FormDialog(QDialog):
    """A dialog that belongs to its window; `accepted` tells that the main button was pressed. `asked`: the same, before
    it closes: whoever begins work then may let it stand aside until that has ended."""

    asked = Signal()

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
        self.aside = False
        self._came_back = False  # at once, before the dialog could close
        self.refusal = named(plain_label("", role="bad", wrap=True), f"{name}.refusal", self.tr("What went wrong"))
        self.refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.refusal.hide()
        self.column.addWidget(self.refusal)
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

    def accept(self) -> None:
        """Close, or stand aside, as whoever was asked wants it."""
        self.asked.emit()
        stays, self._came_back = self.aside or self._came_back, False
        if not stays:
            super().accept()

    def stand_aside(self) -> None:
        """Make room for the window and its work; nothing that was typed is lost."""
        self.aside, self._came_back = True, False
        self.refusal.hide()
        self.hide()
        self._give_keyboard_back()

    def come_back(self, sentence: str) -> None:
        """The work was refused: stand here again as it was, with the reason."""
        self.aside, self._came_back = False, True
        self.refusal.setText(sentence)
        self.refusal.show()
        self.column.activate()
        self.resize(self.width(), max(self.height(), self.column.totalHeightForWidth(self.width())))
        if (behind := self.parentWidget()) is not None:
            behind.window().activateWindow()  # work that ended at once: for Qt the hidden dialog still has the keyboard
        self.open()
        self.activateWindow()

    def end(self) -> None:
        """The work is done: close for good."""
        self.aside = False
        QDialog.accept(self)
        self._give_keyboard_back()

    def _give_keyboard_back(self) -> None:
        """Once it is hidden: a modal dialog lets no other window have it before."""
        behind = self.parentWidget()
        if behind is None:
            return
        window = behind.window()

        def give() -> None:
            if not (isValid(self) and self.isVisible()):  # it may have come back already
                window.activateWindow()

        QTimer.singleShot(0, window, give)

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
