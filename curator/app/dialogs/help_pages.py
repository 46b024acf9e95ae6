# SPDX-License-Identifier: MIT
"""The program's help pages, as they lie in resources/help.

What lives here: the window with its list of pages. What does not: the pages; the codebook's own help (help_texts.py).
These texts are the program's own, so Qt may read them as Markdown; links lead nowhere outside.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QWidget

from curator.app.widgets import named
from curator.assets import list_assets, read_text

_FIRST = ("help/window.md", "window.md")
_WIDTH, _HEIGHT, _LIST = 900, 640, 210


class HelpPages(QDialog):
    """A list of pages and the page that is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "help_pages", self.tr("Help"))
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self.list = QListWidget()
        named(self.list, "help_pages.list", self.tr("Pages"))
        self.list.ensurePolished()  # rows are measured when they are added, with the room the style gives them
        self.text = QTextBrowser()
        named(self.text, "help_pages.text", self.tr("The page"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(20)
        for name in sorted(list_assets("help", ".md"), key=lambda name: (name not in _FIRST, name)):
            item = QListWidgetItem(_title_of(read_text(name)) or name)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.currentItemChanged.connect(self._show_page)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST, _WIDTH - _LIST])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        self.list.setCurrentRow(0)

    def _show_page(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.setMarkdown(read_text(item.data(Qt.ItemDataRole.UserRole)))


def _title_of(page: str) -> str:
    """The first heading of a page."""
    return next((line.removeprefix("# ").strip() for line in page.splitlines() if line.startswith("# ")), "")
