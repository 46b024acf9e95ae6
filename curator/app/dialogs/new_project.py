# SPDX-License-Identifier: MIT
"""Asking for a new project: its name, where its file lies, which codebook, who is coding.

What lives here: the questions. What does not: making it (jobs/projects.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from curator.app.dialogs.form import FormDialog
from curator.app.dialogs.paths_field import PathField
from curator.app.widgets import named
from curator.paths import PROJECT_SUFFIX


@dataclass(frozen=True)
class NewProject:
    """What was answered. `codebook` is a file; `built_in` names one of the program's own instead."""

    name: str
    path: Path
    built_in: str
    codebook: Path | None
    coder: str


class NewProjectDialog(FormDialog):
    """`choices`: the built-in codebooks as (key, title)."""

    def __init__(self, choices: Sequence[tuple[str, str]], folder: Path, parent: QWidget) -> None:
        super().__init__(
            "new_project", self.tr("New project"), self.tr("One file on this computer holds everything."),
            self.tr("Make the project"), parent,
        )  # fmt: skip
        self._folder = folder
        self._own_path = False
        self.name = QLineEdit()
        named(self.name, "new_project.name", self.tr("Name of the project"), tip=self.tr("Name of the project"))
        self.name.setPlaceholderText(self.tr("Protests 2024"))
        self.path = PathField(
            "new_project.path",
            self.tr("File of the project"),
            "new file",
            self.tr("Projects") + f" (*{PROJECT_SUFFIX})",
        )
        self.codebook = QComboBox()
        named(
            self.codebook,
            "new_project.codebook",
            self.tr("Codebook"),
            tip=self.tr("The fields, choices and rules; a new version can be taken in later"),
        )
        for key, title in choices:
            self.codebook.addItem(title, key)
        self.codebook.addItem(self.tr("From a file …"), "")
        self.codebook_file = PathField(
            "new_project.codebook_file",
            self.tr("File of the codebook"),
            "file",
            self.tr("Codebooks") + " (*.toml *.json)",
        )
        self.coder = QLineEdit()
        named(
            self.coder,
            "new_project.coder",
            self.tr("Who is coding"),
            tip=self.tr("Your name, as colleagues will see it"),
        )
        self.row(self.tr("Name"), self.name)
        self.row(self.tr("File"), self.path)
        self.row(self.tr("Codebook"), self.codebook)
        self.row("", self.codebook_file)
        self.coder.setPlaceholderText(self.tr("Your name"))
        self.row(self.tr("Who is coding"), self.coder)
        self.name.textChanged.connect(self._name_changed)
        self.path.line.textEdited.connect(lambda _text: setattr(self, "_own_path", True))
        for signal in (self.path.changed, self.codebook_file.changed, self.coder.textChanged):
            signal.connect(self._judge)
        self.codebook.currentIndexChanged.connect(self._judge)
        self._judge()
        self.name.setFocus()

    def _name_changed(self, name: str) -> None:
        if not self._own_path:
            slug = re.sub(r"[^\w-]+", "-", name.strip().lower()).strip("-")[:60]
            self.path.line.setText(str(self._folder / f"{slug}{PROJECT_SUFFIX}") if slug else "")
        self._judge()

    def _judge(self) -> None:
        from_file = not self.codebook.currentData()
        self.form.setRowVisible(self.codebook_file, from_file)
        complete = bool(self.name.text().strip() and self.path.text and self.coder.text().strip())
        self.main.setEnabled(complete and bool(not from_file or self.codebook_file.text))

    def answer(self) -> NewProject:
        """What was asked for."""
        path = self._folder / Path(self.path.text).expanduser()
        if path.suffix != PROJECT_SUFFIX:
            path = path.with_name(path.name + PROJECT_SUFFIX)
        built_in = str(self.codebook.currentData() or "")
        file = None if built_in else Path(self.codebook_file.text).expanduser()
        return NewProject(self.name.text().strip(), path, built_in, file, self.coder.text().strip())
