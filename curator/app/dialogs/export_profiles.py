# SPDX-License-Identifier: MIT
"""The line of the export dialog with the profiles: choose one, keep one, take one away, save what was changed.

What lives here: the line. What does not: what a profile says (formats/export_profile.py), keeping it (jobs).
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QPushButton, QVBoxLayout, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.widgets import named, plain_label


@guarded
class ProfileLine(QWidget):
    """`chosen(name)`: another profile was chosen, "" for none. `keep_wanted(name)`: keep what is set under this name.
    `remove_wanted(name)`: forget it. `writable`: whether the project can be written."""

    chosen = Signal(str)
    keep_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writable = writable
        named(self, "export.profiles", self.tr("Profile"))
        self.box = named(QComboBox(), "export.profile", self.tr("Profile"),
                         tip=self.tr("What was kept under a name: format, columns, filter and so on"))  # fmt: skip
        self.keep = named(QPushButton(self.tr("Keep as …")), "export.profile.keep", self.tr("Keep as a profile"),
                          tip=self.tr("Keep what is set here under a name, in the project"))  # fmt: skip
        self.remove = named(QPushButton(self.tr("Remove")), "export.profile.remove", self.tr("Remove the profile"),
                            tip=self.tr("Forget this profile; Undo brings it back"))  # fmt: skip
        self.save = named(QPushButton(self.tr("Save the change")), "export.profile.save", self.tr("Save the change"),
                          tip=self.tr("Keep what is set here now under the same name; Undo brings the former "
                                      "back"))  # fmt: skip
        self.told = plain_label(self.tr("Set otherwise than kept: the export leaves without its name."), role="quiet",
                                wrap=True)  # fmt: skip
        named(self.told, "export.profile.told", self.tr("Whether the profile was changed"))
        for button in (self.save, self.keep, self.remove):
            button.setAutoDefault(False)
        self.keep.setEnabled(writable)
        row, self._below = QHBoxLayout(), QWidget()
        row.setSpacing(measures.GAP)
        for widget, share in ((self.box, 1), (self.keep, 0), (self.remove, 0)):
            row.addWidget(widget, share)
        named(self._below, "export.profile.changed", self.tr("The profile was changed"))
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.told, 1)
        below.addWidget(self.save)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(measures.GAP)
        column.addLayout(row)
        column.addWidget(self._below)
        self.setFocusProxy(self.box)
        self.box.currentIndexChanged.connect(lambda _at: self._changed())
        self.save.clicked.connect(lambda: self.keep_wanted.emit(self.name))
        self.keep.clicked.connect(self._ask)
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.name))
        self.show_names((), "")

    @property
    def name(self) -> str:
        """The chosen one, "" for none."""
        return str(self.box.currentData() or "")

    def show_names(self, names: Iterable[str], chosen: str) -> None:
        """Offer these."""
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self.tr("None"), "")
            for name in names:
                self.box.addItem(name, name)
            self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self.remove.setEnabled(self._writable and bool(self.name))

    def tell_changed(self, changed: bool) -> None:
        """Say whether something is set that the chosen profile has otherwise: what is exported is not the profile."""
        changed = changed and bool(self.name)
        for at in range(1, self.box.count()):
            name = str(self.box.itemData(at))
            other = changed and at == self.box.currentIndex()
            self.box.setItemText(at, self.tr("Changed: {profile}").format(profile=name) if other else name)
        self.save.setVisible(self._writable)
        self._below.setVisible(changed)

    def _changed(self) -> None:
        self.remove.setEnabled(self._writable and bool(self.name))
        self.chosen.emit(self.name)

    def _ask(self) -> None:
        dialog = named(QInputDialog(self.window()), "profile_name", self.tr("Keep this profile"))
        dialog.setLabelText(
            self.tr("A name for these choices. The command line knows it too: curator export --profile NAME")
        )
        dialog.setTextValue(self.name)
        dialog.textValueSelected.connect(self._named)
        dialog.open()

    def _named(self, name: str) -> None:
        if name.strip():
            self.keep_wanted.emit(name.strip())
