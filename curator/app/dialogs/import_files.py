# SPDX-License-Identifier: MIT
"""Asking which files and folders to bring in: articles, or codings.

What lives here: the list of paths and the options. What does not: reading anything (tasks).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)  # fmt: skip

from curator.app.dialogs.form import FormDialog
from curator.app.guard import guarded
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import named

if TYPE_CHECKING:
    from curator.tasks.reading_ahead import Reading


@guarded
class HintedList(QListWidget):
    """A list that says something where it is empty."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._hint = hint

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(current().quiet))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._hint)


@guarded
class ImportDialog(FormDialog):
    """`paths` are what was chosen; `option` is ticked for the one question each kind of import asks."""

    def __init__(self, kind: str, parent: QWidget, paths: Iterable[Path] = (), folder: Path | None = None) -> None:
        articles = kind == "articles"
        super().__init__(
            "import", self.tr("Import articles") if articles else self.tr("Import codings"),
            self.tr("Texts, saved pages, mails, PDF and office files, folders of them. Drop them here, or choose them.")
            if articles
            else self.tr("Coding files (JSON), folders of them, or the folder of an exported data set."),
            self.tr("Import"), parent,
        )  # fmt: skip
        self._folder = str(folder or "")
        self._pattern = self.tr("All files") + " (*)" if articles else self.tr("Coding files") + " (*.json)"
        self.list = HintedList(self.tr("Nothing chosen yet"))
        named(self.list, "import.list", self.tr("Files and folders to bring in"), role="box")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setMinimumHeight(150)
        self.form.addRow(self.list)
        buttons = self._made_buttons()
        self.form.addRow(buttons)
        self.pages = QComboBox()
        if articles:
            self._ask_pages()
            self.option = self.check(
                "import.same_text", self.tr("Add files even where their text is in the project already"),
                self.tr("Two outlets may print one agency copy. Otherwise such files are left out and listed."),
            )  # fmt: skip
        else:
            self.option = self.check(
                "import.adopt", self.tr("Take in the codebook too where the project lacks it"),
                self.tr("Otherwise codings made with another codebook are refused."),
            )  # fmt: skip
        self.setAcceptDrops(True)
        self.add(paths)
        self._judge()
        if not self.list.count():
            buttons.setFocus()

    def _ask_pages(self) -> None:
        """How saved pages are read."""
        label = self.tr("Of saved pages")
        named(
            self.pages,
            "import.pages",
            label,
            tip=self.tr(
                "The article is told from menus and what else stands around it; the whole page is all that it shows"
            ),
        )
        for text, how in (
            (self.tr("take the article"), "article"),
            (self.tr("take the whole page, menus and all"), "page"),
            (self.tr("take the file as plain text, as it is"), "text"),
        ):
            self.pages.addItem(text, how)
        self.row(label, self.pages)

    @property
    def how(self) -> Reading:
        """How pages are to be read."""
        return cast("Reading", self.pages.currentData())

    def _made_buttons(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for name, text, tip, work in (
            ("import.files", self.tr("Add files …"), self.tr("Choose one or more files"), self._ask_files),
            ("import.folder", self.tr("Add a folder …"), self.tr("Choose a folder; everything below it is taken"),
             self._ask_folder),
            ("import.remove", self.tr("Remove from this list"),
             self.tr("Leave the chosen lines out of the import (Delete); the files stay where they are"),
             self._take_off),
        ):  # fmt: skip
            button = named(QPushButton(text), name, text, tip=tip)
            button.setAutoDefault(False)
            button.clicked.connect(work)
            line.addWidget(button)
        line.addStretch(1)
        row.setFocusProxy(row.findChildren(QPushButton)[0])
        return row

    @property
    def paths(self) -> list[Path]:
        return [Path(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.list.count())]

    def add(self, paths: Iterable[Path | str]) -> None:
        """Put paths on the list; one that is there already is not listed twice."""
        known = {str(path) for path in self.paths}
        for path in paths:
            if str(path) not in known:
                item = QListWidgetItem(str(path).encode("utf-8", "replace").decode())
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                item.setToolTip(plain_tip(item.text()))
                self.list.addItem(item)
                known.add(str(path))
        self._judge()

    def _judge(self) -> None:
        self.main.setEnabled(self.list.count() > 0)

    def _ask_files(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFiles, self.tr("Files to bring in"))

    def _ask_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory, self.tr("Folder to bring in"))

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title, self._folder, self._pattern)
        dialog.setObjectName("import.dialog")
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._take)
        dialog.open()

    def _take(self, chosen: list[str]) -> None:
        self._folder = str(Path(chosen[0]).parent) if chosen else self._folder
        self.add(chosen)
        self.main.setFocus()

    def _take_off(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self._judge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._take_off()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
