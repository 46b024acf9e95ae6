# SPDX-License-Identifier: MIT
"""The incidents of the article: badge, title, summary, what is left to settle.

What lives here: the list, its model and delegate. What does not: values of an incident (values/).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

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
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.guard import guarded
from curator.app.incidents.colours import colour_of, paint_badge, tint_of_chosen
from curator.app.incidents.shown import IncidentShown
from curator.app.row_state import has_keyboard, is_chosen, lies_under_mouse
from curator.app.text_block import BlockCache, TextBlock
from curator.app.theme import Theme, current
from curator.app.tips import plain_tip
from curator.app.translating import T
from curator.app.values.phrases import CONTEXT, say, word
from curator.app.widgets import heading, named, plain_label

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem

TO_SETTLE = T(CONTEXT, "{count} to settle")
TO_LOOK_AT = T(CONTEXT, "{count} to look at")
COMPLETE = T(CONTEXT, "complete")
Index = QModelIndex | QPersistentModelIndex
ShownRole = int(Qt.ItemDataRole.UserRole) + 1
ProblemsRole = ShownRole + 1
_NO_INDEX = QModelIndex()
_TEXT_LEFT = 44
_TOP = 6


@guarded
class IncidentsModel(QAbstractListModel):
    """The incidents with what the rules say of them; the rules answer later than the list is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[IncidentShown, ...] = ()
        self._problems: Mapping[str, Sequence[Problem]] | None = None

    def show(self, shown: tuple[IncidentShown, ...]) -> None:
        self.beginResetModel()
        self._shown, self._problems = shown, None
        self.endResetModel()

    def judge(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """Take what the rules found, by incident id."""
        self._problems = problems
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def shown(self, row: int) -> IncidentShown:
        return self._shown[row]

    def row_of(self, incident: str) -> int | None:
        return next((at for at, each in enumerate(self._shown) if each.incident.id == incident), None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        shown = self._shown[index.row()]
        if role == ShownRole:
            return shown
        if role == ProblemsRole:
            return None if self._problems is None else self._problems.get(shown.incident.id, ())
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return ", ".join(part for part in (shown.letter, shown.title, shown.summary, shown.coder) if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip(self._told(shown))
        return None

    def _told(self, shown: IncidentShown) -> str:
        problems = self._problems.get(shown.incident.id, ()) if self._problems else ()
        parts = [shown.title, shown.summary, shown.coder, word(shown.incident.status)]
        return "\n".join([*(part for part in parts if part), *(f"• {problem.message}" for problem in problems)])


@guarded
class IncidentsDelegate(QStyledItemDelegate):
    """Paints an incident on two lines beside its badge."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._blocks = BlockCache()
        self.renew_fonts()

    def renew_fonts(self) -> None:
        self._title = measures.font()
        self._title_chosen = measures.font(half_bold=True)
        self._untitled = measures.font(italic=True)
        self._untitled_chosen = measures.font(half_bold=True, italic=True)
        self._small = measures.font(measures.SMALL)
        self._badge = measures.font(measures.SMALL - 0.5, bold=True)
        self._blocks.clear()

    def row_height(self) -> int:
        return round(measures.line_height(self._title) + measures.line_height(self._small)) + 2 * _TOP + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: IncidentShown = index.data(ShownRole)
        theme = current()
        chosen = is_chosen(self._view, index)
        room = QRect(option.rect).adjusted(measures.GAP, 0, -measures.GAP, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, option, index, room, shown, theme)
        side = self._paint_state(painter, shown, index.data(ProblemsRole), room, theme)
        badge = QRectF(room.left() + 8, room.top() + _TOP + 1, measures.BADGE, measures.BADGE)
        paint_badge(painter, badge, shown.letter, colour_of(shown.position), self._badge)
        left = room.left() + _TEXT_LEFT - measures.GAP
        width = room.right() - left - measures.GAP
        font = self._font(shown.untitled, chosen)
        title = self._blocks.get(shown.title, font, width - side, 1)
        painter.setPen(QColor(theme.text))
        title.draw_in(painter, left, room.top() + _TOP, width - side)
        below = " · ".join(part for part in (shown.summary, shown.coder) if part)
        summary = self._blocks.get(below, self._small, width, 1)
        painter.setPen(QColor(theme.quiet))
        summary.draw_in(painter, left, room.top() + _TOP + title.height + 2, width)
        painter.restore()

    def _font(self, untitled: bool, chosen: bool) -> QFont:
        if untitled:
            return self._untitled_chosen if chosen else self._untitled
        return self._title_chosen if chosen else self._title

    def _paint_back(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        room: QRect,
        shown: IncidentShown,
        theme: Theme,
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen(self._view, index):
            colour = colour_of(shown.position)
            colour.setAlphaF(tint_of_chosen(theme.dark))
            painter.setBrush(colour)
            painter.drawRoundedRect(room, 5, 5)
            if has_keyboard(self._view, index):
                painter.setBrush(colour_of(shown.position))
                painter.drawRoundedRect(QRect(room.left(), room.top() + 5, 3, room.height() - 10), 1, 1)
        elif lies_under_mouse(self._view, option):
            painter.setBrush(QColor(theme.field))
            painter.drawRoundedRect(room, 5, 5)

    def _paint_state(
        self, painter: QPainter, shown: IncidentShown, problems: Sequence[Problem] | None, room: QRect, theme: Theme
    ) -> float:
        """What is left to settle, at the right; returns the width it takes."""
        if problems is None:
            return 0.0
        text, colour = state_of(shown, problems, theme)
        block: TextBlock = self._blocks.get(text, self._small, 120, 1)
        painter.setPen(QColor(colour))
        block.draw(painter, room.right() - measures.GAP - block.width, room.top() + _TOP + 1)
        return block.width + measures.GAP


def state_of(shown: IncidentShown, problems: Sequence[Problem], theme: Theme) -> tuple[str, str]:
    """What is left to settle in words, and its colour."""
    errors = sum(problem.level == "error" for problem in problems)
    looks = len(problems) - errors
    if shown.incident.status == "withdrawn":
        return word("withdrawn"), theme.quiet
    if errors:
        return say(TO_SETTLE, count=errors), theme.warn
    if looks:
        return say(TO_LOOK_AT, count=looks), theme.quiet
    return say(COMPLETE), theme.good


class IncidentsPanel(QWidget):
    """`incident_chosen(id)`: the user chose an incident here. `values_wanted`: Enter, a double click."""

    incident_chosen = Signal(str)
    values_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "incidents", self.tr("Incidents"), role="side")
        self.model = IncidentsModel()
        self.list = QListView()
        named(self.list, "incidents.list", self.tr("Incidents in this article"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(IncidentsDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._changed)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(lambda _index: self.values_wanted.emit())
        self.title = heading(self.tr("Incidents in this article"))
        self.empty = self._made_empty()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        self._quiet = False
        self._told, self._article = "", False

    def _made_empty(self) -> QLabel:
        label = plain_label("", role="quiet", wrap=True)
        named(label, "incidents.empty", self.tr("What to do next"))
        label.setContentsMargins(measures.INSET, 4, measures.INSET, measures.INSET)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    def show_incidents(self, shown: tuple[IncidentShown, ...], chosen: str, article: bool = True) -> None:
        """List these incidents and mark the chosen one; nothing is sent out. `article`: there is one to have any."""
        self._quiet = True
        self._article = article
        self.tell_empty(self._told)
        self.model.show(shown)
        self.pages.setCurrentIndex(0 if shown else 1)
        self.mark(chosen)
        self._quiet = False

    def tell_empty(self, told: str) -> None:
        """What stands here where the article has no incidents."""
        self._told = told
        self.empty.setText(told if self._article else "")

    def mark(self, incident: str) -> None:
        """Mark an incident as chosen, without sending anything out."""
        row = self.model.row_of(incident)
        if row is None:
            return
        before, self._quiet = self._quiet, True
        index = self.model.index(row)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        self._quiet = before

    def step(self, by: int) -> bool:
        """Choose the incident so many places further on; False where there is none."""
        index = self.model.index(self.list.currentIndex().row() + by)
        if index.isValid():
            self.list.setCurrentIndex(index)
        return index.isValid()

    def wanted_height(self) -> int:
        """The height at which every incident shows, up to six."""
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, IncidentsDelegate)
        rows = max(1, min(6, self.model.rowCount()))
        return self.title.sizeHint().height() + rows * delegate.row_height() + measures.GAP

    def _changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.incident_chosen.emit(self.model.shown(index.row()).incident.id)

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the incident that is chosen already goes to its main mention again."""
        self.incident_chosen.emit(self.model.shown(index.row()).incident.id)
