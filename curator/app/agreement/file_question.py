# SPDX-License-Identifier: MIT
"""Asking for a file to write, beside the window.

What lives here: the question. What does not: writing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from curator.app.widgets import named


def ask_file(parent: QWidget, title: str, usual: Path, chosen: Callable[[Path], None]) -> None:
    """Ask for a file with the suffix of the `usual` one; `chosen` is called with the answer, if there is one."""
    suffix = usual.suffix.removeprefix(".")
    dialog = QFileDialog(parent, title, str(usual.parent), f"{suffix.upper()} (*.{suffix})")
    named(dialog, "agreement.file", title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(usual.name)
    dialog.accepted.connect(lambda: chosen(Path(dialog.selectedFiles()[0])))
    dialog.open()
