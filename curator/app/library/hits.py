# SPDX-License-Identifier: MIT
"""The hits of a search in texts, values and comments: title, the words in their line, where they stand.

What lives here: model, painting and list. What does not: searching (finder.py says what is asked).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.library.finder import FoundWords
from curator.app.reader.offsets import Offsets
from curator.app.row_state import has_keyboard, is_chosen, lies_under_mouse
from curator.app.text_block import BlockCache
from curator.app.theme import Theme, current
from curator.app.tips import plain_tip
from curator.app.widgets import named

Index = QModelIndex | QPersistentModelIndex
HitRole = int(Qt.ItemDataRole.UserRole) + 1
_NO_INDEX = QModelIndex()
_LEFT, _TOP, _LINES, _KEPT = 16, 8, 3, 400


@guarded
class HitsModel(QAbstractListModel):
    """The hits in the order in which they were found."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[FoundWords] = []

    def show(self, hits: Sequence[FoundWords]) -> None:
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()

    def hit(self, row: int) -> FoundWords:
        return self._hits[row]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        hit = self._hits[index.row()]
        if role == HitRole:
            return hit
        told = ": ".join(part for part in (hit.title, hit.where, hit.snippet) if part)
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return told
        return plain_tip(told) if role == int(Qt.ItemDataRole.ToolTipRole) else None


@guarded
class HitsDelegate(QStyledItemDelegate):
    """All rows are of one height: the title, up to three lines around the words, where they stand."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._blocks = BlockCache()
        self._snippets: OrderedDict[tuple[FoundWords, int, str], QTextLayout] = OrderedDict()
        self.renew_fonts()

    def renew_fonts(self) -> None:
        self._title = measures.font(half_bold=True)
        self._words = measures.quote_font()
        self._small = measures.font(measures.SMALL)
        self._blocks.clear()
        self._snippets.clear()

    def row_height(self) -> int:
        lines = measures.line_height(self._title) + _LINES * measures.line_height(self._words)
        return round(lines + measures.line_height(self._small)) + 2 * _TOP + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: FoundWords = index.data(HitRole)
        theme = current()
        room = QRect(option.rect)
        painter.save()
        self._paint_back(painter, option, index, room, theme)
        painter.translate(room.topLeft())
        width = room.width() - 2 * _LEFT
        title = self._blocks.get(" ".join(hit.title.split()), self._title, width, 1)
        painter.setPen(QColor(theme.text))
        title.draw(painter, _LEFT, _TOP)
        snippet = self._snippet(hit, width, theme)
        top = _TOP + title.height + 2
        snippet.draw(painter, QPointF(_LEFT, top))
        where = self._blocks.get(hit.where, self._small, width, 1)
        painter.setPen(QColor(theme.quiet))
        where.draw(painter, _LEFT, room.height() - where.height - 6)
        painter.restore()

    def _paint_back(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRect, theme: Theme
    ) -> None:
        if is_chosen(self._view, index):
            painter.fillRect(room, QColor(theme.accent_soft))
            if has_keyboard(self._view, index):
                painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), QColor(theme.accent))
        elif lies_under_mouse(self._view, option):
            painter.fillRect(room, QColor(theme.field))
        painter.fillRect(QRect(room.left(), room.bottom(), room.width(), 1), QColor(theme.line))

    def _snippet(self, hit: FoundWords, width: int, theme: Theme) -> QTextLayout:
        """The line of context with its words standing out, laid out once."""
        key = (hit, width, theme.name)
        found = self._snippets.get(key)
        if found is None:
            found = self._snippets[key] = _laid_out(hit, self._words, width, theme)
            if len(self._snippets) > _KEPT:
                self._snippets.popitem(last=False)
        return found


def _laid_out(hit: FoundWords, font: QFont, width: int, theme: Theme) -> QTextLayout:
    text = hit.snippet.replace("\n", " ")  # one character for one: the marks stay where they are
    offsets = Offsets(text)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    plain = QTextLayout.FormatRange()
    plain.start, plain.length = 0, offsets.unit_length
    plain.format = QTextCharFormat()
    plain.format.setForeground(QColor(theme.quiet))
    formats = [plain]
    for start, end in hit.marks:
        mark = QTextLayout.FormatRange()
        mark.start = offsets.units(start)
        mark.length = offsets.units(end) - mark.start
        mark.format = QTextCharFormat()
        mark.format.setForeground(QColor(theme.text))
        mark.format.setFontWeight(QFont.Weight.Bold)
        formats.append(mark)
    layout.setFormats(formats)
    layout.beginLayout()
    top = 0.0
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


@guarded
class HitsList(QListView):
    """`chosen(hit)`: a hit is to be shown. `left`: back to the words that are looked for."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "library.hits", self.tr("Found in texts, values and comments"))
        self.hits = HitsModel()
        self.setModel(self.hits)
        self.setItemDelegate(HitsDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(self._clicked)
        self._told = -1

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._told = index.row()
            self.chosen.emit(self.hits.hit(index.row()))

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the hit that is chosen already goes to its words again."""
        before, self._told = self._told, -1
        if before != index.row():
            self.chosen.emit(self.hits.hit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
