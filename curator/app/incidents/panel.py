# SPDX-License-Identifier: MIT
"""The incidents of the article: badge, title, summary, what is left to settle.

What lives here: the list, its model and delegate. What does not: values of an incident (values/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from curator.app import measures
from curator.app.comments.mark import paint_mark, told
from curator.app.guard import guarded
from curator.app.incidents.colours import colour_of, paint_badge, tint_of_chosen
from curator.app.incidents.shown import IncidentShown
from curator.app.row_state import has_keyboard, is_chosen, lies_under_mouse
from curator.app.text_block import BlockCache, TextBlock
from curator.app.theme import Theme, current
from curator.app.tips import plain_tip
from curator.app.translating import T
from curator.app.values.line import CommentCount, Target
from curator.app.values.phrases import CONTEXT, say, word
from curator.app.widgets import heading, named, plain_label
from curator.shape import replace

if TYPE_CHECKING:
    from curator.domain.rules.problems import Problem

TO_SETTLE = T(CONTEXT, "{count} to settle")
TO_LOOK_AT = T(CONTEXT, "{count} to look at")
COMPLETE = T(CONTEXT, "complete")
Index = QModelIndex | QPersistentModelIndex
ShownRole = int(Qt.ItemDataRole.UserRole) + 1
ProblemsRole = ShownRole + 1
CommentsRole = ShownRole + 2
_NO_INDEX = QModelIndex()
_NOT_JUDGED: Mapping[str, Sequence[Problem]] = {}
_TEXT_LEFT = 44
_TOP = 6


@guarded
class IncidentsModel(QAbstractListModel):
    """The incidents with what the rules say of them; the rules answer later than the list is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[IncidentShown, ...] = ()
        self._problems: Mapping[str, Sequence[Problem]] = _NOT_JUDGED
        self._comments: Mapping[Target, CommentCount] = {}

    def show(
        self, shown: tuple[IncidentShown, ...], problems: Mapping[str, Sequence[Problem]] = _NOT_JUDGED
    ) -> None:  # fmt: skip
        """Show these, with what the rules found as far as they have looked at them."""
        if [each.incident.id for each in shown] != [each.incident.id for each in self._shown]:
            self.beginResetModel()
            self._shown, self._problems = shown, problems
            self.endResetModel()
            return
        before, self._shown = self._shown, shown
        self._follow({at for at, each in enumerate(shown) if _looks_other(each, before[at])}, problems)

    def judge(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        """Take what the rules found, by incident id."""
        self._follow(set(), problems)

    def _follow(self, rows: set[int], problems: Mapping[str, Sequence[Problem]]) -> None:
        """Say which rows are other ones now: these, and those of which the rules say something else."""
        before, self._problems = self._problems, problems
        ids = (each.incident.id for each in self._shown)
        rows |= {at for at, each in enumerate(ids) if before.get(each) is not problems.get(each)}
        for row in sorted(rows):
            self.dataChanged.emit(self.index(row), self.index(row))

    def mark_comments(self, counts: Mapping[Target, CommentCount]) -> None:
        """Mark the incidents that were commented on as a whole."""
        before, self._comments = self._comments, counts
        for row, shown in enumerate(self._shown):
            target = Target(shown.incident.id)
            if before.get(target) != counts.get(target):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _commented(self, shown: IncidentShown) -> CommentCount | None:
        return self._comments.get(Target(shown.incident.id))

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
            return self._problems.get(shown.incident.id)
        if role == CommentsRole:
            return self._commented(shown)
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            parts = (shown.letter, shown.number, shown.title, shown.summary, shown.coder, told(self._commented(shown)))
            return ", ".join(part for part in parts if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip(self._told(shown))
        return None

    def _told(self, shown: IncidentShown) -> str:
        problems = self._problems.get(shown.incident.id, ())
        parts = [shown.title, shown.summary, shown.coder, word(shown.incident.status), told(self._commented(shown))]
        number = self.tr("Incident {number} of the project").format(number=shown.incident.number)
        said = (part for part in (*parts, number) if part)
        return "\n".join([*said, *(f"• {problem.message}" for problem in problems)])


def _looks_other(one: IncidentShown, before: IncidentShown) -> bool:
    """Whether its row says something else than before."""
    same = one is before or replace(one, incident=before.incident) == before
    return not same or one.incident.status != before.incident.status


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
        corner = QPointF(badge.center().x() - 4, badge.bottom() + 5)
        paint_mark(painter, index.data(CommentsRole), corner, theme)
        left = room.left() + _TEXT_LEFT - measures.GAP
        width = room.right() - left - measures.GAP
        font = self._font(shown.untitled, chosen)
        title = self._blocks.get(shown.title, font, width - side, 1)
        painter.setPen(QColor(theme.text))
        title.draw_in(painter, left, room.top() + _TOP, width - side)
        below = " · ".join(part for part in (shown.summary, shown.coder) if part)
        number = self._blocks.get(shown.number, self._small, 120, 1)
        top = room.top() + _TOP + title.height + 2
        painter.setPen(QColor(theme.quiet))
        number.draw(painter, room.right() - measures.GAP - number.width, top)
        width -= round(number.width) + measures.GAP
        summary = self._blocks.get(below, self._small, width, 1)
        summary.draw_in(painter, left, top, width)
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


@guarded
class IncidentsList(QListView):
    """Its rows are all of one height: what they say may change without laying the list out again."""

    def dataChanged(self, first: Index, last: Index, roles: Iterable[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, list(roles))  # QListView's lays out every row again


class IncidentsPanel(QWidget):
    """`incident_chosen(id)`: the user chose an incident here. `values_wanted`: Enter, a double click. `open_wanted`:
    colleagues' layers are to be opened."""

    incident_chosen = Signal(str)
    values_wanted = Signal()
    open_wanted = Signal()
    colleagues_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "incidents", self.tr("Incidents"), role="side")
        self.model = IncidentsModel()
        self.list = IncidentsList()
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
        self.hidden = plain_label("", role="quiet", font=measures.font(measures.SMALL), wrap=True)
        named(self.hidden, "incidents.hidden", self.tr("What is hidden"))
        self.open_hidden = QPushButton(self.tr("Open …"))
        tip = self.tr("Look at colleagues' work before all have finished; the history tells the reason")
        named(self.open_hidden, "incidents.open_hidden", self.tr("Open colleagues' layers"), role="quiet", tip=tip)
        self.open_hidden.clicked.connect(self.open_wanted)
        self.show_aside = QPushButton(self.tr("Show"))
        tip = self.tr("Show them beside your own; the review compares them value by value")
        named(self.show_aside, "incidents.show_aside", self.tr("Show colleagues' incidents"), role="quiet", tip=tip)
        self.show_aside.clicked.connect(self.colleagues_wanted)
        self.hidden_row = QWidget()
        row = QHBoxLayout(self.hidden_row)
        row.setContentsMargins(measures.INSET, 2, measures.INSET, measures.GAP)
        row.addWidget(self.hidden, 1)
        for button in (self.open_hidden, self.show_aside):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.hidden_row.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        column.addWidget(self.hidden_row)
        self._quiet = False
        self._told, self._article = "", False

    def _made_empty(self) -> QLabel:
        label = plain_label("", role="quiet", wrap=True)
        named(label, "incidents.empty", self.tr("What to do next"))
        label.setContentsMargins(measures.INSET, 4, measures.INSET, measures.INSET)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    def show_incidents(
        self, shown: tuple[IncidentShown, ...], chosen: str, article: bool = True,
        problems: Mapping[str, Sequence[Problem]] = _NOT_JUDGED,
    ) -> None:  # fmt: skip
        """List these incidents and mark the chosen one; nothing is sent out. `article`: there is one to have any.
        `problems`: what the rules found in those that they have looked at."""
        self._quiet = True
        self._article = article
        self.tell_empty(self._told)
        self.model.show(shown, problems)
        self.pages.setCurrentIndex(0 if shown else 1)
        self.mark(chosen)
        self._quiet = False

    def tell_hidden(self, hidden: str) -> None:
        """Why colleagues' incidents may not be seen yet; "" where nothing is hidden."""
        self._tell_below(hidden)
        self.open_hidden.setVisible(bool(hidden))
        self.show_aside.hide()

    def tell_aside(self, aside: int) -> None:
        """So many incidents of colleagues are open, and not shown beside one's own."""
        told = self.tr("1 incident of colleagues") if aside == 1 else self.tr("{count} incidents of colleagues")
        self._tell_below(told.format(count=aside))
        self.open_hidden.hide()
        self.show_aside.show()

    def _tell_below(self, told: str) -> None:
        self.hidden.setText(told)
        self.hidden.setAccessibleName(told)
        self.hidden_row.setVisible(bool(told))

    def tell_empty(self, told: str) -> None:
        """What stands here where the article has no incidents."""
        self._told = told
        self.empty.setText(told if self._article else "")

    def mark(self, incident: str) -> None:
        """Mark an incident as chosen, without sending anything out."""
        row = self.model.row_of(incident)
        if row is None:
            return
        index = self.model.index(row)
        if index == self.list.currentIndex() and is_chosen(self.list, index):
            return
        before, self._quiet = self._quiet, True
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
        width = max(self.width(), measures.LEAST_SIDE)
        below = 0 if self.hidden_row.isHidden() else self.hidden_row.heightForWidth(width)
        return self.title.sizeHint().height() + rows * delegate.row_height() + measures.GAP + below

    def _changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.incident_chosen.emit(self.model.shown(index.row()).incident.id)

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the incident that is chosen already goes to its main mention again."""
        self.incident_chosen.emit(self.model.shown(index.row()).incident.id)
