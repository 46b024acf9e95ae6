# SPDX-License-Identifier: MIT
"""The highlights of the article as a list: what colours say in the text is said in words here, in the same order.

What lives here: the list, its model and delegate. What does not: the entries (highlight_entries.py), what choosing one
does (workspace_page.py). In the text itself those are named that the caret comes to (reader/spoken.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curator.app import measures
from curator.app.guard import guarded
from curator.app.incidents.colours import colour_of, paint_badge
from curator.app.incidents.highlight_entries import Entry
from curator.app.row_state import has_keyboard, is_chosen, lies_under_mouse
from curator.app.text_block import BlockCache
from curator.app.theme import current
from curator.app.tips import plain_tip
from curator.app.widgets import named

Index = QModelIndex | QPersistentModelIndex
EntryRole = int(Qt.ItemDataRole.UserRole) + 1
_NO_INDEX = QModelIndex()
_TEXT_LEFT, _TOP = 36, 6


@guarded
class EntriesModel(QAbstractListModel):
    """The entries in the order of the article."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> bool:
        """Hold these; False where they are the ones that are held."""
        if entries is self._entries:
            return False
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()
        return True

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def row_of(self, span_id: str) -> int | None:
        return next((at for at, each in enumerate(self._entries) if each.id == span_id), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self._entries[index.row()]
        if role == EntryRole:
            return entry
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return entry.said
        return plain_tip(entry.said) if role == int(Qt.ItemDataRole.ToolTipRole) else None


@guarded
class EntriesDelegate(QStyledItemDelegate):
    """The words beside the badge of their incident, below them what they support."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._blocks = BlockCache()
        self.renew_fonts()

    def renew_fonts(self) -> None:
        self._plain, self._small = measures.font(), measures.font(measures.SMALL)
        self._badge = measures.font(measures.SMALL - 0.5, bold=True)
        self._blocks.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, round(measures.line_height(self._plain) + measures.line_height(self._small)) + 2 * _TOP + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(EntryRole)
        theme = current()
        room = QRect(option.rect).adjusted(measures.GAP, 0, -measures.GAP, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen(self._view, index):
            painter.setBrush(QColor(theme.accent_soft if has_keyboard(self._view, index) else theme.field))
            painter.drawRoundedRect(room, 5, 5)
        elif lies_under_mouse(self._view, option):
            painter.setBrush(QColor(theme.field))
            painter.drawRoundedRect(room, 5, 5)
        if entry.letter:
            badge = QRectF(room.left() + 6, room.top() + _TOP + 1, measures.BADGE, measures.BADGE)
            paint_badge(painter, badge, entry.letter, colour_of(entry.position), self._badge)
        left, width = room.left() + _TEXT_LEFT, room.width() - _TEXT_LEFT - measures.GAP
        words = self._blocks.get(f"“{entry.words}”", self._plain, width, 1)
        painter.setPen(QColor(theme.text))
        words.draw(painter, left, room.top() + _TOP)
        painter.setPen(QColor(theme.quiet))
        self._blocks.get(entry.what, self._small, width, 1).draw(painter, left, room.top() + _TOP + words.height + 2)
        painter.restore()


@guarded
class HighlightList(QListView):
    """`pointed(id)`: a highlight was chosen in the list: the article is to show it. `wanted(id)`: Enter or a double
    click: go to the value that it supports. `escaped`: back to the article."""

    pointed = Signal(str)
    wanted = Signal(str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tip = self.tr("Up and Down show them in the article, Enter goes to the value they support")
        named(self, "highlights.list", self.tr("Highlights of the article, in its order"))
        self.setAccessibleDescription(tip)
        self.entries = EntriesModel()
        self.setModel(self.entries)
        self.setItemDelegate(EntriesDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._changed)
        self.doubleClicked.connect(lambda index: self.wanted.emit(self.entries.entry(index.row()).id))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these; the one that was chosen stays so where it is still there. Nothing is sent out."""
        index, self._quiet = self.currentIndex(), True
        before = self.entries.entry(index.row()).id if index.isValid() else ""
        if self.entries.show(entries):
            self.mark(before)
        self._quiet = False

    def mark(self, span_id: str) -> None:
        """Choose a highlight without sending anything out."""
        row = self.entries.row_of(span_id) if span_id else None
        if row is None:
            return
        before, self._quiet = self._quiet, True
        index = self.entries.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        self._quiet = before

    def _changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.pointed.emit(self.entries.entry(index.row()).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.wanted.emit(self.entries.entry(self.currentIndex().row()).id)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
