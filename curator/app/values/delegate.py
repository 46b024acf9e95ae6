# SPDX-License-Identifier: MIT
"""How a line of the values panel is laid out and painted.

What lives here: heights, rooms and painting of each kind of line. What does not: what the lines say (lines.py) and what
a click does (view.py). Painting never depends on anything but the line, the width and the theme.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from curator.app import measures
from curator.app.comments.mark import paint_mark
from curator.app.filling import fill
from curator.app.guard import guarded
from curator.app.row_state import is_chosen, lies_under_mouse
from curator.app.text_block import BlockCache, TextBlock
from curator.app.theme import Theme, current
from curator.app.values.found import Found
from curator.app.values.line import CommentCount, Line, LineKind, Target
from curator.app.values.model import Index, LineRole
from curator.app.values.row_table import cell_rects, cell_text, paint_cells, paint_head, row_height, text_width
from curator.shape import Frozen

_LEFT = measures.INSET
_INDENT = 12
_PAD = 7
_CHEVRON = 16
_KEY = 20  # what the box of a key takes from its label
_WORDS_LINES = 3
_BAR = 11  # the scroll bar, style_sheet.py


class Rooms(Frozen):
    """Where the parts of a line lie, from the line's upper left corner. `box` is the value's frame."""

    label: QRectF
    box: QRectF
    height: int


@guarded
class ValuesDelegate(QStyledItemDelegate):
    """Paints lines; `colour` is the chosen incident's, for the bar beside its words."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self.colour = QColor()
        self.cell = 0  # the chosen cell of the chosen row
        self.editable = False
        self.found = Found()  # what the rules find
        self.comments: Mapping[Target, CommentCount] = {}
        self._view = parent
        self._blocks = BlockCache()
        self._heights: dict[tuple[str, ...], tuple[Line, int, int]] = {}  # by key: the line, its width and its height
        self.renew_fonts()

    def renew_fonts(self) -> None:
        """Take the fonts again (the platform's size has changed)."""
        self._plain = measures.font()
        self._strong = measures.font(half_bold=True)
        self._small = measures.font(measures.SMALL)
        self._heading = measures.heading_font()
        self._quote = measures.quote_font()
        self._note = measures.font(measures.SMALL, italic=True)
        self._blocks.clear()
        self._heights.clear()

    # Layout

    def _label_width(self, width: int) -> int:
        return min(132, max(84, round(width * 0.29)))

    def _box_left(self, line: Line, width: int) -> int:
        return _LEFT + self._label_width(width) + measures.GAP

    def rooms(self, line: Line, width: int) -> Rooms:
        """Where label and value box of a value line lie in a line of this width."""
        left = self._box_left(line, width)
        box_width = width - left - measures.INSET
        label = self._label(line, width)
        value, side, top = self._value_blocks(line, box_width)
        box_height = max(value.height, top + side.height) + 2 * 4
        height = max(box_height, label.height + 8) + 6
        label_room = QRectF(_LEFT + line.depth * _INDENT, 3 + 4, self._label_width(width), label.height)
        return Rooms(label_room, QRectF(left, 3, box_width, box_height), round(height))

    def _label(self, line: Line, width: int) -> TextBlock:
        room = self._label_width(width) - line.depth * _INDENT - (_KEY if line.hotkey else 0)
        return self._blocks.get(line.label, self._plain if line.kind is LineKind.VALUE else self._strong, room, 3)

    def _value_blocks(self, line: Line, box_width: int) -> tuple[TextBlock, TextBlock, float]:
        """The value's text, what stands beside its last line (state, basis), and where that begins."""
        room = box_width - 2 * _PAD - (_CHEVRON if line.openable else 0)
        side = self._blocks.get(self._side_text(line), self._small, room, 1)
        value = self._blocks.get(self._value_text(line), self._plain, room)
        if not side.width:
            return value, side, 0.0
        fits = value.last_width + side.width + 12 <= room and not value.right_to_left
        return value, side, value.height - side.height - 0.5 if fits else float(value.height)

    @staticmethod
    def _value_text(line: Line) -> str:
        return line.text or line.state

    @staticmethod
    def _side_text(line: Line) -> str:
        return " · ".join(part for part in (line.state if line.text else "", line.basis) if part)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LineRole)
        width = self.content_width()
        return QSize(width, self.height_of(line, width))

    def content_width(self) -> int:
        """The width lines are laid out for; the scroll bar's room stays free, so that its coming moves nothing."""
        return self._view.width() - _BAR

    def height_of(self, line: Line, width: int) -> int:
        """The height of a line in a panel of this width."""
        known = self._heights.get(line.key)
        if known is None or known[0] is not line or known[1] != width:
            known = self._heights[line.key] = line, width, self._measured(line, width)
        return known[2]

    def keeps_height(self, line: Line) -> bool:
        """Whether the line is as high as the one with its key that was measured last."""
        width, before = self.content_width(), self._heights.get(line.key)
        return before is not None and before[1:] == (width, self.height_of(line, width))

    def _measured(self, line: Line, width: int) -> int:
        if line.kind is LineKind.ROW:
            return row_height(self._cell_blocks(line, width))
        if line.kind is LineKind.VALUE:
            return self.rooms(line, width).height
        if line.kind is LineKind.HEAD:
            return round(measures.line_height(self._small)) + 4
        if line.kind is LineKind.SECTION:
            return round(measures.line_height(self._heading)) + 20
        if line.kind is LineKind.GROUP:
            return max(28, round(measures.line_height(self._strong)) + 10)
        body, role = self._body(line, width).height, self._role(line, width).height if line.role else 0
        return (max(body, role) if self._has_label_room(line, width) else body + role) + 7

    def _body(self, line: Line, width: int) -> TextBlock:
        """The text of a line of words, a note or an empty line; words carry their role after the quote."""
        room = width - self._body_left(line, width) - measures.INSET - _PAD
        if line.kind is LineKind.WORDS:
            return self._blocks.get(f"“{line.text}”", self._quote, room, _WORDS_LINES)
        return self._blocks.get(line.text, self._note, room)

    def _role(self, line: Line, width: int) -> TextBlock:
        """The mark of words that are not plainly direct; it stands in the label's column where there is one."""
        room = self._label_width(width) - 4 if self._has_label_room(line, width) else width - 2 * _LEFT - _PAD
        return self._blocks.get(line.role, self._small, room, 2)

    @staticmethod
    def _has_label_room(line: Line, width: int) -> bool:
        return bool(line.target.field or line.target.row) and width > 330

    def _body_left(self, line: Line, width: int) -> int:
        return (self._box_left(line, width) if self._has_label_room(line, width) else _LEFT) + _PAD + 2

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LineRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.topLeft())
        room = QRect(0, 0, self.content_width(), option.rect.height())
        chosen = is_chosen(self._view, index)
        hovered = line.choosable and lies_under_mouse(self._view, option)
        theme = current()
        if line.kind is LineKind.SECTION:
            self._paint_heading(painter, line, room, theme)
        elif line.kind is LineKind.GROUP:
            self._paint_group(painter, line, room, theme, chosen)
        elif line.kind is LineKind.HEAD:
            rects = cell_rects(len(line.cells), room.width(), room.height(), _CHEVRON + 5)
            labels = [self._blocks.get(cell.label, self._small, rect.width() - 12, 1)
                      for cell, rect in zip(line.cells, rects, strict=True)]  # fmt: skip
            paint_head(painter, list(zip(rects, labels, strict=True)), theme)
        elif line.kind is LineKind.ROW:
            self._paint_row(painter, line, room, theme, chosen, hovered)
        elif line.kind is LineKind.VALUE:
            self._paint_value(painter, line, room, theme, chosen, hovered)
        else:
            self._paint_body(painter, line, room, theme, chosen, hovered)
        painter.restore()

    def _paint_heading(self, painter: QPainter, line: Line, room: QRect, theme: Theme) -> None:
        painter.setPen(QColor(theme.quiet))
        block = self._blocks.get(line.label, self._heading, room.width() - 2 * _LEFT, 1)
        block.draw(painter, _LEFT, room.height() - block.height - 5)

    def _cell_blocks(self, line: Line, width: int) -> list[TextBlock]:
        room = text_width(len(line.cells), width, _CHEVRON + 5)
        return [self._blocks.get(cell_text(cell), self._plain, room, 3) for cell in line.cells]

    def cell_rooms(self, line: Line, width: int) -> list[QRectF]:
        """Where the cells of a row lie, from the line's upper left corner."""
        return cell_rects(len(line.cells), width, self.height_of(line, width), _CHEVRON + 5)

    def _paint_row(self, painter: QPainter, line: Line, room: QRect, theme: Theme, chosen: bool, hovered: bool) -> None:
        rects = self.cell_rooms(line, room.width())
        cells = list(zip(line.cells, rects, self._cell_blocks(line, room.width()), strict=True))
        paint_cells(painter, cells, theme, self.cell if chosen else -1, hovered)
        for cell, rect in zip(line.cells, rects, strict=True):
            self._paint_problem(painter, cell, rect.adjusted(0, 0, -8, 0), theme)
            paint_mark(painter, self.comments.get(cell.target), QPointF(rect.right() - 12, rect.y() + 4), theme)
        paint_mark(painter, self.comments.get(line.target), QPointF(2, 8), theme)
        right = QRectF(0, 0, room.width() - measures.INSET, room.height())
        self._paint_problem(painter, line, right, theme)
        self._paint_chevron(painter, right, line.opened, theme)

    def _paint_group(self, painter: QPainter, line: Line, room: QRect, theme: Theme, chosen: bool) -> None:
        if self.editable:
            add = self._blocks.get("+", self._strong, 30, 1)
            painter.setPen(QColor(theme.accent if chosen else theme.quiet))
            add.draw(painter, self.add_room(room.width()).x() + 6, (room.height() - add.height) / 2)
            self._paint_group_keys(painter, line, room, theme)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            frame = QRectF(_LEFT - 5, 1, room.width() - 2 * _LEFT + 10, room.height() - 2)
            painter.drawRoundedRect(frame, measures.RADIUS, measures.RADIUS)
        block = self._blocks.get(line.label, self._strong, room.width() - 2 * _LEFT, 1)
        painter.setPen(QColor(theme.text))
        block.draw(painter, _LEFT, (room.height() - block.height) / 2 + 1)
        self._paint_problem(painter, line, QRectF(0, 0, room.width() - measures.INSET, room.height()), theme)
        if line.text:
            painter.setPen(QColor(theme.quiet))
            left = max(_LEFT + block.width + 10, self._box_left(line, room.width()) + _PAD)
            text = self._blocks.get(line.text, self._plain, room.width() - left, 1)
            text.draw(painter, left, (room.height() - text.height) / 2 + 1)

    def _paint_value(
        self, painter: QPainter, line: Line, room: QRect, theme: Theme, chosen: bool, hovered: bool
    ) -> None:
        rooms = self.rooms(line, room.width())
        painter.setPen(QColor(theme.quiet))
        self._label(line, room.width()).draw(painter, rooms.label.x(), rooms.label.y())
        self._paint_box(painter, line, rooms.box, theme, chosen, hovered)
        value, side, top = self._value_blocks(line, round(rooms.box.width()))
        dim = not line.text
        painter.setPen(QColor(theme.accent if line.proposed else theme.quiet if dim else theme.text))
        inner = rooms.box.width() - 2 * _PAD - (_CHEVRON if line.openable else 0)
        value.draw_in(painter, rooms.box.x() + _PAD, rooms.box.y() + 4, inner)
        painter.setPen(QColor(theme.quiet))
        right = rooms.box.right() - _PAD - (_CHEVRON if line.openable else 0)
        side.draw(painter, right - side.width, rooms.box.y() + 4 + top)
        if line.openable:
            self._paint_chevron(painter, rooms.box, line.opened, theme)
        if line.hotkey and self.editable:
            self._paint_hotkey(painter, line, rooms, theme)
        paint_mark(painter, self.comments.get(line.target), QPointF(3, rooms.label.y() + 3), theme)
        self._paint_problem(painter, line, rooms.box, theme)

    def _paint_hotkey(self, painter: QPainter, line: Line, rooms: Rooms, theme: Theme) -> None:
        """The key that gives words to this field, in a small box before the value."""
        self._paint_key(painter, line.hotkey, rooms.box.x() - measures.GAP, rooms.label.y() - 1, theme)

    def _paint_group_keys(self, painter: QPainter, line: Line, room: QRect, theme: Theme) -> None:
        """The keys that make rows of a group, before the sign that makes one too."""
        right = self.add_room(room.width()).x()
        for key in reversed(line.hotkey.split()):
            right -= self._paint_key(painter, key, right, (room.height() - 18) / 2, theme) + 4

    def _paint_key(self, painter: QPainter, key: str, right: float, top: float, theme: Theme) -> float:
        """A key in a small box that ends at `right`; returns the box's width."""
        letter = self._blocks.get(key, self._small, 40, 1)
        side = max(16.0, letter.width + 8)
        box = QRectF(right - side, top, side, letter.height + 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(theme.quiet))
        letter.draw(painter, box.center().x() - letter.width / 2, box.y() + 1.5)
        return side

    def _paint_problem(self, painter: QPainter, line: Line, box: QRectF, theme: Theme) -> None:
        """A mark at the right edge where a rule finds something, in a closed line also for what it hides; the tool tip
        and the list at the foot say it in words."""
        levels = {each.level for each in self.found.of(line)}
        if not levels:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.warn if "error" in levels else theme.faint))
        painter.drawRoundedRect(QRectF(box.right() + 3, box.y() + 5, 3, box.height() - 10), 1.5, 1.5)

    def _paint_box(self, painter: QPainter, line: Line, box: QRectF, theme: Theme, chosen: bool, hovered: bool) -> None:
        frame = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(theme.accent_soft if chosen else theme.panel if line.blank else theme.field))
        wanted = line.blank and any(each.level == "error" for each in self.found.of(line))
        edge = theme.accent if chosen else theme.strong_line if hovered else theme.warn if wanted else theme.line
        pen = QPen(QColor(edge), 1.5 if chosen else 1.0)
        if line.blank and not chosen:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, measures.RADIUS, measures.RADIUS)

    @staticmethod
    def add_room(width: int) -> QRectF:
        """Where a click adds a row to a group."""
        return QRectF(width - measures.INSET - 28, 0, 28, 28)

    @staticmethod
    def chevron_room(box: QRectF) -> QRectF:
        """Where a click opens or closes a compound or a row."""
        return QRectF(box.right() - _CHEVRON - 5, box.y(), _CHEVRON + 5, min(box.height(), 28))

    def _paint_chevron(self, painter: QPainter, box: QRectF, opened: bool, theme: Theme) -> None:
        middle = self.chevron_room(box).center()
        x, y = middle.x(), middle.y()
        if opened:
            points = [QPointF(x - 4, y - 2), QPointF(x, y + 2.5), QPointF(x + 4, y - 2)]
        else:
            points = [QPointF(x - 2, y - 4), QPointF(x + 2.5, y), QPointF(x - 2, y + 4)]
        pen = QPen(QColor(theme.quiet), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def _paint_body(
        self, painter: QPainter, line: Line, room: QRect, theme: Theme, chosen: bool, hovered: bool
    ) -> None:
        left = self._body_left(line, room.width())
        block = self._body(line, room.width())
        if line.kind is LineKind.WORDS:
            back = QRectF(left - _PAD, 1, room.width() - left - measures.INSET + _PAD, room.height() - 2)
            if chosen or hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.accent_soft if chosen else theme.field))
                painter.drawRoundedRect(back, 4, 4)
            fill(painter, QRectF(left - _PAD, 3, 2, room.height() - 6), self.colour)
        painter.setPen(QColor(theme.text if line.kind is LineKind.WORDS else theme.quiet))
        block.draw_in(painter, left, 3, room.width() - left - measures.INSET - _PAD)
        if line.role:
            self._paint_role(painter, line, room, left, block.height, theme)

    def _paint_role(self, painter: QPainter, line: Line, room: QRect, left: float, below: float, theme: Theme) -> None:
        role = self._role(line, room.width())
        painter.setPen(QColor(theme.warn if line.stands_against else theme.quiet))
        if self._has_label_room(line, room.width()):
            role.draw(painter, left - _PAD - measures.GAP - role.width, 3 + 2)
        else:
            role.draw(painter, left, 3 + below)
