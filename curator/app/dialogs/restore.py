# SPDX-License-Identifier: MIT
"""Asking which backup a project is to be restored from.

What lives here: the list of backups in words. What does not: finding and restoring them (tasks/copies.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListWidgetItem, QPushButton, QWidget

from curator.app.dialogs.form import FormDialog
from curator.app.dialogs.import_files import HintedList
from curator.app.tips import plain_tip
from curator.app.widgets import named
from curator.paths import PROJECT_SUFFIX
from curator.store.backup import Backup


class RestoreDialog(FormDialog):
    """`chosen(path)`: this backup is wanted."""

    chosen = Signal(str)

    def __init__(self, backups: Sequence[Backup], folder: Path, parent: QWidget) -> None:
        super().__init__(
            "restore", self.tr("Restore a backup"),
            self.tr("A new project file is made from it, beside this one. This project stays as it is."),
            self.tr("Restore"), parent,
        )  # fmt: skip
        self._folder = folder
        self.list = HintedList(self.tr("There is no backup of this project yet"))
        named(self.list, "restore.list", self.tr("Backups of this project, the newest first"), role="box")
        self.list.setMinimumHeight(190)
        for backup in backups:
            item = QListWidgetItem(self._told(backup))
            item.setData(Qt.ItemDataRole.UserRole, str(backup.path))
            item.setToolTip(plain_tip(str(backup.path)))
            self.list.addItem(item)
        self.form.addRow(self.list)
        other = named(QPushButton(self.tr("Another file …")), "restore.other", self.tr("Another file"),
                      tip=self.tr("A backup that lies elsewhere"))  # fmt: skip
        other.setAutoDefault(False)
        other.clicked.connect(self._ask_file)
        self.form.addRow(other)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.list.currentRowChanged.connect(lambda row: self.main.setEnabled(row >= 0))
        self.list.setCurrentRow(0)
        self.main.setEnabled(bool(backups))
        self.accepted.connect(self._tell)
        self.list.setFocus()

    def _told(self, backup: Backup) -> str:
        """When (by this computer's clock), why, how large."""
        when = QDateTime.fromString(backup.at, Qt.DateFormat.ISODateWithMs).toLocalTime()
        size = QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        return "  ·  ".join((when.toString("d MMM yyyy, HH:mm"), backup.reason.replace("-", " "), size))

    def _tell(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _ask_file(self) -> None:
        kinds = self.tr("Backups") + f" (*{PROJECT_SUFFIX})"
        dialog = QFileDialog(self, self.tr("A backup that lies elsewhere"), str(self._folder), kinds)
        dialog.setObjectName("restore.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, path: str) -> None:
        self.chosen.emit(path)
        self.reject()
