# SPDX-License-Identifier: MIT
"""Counts by type, actor and place beside map and time line; a click on one is a condition of the filter.

What lives here: the lists and their rows. What does not: which fields are offered (counted_fields.py), counting
(store/incident_counts.py), the filter (drawn.py, page.py).

Each list is counted without its own condition, so that a second answer can be added to the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from curator.app import measures
from curator.app.dataset.counted_fields import Counted
from curator.app.guard import guarded
from curator.app.row_delegate import Index, RowDelegate
from curator.app.row_state import has_keyboard
from curator.app.theme import Theme
from curator.app.tips import plain_tip
from curator.app.widgets import heading, named
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Scalar
from curator.domain.filtering import target
from curator.store.incident_counts import AnswerCount

MOST = 60  # answers in a list
LEAST_WIDTH = 190
_ANSWER, _COUNT, _SHARE, _TICKED, _TEXT = (Qt.ItemDataRole.UserRole + at for at in range(5))
_PAD, _BAR = 12, 3
_LEAST_HEIGHT = 92  # of a list
_LEAST_ROWS = 3  # a list with fewer has the room of so many
_HEAD_ROWS = 2  # so much is above each list
_BELOW = 8


@guarded
class _Rows(RowDelegate):
    """A row: what is counted, a tick where it is asked for, the number, a bar as long as its share."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(LEAST_WIDTH, round(measures.line_height(self._plain)) + 11)

    def paint_row(self, painter: QPainter, index: Index, room: QRect, theme: Theme) -> None:
        ticked, number = bool(index.data(_TICKED)), f"{index.data(_COUNT):,}"
        font = measures.font(half_bold=True) if ticked else self._plain
        if ticked:
            painter.fillRect(room, QColor(theme.accent_soft))
        if has_keyboard(self._view, index):
            painter.setPen(QPen(QColor(theme.accent), 1.0))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
        metrics = QFontMetrics(font)
        line = room.adjusted(_PAD, 0, -_PAD, -_BAR - 1)
        painter.setFont(font)
        wide = metrics.horizontalAdvance(number)
        painter.setPen(QColor(theme.accent if ticked else theme.quiet))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        text = f"✓ {index.data(_TEXT)}" if ticked else str(index.data(_TEXT))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width() - wide - 8)
        painter.setPen(QColor(theme.accent if ticked else theme.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        bar = QRect(line.left(), room.bottom() - _BAR, line.width(), _BAR)
        painter.fillRect(bar, QColor(theme.line))
        painter.fillRect(
            QRect(bar.topLeft(), QSize(round(bar.width() * index.data(_SHARE)), _BAR)), QColor(theme.accent)
        )


@guarded
class _Answers(QListWidget):
    taken = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if enter and self.currentRow() >= 0:
            self.taken.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class CountsList(QWidget):
    """`wanted`: it is to be counted by another field. `counted`: it shows other counts. `answer_chosen(key, answer)`:
    "" stands for no answer."""

    wanted = Signal()
    counted = Signal()
    answer_chosen = Signal(str, object)

    def __init__(self, name: str, counted: Counted, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, f"counts.{name}", counted.title)
        self._codebook = codebook
        self.instead = counted.instead  # looked at until something was counted or somebody chose
        self.by = named(QComboBox(), f"counts.{name}.by", self.tr("What is counted: {list}").format(list=counted.title),
                        tip=self.tr("By which field the incidents are counted"), role="quiet")  # fmt: skip
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.by.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the list is as wide as it may be
        for label, key in counted.fields:
            self.by.addItem(label, key)
        self.answers = named(_Answers(), f"counts.{name}.answers", counted.title,
                             tip=self.tr("A click, or Enter, shows only these; another takes it back"))  # fmt: skip
        self.answers.setToolTip("")  # each row has its own
        self.answers.setMinimumHeight(measures.grown(_LEAST_HEIGHT))
        self.answers.setSelectionMode(QListWidget.SelectionMode.NoSelection)  # a row is ticked, not chosen
        self.answers.setItemDelegate(_Rows(self.answers))
        self.answers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title, self._heading = counted.title, heading(counted.title)
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addWidget(self._heading)
        row = QHBoxLayout()
        row.setContentsMargins(measures.INSET - 5, 0, measures.GAP, 2)
        row.addWidget(self.by)
        column.addLayout(row)
        column.addWidget(self.answers, 1)
        self.by.activated.connect(self._choose)
        self.answers.itemClicked.connect(lambda item: self._take(self.answers.row(item)))
        self.answers.taken.connect(self._take)

    @property
    def key(self) -> str:
        """What it is counted by, as the key of a condition."""
        return str(self.by.currentData())

    def count_by(self, key: str) -> None:
        """Count by this field from now on."""
        self.by.setCurrentIndex(self.by.findData(key))

    def _choose(self) -> None:
        self.instead = ()
        self.wanted.emit()

    def begin(self) -> None:
        """What is shown is being counted anew."""
        self._heading.setText(f"{self._title} …")

    def show_counts(self, counts: Sequence[AnswerCount], asked: Sequence[Scalar]) -> None:
        """Show these counts; those asked for are ticked, and there even where nothing has them."""
        self._heading.setText(self._title)
        there = {count.answer for count in counts}
        lines = [*counts, *(AnswerCount(str(one), 0) for one in asked if str(one) not in there)]
        most = max((count.count for count in lines), default=0)
        held = self.answers.currentItem().data(_ANSWER) if self.answers.currentItem() is not None else None
        self.answers.clear()
        for count in lines:
            item, text = QListWidgetItem(), self._label(count.answer)
            for role, value in (
                (_ANSWER, count.answer), (_COUNT, count.count), (_SHARE, count.count / most if most else 0.0),
                (_TICKED, count.answer in map(str, asked)), (_TEXT, text),
            ):  # fmt: skip
                item.setData(role, value)
            told = self.tr("1 incident") if count.count == 1 else self.tr("{n} incidents").format(n=f"{count.count:,}")
            said = f"{text}: {told}"
            if item.data(_TICKED):
                said = self.tr("{count}, asked for").format(count=said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(plain_tip(said))
            self.answers.addItem(item)
            if count.answer == held:
                self.answers.setCurrentItem(item)
        if self.answers.currentRow() < 0 and lines:
            self.answers.setCurrentRow(0)
        self.counted.emit()

    def rows(self) -> list[tuple[str, int]]:
        """What is shown, in words, with its count."""
        items = [self.answers.item(row) for row in range(self.answers.count())]
        return [(str(item.data(_TEXT)), int(item.data(_COUNT))) for item in items]

    def _label(self, answer: str) -> str:
        if not answer:
            return self.tr("no answer")
        meant = target(self._codebook, self.key)
        listed = self._codebook.choices_of(meant.node) if meant is not None and meant.node is not None else None
        choice = listed.by_code.get(answer) if listed is not None else None
        return choice.label if choice is not None else " ".join(answer.split())

    def _take(self, row: int) -> None:
        item = self.answers.item(row)
        if item is not None:
            self.answer_chosen.emit(self.key, item.data(_ANSWER))


@guarded
class CountsPanel(QWidget):
    """All lists below each other. `wanted(list)`: this one is to be counted by another field. `answer_chosen`: as a
    list says."""

    wanted = Signal(object)
    answer_chosen = Signal(str, object)

    def __init__(self, lists: Sequence[Counted], codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "counts", self.tr("Counts of what is shown"), role="side")
        self.setMinimumWidth(LEAST_WIDTH)
        self.lists = tuple(CountsList(str(at + 1), counted, codebook) for at, counted in enumerate(lists))
        inside = named(QWidget(), "counts.lists", self.tr("Counts of what is shown"), role="side")
        scroll = named(QScrollArea(), "counts.scroll", self.tr("Counts of what is shown"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in self.lists:
            column.addWidget(each, 1)
            each.counted.connect(self._share)
            each.wanted.connect(lambda each=each: self.wanted.emit(each))
            each.answer_chosen.connect(self.answer_chosen)
        column.addStretch(0)

    def _share(self) -> None:
        """A list has room by the number of its rows, and no more than they take."""
        for at, each in enumerate(self.lists):
            rows = max(_LEAST_ROWS, each.answers.count())
            self._column.setStretch(at, rows + _HEAD_ROWS)
            head = each.sizeHint().height() - each.answers.sizeHint().height()
            taken = rows * max(0, each.answers.sizeHintForRow(0)) + 2 * each.answers.frameWidth() + _BELOW
            each.setMaximumHeight(max(each.minimumSizeHint().height(), head + taken))
