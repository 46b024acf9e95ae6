# SPDX-License-Identifier: MIT
"""The program's help pages, as they lie in resources/help: to read, and to search without a network.

What lives here: the window. What does not: the pages; finding in them (help_index.py); the codebook's own help
(help_texts.py). These texts are the program's own, so Qt may read them as Markdown (without HTML); links lead nowhere
outside.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.help_index import Part, place_of, seek
from curator.app.incidents.colours import reader_palette
from curator.app.keyboard_place import come_forward
from curator.app.widgets import named, plain_label
from curator.app.word_search import words_of
from curator.assets import read_text

_WIDTH, _HEIGHT, _LIST = 960, 680, 270
_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_PartRole = int(Qt.ItemDataRole.UserRole)


def show_help(window: QWidget) -> None:
    """Show the help at the part that belongs to where the user is; one that is open already goes there."""
    page, heading = place_of(QApplication.focusWidget())
    known = next((each for each in window.findChildren(HelpPages) if each.isVisible()), None)
    dialog = known or HelpPages(window)
    come_forward(dialog)
    dialog.go_to(page, heading)  # once shown: where a part stands depends on how wide the page is


@guarded
class HelpPages(QDialog):
    """A line to search, the list of parts, and the page of the chosen one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "help_pages", self.tr("Help"))
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self._page = ""
        self.words = QLineEdit(placeholderText=self.tr("Search the help …"), clearButtonEnabled=True)
        named(self.words, "help_pages.find", self.tr("Search the help"), tip=self.tr("Words in any order"))
        self.list = QListWidget()
        named(self.list, "help_pages.list", self.tr("Pages"))
        self.list.ensurePolished()  # rows are measured when they are added, with the room the style gives them
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = plain_label(self.tr("No page has all these words."), role="quiet", wrap=True)
        named(self.none, "help_pages.none", self.none.text())
        self.none.setContentsMargins(measures.INSET, 0, measures.INSET, 0)
        self.text = QTextBrowser()
        named(self.text, "help_pages.text", self.tr("The page"))
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(20)
        self._lay_out()
        self.words.textChanged.connect(lambda _text: self._fill())
        self.words.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda item, _before: self._show_part(item))
        self._fill()
        self.words.setFocus()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, measures.INSET, 0, 0)
        line = QHBoxLayout()
        line.setContentsMargins(measures.INSET, 0, measures.INSET, 0)
        line.addWidget(self.words)
        column.addLayout(line)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        split = QSplitter()
        named(split, "help_pages.split", self.tr("Parts and page"))
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST, _WIDTH - _LIST])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    # Finding

    def _fill(self) -> None:
        words = self.words.text().strip()
        self.list.clear()
        for part in seek(words):
            shown = part.heading or part.title
            item = QListWidgetItem(f"{shown}  ·  {part.title}" if words and part.heading else shown)
            if not part.heading:
                item.setFont(measures.font(half_bold=True))
            elif not words:
                item.setText(f"    {shown}")
            item.setData(_PartRole, part)
            item.setToolTip(f"{part.title}: {part.heading}" if part.heading else part.title)
            self.list.addItem(item)
        there = self.list.count() > 0
        self.none.setVisible(not there)
        if there:
            self.list.setCurrentRow(0)
        else:
            self._mark_words()

    def go_to(self, page: str, heading: str) -> None:
        """Show this part of this page."""
        self.words.clear()
        for row in range(self.list.count()):
            part: Part = self.list.item(row).data(_PartRole)
            if (part.page, part.heading) == (page, heading):
                self.list.setCurrentRow(row)
                return

    def _show_part(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        part: Part = item.data(_PartRole)
        if part.page != self._page:
            self._page = part.page
            self.text.document().setMarkdown(read_text(part.page), _MARKDOWN)
        block = self._block_of(part.heading)
        self.text.setTextCursor(QTextCursor(block))
        top = self.text.document().documentLayout().blockBoundingRect(block).top() if part.heading else 0.0
        self.text.verticalScrollBar().setValue(max(0, round(top) - measures.INSET))
        self._mark_words()

    def _block_of(self, heading: str) -> QTextBlock:
        block = self.text.document().begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                return block
            block = block.next()
        return self.text.document().begin()

    def _mark_words(self) -> None:
        """Let the words that were looked for stand out in the page."""
        marks = []
        colours = reader_palette()
        for word in words_of(self.words.text()):
            for hit in re.finditer(rf"\b{re.escape(word)}", self.text.document().toPlainText(), re.IGNORECASE):
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(hit.start())
                cursor.setPosition(hit.end(), QTextCursor.MoveMode.KeepAnchor)
                mark.cursor = cursor
                mark.format.setBackground(QColor(colours.find_hit))
                mark.format.setForeground(QColor(colours.text))
                marks.append(mark)
        self.text.setExtraSelections(marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search line through the list: Up and Down."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if way is not None:
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + way)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.text.setFocus()
                return True
        return False
